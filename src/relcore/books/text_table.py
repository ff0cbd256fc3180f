"""CSV, TSV and white-space separated text as records."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from relcore.books.encodings import Encoding, detect
from relcore.books.fingerprint import digest_of
from relcore.books.limits import Limits
from relcore.books.lines import LineFeed, RecordTooLong
from relcore.books.rejects import RowProblem
from relcore.books.tables import TICK_ROWS, OnBad, Record, Tick, check_header
from relcore.errors import BookError, Diagnostic, Place

SPACES = "spaces"
"""The delimiter of cells that any run of white space separates."""

_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is laid out; what is not given is found out."""

    delimiter: str | None = None
    """One character, or `SPACES`."""
    encoding: str | None = None
    columns: tuple[str, ...] | None = None
    """Names of the columns of a file that has no header."""
    skip_lines: int = 0
    """Lines before the header that do not count."""


class TextTable:
    """A text file with one record a line, or more lines where a quoted cell holds line ends."""

    def __init__(
        self,
        path: Path,
        file: str,
        dialect: Dialect | None = None,
        unknown: frozenset[str] = frozenset({""}),
        limits: Limits | None = None,
    ) -> None:
        self.path = path
        self.file = file
        self.warnings: list[Diagnostic] = []
        self._dialect = dialect or Dialect()
        self._unknown = unknown
        self._limits = limits or Limits()
        self._encoding: Encoding = detect(path, file, self._dialect.encoding)
        if self._encoding.warning is not None:
            self.warnings.append(self._encoding.warning)
        self._delimiter = self._dialect.delimiter or ","
        with path.open("rb") as raw, self._open(raw) as stream:
            self.columns: tuple[str, ...] | None = self._read_header(self._start(stream))

    def size(self) -> int:
        """Give the bytes of the file."""
        return self.path.stat().st_size

    def digest(self) -> str:
        """Give a digest of the content of the file."""
        return digest_of(self.path)

    def records(self, bad: OnBad, tick: Tick) -> Iterator[tuple[int, Record]]:
        """Give each record; a broken one goes to `bad`, and the next line is read as if nothing had been."""
        columns, unknown = self.columns or (), self._unknown
        width = len(columns)
        with self.path.open("rb") as raw, self._open(raw) as stream:
            feed = self._start(stream)
            if self._dialect.columns is None:
                next(self._rows_until_fault(feed), None)
            for count, row in enumerate(self._rows(feed, bad)):
                if count % TICK_ROWS == 0:
                    tick(raw.tell())
                if feed.fault is not None:
                    bad(feed.row, _faulty(feed.fault), {"text": feed.text})
                    continue
                cells = [None if (text := cell.strip()) in unknown else text for cell in row]
                if len(cells) != width and (len(cells) < width or any(cells[width:])):
                    bad(feed.row, _ragged(len(cells), width), {"text": feed.text})
                    continue
                yield feed.row, dict(zip(columns, cells, strict=False))

    def _rows(self, feed: LineFeed, bad: OnBad) -> Iterator[list[str]]:
        """Give the cells of each record; start afresh behind the first line of one that cannot be parsed."""
        while True:
            try:
                yield from self._rows_until_fault(feed)
                return
            except RecordTooLong:
                limit = f"{self._limits.line_chars:,}"
                kind = f"the record is longer than {limit} characters"
                problem = RowProblem(None, kind, "is a closing quote missing?")
            except csv.Error as error:
                problem = _broken(str(error))
            if feed.fault is not None:
                problem = _faulty(feed.fault)
            feed.give_back(keep=1)
            bad(feed.row, problem, {"text": feed.text})

    def _rows_until_fault(self, feed: LineFeed) -> Iterator[list[str]]:
        reader: Iterator[list[str]]
        if self._delimiter == SPACES:
            reader = map(str.split, feed)
        else:
            reader = csv.reader(feed, delimiter=self._delimiter, strict=True)
        feed.start_record()
        for row in reader:
            if row:
                yield row
            feed.start_record()

    def _open(self, raw: BinaryIO) -> TextIO:
        errors = "strict" if self._encoding.clean else "replace"
        return io.TextIOWrapper(raw, encoding=self._encoding.name, errors=errors, newline="")

    def _start(self, stream: TextIO) -> LineFeed:
        """Stand at the header, or at the first record where there is none."""
        feed = LineFeed(stream, self._limits.line_chars, self._encoding.clean)
        for _ in range(self._dialect.skip_lines):
            next(feed, None)
            feed.start_record()
        return feed

    def _read_header(self, feed: LineFeed) -> tuple[str, ...]:
        for line in feed:
            if line.strip():
                break
            feed.start_record()
        else:
            self.warnings.append(_empty(self.file))
            return ()
        if self._dialect.delimiter is None:
            self._delimiter = _sniff(line, self.path.suffix)
        if self._dialect.columns is not None:
            return check_header(self.file, list(self._dialect.columns), self._limits.columns)
        row, fault = feed.row, feed.fault
        feed.give_back()
        try:
            names = next(self._rows_until_fault(feed), [])
            fault = fault or feed.fault
        except (csv.Error, RecordTooLong) as error:
            names, fault = [], fault or _broken(str(error)).kind
        if fault is not None:
            raise BookError.of(
                "RC405",
                f"the header cannot be read: {fault}",
                Place(file=self.file, line=row),
                "write the names of the columns into one line; quote a name that holds the delimiter",
            )
        return check_header(self.file, names, self._limits.columns)


def _sniff(header: str, suffix: str) -> str:
    """Find the delimiter that parts the header into most cells."""
    if suffix.lower() in (".tsv", ".tab"):
        return "\t"
    outside = "".join(header.split('"')[::2])
    best = max(_DELIMITERS, key=outside.count)
    if outside.count(best):
        return best
    return SPACES if suffix.lower() == ".txt" and len(header.split()) > 1 else ","


def _empty(file: str) -> Diagnostic:
    return Diagnostic(
        "RC408",
        "the file is empty: no header, no facts",
        Place(file=file),
        hint="delete it, or write the names of the columns into its first line",
        severity="warning",
    )


def _faulty(fault: str) -> RowProblem:
    return RowProblem(
        None, fault, "correct the line; where many are affected, name the right encoding in mapping.yaml"
    )


def _ragged(found: int, expected: int) -> RowProblem:
    return RowProblem(
        None,
        f"the row has {'fewer' if found < expected else 'more'} cells than the header",
        "quote a cell that holds the delimiter or a line end; leave the delimiters of empty cells in place",
        f"the row has {found} cells where the header has {expected}",
    )


def _broken(error: str) -> RowProblem:
    if "field larger" in error:
        return RowProblem(None, "a cell is too long", "is a closing quote missing?")
    if "unexpected end" in error:
        return RowProblem(None, "a quoted cell does not end", "close the quote; double a quote within it")
    return RowProblem(
        None, "the quotes do not match", "put quotes around the whole cell, and double a quote within it"
    )
