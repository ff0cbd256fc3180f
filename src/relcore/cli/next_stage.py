"""`relcore next-stage`: what has to happen for the next step on an axis."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from relcore.cli.built_in import advisor
from relcore.cli.options import (
    AsOfOption,
    BookArgument,
    CustomerArgument,
    Lang,
    LangOption,
    ListFormat,
    ListFormatOption,
    SettingsOption,
)
from relcore.cli.shelf import open_book
from relcore.cli.streams import print_json
from relcore.cli.tables import tree
from relcore.simulation import next_stage
from relcore.simulation.next_stage import STEPS


def command(
    book: BookArgument,
    customer: CustomerArgument,
    axes: Annotated[
        list[str] | None,
        typer.Option(
            "--axis", metavar="AXIS", help="Such as ladder or share_stage; all axes with steps by default."
        ),
    ] = None,
    as_of: AsOfOption = None,
    lang: LangOption = Lang.EN,
    form: ListFormatOption = ListFormat.TEXT,
    settings: SettingsOption = None,
) -> None:
    """Say what has to happen for the next step: the smallest sets of changes, each tried."""
    shown = open_book(book, as_of)
    facts = shown.customer(customer)
    wanted = axes or [str(axis) for axis in STEPS]
    adviser = advisor(lang, settings)
    found = [next_stage(adviser, facts, axis, as_of=shown.as_of) for axis in wanted]
    if form is ListFormat.JSON:
        print_json([one.as_dict() for one in found])
    else:
        sys.stdout.writelines(f"{line}\n" for one in found for line in tree("\n".join(one.lines())))
