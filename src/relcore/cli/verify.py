"""`relcore verify`: what is odd about a playbook, found by reasoning over all customers that there can be."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from relcore.cli.check import shown, together
from relcore.cli.options import ListFormat, ListFormatOption
from relcore.cli.streams import print_json
from relcore.cli.tables import counted


def command(
    playbooks: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|MODULE:ATTRIBUTE]...",
            help="Playbooks of yours, verified together with the built-in one and the plug-ins.",
            show_default=False,
        ),
    ] = None,
    form: ListFormatOption = ListFormat.TEXT,
) -> int:
    """Find rules that cannot fire, that repeat or contradict others, and gaps; say what is undecided."""
    found = list(import_module("relcore.verify.findings").findings(together(playbooks or [])))
    if form is ListFormat.JSON:
        print_json({"ok": not found, "diagnostics": [diagnostic.as_dict() for diagnostic in found]})
    else:
        sys.stdout.writelines(f"{shown(diagnostic)}\n" for diagnostic in found)
        open_ones = sum(diagnostic.code == "RC739" for diagnostic in found)
        sys.stdout.write(f"{counted(len(found) - open_ones, 'finding')}, {open_ones:,} undecided\n")
    return 0
