"""A complaint, step by step."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import Action, ComplaintKind, ComplaintStatus, RootCause
from relcore.ledger import Ledger
from relcore.rules.plays import complaint_handling
from tests.rules.plays.told import Stand, run, statuses, steps
from tests.rules.records import complaint
from tests.rules.support import actions, ago, recommended, warnings

HEARD: dict[str, Any] = {"first_reply_on": ago(2), "heard_out": True, "apologised": True}
CHECKED = HEARD | {"inspected": True}
AGREED = CHECKED | {"asked_for_wish": True, "agreed_on": ago(1)}
CARRIED_OUT = AGREED | {"carried_out_on": ago(0)}


def handled(days_ago: int = 2, **fields: Any) -> Ledger:
    return run(complaint_handling.playbook, [complaint(days_ago, **fields)])


def stood(days_ago: int = 2, **fields: Any) -> dict[str, Stand]:
    return steps(handled(days_ago, **fields), "complaint")


def test_it_is_taken_up_and_heard_at_once_and_all_else_waits() -> None:
    fresh = statuses(handled(0, kind=ComplaintKind.QUALITY), "complaint")
    assert fresh == {
        "complaint-take-up": "due",
        "complaint-hear-out": "due",
        "complaint-inspect": "due",
        "complaint-ask-wish": "waiting",
        "complaint-agree": "waiting",
        "complaint-carry-out": "waiting",
        "complaint-confirm": "waiting",
        "complaint-file": "waiting",
        "complaint-follow-up": "waiting",
    }


@pytest.mark.parametrize(
    ("days_ago", "code", "status"),
    [
        (0, "complaint-take-up", "due"),
        (1, "complaint-take-up", "late"),
        (2, "complaint-inspect", "due"),
        (3, "complaint-inspect", "late"),
    ],
)
def test_each_step_has_its_own_day(days_ago: int, code: str, status: str) -> None:
    assert stood(days_ago, kind=ComplaintKind.USE)[code].status == status


def test_where_there_is_no_product_the_facts_are_checked() -> None:
    assert "complaint-inspect" not in stood(kind=ComplaintKind.PRICE)
    assert "complaint-check-facts" in stood(kind=ComplaintKind.PRICE)
    assert "complaint-check-facts" in stood(kind=None)


def test_who_was_heard_and_understood_is_asked_for_a_wish() -> None:
    told = stood(**HEARD, kind=ComplaintKind.QUALITY)
    assert told["complaint-ask-wish"].status == "waiting"
    assert stood(**CHECKED, kind=ComplaintKind.QUALITY)["complaint-ask-wish"].status == "due"
    assert stood(**CHECKED, claim_amount=50)["complaint-ask-wish"].status == "done"


@pytest.mark.parametrize(("days_ago", "status"), [(3, "due"), (4, "late")])
def test_an_agreement_is_due_in_three_days(days_ago: int, status: str) -> None:
    asked = CHECKED | {"first_reply_on": ago(2), "asked_for_wish": True}
    assert stood(days_ago, **asked)["complaint-agree"] == Stand(status, ago(days_ago - 3))


def test_what_was_passed_on_gets_time_for_the_decision() -> None:
    passed = CHECKED | {"asked_for_wish": True, "escalated_on": ago(1)}
    assert stood(9, **passed)["complaint-agree"] == Stand("due", ago(-2))


def test_after_the_agreement_the_solution_is_carried_out_confirmed_and_filed() -> None:
    assert stood(**AGREED)["complaint-carry-out"] == Stand("due", ago(-6))
    assert stood(**AGREED)["complaint-take-up"].status == "done"
    assert stood(**CARRIED_OUT)["complaint-confirm"] == Stand("due", ago(-3))
    assert stood(**CARRIED_OUT)["complaint-file"].status == "waiting"
    content = CARRIED_OUT | {"confirmed_satisfied": True}
    assert stood(**content)["complaint-file"] == Stand("due", ago(-7))
    assert stood(**content)["complaint-follow-up"] == Stand("due", ago(-30))


def test_a_customer_who_is_not_content_keeps_the_complaint_open() -> None:
    assert stood(**CARRIED_OUT, confirmed_satisfied=False)["complaint-confirm"].status == "due"


def test_the_play_ends_when_the_facts_are_filed_and_somebody_asked_again() -> None:
    over = CARRIED_OUT | {"status": ComplaintStatus.SETTLED, "closed_on": ago(0), "confirmed_satisfied": True}
    assert stood(**over, filed_for_improvement=True)["complaint-follow-up"].status == "due"
    assert stood(**over, filed_for_improvement=True, followed_up_on=ago(0)) == {}


@pytest.mark.parametrize(("days_ago", "on"), [(90, True), (91, False)])
def test_nobody_files_a_case_that_was_closed_long_ago(days_ago: int, on: bool) -> None:
    closed = stood(100, status=ComplaintStatus.SETTLED, closed_on=ago(days_ago))
    assert bool(closed) is on
    assert "complaint-confirm" not in closed


def test_a_rejected_complaint_is_no_play() -> None:
    assert stood(status=ComplaintStatus.REJECTED) == {}


def test_what_is_due_is_recommended_by_its_day() -> None:
    ledger = handled(0, kind=ComplaintKind.QUALITY)
    step = recommended(ledger, Action.HANDLE_COMPLAINT, "next-step-complaint")
    assert (step.about, step.due, step.weight) == ("complaint", ago(0), Decimal(5))
    reasons = {item.action for item in ledger.of(type(step)) if item.reason == "next-step-complaint"}
    assert reasons == {Action.HANDLE_COMPLAINT, Action.LISTEN_AND_APOLOGISE, Action.INSPECT_PRODUCT}


def test_two_complaints_are_two_plays() -> None:
    told = [complaint(0, id="new"), complaint(5, id="old", **AGREED | {"first_reply_on": ago(4)})]
    ledger = run(complaint_handling.playbook, told)
    assert Action.CARRY_OUT_SOLUTION in actions(ledger)
    assert recommended(ledger, Action.CARRY_OUT_SOLUTION, "next-step-complaint").about == "old"
    assert recommended(ledger, Action.HANDLE_COMPLAINT, "next-step-complaint").about == "new"


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (RootCause.POOR_QUALITY, "root-poor-quality"),
        (RootCause.WRONG_USE, "root-wrong-use"),
        (RootCause.POOR_SERVICE, "root-poor-service"),
        (RootCause.UNREALISTIC_EXPECTATION, "root-expectation"),
    ],
)
def test_a_proved_cause_says_who_has_to_remove_it(cause: RootCause, code: str) -> None:
    roots = {word for word in warnings(handled(cause=cause, cause_verified=True)) if word.startswith("root")}
    assert roots == {code}
    assert not {word for word in warnings(handled(cause=cause)) if word.startswith("root")}


def test_too_great_a_hope_is_put_right_kindly() -> None:
    hoped = handled(cause=RootCause.UNREALISTIC_EXPECTATION)
    assert recommended(hoped, Action.TELL_TACTFULLY).due == ago(0)
    assert Action.TELL_TACTFULLY not in actions(handled(cause=RootCause.WRONG_USE))
