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
    """Find rules that cannot fire, that repeat or contradict others, and gaps; say what is undecided.

    The exit code is 1 where a finding is left that no playbook accepts.
    """
    found = list(import_module("relcore.verify.findings").review(together(playbooks or [])))
    is_clean = not any(one.is_open for one in found)
    if form is ListFormat.JSON:
        told = [one.finding.as_dict() | {"accepted": one.because or None} for one in found]
        print_json({"ok": is_clean, "diagnostics": told})
    else:
        for one in found:
            because = f"  accepted: {one.because}\n" if one.because else ""
            sys.stdout.write(f"{shown(one.finding)}\n{because}")
        accepted = sum(bool(one.because) for one in found)
        undecided = sum(one.finding.code == "RC739" and not one.because for one in found)
        left = counted(len(found) - accepted - undecided, "finding")
        sys.stdout.write(f"{left}, {undecided:,} undecided, {accepted:,} accepted\n")
    return 0 if is_clean else 1
