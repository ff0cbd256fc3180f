"""A condition that needs no fact holds for all bindings or for none."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding, Interaction, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, as_of, days, exists, latest, param, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)

PLAYBOOK.parameter("case.from", date(2026, 3, 1), "First day.")


@PLAYBOOK.rule(origin="test")
def started(order: Order) -> Clause:
    """Note orders once the season began."""
    return when(as_of() >= param("case.from"), exists(Customer)).then(warn("started", about=order.id))


@PLAYBOOK.rule(origin="test")
def over(order: Order) -> Clause:
    """Note orders once the season ended."""
    return when(as_of() > param("case.from") + days(90)).then(warn("over", about=order.id))


@PLAYBOOK.rule(origin="test")
def unknown(order: Order) -> Clause:
    """Compare with the day of a visit that never was."""
    return when(value(latest(Interaction, lambda i: i.on)) < as_of()).then(warn("unknown"))


GIVEN: list[Fact] = [Customer(customer_id="c"), Order(id="o1", customer_id="c", placed_on=AS_OF)]
EXPECT: list[Conclusion] = [Finding(code="started", about="o1", rule="case.started")]
SUPPORTS = [(EXPECT[0], [by("started", GIVEN[1], witnesses=[GIVEN[0]])])]
