"""Conditions in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from relcore.explain import Phrases, say
from relcore.facts import CueKind, Customer, Interaction, InteractionKind, Order, Topic
from relcore.ir import Expr, Rule
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    count,
    days,
    days_between,
    days_since,
    days_until,
    earliest,
    exists,
    fact_type,
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
from relcore.program import Program
from tests.explain.random_rules import programs

TYPES = {model.__name__: fact_type(model) for model in (Customer, Interaction, Order)}


def read(condition: Callable[[Customer, Order], Condition]) -> tuple[Rule, Expr]:
    book = Playbook("t")

    @book.rule(origin="t")
    def rule(customer: Customer, order: Order) -> Clause:
        """A rule."""
        return when(condition(customer, order)).then(warn("x"))

    (found,) = book.ruleset().rules
    (expr,) = found.where
    return found, expr


def words(condition: Callable[[Customer, Order], Condition]) -> str:
    rule, expr = read(condition)
    return Phrases.of(rule.binds, TYPES).condition(expr)


GREETING = InteractionKind.GREETING

CASES: list[tuple[Callable[[Any, Any], Condition], str]] = [
    (lambda c, o: days_since(o.placed_on) <= param("max"), "days since Order.placed_on <= max"),
    (lambda c, o: days_until(o.placed_on) == 3, "days until Order.placed_on = 3"),
    (
        lambda c, o: days_between(c.since, o.placed_on) != 3,
        "days from Customer.since to Order.placed_on != 3",
    ),
    (
        lambda c, o: minutes_between(o.placed_at, o.placed_at) > 3,
        "minutes from Order.placed_at to Order.placed_at > 3",
    ),
    (lambda c, o: as_of() >= o.placed_on + days(1), "today >= Order.placed_on + 1 day"),
    (lambda c, o: as_of() - days(2) > o.placed_on, "today - 2 days > Order.placed_on"),
    (lambda c, o: as_of() - days(param("n")) > o.placed_on, "today - n days > Order.placed_on"),
    (lambda c, o: as_of() + days(o.items) > o.placed_on, "today + Order.items days > Order.placed_on"),
    (lambda c, o: o.items * 2 + 1 > 5, "Order.items * 2 + 1 > 5"),
    (lambda c, o: (o.items + 1) * 2 > 5, "(Order.items + 1) * 2 > 5"),
    (lambda c, o: o.items - (o.items - 1) > 5, "Order.items - (Order.items - 1) > 5"),
    (lambda c, o: or_else(o.amount, Decimal("2.50")) < 3, "(Order.amount else 2.5) < 3"),
    (lambda c, o: c.is_active == True, "Customer.is_active = yes"),  # noqa: E712
    (
        lambda c, o: one_of(c.audience, "direct", "terminal", "channel"),
        "Customer.audience is direct, terminal or channel",
    ),
    (lambda c, o: ~one_of(c.audience, "direct"), "Customer.audience is not direct"),
    (lambda c, o: known(c.owner), "Customer.owner is known"),
    (lambda c, o: ~known(c.owner), "Customer.owner is unknown"),
    (lambda c, o: ~(c.owner == "r 1"), "Customer.owner != 'r 1'"),
    (lambda c, o: ~~(c.owner == "r1"), "Customer.owner = r1"),
    (
        lambda c, o: (o.items > 1) | ((o.items < 0) & (o.amount < 0)),
        "Order.items > 1 or (Order.items < 0 and Order.amount < 0)",
    ),
    (lambda c, o: ~((o.items > 1) | (o.items < 0)), "not (Order.items > 1 or Order.items < 0)"),
    (lambda c, o: exists(Interaction), "there is an Interaction"),
    (
        lambda c, o: absent(
            Interaction, lambda i: (i.kind == InteractionKind.GREETING) & (i.on >= o.placed_on)
        ),
        "there is no Interaction with kind = greeting and on >= Order.placed_on",
    ),
    (
        lambda c, o: exists(Interaction, lambda i: holds(value(i.topics), Topic.FAMILY)),
        "there is an Interaction with topics includes family",
    ),
    (
        lambda c, o: exists(Interaction, lambda i: ~holds(value(i.topics), Topic.FAMILY)),
        "there is an Interaction with topics does not include family",
    ),
    (
        lambda c, o: exists(Order, lambda p: p.placed_on > o.placed_on),
        "there is an Order with placed_on > Order.placed_on",
    ),
    (
        lambda c, o: exists(Order, lambda p: absent(Order, lambda q: q.placed_on > p.placed_on)),
        "there is an Order with there is no Order with placed_on > other Order.placed_on",
    ),
    (lambda c, o: count(Interaction) > 2, "number of Interaction > 2"),
    (
        lambda c, o: total(Order, lambda p: p.amount, lambda p: value(p.items) > 1) > 2,
        "total amount of Order with items > 1 > 2",
    ),
    (lambda c, o: value(latest(Order, lambda p: p.placed_on)) > as_of(), "latest placed_on of Order > today"),
    (
        lambda c, o: value(earliest(Order, lambda p: p.placed_on)) > as_of(),
        "earliest placed_on of Order > today",
    ),
    (lambda c, o: value(highest(Order, lambda p: p.amount)) > 1, "highest amount of Order > 1"),
    (lambda c, o: value(lowest(Order, lambda p: p.amount)) > 1, "lowest amount of Order > 1"),
]


@pytest.mark.parametrize(("condition", "expected"), CASES, ids=[expected for _, expected in CASES])
def test_a_condition_reads_as_it_was_written(
    condition: Callable[[Any, Any], Condition], expected: str
) -> None:
    assert words(condition) == expected


def test_two_parameters_of_one_type_go_by_their_own_names() -> None:
    book = Playbook("t")

    @book.rule(origin="t")
    def rule(first: Order, second: Order) -> Clause:
        """A rule."""
        return when(first.placed_on < second.placed_on).then(warn("x"))

    (found,) = book.ruleset().rules
    assert Phrases.of(found.binds, TYPES).condition(found.where[0]) == "first.placed_on < second.placed_on"


def test_values_follow_what_they_are_the_values_of() -> None:
    rule, expr = read(lambda c, o: days_since(o.placed_on) <= value(c.supplier_count) + 1)
    values = {"DaysBetween": 40, "Field": None}
    phrases = Phrases.of(rule.binds, TYPES, lambda part: values[type(part).__name__])
    assert (
        phrases.condition(expr) == "days since Order.placed_on (40) <= Customer.supplier_count (unknown) + 1"
    )
    assert phrases.seen == {"days since Order.placed_on": 40, "Customer.supplier_count": None}


def test_values_in_words() -> None:
    assert say(datetime(2026, 3, 1, 8, 30, tzinfo=UTC)) == "2026-03-01 08:30+00:00"
    assert say(date(2026, 3, 1)) == "2026-03-01"
    assert say(CueKind.OFFICE_CHART) == str(CueKind.OFFICE_CHART)
    assert say(()) == "nothing"


@given(programs())
def test_every_condition_has_words(program: Program) -> None:
    for rule in program.rules.values():
        for condition in rule.where:
            text = Phrases.of(rule.binds, program.types).condition(condition)
            assert text
            assert text.count("(") == text.count(")")
