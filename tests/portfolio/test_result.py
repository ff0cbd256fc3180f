"""A result says of every customer what advice for that customer alone says, in every form."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from benchmarks.book_maker import AS_OF, make_book
from relcore.advisor import Advisor
from relcore.books import Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.errors import UsageError
from relcore.portfolio import COLUMNS, KINDS, RunRecord
from tests.portfolio.results import alone, one_by_one, rows_in, rows_in_csv, rows_in_json, texts_of


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_example_book_gets_the_advice_that_each_of_its_customers_gets_alone(
    advisor: Advisor, out: Path, lang: str
) -> None:
    book = Book.open(EXAMPLE)
    outcome = advisor.portfolio(book, out, as_of=EXAMPLE_DAY, lang=lang)
    found = rows_in(out)
    assert found == one_by_one(advisor, book, EXAMPLE_DAY, lang)
    assert outcome.record.customers == len({row["customer_id"] for row in found}) == 44
    assert sum(outcome.record.rows.values()) == len(found)


def test_a_sample_of_a_made_up_book_decided_by_two_processes_agrees_with_single_advice(
    advisor: Advisor, out: Path, tmp_path: Path
) -> None:
    folder = make_book(tmp_path / "book", 240)
    advisor.portfolio(Book.open(folder), out, as_of=AS_OF, jobs=2)
    by_customer: dict[str, list[dict[str, object]]] = {}
    for row in rows_in(out):
        by_customer.setdefault(row["customer_id"], []).append(row)
    customers = Book.open(folder).customers()
    assert list(by_customer) == list(customers)
    for customer in random.Random(1).sample(sorted(customers), 25):
        assert by_customer[customer] == alone(advisor, customers[customer], AS_OF), customer


def test_rows_stand_in_the_order_of_customers_kinds_and_places(advisor: Advisor, out: Path) -> None:
    advisor.portfolio(Book.open(EXAMPLE), out, as_of=EXAMPLE_DAY)
    order = [(row["customer_id"], list(KINDS).index(row["kind"]), row["place"]) for row in rows_in(out)]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_csv_and_json_lines_say_the_same_as_parquet(advisor: Advisor, out: Path) -> None:
    book = Book.open(EXAMPLE)
    for path in (out, out.with_suffix(".csv"), out.with_suffix(".jsonl")):
        advisor.portfolio(book, path, as_of=EXAMPLE_DAY)
    wanted = texts_of(rows_in(out))
    assert rows_in_json(out.with_suffix(".jsonl")) == wanted
    in_csv = rows_in_csv(out.with_suffix(".csv"))
    assert len(in_csv) == len(wanted)
    for found, row in zip(in_csv, wanted, strict=True):
        assert found.keys() == row.keys()
        for name, value in row.items():
            match COLUMNS[name][0]:
                case "number":
                    assert float(found[name]) == value
                case "truth":
                    assert found[name] == ("true" if value else "false")
                case _:
                    assert found[name] == str(value)


def test_the_number_of_parts_and_processes_leaves_no_trace(
    advisor: Advisor, out: Path, tmp_path: Path
) -> None:
    folder = make_book(tmp_path / "book", 60)
    contents = set()
    for parts, jobs in ((1, 1), (2, 2), (7, 1), (50, 1)):
        advisor.portfolio(Book.open(folder), out, as_of=AS_OF, parts=parts, jobs=jobs)
        contents.add(out.read_bytes())
    assert len(contents) == 1


def test_rows_that_cannot_be_read_are_set_aside_and_counted(
    advisor: Advisor, out: Path, tmp_path: Path
) -> None:
    (tmp_path / "customers.csv").write_text("customer_id,country\nc1,CN\nc2,Atlantis\n", "utf-8")
    outcome = advisor.portfolio(Book.open(tmp_path), out, as_of=date(2026, 6, 30))
    assert outcome.rejects == out.with_name("advice.parquet.rejects.csv")
    assert "Atlantis" in outcome.rejects.read_text("utf-8")
    assert outcome.record.reading["files"][0]["rejected"] == 1
    assert {row["customer_id"] for row in rows_in(out)} == {"c1"}


def test_the_record_names_book_day_and_program(advisor: Advisor, out: Path) -> None:
    outcome = advisor.portfolio(Book.open(EXAMPLE), out, as_of=EXAMPLE_DAY)
    record = RunRecord.load(out)
    assert record == outcome.record
    assert (record.book, record.as_of) == (str(EXAMPLE.resolve()), EXAMPLE_DAY.isoformat())
    assert record.program == advisor.program.digest
    assert record.fingerprint == Book.open(EXAMPLE).fingerprint()


def test_nothing_but_the_result_and_its_record_is_left(advisor: Advisor, out: Path) -> None:
    advisor.portfolio(Book.open(EXAMPLE), out, as_of=EXAMPLE_DAY)
    assert sorted(path.name for path in out.parent.iterdir()) == ["advice.parquet", "advice.parquet.run.json"]


@pytest.mark.parametrize(
    ("name", "settings", "code"),
    [
        ("advice.xlsx", {}, "RC018"),
        ("advice.parquet", {"form": "xlsx"}, "RC018"),
        ("advice.parquet", {"engine": "steam"}, "RC017"),
    ],
)
def test_an_unknown_form_or_engine_is_refused_before_anything_is_read(
    advisor: Advisor, out: Path, name: str, settings: dict[str, str], code: str
) -> None:
    with pytest.raises(UsageError) as caught:
        advisor.portfolio(Book.open(EXAMPLE), out.with_name(name), as_of=EXAMPLE_DAY, **settings)  # type: ignore[arg-type]
    assert caught.value.diagnostics[0].code == code
    assert not list(out.parent.iterdir())
