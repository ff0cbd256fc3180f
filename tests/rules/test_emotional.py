from __future__ import annotations

import pytest

from relcore.facts import Action, Direction, InteractionKind, Personality
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

EMOTIONAL = [somebody(), known_as(Personality.EMOTIONAL)]


def test_an_open_deal_calls_for_pictures_names_and_a_relaxed_place() -> None:
    wanted = {Action.VISUAL_PRESENTATION, Action.REFERENCE_LIST, Action.INFORMAL_MEETING}
    assert wanted <= actions(decide([*EMOTIONAL, deal()]))
    assert actions(decide(EMOTIONAL)) == set()
    assert not wanted & actions(decide([somebody(), known_as(Personality.DOMINANT), deal()]))


def test_what_has_been_done_is_not_advised_again() -> None:
    shown = met(InteractionKind.DEMO, informal_venue=True)
    found = actions(decide([*EMOTIONAL, deal(), shown]))
    assert not {Action.VISUAL_PRESENTATION, Action.INFORMAL_MEETING} & found
    before = met(InteractionKind.DEMO, ago(21), informal_venue=True)
    found = actions(decide([*EMOTIONAL, deal(), before]))
    assert {Action.VISUAL_PRESENTATION, Action.INFORMAL_MEETING} <= found


def test_a_meeting_begins_with_open_talk() -> None:
    assert recommended(decide([*EMOTIONAL, meeting()]), Action.SMALL_TALK).about == "meeting"


@pytest.mark.parametrize(
    ("fields", "days", "wanted"),
    [
        ({"answered": False}, 3, True),
        ({"answered": False}, 30, True),
        ({"answered": False}, 31, False),
        ({"answered": True}, 3, False),
        ({"answered": None}, 3, False),
        ({"answered": False, "direction": Direction.OUTBOUND}, 3, False),
    ],
)
def test_an_open_question_is_answered_the_next_day(
    fields: dict[str, object], days: int, wanted: bool
) -> None:
    question = met(InteractionKind.REQUEST, ago(days), **{"direction": Direction.INBOUND, **fields})
    ledger = decide([*EMOTIONAL, question])
    assert (Action.FACTUAL_ANSWER in actions(ledger)) is wanted
    if wanted:
        assert recommended(ledger, Action.FACTUAL_ANSWER).due == ago(days - 1)


def test_an_objection_is_answered_the_next_day() -> None:
    talk = met(objection="dull", objection_answered=False)
    assert recommended(decide([*EMOTIONAL, talk]), Action.FACTUAL_ANSWER).due == ago(2)


def test_a_pitch_of_features_gives_way_to_pictures_of_the_benefit() -> None:
    ledger = decide(EMOTIONAL, DAY, *with_proposal(Action.PRODUCT_INTRODUCTION))
    found = verdicts(ledger, Action.PRODUCT_INTRODUCTION)["emotional-show-benefit"]
    assert found.replaced_by == Action.VISUAL_PRESENTATION
