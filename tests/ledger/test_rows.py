"""Rows: one order, one plain form, one name for equal content."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, localcontext
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore.facts import Channel
from relcore.ledger import order, plain, row_id

ZONES = st.sampled_from(
    [UTC, ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York"), timezone(timedelta(hours=-3))]
)
DECIMALS = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=4),
    st.integers(-5, 5).map(Decimal),
    st.sampled_from(["2.5", "2.50", "25e-1", "0", "-0", "0.00", "1e3", "1000", "1000.0"]).map(Decimal),
)
COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "flag": st.booleans(),
    "number": st.integers(),
    "decimal": DECIMALS,
    "number of either kind": st.one_of(st.integers(-5, 5), DECIMALS),
    "text": st.text(),
    "member": st.one_of(
        st.sampled_from(list(Channel)), st.sampled_from([channel.value for channel in Channel])
    ),
    "date": st.dates(),
    "instant": st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=ZONES),
    "set": st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(lambda items: tuple(sorted(items))),
}


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Draw rows of one type: each column of one kind, with unknowns."""
    kinds = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=3))
    return draw(st.lists(st.tuples(*(st.one_of(st.none(), COLUMNS[kind]) for kind in kinds)), max_size=8))


@given(tables(), st.randoms(use_true_random=False))
def test_every_order_of_rows_sorts_the_same(rows: list[tuple[Any, ...]], chance: random.Random) -> None:
    rows = list(dict.fromkeys(rows))
    mixed = rows[:]
    chance.shuffle(mixed)
    assert sorted(mixed, key=order) == sorted(rows, key=order)


@given(tables())
def test_rows_are_told_apart_by_order_and_by_name_as_they_are_by_equality(
    rows: list[tuple[Any, ...]],
) -> None:
    for first in rows:
        for second in rows:
            same = first == second
            assert (order(first) == order(second)) is same
            assert (row_id("Row", first) == row_id("Row", second)) is same
            assert (json.dumps(plain(first)) == json.dumps(plain(second))) is same


@given(tables())
def test_the_plain_form_is_what_json_gives_back(rows: list[tuple[Any, ...]]) -> None:
    for row in rows:
        assert json.loads(json.dumps(plain(row))) == plain(row)


def test_the_unknown_comes_first() -> None:
    rows: list[tuple[Any, ...]] = [("b", 1), (None, 2), ("a", None), ("a", 1), (None, None)]
    assert sorted(rows, key=order) == [(None, None), (None, 2), ("a", None), ("a", 1), ("b", 1)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (Decimal("3"), 3),
        (Decimal("3.00"), 3),
        (Decimal("1e3"), 1000),
        (Decimal("-0.50"), "-0.5"),
        (Decimal("0.000000001"), "0.000000001"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 20, tzinfo=ZoneInfo("Asia/Shanghai")), "2026-03-02T12:00:00+00:00"),
        (Channel.VISIT, "visit"),
        (("a", Channel.VISIT), ["a", "visit"]),
        ([Decimal("2.50")], ["2.5"]),
    ],
)
def test_the_plain_form_of_a_value(value: Any, expected: Any) -> None:
    found = plain(value)
    assert found == expected
    assert type(found) is type(expected)


def test_long_numbers_keep_every_digit_whatever_the_precision() -> None:
    long = Decimal("1234567890123456789012345678901234567890.123456789")
    with localcontext(prec=5):
        assert plain(long) == "1234567890123456789012345678901234567890.123456789"
        assert row_id("Row", (long,)) != row_id("Row", (long + Decimal(1),))


def test_names_of_rows_never_change() -> None:
    """They are kept in journals; a change here would part old decisions from new ones."""
    row = ("late", None, date(2026, 3, 2), Decimal("2.50"), "care.late")
    assert row_id("Finding", row) == "3016040ac035"
    assert row_id("Question", row) != row_id("Finding", row)
    assert row_id("Finding", ("晚",)) == "5cfcf100dc58"
