"""Fixtures for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shelf import Shell, make_book


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Give the command line as a function."""
    return Shell(capsys)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a small clean book."""
    return make_book(tmp_path / "book")
