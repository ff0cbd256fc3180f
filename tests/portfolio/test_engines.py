"""SQL and Python come to the same bytes."""

from __future__ import annotations

from pathlib import Path

from relcore.advisor import Advisor
from relcore.books import Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY


def test_both_engines_write_the_same_bytes(advisor: Advisor, out: Path) -> None:
    contents = set()
    for engine in ("compiled", "sql"):
        advisor.portfolio(Book.open(EXAMPLE), out, as_of=EXAMPLE_DAY, engine=engine)
        contents.add(out.read_bytes())
    assert len(contents) == 1
