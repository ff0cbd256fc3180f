"""Axes without an answer say why."""

from __future__ import annotations

import pytest

from relcore.advisor import Advisor
from relcore.facts import Axis, Customer, Fact, OpportunityStage
from relcore.rules import unsettled
from tests.rules.records import order
from tests.rules.support import DAY, WHO, ago, assessed, deal, decide, somebody


def test_who_shows_nothing_carries_no_tag_and_stands_on_no_step() -> None:
    ledger = decide([somebody()], DAY, unsettled.playbook)
    tag, step = assessed(ledger, Axis.LIFECYCLE), assessed(ledger, Axis.SALE_STEP)
    assert (tag.value, tag.reason) == (None, "tag-unknown")
    assert (step.value, step.reason) == (None, "no-deal-under-way")


@pytest.mark.parametrize(
    ("facts", "tag"),
    [
        ([somebody(is_prospect=True)], "potential"),
        ([somebody(), deal(stage=OpportunityStage.PROSPECTING)], "potential"),
        ([somebody(), deal()], "interested"),
        ([somebody(), order(9)], "closed"),
    ],
)
def test_whoever_has_a_tag_has_one_answer(facts: list[Fact], tag: str) -> None:
    assert assessed(decide(facts, DAY, unsettled.playbook), Axis.LIFECYCLE).value == tag


def test_a_deal_has_a_step_until_it_is_lost() -> None:
    assert assessed(decide([somebody(), deal()], DAY, unsettled.playbook), Axis.SALE_STEP).value == "entry"
    lost = deal(stage=OpportunityStage.LOST, closed_on=ago(1))
    assert assessed(decide([somebody(), lost], DAY, unsettled.playbook), Axis.SALE_STEP).value is None


def test_all_twelve_axes_answer_even_where_nothing_is_known() -> None:
    advice = Advisor().advise([Customer(customer_id=WHO)], as_of=DAY)
    assert set(advice.assessments) == set(Axis)
    assert all(found.abstained and found.text for found in advice.assessments.values())
