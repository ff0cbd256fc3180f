"""Advice printed as it comes: pages of text, one JSON object, or a line of JSON for each customer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain, islice

from relcore.advice import Advice, CustomerAdvice, render_text
from relcore.advisor import Advisor
from relcore.cli.options import Format, Lang
from relcore.cli.streams import Write

WIDTH = 80
"""Cells of a line where the answer goes to a file or a pipe."""

_MORE = {
    Lang.EN: "customers not shown: {count}; --limit 0 shows them all",
    Lang.ZH: "……另有 {count} 位客户;--limit 0 可全部显示",
}


class Printer:
    """Prints advice in one of the forms and holds no more of it than it must.

    On a terminal, which also shows how far the work is, `clear` is called before the first word is printed.
    """

    def __init__(
        self,
        advisor: Advisor,
        as_of: date,
        lang: Lang,
        form: Format,
        write: Write,
        *,
        to_file: bool = False,
        details: bool = False,
    ) -> None:
        self._advisor = advisor
        self._as_of = as_of
        self._lang = lang
        self._form = form
        self._write = write
        self._on_terminal = not to_file and sys.stdout.isatty()
        self._details = details

    def print(
        self,
        customers: Iterable[CustomerAdvice],
        most: int | None = None,
        clear: Callable[[], None] = lambda: None,
    ) -> None:
        """Print advice; in text only for the first `most` customers, though all are gone through."""
        passing = iter(customers)
        shown: Iterator[CustomerAdvice] = islice(passing, most if self._form is Format.TEXT else None)
        left = 0
        if self._on_terminal:
            # Few pages wait until the work is done; of many, only the first one does.
            waiting = list(islice(shown, most or 1))
            left = sum(1 for _ in passing) if most is not None and self._form is Format.TEXT else 0
            shown = chain(waiting, shown)
            clear()
        match self._form:
            case Format.JSON:
                self._json(shown)
            case Format.JSONL:
                for advice in shown:
                    self._write(advice.model_dump_json() + "\n")
            case Format.TEXT:
                self._text(shown)
                left += sum(1 for _ in passing)
        if left:
            self._write("\n\n" + _MORE[self._lang].format(count=f"{left:,}") + "\n")

    def _json(self, customers: Iterable[CustomerAdvice]) -> None:
        frame = self._advisor.report([], as_of=self._as_of).model_dump_json()
        self._write(frame.removesuffix("]}"))
        for number, advice in enumerate(customers):
            self._write(("," if number else "") + "\n" + advice.model_dump_json())
        self._write("\n]}\n")

    def _text(self, customers: Iterable[CustomerAdvice]) -> None:
        for number, advice in enumerate(customers):
            report = self._advisor.report([advice], as_of=self._as_of)
            if self._on_terminal:
                print_rich(report, details=self._details)
            else:
                page = render_text(report, width=WIDTH, details=self._details)
                self._write(f"\n\n{page}" if number else page)


def print_rich(report: Advice, *, details: bool = False) -> None:
    """Print advice in colour on the terminal."""
    from rich.console import Console

    from relcore.advice.rich_text import render_rich

    Console().print(render_rich(report, details=details))
