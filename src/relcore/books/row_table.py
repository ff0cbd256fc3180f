"""Files that a reader of somebody else's opens: row after row, each with columns of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from relcore.books.fingerprint import digest_of
from relcore.books.rejects import RowProblem
from relcore.books.tables import TICK_ROWS, OnBad, Record, Tick
from relcore.errors import BookError, Diagnostic, Place

RowReader: TypeAlias = Callable[[Path], Iterable[Mapping[str, object]]]
"""Reads a file of one format: for each row the names of columns and what stands there; None is unknown."""


class RowTable:
    """A file of a format that relcore itself does not know."""

    columns: tuple[str, ...] | None = None

    def __init__(
        self, path: Path, file: str, reader: RowReader, unknown: frozenset[str] = frozenset({""})
    ) -> None:
        self.path = path
        self.file = file
        self.warnings: list[Diagnostic] = []
        self._reader = reader
        self._unknown = unknown

    def size(self) -> int:
        """Give the bytes of the file."""
        return self.path.stat().st_size

    def digest(self) -> str:
        """Give a digest of the content of the file."""
        return digest_of(self.path)

    def records(self, bad: OnBad, tick: Tick) -> Iterator[tuple[int, Record]]:
        """Give each row; what is none goes to `bad`. Raises `BookError` (RC409) where the reader fails."""
        rows = self._rows()
        for number, row in enumerate(rows, start=1):
            if number % TICK_ROWS == 1:
                tick(0)
            if not isinstance(row, Mapping) or not all(isinstance(name, str) for name in row):
                problem = RowProblem(None, "the reader gives no row here", "names of columns, and values")
                bad(number, problem, {"row": repr(row)[:200]})
                continue
            yield number, {name.strip(): self._cell(value) for name, value in row.items() if name.strip()}

    def _rows(self) -> Iterator[object]:
        try:
            yield from self._reader(self.path)
        except BookError:
            raise
        except Exception as error:  # a stranger's reader may raise anything
            raise BookError.of(
                "RC409",
                f"the reader of this format fails: {type(error).__name__}: {error}",
                Place(file=self.file),
                "is the file whole? else tell whoever made the plug-in",
            ) from error

    def _cell(self, value: object) -> object:
        if isinstance(value, str):
            text = value.strip()
            return None if text in self._unknown else text
        return value
