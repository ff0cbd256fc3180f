"""The book behind a result, opened again to explain a row: the same facts, the same day, the same program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from relcore.books import Book
from relcore.errors import BookError, Place
from relcore.portfolio.record import RunRecord
from relcore.program import Program


def reopen(result: Path) -> tuple[Book, date]:
    """Open the book that a result was made of, and give the day that it was decided for.

    Raises `BookError` where the record cannot be read (RC433), the book cannot be opened any more, or holds
    other facts by now (RC434).
    """
    record = RunRecord.load(result)
    book = Book.open(record.book, database=None if record.database == record.book else record.database)
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
