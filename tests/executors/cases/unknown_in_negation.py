"""The negation of an unknown condition is unknown, so the rule does not fire."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def not_large(order: Order) -> Clause:
    """Note an order that is not large."""
    return when(~(value(order.amount) > 100)).then(warn("not_large", about=order.id))


@PLAYBOOK.rule(origin="test")
def neither(order: Order) -> Clause:
    """Note an order that is neither large nor paid."""
    return when(~((value(order.amount) > 100) | value(order.paid))).then(warn("neither", about=order.id))


@PLAYBOOK.rule(origin="test")
def not_both(order: Order) -> Clause:
    """Note an order that is not both large and paid."""
    return when(~((value(order.amount) > 100) & value(order.paid))).then(warn("not_both", about=order.id))


GIVEN: list[Fact] = [
    Order(id="large, paid", customer_id="c", placed_on=AS_OF, amount=Decimal(200), paid=True),
    Order(id="large, unknown", customer_id="c", placed_on=AS_OF, amount=Decimal(200)),
    Order(id="small, unpaid", customer_id="c", placed_on=AS_OF, amount=Decimal(10), paid=False),
    Order(id="small, unknown", customer_id="c", placed_on=AS_OF, amount=Decimal(10)),
    Order(id="unknown, paid", customer_id="c", placed_on=AS_OF, paid=True),
    Order(id="unknown, unpaid", customer_id="c", placed_on=AS_OF, paid=False),
    Order(id="unknown", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Finding(code="not_large", about="small, unpaid", rule="case.not_large"),
    Finding(code="not_large", about="small, unknown", rule="case.not_large"),
    Finding(code="neither", about="small, unpaid", rule="case.neither"),
    Finding(code="not_both", about="small, unpaid", rule="case.not_both"),
    Finding(code="not_both", about="small, unknown", rule="case.not_both"),
    Finding(code="not_both", about="unknown, unpaid", rule="case.not_both"),
]
