"""A choice that names a value twice counts a fact once."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Direction, Finding, Interaction, InteractionKind
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, count, one_of, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def once(customer: Customer) -> Clause:
    """Note one contact of ours."""
    ours = count(
        Interaction, lambda i: one_of(value(i.direction), Direction.OUTBOUND, "inbound", Direction.OUTBOUND)
    )
    return when(ours == 1).then(warn("once"))


@PLAYBOOK.rule(origin="test")
def either(customer: Customer) -> Clause:
    """Note one contact of ours, asked for twice."""
    ours = count(
        Interaction,
        lambda i: (value(i.direction) == Direction.OUTBOUND) | (value(i.direction) == Direction.OUTBOUND),
    )
    return when(ours == 1).then(warn("either"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Interaction(id="i", customer_id="c", kind=InteractionKind.CALL, on=AS_OF, direction=Direction.OUTBOUND),
]
EXPECT: list[Conclusion] = [
    Finding(code="once", rule="case.once"),
    Finding(code="either", rule="case.either"),
]
SUPPORTS = [(EXPECT[0], [by("once", GIVEN[0])]), (EXPECT[1], [by("either", GIVEN[0])])]
