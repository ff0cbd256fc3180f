"""A total of nothing but unknowns is 0, and never unknown itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Customer, Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, conclude, count, known, total, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Spent(Conclusion):
    """What was spent."""

    money: Decimal


@PLAYBOOK.rule(origin="test")
def spent(customer: Customer) -> Clause:
    """Add up amounts that nobody knows."""
    return when(total(Order, lambda o: o.amount) == 0, known(total(Order, lambda o: o.items))).then(
        conclude(Spent, money=total(Order, lambda o: o.amount))
    )


@PLAYBOOK.rule(origin="test")
def product(customer: Customer) -> Clause:
    """Note that products of unknowns are left out too."""
    return when(
        total(Order, lambda o: value(o.amount) * value(o.items)) == 0,
        count(Order, lambda o: known(o.items)) == 1,
    ).then(warn("left_out"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF),
    Order(id="o2", customer_id="c", placed_on=AS_OF, items=7),
]
EXPECT: list[Conclusion] = [Spent(money=Decimal(0)), Finding(code="left_out", rule="case.product")]
