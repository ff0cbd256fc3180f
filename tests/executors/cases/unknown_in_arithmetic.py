"""A result is unknown where an operand is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, or_else, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Result(Conclusion):
    """A result."""

    what: str
    number: Decimal | None = None


@PLAYBOOK.rule(origin="test")
def computed(order: Order) -> Clause:
    """Compute with an unknown."""
    return always().then(
        conclude(Result, what="sum", number=value(order.amount) + 1),
        conclude(Result, what="zero times", number=value(order.amount) * 0),
        conclude(Result, what="default", number=or_else(value(order.amount) * 2, Decimal(7))),
    )


@PLAYBOOK.rule(origin="test")
def compared(order: Order) -> Clause:
    """Compare what is unknown."""
    return when((value(order.amount) * 0 == 0) | (value(order.amount) * 0 != 0)).then(warn("compared"))


GIVEN: list[Fact] = [Order(id="o1", customer_id="c", placed_on=AS_OF, items=4)]
EXPECT: list[Conclusion] = [
    Result(what="sum"),
    Result(what="zero times"),
    Result(what="default", number=Decimal(7)),
]
