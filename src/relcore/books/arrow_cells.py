"""Batches of Arrow as records: texts tidied, unknown as `None`, numbers exact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from relcore.books.limits import Limits
from relcore.books.tables import Cell, Record


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that no field could take, such as a day in the year 200000."""

    why: str

    def __str__(self) -> str:
        return f"({self.why})"


class ArrowCells:
    """Turns batches into records; instants are told in `zone`, or else in that of their column."""

    def __init__(self, arrow: Any, unknown: frozenset[str], limits: Limits, zone: str | None = None) -> None:
        self._arrow = arrow
        self._unknown = unknown
        self._limits = limits
        self._zone = zone

    def records(self, batch: Any, names: Sequence[str]) -> Iterator[Record]:
        """Give the rows of a batch as records with these names."""
        columns = [self._cells(batch.column(index)) for index in range(len(names))]
        return (dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True))

    def _cells(self, column: Any) -> list[Any]:
        kinds = self._arrow.types
        if kinds.is_dictionary(column.type):
            indices = column.indices.to_pylist()
            used = sorted({index for index in indices if index is not None})
            texts = self._tidy(column.dictionary.take(self._arrow.array(used, "int32")).to_pylist())
            by_index: dict[int | None, Any] = dict(zip(used, texts, strict=True))
            return [by_index.get(index) for index in indices]
        if kinds.is_timestamp(column.type):
            zone = column.type.tz and (self._zone or column.type.tz)
            wanted = self._arrow.timestamp("us", zone)
            if column.type != wanted and (zone != column.type.tz or column.type.unit == "ns"):
                column = column.cast(wanted, safe=False)
        try:
            return self._tidy(column.to_pylist())
        except (ValueError, OverflowError):
            return self._tidy([_one(cell) for cell in column])

    def _tidy(self, values: list[Any]) -> list[Cell]:
        return [tidy(value, self._unknown, self._limits.line_chars) for value in values]


def tidy(value: Any, unknown: frozenset[str], longest: int) -> Cell:
    """Give a value of a database or a columnar file as a cell.

    >>> tidy(" x ", frozenset({""}), 100), tidy(1.1, frozenset(), 100)
    ('x', Decimal('1.1'))
    """
    if isinstance(value, bytes | memoryview):
        value = bytes(value[: longest + 1]).decode("utf-8", "replace")
    if isinstance(value, str):
        if len(value) > longest:
            return Unreadable(f"a text of {len(value):,} characters")
        text = value.strip()
        return None if text in unknown else text
    return Decimal(repr(value)) if isinstance(value, float) else value


def _one(cell: Any) -> Any:
    try:
        return cell.as_py()
    except (ValueError, OverflowError):
        return Unreadable("outside the range of Python")
