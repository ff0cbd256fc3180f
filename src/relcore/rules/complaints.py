"""Open complaints: taken up at once, heard, checked, settled within one's authority, and tracked to the end.

While a complaint is open nothing is sold. Every step has its own rule, so that one that is half settled asks
for the next step only. What a customer claims is settled in `claims`.
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
    Conclusion,
    IssueClass,
    Layer,
    Purpose,
    Recommendation,
    RootCause,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    as_of,
    conclude,
    count,
    days,
    days_since,
    defer,
    exists,
    known,
    one_of,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import parameters

playbook = Playbook("complaints")
playbook.include(parameters.playbook)

OPEN = (ComplaintStatus.OPEN, ComplaintStatus.CHECKING, ComplaintStatus.AGREED)


class OpenComplaint(Conclusion):
    """A complaint that is not settled yet."""

    complaint: str | None = None
    """Identity of the complaint, where it has one."""
    opened_on: date


def is_open(complaint: Complaint) -> Condition:
    """Hold where a complaint was made by today and is neither settled nor rejected."""
    return (
        (days_since(complaint.opened_on) >= 0)
        & one_of(or_else(complaint.status, ComplaintStatus.OPEN), *OPEN)
        & (~known(complaint.closed_on) | (value(complaint.closed_on) > as_of()))
    )


def not_yet(done: bool | None) -> Condition:
    """Hold where nobody noted that something was done."""
    return ~or_else(done, False)


# --- taking it up ----------------------------------------------------------------------------------


@playbook.rule(cites="S2.CP3-fast")
def open_complaint(complaint: Complaint) -> Clause:
    """A complaint is open until it is settled or rejected."""
    return when(is_open(complaint)).then(
        conclude(OpenComplaint, complaint=complaint.id, opened_on=complaint.opened_on)
    )


@playbook.rule(cites=("S2.CP3-fast.do.1", "S2.V.flow.1", "S2.V.flow.3"))
def take_up_at_once(complaint: Complaint) -> Clause:
    """An open complaint is taken up at once: the faster, the better."""
    return when(is_open(complaint), ~known(complaint.agreed_on)).then(
        recommend(
            Action.HANDLE_COMPLAINT,
            about=complaint.id,
            due=complaint.opened_on + days(param("complaint.reply_days")),
            weight=5,
            reason="complaint-open",
        )
    )


@playbook.rule(cites="S2.CP3-fast")
def warn_of_unanswered_complaint(complaint: Complaint) -> Clause:
    """A complaint without a reply in time is a warning to everybody, for it will be told to others."""
    return when(
        is_open(complaint),
        ~known(complaint.first_reply_on),
        ~known(complaint.agreed_on),
        days_since(complaint.opened_on) > param("complaint.reply_days"),
    ).then(warn("complaint-unanswered", about=complaint.id, since=complaint.opened_on))


@playbook.rule(cites=("S2.CT1-smile.do.1", "S2.CT2-listen.do.1", "S2.CT3-apologise.do.1", "S2.CP1-root.do.3"))
def listen_first(complaint: Complaint) -> Clause:
    """Let the customer say everything and say sorry for the trouble before anything is decided."""
    return when(
        is_open(complaint),
        not_yet(complaint.heard_out) | not_yet(complaint.apologised),
        ~known(complaint.agreed_on),
    ).then(recommend(Action.LISTEN_AND_APOLOGISE, about=complaint.id, weight=3, reason="listen-first"))


# --- finding out -----------------------------------------------------------------------------------


@playbook.rule(cites=("S2.CP2-where.do.1", "S2.CT4-ask.do.1"))
def inspect_before_judging(complaint: Complaint) -> Clause:
    """Look at the product and hear how it was used before anybody speaks of causes."""
    return when(
        is_open(complaint),
        one_of(complaint.kind, ComplaintKind.QUALITY, ComplaintKind.USE),
        not_yet(complaint.inspected),
        ~known(complaint.agreed_on),
    ).then(recommend(Action.INSPECT_PRODUCT, about=complaint.id, weight=2, reason="cause-not-checked"))


@playbook.rule(cites=("S2.CT3-apologise.dont.1", "S2.CP1-root.do.2"), origin="relcore")
def say_that_we_are_checking(complaint: Complaint) -> Clause:
    """As long as the cause is not proved, say that it is being checked, neither blaming nor denying."""
    return when(is_open(complaint), not_yet(complaint.cause_verified), ~known(complaint.agreed_on)).then(
        recommend(Action.SAY_WE_ARE_CHECKING, about=complaint.id, reason="cause-not-checked")
    )


@playbook.rule(cites=("S2.CP1-root.do.2", "S2.CT3-apologise.dont.1"))
def admit_proved_defect(complaint: Complaint) -> Clause:
    """A defect that is proved is admitted as a fact, without running down our own house."""
    return when(
        is_open(complaint),
        value(complaint.cause_verified),
        one_of(complaint.cause, RootCause.POOR_QUALITY, RootCause.POOR_SERVICE),
    ).then(recommend(Action.ACKNOWLEDGE_DEFECT, about=complaint.id, weight=2, reason="defect-proved"))


@playbook.rule(cites=("S2.V.flow.2", "S2.CP1-root.do.1", "S1.C3-svc.metric.1"))
def explain_correct_use(complaint: Complaint) -> Clause:
    """Where wrong use or a misunderstanding is behind it, a patient explanation can win a friend."""
    return when(
        is_open(complaint),
        one_of(complaint.cause, RootCause.WRONG_USE, RootCause.MISUNDERSTANDING)
        | value(complaint.misunderstanding),
    ).then(recommend(Action.EXPLAIN_CORRECT_USE, about=complaint.id, reason="wrong-use-or-misunderstanding"))


class Issue(NamedTuple):
    """How an issue of an outlet is solved."""

    issue: IssueClass
    action: Action
    weight: Decimal
    reason: str
    cites: str


ISSUES = {
    "daily": Issue(IssueClass.DAILY, Action.SOLVE_DAILY_ISSUE, Decimal(2), "daily-issue", "S4.2-issue.do.1"),
    "expense": Issue(
        IssueClass.EXPENSE, Action.SETTLE_EXPENSE_ISSUE, Decimal("1.5"), "expense-issue", "S4.2-issue.do.2"
    ),
    "sell_through": Issue(
        IssueClass.SELL_THROUGH,
        Action.SYSTEMATIC_SOLUTION,
        Decimal(3),
        "sell-through-issue",
        "S4.2-issue.do.3",
    ),
}


@playbook.table(ISSUES)
def solve_by_kind(complaint: Complaint, issue: Issue) -> Clause:
    """Daily issues are solved hands on, expenses by the rules, and trouble with sales from the ground up."""
    return when(is_open(complaint), complaint.issue == issue.issue).then(
        recommend(issue.action, about=complaint.id, weight=issue.weight, reason=issue.reason)
    )


# --- settling --------------------------------------------------------------------------------------


@playbook.rule(cites="S2.CT4-ask.do.1")
def ask_for_the_wish(complaint: Complaint) -> Clause:
    """Where the loss is real, ask how the customer would like it settled: it is often less than feared."""
    return when(
        is_open(complaint),
        value(complaint.cause_verified) | value(complaint.claim_reasonable),
        not_yet(complaint.asked_for_wish),
        ~known(complaint.agreed_on),
    ).then(recommend(Action.ASK_PREFERRED_SOLUTION, about=complaint.id, weight=2, reason="ask-for-wish"))


@playbook.rule(cites=("S2.CP4-track.do.1", "S2.CP3-fast.do.1"))
def carry_out_what_was_agreed(complaint: Complaint) -> Clause:
    """What was agreed is carried out and watched until it is done."""
    return when(
        is_open(complaint), days_since(complaint.agreed_on) >= 0, ~known(complaint.carried_out_on)
    ).then(recommend(Action.CARRY_OUT_SOLUTION, about=complaint.id, weight=4, reason="solution-agreed"))


@playbook.rule(cites=("S2.CT6-confirm.do.1", "S2.CP4-track.do.1"))
def confirm_satisfaction(complaint: Complaint) -> Clause:
    """A complaint is settled when the customer says so, not when we think so."""
    return when(
        days_since(complaint.carried_out_on) >= 0,
        days_since(complaint.carried_out_on) <= param("complaint.filing_days"),
        not_yet(complaint.confirmed_satisfied),
    ).then(
        recommend(Action.CONFIRM_SATISFACTION, about=complaint.id, weight=2, reason="solution-carried-out")
    )


# --- learning --------------------------------------------------------------------------------------


@playbook.rule(cites="S2.CT7-record.do.1")
def file_for_improvement(complaint: Complaint) -> Clause:
    """The facts of a settled complaint are filed, for the customer's sake and for ours."""
    return when(
        value(complaint.confirmed_satisfied) | (days_since(complaint.closed_on) >= 0),
        days_since(complaint.opened_on) >= 0,
        days_since(or_else(complaint.closed_on, complaint.opened_on)) <= param("complaint.filing_days"),
        not_yet(complaint.filed_for_improvement),
    ).then(recommend(Action.FILE_FOR_IMPROVEMENT, about=complaint.id, reason="file-the-facts"))


@playbook.rule(cites=("S1.P.do.3", "S2.CP1-root"))
def look_for_root_cause(complaint: Complaint) -> Clause:
    """Complaints of one kind that come again and again have a cause that can be removed."""
    return when(
        is_open(complaint),
        known(complaint.kind),
        count(
            Complaint,
            lambda other: (
                (other.kind == complaint.kind)
                & (days_since(other.opened_on) >= 0)
                & (days_since(other.opened_on) <= param("complaint.frequent_days"))
            ),
        )
        >= param("complaint.frequent"),
    ).then(recommend(Action.ROOT_CAUSE_REVIEW, weight=Decimal("1.5"), reason="frequent-complaints"))


# --- selling waits ---------------------------------------------------------------------------------


@playbook.guard(Layer.INCIDENT, cites=("S2.CP3-fast", "S2.CT7-record.do.1"), origin="relcore")
def nothing_is_sold_while_a_complaint_is_open(candidate: Recommendation) -> Clause:
    """While a complaint is open, selling waits: first settle, then sell."""
    return when(
        one_of(candidate.purpose, Purpose.SALES, Purpose.MARKETING),
        known(candidate.channel),
        exists(OpenComplaint),
    ).then(defer(candidate, "complaint-open", until=None))
