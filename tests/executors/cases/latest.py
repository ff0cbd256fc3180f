"""The latest value is the greatest that is known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Customer, Finding, Interaction, InteractionKind, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, days_since, highest, latest, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


class Last(Conclusion):
    """The last of everything."""

    order: date | None = None
    paid_order: date | None = None
    items: int | None = None
    amount: Decimal | None = None


@PLAYBOOK.rule(origin="test")
def last(customer: Customer) -> Clause:
    """Tell the last of everything."""
    return always().then(
        conclude(
            Last,
            order=latest(Order, lambda o: o.placed_on),
            paid_order=latest(Order, lambda o: o.placed_on, lambda o: value(o.paid)),
            items=highest(Order, lambda o: o.items),
            amount=highest(Order, lambda o: o.amount),
        )
    )


@PLAYBOOK.rule(origin="test")
def silent(customer: Customer) -> Clause:
    """Note silence since the last contact."""
    return when(days_since(latest(Interaction, lambda i: i.on)) > 30).then(warn("silent"))


@PLAYBOOK.rule(origin="test")
def newest(order: Order) -> Clause:
    """Note the newest order."""
    return when(order.placed_on == latest(Order, lambda o: o.placed_on)).then(warn("newest", about=order.id))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=FIRST, paid=True, items=9, amount=Decimal("9.9")),
    Order(id="o2", customer_id="c", placed_on=SECOND, items=10, amount=Decimal("10.0")),
    Order(id="o3", customer_id="c", placed_on=FIRST),
    Interaction(id="i1", customer_id="c", kind=InteractionKind.VISIT, on=date(2026, 1, 1)),
    Interaction(id="i2", customer_id="c", kind=InteractionKind.VISIT, on=date(2025, 12, 31)),
]
EXPECT: list[Conclusion] = [
    Last(order=SECOND, paid_order=FIRST, items=10, amount=Decimal(10)),
    Finding(code="silent", rule="case.silent"),
    Finding(code="newest", about="o2", rule="case.newest"),
]
