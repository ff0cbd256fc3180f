"""The ledger of promises: what is open, due, kept and broken, and what was promised beyond our authority.

Each promise that is not kept yet is a play of its own: keep it by its day, or put it right. How a debt stops
new promises is said in `promises`.
"""

from __future__ import annotations

from datetime import date

from relcore.facts import (
    Action,
    Commitment,
    CommitmentKind,
    CommitmentOutcome,
    Conclusion,
    Customer,
    Tally,
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
    days_until,
    earliest,
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
from relcore.rules import authority, parameters, promises
from relcore.rules.authority import OwnAuthority
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, plan, table
from relcore.rules.promises import OpenPromise, PromiseDebt, is_undecided, was_kept_in_the_diary

playbook = Playbook("promise_ledger")
playbook.include(authority.playbook, parameters.playbook, promises.playbook, steps.playbook)

PLAY = "promise"


class PromiseLedger(Conclusion):
    """Our promises to the customer, counted."""

    open: int
    """Promises that wait to be kept and are not overdue."""
    due: int
    """Those of them whose day is near."""
    broken: int
    """Promises that were broken or are overdue, and that nobody made good."""
    kept: int
    """Promises kept within a year."""


def is_waiting(promise: OpenPromise) -> Condition:
    """Hold for an open promise whose day has not passed."""
    return days_until(promise.due_on) >= 0


def is_near(promise: OpenPromise) -> Condition:
    """Hold for an open promise whose day is near."""
    near: int = param("promise.reminder_days")
    return is_waiting(promise) & (days_until(promise.due_on) <= near)


def was_kept_lately(promise: Commitment) -> Condition:
    """Hold for a promise that was kept within a year."""
    day = or_else(promise.kept_on, or_else(promise.due_on, promise.made_on))
    return (promise.outcome == CommitmentOutcome.KEPT) & (days_since(day) >= 0) & (days_since(day) <= 365)


@playbook.rule(cites=("S4.1-trust.anti.1", "S4.1-trust.guard.1"))
def add_up(customer: Customer) -> Clause:
    """What we promised is counted: open, due, broken and kept."""
    return when(exists(Commitment)).then(
        conclude(
            PromiseLedger,
            open=count(OpenPromise, is_waiting),
            due=count(OpenPromise, is_near),
            broken=count(PromiseDebt),
            kept=count(Commitment, was_kept_lately),
        )
    )


@playbook.rule(cites="S4.1-trust.guard.1")
def tell_open(ledger: PromiseLedger) -> Clause:
    """How many promises are open is worth knowing before the next one is given."""
    return when(ledger.open > 0).then(
        conclude(
            Tally,
            code="promises-open",
            number=ledger.open,
            since=earliest(OpenPromise, lambda promise: promise.due_on, is_waiting),
        )
    )


@playbook.rule(cites="S4.1-trust.guard.1")
def tell_due(ledger: PromiseLedger) -> Clause:
    """How many promises fall due in the next days is worth knowing before they do."""
    return when(ledger.due > 0).then(
        conclude(
            Tally,
            code="promises-due",
            number=ledger.due,
            since=earliest(OpenPromise, lambda promise: promise.due_on, is_near),
        )
    )


@playbook.rule(cites=("S4.1-trust.anti.1", "S4.2-visit.anti.5"))
def tell_broken(ledger: PromiseLedger) -> Clause:
    """How many promises are broken is the first thing to know before meeting the customer."""
    return when(ledger.broken > 0).then(
        conclude(
            Tally,
            code="promises-broken",
            number=ledger.broken,
            since=earliest(PromiseDebt, lambda debt: debt.since),
        )
    )


# --- promise by promise ----------------------------------------------------------------------------


def is_owed(promise: Commitment) -> Condition:
    """Hold where a promise is a debt."""
    over = one_of(promise.outcome, CommitmentOutcome.KEPT, CommitmentOutcome.WITHDRAWN)
    return ~or_else(over, False) & exists(
        PromiseDebt, lambda debt: or_else(debt.promise, "") == or_else(promise.id, "")
    )


def is_on(promise: Commitment) -> Condition:
    """Hold for a promise that is neither kept nor taken back, as long as it matters."""
    return (is_undecided(promise) & (or_else(promise.made_on, as_of()) <= as_of())) | is_owed(promise)


def day_of(promise: Commitment) -> date | None:
    """Give the day by which a promise is kept; for a visit to come soon, as the customer understood it."""
    soon = value(promise.made_on) + days(param("promise.visit.overdue_days"))
    return or_else(promise.due_on, soon)


STEPS: dict[str, Step[Commitment]] = table(
    Step(
        "promise-keep",
        1,
        lambda promise: (promise.outcome == CommitmentOutcome.KEPT) | was_kept_in_the_diary(promise),
        ("S4.1-trust.guard.1", "S3.1-rational.do.2"),
        due=day_of,
        applies=lambda promise: known(promise.due_on) | (promise.kind == CommitmentKind.VISIT),
    ),
    Step(
        "promise-put-right",
        2,
        lambda promise: ~is_owed(promise),
        ("S4.1-trust.anti.1", "S4.2-visit.anti.5"),
        due=lambda promise: value(day_of(promise)) + days(1),
        applies=is_owed,
    ),
)


@playbook.table(STEPS)
def plan_step(promise: Commitment, row: Step[Commitment]) -> Clause:
    """A promise is kept by its day; once the day has passed it is put right."""
    return plan(PLAY, STEPS, row, promise, (is_on(promise),), about=promise.id, since=promise.made_on)


# --- promised beyond our authority -----------------------------------------------------------------


def is_beyond(promise: Commitment, own: OwnAuthority) -> Condition:
    """Hold for a price above the limit, and for a date that was not ours to promise."""
    return (
        (promise.kind == CommitmentKind.PRICE)
        & (
            (value(promise.amount) > value(own.max_concession))
            | (~known(promise.amount) & ~value(own.may_promise_prices))
        )
    ) | (one_of(promise.kind, CommitmentKind.DATE, CommitmentKind.DELIVERY) & ~value(own.may_promise_dates))


@playbook.rule(cites=("S2.CT5-authority.guard.1", "S4.1-trust.guard.1"))
def promised_too_much(promise: Commitment, own: OwnAuthority) -> Clause:
    """What was promised beyond our authority goes to somebody who may decide, before the day comes."""
    return when(is_undecided(promise), is_beyond(promise, own), days_since(promise.made_on) >= 0).then(
        warn("promised-beyond-authority", about=promise.id, since=promise.made_on),
        recommend(
            Action.ESCALATE_CLAIM,
            about=promise.id,
            due=as_of() + days(1),
            weight=3,
            reason="promised-beyond-authority",
        ),
    )
