"""A fact whose condition is unknown is no witness, and neither is it absent by that."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding, Interaction, InteractionKind
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, exists, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)


@PLAYBOOK.rule(origin="test")
def answered(customer: Customer) -> Clause:
    """Note that a contact was answered."""
    return when(exists(Interaction, lambda i: value(i.answered))).then(warn("answered"))


@PLAYBOOK.rule(origin="test")
def unanswered(customer: Customer) -> Clause:
    """Note that a contact was not answered."""
    return when(exists(Interaction, lambda i: ~value(i.answered))).then(warn("unanswered"))


@PLAYBOOK.rule(origin="test")
def none_answered(customer: Customer) -> Clause:
    """Note that of no contact it is known that it was answered."""
    return when(absent(Interaction, lambda i: value(i.answered))).then(warn("none_answered"))


@PLAYBOOK.rule(origin="test")
def none_unanswered(customer: Customer) -> Clause:
    """Note that of no contact it is known that it was not answered."""
    return when(~exists(Interaction, lambda i: ~value(i.answered))).then(warn("none_unanswered"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Interaction(id="i1", customer_id="c", kind=InteractionKind.VISIT, on=FIRST),
]
EXPECT: list[Conclusion] = [
    Finding(code="none_answered", rule="case.none_answered"),
    Finding(code="none_unanswered", rule="case.none_unanswered"),
]
