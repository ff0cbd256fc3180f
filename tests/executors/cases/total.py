"""A total adds up what is known; over nothing it is 0."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Customer, Finding, Order, Payment
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, count, known, total, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Spent(Conclusion):
    """What was spent."""

    pieces: int
    money: Decimal
    fees: Decimal


@PLAYBOOK.rule(origin="test")
def spent(customer: Customer) -> Clause:
    """Add up orders."""
    return always().then(
        conclude(
            Spent,
            pieces=total(Order, lambda o: o.items),
            money=total(Order, lambda o: o.amount, lambda o: value(o.paid)),
            fees=total(Payment, lambda p: p.amount),
        )
    )


@PLAYBOOK.rule(origin="test")
def average(customer: Customer) -> Clause:
    """Note that orders have four pieces or more on average."""
    return when(total(Order, lambda o: o.items) >= count(Order, lambda o: known(o.items)) * 4).then(
        warn("large_orders")
    )


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, items=3, amount=Decimal("10.10"), paid=True),
    Order(id="o2", customer_id="c", placed_on=AS_OF, items=5, amount=Decimal("10.20"), paid=True),
    Order(id="o3", customer_id="c", placed_on=AS_OF, amount=Decimal("99.00"), paid=False),
    Order(id="o4", customer_id="c", placed_on=AS_OF, amount=Decimal("99.00")),
]
EXPECT: list[Conclusion] = [
    Spent(pieces=8, money=Decimal("20.3"), fees=Decimal(0)),
    Finding(code="large_orders", rule="case.average"),
]
