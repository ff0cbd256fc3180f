"""`relcore prove`: that no advice breaks a promise of relcore, or the customer for whom it would."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, Any

import typer

from relcore.cli.check import with_builtin
from relcore.cli.options import ListFormat, ListFormatOption
from relcore.cli.streams import note, print_json
from relcore.cli.tables import counted, tree
from relcore.program import compile_program


def command(
    plugins: Annotated[
        list[str] | None,
        typer.Option(
            "--plugin",
            metavar="MODULE:ATTRIBUTE",
            help="A playbook of yours, proved together with the built-in one; may be given several times.",
            show_default=False,
        ),
    ] = None,
    form: ListFormatOption = ListFormat.TEXT,
) -> int:
    """Prove that no advice breaks a promise of relcore."""
    proving = import_module("relcore.verify.prove")
    program = compile_program(with_builtin(plugins or []))
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
        f" ({counted(len(proof.cases), 'case')}, {counted(proof.unconcerned, 'recommendation')} not concerned)"
    )
    for case in proof.cases:
        if case.outcome.value != "holds":
            yield from tree(f"  {case.outcome.value}: {case.breach}, by {case.rule}: {case.reason}".rstrip(" :"))
        if case.witness:
            yield from tree("\n".join(f"    {line}" for line in case.witness.lines()))
