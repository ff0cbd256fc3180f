"""Potential, interested or closed."""

from __future__ import annotations

import pytest

from relcore.facts import (
    Action,
    Assessment,
    Axis,
    Direction,
    Fact,
    InteractionKind,
    LifecycleTag,
    OpportunityStage,
)
from relcore.rules import lifecycle
from tests.rules.records import order
from tests.rules.support import DAY, actions, ago, deal, decide, meeting, met, somebody

PROSPECT = somebody(is_prospect=True)
REQUEST = met(InteractionKind.REQUEST, on=ago(90), direction=Direction.INBOUND)


@pytest.mark.parametrize(
    ("facts", "tag"),
    [
        ([PROSPECT], LifecycleTag.POTENTIAL),
        ([somebody(), deal(stage=OpportunityStage.PROSPECTING)], LifecycleTag.POTENTIAL),
        ([PROSPECT, deal()], LifecycleTag.INTERESTED),
        ([PROSPECT, REQUEST], LifecycleTag.INTERESTED),
        ([PROSPECT, met(InteractionKind.REQUEST, on=DAY)], LifecycleTag.INTERESTED),
        ([PROSPECT, met(InteractionKind.REQUEST, on=ago(-1))], LifecycleTag.POTENTIAL),
        ([PROSPECT, met(InteractionKind.CALL, on=DAY)], LifecycleTag.POTENTIAL),
        ([somebody(is_prospect=True, purchase_intent=4)], LifecycleTag.INTERESTED),
        ([somebody(is_prospect=True, purchase_intent=3)], LifecycleTag.POTENTIAL),
        ([somebody(), order(900)], LifecycleTag.CLOSED),
        ([PROSPECT, deal(), order(1)], LifecycleTag.CLOSED),
    ],
)
def test_every_customer_has_one_tag(facts: list[Fact], tag: LifecycleTag) -> None:
    found = decide(facts, DAY, lifecycle.playbook).of(Assessment)
    assert [item.value for item in found if item.axis is Axis.LIFECYCLE] == [tag]


def test_where_nothing_is_known_there_is_no_tag() -> None:
    assert decide([somebody()], DAY, lifecycle.playbook).of(Assessment) == []


def test_a_question_of_long_ago_shows_no_interest() -> None:
    old = met(InteractionKind.REQUEST, on=ago(91), direction=Direction.INBOUND)
    (found,) = decide([PROSPECT, old], DAY, lifecycle.playbook).of(Assessment)
    assert found.value == LifecycleTag.POTENTIAL


@pytest.mark.parametrize(("power", "greeted"), [(3, True), (2, False), (None, False)])
def test_potential_customers_that_matter_are_greeted_now_and_then(power: int | None, greeted: bool) -> None:
    prospect = somebody(is_prospect=True, purchasing_power=power)
    assert (Action.KEEP_WARM_CALL in actions(decide([prospect], DAY, lifecycle.playbook))) is greeted
    for age in (0, 44):
        called = [prospect, met(InteractionKind.CALL, on=ago(age))]
        assert actions(decide(called, DAY, lifecycle.playbook)) == set()
    for age in (-1, 45):
        called = [prospect, met(InteractionKind.CALL, on=ago(age))]
        assert (Action.KEEP_WARM_CALL in actions(decide(called, DAY, lifecycle.playbook))) is greeted


def test_interested_customers_are_visited() -> None:
    facts = [PROSPECT, deal()]
    assert actions(decide(facts, DAY, lifecycle.playbook)) == {Action.PLANNED_VISIT}
    assert actions(decide([*facts, met(on=ago(44))], DAY, lifecycle.playbook)) == set()
    assert actions(decide([*facts, met(on=DAY)], DAY, lifecycle.playbook)) == set()
    assert actions(decide([*facts, met(on=ago(45))], DAY, lifecycle.playbook)) == {Action.PLANNED_VISIT}
    assert actions(decide([*facts, meeting()], DAY, lifecycle.playbook)) == set()
    assert actions(decide([*facts, order(1)], DAY, lifecycle.playbook)) == set()
