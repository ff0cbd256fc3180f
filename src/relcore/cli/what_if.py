"""`relcore what-if`: what would be advised if something were different, and by which rules."""

from __future__ import annotations

import sys
from datetime import date
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
    day,
)
from relcore.cli.shelf import open_book
from relcore.cli.streams import print_json
from relcore.cli.tables import tree
from relcore.simulation import parse_add, parse_remove, parse_set, what_if


def command(
    book: BookArgument,
    customer: CustomerArgument,
    changed: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Such as opted_out=true or Order:o1.amount=500."),
    ] = None,
    added: Annotated[
        list[str] | None,
        typer.Option("--add", metavar="FACT", help="Such as 'Interaction: {kind: visit, on: 2026-06-01}'."),
    ] = None,
    removed: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="TYPE:ID", help="Leave a fact out, such as Complaint:k1."),
    ] = None,
    then: Annotated[
        date | None,
        typer.Option(
            "--then",
            parser=day,
            metavar="YYYY-MM-DD",
            help="Another day of the decision.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfOption = None,
    lang: LangOption = Lang.EN,
    form: ListFormatOption = ListFormat.TEXT,
    settings: SettingsOption = None,
) -> None:
    """Say what would change, and by which rules."""
    shown = open_book(book, as_of)
    deciding = advisor(lang, settings)
    models = deciding.program_on(shown.as_of).models
    edits = [
        *map(parse_remove, removed or []),
        *map(parse_set, changed or []),
        *(parse_add(text, models) for text in added or []),
    ]
    answer = what_if(deciding, shown.customer(customer), edits, as_of=shown.as_of, then=then, lang=lang)
    if form is ListFormat.JSON:
        print_json(answer.as_dict())
    else:
        sys.stdout.writelines(f"{line}\n" for line in tree("\n".join(answer.lines())))
