"""Parquet files as records, in small batches and only after their sizes were checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from relcore.books.arrow_cells import ArrowCells
from relcore.books.fingerprint import digest_of
from relcore.books.limits import Limits
from relcore.books.parquet_pages import DELTA_BYTE_ARRAY, DICTIONARY_ENCODINGS, BrokenPage, pages
from relcore.books.tables import OnBad, Record, Tick, check_header
from relcore.errors import BookError, Diagnostic, MissingExtra, Place

_BATCH_ROWS = 4096
_BATCH_BYTES = 64 << 20
_WIDEST_FIXED = 256
_TEXT_TYPES = ("STRING", "NONE", "ENUM", "JSON")


class ParquetTable:
    """A Parquet file with flat columns."""

    def __init__(
        self,
        path: Path,
        file: str,
        unknown: frozenset[str] = frozenset({""}),
        limits: Limits | None = None,
    ) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            raise MissingExtra.need("books", f"reading the Parquet file {file}") from error
        self.path = path
        self.file = file
        self.warnings: list[Diagnostic] = []
        self._unknown = unknown
        self._limits = limits or Limits()
        self._pyarrow: Any = pyarrow
        self._batch_rows = _BATCH_ROWS
        self._plain: set[str] = set()
        self._dictionary: list[str] = []
        self._check_footer()
        with self._open() as parquet:
            self._check_metadata(parquet.metadata)
            flat, others = _flat_columns(parquet.schema)
            self._dictionary = [name for name in _text_columns(parquet.schema) if name not in self._plain]
            self.columns: tuple[str, ...] | None = check_header(file, flat, self._limits.columns)
            self._rows = int(parquet.metadata.num_rows)
        for name in others:
            self.warnings.append(
                Diagnostic(
                    "RC406",
                    f"the column '{name}' is nested or of a kind that no field takes; it is left out",
                    Place(file=file, column=name),
                    hint="write a flat column for each field; part several values in a text by ';'",
                    severity="warning",
                )
            )

    def size(self) -> int:
        """Give the bytes of the file."""
        return self.path.stat().st_size

    def digest(self) -> str:
        """Give a digest of the content of the file."""
        return digest_of(self.path)

    def records(self, bad: OnBad, tick: Tick) -> Iterator[tuple[int, Record]]:
        """Give each record with its number; the first is 1."""
        names = [name for name in self.columns or () if name]
        cells = ArrowCells(self._pyarrow, self._unknown, self._limits)
        size, row = self.size(), 0
        with self._open() as parquet:
            batches = parquet.iter_batches(batch_size=self._batch_rows, columns=names, use_threads=False)
            while True:
                try:
                    batch = next(batches, None)
                    if batch is None:
                        return
                    records = cells.records(batch, names)
                except self._errors() as error:
                    raise self._broken(str(error)) from error
                for record in records:
                    row += 1
                    yield row, record
                tick(size * row // max(self._rows, 1))

    def _open(self) -> Any:
        """Open the file; texts stay in their dictionary, so that a long one is held once, not once a row."""
        try:
            return self._pyarrow.parquet.ParquetFile(
                self.path,
                read_dictionary=self._dictionary,
                pre_buffer=False,
                thrift_string_size_limit=self._limits.parquet_footer_bytes,
                thrift_container_size_limit=1_000_000,
            )
        except self._errors() as error:
            raise self._broken(str(error)) from error

    def _errors(self) -> tuple[type[BaseException], ...]:
        return (self._pyarrow.ArrowException, OSError, ValueError, OverflowError)

    def _check_footer(self) -> None:
        size = self.path.stat().st_size
        with self.path.open("rb") as stream:
            if size < 12 or stream.read(4) != b"PAR1":
                raise self._broken("it does not begin like one")
            stream.seek(size - 8)
            length, mark = int.from_bytes(stream.read(4), "little"), stream.read(4)
        if mark != b"PAR1" or length > size - 12:
            raise self._broken("its end is missing")
        if length > self._limits.parquet_footer_bytes:
            raise self._too_large(f"its footer has {length:,} bytes", self._limits.parquet_footer_bytes)

    def _check_metadata(self, metadata: Any) -> None:
        limits = self._limits
        if metadata.num_rows > limits.parquet_rows:
            raise self._too_large(f"it has {metadata.num_rows:,} rows", limits.parquet_rows)
        if metadata.num_columns > limits.columns:
            raise self._too_large(f"it has {metadata.num_columns:,} columns", limits.columns)
        promised = sum(metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups))
        if promised > limits.parquet_bytes:
            raise self._too_large(f"it unpacks to {promised:,} bytes", limits.parquet_bytes)
        total = 0
        with self.path.open("rb") as stream:
            for group in range(metadata.num_row_groups):
                for index in range(metadata.num_columns):
                    try:
                        total = self._check_chunk(stream, metadata.row_group(group).column(index), total)
                    except BrokenPage as error:
                        raise self._broken(str(error)) from error

    def _check_chunk(self, stream: Any, chunk: Any, total: int) -> int:
        limits = self._limits
        starts = [chunk.data_page_offset, chunk.dictionary_page_offset]
        start = min((offset for offset in starts if offset), default=0)
        for page in pages(stream, start, chunk.total_compressed_size):
            if page.unpacked > limits.parquet_page_bytes:
                raise self._too_large(f"a page unpacks to {page.unpacked:,} bytes", limits.parquet_page_bytes)
            total += page.unpacked
            if total > limits.parquet_bytes:
                raise self._too_large(f"it unpacks to more than {total:,} bytes", limits.parquet_bytes)
            if page.encoding is not None and page.encoding not in DICTIONARY_ENCODINGS:
                self._plain.add(chunk.path_in_schema)
            if page.encoding == DELTA_BYTE_ARRAY:
                fitting = max(1, _BATCH_BYTES // max(page.unpacked, 1))
                self._batch_rows = min(self._batch_rows, fitting)
        return total

    def _broken(self, reason: str) -> BookError:
        return BookError.of(
            "RC409",
            f"the file is no whole Parquet file: {reason.splitlines()[0][:300] if reason else 'unreadable'}",
            Place(file=self.file),
            "write the file again, or give the facts as CSV or JSON Lines",
        )

    def _too_large(self, reason: str, limit: int) -> BookError:
        return BookError.of(
            "RC409",
            f"the Parquet file is too large: {reason}",
            Place(file=self.file),
            f"the limit is {limit:,}; split the file, or open the book with other limits",
        )


def _text_columns(schema: Any) -> list[str]:
    columns = [schema.column(index) for index in range(len(schema))]
    return [
        column.path
        for column in columns
        if column.physical_type == "BYTE_ARRAY" and column.logical_type.type in _TEXT_TYPES
    ]


def _flat_columns(schema: Any) -> tuple[list[str], list[str]]:
    """Part the columns into those that can be read and the names of the others."""
    flat: list[str] = []
    others: list[str] = []
    for index in range(len(schema)):
        column = schema.column(index)
        kind, meaning = column.physical_type, column.logical_type.type
        plain = column.max_repetition_level == 0 and column.path == column.name
        bounded = (kind != "BYTE_ARRAY" or meaning in (*_TEXT_TYPES, "DECIMAL")) and (
            kind != "FIXED_LEN_BYTE_ARRAY" or column.length <= _WIDEST_FIXED
        )
        if plain and bounded:
            flat.append(column.name)
        elif (top := column.path.split(".", 1)[0]) not in others:
            others.append(top)
    return flat, others
