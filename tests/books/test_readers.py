"""Files of formats that relcore does not know, read by a reader that a plug-in brings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from relcore import Book
from relcore.errors import BookError


def of_json(path: Path) -> Iterator[Any]:
    """Read a file with one JSON list."""
    yield from json.loads(path.read_text(encoding="utf-8"))


def broken(path: Path) -> Iterator[Any]:
    """Fail after the first row."""
    yield {"customer_id": "c1"}
    raise OSError("the disk is gone")


def book(folder: Path, rows: list[Any]) -> Path:
    """Write a book of one file."""
    (folder / "customers.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def test_a_reader_opens_files_of_a_format_of_its_own(tmp_path: Path) -> None:
    folder = book(tmp_path, [{"customer_id": "c1", "name": " One "}, {"customer_id": "c2", "name": ""}])
    customers = Book.open(folder, readers={".json": of_json}).customers()
    assert {id: [fact.model_dump()["name"] for fact in snapshot] for id, snapshot in customers.items()} == {
        "c1": ["One"],
        "c2": [None],
    }


def test_what_is_no_row_is_set_aside(tmp_path: Path) -> None:
    opened = Book.open(book(tmp_path, [{"customer_id": "c1"}, 7, ["x"]]), readers={".json": of_json})
    assert [fact.model_dump()["customer_id"] for fact in opened.read()] == ["c1"]
    assert [reject.row for reject in opened.rejects] == [2, 3]


def test_a_reader_that_fails_is_told_with_its_file(tmp_path: Path) -> None:
    opened = Book.open(book(tmp_path, []), readers={".json": broken})
    with pytest.raises(BookError, match=r"RC409 .*the disk is gone"):
        list(opened.read())


def test_without_the_reader_the_format_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="RC403"):
        Book.open(book(tmp_path, []))
