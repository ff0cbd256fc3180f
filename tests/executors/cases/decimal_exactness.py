"""Decimal numbers are exact: a tenth and two tenths are three tenths, and large numbers lose nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Customer, Finding, Order, Payment
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, known, total, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
LARGE = Decimal("999999999999999.0000")


class Sum(Conclusion):
    """A sum."""

    what: str
    amount: Decimal


@PLAYBOOK.rule(origin="test")
def summed(customer: Customer) -> Clause:
    """Add up orders and payments."""
    return always().then(
        conclude(Sum, what="orders", amount=total(Order, lambda o: o.amount)),
        conclude(Sum, what="payments", amount=total(Payment, lambda p: p.amount)),
    )


@PLAYBOOK.rule(origin="test")
def three_tenths(first: Order, second: Order) -> Clause:
    """Note that a tenth and two tenths are three tenths."""
    return when(value(first.amount) + value(second.amount) == Decimal("0.3")).then(warn("three_tenths"))


@PLAYBOOK.rule(origin="test")
def product(payment: Payment) -> Clause:
    """Multiply amounts without rounding."""
    amount = value(payment.amount)
    return when(known(amount)).then(conclude(Sum, what="product", amount=amount * amount * amount))


@PLAYBOOK.rule(origin="test")
def last_digit(payment: Payment) -> Clause:
    """Note that a large number differs from its neighbour."""
    amount = value(payment.amount)
    return when(amount * amount != amount * amount + Decimal("0.0001"), amount > 1).then(warn("differs"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, amount=Decimal("0.1")),
    Order(id="o2", customer_id="c", placed_on=AS_OF, amount=Decimal("0.2")),
    Payment(id="m1", customer_id="c", amount=LARGE),
    Payment(id="m2", customer_id="c", amount=Decimal("0.0001")),
]
EXPECT: list[Conclusion] = [
    Sum(what="orders", amount=Decimal("0.3")),
    Sum(what="payments", amount=Decimal("999999999999999.0001")),
    Finding(code="three_tenths", rule="case.three_tenths"),
    Sum(what="product", amount=Decimal("999999999999997000000000000002999999999999999")),
    Sum(what="product", amount=Decimal("0.000000000001")),
    Finding(code="differs", rule="case.last_digit"),
]
SUPPORTS = [
    (EXPECT[2], [by("three_tenths", GIVEN[1], GIVEN[2]), by("three_tenths", GIVEN[2], GIVEN[1])]),
]
