"""A day beyond the calendar equals no unknown day."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding, Interaction, InteractionKind
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, count, days, exists, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FAR = date(2026, 6, 28) + days(5_000_000)


@PLAYBOOK.rule(origin="test")
def always(contact: Interaction) -> Clause:
    """Note a contact."""
    return when().then(warn("contact"))


@PLAYBOOK.rule(origin="test")
def compared(contact: Interaction) -> Clause:
    """Note a contact with the step beyond the calendar."""
    return when(value(contact.next_step_on) == FAR).then(warn("contact"))


@PLAYBOOK.rule(origin="test")
def looked_up(customer: Customer) -> Clause:
    """Note that there is such a contact."""
    return when(exists(Interaction, lambda i: value(i.next_step_on) == FAR)).then(warn("there is one"))


@PLAYBOOK.rule(origin="test")
def counted(customer: Customer) -> Clause:
    """Note how many there are."""
    return when(count(Interaction, lambda i: value(i.next_step_on) == FAR) >= 1).then(warn("counted"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Interaction(id="i", customer_id="c", kind=InteractionKind.CALL, on=AS_OF),
]
EXPECT: list[Conclusion] = [Finding(code="contact", rule="case.always")]
SUPPORTS = [(EXPECT[0], [by("always", GIVEN[1])])]
