"""A book whose files are named like fact types."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from relcore.books import Book, built_in_types, file_stem
from relcore.errors import BookError
from relcore.facts import (
    BusyHours,
    CompanyFact,
    Cue,
    Customer,
    CustomerFact,
    Interaction,
    InteractionKind,
    Order,
    RepAuthority,
    Score,
    Topic,
)
from tests.books.shelves import read, refusal, said, shelve


class Visit(CustomerFact):
    """A fact type of a plug-in."""

    visitors: int
    note: str | None = None


class Moody(CustomerFact):
    """A fact type whose own check raises what it should not."""

    mood: str

    def model_post_init(self, context: object) -> None:
        """Fail like a plug-in with a fault."""
        raise KeyError(self.mood)


class Nameless(CustomerFact):
    """A fact type that cannot say what identifies it."""

    @property
    def identity(self) -> str:
        """Fail like a plug-in with a fault."""
        raise ZeroDivisionError("oops")


class Size(BaseModel):
    """A part of a fact."""

    width: Decimal


class Odd(CustomerFact):
    """A fact type with fields that no built-in type has."""

    tags: list[str] | None = None
    counts: dict[str, int] | None = None
    size: Size | None = None
    colour: Literal["red", "blue"] | None = None
    weight: float | None = None
    mixed: int | str | None = None
    anything: Any = None
    opens: time | None = None


def test_every_built_in_type_has_a_file_name_of_its_own() -> None:
    stems = {file_stem(name) for name in built_in_types()}
    assert len(stems) == len(built_in_types()) > 15
    assert {"customers", "spend_estimates", "rep_authorities", "contact_policies", "busy_hours"} <= stems


def test_csv_json_lines_and_company_facts_become_facts(tmp_path: Path) -> None:
    facts, rejects, book = read(
        tmp_path,
        {
            "customers.csv": "customer_id,name,employees,opted_out\nc1, Lamplight ,12,no\nc2,,,\n",
            "interactions.jsonl": '{"customer_id": "c1", "kind": "visit", "on": "2025-03-01",'
            ' "at": "2025-03-01T09:00:00Z", "topics": ["family", "price"], "minutes": 45.5}\n',
            "rep_authorities.csv": "rep_id;max_discount\nkim;0.05\n",
            "busy_hours.csv": "customer_id,busy_from,busy_until\nc1,09:30,11:00\n",
        },
    )
    assert rejects == []
    assert book.report.complete
    lamplight, harbour = [fact for fact in facts if isinstance(fact, Customer)]
    assert (lamplight.name, lamplight.employees, lamplight.opted_out) == ("Lamplight", 12, False)
    assert (harbour.name, harbour.employees, harbour.opted_out) == (None, None, None)
    visit = next(fact for fact in facts if isinstance(fact, Interaction))
    assert visit.kind is InteractionKind.VISIT
    assert visit.at == datetime(2025, 3, 1, 9, tzinfo=UTC)
    assert visit.topics == tuple(sorted([Topic("family"), Topic("price")]))
    assert visit.minutes == Decimal("45.5")
    assert [f.max_discount for f in facts if isinstance(f, RepAuthority)] == [Decimal("0.05")]
    assert [f.busy_from for f in facts if isinstance(f, BusyHours)] == [time(9, 30)]


def test_several_values_in_a_cell_are_parted_by_semicolons_or_are_a_json_list(tmp_path: Path) -> None:
    facts, rejects, _ = read(
        tmp_path,
        {
            "interactions.csv": """
                customer_id,kind,on,topics
                c1,visit,2025-03-01,family; price
                c1,visit,2025-03-02,"[""price"", ""family""]"
                c1,visit,2025-03-03,family; weather forecast
                """,
        },
    )
    assert {fact.topics for fact in facts if isinstance(fact, Interaction)} == {("family", "price")}
    assert [(reject.row, reject.column) for reject in rejects] == [(4, "topics")]


def test_an_empty_cell_means_unknown_even_where_the_field_has_another_default(tmp_path: Path) -> None:
    facts, _, _ = read(
        tmp_path,
        {
            "cues.csv": "customer_id,kind,present,observed_on\nc1,office_chart,,2025-03-01\n",
            "cues.jsonl": '{"customer_id": "c1", "kind": "office_chart", "observed_on": "2025-03-02"}\n'
            '{"customer_id": "c1", "kind": "office_chart", "present": null, "observed_on": "2025-03-03"}\n',
        },
    )
    present = {cue.observed_on.day: cue.present for cue in facts if isinstance(cue, Cue)}
    assert present == {1: None, 2: True, 3: None}


def test_a_snapshot_is_given_for_each_customer_in_the_order_of_ids(tmp_path: Path) -> None:
    book = Book.open(
        shelve(
            tmp_path,
            {
                "customers.csv": "customer_id\nc2\nc1\n",
                "orders.csv": "customer_id,placed_on\nc3,2025-01-01\nc1,2025-01-02\n",
                "gift_policies.csv": "allowed_in_tender\nfalse\n",
            },
        )
    )
    customers = book.customers()
    assert list(customers) == ["c1", "c2", "c3"]
    assert len(customers["c1"].facts("Order")) == 1
    assert all(len(snapshot.facts("GiftPolicy")) == 1 for snapshot in customers.values())
    assert book.customer("c1") == customers["c1"]


def test_asking_for_a_customer_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    book = Book.open(shelve(tmp_path, {"customers.csv": "customer_id\nlamplight\nharbour\n"}))
    with pytest.raises(BookError, match="did you mean 'lamplight'") as caught:
        book.customer("lamplihgt")
    assert caught.value.diagnostics[0].code == "RC425"
    with pytest.raises(BookError, match="its 2 customers have other ids"):
        book.customer("zebra")


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    book = Book.open(shelve(tmp_path, {"orders.csv": "id,customer_id,placed_on\no1,c1,2025-01-01\no2,,x\n"}))
    first, rejects = list(book.read()), list(book.rejects)
    assert (list(book.read()), list(book.rejects)) == (first, rejects)
    assert book.report.rejected == 1


def test_progress_counts_bytes_and_ends_at_all_of_them(tmp_path: Path) -> None:
    rows = "".join(f"c{number},2025-01-01\n" for number in range(5000))
    folder = shelve(
        tmp_path, {"orders.csv": "customer_id,placed_on\n" + rows, "customers.csv": "customer_id\n"}
    )
    steps: list[tuple[int, int | None]] = []
    list(Book.open(folder).read(lambda done, total: steps.append((done, total))))
    size = sum(path.stat().st_size for path in folder.iterdir())
    assert len(steps) > 4
    assert steps == sorted(steps)
    assert steps[-1] == (size, size)


def test_facts_of_plug_ins_are_read_like_the_others(tmp_path: Path) -> None:
    folder = shelve(tmp_path, {"visits.csv": "customer_id,visitors\nc1,3\nc1,many\n"})
    book = Book.open(folder, types={"Visit": Visit})
    assert list(book.read()) == [Visit(customer_id="c1", visitors=3)]
    assert [reject.reason for reject in book.rejects] == ["column visitors is not a whole number"]


def test_a_check_of_a_plug_in_that_breaks_costs_only_its_row(tmp_path: Path) -> None:
    book = Book.open(shelve(tmp_path, {"moodies.csv": "customer_id,mood\nc1,grim\n"}), types={"Moody": Moody})
    assert list(book.read()) == []
    assert [reject.reason for reject in book.rejects] == ["KeyError: 'grim'"]


def test_a_fact_of_a_plug_in_without_identity_costs_only_its_row(tmp_path: Path) -> None:
    book = Book.open(shelve(tmp_path, {"namelesses.csv": "customer_id\nc1\n"}), types={"Nameless": Nameless})
    assert list(book.read()) == []
    assert [reject.reason for reject in book.rejects] == ["ZeroDivisionError: oops"]


def test_fields_of_other_kinds_are_read_as_far_as_they_can_be(tmp_path: Path) -> None:
    files = {
        "odds.csv": """
            customer_id,tags,counts,size,colour,weight,mixed,anything,opens
            c1,a;b,"{""x"": 2}","{""width"": 1.10}",red,1.5,7,x,09:30
            c2,a,{x,,,,,,
            c3,,,,green,,,,
            c4,,,,,,,,24:00
            c5,,,,,,,,9am
            c6,,,"{""width"": ""wide""}",,,,,
            """,
        "odds.jsonl": '{"customer_id": "c7", "tags": "a", "size": {"width": 2.50}, "opens": 930}\n'
        '{"customer_id": "c8", "tags": {"a": 1}}\n'
        '{"customer_id": "c9", "size": {"width": 2.50}, "anything": null}\n',
    }
    book = Book.open(shelve(tmp_path, files), types={"Odd": Odd})
    first, last = book.read()
    assert first == Odd(
        customer_id="c1",
        tags=["a", "b"],
        counts={"x": 2},
        size=Size(width=Decimal("1.10")),
        colour="red",
        weight=1.5,
        mixed="7",
        anything="x",
        opens=time(9, 30),
    )
    assert last == Odd(customer_id="c9", size=Size(width=Decimal("2.50")))
    assert [(reject.record["customer_id"], reject.reason) for reject in book.rejects] == [
        ("c2", "column counts is not valid JSON"),
        ("c3", "column colour: input should be 'red' or 'blue'"),
        ("c4", "column opens is a time that does not exist"),
        ("c5", "column opens is not a time of day"),
        ("c6", "column size: input should be a valid decimal"),
        ("c7", "column opens is not a time of day"),
        ("c8", "column tags is not a list"),
    ]


def test_conclusions_are_not_read(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="Score is concluded by rules"):
        Book.open(shelve(tmp_path, {"scores.csv": "axis\n"}), types={"Score": Score})


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("placed_on", "2025-02-30", "column placed_on is a day that does not exist"),
        ("placed_on", "20250230", "column placed_on is not a date"),
        ("placed_on", "0", "column placed_on is not a date"),
        ("placed_on", "1700000000", "column placed_on is not a date"),
        ("placed_on", "1850-01-01", "column placed_on: input should be greater than or equal to 1900-01-01"),
        ("placed_at", "2025-01-01T09:00:00", "column placed_at has no time zone"),
        ("placed_at", "2025-01-01", "column placed_at is not a date with a time"),
        ("placed_at", "2025-01-01T25:00:00Z", "column placed_at is an instant that does not exist"),
        ("amount", "NaN", "column amount is not a number"),
        ("amount", "-Infinity", "column amount is not a number"),
        ("amount", "1e999", "column amount is not a number"),
        ("amount", "9" * 400, "column amount is not a number"),
        ("amount", "1e99", "column amount: decimal input should have no more than 19 digits in total"),
        ("amount", "1.00001", "column amount: decimal input should have no more than 4 decimal places"),
        ("amount", "-1", "column amount: input should be greater than or equal to 0"),
        ("amount", "1,000", "column amount is not a number"),
        ("amount", "1_000", "column amount is not a number"),
        ("amount", "\u0661\u0662", "column amount is not a number"),
        ("items", "1e3", "column items is not a whole number"),
        ("items", "3.5", "column items is not a whole number"),
        ("items", "9" * 400, "column items is not a whole number"),
        ("paid", "maybe", "column paid is neither true nor false"),
        (
            "channel",
            "fax",
            "column channel is not one of visit, phone, video, email, sms, chat, mail, event, shop",
        ),
        ("product", "x" * 201, "column product: string should have at most 200 characters"),
    ],
)
def test_a_cell_that_its_field_cannot_take_costs_the_row(
    tmp_path: Path, column: str, cell: str, reason: str
) -> None:
    row = {"customer_id": "c1", "placed_on": "2025-01-01", "amount": "1", column: f'"{cell}"'}
    facts, rejects, _ = read(
        tmp_path,
        {"orders.csv": f"{','.join(row)}\n{','.join(row.values())}\nc2,2025-01-02,{',' * (len(row) - 3)}\n"},
    )
    assert [fact.customer_id for fact in facts if isinstance(fact, Order)] == ["c2"]
    assert [(reject.row, reject.column, reject.reason) for reject in rejects] == [(2, column, reason)]
    assert rejects[0].record[column][:150] == cell[:150]


def test_numbers_with_a_zero_fraction_count_as_whole_and_money_stays_exact(tmp_path: Path) -> None:
    facts, _, _ = read(
        tmp_path, {"orders.csv": "customer_id,placed_on,items,amount\nc1,2025-01-01 00:00:00,5.0,0.10\n"}
    )
    order = facts[0]
    assert isinstance(order, Order)
    assert (order.placed_on, order.items, order.amount) == (date(2025, 1, 1), 5, Decimal("0.10"))


def test_a_misspelt_value_is_met_with_the_nearest_one(tmp_path: Path) -> None:
    _, rejects, _ = read(tmp_path, {"opportunities.csv": "customer_id,stage\nc1,enganging\nc1,1\n"})
    assert [reject.hint for reject in rejects] == [
        "did you mean 'engaging'?",
        "mapping.yaml can translate values (values: {theirs: ours})",
    ]


def test_a_fact_that_contradicts_itself_is_set_aside(tmp_path: Path) -> None:
    _, rejects, _ = read(
        tmp_path, {"opportunities.csv": "customer_id,opened_on,closed_on\nc1,2025-02-01,2025-01-01\n"}
    )
    assert rejects[0].kind == "Opportunity contradicts itself"
    assert rejects[0].reason.startswith("closed_on (2025-01-01) lies before")


def test_a_row_without_customer_is_set_aside_with_that_reason(tmp_path: Path) -> None:
    facts, rejects, book = read(
        tmp_path, {"orders.csv": "customer_id,placed_on\n,2025-01-01\n  ,2025-01-01\nc1,2025-01-01\n"}
    )
    assert len(facts) == 1
    assert {reject.reason for reject in rejects} == {"no customer: column customer_id is empty"}
    assert book.report.rejects == {"no customer: column customer_id is empty": 2}


def test_a_second_row_with_the_same_id_and_other_content_is_set_aside(tmp_path: Path) -> None:
    facts, rejects, book = read(
        tmp_path,
        {
            "orders.csv": "id,customer_id,placed_on,items\no1,c1,2025-01-01,1\no1,c1,2025-01-01,2\n",
            "orders.jsonl": '{"id": "o1", "customer_id": "c1", "placed_on": "2025-01-01", "items": 1}\n',
            "customers.csv": "customer_id,name\nc1,Ann\nc1,Anne\n",
        },
    )
    assert len(facts) == 2
    assert [reject.reason for reject in rejects] == [
        "Customer 'c1' stands already in row 2 of customers.csv, with other content",
        "Order 'o1' stands already in row 2 of orders.csv, with other content",
    ]
    assert [(file.file, file.repeated) for file in book.report.files] == [
        ("customers.csv", 0),
        ("orders.csv", 0),
        ("orders.jsonl", 1),
    ]


def test_rows_that_are_the_same_in_every_field_count_once_and_are_counted(tmp_path: Path) -> None:
    facts, rejects, book = read(
        tmp_path, {"orders.csv": "customer_id,placed_on\nc1,2025-01-01\nc1,2025-01-01\nc1,2025-01-01\n"}
    )
    assert (len(facts), rejects) == (1, [])
    assert said(book.report.warnings) == [
        ("RC410", "2 facts repeat an earlier one in every field; they count once")
    ]


def test_unknown_columns_are_left_out_with_a_warning(tmp_path: Path) -> None:
    facts, _, book = read(
        tmp_path,
        {
            "customers.csv": "customer_id,nmae,shoe size\nc1,Ann,44\n",
            "orders.jsonl": '{"customer_id": "c1", "placed_on": "2025-01-01", "ammount": 3}\n',
        },
    )
    assert len(facts) == 2
    assert [(str(w.where), w.hint) for w in book.report.warnings] == [
        ("customers.csv, column nmae", "did you mean 'name'?"),
        ("customers.csv, column shoe size", "delete the column, or map it to a field in mapping.yaml"),
        ("orders.jsonl, column ammount", "did you mean 'amount'?"),
    ]


def test_files_that_no_book_knows_are_left_alone_with_a_warning(tmp_path: Path) -> None:
    _, _, book = read(
        tmp_path,
        {
            "customers.csv": "customer_id\nc1\n",
            "oders.csv": "x\n",
            "mapping.yml": "version: 1\n",
            "zzz.bin": b"\0",
            "orders.csv.bak": "x\n",
            "README.md": "About.\n",
            ".hidden": "x",
            "rejects.csv": "file\n",
        },
    )
    assert [(w.code, str(w.where), w.hint) for w in book.report.warnings] == [
        ("RC404", "mapping.yml", "did you mean 'mapping.yaml'?"),
        ("RC404", "oders.csv", "did you mean 'orders.csv'?"),
        ("RC404", "orders.csv.bak", "did you mean 'orders'?"),
        (
            "RC404",
            "zzz.bin",
            "name it like a fact type, use it in mapping.yaml, or list it there under 'ignore'; "
            "facts of a plug-in are known where that is installed",
        ),
    ]


@pytest.mark.parametrize("name", ["consents.csv.gz", "consents.xlsx", "consents.json", "consents"])
def test_a_fact_file_in_a_format_that_cannot_be_read_stops_the_book(tmp_path: Path, name: str) -> None:
    found = refusal(tmp_path, {"customers.csv": "customer_id\nc1\n", name: b"\x1f\x8b"})
    assert said(found) == [("RC403", f"the format of '{name}' cannot be read")]
    assert found[0].hint == "unpack it or save it as consents.csv, consents.jsonl or consents.parquet"


def test_a_file_without_a_column_that_the_type_needs_stops_the_book(tmp_path: Path) -> None:
    found = refusal(tmp_path, {"orders.csv": "costumer_id,placed_on\nc1,2025-01-01\n"})
    assert said(found) == [("RC405", "the file has no column 'customer_id', which Order needs")]
    assert found[0].hint == "'customer_id': did you mean 'costumer_id'?"
    foreign = refusal(tmp_path, {"orders.csv": "a,b\n", "gift_policies.csv": "a,b\n"})
    assert said(foreign) == [
        ("RC405", "the file has no column that is a field of GiftPolicy"),
        ("RC405", "the file has no column 'customer_id', 'placed_on', which Order needs"),
    ]


def test_a_folder_without_facts_is_no_book(tmp_path: Path) -> None:
    assert said(refusal(tmp_path / "empty", {})) == [("RC401", "no file of the folder gives facts")]
    other = refusal(tmp_path / "other", {"notes.csv": "a\n"})
    assert said(other) == [("RC401", "no file of the folder gives facts (found: notes.csv)")]


@pytest.mark.parametrize("name", ["missing", "a\0b", "x" * 5000])
def test_a_path_that_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BookError, match="RC401"):
        Book.open(tmp_path / name)


def test_a_file_given_as_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="it is no folder"):
        Book.open(shelve(tmp_path, {"customers.csv": "customer_id\n"}) / "customers.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_links_out_of_the_book_and_pipes_are_refused(tmp_path: Path) -> None:
    outside = shelve(tmp_path / "outside", {"orders.csv": "customer_id,placed_on\n"})
    folder = shelve(tmp_path / "book", {"customers.csv": "customer_id\nc1\n"})
    (folder / "orders.csv").symlink_to(outside / "orders.csv")
    os.mkfifo(folder / "cues.csv")
    (folder / "consents.csv").symlink_to(folder / "nowhere")
    (folder / "payments.csv").symlink_to("payments.csv")
    found = said(refusal(folder, {}))
    assert ("RC402", "'orders.csv' lies outside the book") in found
    assert ("RC402", "'cues.csv' is no plain file") in found
    assert ("RC424", "there is no file 'consents.csv' in the book") in found
    assert any("payments.csv" in problem for _, problem in found)


def test_a_link_to_the_folder_itself_is_fine(tmp_path: Path) -> None:
    folder = shelve(tmp_path / "book", {"customers.csv": "customer_id\nc1\n"})
    (tmp_path / "link").symlink_to(folder)
    assert list(Book.open(tmp_path / "link").customers()) == ["c1"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.may_skip("needs a user without the rights of root")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    folder = shelve(tmp_path, {"customers.csv": "customer_id\nc1\n"})
    (folder / "customers.csv").chmod(0)
    assert [code for code, _ in said(refusal(folder, {}))] == ["RC402"]


def test_a_file_that_vanishes_between_opening_and_reading_is_reported(tmp_path: Path) -> None:
    book = Book.open(shelve(tmp_path, {"customers.csv": "customer_id\nc1\n"}))
    (tmp_path / "customers.csv").unlink()
    with pytest.raises(BookError, match=r"'customers\.csv' cannot be used"):
        list(book.read())


def test_the_report_is_plain_data(tmp_path: Path) -> None:
    _, _, book = read(tmp_path, {"customers.csv": "customer_id,x\nc1,\n,\n"})
    report = book.report.as_dict()
    assert report["files"] == [
        {"file": "customers.csv", "rows": 2, "facts": {"Customer": 1}, "rejected": 1, "repeated": 0}
    ]
    assert report["rejects"] == {"no customer: column customer_id is empty": 1}
    assert report["warnings"][0]["code"] == "RC406"
    assert issubclass(RepAuthority, CompanyFact)
