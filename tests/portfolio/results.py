"""What a result says, and what it ought to say."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from relcore.advisor import Advisor
from relcore.books import Book
from relcore.facts import Snapshot
from relcore.portfolio import rows_of
from relcore.portfolio.capacity import owner_of
from relcore.portfolio.tables import table_of

Rows = list[dict[str, Any]]


def rows_in(path: Path) -> Rows:
    """Read a Parquet result, without what is unknown."""
    import pyarrow.parquet

    return _known(pyarrow.parquet.read_table(path).to_pylist())


def one_by_one(advisor: Advisor, book: Book, as_of: date, lang: str = "en") -> Rows:
    """Decide for each customer alone, and give the rows in the order of the ids."""
    return [row for snapshot in book.customers().values() for row in alone(advisor, snapshot, as_of, lang)]


def alone(advisor: Advisor, snapshot: Snapshot, as_of: date, lang: str = "en") -> Rows:
    """Decide for one customer, and give the rows."""
    advice = advisor.advise(snapshot, as_of=as_of, lang=lang)
    return _known(table_of(rows_of(advice, as_of, owner_of(snapshot))).to_pylist())


def texts_of(rows: Rows) -> Rows:
    """Give rows as JSON Lines has them."""
    from relcore.portfolio.writers import plain

    return [{name: plain(value) for name, value in row.items()} for row in rows]


def rows_in_csv(path: Path) -> list[dict[str, str]]:
    """Read a CSV result, without what is unknown."""
    with path.open(encoding="utf-8", newline="") as source:
        return [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(source)]


def rows_in_json(path: Path) -> Rows:
    """Read a JSON Lines result."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _known(rows: Rows) -> Rows:
    return [{name: value for name, value in row.items() if value is not None} for row in rows]
