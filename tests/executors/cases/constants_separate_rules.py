"""Rules of one type do not wait for one another where constants keep them apart."""

from __future__ import annotations

from datetime import date

from relcore.facts import Assessment, Axis, Customer
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, always, assess, known, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def ladder(customer: Customer) -> Clause:
    """Assess the ladder where the value is not assessed."""
    return when(absent(Assessment, lambda a: (a.axis == Axis.VALUE) & known(a.value))).then(
        assess(Axis.LADDER, "stranger")
    )


@PLAYBOOK.rule(origin="test")
def depth(assessment: Assessment) -> Clause:
    """Assess the depth by the ladder."""
    return when(assessment.axis == Axis.LADDER).then(assess(Axis.DEPTH, assessment.value))


@PLAYBOOK.rule(origin="test")
def closeness(customer: Customer) -> Clause:
    """Assess the closeness where the depth is not assessed, which it is."""
    return when(absent(Assessment, lambda a: a.axis == Axis.DEPTH)).then(assess(Axis.CLOSENESS, "far"))


@PLAYBOOK.rule(origin="test")
def value_unknown(customer: Customer) -> Clause:
    """Abstain from the value."""
    return always().then(assess(Axis.VALUE, None, reason="too_little"))


GIVEN: list[Fact] = [Customer(customer_id="c")]
EXPECT: list[Conclusion] = [
    Assessment(axis=Axis.LADDER, value="stranger", rule="case.ladder"),
    Assessment(axis=Axis.DEPTH, value="stranger", rule="case.depth"),
    Assessment(axis=Axis.VALUE, reason="too_little", rule="case.value_unknown"),
]
