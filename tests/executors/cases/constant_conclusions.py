"""Arithmetic and tests over a conclusion whose content is written in the rule itself."""

from __future__ import annotations

from datetime import date

from relcore.facts import Axis, Customer, Finding, Score
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, known, one_of, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def points(customer: Customer) -> Clause:
    """Everybody gets three points."""
    return always().then(conclude(Score, axis=Axis.VALUE, value="key", points=3))


@PLAYBOOK.rule(origin="test")
def added(score: Score) -> Clause:
    """Add to the points, and say whether that is known."""
    return when(known(score.points - 1), score.points + 4 > 6, ~(score.points * 2 == 5)).then(warn("added"))


@PLAYBOOK.rule(origin="test")
def never(score: Score) -> Clause:
    """Look for points that nobody gives."""
    return when(one_of(score.points + 1, 1, 2)).then(warn("never"))


GIVEN: list[Fact] = [Customer(customer_id="c")]
EXPECT: list[Conclusion] = [
    Score(axis=Axis.VALUE, value="key", points=3),
    Finding(code="added", rule="case.added"),
]
