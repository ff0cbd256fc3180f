"""A rule may conclude several things, of several types, for the same facts."""

from __future__ import annotations

from datetime import date

from relcore.facts import Assessment, Axis, Evidence, Finding, Order, Question, Score
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, ask, assess, days, evidence, or_else, score, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)


@PLAYBOOK.rule(origin="test")
def several(order: Order) -> Clause:
    """Conclude one of each."""
    return when(value(order.cancelled)).then(
        warn("cancelled", about=order.id),
        ask("why_cancelled", about=order.id),
        warn("cancelled_on", since=order.placed_on),
        score(Axis.VALUE, "vip", points=-1),
        assess(Axis.CARE_LEVEL, None, reason="cancelled", expires=order.placed_on + days(30)),
        evidence(Axis.VALUE, "vip", points=-1, cue=or_else(order.id, "no id")),
    )


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=FIRST, cancelled=True),
    Order(id="o2", customer_id="c", placed_on=FIRST, cancelled=False),
]
EXPECT: list[Conclusion] = [
    Finding(code="cancelled", about="o1", rule="case.several"),
    Question(code="why_cancelled", about="o1", rule="case.several"),
    Finding(code="cancelled_on", since=FIRST, rule="case.several"),
    Score(axis=Axis.VALUE, value="vip", points=-1),
    Assessment(axis=Axis.CARE_LEVEL, reason="cancelled", expires=date(2026, 3, 2), rule="case.several"),
    Evidence(axis=Axis.VALUE, value="vip", points=-1, cue="o1", rule="case.several"),
]
SUPPORTS = [(conclusion, [by("several", GIVEN[0])]) for conclusion in EXPECT]
