"""Complaints from the first call to the file, claims within authority, and no selling meanwhile."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import (
    Action,
    Complaint,
    ComplaintKind,
    ComplaintStatus,
    CueKind,
    IssueClass,
    RepAuthority,
    RootCause,
    VerdictKind,
)
from relcore.ledger import Ledger
from relcore.rules import claims, complaints, ill_will
from relcore.rules.principles import integrity
from tests.rules.proposals import judged, proposal, replaced
from tests.rules.records import complaint
from tests.rules.support import DAY, actions, ago, decide, questions, recommended, saw, somebody, warnings


def run(*told: Complaint) -> Ledger:
    return decide(told, DAY, complaints.playbook)


def test_a_complaint_is_taken_up_on_the_same_day() -> None:
    step = recommended(run(complaint(0)), Action.HANDLE_COMPLAINT)
    assert (step.due, step.about) == (DAY, "complaint")
    assert warnings(run(complaint(0))) == set()


def test_a_complaint_without_a_reply_is_a_warning_from_the_next_day_on() -> None:
    assert "complaint-unanswered" in warnings(run(complaint(1)))
    assert warnings(run(complaint(1, first_reply_on=ago(1)))) == set()


@pytest.mark.parametrize(
    "fields",
    [
        {"status": ComplaintStatus.SETTLED},
        {"status": ComplaintStatus.REJECTED},
        {"closed_on": ago(1)},
        {"opened_on": ago(-1)},
    ],
    ids=["settled", "rejected", "closed", "to come"],
)
def test_what_is_not_open_is_not_taken_up(fields: dict[str, Any]) -> None:
    assert Action.HANDLE_COMPLAINT not in actions(run(complaint(**fields)))


@pytest.mark.parametrize(("closes_in", "open_"), [(0, False), (1, True)])
def test_a_complaint_is_open_until_the_day_on_which_it_is_closed(closes_in: int, open_: bool) -> None:
    ledger = run(complaint(closed_on=ago(-closes_in)))
    assert (Action.HANDLE_COMPLAINT in actions(ledger)) is open_


def test_of_a_closed_complaint_nothing_remains_but_to_learn() -> None:
    everything: dict[str, Any] = {
        "kind": ComplaintKind.QUALITY,
        "issue": IssueClass.DAILY,
        "cause": RootCause.POOR_QUALITY,
        "cause_verified": True,
        "misunderstanding": True,
        "claim_amount": 100,
        "claim_reasonable": True,
        "keeps_demanding": True,
    }
    told = [complaint(n, id=str(n), closed_on=ago(0), **everything) for n in (1, 2, 3)]
    ledger = decide(told, DAY, complaints.playbook, claims.playbook, ill_will.playbook)
    assert actions(ledger) == {Action.FILE_FOR_IMPROVEMENT}
    assert warnings(ledger) == questions(ledger) == set()


@pytest.mark.parametrize(
    ("fields", "action", "found"),
    [
        ({"kind": ComplaintKind.USE}, Action.INSPECT_PRODUCT, True),
        ({"kind": ComplaintKind.PRICE}, Action.INSPECT_PRODUCT, False),
        ({"cause": RootCause.POOR_SERVICE, "cause_verified": True}, Action.ACKNOWLEDGE_DEFECT, True),
        ({"cause": RootCause.POOR_SERVICE, "cause_verified": False}, Action.ACKNOWLEDGE_DEFECT, False),
        ({"cause": RootCause.WRONG_USE, "cause_verified": True}, Action.ACKNOWLEDGE_DEFECT, False),
        ({"claim_reasonable": True}, Action.ASK_PREFERRED_SOLUTION, True),
        ({"claim_reasonable": True, "asked_for_wish": True}, Action.ASK_PREFERRED_SOLUTION, False),
        ({}, Action.ASK_PREFERRED_SOLUTION, False),
        ({"agreed_on": ago(0)}, Action.CARRY_OUT_SOLUTION, True),
        ({"agreed_on": ago(-1)}, Action.CARRY_OUT_SOLUTION, False),
        ({"opened_on": ago(99), "carried_out_on": ago(90)}, Action.CONFIRM_SATISFACTION, True),
        ({"opened_on": ago(99), "carried_out_on": ago(91)}, Action.CONFIRM_SATISFACTION, False),
        ({"carried_out_on": ago(-1)}, Action.CONFIRM_SATISFACTION, False),
        ({"closed_on": ago(0)}, Action.FILE_FOR_IMPROVEMENT, True),
        ({"opened_on": ago(99), "closed_on": ago(90)}, Action.FILE_FOR_IMPROVEMENT, True),
        ({"opened_on": ago(99), "closed_on": ago(91)}, Action.FILE_FOR_IMPROVEMENT, False),
        ({"opened_on": ago(-1), "closed_on": ago(-1)}, Action.FILE_FOR_IMPROVEMENT, False),
    ],
)
def test_a_step_is_due_when_its_time_has_come(fields: dict[str, Any], action: Action, found: bool) -> None:
    assert (action in actions(run(complaint(**fields)))) is found


def test_each_step_asks_for_the_next_one_only() -> None:
    fresh = actions(run(complaint(kind=ComplaintKind.QUALITY)))
    assert {Action.LISTEN_AND_APOLOGISE, Action.INSPECT_PRODUCT, Action.SAY_WE_ARE_CHECKING} <= fresh
    heard: dict[str, Any] = {"heard_out": True, "apologised": True}
    assert Action.LISTEN_AND_APOLOGISE not in actions(run(complaint(**heard)))
    checked = heard | {"kind": ComplaintKind.QUALITY, "inspected": True, "cause_verified": True}
    found = actions(run(complaint(**checked, cause=RootCause.POOR_QUALITY)))
    assert {Action.ACKNOWLEDGE_DEFECT, Action.ASK_PREFERRED_SOLUTION} <= found
    assert not {Action.INSPECT_PRODUCT, Action.SAY_WE_ARE_CHECKING} & found
    agreed = checked | {"asked_for_wish": True, "agreed_on": ago(1)}
    assert actions(run(complaint(**agreed))) == {Action.CARRY_OUT_SOLUTION}
    done = agreed | {"carried_out_on": ago(0)}
    assert actions(run(complaint(**done))) == {Action.CONFIRM_SATISFACTION}
    assert actions(run(complaint(**done, confirmed_satisfied=True))) == {Action.FILE_FOR_IMPROVEMENT}
    filed = run(complaint(**done, confirmed_satisfied=True, filed_for_improvement=True))
    assert actions(filed) == set()


def test_a_misunderstanding_is_explained() -> None:
    assert Action.EXPLAIN_CORRECT_USE in actions(run(complaint(misunderstanding=True)))
    assert Action.EXPLAIN_CORRECT_USE in actions(run(complaint(cause=RootCause.WRONG_USE)))
    assert Action.EXPLAIN_CORRECT_USE not in actions(run(complaint()))


@pytest.mark.parametrize(
    ("issue", "action"),
    [
        (IssueClass.DAILY, Action.SOLVE_DAILY_ISSUE),
        (IssueClass.EXPENSE, Action.SETTLE_EXPENSE_ISSUE),
        (IssueClass.SELL_THROUGH, Action.SYSTEMATIC_SOLUTION),
    ],
)
def test_an_outlets_issue_is_solved_by_its_kind(issue: IssueClass, action: Action) -> None:
    solutions = {Action.SOLVE_DAILY_ISSUE, Action.SETTLE_EXPENSE_ISSUE, Action.SYSTEMATIC_SOLUTION}
    assert actions(run(complaint(issue=issue))) & solutions == {action}


@pytest.mark.parametrize(("ages", "found"), [((0, 100, 365), True), ((0, 100, 366), False), ((0, 1), False)])
def test_three_complaints_of_a_kind_in_a_year_have_a_root_cause(ages: tuple[int, ...], found: bool) -> None:
    told = [complaint(age, id=str(age), kind=ComplaintKind.LATE_DELIVERY) for age in ages]
    assert (Action.ROOT_CAUSE_REVIEW in actions(run(*told))) is found
    mixed = [*told[:-1], complaint(50, id="other", kind=ComplaintKind.PRICE)]
    assert Action.ROOT_CAUSE_REVIEW not in actions(run(*mixed))
    unnamed = [complaint(age, id=str(age)) for age in ages]
    assert Action.ROOT_CAUSE_REVIEW not in actions(run(*unnamed))


def test_nothing_is_sold_while_a_complaint_is_open() -> None:
    book = proposal(Action.CROSS_SELL, Action.SEND_MATERIAL, Action.ASK_USAGE, Action.QUALIFY_LEAD)
    ledger = decide([somebody(), complaint()], DAY, complaints.playbook, book)
    assert judged(ledger, Action.CROSS_SELL) == {"complaint-open": VerdictKind.DEFER}
    assert judged(ledger, Action.SEND_MATERIAL) == {"complaint-open": VerdictKind.DEFER}
    assert judged(ledger, Action.ASK_USAGE) == {}
    assert judged(ledger, Action.QUALIFY_LEAD) == {}
    settled = [somebody(), complaint(status=ComplaintStatus.SETTLED)]
    assert judged(decide(settled, DAY, complaints.playbook, book), Action.CROSS_SELL) == {}


# --- claims ----------------------------------------------------------------------------------------


def claim(amount: int, limit: int | None, **fields: Any) -> Ledger:
    told = complaint(claim_amount=amount, **{"claim_reasonable": True, **fields})
    authority = RepAuthority(max_claim=None if limit is None else Decimal(limit))
    return decide([somebody(), told, authority], DAY, claims.playbook)


def test_a_fair_claim_within_authority_is_settled() -> None:
    ledger = claim(500, limit=500)
    assert recommended(ledger, Action.SETTLE_CLAIM).amount == 500
    assert judged(ledger, Action.SETTLE_CLAIM) == {}
    assert Action.PROMISE_ESCALATION_DATE not in actions(ledger)


@pytest.mark.parametrize(("limit", "reason"), [(499, "claim-above-authority"), (None, "claim-limit-unknown")])
def test_a_claim_beyond_authority_is_passed_on_and_only_the_day_is_promised(
    limit: int | None, reason: str
) -> None:
    ledger = claim(500, limit=limit)
    assert judged(ledger, Action.SETTLE_CLAIM) == {reason: VerdictKind.REPLACE}
    assert Action.ESCALATE_CLAIM in actions(ledger)
    day = recommended(ledger, Action.PROMISE_ESCALATION_DATE)
    assert (day.due, day.about) == (ago(-3), "complaint")


def test_an_unreasonable_claim_gets_another_offer_that_an_open_complaint_does_not_stop() -> None:
    ledger = claim(500, limit=500, claim_reasonable=False)
    assert Action.SETTLE_CLAIM not in actions(ledger)
    assert Action.OFFER_ALTERNATIVE in actions(ledger)
    assert judged(ledger, Action.OFFER_ALTERNATIVE) == {}


def test_a_claim_that_nobody_judged_is_judged_first() -> None:
    ledger = claim(500, limit=500, claim_reasonable=None)
    assert "claim-reasonable" in questions(ledger)
    assert not {Action.SETTLE_CLAIM, Action.OFFER_ALTERNATIVE} & actions(ledger)


def test_a_claim_without_an_amount_is_not_settled() -> None:
    told = [somebody(), complaint(claim_reasonable=True), RepAuthority(max_claim=Decimal(500))]
    assert Action.SETTLE_CLAIM not in actions(decide(told, DAY, claims.playbook))


def test_a_claim_that_was_passed_on_is_not_passed_on_again() -> None:
    assert Action.ESCALATE_CLAIM not in actions(claim(500, limit=100, escalated_on=ago(1)))


# --- ill will --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields", [{"instruction_ignored": True}, {"false_accusation": True}, {"cause": RootCause.WILFUL_MISUSE}]
)
def test_where_blame_would_save_face_the_likely_cause_is_told_instead(fields: dict[str, Any]) -> None:
    ledger = decide([complaint(**fields)], DAY, ill_will.playbook, integrity.playbook)
    assert replaced(ledger, Action.BLAME_THIRD_PARTY) == {Action.NEUTRAL_CAUSE}
    assert Action.CONFRONT_WITH_EVIDENCE not in actions(ledger)


def test_confrontation_is_a_last_resort_that_somebody_must_approve() -> None:
    ledger = decide([complaint(keeps_demanding=True)], DAY, ill_will.playbook)
    assert judged(ledger, Action.CONFRONT_WITH_EVIDENCE) == {"confrontation-needs-approval": VerdictKind.DENY}


def test_ill_will_may_have_been_observed_instead_of_noted() -> None:
    facts = [complaint(), *saw(CueKind.WILFUL_MISUSE)]
    assert Action.BLAME_THIRD_PARTY in actions(decide(facts, DAY, ill_will.playbook))
    for other in (saw(CueKind.PRICE_PRESSURE), saw(CueKind.WILFUL_MISUSE, present=False)):
        assert Action.BLAME_THIRD_PARTY not in actions(decide([complaint(), *other], DAY, ill_will.playbook))
    assert actions(decide(saw(CueKind.WILFUL_MISUSE), DAY, ill_will.playbook)) == set()
