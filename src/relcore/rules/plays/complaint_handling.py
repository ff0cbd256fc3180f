"""Settling a complaint, step by step: taken up, heard, looked into, agreed, carried out, confirmed, filed.

The four principles give the order and the pace, the eight techniques the manner. What a fair claim may cost
is said in `claims`, what seems to come from ill will in `ill_will`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    Action,
    Complaint,
    ComplaintKind,
    ComplaintStatus,
    PlayStep,
    Purpose,
    RootCause,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days,
    days_since,
    known,
    one_of,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import complaints, parameters
from relcore.rules.complaints import OPEN, is_open
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions

playbook = Playbook("complaint_handling")
playbook.include(complaints.playbook, parameters.playbook, steps.playbook)

PLAY = "complaint"

playbook.parameter(
    "complaint.cause_days",
    2,
    "Days after a complaint within which its cause is looked into",
    unit="days",
    at_least=0,
    at_most=60,
)
playbook.parameter(
    "complaint.carry_out_days",
    7,
    "Days after an agreement within which the solution of a complaint is carried out",
    unit="days",
    at_least=0,
    at_most=365,
)
playbook.parameter(
    "complaint.confirm_days",
    3,
    "Days after a solution was carried out within which the customer is asked whether it is content",
    unit="days",
    at_least=0,
    at_most=90,
)
playbook.parameter(
    "complaint.follow_up_days",
    30,
    "Days after a solution was carried out within which somebody asks again",
    unit="days",
    at_least=1,
    at_most=365,
)


def is_on(complaint: Complaint) -> Condition:
    """Hold from the day of a complaint until its facts are filed, or nobody would file them any more."""
    span: int = param("complaint.filing_days")
    closed = or_else(complaint.closed_on, or_else(complaint.carried_out_on, complaint.opened_on))
    return is_open(complaint) | (
        (days_since(complaint.opened_on) >= 0)
        & (days_since(closed) <= span)
        & (or_else(complaint.status, ComplaintStatus.SETTLED) == ComplaintStatus.SETTLED)
        & ~(or_else(complaint.filed_for_improvement, False) & known(complaint.followed_up_on))
    )


def is_past_talking(complaint: Complaint) -> Condition:
    """Hold where a solution was agreed, or the matter is over."""
    return (
        known(complaint.agreed_on)
        | known(complaint.carried_out_on)
        | known(complaint.closed_on)
        | ~one_of(or_else(complaint.status, ComplaintStatus.OPEN), *OPEN)
        | (complaint.status == ComplaintStatus.AGREED)
    )


def is_about_the_product(complaint: Complaint) -> Condition:
    """Hold where there is a product to look at."""
    return one_of(complaint.kind, ComplaintKind.QUALITY, ComplaintKind.USE)


def is_heard(complaint: Complaint) -> Condition:
    """Hold where the customer said everything and heard that we are sorry."""
    return (value(complaint.heard_out) & value(complaint.apologised)) | is_past_talking(complaint)


def is_looked_into(complaint: Complaint) -> Condition:
    """Hold where somebody looked at the product, heard how it was used, or proved the cause."""
    return (
        value(complaint.inspected)
        | value(complaint.use_explained)
        | value(complaint.cause_verified)
        | value(complaint.misunderstanding)
        | is_past_talking(complaint)
    )


def after_opening(complaint: Complaint, parameter: str) -> date:
    """Give a day counted from the complaint."""
    day: date = complaint.opened_on + days(param(parameter))
    return day


def settled_on(complaint: Complaint) -> date | None:
    """Give the day on which the solution was carried out or the matter closed."""
    return or_else(complaint.carried_out_on, complaint.closed_on)


STEPS: dict[str, Step[Complaint]] = table(
    Step(
        "complaint-take-up",
        1,
        lambda c: known(c.first_reply_on) | is_past_talking(c),
        ("S2.CP3-fast.do.1", "S2.CT1-smile.do.1", "S2.CT0.flow.1"),
        due=lambda c: after_opening(c, "complaint.reply_days"),
        action=Action.HANDLE_COMPLAINT,
        weight=Decimal(5),
    ),
    Step(
        "complaint-hear-out",
        2,
        is_heard,
        ("S2.CT2-listen.do.1", "S2.CT3-apologise.do.1", "S2.CP1-root.do.3"),
        due=lambda c: after_opening(c, "complaint.reply_days"),
        action=Action.LISTEN_AND_APOLOGISE,
        weight=Decimal(3),
    ),
    Step(
        "complaint-inspect",
        3,
        is_looked_into,
        ("S2.CP2-where", "S2.CP2-where.do.1"),
        due=lambda c: after_opening(c, "complaint.cause_days"),
        applies=is_about_the_product,
        action=Action.INSPECT_PRODUCT,
        weight=Decimal(2),
    ),
    Step(
        "complaint-check-facts",
        3,
        is_looked_into,
        ("S2.CP2-where", "S2.CT4-ask.do.1"),
        due=lambda c: after_opening(c, "complaint.cause_days"),
        applies=lambda c: ~or_else(is_about_the_product(c), False),
        action=Action.SAY_WE_ARE_CHECKING,
    ),
    Step(
        "complaint-ask-wish",
        4,
        lambda c: value(c.asked_for_wish) | known(c.claim_amount) | is_past_talking(c),
        ("S2.CT4-ask.do.1",),
        due=lambda c: after_opening(c, "complaint.cause_days"),
        ready=lambda c: is_heard(c) & is_looked_into(c),
        action=Action.ASK_PREFERRED_SOLUTION,
        weight=Decimal(2),
    ),
    Step(
        "complaint-agree",
        5,
        is_past_talking,
        ("S2.CT5-authority.do.1", "S2.CT5-authority.guard.1", "S2.CP2-where.guard.1", "S2.CP3-fast.do.1"),
        due=lambda c: or_else(c.escalated_on, c.opened_on) + days(param("complaint.decision_days")),
        after=("complaint-ask-wish",),
    ),
    Step(
        "complaint-carry-out",
        6,
        lambda c: known(c.carried_out_on) | value(c.confirmed_satisfied) | known(c.closed_on),
        ("S2.CP4-track.do.1", "S2.CP3-fast.do.1"),
        due=lambda c: value(c.agreed_on) + days(param("complaint.carry_out_days")),
        ready=is_past_talking,
        action=Action.CARRY_OUT_SOLUTION,
        weight=Decimal(4),
    ),
    Step(
        "complaint-confirm",
        7,
        lambda c: value(c.confirmed_satisfied),
        ("S2.CT6-confirm.do.1", "S2.CP4-track"),
        due=lambda c: value(settled_on(c)) + days(param("complaint.confirm_days")),
        after=("complaint-carry-out",),
        # A matter that was closed without a day of settlement is not opened again.
        applies=lambda c: is_open(c) | known(c.carried_out_on),
        action=Action.CONFIRM_SATISFACTION,
        weight=Decimal(2),
    ),
    Step(
        "complaint-file",
        8,
        lambda c: value(c.filed_for_improvement),
        ("S2.CT7-record.do.1",),
        due=lambda c: value(settled_on(c)) + days(param("complaint.carry_out_days")),
        ready=lambda c: value(c.confirmed_satisfied) | known(c.closed_on),
        action=Action.FILE_FOR_IMPROVEMENT,
    ),
    Step(
        "complaint-follow-up",
        9,
        lambda c: known(c.followed_up_on),
        ("S2.CP4-track.do.1", "S1.G6-after.do.1"),
        due=lambda c: value(settled_on(c)) + days(param("complaint.follow_up_days")),
        ready=lambda c: value(c.confirmed_satisfied) | known(c.closed_on),
        action=Action.ASK_USAGE,
        weight=Decimal("0.8"),
    ),
)


@playbook.table(STEPS)
def plan_step(complaint: Complaint, row: Step[Complaint]) -> Clause:
    """A complaint is worked through step by step, from the first reply to the file."""
    return plan(
        PLAY, STEPS, row, complaint, (is_on(complaint),), about=complaint.id, since=complaint.opened_on
    )


@playbook.table(with_actions(STEPS))
def take_step(step: PlayStep, row: Step[Complaint]) -> Clause:
    """The step of the complaint that is due is the next thing to do."""
    return next_step(PLAY, step, row, about=step.about)


# --- where the root lies ---------------------------------------------------------------------------


class Root(NamedTuple):
    """A kind of cause, and who removes it."""

    cause: RootCause
    code: str
    cites: str = "S2.CP1-root.class.1"


ROOTS = {
    "poor_quality": Root(RootCause.POOR_QUALITY, "root-poor-quality"),
    "wrong_use": Root(RootCause.WRONG_USE, "root-wrong-use"),
    "poor_service": Root(RootCause.POOR_SERVICE, "root-poor-service"),
    "expectation": Root(RootCause.UNREALISTIC_EXPECTATION, "root-expectation"),
}


@playbook.table(ROOTS, cites="S2.CP1-root")
def name_the_root(complaint: Complaint, root: Root) -> Clause:
    """A cause that is proved says who has to remove it, so that it does not come back."""
    return when(complaint.cause == root.cause, is_open(complaint), value(complaint.cause_verified)).then(
        warn(root.code, about=complaint.id, since=complaint.opened_on)
    )


@playbook.rule(cites=("S2.CP1-root.class.1", "S2.CP1-root.do.2", "S1.M.do.3"))
def put_the_expectation_right(complaint: Complaint) -> Clause:
    """Who hoped for what nobody promised is told kindly what the product can do, and what it cannot."""
    return when(
        complaint.cause == RootCause.UNREALISTIC_EXPECTATION,
        is_open(complaint),
        ~known(complaint.agreed_on),
    ).then(
        recommend(
            Action.TELL_TACTFULLY,
            about=complaint.id,
            purpose=Purpose.SERVICE,
            due=complaint.opened_on + days(param("complaint.cause_days")),
            reason="expectation-too-high",
        )
    )
