"""Parameters may have any name; none hides a constant, an inner variable or a word of the machinery."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, conclude, count, exists, one_of, or_else, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


class Number(Conclusion):
    """A number."""

    n: int


@PLAYBOOK.rule(origin="test")
def inner(v1: Order, v2: Order) -> Clause:
    """Note an order with one before and one after it."""
    return when(
        exists(Order, lambda o: o.placed_on < v1.placed_on),
        exists(Order, lambda o: o.placed_on > v2.placed_on),
        v1.id == v2.id,
    ).then(warn("middle", about=v1.id))


@PLAYBOOK.rule(origin="test")
def constants(day: Order, row: Order, dec: Order, at: Order) -> Clause:
    """Note an order in a span of constants."""
    return when(
        day.placed_on >= date(2026, 1, 31),
        day.placed_on <= date(2026, 1, 31),
        row.placed_on > date(2026, 1, 30),
        row.placed_on < date(2026, 2, 1),
        or_else(dec.amount, Decimal("0.5")) < Decimal("0.6"),
        or_else(dec.amount, Decimal("0.4")) < Decimal("0.7"),
        one_of(at.placed_on, date(2026, 1, 31), date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1)),
        dec.id == day.id,
    ).then(warn("spans", about=at.id))


@PLAYBOOK.rule(origin="test")
def machinery(facts: Order, as_of: Order, given: Order, limit: Order, derived: Order) -> Clause:
    """Note the last order of all by names that executors use."""
    return when(
        facts.id == as_of.id,
        given.id == limit.id,
        derived.id == facts.id,
        absent(Order, lambda rows: rows.placed_on > derived.placed_on),
        given.id == derived.id,
    ).then(conclude(Number, n=count(Order, lambda sorted: sorted.placed_on <= limit.placed_on)))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=FIRST),
    Order(id="o2", customer_id="c", placed_on=SECOND),
    Order(id="o3", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Finding(code="middle", about="o2", rule="case.inner"),
    Finding(code="spans", about="o1", rule="case.constants"),
    Number(n=3),
]
SUPPORTS = [
    (EXPECT[0], [by("inner", GIVEN[1], GIVEN[1], witnesses=[GIVEN[0], GIVEN[2]])]),
    (EXPECT[1], [by("constants", *[GIVEN[0]] * 4)]),
    (EXPECT[2], [by("machinery", *[GIVEN[2]] * 5)]),
]
