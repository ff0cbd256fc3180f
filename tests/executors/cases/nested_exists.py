"""Existences nest, and the inner one sees the outer facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Customer, Delivery, Finding, Order, Payment
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, exists, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def settled(customer: Customer) -> Clause:
    """Note that some order was delivered and paid."""
    return when(
        exists(
            Order,
            lambda o: (
                exists(Delivery, lambda d: d.order_id == o.id)
                & exists(Payment, lambda p: (p.order_id == o.id) & (p.amount == o.amount))
            ),
        )
    ).then(warn("settled"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, amount=Decimal(1)),
    Order(id="o2", customer_id="c", placed_on=AS_OF, amount=Decimal(2)),
    Order(id="o3", customer_id="c", placed_on=AS_OF, amount=Decimal(3)),
    Delivery(id="d1", customer_id="c", order_id="o1"),
    Delivery(id="d2", customer_id="c", order_id="o2"),
    Payment(id="m1", customer_id="c", order_id="o2", amount=Decimal(2)),
    Payment(id="m2", customer_id="c", order_id="o3", amount=Decimal(3)),
]
EXPECT: list[Conclusion] = [Finding(code="settled", rule="case.settled")]
SUPPORTS = [(EXPECT[0], [by("settled", GIVEN[0], witnesses=[GIVEN[2]])])]
