"""Where answers go: standard output or a file, as text or as JSON, piece by piece."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from relcore.errors import BookError, Place

Write = Callable[[str], object]


def print_json(value: Any) -> None:
    """Print plain data as one JSON document."""
    sys.stdout.write(as_json(value))


def as_json(value: Any) -> str:
    """Give plain data as one JSON document."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def note(*lines: str) -> None:
    """Say something beside the answer, on standard error."""
    for line in lines:
        print(line, file=sys.stderr)


@contextmanager
def opened(path: Path | None) -> Iterator[Write]:
    """Write to a file, or to standard output where there is none.

    A file appears under its name only when it is complete. Raises `BookError` (RC431) where it cannot be.
    """
    if path is None:
        yield sys.stdout.write
        return
    if path.is_dir():
        raise cannot_write(path, IsADirectoryError(0, "it is a folder"))
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as target:
            yield target.write
        partial.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        partial.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> BookError:
    """Say that a file cannot be written."""
    return BookError.of(
        "RC431",
        f"'{path}' cannot be written: {error.strerror or type(error).__name__}",
        Place(file=str(path)),
        "name a file in a folder that exists and that you may write to",
    )
