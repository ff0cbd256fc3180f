"""Builders: a book from texts, and what reading it came to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from relcore.books import Book, Limits, Reject
from relcore.errors import BookError, Diagnostic
from relcore.facts import Fact


def shelve(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder; texts lose their common indentation."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else dedent(content).lstrip("\n").encode()
        (folder / name).write_bytes(data)
    return folder


def read(
    folder: Path, files: Mapping[str, str | bytes], limits: Limits | None = None
) -> tuple[list[Fact], list[Reject], Book]:
    """Write a book, read it, and give its facts, its rejects and the book."""
    book = Book.open(shelve(folder, files), limits=limits)
    facts = list(book.read())
    return facts, list(book.rejects), book


def refusal(folder: Path, files: Mapping[str, str | bytes], limits: Limits | None = None) -> list[Diagnostic]:
    """Write a book that must not open, or must not be read, and give what is said about it."""
    with pytest.raises(BookError) as caught:
        read(folder, files, limits)
    diagnostics = list(caught.value.diagnostics)
    assert all(diagnostic.code and diagnostic.problem for diagnostic in diagnostics)
    return diagnostics


def said(diagnostics: list[Diagnostic]) -> list[tuple[str, str]]:
    """Give code and problem of each diagnostic."""
    return [(diagnostic.code, diagnostic.problem) for diagnostic in diagnostics]
