"""Opening the book that a command names, choosing its day, and keeping the rows it rejects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relcore.books import Book, built_in_types
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.cli.chosen import chosen
from relcore.errors import BookError, Diagnostic, Place, RelcoreError, UsageError
from relcore.facts import Conclusion, Fact, Snapshot
from relcore.portfolio import is_result, refuse_other, reopen
from relcore.program import Program

_REJECTS = "rejects.csv"


@dataclass(frozen=True)
class Opened:
    """A book and the day to decide for."""

    book: Book
    as_of: date
    result: Path | None = None
    """The result of a portfolio, where one was named in the place of a book."""

    def customer(self, customer_id: str) -> Snapshot:
        """Read one customer."""
        return self.book.customer(customer_id)

    def check(self, program: Program) -> None:
        """Raise `BookError` (RC435) where a result was named and another program made it."""
        if self.result is not None:
            refuse_other(self.result, program)


def open_book(name: str, as_of: date | None, database: str | None = None) -> Opened:
    """Open a book; `example` names the one that comes with relcore unless there is such a folder.

    The result of a portfolio stands for the book and the day that it was made of. A `database` holds the
    tables that the mapping in the folder names.

    Raises `UsageError` (RC012) where neither the command line nor the book names the day.
    """
    if is_result(Path(name)):
        return _behind(Path(name), as_of)
    is_example = name == "example" and not Path(name).exists()
    place = EXAMPLE if is_example else name
    book = Book.open(place, types=_types(), database=database, readers=chosen().readers)
    day = as_of or book.as_of or (EXAMPLE_DAY if is_example else None)
    if day is None:
        raise UsageError.of(
            "RC012",
            "nobody says for which day to decide",
            Place(file=str(book.path)),
            "add --as-of YYYY-MM-DD, or write as_of: YYYY-MM-DD into mapping.yaml",
        )
    return Opened(book, day)


def _behind(result: Path, as_of: date | None) -> Opened:
    book, day = reopen(result, _types(), chosen().readers)
    if as_of is not None and as_of != day:
        raise UsageError.of(
            "RC019",
            f"'{result.name}' was decided for {day.isoformat()}, not for {as_of.isoformat()}",
            Place(file=str(result)),
            "leave out --as-of, or name the book itself",
        )
    return Opened(book, day, result)


def _types() -> dict[str, type[Fact]]:
    """Give the fact types that books may hold: relcore's own, and those of the plug-ins in use."""
    brought = {model.__name__: model for model in chosen().types if not issubclass(model, Conclusion)}
    return {**brought, **built_in_types()}


def put_rejects_aside(book: Book, wanted: Path | None) -> Path | None:
    """Write the rows that were set aside, and give the file; nothing where there are none and none is wanted.

    Without a wish they go into the book's folder, or, where that cannot be written to, into the current one.
    """
    if wanted is not None:
        book.write_rejects(wanted)
        return wanted
    if not book.report.rejected:
        return None
    try:
        book.write_rejects(book.path / _REJECTS)
        return book.path / _REJECTS
    except BookError:
        book.write_rejects(_REJECTS)
        return Path(_REJECTS)


def placed(error: RelcoreError, customer_id: str) -> RelcoreError:
    """Say of which customer an error speaks."""
    return type(error)(_placed(diagnostic, customer_id) for diagnostic in error.diagnostics)


def _placed(diagnostic: Diagnostic, customer_id: str) -> Diagnostic:
    if diagnostic.where != Place():
        return diagnostic
    where = Place(subject=f"customer {customer_id}")
    return Diagnostic(diagnostic.code, diagnostic.problem, where, diagnostic.hint, diagnostic.severity)
