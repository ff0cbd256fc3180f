"""`relcore experiment`: customers assigned by chance, what came of it, what the ranking rests on."""

from __future__ import annotations

import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from relcore.advisor import Advisor
from relcore.cli.chosen import chosen
from relcore.cli.options import AsOfOption, ListFormat, ListFormatOption
from relcore.cli.shelf import open_book
from relcore.cli.streams import print_json
from relcore.cli.tables import entries
from relcore.errors import UsageError
from relcore.experiments.assignment import Experiment
from relcore.experiments.outcomes import read_outcomes
from relcore.simulation.sensitivity import sensitivity


class Part(StrEnum):
    """What to do about an experiment."""

    ASSIGN = "assign"
    SUMMARY = "summary"
    SENSITIVITY = "sensitivity"


def command(
    part: Annotated[Part, typer.Argument(help="Assign customers, sum outcomes up, or try the ranking.")],
    source: Annotated[
        str, typer.Argument(metavar="BOOK|FILE", help="A book; for the summary, the outcomes.")
    ],
    name: Annotated[str, typer.Option("--name", help="Name of the experiment.")] = "",
    arms: Annotated[
        list[str] | None, typer.Option("--arm", metavar="NAME=WEIGHT", help="Such as challenger=45.")
    ] = None,
    control: Annotated[str, typer.Option("--control", help="Name of the arm to compare with.")] = "control",
    as_of: AsOfOption = None,
    form: ListFormatOption = ListFormat.TEXT,
) -> None:
    """Assign customers to playbooks by a stable hash, sum up what came of it, or try the ranking."""
    if part is Part.ASSIGN:
        experiment = Experiment.read(name, arms or [])
        rows = [
            {"customer_id": customer, "arm": experiment.arm_of(customer)}
            for customer in open_book(source, as_of).book.customers()
        ]
        if form is ListFormat.JSON:
            print_json({"experiment": name, "customers": rows})
        else:
            sys.stdout.writelines(f"{row['customer_id']},{row['arm']}\n" for row in rows)
    elif part is Part.SUMMARY:
        if not Path(source).is_file():
            raise UsageError.of(
                "RC725", f"there is no file '{source}'", hint="name the file with the outcomes"
            )
        found = import_module("relcore.experiments.summary").summarise(read_outcomes(Path(source)), control)
        if form is ListFormat.JSON:
            print_json(found.as_dict())
        else:
            sys.stdout.writelines(f"{line}\n" for line in found.lines())
    else:
        shown = open_book(source, as_of)
        tried = sensitivity(
            lambda policy: Advisor(plugins=chosen(), policy=policy),
            shown.book.customers().values(),
            as_of=shown.as_of,
        )
        if form is ListFormat.JSON:
            print_json([one.as_dict() for one in tried])
        else:
            told = (
                (
                    f"{one.factor} x {one.strength}",
                    f"another action first for {one.other_first} of {one.customers} customers; "
                    f"{one.swapped} of {one.pairs} pairs change places",
                )
                for one in tried
            )
            sys.stdout.writelines(f"{line}\n" for line in entries(told))
