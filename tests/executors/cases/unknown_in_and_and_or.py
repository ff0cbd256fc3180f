"""And is false where any part is, or is true where any part is, whatever else is unknown."""

from __future__ import annotations

from datetime import date

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def either(order: Order) -> Clause:
    """Note an order that is paid or cancelled."""
    return when(value(order.paid) | value(order.cancelled)).then(warn("either", about=order.id))


@PLAYBOOK.rule(origin="test")
def both(order: Order) -> Clause:
    """Note an order that is paid and cancelled."""
    return when(value(order.paid) & value(order.cancelled)).then(warn("both", about=order.id))


@PLAYBOOK.rule(origin="test")
def neither(order: Order) -> Clause:
    """Note an order that is neither."""
    return when(~(value(order.paid) | value(order.cancelled))).then(warn("neither", about=order.id))


@PLAYBOOK.rule(origin="test")
def in_order(order: Order) -> Clause:
    """Note an order that is paid where it is not cancelled."""
    return when(value(order.cancelled) | (value(order.paid) & ~value(order.cancelled))).then(
        warn("in_order", about=order.id)
    )


GIVEN: list[Fact] = [
    Order(id="yes yes", customer_id="c", placed_on=AS_OF, paid=True, cancelled=True),
    Order(id="yes no", customer_id="c", placed_on=AS_OF, paid=True, cancelled=False),
    Order(id="yes unknown", customer_id="c", placed_on=AS_OF, paid=True),
    Order(id="no no", customer_id="c", placed_on=AS_OF, paid=False, cancelled=False),
    Order(id="no unknown", customer_id="c", placed_on=AS_OF, paid=False),
    Order(id="unknown", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Finding(code="either", about="yes yes", rule="case.either"),
    Finding(code="either", about="yes no", rule="case.either"),
    Finding(code="either", about="yes unknown", rule="case.either"),
    Finding(code="both", about="yes yes", rule="case.both"),
    Finding(code="neither", about="no no", rule="case.neither"),
    Finding(code="in_order", about="yes yes", rule="case.in_order"),
    Finding(code="in_order", about="yes no", rule="case.in_order"),
]
