"""The book behind a result, opened again to explain a row: the same facts, the same day, the same program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from relcore.books import Book
from relcore.books.row_table import RowReader
from relcore.errors import BookError, Place
from relcore.facts import Fact
from relcore.portfolio.record import RunRecord
from relcore.program import Program


def reopen(
    result: Path,
    types: Mapping[str, type[Fact]] | None = None,
    readers: Mapping[str, RowReader] | None = None,
) -> tuple[Book, date]:
    """Open the book that a result was made of, and give the day that it was decided for.

    `types` and `readers` are those that it was read with, where plug-ins brought some. Raises `BookError`
    where the record cannot be read (RC433), the book cannot be opened any more, or holds other facts by now
    (RC434).
    """
    record = RunRecord.load(result)
    database = None if record.database == record.book else record.database
    book = Book.open(record.book, types=types, database=database, readers=readers)
    if book.fingerprint() != record.fingerprint:
        raise BookError.of(
            "RC434",
            f"the book has changed since '{result.name}' was made of it",
            Place(file=record.book),
            "run the portfolio again, or name the book itself to explain what holds now",
        )
    return book, date.fromisoformat(record.as_of)


def refuse_other(result: Path, program: Program) -> None:
    """Raise `BookError` (RC435) where a result was made by another program."""
    record = RunRecord.load(result)
    if program.digest != record.program:
        raise BookError.of(
            "RC435",
            f"'{result.name}' was made by program {record.program}; the present rules are {program.digest}",
            Place(file=str(result)),
            "give the settings and the version of the rules that made it, or run the portfolio again",
        )
