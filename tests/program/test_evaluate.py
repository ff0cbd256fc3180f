"""The three-valued meaning of every node, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from relcore.ir import (
    TRUE,
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Coalesce,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Expr,
    Field,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
)
from relcore.ir.expr import AggregateOp, CompareOp
from relcore.program.evaluate import World, evaluate, satisfying

AS_OF = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
T, F, U = Const(True), Const(False), Const(None)


@dataclass(frozen=True)
class Row:
    """A stand-in for a fact."""

    number: Any = None
    flag: Any = None


ROWS = [Row(1, True), Row(None, True), Row(5, None), Row(3, True), Row(9, False)]


def facts(name: str) -> Sequence[Row]:
    """Give some rows of a type, none of another."""
    return ROWS if name == "Row" else ()


WORLD = World(facts, {"limit": 7}, AS_OF)


def value_of(expr: Expr, **env: Any) -> Any:
    """Evaluate an expression."""
    return evaluate(expr, env, WORLD)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, True, True),
        (T, F, False, True),
        (T, U, None, True),
        (F, F, False, False),
        (F, U, False, None),
        (U, U, None, None),
    ],
)
def test_and_and_or_follow_kleene_in_any_order(left: Expr, right: Expr, both: Any, either: Any) -> None:
    for pair in ((left, right), (right, left)):
        assert value_of(And(pair)) is both
        assert value_of(Or(pair)) is either
        # De Morgan
        negated = tuple(Not(side) for side in pair)
        assert value_of(Not(Or(negated))) is both
        assert value_of(Not(And(negated))) is either


def test_nothing_joined_is_true_by_and_and_false_by_or() -> None:
    assert value_of(TRUE) is True
    assert value_of(Or(())) is False


@pytest.mark.parametrize(("item", "expected"), [(T, False), (F, True), (U, None)])
def test_the_negation_of_unknown_is_unknown(item: Expr, expected: Any) -> None:
    assert value_of(Not(item)) is expected


@pytest.mark.parametrize(
    ("op", "less", "equal", "greater"),
    [
        ("==", False, True, False),
        ("!=", True, False, True),
        ("<", True, False, False),
        ("<=", True, True, False),
        (">", False, False, True),
        (">=", False, True, True),
    ],
)
def test_comparisons(op: CompareOp, less: bool, equal: bool, greater: bool) -> None:
    for low, high in ((1, 2), (1, Decimal("1.5")), (AS_OF, date.max), (NOON, NOON.replace(hour=13))):
        assert value_of(Compare(op, Const(low), Const(high))) is less
        assert value_of(Compare(op, Const(low), Const(low))) is equal
        assert value_of(Compare(op, Const(high), Const(low))) is greater
        for pair in ((Const(low), U), (U, Const(low)), (U, U)):
            assert value_of(Compare(op, *pair)) is None


def test_equality_of_numbers_and_instants_is_by_value() -> None:
    assert value_of(Compare("==", Const(Decimal("2.50")), Const(Decimal("2.5")))) is True
    assert value_of(Compare("==", Const(2), Const(Decimal("2.0")))) is True
    elsewhere = NOON.astimezone(ZoneInfo("Asia/Shanghai"))
    assert value_of(Compare("==", Const(NOON), Const(elsewhere))) is True


def test_arithmetic_is_exact_and_unknown_where_an_operand_is() -> None:
    assert value_of(Arith("+", Const(Decimal("0.1")), Const(Decimal("0.2")))) == Decimal("0.3")
    assert value_of(Arith("-", Const(1), Const(3))) == -2
    assert value_of(Arith("*", Const(3), Const(Decimal("0.5")))) == Decimal("1.5")
    for op in ("+", "-", "*"):
        assert value_of(Arith(op, Const(1), U)) is None
        assert value_of(Arith(op, U, Const(1))) is None


def test_dates_move_and_are_unknown_beyond_the_calendar() -> None:
    assert value_of(AddDays(Const(date(2028, 2, 28)), Const(1))) == date(2028, 2, 29)
    assert value_of(AddDays(Const(AS_OF), Const(-2))) == date(2026, 2, 28)
    assert value_of(AddDays(Const(date.max), Const(1))) is None
    assert value_of(AddDays(Const(date.min), Const(-1))) is None
    assert value_of(AddDays(Const(AS_OF), Const(10**12))) is None
    assert value_of(AddDays(U, Const(1))) is None
    assert value_of(AddDays(Const(AS_OF), U)) is None


def test_spans_of_days_and_minutes() -> None:
    assert value_of(DaysBetween(Const(date(2026, 2, 28)), AsOf())) == 2
    assert value_of(DaysBetween(AsOf(), Const(date(2026, 2, 28)))) == -2
    assert value_of(DaysBetween(U, AsOf())) is None
    later = NOON + timedelta(minutes=90, seconds=59)
    assert value_of(MinutesBetween(Const(NOON), Const(later))) == 90
    assert value_of(MinutesBetween(Const(later), Const(NOON))) == -91
    assert value_of(MinutesBetween(Const(NOON), U)) is None


def test_what_is_given_from_outside() -> None:
    assert value_of(AsOf()) == AS_OF
    assert value_of(Param("limit")) == 7
    assert value_of(Field("row", "number"), row=Row(3)) == 3


def test_known_is_never_unknown() -> None:
    assert value_of(Known(Const(0))) is True
    assert value_of(Known(F)) is True
    assert value_of(Known(U)) is False
    assert value_of(Known(Compare("<", U, Const(1)))) is False


def test_a_default_stands_in_for_an_unknown_alone() -> None:
    assert value_of(Coalesce(Const(0), Const(1))) == 0
    assert value_of(Coalesce(F, T)) is False
    assert value_of(Coalesce(U, Const(1))) == 1
    assert value_of(Coalesce(U, U)) is None


def test_membership_is_unknown_for_an_unknown() -> None:
    options = (Const(1), Const(2))
    assert value_of(OneOf(Const(2), options)) is True
    assert value_of(OneOf(Const(3), options)) is False
    assert value_of(OneOf(U, options)) is None
    assert value_of(Contains(Field("row", "number"), Const("a")), row=Row(("a", "b"))) is True
    assert value_of(Contains(Field("row", "number"), Const("c")), row=Row(())) is False
    assert value_of(Contains(Field("row", "number"), Const("c")), row=Row(None)) is None


def test_existence_is_never_unknown() -> None:
    flag = Field("r", "flag")
    assert value_of(Exists("r", "Row", flag)) is True
    assert value_of(Exists("r", "Row", And((flag, Compare(">", Field("r", "number"), Const(3)))))) is False
    # One row is 5 with an unknown flag: that is not enough for existence, and not unknown either.
    assert value_of(Exists("r", "Row", And((flag, Compare("==", Field("r", "number"), Const(5)))))) is False
    assert value_of(Not(Exists("r", "Row", Compare("==", Field("r", "number"), U)))) is True
    assert value_of(Exists("r", "Nothing", TRUE)) is False


@pytest.mark.parametrize(
    ("op", "over_flagged", "over_all", "over_nothing"),
    [("count", 3, 5, 0), ("total", 4, 18, 0), ("max", 3, 9, None), ("min", 1, 1, None)],
)
def test_aggregates_leave_unknowns_out(
    op: AggregateOp, over_flagged: Any, over_all: Any, over_nothing: Any
) -> None:
    number, flag = Field("r", "number"), Field("r", "flag")
    assert value_of(Aggregate(op, "r", "Row", flag, number)) == over_flagged
    assert value_of(Aggregate(op, "r", "Row", TRUE, number)) == over_all
    assert value_of(Aggregate(op, "r", "Nothing", TRUE, number)) == over_nothing
    assert value_of(Aggregate(op, "r", "Row", U, number)) == over_nothing


def test_an_inner_condition_sees_the_outer_variables() -> None:
    greater = Compare(">", Field("r", "number"), Field("row", "number"))
    assert value_of(Exists("r", "Row", greater), row=Row(8)) is True
    assert value_of(Exists("r", "Row", greater), row=Row(9)) is False
    assert value_of(Exists("r", "Row", greater), row=Row(None)) is False


def test_witnesses_come_in_the_order_of_the_facts() -> None:
    assert list(satisfying(Exists("r", "Row", Field("r", "flag")), {}, WORLD)) == [ROWS[0], ROWS[1], ROWS[3]]
