"""The earliest value is the least that is known."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from relcore.facts import Customer, Interaction, InteractionKind, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, earliest, lowest, value

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


class First(Conclusion):
    """The first of everything."""

    order: date | None = None
    items: int | None = None
    amount: Decimal | None = None
    visit: datetime | None = None


@PLAYBOOK.rule(origin="test")
def first(customer: Customer) -> Clause:
    """Tell the first of everything."""
    return always().then(
        conclude(
            First,
            order=earliest(Order, lambda o: o.placed_on),
            items=lowest(Order, lambda o: o.items, lambda o: value(o.items) > 1),
            amount=lowest(Order, lambda o: o.amount),
            visit=earliest(Interaction, lambda i: i.at),
        )
    )


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=SECOND, items=9, amount=Decimal("9.9")),
    Order(id="o2", customer_id="c", placed_on=FIRST, items=10, amount=Decimal("10.0")),
    Order(id="o3", customer_id="c", placed_on=SECOND, items=1),
    Interaction(
        id="i1", customer_id="c", kind=InteractionKind.VISIT, on=FIRST, at=datetime(2026, 1, 5, 9, tzinfo=UTC)
    ),
    Interaction(
        id="i2", customer_id="c", kind=InteractionKind.VISIT, on=FIRST, at=datetime(2026, 1, 5, 8, tzinfo=UTC)
    ),
    Interaction(id="i3", customer_id="c", kind=InteractionKind.VISIT, on=FIRST),
]
EXPECT: list[Conclusion] = [
    First(order=FIRST, items=9, amount=Decimal("9.9"), visit=datetime(2026, 1, 5, 8, tzinfo=UTC)),
]
