"""A row of a result is explained from the same facts by the same rules, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from relcore.advisor import Advisor
from relcore.books import Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from tests.cli.shelf import Shell
from tests.portfolio.results import rows_in


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example book, with the result of a portfolio beside it."""
    folder = tmp_path_factory.mktemp("shelf")
    book = Path(shutil.copytree(EXAMPLE, folder / "book", ignore=shutil.ignore_patterns("*.md")))
    Advisor().portfolio(Book.open(book), folder / "advice.parquet", as_of=EXAMPLE_DAY)
    return folder


@pytest.fixture
def book(shelf: Path) -> Path:
    return shelf / "book"


@pytest.fixture
def result(shelf: Path) -> Path:
    return shelf / "advice.parquet"


def test_the_proof_of_a_row_is_the_one_that_the_book_gives(shell: Shell, book: Path, result: Path) -> None:
    row = next(row for row in rows_in(result) if row["kind"] == "action")
    customer, action = row["customer_id"], row["code"]
    by_result = shell("explain", result, customer, action, "--format", "json").json
    by_book = shell(
        "explain", book, customer, action, "--as-of", EXAMPLE_DAY.isoformat(), "--format", "json"
    ).json
    assert by_result == by_book
    assert row["rule"] in str(by_result["proofs"])


def test_why_not_works_on_a_result_too(shell: Shell, result: Path) -> None:
    row = next(row for row in rows_in(result) if row["kind"] == "suppressed" and row["verdict"] == "deny")
    said = shell("why-not", result, row["customer_id"], row["code"])
    assert said.code == 0
    assert row["by"] in said.out


def test_a_parquet_file_carries_its_record_with_it(shell: Shell, result: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere.parquet"
    shutil.copyfile(result, moved)
    row = rows_in(moved)[0]
    assert shell("explain", moved, row["customer_id"], row["code"]).code == 0


def test_a_book_that_has_changed_is_refused(shell: Shell, book: Path, result: Path) -> None:
    interactions = book / "interactions.csv"
    before = interactions.read_bytes()
    interactions.write_bytes(before + b"\n")
    said = shell("explain", result, rows_in(result)[0]["customer_id"], "repair_visit")
    interactions.write_bytes(before)
    assert said.code == 1
    assert said.err.startswith("RC434 the book has changed since 'advice.parquet' was made of it")


def test_other_rules_than_those_of_the_result_are_refused(shell: Shell, result: Path, tmp_path: Path) -> None:
    settings = tmp_path / "company.toml"
    settings.write_text("[contact]\nactive_days = 11\n", "utf-8")
    said = shell("explain", result, rows_in(result)[0]["customer_id"], "repair_visit", "--settings", settings)
    assert said.code == 1
    assert said.err.startswith("RC435 'advice.parquet' was made by program ")


def test_another_day_than_that_of_the_result_is_wrong_usage(shell: Shell, result: Path) -> None:
    said = shell("explain", result, "c1", "repair_visit", "--as-of", "2026-01-01")
    assert said.code == 2
    assert "RC019" in said.err
