"""CSV and its relatives, whole and broken."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from relcore.books import Limits
from relcore.facts import Customer, Order
from tests.books.shelves import read, refusal, said

HEADER = "customer_id,name,industry\n"


def names(facts: object) -> list[str | None]:
    """Give the names of customers."""
    assert isinstance(facts, list)
    return [fact.name for fact in facts if isinstance(fact, Customer)]


@pytest.mark.parametrize(
    "content",
    [
        "customer_id,name\nc1,Ann\n",
        "customer_id;name\nc1;Ann\n",
        "customer_id\tname\nc1\tAnn\n",
        "customer_id|name\nc1|Ann\n",
        '"customer_id","name"\r\n"c1","Ann"\r\n',
        "customer_id,name\rc1,Ann\r",
        "\n\n customer_id , name \n\nc1 ,  Ann\n\n",
        "customer_id,name,\nc1,Ann,\n",
        "customer_id,name\nc1,Ann,,,\n",
        "customer_id,name\nc1,Ann",
    ],
)
def test_the_layout_is_found_out(tmp_path: Path, content: str) -> None:
    facts, rejects, book = read(tmp_path, {"customers.csv": content.encode()})
    assert facts == [Customer(customer_id="c1", name="Ann")]
    assert (rejects, book.report.warnings) == ([], [])


def test_a_quoted_cell_may_hold_line_ends_quotes_and_delimiters(tmp_path: Path) -> None:
    facts, rejects, _ = read(
        tmp_path, {"customers.csv": b'customer_id,name\nc1,"Ann, the ""great""\nof Bergen"\nc2,Bo\n,x\n'}
    )
    assert names(facts) == ['Ann, the "great"\nof Bergen', "Bo"]
    assert [reject.row for reject in rejects] == [5]


@pytest.mark.parametrize(
    ("line", "reason", "hint"),
    [
        (b"c1,Ann", "the row has 2 cells where the header has 3", "quote a cell that holds the delimiter"),
        (
            b"c1,Ann,x,y",
            "the row has 4 cells where the header has 3",
            "quote a cell that holds the delimiter",
        ),
        (b'c1,"Ann"a,x', "the quotes do not match", "put quotes around the whole cell"),
        (b"c1,A\0nn,x", "the line holds a NUL character", "correct the line"),
        (b"c1," + b"x" * 140_000 + b",x", "a cell is too long", "is a closing quote missing?"),
        (b"c1," + b"x," * 600_000, "the line is longer than 1,048,576 characters", "correct the line"),
        (b'c1,"Ann,x', "the quotes do not match", "put quotes around the whole cell"),
    ],
)
def test_a_broken_line_costs_itself_and_nothing_behind_it(
    tmp_path: Path, line: bytes, reason: str, hint: str
) -> None:
    content = HEADER.encode() + b"c0,Zoe,x\n" + line + b'\nc2,"Bo",x\nc3,Cy,x\n'
    facts, rejects, book = read(tmp_path, {"customers.csv": content})
    assert names(facts) == ["Zoe", "Bo", "Cy"]
    assert [(reject.row, reject.reason) for reject in rejects] == [(3, reason)]
    assert rejects[0].hint.startswith(hint)
    assert book.report.files[0].rows == 4


def test_a_quote_that_never_closes_costs_one_line(tmp_path: Path) -> None:
    rows = "".join(f"c{number},N{number},x\n" for number in range(2, 2000))
    facts, rejects, _ = read(tmp_path, {"customers.csv": HEADER + 'c1,"Ann,x\n' + rows})
    assert len(facts) == 1998
    assert [(reject.row, reject.reason) for reject in rejects] == [(2, "a quoted cell does not end")]
    assert rejects[0].record == {"text": 'c1,"Ann,x'}


def test_a_quote_that_never_closes_in_a_large_file_costs_one_line(tmp_path: Path) -> None:
    rows = "".join(f"c{number},N{number},x\n" for number in range(2, 100_000))
    facts, rejects, _ = read(tmp_path, {"customers.csv": HEADER + 'c1,"Ann,x\n' + rows})
    assert len(facts) == 99_998
    assert [(reject.row, reject.reason) for reject in rejects] == [(2, "a cell is too long")]


def test_a_record_of_many_lines_is_bounded_even_where_the_csv_module_is_not(tmp_path: Path) -> None:
    before = csv.field_size_limit(10**9)
    try:
        rows = "".join(f"c{number},N{number},x\n" for number in range(2, 1000))
        files = {"customers.csv": HEADER + 'c1,"Ann,x\n' + rows}
        facts, rejects, _ = read(tmp_path, files, Limits(line_chars=2_000))
    finally:
        csv.field_size_limit(before)
    assert len(facts) == 998
    assert [reject.reason for reject in rejects] == ["the record is longer than 2,000 characters"]


def test_an_overlong_line_within_a_quoted_cell_makes_no_fact(tmp_path: Path) -> None:
    content = HEADER + 'c1,"Ann\n' + "y" * 3_000 + '",x\nc2,Bo,x\n'
    facts, rejects, _ = read(tmp_path, {"customers.csv": content}, Limits(line_chars=1_000))
    assert names(facts) == ["Bo"]
    assert {reject.reason for reject in rejects} >= {"the line is longer than 1,000 characters"}


@pytest.mark.parametrize("content", [b"", b"\n\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_gives_no_facts_and_a_warning(tmp_path: Path, content: bytes) -> None:
    facts, rejects, book = read(tmp_path, {"orders.csv": content, "customers.csv": "customer_id\nc1\n"})
    assert (len(facts), rejects) == (1, [])
    assert said(book.report.warnings) == [("RC408", "the file is empty: no header, no facts")]


def test_a_file_with_nothing_but_a_header_gives_no_facts_and_no_warning(tmp_path: Path) -> None:
    facts, rejects, book = read(tmp_path, {"customers.csv": HEADER})
    assert (facts, rejects, book.report.warnings) == ([], [], [])


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("customer_id,name,name", "the header names 'name' more than once"),
        ("customer_id, name,name ,customer_id", "the header names 'customer_id', 'name' more than once"),
        (",,", "the header names no column"),
        ('customer_id,"name', "the header cannot be read: a quoted cell does not end"),
        ("customer_id,na\0me", "the header cannot be read: the line holds a NUL character"),
        ("x" * 2_000_000, "the header cannot be read: the line is longer than 1,048,576 characters"),
        (",".join(f"c{n}" for n in range(3000)), "the header has 3000 columns, more than 2000"),
    ],
)
def test_a_header_that_cannot_be_understood_stops_the_book(tmp_path: Path, header: str, problem: str) -> None:
    found = refusal(tmp_path, {"customers.csv": header + "\nc1,Ann,x\n"})
    assert said(found) == [("RC405", problem)]
    assert str(found[0].where) == "customers.csv:1"
    assert found[0].hint


@pytest.mark.parametrize(
    ("encoding", "warning"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "the file is not UTF-8; it was read as UTF-16"),
        ("gb18030", "the file is not UTF-8; it was read as GB18030"),
        ("gbk", "the file is not UTF-8; it was read as GB18030"),
    ],
)
def test_the_encoding_is_found_out_and_said(tmp_path: Path, encoding: str, warning: str | None) -> None:
    content = "customer_id,name,industry\nc1,灯塔书店,零售\nc2,海港咖啡（北京）有限公司,餐饮\n"
    facts, rejects, book = read(tmp_path, {"customers.csv": content.encode(encoding)})
    assert names(facts) == ["灯塔书店", "海港咖啡（北京）有限公司"]
    assert rejects == []
    assert said(book.report.warnings) == ([("RC407", warning)] if warning else [])


def test_a_row_with_bytes_that_are_not_utf8_is_set_aside(tmp_path: Path) -> None:
    good = "c1,灯塔书店,零售\nc2,海港咖啡,餐饮\n".encode()
    content = HEADER.encode() + good + b"c3,Caf\xe9,x\nc4,\xe7\x81\xaf\xe5,x\nc5,Bo,x\n"
    facts, rejects, book = read(tmp_path, {"customers.csv": content})
    assert names(facts) == ["灯塔书店", "海港咖啡", "Bo"]
    assert [(reject.row, reject.kind) for reject in rejects] == [
        (4, "the line holds bytes that are not in the encoding of the file"),
        (5, "the line holds bytes that are not in the encoding of the file"),
    ]
    assert said(book.report.warnings) == [
        ("RC407", "the file is not clean UTF-8; rows with other bytes are set aside")
    ]
    assert "cp1252" in book.report.warnings[0].hint


def test_western_text_is_not_taken_for_chinese(tmp_path: Path) -> None:
    lines = HEADER + "c1,Café Élysée à côté,x\nc2,Ångström,x\nc3,Plain,x\n"
    facts, rejects, _ = read(tmp_path, {"customers.csv": lines.encode("cp1252")})
    assert names(facts) == ["Plain"]
    assert len(rejects) == 2


def test_the_reject_file_says_what_why_and_what_next(tmp_path: Path) -> None:
    long = "x" * 1000
    _, _, book = read(
        tmp_path, {"orders.csv": f'customer_id,placed_on,product\nc1,"1 May\n",灯\n,2025-01-01,{long}\n'}
    )
    assert book.write_rejects(tmp_path / "rejects.csv") == 2
    with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["file"], row["row"], row["column"], row["reason"]) for row in rows] == [
        ("orders.csv", "2", "placed_on", "column placed_on is not a date"),
        ("orders.csv", "4", "customer_id", "no customer: column customer_id is empty"),
    ]
    assert all(row["hint"] for row in rows)
    assert json.loads(rows[0]["record"]) == {"customer_id": "c1", "placed_on": "1 May", "product": "灯"}
    assert json.loads(rows[1]["record"])["product"] == "x" * 199 + "…"


def test_many_rejects_are_kept_on_disk_and_can_be_read_while_more_come(tmp_path: Path) -> None:
    rows = "".join(f"c{number},never,{'y' * 150}\n" for number in range(20_000))
    files = {"orders.csv": "customer_id,placed_on,product\n" + rows + "c1,2025-01-01,z\n"}
    facts, rejects, book = read(tmp_path, files)
    assert (len(facts), len(rejects)) == (1, 20_000)
    assert rejects[-1].row == 20_001
    both = zip(book.rejects, book.rejects, strict=True)
    assert all(one == other for one, other in both)
    assert book.report.rejects == {"column placed_on is not a date": 20_000}


def test_writing_rejects_where_nothing_can_be_written_is_reported(tmp_path: Path) -> None:
    found = []
    _, _, book = read(tmp_path, {"customers.csv": HEADER})
    try:
        book.write_rejects(tmp_path / "no" / "such" / "folder.csv")
    except ValueError as error:
        found.append(str(error))
    assert found
    assert found[0].startswith("RC402 'folder.csv' cannot be used")


def test_facts_leave_before_the_whole_file_is_read(tmp_path: Path) -> None:
    rows = "".join(f"o{number},c1,2025-01-01\n" for number in range(50_000))
    facts, _, book = read(tmp_path, {"orders.csv": "id,customer_id,placed_on\n" + rows})
    assert len(facts) == 50_000
    steps: list[int] = []
    stream: Iterator[object] = iter(book.read(lambda done, _: steps.append(done)))
    assert isinstance(next(stream), Order)
    assert steps
    assert steps[-1] < 100_000
    assert not book.report.complete
