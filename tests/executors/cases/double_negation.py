"""What is not absent is there; the negation of a negation has no witness."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding, Order, Payment
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def not_absent(customer: Customer) -> Clause:
    """Note that orders are not absent."""
    return when(~absent(Order)).then(warn("ordered"))


@PLAYBOOK.rule(origin="test")
def nothing_unpaid(customer: Customer) -> Clause:
    """Note that no order is without a payment."""
    return when(
        absent(Order, lambda o: absent(Payment, lambda p: p.order_id == o.id)),
    ).then(warn("all_paid"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF),
    Order(id="o2", customer_id="c", placed_on=AS_OF),
    Payment(id="m1", customer_id="c", order_id="o1"),
    Payment(id="m2", customer_id="c", order_id="o2"),
]
EXPECT: list[Conclusion] = [
    Finding(code="ordered", rule="case.not_absent"),
    Finding(code="all_paid", rule="case.nothing_unpaid"),
]
SUPPORTS = [(EXPECT[0], [by("not_absent", GIVEN[0])])]
