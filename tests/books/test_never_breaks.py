"""Whatever a file holds: facts, rejects and `BookError`, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relcore.books import Book, Limits, built_in_types, file_stem
from relcore.errors import BookError
from relcore.facts import CustomerFact, Fact
from tests.books.shelves import shelve

MAPPING = Path(__file__).parents[2] / "examples" / "mappings" / "cdnow.yaml"

CSV = b'id,customer_id,placed_on,amount,items,paid\no1,c1,2025-01-02,12.50,3,yes\no2,c2,2025-01-03,"1",2,no\n'
JSON_LINES = (
    b'{"id": "o1", "customer_id": "c1", "placed_on": "2025-01-02", "amount": 12.5}\n'
    b'{"id": "o2", "customer_id": "c2", "placed_on": "2025-01-03", "items": 3}\n'
)
PURCHASES = b" customer_id  date number_of_cds  dollar_value\n 1 19970101 1 11.77\n 2 19970102 1 11.77\n"
SIGNS = b'" \n \r , \0 \xff { } [ : - &a *a !x | % NaN 1e999 \xef\xbb\xbf \xff\xfe \t null {row} ../'
PIECES = st.sampled_from([*SIGNS.split(b" "), b"9" * 400, b"  ", b"- ", b"|\n", b": "])


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Draw a file that was whole once."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 12))
        data[start : start + length] = draw(st.one_of(PIECES, st.binary(max_size=8), st.just(b"")))
    return bytes(data)


def digest(files: Mapping[str, bytes], limits: Limits | None = None) -> list[Fact]:
    """Read a book through every public way; give its facts, or none where it is refused."""
    with TemporaryDirectory() as folder:
        shelve(Path(folder), files)
        try:
            book = Book.open(folder, limits=limits)
            facts = list(book.read())
            rejects = list(book.rejects)
            customers = book.customers()
        except BookError as error:
            faults = error.diagnostics
        else:
            faults = ()
        assert all(fault.code.startswith("RC4") and fault.problem for fault in faults)
        if faults:
            return []
        report = book.report
        assert report.complete
        assert report.facts == len(facts)
        assert report.rejected == len(rejects) == report.rejects.total()
        assert all(reject.reason and reject.row >= 1 and reject.file in files for reject in rejects)
        assert set(customers) == {fact.customer_id for fact in facts if isinstance(fact, CustomerFact)}
        book.write_rejects(Path(folder) / "rejects.csv")
        json.dumps(report.as_dict())
        return facts


@given(content=st.one_of(damaged(CSV), st.binary(max_size=300)), suffix=st.sampled_from([".csv", ".tsv"]))
@settings(max_examples=300)
def test_any_text_file_is_read_or_refused(content: bytes, suffix: str) -> None:
    digest({f"orders{suffix}": content})


@given(content=st.one_of(damaged(CSV), st.binary(max_size=300)), line=st.integers(5, 60))
def test_narrow_limits_change_nothing_about_that(content: bytes, line: int) -> None:
    digest({"orders.csv": content, "orders.jsonl": content}, Limits(line_chars=line, columns=4))


@given(content=st.one_of(damaged(JSON_LINES), st.binary(max_size=300)))
@settings(max_examples=200)
def test_any_json_lines_file_is_read_or_refused(content: bytes) -> None:
    digest({"orders.jsonl": content})


@given(whole=st.sampled_from(["none", "zstd"]), data=st.data())
def test_any_parquet_file_is_read_or_refused(whole: str, data: st.DataObject) -> None:
    pyarrow: Any = pytest.importorskip("pyarrow")
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    buffer = io.BytesIO()
    table = {"customer_id": ["c1", "c2"], "placed_on": ["2025-01-01", "x"], "amount": [1.5, None]}
    parquet.write_table(pyarrow.table(table), buffer, compression=whole)
    digest({"orders.parquet": data.draw(damaged(buffer.getvalue()))})


@given(mapping=damaged(MAPPING.read_bytes()), content=damaged(PURCHASES))
@settings(max_examples=300)
def test_any_mapping_is_followed_or_refused(mapping: bytes, content: bytes) -> None:
    digest({"mapping.yaml": mapping, "CDNOW_master.txt": content})


TOP_KEYS = ["version", "as_of", "sources", "facts", "ignore"]
SOURCE_KEYS = ["s", "file", "clean", "values", "columns"]
FACT_KEYS = [
    "fact",
    "from",
    "fields",
    "where",
    "once_per",
    "customer_id",
    "placed_on",
    "column",
    "lookup",
    "date",
]
KEYS = [*TOP_KEYS, *SOURCE_KEYS, *FACT_KEYS]
ENTRIES = st.recursive(
    st.one_of(
        st.sampled_from(
            ["version", "sources", "facts", "1", "s", "s.csv", "Order", "no", "firm", "{no}", "null"]
        ),
        st.text(max_size=5),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@given(tree=st.dictionaries(st.sampled_from(["version", "sources", "facts", "ignore"]), ENTRIES, max_size=4))
@settings(max_examples=200)
def test_any_tree_of_entries_is_followed_or_refused(tree: object) -> None:
    digest({"mapping.yaml": json.dumps(tree).encode(), "s.csv": b"no,firm\n1,a\n"})


@given(
    rows=st.lists(
        st.tuples(
            st.text(max_size=8),
            st.one_of(st.dates().map(str), st.text(max_size=12)),
            st.one_of(st.decimals().map(str), st.text(max_size=8)),
        ),
        max_size=8,
    )
)
def test_each_row_becomes_a_fact_or_a_reject_and_never_both(rows: list[tuple[str, str, str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "customer_id", "placed_on", "amount"])
    writer.writerows([f"o{number}", *row] for number, row in enumerate(rows))
    with TemporaryDirectory() as folder:
        shelve(Path(folder), {"orders.csv": text.getvalue().encode("utf-8", "replace")})
        book = Book.open(folder)
        facts = list(book.read())
        set_aside = {reject.record["id"] for reject in book.rejects if "id" in reject.record}
        unread = sum("id" not in reject.record for reject in book.rejects)
        assert len(facts) + book.report.rejected == len(rows)
        assert not {fact.id for fact in facts} & set_aside
        assert len(facts) + len(set_aside) + unread == len(rows)


@given(
    cells=st.dictionaries(
        st.sampled_from(sorted(built_in_types())), st.text(max_size=6), min_size=1, max_size=4
    )
)
def test_every_fact_type_can_be_read_with_any_cell_in_every_field(cells: dict[str, str]) -> None:
    types = built_in_types()
    with TemporaryDirectory() as folder:
        for name, cell in cells.items():
            text = io.StringIO()
            writer = csv.writer(text, quoting=csv.QUOTE_ALL)
            writer.writerow(types[name].model_fields)
            writer.writerow([cell] * len(types[name].model_fields))
            shelve(Path(folder), {f"{file_stem(name)}.csv": text.getvalue().encode("utf-8", "replace")})
        book = Book.open(folder)
        facts = list(book.read())
        assert len(facts) + book.report.rejected == len(cells)


def test_reading_holds_no_more_for_a_longer_file(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        folder = tmp_path / str(rows)
        # Without ids that must be remembered: only rows that are set aside, each with its record.
        lines = "".join(f"c1,never,{number}\n" for number in range(rows))
        shelve(folder, {"orders.csv": "customer_id,placed_on,product\n" + lines})
        book = Book.open(folder)
        tracemalloc.start()
        try:
            assert list(book.read()) == []
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)
    short, long = peak(10_000), peak(40_000)
    assert long < short + 500_000
