"""Practical things for the customer: answers, other ways, a hand at their own event."""

from __future__ import annotations

import pytest

from relcore.facts import AccountEventKind, Action, Direction, InteractionKind, Purpose
from relcore.rules.principles import dedication
from tests.rules.records import happened
from tests.rules.support import DAY, actions, ago, decide, met, recommended


def test_an_open_question_is_answered_within_a_day_as_a_service() -> None:
    asked = met(InteractionKind.REQUEST, on=ago(1), direction=Direction.INBOUND)
    answer = recommended(decide([asked], DAY, dedication.playbook), Action.FACTUAL_ANSWER)
    assert (answer.due, answer.purpose, answer.about) == (DAY, Purpose.SERVICE, "talk")


def test_a_question_that_was_answered_stays_answered() -> None:
    answered = met(InteractionKind.REQUEST, on=ago(1), answered=True)
    assert actions(decide([answered], DAY, dedication.playbook)) == set()
    asked = met(InteractionKind.REQUEST, on=ago(2))
    called = met(InteractionKind.CALL, on=ago(1), id="call", direction=Direction.OUTBOUND)
    assert actions(decide([asked, called], DAY, dedication.playbook)) == set()


@pytest.mark.parametrize(("age", "answered"), [(30, True), (31, False), (-1, False)])
def test_questions_of_late_only(age: int, answered: bool) -> None:
    found = actions(decide([met(InteractionKind.REQUEST, on=ago(age))], DAY, dedication.playbook))
    assert (Action.FACTUAL_ANSWER in found) is answered


@pytest.mark.parametrize(
    ("kind", "age", "action"),
    [
        (AccountEventKind.UNREASONABLE_NEED, 3, Action.OFFER_ALTERNATIVE),
        (AccountEventKind.SUGGESTION, 3, Action.INVITE_INTO_DESIGN),
        (AccountEventKind.CUSTOMER_EVENT, -30, Action.HOST_CUSTOMER_EVENT),
    ],
)
def test_events_call_for_service_until_they_are_settled(
    kind: AccountEventKind, age: int, action: Action
) -> None:
    assert actions(decide([happened(kind, age)], DAY, dedication.playbook)) == {action}
    assert actions(decide([happened(kind, age, resolved=True)], DAY, dedication.playbook)) == set()


def test_an_event_that_is_over_needs_no_hand() -> None:
    assert actions(decide([happened(AccountEventKind.CUSTOMER_EVENT, 1)], DAY, dedication.playbook)) == set()
