"""The display: where it was agreed, full and clean; its fee is paid on what somebody saw."""

from __future__ import annotations

from datetime import date

from relcore.facts import Conclusion, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    days,
    days_since,
    days_until,
    exists,
    known,
    param,
    recommend,
    replace,
    value,
    warn,
    when,
)
from relcore_wholesale.actions import LOOK_AT_DISPLAY, PAY_DISPLAY_FEE, REBUILD_DISPLAY, SETTLE_DISPLAY
from relcore_wholesale.facts import DisplayCheck, DisplayDeal
from relcore_wholesale.route import ORIGIN

playbook = Playbook("wholesale.display")

playbook.parameter(
    "wholesale.display_days",
    30,
    "Days for which a look at a display holds",
    unit="days",
    origin=ORIGIN,
    at_least=1,
    at_most=120,
)
playbook.parameter(
    "wholesale.fee_ahead_days",
    7,
    "Days before the fee for a display is due from which it is prepared",
    unit="days",
    origin=ORIGIN,
    at_least=0,
    at_most=60,
)


class DisplayNow(Conclusion):
    """What the display looked like when it was last seen."""

    check: str
    on: date
    in_place: bool | None = None
    full_and_clean: bool | None = None
    rival_there: bool | None = None


def is_on(deal: DisplayDeal) -> Condition:
    """Hold while a display is agreed."""
    return (days_since(deal.starts_on) >= 0) & (days_until(deal.ends_on) >= 0)


def is_current(check: DisplayCheck) -> Condition:
    """Hold for a look that still tells something."""
    span: int = param("wholesale.display_days")
    return (days_since(check.on) >= 0) & (days_since(check.on) <= span)


@playbook.rule(origin=ORIGIN)
def as_last_seen(check: DisplayCheck) -> Clause:
    """The last look tells how the display is."""
    return when(
        is_current(check),
        absent(DisplayCheck, lambda other: (days_since(other.on) >= 0) & (other.on > check.on)),
    ).then(
        conclude(
            DisplayNow,
            check=check.id,
            on=check.on,
            in_place=check.in_place,
            full_and_clean=check.full_and_clean,
            rival_there=check.rival_there,
        )
    )


@playbook.rule(cites="S4.2-issue.do.1", origin=ORIGIN)
def put_it_back(deal: DisplayDeal, display: DisplayNow) -> Clause:
    """A display that was agreed and is not there is put up again, hands on."""
    return when(is_on(deal), ~value(display.in_place)).then(
        warn("wholesale-display-gone", about=deal.id, since=display.on),
        recommend(
            REBUILD_DISPLAY,
            about=deal.id,
            due=display.on + days(2),
            weight=2,
            reason="wholesale-display-gone",
        ),
    )


@playbook.rule(cites="S4.2-issue.do.1", origin=ORIGIN)
def keep_it_full_and_clean(deal: DisplayDeal, display: DisplayNow) -> Clause:
    """A display that stands half empty or dusty is put right on the next visit."""
    return when(is_on(deal), value(display.in_place), ~value(display.full_and_clean)).then(
        recommend(
            REBUILD_DISPLAY, about=deal.id, due=display.on + days(5), reason="wholesale-display-neglected"
        )
    )


@playbook.rule(cites="S4.2-issue.do.2", origin=ORIGIN)
def rival_in_our_place(deal: DisplayDeal, display: DisplayNow) -> Clause:
    """Where a rival stands in the place that we pay for, it is settled with the owner, not by hand."""
    return when(is_on(deal), value(display.rival_there)).then(
        warn("wholesale-rival-in-place", about=deal.id, since=display.on),
        recommend(
            SETTLE_DISPLAY,
            about=deal.id,
            due=display.on + days(3),
            weight=2,
            reason="wholesale-rival-in-place",
        ),
    )


@playbook.rule(cites="S4.2-visit.do.1", origin=ORIGIN)
def look_again(deal: DisplayDeal) -> Clause:
    """A display that is paid for is looked at regularly."""
    return when(is_on(deal), absent(DisplayNow)).then(
        recommend(LOOK_AT_DISPLAY, about=deal.id, reason="wholesale-display-unseen")
    )


@playbook.rule(cites="S4.2-issue.do.2", origin=ORIGIN)
def pay_what_was_agreed(deal: DisplayDeal) -> Clause:
    """The fee that was agreed is paid on its day, without being asked for."""
    return when(
        known(deal.pay_on),
        ~known(deal.paid_on),
        days_until(deal.pay_on) <= param("wholesale.fee_ahead_days"),
    ).then(
        recommend(
            PAY_DISPLAY_FEE,
            about=deal.id,
            due=deal.pay_on,
            amount=deal.fee,
            weight=2,
            reason="wholesale-fee-due",
        )
    )


@playbook.guard(Layer.AUTHORITY, cites="S4.2-issue.do.2", origin=ORIGIN)
def no_fee_for_what_nobody_saw(candidate: Recommendation) -> Clause:
    """No fee is paid before one of us has seen the display in its place."""
    return when(
        candidate.action == PAY_DISPLAY_FEE,
        ~exists(DisplayNow, lambda display: value(display.in_place)),
    ).then(replace(candidate, LOOK_AT_DISPLAY, "wholesale-fee-needs-proof"))
