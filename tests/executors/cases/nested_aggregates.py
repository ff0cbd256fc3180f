"""Counts, totals and extremes nest, and the inner ones see the outer facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Customer, Finding, Order, Payment
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, count, highest, total, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def repeated(customer: Customer) -> Clause:
    """Note two orders or more whose product was ordered twice or more."""
    return when(count(Order, lambda o: count(Order, lambda p: p.product == o.product) >= 2) >= 2).then(
        warn("repeated")
    )


@PLAYBOOK.rule(origin="test")
def covered(customer: Customer) -> Clause:
    """Note that the payments of each order reach its amount."""
    return when(
        absent(
            Order,
            lambda o: total(Payment, lambda p: p.amount, lambda p: p.order_id == o.id) < value(o.amount),
        )
    ).then(warn("covered"))


@PLAYBOOK.rule(origin="test")
def greatest_sum(customer: Customer) -> Clause:
    """Note that no order brought in more than seven."""
    return when(
        highest(Order, lambda o: total(Payment, lambda p: p.amount, lambda p: p.order_id == o.id)) == 7
    ).then(warn("seven"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, product="tea", amount=Decimal(5)),
    Order(id="o2", customer_id="c", placed_on=AS_OF, product="tea", amount=Decimal(7)),
    Order(id="o3", customer_id="c", placed_on=AS_OF, product="salt"),
    Payment(id="m1", customer_id="c", order_id="o1", amount=Decimal(3)),
    Payment(id="m2", customer_id="c", order_id="o1", amount=Decimal(2)),
    Payment(id="m3", customer_id="c", order_id="o2", amount=Decimal(7)),
]
EXPECT: list[Conclusion] = [
    Finding(code="repeated", rule="case.repeated"),
    Finding(code="covered", rule="case.covered"),
    Finding(code="seven", rule="case.greatest_sum"),
]
