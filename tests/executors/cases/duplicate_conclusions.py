"""Conclusions are sets: what is concluded twice is there once, and counts once."""

from __future__ import annotations

from datetime import date

from relcore.facts import Axis, Customer, Finding, Order, Score
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, count, score, total, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


@PLAYBOOK.rule(origin="test")
def first(order: Order) -> Clause:
    """Give a point for every order."""
    return always().then(score(Axis.VALUE, "vip", points=1), score(Axis.VALUE, "vip", points=1))


@PLAYBOOK.rule(origin="test")
def second(customer: Customer) -> Clause:
    """Give the same point again."""
    return always().then(score(Axis.VALUE, "vip", points=1))


@PLAYBOOK.rule(origin="test")
def signed(order: Order) -> Clause:
    """Warn of orders, in the name of this rule."""
    return always().then(warn("order"))


@PLAYBOOK.rule(origin="test")
def signed_too(order: Order) -> Clause:
    """Warn of orders, in the name of another rule."""
    return always().then(warn("order"))


@PLAYBOOK.rule(origin="test")
def counted(customer: Customer) -> Clause:
    """Note that one score and two warnings are there."""
    return when(
        count(Score) == 1,
        total(Score, lambda s: s.points) == 1,
        count(Finding, lambda f: f.code == "order") == 2,
    ).then(warn("counted"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=FIRST),
    Order(id="o2", customer_id="c", placed_on=SECOND),
]
EXPECT: list[Conclusion] = [
    Score(axis=Axis.VALUE, value="vip", points=1),
    Finding(code="order", rule="case.signed"),
    Finding(code="order", rule="case.signed_too"),
    Finding(code="counted", rule="case.counted"),
]
SUPPORTS = [
    (EXPECT[0], [by("first", GIVEN[1]), by("first", GIVEN[2]), by("second", GIVEN[0])]),
    (EXPECT[1], [by("signed", GIVEN[1]), by("signed", GIVEN[2])]),
]
