"""What is to be read: each file with its table, its cleaning and the facts that its rows give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from relcore.books.folder import JSON_SUFFIXES, PARQUET_SUFFIXES, TEXT_SUFFIXES
from relcore.books.json_table import JsonTable
from relcore.books.limits import Limits
from relcore.books.parquet_table import ParquetTable
from relcore.books.recipe import Recipe
from relcore.books.row_table import RowReader, RowTable
from relcore.books.tables import Cell, Record, Table
from relcore.books.text_table import SPACES, Dialect, TextTable
from relcore.errors import BookError, Place

Cleaner = Callable[[Cell], Cell]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A table, and how its columns are tidied."""

    table: Table
    cleaners: Sequence[tuple[str, Cleaner]] = ()

    def clean(self, record: Record) -> Record:
        """Give a tidied copy of a record; the record itself stays as it was read."""
        tidy = dict(record)
        for column, clean in self.cleaners:
            if column in tidy:
                tidy[column] = clean(tidy[column])
        return tidy


@dataclass(frozen=True, slots=True)
class LookupPlan:
    """A file to be held in memory while others look values up in it."""

    source: Cleaned
    key: str
    value: str
    table: dict[str, Cell] = field(default_factory=dict)
    """Filled when reading begins."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One file, read once for all the facts it gives."""

    source: Cleaned
    recipes: Sequence[Recipe]
    used: frozenset[str]
    """Columns that the recipes read; matters where each record brings its own columns."""
    native: bool
    """True where columns are named like fields, so that any other column is a slip."""
    needs_row: bool = False


def open_table(
    path: Path,
    file: str,
    form: str | None = None,
    dialect: Dialect | None = None,
    unknown: frozenset[str] = frozenset({""}),
    limits: Limits | None = None,
    readers: Mapping[str, RowReader] = MappingProxyType({}),
) -> Table:
    """Open a file as a table; without `form` the suffix decides. `readers` know further suffixes."""
    suffix = path.suffix.lower()
    if form is None and suffix in readers:
        return RowTable(path, file, readers[suffix], unknown)
    if form is None and suffix not in (*TEXT_SUFFIXES, *JSON_SUFFIXES, *PARQUET_SUFFIXES):
        raise BookError.of(
            "RC403",
            f"the format of '{file}' cannot be told from its name",
            Place(file=file),
            "save it as CSV, JSON Lines or Parquet, or say its format in mapping.yaml (format: csv)",
        )
    if form == "jsonl" or (form is None and suffix in JSON_SUFFIXES):
        return JsonTable(path, file, unknown, limits)
    if form == "parquet" or (form is None and suffix in PARQUET_SUFFIXES):
        return ParquetTable(path, file, unknown, limits)
    said = dialect or Dialect()
    delimiter = {"tsv": "\t", "spaces": SPACES}.get(form or "", said.delimiter)
    return TextTable(
        path, file, Dialect(delimiter, said.encoding, said.columns, said.skip_lines), unknown, limits
    )
