"""How warm the relationship is kept: merely retained, kept warm by contact, or kept fresh by something new.

Warm is judged against the customer's own rhythm: who buys twice a year need not hear from us each month. No
rhythm, however slow, excuses half a year of silence.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import (
    Action,
    Assessment,
    Axis,
    CareTemperature,
    Conclusion,
    Customer,
    Interaction,
    InteractionKind,
    Layer,
    Recommendation,
    ValueClass,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    assess,
    conclude,
    days,
    days_between,
    days_since,
    defer,
    exists,
    latest,
    one_of,
    or_else,
    param,
    recommend,
    value,
    when,
)
from relcore.rules import contact_mix, purchases, silence
from relcore.rules.contact_mix import brought_an_idea
from relcore.rules.purchases import PurchaseRecord
from relcore.rules.silence import Silent, has_rhythm, may_come_back

playbook = Playbook("care_temperature")
playbook.include(contact_mix.playbook, purchases.playbook, silence.playbook)

playbook.parameter(
    "care.warm_days",
    45,
    "Days since the last contact or purchase for which any relationship is warm",
    unit="days",
    at_least=1,
    at_most=365,
)
playbook.parameter(
    "care.warm_most_days",
    180,
    "Days since the last contact or purchase after which no rhythm, however slow, keeps it warm",
    unit="days",
    at_least=7,
    at_most=1095,
)
playbook.parameter(
    "care.fresh_days",
    90,
    "Days for which a new idea, a demonstration, an event or joint work keeps a relationship fresh",
    unit="days",
    at_least=7,
    at_most=730,
)


class Touch(Conclusion):
    """The last day on which the customer bought, or on which people were in touch."""

    on: date


class Warmth(Conclusion):
    """A relationship is warm, as things stand until a day and no longer."""

    until: date | None = None


class News(Conclusion):
    """A kind of contact of late that brought the customer something new."""

    kind: InteractionKind


def is_touch(contact: Interaction) -> Condition:
    """Hold for a contact with this customer that reached it; a mailing or a call in vain is none."""
    return (
        (contact.kind != InteractionKind.MATERIAL)
        & or_else(contact.answered, True)
        & (days_since(contact.on) >= 0)
    )


@playbook.rule(origin="relcore")
def touched_by_purchase(record: PurchaseRecord) -> Clause:
    """Who buys is in touch."""
    return when(days_since(record.last) >= 0).then(conclude(Touch, on=record.last))


@playbook.rule(origin="relcore")
def touched_by_contact(record: PurchaseRecord) -> Clause:
    """Who talked with us or answered us is in touch."""
    return when(exists(Interaction, is_touch)).then(
        conclude(Touch, on=or_else(latest(Interaction, lambda i: i.on, is_touch), as_of()))
    )


@playbook.rule(cites="S1.P.class.1", origin="relcore")
def warm_by_cadence(touch: Touch) -> Clause:
    """Whoever was in touch within our cadence is warm."""
    near: int = param("care.warm_days")
    return when(days_since(touch.on) <= near).then(conclude(Warmth, until=touch.on + days(near)))


@playbook.rule(cites="S1.P.class.1", origin="relcore")
def warm_by_rhythm(record: PurchaseRecord, touch: Touch) -> Clause:
    """Whoever was in touch within the customer's own rhythm is warm, unless the rhythm is very slow."""
    far: int = param("care.warm_most_days")
    return when(
        has_rhythm(record),
        days_since(touch.on) <= far,
        days_since(touch.on) * (record.days - 1) <= days_between(record.first, record.last),
    ).then(conclude(Warmth, until=touch.on + days(far)))


@playbook.rule(cites=("S1.P.class.1", "S4.2-expert.do.2"))
def brought_news(contact: Interaction) -> Clause:
    """An idea, a demonstration, an event or joint work is something new."""
    return when(
        days_since(contact.on) >= 0,
        days_since(contact.on) <= param("care.fresh_days"),
        brought_an_idea(contact)
        | value(contact.joint_work)
        | one_of(contact.kind, InteractionKind.DEMO, InteractionKind.EVENT),
    ).then(conclude(News, kind=contact.kind))


def got_something_new() -> Condition:
    """Hold where the customer got something new from us of late."""
    return exists(News)


# --- the temperature -------------------------------------------------------------------------------


@playbook.rule(cites="S1.P.class.1")
def kept_fresh(record: PurchaseRecord) -> Clause:
    """In touch within the rhythm, and with something new: kept fresh."""
    return when(exists(Warmth), got_something_new()).then(
        assess(
            Axis.CARE_TEMPERATURE,
            CareTemperature.KEEP_FRESH,
            reason="temperature-fresh",
            since=or_else(latest(Touch, lambda touch: touch.on), record.last),
            expires=value(latest(Warmth, lambda warmth: warmth.until)) + days(1),
        )
    )


@playbook.rule(cites=("S1.P.class.1", "S1.G7-nostop.do.1"))
def kept_warm(record: PurchaseRecord) -> Clause:
    """In touch within the rhythm, but with nothing new: kept warm."""
    return when(exists(Warmth), ~got_something_new()).then(
        assess(
            Axis.CARE_TEMPERATURE,
            CareTemperature.KEEP_WARM,
            reason="temperature-warm",
            since=or_else(latest(Touch, lambda touch: touch.on), record.last),
            expires=value(latest(Warmth, lambda warmth: warmth.until)) + days(1),
        )
    )


@playbook.rule(cites="S1.P.class.1")
def retained(record: PurchaseRecord) -> Clause:
    """Still a customer, but nobody has been in touch within the rhythm: merely retained."""
    return when(absent(Warmth), may_come_back(record)).then(
        assess(
            Axis.CARE_TEMPERATURE,
            CareTemperature.RETAIN,
            reason="temperature-retained",
            since=or_else(latest(Touch, lambda touch: touch.on), record.last),
        )
    )


@playbook.rule(cites="S1.P.class.1", origin="relcore")
def gone_cold(record: PurchaseRecord) -> Clause:
    """A customer that is gone has no temperature any more."""
    return when(absent(Warmth), ~may_come_back(record)).then(
        assess(Axis.CARE_TEMPERATURE, None, reason="temperature-gone")
    )


@playbook.rule(cites="S1.P.class.1")
def nobody_to_keep(customer: Customer) -> Clause:
    """Before the first purchase there is nobody to keep warm."""
    return when(absent(PurchaseRecord)).then(
        assess(Axis.CARE_TEMPERATURE, None, reason="temperature-no-customer")
    )


# --- what it calls for -----------------------------------------------------------------------------


@playbook.rule(cites=("S1.P.class.1", "S1.G7-nostop.do.1", "S1.F.flow.1"))
def warm_up(temperature: Assessment, importance: Assessment) -> Clause:
    """A customer that is merely retained, and more than a light one, gets a call before it cools down."""
    return when(
        temperature.value == CareTemperature.RETAIN,
        temperature.axis == Axis.CARE_TEMPERATURE,
        importance.axis == Axis.VALUE,
        one_of(importance.value, ValueClass.KEY, ValueClass.IMPORTANT, ValueClass.STANDARD),
    ).then(recommend(Action.KEEP_WARM_CALL, reason="temperature-falling"))


@playbook.rule(cites=("S1.P.class.1", "S4.2-expert.do.2"))
def freshen_up(temperature: Assessment, importance: Assessment) -> Clause:
    """A customer that matters and is kept warm is kept fresh by an idea, not by one more call."""
    return when(
        temperature.value == CareTemperature.KEEP_WARM,
        temperature.axis == Axis.CARE_TEMPERATURE,
        importance.axis == Axis.VALUE,
        one_of(importance.value, ValueClass.KEY, ValueClass.IMPORTANT),
    ).then(recommend(Action.BRING_NEW_IDEA, weight=Decimal("0.6"), reason="warm-not-fresh"))


@playbook.guard(Layer.CADENCE, cites=("S1.P.class.1", "S3.5-credit.dont.2"), origin="relcore")
def no_call_for_its_own_sake(candidate: Recommendation, temperature: Assessment) -> Clause:
    """Whom we keep fresh needs no call that is made only to be in touch, unless it fell silent."""
    return when(
        candidate.action == Action.KEEP_WARM_CALL,
        temperature.value == CareTemperature.KEEP_FRESH,
        temperature.axis == Axis.CARE_TEMPERATURE,
        absent(Silent),
    ).then(
        defer(candidate, "kept-fresh-already", until=value(temperature.since) + days(param("care.warm_days")))
    )
