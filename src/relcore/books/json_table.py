"""JSON Lines as records: one object a line, numbers exact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from relcore.books.fingerprint import digest_of
from relcore.books.limits import Limits
from relcore.books.rejects import RowProblem
from relcore.books.tables import TICK_ROWS, OnBad, Record, Tick
from relcore.errors import Diagnostic

_UTF8_BOM = b"\xef\xbb\xbf"
_MOST_BRACKETS = 4_000
_MOST_LEVELS = 10


class JsonTable:
    """A JSON Lines file; each record brings its own columns."""

    columns: tuple[str, ...] | None = None

    def __init__(
        self,
        path: Path,
        file: str,
        unknown: frozenset[str] = frozenset({""}),
        limits: Limits | None = None,
    ) -> None:
        self.path = path
        self.file = file
        self.warnings: list[Diagnostic] = []
        self._unknown = unknown
        self._limits = limits or Limits()

    def size(self) -> int:
        """Give the bytes of the file."""
        return self.path.stat().st_size

    def digest(self) -> str:
        """Give a digest of the content of the file."""
        return digest_of(self.path)

    def records(self, bad: OnBad, tick: Tick) -> Iterator[tuple[int, Record]]:
        """Give each object; what is none goes to `bad`."""
        decoder = json.JSONDecoder(
            parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_without_doubles
        )
        unknown, limit, done = self._unknown, self._limits.line_chars, 0
        with self.path.open("rb") as stream:
            for row, line in enumerate(iter(lambda: stream.readline(limit), b""), start=1):
                done += len(line)
                if row % TICK_ROWS == 1:
                    tick(done)
                if len(line) >= limit:
                    while line and not line.endswith(b"\n"):
                        line = stream.readline(limit)
                        done += len(line)
                    reason = f"the line is longer than {limit:,} characters"
                    bad(row, RowProblem(None, reason, "JSON Lines holds one short object a line"), {})
                    continue
                line = line.removeprefix(_UTF8_BOM) if row == 1 else line
                if not line.strip():
                    continue
                try:
                    # How deep a decoder goes before it gives up depends on the interpreter.
                    if line.count(b"[") + line.count(b"{") > _MOST_BRACKETS:
                        raise RecursionError
                    record = decoder.decode(line.decode("utf-8"))
                except (ValueError, RecursionError) as error:
                    bad(row, _problem(error), {"text": line.decode("utf-8", "backslashreplace").strip()})
                    continue
                if not isinstance(record, dict):
                    problem = RowProblem(
                        None, "the line is no JSON object", "JSON Lines holds one object a line: {...}"
                    )
                    bad(row, problem, {"text": line.decode("utf-8").strip()})
                    continue
                if any(_deeper(value, _MOST_LEVELS) for value in record.values()):
                    bad(row, _problem(RecursionError()), {"text": line.decode("utf-8").strip()})
                    continue
                record.pop("", None)
                for name, value in record.items():
                    if type(value) is str:
                        text = value.strip()
                        record[name] = None if text in unknown else text
                yield row, record


def _deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects are nested in more levels than given."""
    if type(value) is list:
        return levels == 0 or any(_deeper(part, levels - 1) for part in value)
    if type(value) is dict:
        return levels == 0 or any(_deeper(part, levels - 1) for part in value.values())
    return False


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key '{twice[:100]}' stands twice in one object")
    return record


def _problem(error: Exception) -> RowProblem:
    if isinstance(error, UnicodeDecodeError):
        return RowProblem(None, "the line is not UTF-8", "JSON Lines is always UTF-8: save the file as UTF-8")
    if isinstance(error, RecursionError):
        return RowProblem(None, "the line is nested too deeply", "a fact needs one flat object")
    if isinstance(error, json.JSONDecodeError):
        return RowProblem(
            None,
            "the line is no valid JSON",
            "JSON Lines holds one object a line: {...}",
            f"the line is no valid JSON: {error.msg} at character {error.pos + 1}",
        )
    return RowProblem(None, "the line is no valid JSON", "", f"the line is no valid JSON: {str(error)[:200]}")
