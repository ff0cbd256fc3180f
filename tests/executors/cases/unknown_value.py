"""A comparison with an unknown is unknown, and a rule fires only where its condition is true."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def large(order: Order) -> Clause:
    """Note a large order."""
    return when(value(order.amount) > 100).then(warn("large", about=order.id))


@PLAYBOOK.rule(origin="test")
def small(order: Order) -> Clause:
    """Note a small order."""
    return when(value(order.amount) <= 100).then(warn("small", about=order.id))


@PLAYBOOK.rule(origin="test")
def other(order: Order) -> Clause:
    """Note an order that is not of a hundred."""
    return when(order.amount != 100).then(warn("other", about=order.id))


@PLAYBOOK.rule(origin="test")
def itself(order: Order) -> Clause:
    """Note an amount that equals itself, as an unknown does not."""
    return when(order.amount == order.amount).then(warn("itself", about=order.id))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=AS_OF, amount=Decimal(200)),
    Order(id="o2", customer_id="c", placed_on=AS_OF, amount=Decimal(100)),
    Order(id="o3", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Finding(code="large", about="o1", rule="case.large"),
    Finding(code="small", about="o2", rule="case.small"),
    Finding(code="other", about="o1", rule="case.other"),
    Finding(code="itself", about="o1", rule="case.itself"),
    Finding(code="itself", about="o2", rule="case.itself"),
]
