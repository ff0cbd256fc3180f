"""`relcore advise`: forms, streams, rejected rows, and everything that can be wrong with what is asked."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from relcore.advice import CustomerAdvice, advice_schema
from relcore.advisor import Advisor
from relcore.cli import advise
from relcore.errors import ExecutionError
from relcore.facts import Fact, Snapshot
from tests.cli.shelf import CUSTOMERS, DAY, ORDERS, Shell, make_book, widest

BAD_ORDERS = ORDERS + "o3,c1,2026-02-30,5\no4,,2026-06-01,5\no5,c1,2026-06-01,many\n"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_text_names_each_customer_and_keeps_to_80_cells(lang: str, book: Path, shell: Shell) -> None:
    said = shell("advise", book, "--as-of", DAY, "--lang", lang)
    assert said.code == 0
    assert "Harbour Tools (c1)" in said.out
    assert "苏州明澈精密仪器有限公司 (c2)" in said.out
    assert widest(said.out) <= 80


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_whole_example_book_keeps_to_80_cells(lang: str, shell: Shell) -> None:
    said = shell("advise", "example", "--lang", lang, "--limit", "0", "--details")
    assert said.code == 0
    assert widest(said.out) <= 80


def test_languages_differ(book: Path, shell: Shell) -> None:
    english = shell("advise", book, "--as-of", DAY).out
    chinese = shell("advise", book, "--as-of", DAY, "--lang", "zh").out
    assert "What to do next" in english
    assert "What to do next" not in chinese
    assert "30 Jun 2026" in english
    assert "2026年6月30日" in chinese


def test_json_is_one_object_that_keeps_to_the_published_schema(shell: Shell) -> None:
    said = shell("advise", "example", "--format", "json")
    jsonschema.validate(said.json, advice_schema())
    assert said.json["as_of"] == DAY
    assert len(said.json["customers"]) >= 40


def test_json_for_no_customers_is_still_an_object(tmp_path: Path, shell: Shell) -> None:
    empty = make_book(tmp_path / "book", customers="customer_id,name\n", orders="customer_id,placed_on\n")
    assert shell("advise", empty, "--as-of", DAY, "--format", "json").json["customers"] == []


def test_json_lines_hold_the_same_customers_in_the_order_of_their_ids(shell: Shell) -> None:
    lines = shell("advise", "example", "--format", "jsonl").out.splitlines()
    whole = shell("advise", "example", "--format", "json").json
    assert [json.loads(line) for line in lines] == whole["customers"]
    ids = [CustomerAdvice.model_validate_json(line).customer_id for line in lines]
    assert ids == sorted(ids)


def test_one_customer_gets_the_same_advice_as_in_the_whole_book(shell: Shell) -> None:
    alone = shell("advise", "example", "--customer", "fornara", "--format", "json").json["customers"]
    whole = shell("advise", "example", "--format", "json").json["customers"]
    assert alone == [customer for customer in whole if customer["customer_id"] == "fornara"]


def test_text_shows_as_many_customers_as_asked_for_and_counts_all(shell: Shell) -> None:
    said = shell("advise", "example", "--limit", "2")
    assert said.out.count("\n────") == 2
    assert "customers not shown: 42" in said.out
    assert said.err.startswith("customers: 44; ")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            ["customers: 44; ", "most frequent advice:", "open questions whose answers would unlock most:"],
        ),
        ("zh", ["位客户", "最常见的建议:", "最值得先问清的问题:"]),
    ],
)
def test_a_run_over_a_book_says_on_standard_error_what_it_came_to(
    lang: str, words: list[str], shell: Shell
) -> None:
    said = shell("advise", "example", "--lang", lang, "--format", "jsonl")
    assert all(word in said.err for word in words)


def test_the_answer_can_go_to_a_file(tmp_path: Path, book: Path, shell: Shell) -> None:
    file = tmp_path / "advice.json"
    said = shell("advise", book, "--as-of", DAY, "--format", "json", "--out", file)
    assert said.out == ""
    assert json.loads(file.read_text(encoding="utf-8"))["as_of"] == DAY
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["advice.json"]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, book: Path, shell: Shell) -> None:
    said = shell("advise", book, "--as-of", DAY, "--out", tmp_path / "nowhere" / "advice.txt")
    assert said.code == 1
    assert said.err.startswith("RC431 ")
    assert "nowhere" in said.err
    assert "hint:" in said.err


@pytest.mark.parametrize("name", [".", "..", "book"])
def test_a_folder_is_no_file_to_write_to(
    name: str, tmp_path: Path, book: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = shell("advise", book, "--as-of", DAY, "--out", name)
    assert said.code == 1
    assert said.err.startswith(f"RC431 '{name}' cannot be written: it is a folder")


def test_an_old_answer_stays_where_a_run_fails(tmp_path: Path, shell: Shell) -> None:
    file = tmp_path / "advice.txt"
    file.write_text("old", encoding="utf-8")
    book = make_book(tmp_path / "book")
    said = shell("advise", book, "--as-of", DAY, "--customer", "nobody", "--out", file)
    assert said.code == 1
    assert file.read_text(encoding="utf-8") == "old"


def test_bad_rows_are_set_aside_with_their_reasons_and_the_rest_goes_on(tmp_path: Path, shell: Shell) -> None:
    book = make_book(tmp_path / "book", orders=BAD_ORDERS)
    said = shell("advise", book, "--as-of", DAY, "--format", "json")
    assert said.code == 0
    assert len(said.json["customers"]) == 2
    assert f"rows set aside: 3; {book / 'rejects.csv'} says why" in said.err
    rejects = list(csv.DictReader((book / "rejects.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["row"], row["column"]) for row in rejects] == [
        ("4", "placed_on"),
        ("5", "customer_id"),
        ("6", "amount"),
    ]


def test_rejected_rows_go_where_they_are_wanted(tmp_path: Path, shell: Shell) -> None:
    book = make_book(tmp_path / "book", orders=BAD_ORDERS)
    said = shell("advise", book, "--as-of", DAY, "--rejects", tmp_path / "aside.csv")
    assert "aside.csv says why" in said.err
    assert (tmp_path / "aside.csv").is_file()
    assert not (book / "rejects.csv").exists()


def test_rejected_rows_of_a_read_only_book_go_to_the_current_folder(
    tmp_path: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = make_book(tmp_path / "book", orders=BAD_ORDERS)
    (book / "rejects.csv").mkdir()
    monkeypatch.chdir(tmp_path)
    said = shell("advise", book, "--as-of", DAY)
    assert "set aside: 3; rejects.csv says why" in said.err
    assert (tmp_path / "rejects.csv").is_file()


def test_a_clean_book_leaves_no_reject_file(book: Path, shell: Shell) -> None:
    shell("advise", book, "--as-of", DAY)
    assert not (book / "rejects.csv").exists()


def test_what_is_strange_about_a_book_is_said(book: Path, shell: Shell) -> None:
    (book / "custmers.csv").write_text("customer_id\nc9\n", encoding="utf-8")
    said = shell("advise", book, "--as-of", DAY)
    assert said.code == 0
    assert "warning: RC404 'custmers.csv'" in said.err
    assert "did you mean 'customers.csv'?" in said.err


def test_the_day_must_be_known(book: Path, shell: Shell) -> None:
    said = shell("advise", book)
    assert said.code == 2
    assert said.err.startswith("RC012 ")
    assert "--as-of" in said.err


def test_a_book_may_name_its_own_day(book: Path, shell: Shell) -> None:
    (book / "mapping.yaml").write_text(f"version: 1\nas_of: {DAY}\n", encoding="utf-8")
    assert shell("advise", book, "--format", "json").json["as_of"] == DAY
    assert shell("advise", book, "--as-of", "2026-07-01", "--format", "json").json["as_of"] == "2026-07-01"


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("customers.csv", "name\nHarbour\n", "RC405"),
        ("customers.csv", "customer_id,customer_id\nc1,c1\n", "RC405"),
        ("mapping.yaml", "facts: [", "RC420"),
        ("mapping.yaml", "version: 1\nfcts: []\n", "RC421"),
    ],
)
def test_a_book_that_cannot_be_read_gives_1_and_the_way_out(
    file: str, content: str, code: str, book: Path, shell: Shell
) -> None:
    (book / file).write_text(content, encoding="utf-8")
    said = shell("advise", book, "--as-of", DAY)
    assert said.code == 1
    assert said.out == ""
    assert said.err.startswith(f"{code} ")
    assert file in said.err


@pytest.mark.parametrize("name", ["nowhere", "empty", "file"])
def test_what_is_no_book_gives_1(name: str, tmp_path: Path, shell: Shell) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = shell("advise", tmp_path / name, "--as-of", DAY)
    assert said.code == 1
    assert said.err.startswith("RC401 ")


def test_an_unknown_customer_is_named_with_the_nearest_one(shell: Shell) -> None:
    said = shell("advise", "example", "--customer", "forrnara")
    assert said.code == 1
    assert said.err.startswith("RC425 ")
    assert "did you mean 'fornara'?" in said.err


def test_one_customer_who_cannot_be_decided_does_not_stop_the_rest(
    book: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fails(Advisor):
        def advise(
            self,
            facts: Iterable[Fact] | Snapshot,
            *,
            as_of: date,
            lang: str | None = None,
            unknowns: bool = True,
        ) -> CustomerAdvice:
            if isinstance(facts, Snapshot) and facts.customer_id == "c1":
                raise ExecutionError.of("RC301", "too many conclusions", hint="look at the rules")
            return super().advise(facts, as_of=as_of, lang=lang, unknowns=unknowns)

    monkeypatch.setattr(advise, "advisor", lambda lang, *_, **__: Fails(lang=lang))
    said = shell("advise", book, "--as-of", DAY, "--format", "json")
    assert said.code == 1
    assert [customer["customer_id"] for customer in said.json["customers"]] == ["c2"]
    assert "RC301 too many conclusions\n  in customer c1\n" in said.err
    assert "customers without advice: 1;" in said.err


def test_a_bar_shows_only_where_it_is_asked_for(book: Path, shell: Shell) -> None:
    assert "deciding" not in shell("advise", book, "--as-of", DAY).err
    forced = shell("advise", book, "--as-of", DAY, "--progress", "--format", "json")
    assert "reading" in forced.err
    assert "deciding" in forced.err
    assert len(forced.json["customers"]) == 2


def test_the_same_input_gives_the_same_bytes_in_another_process(book: Path, shell: Shell) -> None:
    here = shell("advise", book, "--as-of", DAY, "--format", "json").out
    script = "import sys; from relcore.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", script, "advise", str(book), "--as-of", DAY, "--format", "json"]
    there = subprocess.run(command, capture_output=True, text=True, check=True)
    assert there.stdout == here


def test_rows_in_another_order_give_the_same_advice(tmp_path: Path, shell: Shell) -> None:
    def turned(table: str) -> str:
        head, *rows = table.splitlines(keepends=True)
        return "".join([head, *reversed(rows)])

    straight = make_book(tmp_path / "straight")
    backwards = make_book(tmp_path / "backwards", customers=turned(CUSTOMERS), orders=turned(ORDERS))
    answers = [
        shell("advise", book, "--as-of", DAY, "--format", "json").out for book in (straight, backwards)
    ]
    assert answers[0] == answers[1]
