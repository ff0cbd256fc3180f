"""A rule fires once for its facts, however many others satisfy an existence."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding, Interaction, InteractionKind
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, exists, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


@PLAYBOOK.rule(origin="test")
def visited(customer: Customer) -> Clause:
    """Note that there was a visit."""
    return when(exists(Interaction, lambda i: i.kind == InteractionKind.VISIT)).then(warn("visited"))


@PLAYBOOK.rule(origin="test")
def called(customer: Customer) -> Clause:
    """Note that there was a call."""
    return when(exists(Interaction, lambda i: i.kind == InteractionKind.CALL)).then(warn("called"))


@PLAYBOOK.rule(origin="test")
def anything(customer: Customer) -> Clause:
    """Note that there was any contact."""
    return when(exists(Interaction)).then(warn("contacted"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Interaction(id="i3", customer_id="c", kind=InteractionKind.VISIT, on=FIRST),
    Interaction(id="i2", customer_id="c", kind=InteractionKind.VISIT, on=SECOND),
    Interaction(id="i1", customer_id="c", kind=InteractionKind.EMAIL, on=SECOND),
]
EXPECT: list[Conclusion] = [
    Finding(code="visited", rule="case.visited"),
    Finding(code="contacted", rule="case.anything"),
]
SUPPORTS = [
    (EXPECT[0], [by("visited", GIVEN[0], witnesses=[GIVEN[2]])]),
    (EXPECT[1], [by("anything", GIVEN[0], witnesses=[GIVEN[3]])]),
]
