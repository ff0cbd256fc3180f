"""Whom we have before us: a direct customer, an outlet that sells on, or somebody who uses what it buys.

Each of the three wants another kind of care. What is on record counts; a person who buys at our counter is
taken for a consumer; of anybody else the part in the channel is asked.
"""

from __future__ import annotations

from typing import NamedTuple

from relcore.facts import (
    Action,
    Assessment,
    Audience,
    Axis,
    Conclusion,
    Customer,
    Layer,
    Order,
    Recommendation,
    StageRecord,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    ask,
    assess,
    conclude,
    days,
    days_since,
    defer,
    exists,
    known,
    latest,
    one_of,
    or_else,
    param,
    value,
    when,
)
from relcore.rules import occasions, parameters, purchases
from relcore.rules.occasions import is_running
from relcore.rules.purchases import PurchaseRecord

playbook = Playbook("audience")
playbook.include(occasions.playbook, parameters.playbook, purchases.playbook)


class ConfirmedAudience(Conclusion):
    """The part in the channel that somebody confirmed, where the customer's own record says nothing."""

    audience: Audience


class Part(NamedTuple):
    """A part in the channel."""

    audience: Audience


PARTS = {part.value: Part(part) for part in Audience}


@playbook.table(PARTS, cites="S4.0.class.2")
def as_told(customer: Customer, part: Part) -> Clause:
    """The part in the channel that the customer's record names is taken as it stands."""
    return when(customer.audience == part.audience).then(
        assess(Axis.AUDIENCE, part.audience, reason="audience-told")
    )


@playbook.table(PARTS, cites="S4.0.class.2")
def confirmed(record: StageRecord, part: Part) -> Clause:
    """Where the customer's record says nothing, the last part that somebody confirmed counts."""
    return when(
        record.axis == Axis.AUDIENCE,
        record.value == part.audience,
        days_since(record.since) >= 0,
        or_else(record.until, as_of()) >= as_of(),
        ~known(record.expires_on) | (value(record.expires_on) > as_of()),
        record.since
        == latest(
            StageRecord,
            lambda other: other.since,
            lambda other: (other.axis == Axis.AUDIENCE) & (days_since(other.since) >= 0),
        ),
    ).then(conclude(ConfirmedAudience, audience=part.audience))


@playbook.table(PARTS, cites="S4.0.class.2")
def as_confirmed(customer: Customer, confirmation: ConfirmedAudience, part: Part) -> Clause:
    """What somebody confirmed is the answer where the customer's own record has none."""
    return when(confirmation.audience == part.audience, ~known(customer.audience)).then(
        assess(Axis.AUDIENCE, part.audience, reason="audience-confirmed")
    )


def shops_in_person(customer: Customer) -> Condition:
    """Hold for a single person who bought at our counter."""
    return ~value(customer.is_group) & exists(Order, lambda order: is_running(order) & value(order.in_shop))


@playbook.rule(cites="S4.0.class.2", origin="relcore")
def shopper(customer: Customer) -> Clause:
    """A single person who buys at our counter is a consumer, unless the record says otherwise."""
    return when(shops_in_person(customer), ~known(customer.audience), absent(ConfirmedAudience)).then(
        assess(Axis.AUDIENCE, Audience.CONSUMER, reason="audience-shopper")
    )


@playbook.rule(cites="S4.0.class.2")
def audience_unknown(customer: Customer) -> Clause:
    """Where nothing tells the part in the channel, it is asked and not guessed."""
    return when(
        ~known(customer.audience),
        absent(ConfirmedAudience),
        ~or_else(shops_in_person(customer), False),
    ).then(assess(Axis.AUDIENCE, None, reason="audience-unknown"), ask("audience"))


# --- what it changes -------------------------------------------------------------------------------


@playbook.guard(Layer.STAGE, cites=("S4.3-learn.dont.1", "S2.X.anti.1"))
def no_sale_on_the_back_of_a_thank_you(candidate: Recommendation, record: PurchaseRecord) -> Clause:
    """In the days in which a consumer is thanked and greeted, nothing further is sold to the consumer."""
    return when(
        one_of(candidate.action, Action.CROSS_SELL, Action.UPSELL, Action.ASK_FOR_DECISION),
        exists(Assessment, lambda a: (a.axis == Axis.AUDIENCE) & (a.value == Audience.CONSUMER)),
        days_since(record.last) <= param("greeting.after_purchase.max_days"),
    ).then(
        defer(
            candidate,
            "thanks-before-sales",
            until=record.last + days(param("greeting.after_purchase.max_days") + 1),
        )
    )
