"""Conclusions are settled before anything asks for their absence or their sum."""

from __future__ import annotations

from datetime import date

from relcore.facts import Assessment, Axis, Customer, Evidence, Finding, Order, Score
from relcore.facts.base import Conclusion, Fact
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    always,
    assess,
    evidence,
    known,
    score,
    total,
    value,
    warn,
    when,
)
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def points(order: Order) -> Clause:
    """Give a point for each order, two for a paid one."""
    return when(known(order.id)).then(
        evidence(Axis.VALUE, "vip", points=1, cue=value(order.id)),
    )


@PLAYBOOK.rule(origin="test")
def paid(order: Order) -> Clause:
    """Give another point for a paid order."""
    return when(value(order.paid), known(order.id)).then(
        evidence(Axis.VALUE, "vip", points=1, cue=value(order.id))
    )


@PLAYBOOK.rule(origin="test")
def summed(customer: Customer) -> Clause:
    """Sum the points."""
    return always().then(
        score(
            Axis.VALUE,
            "vip",
            points=total(Evidence, lambda e: e.points, lambda e: (e.axis == Axis.VALUE) & (e.value == "vip")),
        )
    )


@PLAYBOOK.rule(origin="test")
def assessed(score: Score) -> Clause:
    """Assess the value by its points."""
    return when(score.axis == Axis.VALUE, score.points >= 3).then(assess(Axis.VALUE, score.value))


@PLAYBOOK.rule(origin="test")
def abstained(customer: Customer) -> Clause:
    """Abstain where no step is assessed."""
    return when(absent(Assessment, lambda a: a.axis == Axis.LADDER)).then(warn("abstained"))


@PLAYBOOK.rule(origin="test")
def not_assessed(customer: Customer) -> Clause:
    """Note that the value is not assessed, which is not so."""
    return when(absent(Assessment, lambda a: a.axis == Axis.VALUE)).then(warn("not_assessed"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, paid=True),
    Order(id="o2", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Evidence(axis=Axis.VALUE, value="vip", points=1, cue="o1", rule="case.points"),
    Evidence(axis=Axis.VALUE, value="vip", points=1, cue="o2", rule="case.points"),
    Evidence(axis=Axis.VALUE, value="vip", points=1, cue="o1", rule="case.paid"),
    Score(axis=Axis.VALUE, value="vip", points=3),
    Assessment(axis=Axis.VALUE, value="vip", rule="case.assessed"),
    Finding(code="abstained", rule="case.abstained"),
]
SUPPORTS = [(EXPECT[3], [by("summed", GIVEN[0])]), (EXPECT[4], [by("assessed", EXPECT[3])])]
