"""`relcore advise`: advice for one customer, or for every customer of a book, as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from relcore.advice import CustomerAdvice
from relcore.advisor import Advisor
from relcore.cli.built_in import advisor
from relcore.cli.by_customer import ByCustomer
from relcore.cli.options import (
    AsOfOption,
    BookArgument,
    DraftsOption,
    Format,
    FormatOption,
    Lang,
    LangOption,
    PlaybookOption,
    SettingsOption,
)
from relcore.cli.pages import Printer
from relcore.cli.progress import Bar, bar
from relcore.cli.shelf import Opened, open_book, placed, put_rejects_aside
from relcore.cli.streams import note, opened
from relcore.cli.summary import Summary, reading_lines
from relcore.errors import RelcoreError


def command(
    book: BookArgument,
    customer: Annotated[
        str | None, typer.Option("--customer", metavar="ID", help="Only this customer.", show_default=False)
    ] = None,
    as_of: AsOfOption = None,
    lang: LangOption = Lang.EN,
    form: FormatOption = Format.TEXT,
    settings: SettingsOption = None,
    playbooks: PlaybookOption = None,
    drafts: DraftsOption = False,
    details: Annotated[
        bool, typer.Option("--details", help="In text, add ranks, rules and sources.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="Customers shown in text; 0 for all. The rest is counted.")
    ] = 20,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write there instead.", show_default=False)
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            metavar="FILE",
            help="Where rows go that cannot be read; by default rejects.csv in the book's folder.",
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
    """Say what to do next for the customers of a book."""
    shown = open_book(book, as_of)
    adviser = advisor(lang, settings, playbooks, drafts=drafts)
    summary = Summary(lang)
    with opened(out) as write:
        printer = Printer(adviser, shown.as_of, lang, form, write, to_file=out is not None, details=details)
        if customer is not None:
            printer.print([adviser.advise(shown.customer(customer), as_of=shown.as_of)])
        else:
            with bar(progress) as running:
                every = _decided(adviser, shown, summary, running)
                printer.print(every, most=limit or None, clear=running.stop)
    aside = put_rejects_aside(shown.book, rejects)
    if customer is None:
        note(*summary.lines())
    note(*reading_lines(lang, shown.book.report, aside))
    return 1 if summary.failed else 0


def _decided(adviser: Advisor, shown: Opened, summary: Summary, running: Bar) -> Iterator[CustomerAdvice]:
    gathered = ByCustomer(shown.book.read(running.reading))
    for snapshot in running.deciding(gathered.snapshots(), gathered.count):
        try:
            advice = adviser.advise(snapshot, as_of=shown.as_of)
        except RelcoreError as error:
            summary.failed += 1
            note(str(placed(error, snapshot.customer_id)))
            continue
        summary.add(advice)
        yield advice
