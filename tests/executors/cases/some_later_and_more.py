"""That a fact comes after some other one, whichever, and meets a condition of its own besides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Customer, Delivery, Finding, Interaction, InteractionKind, Order, Payment
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, exists, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def visited(payment: Payment) -> Clause:
    """Note a payment as large as some order that came after a visit."""
    return when(
        exists(
            Interaction,
            lambda i: (
                (i.kind == InteractionKind.VISIT)
                & exists(
                    Order,
                    lambda o: (o.placed_on > i.on) & (value(o.amount) >= value(payment.amount)),
                )
            ),
        )
    ).then(warn("visited", about=payment.id))


@PLAYBOOK.rule(origin="test")
def unknown_before(customer: Customer) -> Clause:
    """Note an order on or before the day of some delivery, of at least two."""
    return when(
        exists(
            Delivery,
            lambda d: exists(
                Order, lambda o: (o.placed_on <= value(d.delivered_on)) & (value(o.amount) >= 2)
            ),
        )
    ).then(warn("delivered"))


@PLAYBOOK.rule(origin="test")
def not_after(payment: Payment) -> Clause:
    """Note a payment for which no visit was followed by an order that is as large."""
    return when(
        ~exists(
            Interaction,
            lambda i: exists(
                Order, lambda o: (i.on < o.placed_on) & (value(o.amount) >= value(payment.amount))
            ),
        )
    ).then(warn("not_after", about=payment.id))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Interaction(id="i1", customer_id="c", kind=InteractionKind.CALL, on=date(2026, 1, 1)),
    Interaction(id="i2", customer_id="c", kind=InteractionKind.VISIT, on=date(2026, 2, 1)),
    Interaction(id="i3", customer_id="c", kind=InteractionKind.VISIT, on=date(2026, 3, 1)),
    Order(id="o1", customer_id="c", placed_on=date(2026, 1, 15), amount=Decimal(9)),
    Order(id="o2", customer_id="c", placed_on=date(2026, 2, 15), amount=Decimal(2)),
    Order(id="o3", customer_id="c", placed_on=date(2026, 2, 20)),
    Payment(id="m1", customer_id="c", amount=Decimal(2)),
    Payment(id="m2", customer_id="c", amount=Decimal(5)),
    Payment(id="m3", customer_id="c"),
    Delivery(id="d1", customer_id="c"),
    Delivery(id="d2", customer_id="c", delivered_on=date(2026, 1, 15)),
]
EXPECT: list[Conclusion] = [
    Finding(code="visited", about="m1", rule="case.visited"),
    Finding(code="delivered", rule="case.unknown_before"),
    Finding(code="not_after", about="m3", rule="case.not_after"),
]
