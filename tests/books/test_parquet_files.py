"""Parquet files, whole, broken and hostile."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from relcore.books import Book, Limits
from relcore.errors import MissingExtra
from relcore.facts import Order
from tests.books.shelves import read, refusal, said, shelve

pyarrow: Any = pytest.importorskip("pyarrow")
parquet: Any = pytest.importorskip("pyarrow.parquet")


def write(folder: Path, columns: dict[str, Any], **options: Any) -> Path:
    """Write a book of orders."""
    folder.mkdir(exist_ok=True)
    parquet.write_table(pyarrow.table(columns), folder / "orders.parquet", **options)
    return folder


def zigzag(number: int) -> bytes:
    """Write a number as Thrift's compact protocol does."""
    number <<= 1
    digits = bytearray()
    while number > 0x7F:
        digits.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*digits, number])


def padded(number: int, width: int) -> bytes:
    """Write a small number as widely as a large one."""
    digits = [number << 1 & 0x7F, *([0] * (width - 1))]
    return bytes([digit | 0x80 for digit in digits[:-1]] + digits[-1:])


def peak_megabytes(folder: Path) -> int:
    """Read a book in a process of its own and give the most memory that it held."""
    code = (
        "import sys\n"
        "from relcore.books import Book\n"
        "from relcore.errors import BookError\n"
        "try:\n"
        "    for _ in Book.open(sys.argv[1]).read(): pass\n"
        "except BookError: pass\n"
        "status = open('/proc/self/status').read()\n"
        "print(status.split('VmHWM:')[1].split()[0])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
    return int(done.stdout) // 1024


def test_typed_columns_become_exact_values(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "customer_id": pyarrow.array([7, 8]),
            "placed_on": pyarrow.array([date(2025, 1, 1), date(2025, 1, 2)]),
            "placed_at": pyarrow.array(
                [datetime(2025, 1, 1, 9, tzinfo=UTC), None], pyarrow.timestamp("ns", "UTC")
            ),
            "amount": pyarrow.array([0.1, 11.77]),
            "items": pyarrow.array([1.0, None]),
            "paid": pyarrow.array([True, None]),
            "product": pyarrow.array([" lamp ", ""]).dictionary_encode(),
        },
    )
    facts, rejects, book = read(tmp_path, {})
    assert (rejects, book.report.warnings) == ([], [])
    first, second = facts
    assert isinstance(first, Order)
    assert isinstance(second, Order)
    assert (first.customer_id, first.placed_on, first.placed_at) == (
        "7",
        date(2025, 1, 1),
        datetime(2025, 1, 1, 9, tzinfo=UTC),
    )
    assert (first.amount, first.items, first.paid, first.product) == (Decimal("0.1"), 1, True, "lamp")
    assert (second.amount, second.items, second.paid, second.product) == (Decimal("11.77"), None, None, None)


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd"])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_many_row_groups_and_pages_are_read_in_order(tmp_path: Path, compression: str, version: str) -> None:
    count = 10_000
    columns = {
        "id": [f"o{number:05}" for number in range(count)],
        "customer_id": [f"c{number % 7}" for number in range(count)],
        "placed_on": [date(2025, 1, 1 + number % 28) for number in range(count)],
        "amount": [Decimal(number) / 100 for number in range(count)],
    }
    write(
        tmp_path,
        columns,
        row_group_size=3_000,
        data_page_size=1_000,
        compression=compression,
        data_page_version=version,
    )
    facts, rejects, _ = read(tmp_path, {})
    assert rejects == []
    assert [fact.id for fact in facts] == columns["id"]


@pytest.mark.parametrize("encoding", ["PLAIN", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"])
def test_every_encoding_of_texts_is_read(tmp_path: Path, encoding: str) -> None:
    names = ["customer_id", "placed_on", "product"]
    columns = {
        "customer_id": ["c1"] * 500,
        "placed_on": ["2025-01-01"] * 500,
        "product": [f"p{n}" for n in range(500)],
    }
    write(tmp_path, columns, use_dictionary=False, column_encoding=dict.fromkeys(names, encoding))
    facts, _, _ = read(tmp_path, {})
    assert [fact.product for fact in facts if isinstance(fact, Order)] == columns["product"]


def test_broken_values_cost_their_rows(tmp_path: Path) -> None:
    far = pyarrow.array([10**15, 0, 0], pyarrow.int64()).cast(pyarrow.timestamp("s", "UTC"))
    write(
        tmp_path,
        {
            "customer_id": ["c1", "c2", None],
            "placed_on": ["2025-01-01"] * 3,
            "placed_at": far,
            "amount": [1.0, float("nan"), float("inf")],
        },
    )
    facts, rejects, _ = read(tmp_path, {})
    assert facts == []
    assert [(reject.row, reject.reason) for reject in rejects] == [
        (1, "column placed_at is not a date with a time"),
        (2, "column amount is not a number"),
        (3, "column amount is not a number"),
    ]


def test_an_instant_is_a_day_only_at_midnight(tmp_path: Path) -> None:
    moments = [datetime(2025, 1, 1), datetime(2025, 1, 1, 9)]
    write(
        tmp_path, {"customer_id": ["c1", "c2"], "placed_on": pyarrow.array(moments, pyarrow.timestamp("ms"))}
    )
    facts, rejects, _ = read(tmp_path, {})
    assert [fact.placed_on for fact in facts if isinstance(fact, Order)] == [date(2025, 1, 1)]
    assert [reject.reason for reject in rejects] == ["column placed_on is not a date"]


def test_columns_that_no_field_takes_are_left_out_with_a_warning(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "customer_id": ["c1"],
            "placed_on": ["2025-01-01"],
            "lines": pyarrow.array([[1, 2]]),
            "who": pyarrow.array([{"name": "Ann", "age": 3}]),
            "blob": pyarrow.array([b"x" * 1000], pyarrow.binary(1000)),
        },
    )
    facts, _, book = read(tmp_path, {})
    assert len(facts) == 1
    assert [(warning.code, str(warning.where)) for warning in book.report.warnings] == [
        ("RC406", "orders.parquet, column lines"),
        ("RC406", "orders.parquet, column who"),
        ("RC406", "orders.parquet, column blob"),
    ]


def test_a_file_that_is_not_whole_stops_the_book(tmp_path: Path) -> None:
    whole = (
        write(tmp_path / "a", {"customer_id": ["c1"], "placed_on": ["2025-01-01"]}) / "orders.parquet"
    ).read_bytes()
    middle = bytearray(whole)
    middle[40:60] = b"\xff" * 20
    for number, content in enumerate(
        [b"", b"PAR1", whole[:-20], b"x" + whole, b"id,customer_id\n" * 3, bytes(middle)]
    ):
        found = refusal(tmp_path / str(number), {"orders.parquet": content})
        assert [(code, problem.split(":")[0]) for code, problem in said(found)] == [
            ("RC409", "the file is no whole Parquet file")
        ]
        assert found[0].hint == "write the file again, or give the facts as CSV or JSON Lines"


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (Limits(parquet_rows=99), "it has 100 rows"),
        (Limits(columns=1), "it has 2 columns"),
        (Limits(parquet_footer_bytes=50), "its footer has"),
        (Limits(parquet_bytes=100), "it unpacks to"),
        (Limits(parquet_page_bytes=100), "a page unpacks to"),
    ],
)
def test_a_file_beyond_the_limits_is_refused_before_it_is_unpacked(
    tmp_path: Path, limits: Limits, problem: str
) -> None:
    write(tmp_path, {"customer_id": [f"c{n}" for n in range(100)], "placed_on": ["2025-01-01"] * 100})
    found = refusal(tmp_path, {}, limits)
    assert [code for code, _ in said(found)] == ["RC409"]
    assert found[0].problem.startswith(f"the Parquet file is too large: {problem}")
    assert "open the book with other limits" in found[0].hint


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to measure memory")
class TestHostileFiles:
    """Small files that would fill the memory of a reader that believes them."""

    def test_a_page_that_unpacks_to_gigabytes_is_refused_whatever_the_footer_says(
        self, tmp_path: Path
    ) -> None:
        size = 1 << 25
        write(
            tmp_path,
            {"customer_id": ["c1"] * 4, "placed_on": ["2025-01-01"] * 4, "product": ["x" * size] * 4},
            compression="zstd",
            use_dictionary=False,
        )
        path = tmp_path / "orders.parquet"
        honest = path.read_bytes()
        group = parquet.ParquetFile(path).metadata.row_group(0)
        start = len(honest) - 8 - int.from_bytes(honest[-8:-4], "little")
        footer = honest[start:]
        for owned in (zigzag(group.column(2).total_uncompressed_size), zigzag(group.total_byte_size)):
            assert owned in footer
            footer = footer.replace(owned, padded(50, len(owned)))
        path.write_bytes(honest[:start] + footer)
        assert parquet.ParquetFile(path).metadata.row_group(0).total_byte_size == 50
        found = refusal(tmp_path, {})
        assert "a page unpacks to 134,217," in found[0].problem

    def test_a_long_text_that_a_dictionary_repeats_is_held_once(self, tmp_path: Path) -> None:
        count, size = 20_000, 20_000_000
        text = pyarrow.DictionaryArray.from_arrays(
            pyarrow.array([0] * count, "int32"), pyarrow.array(["x" * size])
        )
        columns = {"customer_id": ["c1"] * count, "placed_on": ["2025-01-01"] * count, "product": text}
        write(tmp_path, columns, compression="zstd")
        assert (tmp_path / "orders.parquet").stat().st_size < 10_000
        assert peak_megabytes(tmp_path) < 400

    def test_long_texts_that_share_their_beginning_are_read_a_few_at_a_time(self, tmp_path: Path) -> None:
        count, size = 4_000, 100_000
        columns = {
            "customer_id": ["c1"] * count,
            "placed_on": ["2025-01-01"] * count,
            "product": ["x" * size] * count,
        }
        plain = {"customer_id": "PLAIN", "placed_on": "PLAIN", "product": "DELTA_BYTE_ARRAY"}
        write(tmp_path, columns, compression="zstd", use_dictionary=False, column_encoding=plain)
        assert (tmp_path / "orders.parquet").stat().st_size < 10_000
        assert peak_megabytes(tmp_path) < 600


def test_without_pyarrow_the_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shelve(tmp_path, {"orders.parquet": b"PAR1"})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(
        MissingExtra, match=r"reading the Parquet file orders.parquet needs the extra 'books'"
    ):
        Book.open(folder)
