"""Conclusions that come in as facts take part in a recursion, and in what was constant without them."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, conclude, exists, warn, when
from relcore.ledger import GIVEN as GIVEN_AS_FACT
from relcore.ledger import Support
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Mark(Conclusion):
    """A mark."""

    name: str


@PLAYBOOK.rule(origin="test")
def second(mark: Mark) -> Clause:
    """Mark the second after the first."""
    return when(mark.name == "first").then(conclude(Mark, name="second"))


@PLAYBOOK.rule(origin="test")
def first(mark: Mark) -> Clause:
    """Mark the first after the third."""
    return when(mark.name == "third").then(conclude(Mark, name="first"))


@PLAYBOOK.rule(origin="test")
def third(mark: Mark) -> Clause:
    """Mark the third after the second."""
    return when(mark.name == "second").then(conclude(Mark, name="third"))


@PLAYBOOK.rule(origin="test")
def other(customer: Customer) -> Clause:
    """Note a mark that no rule can give."""
    return when(exists(Mark, lambda m: m.name == "other")).then(warn("other"))


GIVEN: list[Fact] = [Customer(customer_id="c"), Mark(customer_id="c", name="third"), Mark(name="other")]
EXPECT: list[Conclusion] = [
    Mark(name="first"),
    Mark(name="second"),
    Mark(name="third"),
    Mark(name="other"),
    Finding(code="other", rule="case.other"),
]
SUPPORTS = [
    (EXPECT[0], [by("first", EXPECT[2])]),
    (EXPECT[2], [Support(GIVEN_AS_FACT), by("third", EXPECT[1])]),
    (EXPECT[4], [by("other", GIVEN[0], witnesses=[EXPECT[3]])]),
]
