"""A fact without an id is known by its content: told twice, it is one fact."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, count, total, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)


@PLAYBOOK.rule(origin="test")
def counted(customer: Customer) -> Clause:
    """Note that two orders are there, not three."""
    return when(count(Order) == 2, total(Order, lambda o: o.items) == 5).then(warn("two"))


@PLAYBOOK.rule(origin="test")
def each(order: Order) -> Clause:
    """Note each order; an order without an id has none to tell."""
    return always().then(warn("order", about=order.id, since=order.placed_on))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(customer_id="c", placed_on=FIRST, items=2),
    Order(customer_id="c", placed_on=FIRST, items=2),
    Order(customer_id="c", placed_on=FIRST, items=3),
]
EXPECT: list[Conclusion] = [
    Finding(code="two", rule="case.counted"),
    Finding(code="order", since=FIRST, rule="case.each"),
]
SUPPORTS = [(EXPECT[1], [by("each", GIVEN[1]), by("each", GIVEN[3])])]
