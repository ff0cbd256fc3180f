"""What every kind of file gives: columns, and records with their row numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from relcore.books.rejects import RowProblem
from relcore.errors import BookError, Diagnostic, Place

Cell = Any
"""A value as a file gives it; text without spaces around it, `None` where it is unknown."""

Record = dict[str, Cell]
OnBad = Callable[[int, RowProblem, Mapping[str, object]], None]
"""Called with the row, the problem and what could be read of the row."""
Tick = Callable[[int], None]
"""Called now and then with the bytes read so far."""

TICK_ROWS = 1024


class Table(Protocol):
    """One file or one table of a database as records."""

    file: str
    """Name of the file, relative to the book, or of the table."""
    columns: tuple[str, ...] | None
    """Names of the columns; `None` where each record brings its own."""
    warnings: list[Diagnostic]

    def size(self) -> int:
        """Give the bytes that are to be read, of a table of a database about."""
        ...

    def digest(self) -> str:
        """Give a digest of the content."""
        ...

    def records(self, bad: OnBad, tick: Tick) -> Iterator[tuple[int, Record]]:
        """Give each record with its row number; report rows that are none to `bad`."""
        ...


def as_text(cell: Cell) -> str:
    """Give a cell as a mapping writes it.

    >>> as_text(True), as_text(12)
    ('true', '12')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list | dict):
        return json.dumps(cell, default=str)
    return str(cell)


def check_header(file: str, names: list[str], limit: int) -> tuple[str, ...]:
    """Refuse a header in which a name stands twice or that is absurdly long; names lose the spaces around."""
    stripped = tuple(name.strip() for name in names)
    where = Place(file=file, line=1)
    if len(stripped) > limit:
        raise BookError.of(
            "RC405",
            f"the header has {len(stripped)} columns, more than {limit}",
            where,
            "is this a table, and is its delimiter right? name the delimiter in mapping.yaml",
        )
    named = [name for name in stripped if name]
    twice = sorted({name for name in named if named.count(name) > 1}) if len(set(named)) < len(named) else []
    if twice:
        raise BookError.of(
            "RC405",
            f"the header names {', '.join(map(repr, twice[:5]))} more than once",
            where,
            "rename or delete one of them: nobody can tell which one counts",
        )
    if not named:
        raise BookError.of("RC405", "the header names no column", where, "write the names there")
    return stripped
