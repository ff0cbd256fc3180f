"""Conclusions may come in as facts; they count like concluded ones and are told as given."""

from __future__ import annotations

from datetime import date

from relcore.facts import Assessment, Axis, Customer, Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, count, value, warn, when
from relcore.ledger import GIVEN as GIVEN_AS_FACT
from relcore.ledger import Support
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def late(order: Order) -> Clause:
    """Note a late order."""
    return when(value(order.cancelled)).then(warn("late", about=order.id))


@PLAYBOOK.rule(origin="test")
def worried(found: Finding) -> Clause:
    """Worry about what is late."""
    return when(found.code == "late").then(warn("worried", about=found.about))


@PLAYBOOK.rule(origin="test")
def twice(customer: Customer) -> Clause:
    """Note that something is late twice."""
    return when(count(Finding, lambda f: f.code == "late") == 3).then(warn("thrice"))


@PLAYBOOK.rule(origin="test")
def unassessed(customer: Customer) -> Clause:
    """Note that nobody assessed the value, which somebody told us."""
    return when(absent(Assessment, lambda a: a.axis == Axis.VALUE)).then(warn("unassessed"))


TOLD = [
    Finding(customer_id="c", code="late", about="elsewhere", rule="told"),
    Finding(code="late", about="o1", rule="case.late"),
    Finding(id="f1", customer_id="c", code="late", about="o2", rule="told"),
    Finding(id="f2", customer_id="c", code="late", about="o2", rule="told"),
]
GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, cancelled=True),
    *TOLD,
    Assessment(customer_id="c", axis=Axis.VALUE, value="vip"),
]
EXPECT: list[Conclusion] = [
    Finding(code="late", about="elsewhere", rule="told"),
    Finding(code="late", about="o1", rule="case.late"),
    Finding(code="late", about="o2", rule="told"),
    Assessment(axis=Axis.VALUE, value="vip"),
    Finding(code="worried", about="elsewhere", rule="case.worried"),
    Finding(code="worried", about="o1", rule="case.worried"),
    Finding(code="worried", about="o2", rule="case.worried"),
    Finding(code="thrice", rule="case.twice"),
]
SUPPORTS = [
    (EXPECT[0], [Support(GIVEN_AS_FACT)]),
    (EXPECT[1], [Support(GIVEN_AS_FACT), by("late", GIVEN[1])]),
    (EXPECT[2], [Support(GIVEN_AS_FACT)]),
    (EXPECT[4], [by("worried", EXPECT[0])]),
]
