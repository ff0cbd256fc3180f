"""Promises: what is due is kept, what is broken is put right before anything new is promised.

A promise without a note of what became of it counts as open. Even small promises that come to nothing wear
trust away, one by one.
"""

from __future__ import annotations

from datetime import date

from relcore.facts import (
    Action,
    Commitment,
    CommitmentKind,
    CommitmentOutcome,
    Conclusion,
    Interaction,
    InteractionKind,
    Layer,
    Promise,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    always,
    as_of,
    conclude,
    count,
    days,
    days_since,
    days_until,
    deny,
    exists,
    known,
    latest,
    one_of,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import parameters

playbook = Playbook("promises")
playbook.include(parameters.playbook)


class OpenPromise(Conclusion):
    """A promise that still waits to be kept."""

    promise: str | None = None
    """Identity of the commitment, where it has one."""
    made_on: date | None = None
    due_on: date


class PromiseDebt(Conclusion):
    """A promise that was broken, or not kept in time, and that nobody made good."""

    promise: str | None = None
    since: date


def is_undecided(promise: Commitment) -> Condition:
    """Hold where nobody noted that a promise was kept, broken or taken back."""
    return or_else(promise.outcome, CommitmentOutcome.OPEN) == CommitmentOutcome.OPEN


def met_since(promise: Commitment, kinds: tuple[InteractionKind, ...]) -> Condition:
    """Hold where a contact of one of the kinds took place after a promise was given."""
    return exists(
        Interaction,
        lambda i: (
            one_of(i.kind, *kinds)
            & (i.on >= or_else(promise.made_on, i.on))
            & (days_since(i.on) >= 0)
            & or_else(i.answered, True)
        ),
    )


def was_kept_in_the_diary(promise: Commitment) -> Condition:
    """Hold where a visit or call was promised and the diary shows one since."""
    return (
        (promise.kind == CommitmentKind.VISIT)
        & met_since(promise, (InteractionKind.VISIT, InteractionKind.RETURN_VISIT, InteractionKind.MEETING))
    ) | (
        (promise.kind == CommitmentKind.CALL)
        & met_since(promise, (InteractionKind.CALL, InteractionKind.VISIT, InteractionKind.MEETING))
    )


# --- what is open ----------------------------------------------------------------------------------


@playbook.rule(cites="S4.1-trust.guard.1")
def open_promise(promise: Commitment) -> Clause:
    """A promise with a date is open until it is kept, broken or taken back."""
    return when(
        is_undecided(promise),
        known(promise.due_on),
        or_else(promise.made_on, as_of()) <= as_of(),
        ~or_else(was_kept_in_the_diary(promise), False),
    ).then(conclude(OpenPromise, promise=promise.id, made_on=promise.made_on, due_on=value(promise.due_on)))


@playbook.rule(cites="S4.2-visit.anti.5")
def open_visit_without_date(promise: Commitment) -> Clause:
    """A promise to come by soon falls due after two days, as the customer understood it."""
    return when(
        is_undecided(promise),
        promise.kind == CommitmentKind.VISIT,
        ~known(promise.due_on),
        known(promise.made_on),
        days_since(promise.made_on) >= 0,
        ~was_kept_in_the_diary(promise),
    ).then(
        conclude(
            OpenPromise,
            promise=promise.id,
            made_on=promise.made_on,
            due_on=or_else(value(promise.made_on) + days(param("promise.visit.overdue_days")), as_of()),
        )
    )


# --- keeping it ------------------------------------------------------------------------------------


@playbook.rule(cites=("S4.1-trust.guard.1", "S3.1-rational.do.2", "S2.F.do.2"))
def keep_what_is_due(promise: OpenPromise) -> Clause:
    """A promise that falls due in the next days is on the list, before anything else is thought of."""
    return when(
        days_until(promise.due_on) >= 0, days_until(promise.due_on) <= param("promise.reminder_days")
    ).then(
        recommend(
            Action.KEEP_PROMISE,
            about=promise.promise,
            due=promise.due_on,
            weight=3,
            reason="promise-due",
        )
    )


# --- making it good --------------------------------------------------------------------------------


@playbook.rule(cites=("S4.1-trust.anti.1", "S4.2-visit.anti.5"))
def late_promise(promise: OpenPromise) -> Clause:
    """A promise whose day has passed is a debt."""
    return when(
        days_since(promise.due_on) > 0, days_since(promise.due_on) <= param("promise.debt_days")
    ).then(conclude(PromiseDebt, promise=promise.promise, since=promise.due_on))


@playbook.rule(cites="S4.1-trust.anti.1")
def broken_promise(promise: Commitment) -> Clause:
    """A promise that was broken is a debt until somebody spoke with the customer about it."""
    return when(
        promise.outcome == CommitmentOutcome.BROKEN,
        days_since(or_else(promise.due_on, promise.made_on)) >= 0,
        days_since(or_else(promise.due_on, promise.made_on)) <= param("promise.debt_days"),
        absent(Interaction, lambda i: (i.about == promise.id) & (days_since(i.on) >= 0)),
    ).then(
        conclude(
            PromiseDebt,
            promise=promise.id,
            since=or_else(or_else(promise.due_on, promise.made_on), as_of()),
        )
    )


@playbook.rule(cites=("S4.1-trust.anti.1", "S4.1-trust.guard.1", "S4.2-visit.anti.5"))
def put_it_right(debt: PromiseDebt) -> Clause:
    """A broken promise is put right face to face and at once, ahead of everything else."""
    return always().then(
        warn("promise-overdue", about=debt.promise, since=debt.since),
        recommend(
            Action.REPAIR_VISIT,
            about=debt.promise,
            due=as_of(),
            weight=10,
            reason="promise-overdue",
        ),
    )


@playbook.guard(Layer.INCIDENT, cites=("S4.1-trust.guard.1", "S4.1-trust.anti.1"))
def no_new_promise_on_an_old_debt(candidate: Recommendation) -> Clause:
    """As long as an old promise is broken, no new one is given, save what a complaint calls for."""
    return when(
        or_else(candidate.promise, Promise.NOTHING) != Promise.NOTHING,
        ~one_of(candidate.action, Action.SETTLE_CLAIM, Action.PROMISE_ESCALATION_DATE),
        exists(PromiseDebt),
    ).then(deny(candidate, "promise-debt"))


@playbook.rule(cites="S4.1-trust.anti.1")
def trust_is_wearing_away(debt: PromiseDebt) -> Clause:
    """Several promises that came to nothing within a year wear trust away, small as each may be."""
    return when(
        debt.since == latest(PromiseDebt, lambda other: other.since),
        count(PromiseDebt, lambda other: days_since(other.since) <= 365)
        + count(
            Commitment,
            lambda kept: (
                (value(kept.kept_on) > value(kept.due_on))
                & (days_since(kept.due_on) >= 0)
                & (days_since(kept.due_on) <= 365)
            ),
        )
        >= param("promise.eroding"),
    ).then(warn("promises-eroding", since=debt.since))
