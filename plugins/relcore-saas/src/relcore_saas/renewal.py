"""The renewal: earned over months, prepared in time, never a surprise; the day of notice is told."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from relcore.facts import Action, Interaction, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    days,
    days_since,
    days_until,
    deny,
    exists,
    known,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore_saas import champions, support, usage
from relcore_saas.actions import (
    ANNOUNCE_PRICE,
    CLARIFY_LAPSE,
    PREPARE_RENEWAL,
    REMIND_OF_NOTICE,
    RENEWAL_TALK,
    RESCUE_PLAN,
    SEND_TERMS,
)
from relcore_saas.champions import ChampionGone
from relcore_saas.facts import Subscription
from relcore_saas.subscriptions import ORIGIN, is_running
from relcore_saas.support import Unhappy
from relcore_saas.usage import UsageDecline

playbook = Playbook("saas.renewal")
playbook.include(champions.playbook, support.playbook, usage.playbook)


class Phase(NamedTuple):
    """A part of the time before a renewal, and what belongs into it."""

    begins: str
    ends: str | None
    default: int
    action: str
    doc: str


PHASES: dict[str, Phase] = {
    "prepare": Phase(
        "saas.renewal.prepare_days",
        "saas.renewal.worth_days",
        120,
        PREPARE_RENEWAL,
        "Days before a renewal from which it is prepared",
    ),
    "worth": Phase(
        "saas.renewal.worth_days",
        "saas.renewal.talk_days",
        90,
        Action.VALUE_REPORT,
        "Days before a renewal from which we show what the product has brought",
    ),
    "talk": Phase(
        "saas.renewal.talk_days",
        "saas.renewal.terms_days",
        60,
        RENEWAL_TALK,
        "Days before a renewal from which it is talked about",
    ),
    "terms": Phase(
        "saas.renewal.terms_days",
        None,
        30,
        SEND_TERMS,
        "Days before a renewal from which its terms are settled",
    ),
}
for phase in PHASES.values():
    playbook.parameter(
        phase.begins, phase.default, phase.doc, unit="days", origin=ORIGIN, at_least=1, at_most=365
    )
playbook.parameter(
    "saas.notice_ahead_days",
    21,
    "Days before the last day of notice from which we remind of it",
    unit="days",
    origin=ORIGIN,
    at_least=3,
    at_most=90,
)
playbook.parameter(
    "saas.price_ahead_days",
    60,
    "Days before a renewal by which a new price must have been announced",
    unit="days",
    origin=ORIGIN,
    at_least=14,
    at_most=365,
)


def left(subscription: Subscription) -> int:
    """Give the days until the renewal."""
    return days_until(subscription.renews_on)


def is_to_come(subscription: Subscription) -> Condition:
    """Hold for a running subscription with a renewal ahead."""
    return is_running(subscription) & known(subscription.renews_on) & (left(subscription) >= 0)


def last_day_of_notice(subscription: Subscription) -> date:
    """Give the last day on which the customer may end the subscription."""
    day: date = value(subscription.renews_on) - days(value(subscription.notice_days))
    return day


@playbook.table(PHASES, origin=ORIGIN)
def count_down(subscription: Subscription, row: Phase) -> Clause:
    """A renewal is prepared, its worth shown, talked about and settled, each in its own weeks."""
    end = 0 if row.ends is None else param(row.ends)
    return when(
        is_to_come(subscription),
        left(subscription) <= param(row.begins),
        left(subscription) > end,
        absent(
            Interaction,
            lambda talk: (
                (talk.about == subscription.id)
                & (days_since(talk.on) >= 0)
                & (talk.on >= value(subscription.renews_on) - days(param(row.begins)))
            ),
        ),
    ).then(
        recommend(
            row.action,
            about=subscription.id,
            due=value(subscription.renews_on) - days(end),
            reason="saas-renewal",
        )
    )


@playbook.rule(cites="S0.P5-integrity.guard.1", origin=ORIGIN)
def remind_of_the_notice(subscription: Subscription) -> Clause:
    """Where a subscription goes on by itself, the customer hears in time until when it can be ended."""
    return when(
        is_to_come(subscription),
        value(subscription.auto_renews),
        known(subscription.notice_days),
        days_until(last_day_of_notice(subscription)) >= 0,
        days_until(last_day_of_notice(subscription)) <= param("saas.notice_ahead_days"),
    ).then(
        recommend(
            REMIND_OF_NOTICE,
            about=subscription.id,
            due=last_day_of_notice(subscription) - days(7),
            weight=2,
            reason="saas-notice",
        )
    )


@playbook.rule(origin=ORIGIN)
def renewal_in_danger(subscription: Subscription) -> Clause:
    """A renewal ahead with falling usage, without a champion or with unhappy people needs a plan now."""
    return when(
        is_to_come(subscription),
        left(subscription) <= param("saas.renewal.prepare_days"),
        exists(UsageDecline) | exists(ChampionGone) | exists(Unhappy),
    ).then(
        warn("saas-renewal-in-danger", about=subscription.id, since=subscription.renews_on),
        recommend(RESCUE_PLAN, about=subscription.id, weight=3, reason="saas-renewal-in-danger"),
    )


@playbook.rule(origin=ORIGIN)
def term_is_over(subscription: Subscription) -> Clause:
    """A term that ended without a word is cleared up, before somebody finds the door locked."""
    return when(
        is_running(subscription),
        known(subscription.renews_on),
        left(subscription) < 0,
        ~value(subscription.auto_renews),
    ).then(
        warn("saas-term-over", about=subscription.id, since=subscription.renews_on),
        recommend(
            CLARIFY_LAPSE,
            about=subscription.id,
            due=value(subscription.renews_on) + days(3),
            weight=2,
            reason="saas-term-over",
        ),
    )


@playbook.guard(Layer.LAW, cites="S0.P5-integrity.guard.1", origin=ORIGIN)
def no_late_news_of_a_price(candidate: Recommendation) -> Clause:
    """A new price that comes too late for a free choice waits for the term after."""
    return when(
        candidate.action == ANNOUNCE_PRICE,
        exists(
            Subscription,
            lambda subscription: (
                is_to_come(subscription) & (left(subscription) < param("saas.price_ahead_days"))
            ),
        ),
    ).then(deny(candidate, "saas-price-too-late"))
