"""Rows that could not become facts: each with its place, the reason and the way out."""

from __future__ import annotations

import csv
import json
import tempfile
import weakref
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

COLUMNS = ("file", "row", "column", "reason", "hint", "record")
_KEPT_IN_MEMORY = 1 << 20
_CELLS, _CELL_CHARS = 50, 200


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that was set aside."""

    file: str
    row: int
    """Line of a text file, or number of the record in a Parquet file; the first is 1."""
    column: str | None
    reason: str
    hint: str = ""
    record: Mapping[str, str] = field(default_factory=dict)
    """The texts of the row; long rows and long cells are cut."""
    kind: str = ""
    """The reason without the particulars of this row; rows are counted by it."""


class RowProblem(Exception):
    """Why a row cannot become a fact."""

    def __init__(self, column: str | None, kind: str, hint: str = "", reason: str = "") -> None:
        super().__init__(reason or kind)
        self.column = column
        self.kind = kind
        self.hint = hint
        self.reason = reason or kind

    def reject(self, file: str, row: int, record: Mapping[str, object]) -> Reject:
        """Put the problem at its place."""
        return Reject(file, row, self.column, self.reason, self.hint, excerpt(record), self.kind)


def excerpt(record: Mapping[str, object]) -> dict[str, str]:
    """Give a record as short texts, fit to be shown and kept.

    >>> excerpt({"a": "x" * 300, "b": None})["a"][-3:]
    'xx…'
    """
    texts: dict[str, str] = {}
    for name, value in record.items():
        if len(texts) == _CELLS:
            texts["…"] = f"{len(record) - _CELLS} more"
            break
        if name:
            texts[_printable(name)] = _printable("" if value is None else str(value))
    return texts


def _printable(text: str, limit: int = _CELL_CHARS) -> str:
    """Cut a text, and write out what no file in UTF-8 can hold."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return short.encode("utf-8", "backslashreplace").decode("utf-8")


class RejectLog:
    """Keeps rejects on disk once they are many, and counts them by kind."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115
        weakref.finalize(self, self._spool.close)

    def add(self, reject: Reject) -> None:
        """Keep one reject."""
        self.counts[reject.kind or reject.reason] += 1
        fields = [
            _printable(reject.file),
            reject.row,
            None if reject.column is None else _printable(reject.column),
            _printable(reject.reason, 1000),
            _printable(reject.hint, 1000),
            dict(reject.record),
            _printable(reject.kind, 1000),
        ]
        self._spool.seek(0, 2)
        self._spool.write(json.dumps(fields).encode() + b"\n")

    def __len__(self) -> int:
        return self.counts.total()

    def __iter__(self) -> Iterator[Reject]:
        place = 0
        while True:
            self._spool.seek(place)
            line = self._spool.readline()
            if not line:
                return
            place = self._spool.tell()
            yield Reject(*json.loads(line))

    def write(self, path: Path) -> None:
        """Write the rejects as a CSV file with the columns file, row, column, reason, hint, record."""
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(COLUMNS)
            for reject in self:
                record = json.dumps(dict(reject.record), ensure_ascii=False)
                writer.writerow(
                    [reject.file, reject.row, reject.column or "", reject.reason, reject.hint, record]
                )
