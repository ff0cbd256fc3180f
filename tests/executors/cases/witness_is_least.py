"""The witness of an existence is the first fact that satisfies it, in canonical order."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, exists, known, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


class Level(Conclusion):
    """A level."""

    name: str | None = None
    number: int


@PLAYBOOK.rule(origin="test")
def by_identity(customer: Customer) -> Clause:
    """Note a paid order; of several, the one with the least identity is the witness."""
    return when(exists(Order, lambda o: value(o.paid))).then(warn("paid"))


@PLAYBOOK.rule(origin="test")
def levels(order: Order) -> Clause:
    """Tell levels."""
    return when(known(order.items)).then(conclude(Level, name=order.product, number=value(order.items)))


@PLAYBOOK.rule(origin="test")
def fixed_levels(customer: Customer) -> Clause:
    """Tell fixed levels."""
    return always().then(conclude(Level, name="z", number=9), conclude(Level, name="a", number=10))


@PLAYBOOK.rule(origin="test")
def by_content(customer: Customer) -> Clause:
    """Note a level; of several, the one with the least content is the witness."""
    return when(exists(Level, lambda level: level.number >= 9), exists(Level)).then(warn("level"))


@PLAYBOOK.rule(origin="test")
def for_each(order: Order) -> Clause:
    """Note an order before which there was another; each has its own witness."""
    return when(exists(Order, lambda o: o.placed_on < order.placed_on)).then(warn("later", about=order.id))


@PLAYBOOK.rule(origin="test")
def deep(customer: Customer) -> Clause:
    """Note what stands deep in a conjunction; under an or there is no witness."""
    return when(
        known(customer.customer_id) & (exists(Order) & exists(Level, lambda level: level.number == 2)),
        exists(Order) | exists(Level),
    ).then(warn("deep"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o9", customer_id="c", placed_on=FIRST, items=10, product="b"),
    Order(id="o10", customer_id="c", placed_on=SECOND, items=9, paid=True, product="b"),
    Order(id="o2", customer_id="c", placed_on=AS_OF, items=2, paid=True),
]
EXPECT: list[Conclusion] = [
    Finding(code="paid", rule="case.by_identity"),
    Level(name="b", number=10),
    Level(name="b", number=9),
    Level(number=2),
    Level(name="z", number=9),
    Level(name="a", number=10),
    Finding(code="level", rule="case.by_content"),
    Finding(code="later", about="o10", rule="case.for_each"),
    Finding(code="later", about="o2", rule="case.for_each"),
    Finding(code="deep", rule="case.deep"),
]
SUPPORTS = [
    (EXPECT[0], [by("by_identity", GIVEN[0], witnesses=[GIVEN[2]])]),
    (EXPECT[6], [by("by_content", GIVEN[0], witnesses=[EXPECT[5], EXPECT[3]])]),
    (EXPECT[7], [by("for_each", GIVEN[2], witnesses=[GIVEN[1]])]),
    (EXPECT[8], [by("for_each", GIVEN[3], witnesses=[GIVEN[2]])]),
    (EXPECT[9], [by("deep", GIVEN[0], witnesses=[GIVEN[2], EXPECT[3]])]),
]
