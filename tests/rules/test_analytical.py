from __future__ import annotations

from datetime import timedelta

import pytest

from relcore.facts import Action, InteractionKind, Personality, VerdictKind
from tests.rules.support import (
    DAY,
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

ANALYTICAL = [somebody(), known_as(Personality.ANALYTICAL)]
OTHER = [somebody(), known_as(Personality.EMOTIONAL)]
MEETING = meeting()


def test_an_open_deal_calls_for_a_written_proposal_until_there_is_one() -> None:
    found = recommended(decide([*ANALYTICAL, deal()]), Action.WRITTEN_PROPOSAL)
    assert (found.about, found.due) == ("deal", ago(-7))
    assert Action.WRITTEN_PROPOSAL not in actions(
        decide([*ANALYTICAL, deal(), met(InteractionKind.PROPOSAL)])
    )
    assert Action.WRITTEN_PROPOSAL not in actions(decide([*OTHER, deal()]))
    assert actions(decide(ANALYTICAL)) == set()


def test_the_proposal_is_due_a_week_after_the_last_contact() -> None:
    call = met(InteractionKind.CALL, ago(5))
    assert recommended(decide([*ANALYTICAL, deal(), call]), Action.WRITTEN_PROPOSAL).due == ago(-2)


def test_an_objection_gets_a_direct_answer() -> None:
    talk = met(objection="no test report", objection_answered=False, next_step_agreed=True)
    assert recommended(decide([*ANALYTICAL, talk]), Action.FACTUAL_ANSWER).due == ago(1)


def test_a_meeting_is_prepared_with_work_topics_unless_it_is_cancelled() -> None:
    assert recommended(decide([*ANALYTICAL, MEETING]), Action.PREPARE_VISIT).about == "meeting"
    assert Action.PREPARE_VISIT not in actions(decide([*ANALYTICAL, meeting(cancelled=True)]))


@pytest.mark.parametrize(("days", "waits"), [(0, True), (13, True), (14, False), (60, False)])
def test_nobody_is_asked_for_a_decision_within_two_weeks_of_an_offer(days: int, waits: bool) -> None:
    offer = met(InteractionKind.PROPOSAL, ago(days))
    ledger = decide(
        [*ANALYTICAL, deal(), offer], DAY, *with_proposal(Action.ASK_FOR_DECISION, Action.USER_DEMO)
    )
    found = verdicts(ledger, Action.ASK_FOR_DECISION)
    assert ("analytical-time-to-weigh" in found) is waits
    assert verdicts(ledger, Action.USER_DEMO) == {}
    if waits:
        assert found["analytical-time-to-weigh"].kind == VerdictKind.DEFER
        assert found["analytical-time-to-weigh"].until == offer.on + timedelta(days=14)


def test_after_an_offer_time_is_given_openly() -> None:
    offer = met(InteractionKind.QUOTE, ago(4))
    assert recommended(decide([*ANALYTICAL, offer]), Action.GIVE_TIME_TO_DECIDE).due == ago(-10)
    assert Action.GIVE_TIME_TO_DECIDE not in actions(decide([*OTHER, offer]))


def test_small_talk_gives_way_to_goals_and_achievements() -> None:
    ledger = decide(ANALYTICAL, DAY, *with_proposal(Action.SMALL_TALK))
    found = verdicts(ledger, Action.SMALL_TALK)["analytical-work-instead-of-small-talk"]
    assert found.replaced_by == Action.TALK_ABOUT_ACHIEVEMENTS
    assert verdicts(decide(OTHER, DAY, *with_proposal(Action.SMALL_TALK)), Action.SMALL_TALK) == {}
