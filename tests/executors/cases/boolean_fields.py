"""A yes-or-no field is a condition by itself; where it is unknown, so is the condition."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, conclude, known, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def paid(order: Order) -> Clause:
    """Note a paid order."""
    return when(value(order.paid)).then(warn("paid", about=order.id))


@PLAYBOOK.rule(origin="test")
def unpaid(order: Order) -> Clause:
    """Note an unpaid order."""
    return when(~value(order.paid)).then(warn("unpaid", about=order.id))


@PLAYBOOK.rule(origin="test")
def alike(order: Order) -> Clause:
    """Note an order that is paid as it is cancelled."""
    return when(order.paid == order.cancelled).then(warn("alike", about=order.id))


class Flag(Conclusion):
    """A flag."""

    order: str
    is_set: bool | None = None


@PLAYBOOK.rule(origin="test")
def flagged(order: Order) -> Clause:
    """Tell a comparison as a flag."""
    return when(known(order.id)).then(conclude(Flag, order=value(order.id), is_set=value(order.amount) > 5))


@PLAYBOOK.rule(origin="test")
def read(flag: Flag) -> Clause:
    """Read a flag."""
    return when(~value(flag.is_set)).then(warn("not_set", about=flag.order))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=AS_OF, paid=True, cancelled=True, amount=Decimal(9)),
    Order(id="o2", customer_id="c", placed_on=AS_OF, paid=False, cancelled=True, amount=Decimal(1)),
    Order(id="o3", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Finding(code="paid", about="o1", rule="case.paid"),
    Finding(code="unpaid", about="o2", rule="case.unpaid"),
    Finding(code="alike", about="o1", rule="case.alike"),
    Flag(order="o1", is_set=True),
    Flag(order="o2", is_set=False),
    Flag(order="o3"),
    Finding(code="not_set", about="o2", rule="case.read"),
]
