"""Numbers are added, subtracted and multiplied; whole and decimal numbers mix."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Result(Conclusion):
    """A result."""

    what: str
    number: Decimal | None = None


@PLAYBOOK.rule(origin="test")
def computed(order: Order) -> Clause:
    """Compute with whole and decimal numbers."""
    items, amount = value(order.items), value(order.amount)
    return always().then(
        conclude(Result, what="sum", number=items + amount),
        conclude(Result, what="difference", number=amount - items),
        conclude(Result, what="product", number=amount * items),
        conclude(Result, what="negative", number=-amount),
        conclude(Result, what="constants", number=2 + items * Decimal(3) - 1),
        conclude(Result, what="nested", number=(amount + 1) * (amount - 1)),
    )


@PLAYBOOK.rule(origin="test")
def compared(order: Order) -> Clause:
    """Compare a share without dividing."""
    return when(value(order.amount) >= value(order.items) * Decimal("0.75"), 3 - value(order.items) < 0).then(
        warn("share")
    )


@PLAYBOOK.rule(origin="test")
def by_precedence(order: Order) -> Clause:
    """Compute as it is written."""
    return when(
        value(order.items) - (value(order.items) - 1) == 1,
        2 * (value(order.items) + 1) == 10,
        value(order.items) - 3 - 1 == 0,
    ).then(warn("as_written"))


GIVEN: list[Fact] = [Order(id="o1", customer_id="c", placed_on=AS_OF, items=4, amount=Decimal("3.00"))]
EXPECT: list[Conclusion] = [
    Result(what="sum", number=Decimal(7)),
    Result(what="difference", number=Decimal(-1)),
    Result(what="product", number=Decimal(12)),
    Result(what="negative", number=Decimal(-3)),
    Result(what="constants", number=Decimal(13)),
    Result(what="nested", number=Decimal(8)),
    Finding(code="share", rule="case.compared"),
    Finding(code="as_written", rule="case.by_precedence"),
]
