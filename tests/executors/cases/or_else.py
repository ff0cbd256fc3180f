"""A default stands in for an unknown, and for nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, or_else, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def large(order: Order) -> Clause:
    """Note a large order; one of unknown amount counts as large."""
    return when(or_else(order.amount, Decimal(1000)) > 100).then(warn("large", about=order.id))


@PLAYBOOK.rule(origin="test")
def paid(order: Order) -> Clause:
    """Note a paid order; an unknown one counts as unpaid."""
    return when(or_else(order.paid, False)).then(warn("paid", about=order.id))


@PLAYBOOK.rule(origin="test")
def unpaid(order: Order) -> Clause:
    """Note an unpaid order; an unknown one counts as unpaid."""
    return when(~or_else(order.paid, False)).then(warn("unpaid", about=order.id))


@PLAYBOOK.rule(origin="test")
def either(order: Order) -> Clause:
    """Tell what is known of several things."""
    return always().then(warn("either", about=or_else(or_else(order.product, order.contact_id), order.id)))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=AS_OF, amount=Decimal(0), paid=False, product="tea"),
    Order(id="o2", customer_id="c", placed_on=AS_OF, amount=Decimal(200), paid=True, contact_id="p1"),
    Order(id="o3", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Finding(code="large", about="o2", rule="case.large"),
    Finding(code="large", about="o3", rule="case.large"),
    Finding(code="paid", about="o2", rule="case.paid"),
    Finding(code="unpaid", about="o1", rule="case.unpaid"),
    Finding(code="unpaid", about="o3", rule="case.unpaid"),
    Finding(code="either", about="tea", rule="case.either"),
    Finding(code="either", about="p1", rule="case.either"),
    Finding(code="either", about="o3", rule="case.either"),
]
