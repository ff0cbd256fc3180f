"""JSON Lines, whole and broken."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from relcore.books import Limits
from relcore.facts import Order
from tests.books.shelves import read

GOOD = b'{"id": "o9", "customer_id": "c9", "placed_on": "2025-01-09"}\n'


def order(fields: str) -> bytes:
    """Write a line for an order."""
    return ('{"customer_id": "c1", "placed_on": "2025-01-01", ' + fields + "}\n").encode()


def test_numbers_are_exact_and_spaces_do_not_count(tmp_path: Path) -> None:
    facts, rejects, _ = read(
        tmp_path,
        {
            "orders.jsonl": order(
                '"amount": 1234567890123.4567, "items": 3.0, "product": " lamp ", "paid": true'
            )
        },
    )
    assert rejects == []
    assert isinstance(facts[0], Order)
    assert facts[0].amount == Decimal("1234567890123.4567")
    assert (facts[0].items, facts[0].product, facts[0].paid) == (3, "lamp", True)


def test_an_id_that_is_a_number_counts_as_text(tmp_path: Path) -> None:
    facts, _, _ = read(tmp_path, {"orders.ndjson": b'{"customer_id": 17, "placed_on": "2025-01-01"}\n'})
    assert [fact.customer_id for fact in facts if isinstance(fact, Order)] == ["17"]


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    facts, rejects, _ = read(tmp_path, {"orders.jsonl": b"\xef\xbb\xbf" + GOOD + b"\n  \n"})
    assert (len(facts), rejects) == (1, [])


def test_an_empty_file_gives_nothing(tmp_path: Path) -> None:
    facts, rejects, book = read(tmp_path, {"orders.jsonl": b""})
    assert (facts, rejects, book.report.warnings) == ([], [], [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json\n", "the line is no valid JSON: Expecting value at character 1"),
        (b"[1, 2]\n", "the line is no JSON object"),
        (b'"text"\n', "the line is no JSON object"),
        (b'{"a": 1\n', "the line is no valid JSON: Expecting ',' delimiter at character 9"),
        (b'{"a": "\xff"}\n', "the line is not UTF-8"),
        (b"[" * 100_000 + b"\n", "the line is nested too deeply"),
        (b'{"a": ' * 5_000 + b"\n", "the line is nested too deeply"),
        (order('"amount": NaN'), "the line is no valid JSON: NaN is no number"),
        (order('"amount": -Infinity'), "the line is no valid JSON: -Infinity is no number"),
        (
            order('"amount": 1, "amount": 2'),
            "the line is no valid JSON: the key 'amount' stands twice in one object",
        ),
        (order('"amount": 1e400'), "column amount is too large a number"),
        (order('"amount": ' + "9" * 50), "column amount is too large a number"),
        (order('"items": ' + "9" * 50), "column items is too large a number"),
        (order('"items": true'), "column items is not a whole number"),
        (order('"amount": [1]'), "column amount is not a number"),
        (order('"product": {"a": 1}'), "column product is not a text"),
        (order('"product": 1.5'), "column product is not a text"),
        (order('"product": "a\\u0000b"'), "column product holds a NUL character"),
        (
            order('"product": "\\ud800"'),
            "column product: input should be a valid string, unable to parse raw data",
        ),
        (order('"paid": 2'), "column paid is neither true nor false"),
        (b'{"customer_id": "c1", "placed_on": 20250101}\n', "column placed_on is not a date"),
        (b'{"customer_id": "c1", "placed_on": 0}\n', "column placed_on is not a date"),
        (b'{"customer_id": null, "placed_on": "2025-01-01"}\n', "no customer: column customer_id is empty"),
        (b'{"placed_on": "2025-01-01"}\n', "no customer: column customer_id is empty"),
        (b'{"customer_id": "c1"}\n', "column placed_on is empty"),
        (b"{}\n", "no customer: column customer_id is empty"),
        (b'{"": 1}\n', "no customer: column customer_id is empty"),
    ],
)
def test_a_broken_line_costs_itself_and_nothing_behind_it(tmp_path: Path, line: bytes, reason: str) -> None:
    facts, rejects, book = read(tmp_path, {"orders.jsonl": line + GOOD})
    assert [fact.id for fact in facts] == ["o9"]
    assert [(reject.row, reject.reason[: len(reason)]) for reject in rejects] == [(1, reason)]
    book.write_rejects(tmp_path / "rejects.csv")


def test_a_number_with_thousands_of_digits_costs_its_row(tmp_path: Path) -> None:
    facts, rejects, _ = read(tmp_path, {"orders.jsonl": order('"items": ' + "9" * 10_000) + GOOD})
    assert (len(facts), len(rejects)) == (1, 1)


def test_a_line_longer_than_allowed_costs_itself(tmp_path: Path) -> None:
    long = order('"product": "' + "x" * 5_000 + '"')
    facts, rejects, _ = read(
        tmp_path, {"orders.jsonl": GOOD + long + order('"id": "o2"')}, Limits(line_chars=1_000)
    )
    assert [fact.id for fact in facts] == ["o9", "o2"]
    assert [(reject.row, reject.reason) for reject in rejects] == [
        (2, "the line is longer than 1,000 characters")
    ]
