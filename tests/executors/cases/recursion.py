"""A rule may feed itself: what can be reached in any number of steps is found."""

from __future__ import annotations

from datetime import date

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, conclude, known, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Reach(Conclusion):
    """From one customer, another is reached by referral."""

    start: str
    end: str


@PLAYBOOK.rule(origin="test")
def step(order: Order) -> Clause:
    """Reach what an order leads to."""
    return when(known(order.product), known(order.contact_id)).then(
        conclude(Reach, start=value(order.product), end=value(order.contact_id))
    )


@PLAYBOOK.rule(origin="test")
def further(first: Reach, second: Reach) -> Clause:
    """Reach what is reached from there."""
    return when(first.end == second.start).then(conclude(Reach, start=first.start, end=second.end))


@PLAYBOOK.rule(origin="test")
def dead_end(reach: Reach) -> Clause:
    """Note where no way leads on."""
    return when(absent(Reach, lambda r: r.start == reach.end)).then(warn("dead_end", about=reach.end))


def link(start: str, end: str) -> Order:
    """Give an order that leads from one name to another."""
    return Order(id=start + end, customer_id="c", placed_on=AS_OF, product=start, contact_id=end)


GIVEN: list[Fact] = [link("a", "b"), link("b", "c"), link("c", "d"), link("x", "y"), link("y", "x")]
EXPECT: list[Conclusion] = [
    *(Reach(start=pair[0], end=pair[1]) for pair in ("ab", "bc", "cd", "ac", "bd", "ad")),
    *(Reach(start=pair[0], end=pair[1]) for pair in ("xy", "yx", "xx", "yy")),
    Finding(code="dead_end", about="d", rule="case.dead_end"),
]
SUPPORTS = [
    (EXPECT[0], [by("step", GIVEN[0])]),
    (EXPECT[5], [by("further", EXPECT[0], EXPECT[4]), by("further", EXPECT[3], EXPECT[2])]),
    (EXPECT[8], [by("further", EXPECT[8], EXPECT[8]), by("further", EXPECT[6], EXPECT[7])]),
    (EXPECT[10], [by("dead_end", EXPECT[n]) for n in (2, 4, 5)]),
]
