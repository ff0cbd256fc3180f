from __future__ import annotations

from datetime import timedelta

import pytest

from relcore.facts import Action, Personality
from tests.rules.support import (
    DAY,
    actions,
    ago,
    decide,
    known_as,
    meeting,
    met,
    recommended,
    somebody,
    warnings,
)

DOMINANT = [somebody(), known_as(Personality.DOMINANT)]
ANYBODY = [somebody()]


@pytest.mark.parametrize(
    ("seconds", "dominant", "anybody"),
    [
        (-600, False, False),
        (0, False, False),
        (59, False, False),
        (60, True, False),
        (599, True, False),
        (600, True, True),
    ],
)
def test_we_call_ahead_by_the_minute_where_every_minute_counts(
    seconds: int, dominant: bool, anybody: bool
) -> None:
    late = meeting(timedelta(seconds=seconds))
    assert (Action.CALL_AHEAD_LATE in actions(decide([*DOMINANT, late]))) is dominant
    assert (Action.CALL_AHEAD_LATE in actions(decide([*ANYBODY, late]))) is anybody


def test_the_call_is_due_today_and_about_the_meeting() -> None:
    found = recommended(decide([*DOMINANT, meeting(timedelta(minutes=1))]), Action.CALL_AHEAD_LATE)
    assert (found.due, found.about) == (DAY, "meeting")


def test_nobody_is_called_twice_or_about_a_cancelled_meeting() -> None:
    for fields in ({"notified_late": True}, {"cancelled": True}):
        ledger = decide([*DOMINANT, meeting(timedelta(minutes=30), **fields)])
        assert Action.CALL_AHEAD_LATE not in actions(ledger)


def test_no_call_is_advised_while_the_arrival_is_unknown() -> None:
    assert Action.CALL_AHEAD_LATE not in actions(decide([*DOMINANT, meeting()]))


@pytest.mark.parametrize(
    ("minutes", "dominant", "anybody"),
    [(0, False, False), (1, True, False), (9, True, False), (10, True, True)],
)
def test_a_delay_without_a_call_is_noted(minutes: int, dominant: bool, anybody: bool) -> None:
    late = met(late_minutes=minutes)
    assert ("late-without-a-call" in warnings(decide([*DOMINANT, late]))) is dominant
    assert ("late-without-a-call" in warnings(decide([*ANYBODY, late]))) is anybody


def test_a_delay_with_a_call_or_long_ago_is_not_noted() -> None:
    for talk in (met(late_minutes=20, notified_late=True), met(on=ago(31), late_minutes=20)):
        assert "late-without-a-call" not in warnings(decide([*DOMINANT, talk]))
