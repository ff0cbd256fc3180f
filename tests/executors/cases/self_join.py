"""A fact joins with every fact of its own type, with itself too."""

from __future__ import annotations

from datetime import date

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


@PLAYBOOK.rule(origin="test")
def pairs(first: Order, second: Order) -> Clause:
    """Note each pair of orders of which the second is not older."""
    return when(first.placed_on <= second.placed_on).then(
        warn("pair", about=second.product, since=first.placed_on)
    )


@PLAYBOOK.rule(origin="test")
def same_product(first: Order, second: Order) -> Clause:
    """Note two orders of one product."""
    return when(first.product == second.product, first.placed_on < second.placed_on).then(
        warn("same", about=first.product)
    )


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=FIRST, product="tea"),
    Order(id="o2", customer_id="c", placed_on=SECOND, product="tea"),
    Order(id="o3", customer_id="c", placed_on=SECOND),
    Order(id="o4", customer_id="c", placed_on=FIRST),
]
EXPECT: list[Conclusion] = [
    Finding(code="pair", about="tea", since=FIRST, rule="case.pairs"),
    Finding(code="pair", about="tea", since=SECOND, rule="case.pairs"),
    Finding(code="pair", since=FIRST, rule="case.pairs"),
    Finding(code="pair", since=SECOND, rule="case.pairs"),
    Finding(code="same", about="tea", rule="case.same_product"),
]
SUPPORTS = [
    (EXPECT[4], [by("same_product", GIVEN[0], GIVEN[1])]),
    (EXPECT[1], [by("pairs", GIVEN[1], GIVEN[1]), by("pairs", GIVEN[2], GIVEN[1])]),
]
