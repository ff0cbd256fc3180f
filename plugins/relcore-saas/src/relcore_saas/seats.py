"""Seats: neither too few nor too many; who pays for idle seats is told so before being sold more."""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import Action, Conclusion, Layer, Recommendation
from relcore.lang import (
    Clause,
    Playbook,
    as_of,
    conclude,
    days,
    days_since,
    exists,
    highest,
    known,
    one_of,
    param,
    recommend,
    replace,
    value,
    warn,
    when,
)
from relcore_saas.actions import OFFER_FEWER, PROPOSE_SEATS, TRUE_UP
from relcore_saas.facts import Subscription, UsageWeek
from relcore_saas.subscriptions import ORIGIN, is_running
from relcore_saas.usage import BEFORE, LATELY, measured

playbook = Playbook("saas.seats")

playbook.parameter(
    "saas.full_share",
    Decimal("0.90"),
    "Part of the seats in use from which more are proposed",
    unit="share",
    origin=ORIGIN,
    at_least=Decimal("0.50"),
    at_most=Decimal(1),
)
playbook.parameter(
    "saas.idle_share",
    Decimal("0.50"),
    "Part of the seats in use up to which fewer are offered",
    unit="share",
    origin=ORIGIN,
    at_least=Decimal("0.05"),
    at_most=Decimal("0.80"),
)
playbook.parameter(
    "saas.idle_from_days",
    120,
    "Days after the start from which idle seats are no longer put down to the beginning",
    unit="days",
    origin=ORIGIN,
    at_least=30,
    at_most=730,
)


class SeatUse(Conclusion):
    """Seats of a subscription, and the most people who used it in one of the last four weeks."""

    subscription: str
    seats: int
    peak: int


class IdleSeats(Conclusion):
    """A subscription with far more seats than users."""

    subscription: str


@playbook.rule(origin=ORIGIN)
def seat_use(subscription: Subscription) -> Clause:
    """The best of four whole weeks shows how many seats are needed."""
    peak = highest(
        UsageWeek,
        lambda week: week.active_users,
        lambda week: (days_since(week.week_start) >= LATELY) & (days_since(week.week_start) < BEFORE),
    )
    return when(is_running(subscription), known(subscription.seats), known(peak)).then(
        conclude(SeatUse, subscription=subscription.id, seats=value(subscription.seats), peak=value(peak))
    )


@playbook.rule(origin=ORIGIN)
def nearly_full(use: SeatUse) -> Clause:
    """Where nearly all seats are taken, more are proposed before somebody stands outside."""
    return when(use.peak <= use.seats, use.peak >= use.seats * param("saas.full_share")).then(
        recommend(PROPOSE_SEATS, about=use.subscription, reason="saas-seats-full")
    )


@playbook.rule(origin=ORIGIN)
def beyond_the_seats(use: SeatUse) -> Clause:
    """Where more people use it than are paid for, we talk before we send an invoice."""
    return when(use.peak > use.seats).then(
        warn("saas-beyond-seats", about=use.subscription),
        recommend(
            TRUE_UP, about=use.subscription, due=as_of() + days(7), weight=2, reason="saas-beyond-seats"
        ),
    )


@playbook.rule(cites="S4.0.flow.1", origin=ORIGIN)
def idle_seats(use: SeatUse, subscription: Subscription) -> Clause:
    """Who pays for seats that nobody uses hears from us first, with an offer of fewer: trust renews."""
    return when(
        subscription.id == use.subscription,
        days_since(subscription.starts_on) >= param("saas.idle_from_days"),
        measured(LATELY, BEFORE) >= 4,
        use.peak <= use.seats * param("saas.idle_share"),
    ).then(
        conclude(IdleSeats, subscription=use.subscription),
        warn("saas-idle-seats", about=use.subscription),
        recommend(OFFER_FEWER, about=use.subscription, reason="saas-idle-seats"),
    )


@playbook.guard(Layer.PRINCIPLE, cites="S4.0.flow.1", origin=ORIGIN)
def nothing_more_on_idle_seats(candidate: Recommendation) -> Clause:
    """Nobody is sold more of what already lies idle."""
    return when(one_of(candidate.action, PROPOSE_SEATS, Action.UPSELL), exists(IdleSeats)).then(
        replace(candidate, OFFER_FEWER, "saas-idle-seats")
    )
