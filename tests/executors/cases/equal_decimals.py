"""Decimal numbers that are equal give one conclusion, however they are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, conclude, known, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Price(Conclusion):
    """A price that was seen."""

    amount: Decimal


@PLAYBOOK.rule(origin="test")
def seen(order: Order) -> Clause:
    """Note a price."""
    return when(known(order.amount)).then(conclude(Price, amount=value(order.amount)))


@PLAYBOOK.rule(origin="test")
def whole(order: Order) -> Clause:
    """Note a number of pieces as a price."""
    return when(known(order.items)).then(conclude(Price, amount=value(order.items) * Decimal(1)))


@PLAYBOOK.rule(origin="test")
def joined(order: Order, price: Price) -> Clause:
    """Join by equal numbers."""
    return when(order.items == price.amount).then(warn("joined", about=order.id))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=AS_OF, amount=Decimal("2.50")),
    Order(id="o2", customer_id="c", placed_on=AS_OF, amount=Decimal("2.5")),
    Order(id="o3", customer_id="c", placed_on=AS_OF, amount=Decimal("3.00")),
    Order(id="o4", customer_id="c", placed_on=AS_OF, items=3),
]
EXPECT: list[Conclusion] = [
    Price(amount=Decimal("2.5")),
    Price(amount=Decimal(3)),
    Finding(code="joined", about="o4", rule="case.joined"),
]
SUPPORTS = [
    (EXPECT[0], [by("seen", GIVEN[0]), by("seen", GIVEN[1])]),
    (EXPECT[1], [by("seen", GIVEN[2]), by("whole", GIVEN[3])]),
]
