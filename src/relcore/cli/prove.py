"""`relcore prove`: that no advice breaks a promise of relcore, or the customer for whom it would."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, Any

import typer

from relcore.cli.check import together
from relcore.cli.options import ListFormat, ListFormatOption
from relcore.cli.streams import note, print_json
from relcore.cli.tables import counted, tree


def command(
    playbooks: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|MODULE:ATTRIBUTE]...",
            help="Playbooks of yours, proved together with the built-in one and the plug-ins in use.",
            show_default=False,
        ),
    ] = None,
    form: ListFormatOption = ListFormat.TEXT,
) -> int:
    """Prove that no advice breaks a promise of relcore."""
    proving = import_module("relcore.verify.prove")
    program = together(playbooks or [])
    found = []
    for wanted in proving.PROPERTIES:
        if form is ListFormat.TEXT:
            note(f"looking at '{wanted.name}' ...")
        found += proving.prove(program, [wanted])
    if form is ListFormat.JSON:
        print_json({"program": program.digest, "properties": [proof.as_dict() for proof in found]})
    else:
        sys.stdout.writelines(f"{line}\n" for proof in found for line in _told(proof))
    return 0 if all(proof.outcome is proving.Outcome.HOLDS for proof in found) else 1


def _told(proof: Any) -> Iterator[str]:
    yield from tree(
        f"{proof.outcome.value}: {proof.property.name}. {proof.property.sentence}"
        f" ({counted(len(proof.cases), 'case')}, {counted(proof.unconcerned, 'recommendation')} unconcerned)"
    )
    for case in proof.cases:
        if case.outcome.value != "holds":
            yield from tree(
                f"  {case.outcome.value}: {case.breach}, by {case.rule}: {case.reason}".rstrip(" :")
            )
        if case.witness:
            yield from tree("\n".join(f"    {line}" for line in case.witness.lines()))
