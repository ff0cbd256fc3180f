from __future__ import annotations

from decimal import Decimal

import pytest

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    InteractionKind,
    Personality,
    VerdictKind,
)
from tests.rules.support import (
    DAY,
    WHO,
    actions,
    ago,
    deal,
    decide,
    known_as,
    meeting,
    met,
    recommended,
    somebody,
    verdicts,
    with_proposal,
)

DOMINANT = [somebody(), known_as(Personality.DOMINANT)]
OTHER = [somebody(), known_as(Personality.AMIABLE)]
MEETING = meeting()


def test_a_meeting_and_else_an_open_deal_calls_for_one_page_on_the_return() -> None:
    assert recommended(decide([*DOMINANT, deal()]), Action.ROI_BRIEF).about == "deal"
    assert recommended(decide([*DOMINANT, deal(), MEETING]), Action.ROI_BRIEF).about == "meeting"
    assert Action.ROI_BRIEF not in actions(decide([*DOMINANT, deal(), met(InteractionKind.PROPOSAL)]))
    assert actions(decide(DOMINANT)) == set()
    assert Action.ROI_BRIEF not in actions(decide([*OTHER, deal(), MEETING]))


def test_an_objection_is_answered_the_next_day() -> None:
    talk = met(objection="dear", objection_answered=False, next_step_agreed=True)
    found = recommended(decide([*DOMINANT, talk]), Action.FACTUAL_ANSWER)
    assert (found.due, found.weight) == (ago(2), Decimal(2))


def test_a_success_is_spoken_of_for_two_months() -> None:
    for days, wanted in ((60, True), (61, False)):
        prize = AccountEvent(customer_id=WHO, id="prize", kind=AccountEventKind.HONOUR, on=ago(days))
        assert (Action.TALK_ABOUT_ACHIEVEMENTS in actions(decide([*DOMINANT, prize]))) is wanted


@pytest.mark.parametrize(
    ("action", "reason", "instead"),
    [
        (Action.SMALL_TALK, "dominant-no-chat", None),
        (Action.INFORMAL_MEETING, "dominant-no-chat", None),
        (Action.WRITTEN_PROPOSAL, "dominant-one-page-return", Action.ROI_BRIEF),
        (Action.PRODUCT_INTRODUCTION, "dominant-result-not-technique", Action.ROI_BRIEF),
        (Action.CONFRONT_WITH_EVIDENCE, "dominant-no-argument", Action.TELL_TACTFULLY),
    ],
)
def test_chat_length_technique_and_argument_are_kept_away(
    action: Action, reason: str, instead: Action | None
) -> None:
    found = verdicts(decide(DOMINANT, DAY, *with_proposal(action)), action)[reason]
    assert found.replaced_by == instead
    assert found.kind == (VerdictKind.REPLACE if instead else VerdictKind.DENY)
    assert reason not in verdicts(decide(OTHER, DAY, *with_proposal(action)), action)
