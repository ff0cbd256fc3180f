from __future__ import annotations

from datetime import timedelta

import pytest

from relcore.facts import (
    Action,
    Archetype,
    Commitment,
    CommitmentKind,
    InteractionKind,
    Order,
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
    met,
    recommended,
    somebody,
    verdicts,
    with_proposal,
)

TASK = [somebody(), known_as(Archetype.TASK_DRIVEN)]
ORDER = Order(customer_id=WHO, id="order", placed_on=ago(10))


def test_a_service_period_is_committed_to_once_in_a_deal() -> None:
    assert recommended(decide([*TASK, deal()]), Action.SERVICE_COMMITMENT).about == "deal"
    for days, wanted in ((5, False), (20, False), (21, True)):
        promise = Commitment(customer_id=WHO, kind=CommitmentKind.SERVICE, made_on=ago(days))
        assert (Action.SERVICE_COMMITMENT in actions(decide([*TASK, deal(), promise]))) is wanted


def test_an_analysis_is_offered_until_we_have_brought_an_idea() -> None:
    assert Action.PROACTIVE_ANALYSIS in actions(decide([*TASK, deal()]))
    assert Action.PROACTIVE_ANALYSIS not in actions(decide([*TASK, deal(), met(new_idea=True)]))


def test_the_first_meeting_is_followed_up_within_three_days() -> None:
    first = met(next_step_agreed=True)
    found = recommended(decide([*TASK, first]), Action.SCHEDULE_NEXT_STEP)
    assert found.due == first.on + timedelta(days=3)
    again = met(InteractionKind.CALL, ago(1), id="call")
    assert Action.SCHEDULE_NEXT_STEP not in actions(decide([*TASK, first, again]))
    earlier = met(InteractionKind.CALL, ago(90), id="call")
    assert Action.SCHEDULE_NEXT_STEP not in actions(decide([*TASK, first, earlier]))


def test_effort_is_limited_between_purchases_and_not_during_a_deal() -> None:
    assert Action.LIMIT_EFFORT in actions(decide([*TASK, ORDER]))
    assert Action.LIMIT_EFFORT not in actions(decide([*TASK, ORDER, deal()]))
    assert Action.LIMIT_EFFORT not in actions(decide(TASK))


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (Action.COMPANY_REBATE, "task-no-special-price"),
        (Action.MEMBER_DISCOUNT, "task-no-special-price"),
        (Action.RETENTION_OFFER, "task-no-special-price"),
        (Action.INVITE_TO_BANQUET, "task-no-courting"),
        (Action.LEADER_VISIT, "task-no-courting"),
    ],
)
def test_special_prices_and_courting_are_denied(action: Action, reason: str) -> None:
    found = verdicts(decide(TASK, DAY, *with_proposal(action)), action)
    assert found[reason].kind == VerdictKind.DENY
    rational = [somebody(), known_as(Archetype.OWNER_MINDED)]
    assert reason not in verdicts(decide(rational, DAY, *with_proposal(action)), action)


def test_less_effort_leaves_the_service_after_the_sale_alone() -> None:
    service = (
        Action.HANDLE_COMPLAINT,
        Action.ASK_USAGE,
        Action.KEEP_PROMISE,
        Action.OFFER_REPAIR_OR_REPLACEMENT,
    )
    ledger = decide([*TASK, ORDER], DAY, *with_proposal(*service))
    assert [verdicts(ledger, action) for action in service] == [{}, {}, {}, {}]
