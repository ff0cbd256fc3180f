"""Options that several commands share: languages, formats, the book and the day."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from relcore.cli.choice import Choice, choose_by_file


class Lang(StrEnum):
    """Languages of the answers."""

    EN = "en"
    ZH = "zh"


class Format(StrEnum):
    """Forms of an answer that may be long."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


class ListFormat(StrEnum):
    """Forms of a list or of a single result."""

    TEXT = "text"
    JSON = "json"


def day(text: str) -> date:
    """Read a day of the command line.

    >>> day("2026-06-30")
    datetime.date(2026, 6, 30)
    """
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is a day that does not exist") from None
    raise typer.BadParameter(f"'{text}' is not a date; write it like 2026-06-30")


LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the answer.")]
FormatOption = Annotated[Format, typer.Option("--format", help="Text, one JSON object, or JSON Lines.")]
ListFormatOption = Annotated[ListFormat, typer.Option("--format", help="Text or JSON.")]
AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=day,
        metavar="YYYY-MM-DD",
        help="Day of the decision; the clock is never read. May be left out where the book names a day.",
        show_default=False,
    ),
]


def _with_plugins(path: Path | None) -> Path | None:
    """Let the settings file say which plug-ins are used, before any of them is loaded."""
    if path is not None:
        said = import_module("relcore.playbooks.settings").load_settings(path).plugins
        choose_by_file(said and Choice(said.only, said.without, said.first))
    return path


SettingsOption = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        metavar="FILE",
        callback=_with_plugins,
        help="TOML file with the company's values of parameters, and its plug-ins.",
        show_default=False,
    ),
]
PlaybookOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--playbook",
        metavar="FILE|DIR",
        help="Playbook file, or store of playbooks, to add to the built-in playbook; may be given several "
        "times.",
        show_default=False,
    ),
]
DraftsOption = Annotated[bool, typer.Option("--drafts", help="Let playbooks take part that are drafts.")]
BookArgument = Annotated[
    str,
    typer.Argument(
        metavar="BOOK",
        help="Folder with facts, DuckDB file or postgresql://...; 'example' for the book of relcore.",
    ),
]
CustomerArgument = Annotated[str, typer.Argument(metavar="ID", help="Id of the customer.")]
