"""After the signature: withdraw in peace, be asked whether it was understood, get the money back."""

from __future__ import annotations

from datetime import date

from relcore.facts import Conclusion, Layer, Purpose, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    conclude,
    days,
    days_since,
    days_until,
    defer,
    deny,
    known,
    one_of,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore_wealth.actions import CONFIRM_UNDERSTANDING, PAY_BACK
from relcore_wealth.facts import ProductPurchase
from relcore_wealth.ideas import ORIGIN

playbook = Playbook("wealth.cooling_off")

playbook.parameter(
    "wealth.cooling_off_days",
    14,
    "Days after the signature in which a client may withdraw, where the contract names no other day",
    unit="days",
    origin=ORIGIN,
    at_least=1,
    at_most=60,
)
playbook.parameter(
    "wealth.confirm_days",
    3,
    "Days after the cooling-off within which somebody asks whether the product was understood",
    unit="days",
    origin=ORIGIN,
    at_least=0,
    at_most=30,
)
playbook.parameter(
    "wealth.pay_back_days",
    5,
    "Days after a withdrawal within which all money is paid back",
    unit="days",
    origin=ORIGIN,
    at_least=0,
    at_most=60,
)


class CoolingOff(Conclusion):
    """A purchase from which the client may still withdraw."""

    purchase: str
    until: date | None = None


def last_day(purchase: ProductPurchase) -> date:
    """Give the last day on which the client may withdraw."""
    general: date = purchase.signed_on + days(param("wealth.cooling_off_days"))
    return or_else(purchase.cooling_off_until, general)


def is_owed(purchase: ProductPurchase) -> Condition:
    """Hold for a withdrawal whose money has not been paid back."""
    return (
        known(purchase.withdrawn_on)
        & (days_since(purchase.withdrawn_on) >= 0)
        & ~known(purchase.paid_back_on)
    )


@playbook.rule(origin=ORIGIN)
def cooling_off(purchase: ProductPurchase) -> Clause:
    """For some days after the signature the client may withdraw without giving a reason."""
    return when(
        days_since(purchase.signed_on) >= 0,
        ~known(purchase.withdrawn_on),
        days_until(last_day(purchase)) >= 0,
    ).then(conclude(CoolingOff, purchase=purchase.id, until=last_day(purchase)))


@playbook.guard(Layer.LAW, origin=ORIGIN)
def no_selling_in_the_cooling_off(candidate: Recommendation, cooling: CoolingOff) -> Clause:
    """Until the cooling-off is over nobody sells to the client, so that the choice is free."""
    return when(one_of(candidate.purpose, Purpose.SALES, Purpose.MARKETING)).then(
        defer(candidate, "wealth-cooling-off", until=value(cooling.until) + days(1))
    )


@playbook.rule(origin=ORIGIN)
def confirm_after_it(purchase: ProductPurchase) -> Clause:
    """After the cooling-off somebody other than the seller asks whether the client understood the product."""
    return when(
        days_until(last_day(purchase)) < 0,
        days_since(last_day(purchase)) <= 60,
        ~known(purchase.confirmed_on),
        ~known(purchase.withdrawn_on),
    ).then(
        recommend(
            CONFIRM_UNDERSTANDING,
            about=purchase.id,
            due=last_day(purchase) + days(param("wealth.confirm_days")),
            weight=2,
            reason="wealth-confirm",
        )
    )


@playbook.rule(origin=ORIGIN)
def pay_back_in_full(purchase: ProductPurchase) -> Clause:
    """Who withdraws gets all money back, quickly and without a word of persuasion."""
    return when(is_owed(purchase)).then(
        recommend(
            PAY_BACK,
            about=purchase.id,
            due=value(purchase.withdrawn_on) + days(param("wealth.pay_back_days")),
            weight=3,
            reason="wealth-pay-back",
        )
    )


@playbook.rule(origin=ORIGIN)
def paid_back_late(purchase: ProductPurchase) -> Clause:
    """Money that is paid back late is a broken word."""
    return when(is_owed(purchase), days_since(purchase.withdrawn_on) > param("wealth.pay_back_days")).then(
        warn("wealth-pay-back-late", about=purchase.id, since=purchase.withdrawn_on)
    )


@playbook.guard(Layer.LAW, origin=ORIGIN)
def no_persuasion_after_withdrawal(candidate: Recommendation, purchase: ProductPurchase) -> Clause:
    """Until the money of a withdrawal is paid back, nobody tries to sell anything else."""
    return when(is_owed(purchase), one_of(candidate.purpose, Purpose.SALES, Purpose.MARKETING)).then(
        deny(candidate, "wealth-withdrawn")
    )
