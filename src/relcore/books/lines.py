"""Lines of a text file, one at a time and never longer than allowed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TextIO

_SHOWN = 200


class RecordTooLong(Exception):
    """A record that spans more characters than allowed."""


class LineFeed:
    """Feeds lines to a parser, remembers those of the present record, and takes lines back.

    An iterator of its own, since it must go on after it has raised `RecordTooLong`.
    """

    def __init__(self, stream: TextIO, limit: int, clean: bool = True) -> None:
        self.taken: list[str] = []
        """Lines of the present record."""
        self.number = 0
        """Number of the last line taken."""
        self.fault: str | None = None
        """What is wrong with a line of the present record."""
        self._readline: Callable[[int], str] = stream.readline
        self._limit = limit
        self._clean = clean
        self._pending: deque[str] = deque()
        self._cut: set[int] = set()
        self._length = 0

    def __iter__(self) -> LineFeed:
        return self

    def __next__(self) -> str:
        line = self._pending.popleft() if self._pending else self._readline(self._limit)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= self._limit:
            self._cut.add(self.number)
            self._skip_rest(line)
            line = line[:_SHOWN]
        if "\0" in line:
            self.fault = "the line holds a NUL character"
        elif not self._clean and "\ufffd" in line:
            self.fault = "the line holds bytes that are not in the encoding of the file"
        if self._cut and self.number in self._cut:
            self.fault = f"the line is longer than {self._limit:,} characters"
        self.taken.append(line)
        self._length += len(line)
        if self._length > self._limit:
            raise RecordTooLong
        return line

    def start_record(self) -> None:
        """Forget the lines of the record before."""
        self.taken.clear()
        self.fault = None
        self._length = 0

    @property
    def row(self) -> int:
        """Number of the line on which the present record began."""
        return self.number - max(len(self.taken), 1) + 1

    @property
    def text(self) -> str:
        """First line of the present record, as far as it is shown."""
        return self.taken[0].rstrip("\r\n") if self.taken else ""

    def give_back(self, keep: int = 0) -> None:
        """Let the lines of the present record after the first `keep` be read again."""
        rest = self.taken[keep:]
        self._pending.extendleft(reversed(rest))
        self.number -= len(rest)
        del self.taken[keep:]

    def _skip_rest(self, line: str) -> None:
        while line and not line.endswith(("\n", "\r")):
            line = self._readline(self._limit)
