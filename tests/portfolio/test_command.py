"""`relcore portfolio`: what it prints, writes and refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shelf import DAY, Shell, make_book, widest
from tests.portfolio.results import rows_in, rows_in_json


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(capsys)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_book(tmp_path / "book")


def test_the_advice_goes_into_a_file_and_the_sum_to_standard_error(
    shell: Shell, book: Path, out: Path
) -> None:
    said = shell("portfolio", book, "--as-of", DAY, "--out", out)
    assert (said.code, said.out) == (0, "")
    assert "customers: 2;" in said.err
    assert f"written: {out}" in said.err
    assert {row["customer_id"] for row in rows_in(out)} == {"c1", "c2"}


def test_without_a_file_the_most_pressing_actions_are_shown(shell: Shell, book: Path) -> None:
    said = shell("portfolio", book, "--as-of", DAY, "--limit", "2")
    assert said.code == 0
    assert said.out.startswith(("Harbour Tools ·", "苏州明澈精密仪器有限公司 ·"))
    assert "2 of " in said.out.splitlines()[-1]
    assert widest(said.out) <= 80


def test_a_table_in_chinese_speaks_chinese(shell: Shell, book: Path) -> None:
    said = shell("portfolio", book, "--as-of", DAY, "--limit", "1", "--lang", "zh")
    assert said.out.splitlines()[-1].startswith("共 ")
    assert "2 位客户" in said.err


def test_json_lines_and_csv_can_be_printed(shell: Shell, book: Path, tmp_path: Path) -> None:
    printed = shell("portfolio", book, "--as-of", DAY, "--format", "jsonl").out
    (tmp_path / "printed.jsonl").write_text(printed, "utf-8")
    shell("portfolio", book, "--as-of", DAY, "--out", tmp_path / "written.jsonl")
    assert rows_in_json(tmp_path / "printed.jsonl") == rows_in_json(tmp_path / "written.jsonl")
    header = shell("portfolio", book, "--as-of", DAY, "--format", "csv").out.splitlines()[0]
    assert header.startswith('"customer_id","kind","place"')


def test_rows_set_aside_are_named_with_their_reasons(shell: Shell, tmp_path: Path, out: Path) -> None:
    book = make_book(tmp_path / "torn", orders="id,customer_id,placed_on\no1,c1,2026-02-30\n")
    said = shell("portfolio", book, "--as-of", DAY, "--out", out)
    assert "rows set aside: 1;" in said.err
    assert "column placed_on is a day that does not exist" in said.err
    assert "2026-02-30" in out.with_name(f"{out.name}.rejects.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "parquet"), "needs --out"),
        (("--format", "table", "--out", "a.csv"), "leave out --out"),
        (("--out", "advice.doc"), "RC018"),
        (("--out", "a.csv", "--engine", "steam"), "RC017"),
    ],
)
def test_what_cannot_be_meant_is_refused_as_wrong_usage(
    shell: Shell, book: Path, options: tuple[str, ...], said: str
) -> None:
    answer = shell("portfolio", book, "--as-of", DAY, *options)
    assert answer.code == 2
    assert said in answer.err


def test_a_result_in_a_folder_that_is_not_there_is_refused(shell: Shell, book: Path, tmp_path: Path) -> None:
    answer = shell("portfolio", book, "--as-of", DAY, "--out", tmp_path / "nowhere" / "a.csv")
    assert answer.code == 1
    assert "RC43" in answer.err
