"""That some fact comes after another: with unknown values, without any such fact, and negated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Customer, Delivery, Finding, Order, Payment
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, exists, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def larger(order: Order) -> Clause:
    """Note an order below some paid amount."""
    return when(exists(Payment, lambda paid: value(paid.amount) > value(order.amount))).then(
        warn("larger", about=order.id)
    )


@PLAYBOOK.rule(origin="test")
def largest(order: Order) -> Clause:
    """Note an order of which it is not so that some other is larger."""
    return when(~exists(Order, lambda other: value(other.amount) > value(order.amount))).then(
        warn("largest", about=order.id)
    )


@PLAYBOOK.rule(origin="test")
def followed(customer: Customer) -> Clause:
    """Note that some order came before another one."""
    return when(
        exists(Order, lambda first: exists(Order, lambda next: next.placed_on > first.placed_on))
    ).then(warn("followed"))


@PLAYBOOK.rule(origin="test")
def alone(order: Order) -> Clause:
    """Note an order after which nothing was delivered that day or later."""
    return when(absent(Delivery, lambda delivery: value(delivery.delivered_on) >= order.placed_on)).then(
        warn("alone", about=order.id)
    )


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=date(2026, 1, 1), amount=Decimal(1)),
    Order(id="o2", customer_id="c", placed_on=date(2026, 2, 1), amount=Decimal(5)),
    Order(id="o3", customer_id="c", placed_on=date(2026, 3, 1)),
    Payment(id="m1", customer_id="c", amount=Decimal(2)),
    Payment(id="m2", customer_id="c"),
    Delivery(id="d1", customer_id="c", delivered_on=date(2026, 1, 1)),
    Delivery(id="d2", customer_id="c"),
]
EXPECT: list[Conclusion] = [
    Finding(code="larger", about="o1", rule="case.larger"),
    Finding(code="largest", about="o2", rule="case.largest"),
    Finding(code="largest", about="o3", rule="case.largest"),
    Finding(code="followed", rule="case.followed"),
    Finding(code="alone", about="o2", rule="case.alone"),
    Finding(code="alone", about="o3", rule="case.alone"),
]
