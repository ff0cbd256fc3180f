"""`relcore portfolio`: advice for every customer of a book, in one file."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from relcore.cli.built_in import advisor
from relcore.cli.options import (
    AsOfOption,
    BookArgument,
    DraftsOption,
    Lang,
    LangOption,
    PlaybookOption,
    SettingsOption,
    day,
)
from relcore.cli.portfolio_words import outcome_lines, table_lines
from relcore.cli.progress import bar
from relcore.cli.shelf import open_book
from relcore.cli.streams import note
from relcore.facts import Channel


class Form(StrEnum):
    """Forms of the result."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"
    TABLE = "table"


def command(
    book: BookArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Where the advice goes: .parquet, .csv or .jsonl; without it, it is shown.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="Form of the answer; by default the name of the file says it, or it is a table.",
            show_default=False,
        ),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            "--database",
            metavar="URL",
            help="Database whose tables the mapping in the folder BOOK names.",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", help="How conclusions are found: compiled, sql, spark.")
    ] = "compiled",
    as_of: AsOfOption = None,
    lang: LangOption = Lang.EN,
    settings: SettingsOption = None,
    playbooks: PlaybookOption = None,
    drafts: DraftsOption = False,
    changed_since: Annotated[
        date | None,
        typer.Option(
            "--changed-since",
            parser=day,
            metavar="YYYY-MM-DD",
            help="Decide only for customers with facts of that day or later.",
            show_default=False,
        ),
    ] = None,
    capacity: Annotated[
        list[str] | None,
        typer.Option(
            "--capacity",
            metavar="CHANNEL=N",
            help="Contacts that one representative can manage on a day, such as visit=4.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", min=1, help="Processes; by default one for each processor.", show_default=False
        ),
    ] = None,
    parts: Annotated[
        int | None,
        typer.Option(
            "--parts",
            min=1,
            help="Parts in which the book is decided; more of them need less memory.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Actions shown where there is no --out.")] = 20,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            metavar="FILE",
            help="Where rows go that cannot be read; by default beside the result.",
            show_default=False,
        ),
    ] = None,
    progress: Annotated[
        bool | None,
        typer.Option(
            "--progress/--no-progress", help="Show a bar; by default on a terminal.", show_default=False
        ),
    ] = None,
) -> int:
    """Decide for every customer of a book."""
    if out is None and form is Form.PARQUET:
        raise typer.BadParameter("--format parquet needs --out FILE")
    if out is not None and form is Form.TABLE:
        raise typer.BadParameter("--format table is for a terminal: leave out --out")
    shown = open_book(book, as_of, database)
    adviser = advisor(lang, settings, playbooks, drafts=drafts)
    in_table = out is None and form in (None, Form.TABLE)
    with tempfile.TemporaryDirectory() as scratch, bar(progress) as running:
        outcome = adviser.portfolio(
            shown.book,
            out or Path(scratch) / "advice.parquet",
            as_of=shown.as_of,
            form="parquet" if in_table else form,
            engine=engine,
            jobs=jobs or os.cpu_count() or 1,
            parts=parts,
            changed_since=changed_since,
            capacity=_capacity(capacity or []),
            rejects=rejects or (None if out else Path("rejects.csv")),
            on_progress=running.stage,
        )
        running.stop()
        if in_table:
            count = outcome.record.rows.get("action", 0)
            sys.stdout.writelines(f"{line}\n" for line in table_lines(outcome.path, limit, count, lang))
        elif out is None:
            with outcome.path.open(encoding="utf-8", newline="") as source:
                shutil.copyfileobj(source, sys.stdout)
    note(*outcome_lines(outcome, lang, written=out is not None))
    return 1 if outcome.record.failed else 0


def _capacity(said: list[str]) -> dict[str, int]:
    """Read capacities of the command line."""
    found: dict[str, int] = {}
    for text in said:
        channel, _, number = text.partition("=")
        if channel not in set(Channel) or not number.isascii() or not number.isdecimal():
            known = ", ".join(Channel)
            raise typer.BadParameter(f"--capacity '{text}' is not like visit=4; channels: {known}")
        found[channel] = int(number)
    return found
