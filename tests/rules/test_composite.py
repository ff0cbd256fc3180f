from __future__ import annotations

import pytest

from relcore.facts import Action, Archetype, CueKind, Fact
from tests.rules.support import (
    DAY,
    actions,
    ago,
    deal,
    decide,
    known_as,
    met,
    questions,
    recommended,
    saw,
    somebody,
    verdicts,
    warnings,
    with_proposal,
)

SHIFTS = [somebody(), *saw(CueKind.TYPE_SHIFTS, on=ago(4))]
CLOSE = [somebody(), known_as(Archetype.STINGY), known_as(Archetype.GREEDY)]
CLEAR = [somebody(), known_as(Archetype.RATIONAL)]
UNSEEN = [somebody()]


@pytest.mark.parametrize(("facts", "reason"), [(SHIFTS, "composite-shifts"), (CLOSE, "composite-too-close")])
def test_a_buyer_in_doubt_is_observed_again(facts: list[Fact], reason: str) -> None:
    assert recommended(decide(facts), Action.REOBSERVE).reason == reason


@pytest.mark.parametrize("facts", [CLEAR, UNSEEN])
def test_a_buyer_who_is_clear_or_unseen_is_not_observed_again(facts: list[Fact]) -> None:
    assert Action.REOBSERVE not in actions(decide(facts))


def test_the_next_look_is_due_two_weeks_after_the_last_one() -> None:
    assert recommended(decide(SHIFTS), Action.REOBSERVE).due == ago(-10)


def test_an_open_deal_calls_for_neutral_questions() -> None:
    for facts in (SHIFTS, CLOSE):
        assert Action.WITHHOLD_JUDGEMENT in actions(decide([*facts, deal()]))
        assert Action.WITHHOLD_JUDGEMENT not in actions(decide(facts))
    assert Action.WITHHOLD_JUDGEMENT not in actions(decide([*CLEAR, deal()]))


def test_nobody_plays_dumb() -> None:
    found = verdicts(decide([*SHIFTS, deal()]), Action.PLAY_DUMB)["composite-ask"]
    assert found.candidate == "composite.sources_play_dumb"
    assert found.replaced_by == Action.WITHHOLD_JUDGEMENT
    ledger = decide(UNSEEN, DAY, *with_proposal(Action.PLAY_DUMB))
    assert "composite-ask" in verdicts(ledger, Action.PLAY_DUMB)


def test_the_rules_of_no_single_type_apply_while_in_doubt() -> None:
    ledger = decide([*CLOSE, deal()])
    assert not {Action.LIMIT_EFFORT, Action.PERSONAL_KICKBACK, Action.DISCREET_RAPPORT} & actions(ledger)


def test_while_nothing_is_clear_service_is_spoken_of_first() -> None:
    for facts in (SHIFTS, CLOSE, UNSEEN):
        assert "lead-with-service" in warnings(decide([*facts, deal()]))
        assert "lead-with-service" not in warnings(decide(facts))
    assert "lead-with-service" not in warnings(decide([*CLEAR, deal()]))


def test_with_a_deal_open_and_little_seen_we_ask_what_drives_the_buyer() -> None:
    assert "what-drives-this-buyer" in questions(decide([*UNSEEN, deal()]))
    assert "what-drives-this-buyer" not in questions(decide(UNSEEN))
    assert "what-drives-this-buyer" not in questions(decide([*CLEAR, deal()]))


@pytest.mark.parametrize(
    ("before", "now", "noticed"), [(1, -1, True), (0, -1, False), (1, 0, False), (-1, 1, False)]
)
def test_a_mood_that_has_turned_is_noticed(before: int, now: int, noticed: bool) -> None:
    talks = [met(on=ago(40), id="before", sentiment=before), met(sentiment=now)]
    assert ("mood-turned" in warnings(decide([*SHIFTS, *talks]))) is noticed
    assert "mood-turned" not in warnings(decide([*CLEAR, *talks]))


def test_two_moods_on_one_day_are_no_change() -> None:
    talks = [met(id="before", sentiment=1), met(sentiment=-1)]
    assert "mood-turned" not in warnings(decide([*SHIFTS, *talks]))
