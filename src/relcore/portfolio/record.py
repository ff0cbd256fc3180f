"""What a run was made of and came to, kept beside its result, so that every row can be explained later."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from relcore.errors import BookError, Place
from relcore.portfolio.tables import noted_in
from relcore.portfolio.workplace import write_whole

SUFFIX = ".run.json"


@dataclass(frozen=True)
class RunRecord:
    """The record of a run."""

    book: str
    """The book: a folder, a DuckDB file or the address of a database."""
    database: str | None
    """The database beside the folder, where there was one."""
    fingerprint: str
    """Digest of what the book held."""
    as_of: str
    changed_since: str | None
    """Day from which facts were new, where only customers with new facts were decided."""
    capacity: dict[str, int]
    """Contacts that one representative could manage on a day, by channel."""
    lang: str
    program: str
    """Digest of the program."""
    playbooks: dict[str, str]
    """Names and versions."""
    customers: int
    """Customers with advice."""
    moved: int
    """Customers whose advice changed because a representative's days were taken."""
    rows: dict[str, int]
    """Rows by kind."""
    failed: dict[str, str]
    """Customers without advice, and why."""
    reading: dict[str, Any]
    """What reading the book came to."""

    def save(self, result: Path) -> None:
        """Write the record beside a result."""
        write_whole(record_of(result), json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n")

    @classmethod
    def load(cls, result: Path) -> Self:
        """Read the record beside a result, or the one within a Parquet file.

        Raises `BookError` (RC433) where there is none that can be read.
        """
        path = record_of(result)
        try:
            text = path.read_text("utf-8") if path.exists() else noted_in(result)
            return cls(**json.loads(text))
        except (OSError, ValueError, TypeError) as error:
            problem = getattr(error, "strerror", None) or "it is no such record"
            raise BookError.of(
                "RC433",
                f"what '{result.name}' was made of cannot be read: {problem}",
                Place(file=str(path)),
                "keep the file that the run wrote beside its result, or run the portfolio again",
            ) from error


def record_of(result: Path) -> Path:
    """Name the record of a result.

    >>> record_of(Path("advice.parquet")).name
    'advice.parquet.run.json'
    """
    return result.with_name(result.name + SUFFIX)


def is_result(path: Path) -> bool:
    """Tell whether a file is the result of a run."""
    if not path.is_file():
        return False
    try:
        return record_of(path).exists() or (path.suffix in (".parquet", ".pq") and bool(noted_in(path)))
    except (OSError, ValueError):
        return False
