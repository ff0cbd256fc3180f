"""`relcore questions`: across a book, which unknown would change most advice if somebody asked for it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from relcore.cli.built_in import advisor
from relcore.cli.options import (
    AsOfOption,
    BookArgument,
    Lang,
    LangOption,
    ListFormat,
    ListFormatOption,
    SettingsOption,
)
from relcore.cli.shelf import open_book
from relcore.cli.streams import print_json
from relcore.cli.tables import counted, entries
from relcore.simulation import Asked, questions_of


def command(
    book: BookArgument,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many questions to list.")] = 20,
    as_of: AsOfOption = None,
    lang: LangOption = Lang.EN,
    form: ListFormatOption = ListFormat.TEXT,
    settings: SettingsOption = None,
) -> None:
    """List the questions whose answers could change most advice."""
    shown = open_book(book, as_of)
    snapshots = shown.book.customers()
    advice = advisor(lang, settings).advise_all(snapshots.values(), as_of=shown.as_of, lang=lang)
    found = questions_of(advice)
    if form is ListFormat.JSON:
        print_json([one.as_dict() for one in found[:limit]])
        return
    sys.stdout.writelines(f"{line}\n" for line in entries(map(_told, found[:limit])))
    sys.stdout.write(f"{counted(len(found), 'question')} about {counted(len(snapshots), 'customer')}\n")


def _told(asked: Asked) -> tuple[str, str]:
    about = f"{counted(asked.pieces, 'piece')} of advice for {counted(len(asked.customers), 'customer')}"
    return f"{asked.code} ({about})", asked.text
