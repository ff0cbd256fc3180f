"""The facts of a book in parts by customer, each small enough to be held."""

from __future__ import annotations

import pickle
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from relcore.books.book import Book, Progress
from relcore.books.seen import Seen, Suspects
from relcore.facts import CompanyFact, CustomerFact, Fact

HELD = 50_000
"""Facts that are held in memory while a book is divided."""

_COMPANY = "company.facts"


def part_of(customer_id: str, parts: int) -> int:
    """Tell in which part a customer is; the same in every process and on every machine.

    >>> part_of("c1", 8)
    1
    """
    return zlib.crc32(customer_id.encode("utf-8", "surrogatepass")) % parts


def divide(
    book: Book, folder: Path, parts: int, on_progress: Progress | None = None, *, held: int = HELD
) -> None:
    """Read a book and put its facts into a folder, those of a customer all into one part.

    The book is read once, in memory that hardly grows with it; only where identities come more than once it
    is read again, to tell which rows count. What was read, and which rows were set aside, the book tells as
    after any reading.
    """
    suspects = Suspects()
    _spread(book.read(on_progress, suspects), folder, parts, held)
    if repeated := suspects.repeated():
        _spread(book.read(on_progress, Seen(repeated)), folder, parts, held)


def _spread(facts: Iterable[Fact], folder: Path, parts: int, held: int) -> None:
    company: list[Fact] = []
    waiting: dict[int, list[Fact]] = defaultdict(list)
    count = 0
    for number in range(parts):
        _part(folder, number).unlink(missing_ok=True)
    for fact in facts:
        if isinstance(fact, CompanyFact):
            company.append(fact)
        elif isinstance(fact, CustomerFact):
            waiting[part_of(fact.customer_id, parts)].append(fact)
            count += 1
            if count >= held:
                _spill(folder, waiting)
                count = 0
    _spill(folder, waiting)
    with (folder / _COMPANY).open("wb") as target:
        pickle.dump(company, target, protocol=5)


def facts_of(folder: Path, number: int) -> Iterator[Fact]:
    """Give the facts of the customers of one part, and those of the company."""
    yield from company_facts(folder)
    path = _part(folder, number)
    if path.exists():
        with path.open("rb") as source:
            for facts in _frames(source):
                yield from facts


def company_facts(folder: Path) -> list[CompanyFact]:
    """Give the facts of the company."""
    with (folder / _COMPANY).open("rb") as source:
        facts: list[CompanyFact] = pickle.load(source)
    return facts


def size_of_part(folder: Path, number: int) -> int:
    """Give the bytes that the facts of a part take."""
    path = _part(folder, number)
    return path.stat().st_size if path.exists() else 0


def _part(folder: Path, number: int) -> Path:
    return folder / f"part-{number:04d}.facts"


def _spill(folder: Path, waiting: dict[int, list[Fact]]) -> None:
    for number, facts in waiting.items():
        with _part(folder, number).open("ab") as target:
            pickle.dump(facts, target, protocol=5)
    waiting.clear()


def _frames(source: IO[bytes]) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(source)
        except EOFError:
            return
