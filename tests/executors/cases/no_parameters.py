"""A rule without parameters speaks of the customer as a whole, once."""

from __future__ import annotations

from datetime import date

from relcore.facts import Complaint, Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, always, as_of, exists, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def always_so() -> Clause:
    """Warn in any case."""
    return always().then(warn("always"))


@PLAYBOOK.rule(origin="test")
def no_orders() -> Clause:
    """Warn where there are orders and no complaint."""
    return when(exists(Order), absent(Complaint), as_of() >= AS_OF).then(warn("orders"))


@PLAYBOOK.rule(origin="test")
def never() -> Clause:
    """Warn where there are complaints."""
    return when(exists(Complaint)).then(warn("complaints"))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=AS_OF),
    Order(id="o2", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Finding(code="always", rule="case.always_so"),
    Finding(code="orders", rule="case.no_orders"),
]
SUPPORTS = [
    (EXPECT[0], [by("always_so")]),
    (EXPECT[1], [by("no_orders", witnesses=[GIVEN[0]])]),
]
