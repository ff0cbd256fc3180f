"""What each form of the language records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from relcore.errors import RuleError
from relcore.facts import Channel, Interaction, InteractionKind, Order, Topic
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
from relcore.lang import (
    Clause,
    absent,
    as_of,
    count,
    days,
    days_between,
    days_since,
    days_until,
    earliest,
    exists,
    highest,
    holds,
    known,
    latest,
    lowest,
    minutes_between,
    one_of,
    or_else,
    param,
    total,
    value,
    warn,
    when,
)
from tests.lang.one_rule import conditions, read

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAID = Field("order", "paid")
ITEMS = Field("order", "items")
PLACED = Field("order", "placed_on")
CHANNEL = Field("order", "channel")


def compare(op: Any, right: Expr, left: Expr = ITEMS) -> Compare:
    """Compare the number of items, unless told otherwise."""
    return Compare(op, left, right)


FORMS: dict[str, tuple[Callable[[Any], Any], Expr]] = {
    "field": (lambda o: o.paid, PAID),
    "==": (lambda o: o.items == 1, compare("==", Const(1))),
    "!=": (lambda o: o.items != 1, compare("!=", Const(1))),
    "<": (lambda o: o.items < 1, compare("<", Const(1))),
    "<=": (lambda o: o.items <= 1, compare("<=", Const(1))),
    ">": (lambda o: o.items > 1, compare(">", Const(1))),
    ">=": (lambda o: o.items >= 1, compare(">=", Const(1))),
    "constant first": (lambda o: 1 < o.items, compare(">", Const(1))),  # noqa: SIM300
    "enumeration": (lambda o: o.channel == Channel.VISIT, compare("==", Const("visit", "Channel"), CHANNEL)),
    "enumeration first": (
        lambda o: Channel.VISIT == o.channel,  # noqa: SIM300
        compare("==", Const("visit", "Channel"), CHANNEL),
    ),
    "date": (lambda o: o.placed_on == DAY, compare("==", Const(DAY), PLACED)),
    "instant": (lambda o: o.placed_at == NOON, compare("==", Const(NOON), Field("order", "placed_at"))),
    "+": (lambda o: o.items + 2 > 1, compare(">", Const(1), Arith("+", ITEMS, Const(2)))),
    "+ after": (lambda o: 2 + o.items > 1, compare(">", Const(1), Arith("+", Const(2), ITEMS))),
    "-": (lambda o: o.items - 2 > 1, compare(">", Const(1), Arith("-", ITEMS, Const(2)))),
    "- after": (lambda o: 2 - o.items > 1, compare(">", Const(1), Arith("-", Const(2), ITEMS))),
    "*": (lambda o: o.items * 2 > 1, compare(">", Const(1), Arith("*", ITEMS, Const(2)))),
    "* after": (
        lambda o: Decimal(2) * o.items > 1,
        compare(">", Const(1), Arith("*", ITEMS, Const(Decimal(2)))),
    ),
    "minus": (lambda o: -o.items > 1, compare(">", Const(1), Arith("*", Const(-1), ITEMS))),
    "&": (lambda o: ~(o.paid & o.cancelled), Not(And((PAID, Field("order", "cancelled"))))),
    "|": (lambda o: o.paid | o.cancelled, Or((PAID, Field("order", "cancelled")))),
    "~": (lambda o: ~o.paid, Not(PAID)),
    "param": (lambda o: o.items > param("least"), compare(">", Param("least"))),
    "as_of": (lambda o: o.placed_on == as_of(), compare("==", AsOf(), PLACED)),
    "days": (lambda o: o.placed_on + days(2) == DAY, compare("==", Const(DAY), AddDays(PLACED, Const(2)))),
    "days in front": (
        lambda o: days(2) + o.placed_on == DAY,
        compare("==", Const(DAY), AddDays(PLACED, Const(2))),
    ),
    "days of a field": (
        lambda o: o.placed_on + days(o.items) == DAY,
        compare("==", Const(DAY), AddDays(PLACED, ITEMS)),
    ),
    "days back": (
        lambda o: o.placed_on - days(o.items) == DAY,
        compare("==", Const(DAY), AddDays(PLACED, Arith("*", Const(-1), ITEMS))),
    ),
    "days from a constant": (
        lambda o: DAY - days(o.items) == o.placed_on,
        compare("==", PLACED, AddDays(Const(DAY), Arith("*", Const(-1), ITEMS))),
    ),
    "timedelta": (
        lambda o: o.placed_on - timedelta(days=2) == DAY,
        compare("==", Const(DAY), AddDays(PLACED, Const(-2))),
    ),
    "timedelta in front": (
        lambda o: timedelta(days=2) + o.placed_on == DAY,
        compare("==", Const(DAY), AddDays(PLACED, Const(2))),
    ),
    "days_since": (
        lambda o: days_since(o.placed_on) > 1,
        compare(">", Const(1), DaysBetween(PLACED, AsOf())),
    ),
    "days_until": (
        lambda o: days_until(o.placed_on) > 1,
        compare(">", Const(1), DaysBetween(AsOf(), PLACED)),
    ),
    "days_between": (
        lambda o: days_between(o.placed_on, DAY) > 1,
        compare(">", Const(1), DaysBetween(PLACED, Const(DAY))),
    ),
    "minutes_between": (
        lambda o: minutes_between(o.placed_at, NOON) > 1,
        compare(">", Const(1), MinutesBetween(Field("order", "placed_at"), Const(NOON))),
    ),
    "known": (lambda o: known(o.items), Known(ITEMS)),
    "value": (lambda o: value(o.items) > 1, compare(">", Const(1))),
    "or_else": (lambda o: or_else(o.items, 0) > 1, compare(">", Const(1), Coalesce(ITEMS, Const(0)))),
    "one_of": (
        lambda o: one_of(o.channel, Channel.VISIT, Channel.PHONE),
        OneOf(CHANNEL, (Const("visit", "Channel"), Const("phone", "Channel"))),
    ),
    "holds": (
        lambda o: holds(o.tags, Topic.FAMILY),
        Contains(Field("order", "tags"), Const("family", "Topic")),
    ),
    "exists": (lambda o: exists(Order), Exists("v1", "Order", TRUE)),
    "exists where": (
        lambda o: exists(Order, lambda other: other.placed_on > o.placed_on),
        Exists("v1", "Order", compare(">", PLACED, Field("v1", "placed_on"))),
    ),
    "absent": (
        lambda o: absent(Interaction, lambda i: i.kind == InteractionKind.VISIT),
        Not(
            Exists(
                "v1",
                "Interaction",
                compare("==", Const("visit", "InteractionKind"), Field("v1", "kind")),
            )
        ),
    ),
    "count": (
        lambda o: count(Order) > 1,
        compare(">", Const(1), Aggregate("count", "v1", "Order", TRUE, Const(1))),
    ),
    "total": (
        lambda o: total(Order, lambda other: other.items, lambda other: value(other.paid)) > 1,
        compare(
            ">",
            Const(1),
            Aggregate("total", "v1", "Order", Field("v1", "paid"), Field("v1", "items")),
        ),
    ),
    "nested": (
        lambda o: exists(Order, lambda a: absent(Order, lambda b: value(b.items) > value(a.items))),
        Exists(
            "v1",
            "Order",
            Not(Exists("v2", "Order", compare(">", Field("v1", "items"), Field("v2", "items")))),
        ),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_records_what_it_says(form: str) -> None:
    body, expected = FORMS[form]
    assert conditions(body) == (expected,)


@pytest.mark.parametrize(
    ("function", "op"), [(latest, "max"), (highest, "max"), (earliest, "min"), (lowest, "min")]
)
def test_extremes_are_a_greatest_or_least_value(function: Any, op: Any) -> None:
    (found,) = conditions(lambda o: known(function(Order, lambda other: other.placed_on)))
    assert found == Known(Aggregate(op, "v1", "Order", TRUE, Field("v1", "placed_on")))


def test_conditions_are_taken_apart_however_they_are_joined() -> None:
    parts = (PAID, Field("order", "cancelled"), Exists("v1", "Order", TRUE))
    for body in (
        lambda o: (o.paid & o.cancelled) & exists(Order),
        lambda o: o.paid & (o.cancelled & exists(Order)),
    ):
        assert conditions(body) == parts


def test_an_inner_variable_never_hides_a_parameter_of_the_rule() -> None:
    def rule(v1: Order, v2: Order) -> Clause:
        """Warn of an order that is not the last."""
        return when(
            exists(Order, lambda other: other.placed_on > v1.placed_on),
            exists(Order, lambda other: other.placed_on > v2.placed_on),
        ).then(warn("earlier"))

    first, second = read(rule).where
    assert isinstance(first, Exists)
    assert isinstance(second, Exists)
    assert len({"v1", "v2", first.var, second.var}) == 4
    assert first.where == Compare(">", Field(first.var, "placed_on"), Field("v1", "placed_on"))
    assert second.where == Compare(">", Field(second.var, "placed_on"), Field("v2", "placed_on"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: exists(Order),
        lambda: absent(Order, lambda order: order.placed_on == DAY),
        lambda: count(Order),
        lambda: total(Order, lambda order: order.items),
        lambda: latest(Order, lambda order: order.placed_on),
        lambda: earliest(Order, lambda order: order.placed_on),
    ],
    ids=["exists", "absent", "count", "total", "latest", "earliest"],
)
def test_facts_cannot_be_asked_for_outside_a_rule(ask: Callable[[], object]) -> None:
    with pytest.raises(RuleError) as caught:
        ask()
    (problem,) = caught.value.diagnostics
    assert problem.code == "RC222"
    assert problem.problem == "Order is asked for outside a rule"
    assert "@playbook.rule" in problem.hint


def test_facts_cannot_be_asked_for_after_a_rule_was_read_or_refused() -> None:
    conditions(lambda o: exists(Order))
    with pytest.raises(RuleError, match="RC222"):
        exists(Order)
    with pytest.raises(RuleError, match="RC220"):
        conditions(lambda o: not exists(Order))
    with pytest.raises(RuleError, match="RC222"):
        exists(Order)


def test_a_rule_function_stays_an_ordinary_function() -> None:
    def rule(order: Order) -> Clause:
        """Warn of an old order."""
        return when(days_since(order.placed_on) > 30).then(warn("old"))

    assert read(rule).id == "book.rule"
    told = rule(Order(customer_id="c1", placed_on=DAY))
    assert told.where == (Compare(">", DaysBetween(Const(DAY), AsOf()), Const(30)),)
