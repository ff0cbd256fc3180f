"""A conclusion that is reached in several ways keeps them all, by facts and by rules."""

from __future__ import annotations

from datetime import date

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, conclude, known, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


class Risk(Conclusion):
    """A risk that was seen."""

    name: str


@PLAYBOOK.rule(origin="test")
def unpaid(order: Order) -> Clause:
    """See a risk in an unpaid order."""
    return when(~value(order.paid)).then(conclude(Risk, name="money"))


@PLAYBOOK.rule(origin="test")
def named(order: Order) -> Clause:
    """See the risk that an order names."""
    return when(known(order.product)).then(conclude(Risk, name=value(order.product)))


@PLAYBOOK.rule(origin="test")
def pair(first: Order, second: Order) -> Clause:
    """See a risk in two unpaid orders."""
    return when(~value(first.paid), ~value(second.paid), first.placed_on < second.placed_on).then(
        conclude(Risk, name="money")
    )


@PLAYBOOK.rule(origin="test")
def worried(risk: Risk) -> Clause:
    """Worry about money."""
    return when(risk.name == "money").then(warn("worried"))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=FIRST, paid=False),
    Order(id="o2", customer_id="c", placed_on=SECOND, paid=False),
    Order(id="o3", customer_id="c", placed_on=SECOND, paid=True, product="money"),
]
EXPECT: list[Conclusion] = [Risk(name="money"), Finding(code="worried", rule="case.worried")]
SUPPORTS = [
    (
        EXPECT[0],
        [
            by("named", GIVEN[2]),
            by("pair", GIVEN[0], GIVEN[1]),
            by("unpaid", GIVEN[0]),
            by("unpaid", GIVEN[1]),
        ],
    ),
    (EXPECT[1], [by("worried", EXPECT[0])]),
]
