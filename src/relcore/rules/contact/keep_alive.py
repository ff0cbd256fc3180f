"""The floor: an active customer never falls silent unnoticed.

Never silently dormant, not more often: one contact, through the cheapest channel that is allowed, when the
last one lies far back. An opt-out and the caps for everybody still come first.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from relcore.facts import (
    Action,
    Assessment,
    Channel,
    Conclusion,
    ContactPolicy,
    Customer,
    Interaction,
    Order,
    Purpose,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    days,
    days_since,
    earliest,
    exists,
    known,
    latest,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import permissions
from relcore.rules.contact import counted
from relcore.rules.contact.caps import of_type
from relcore.rules.contact.counted import KEEP_ALIVE
from relcore.rules.permissions import Refusal, covers, is_permitted

playbook = Playbook("keep_alive")
playbook.include(counted.playbook, permissions.playbook)

playbook.parameter(
    "contact.floor_days",
    90,
    "Days after which an active customer must hear from us, where no policy says",
    unit="days",
    at_least=1,
    at_most=3660,
)
playbook.parameter(
    "contact.floor_notice_days",
    7,
    "Days before that day from which the contact is proposed",
    unit="days",
    at_least=0,
    at_most=90,
)
playbook.parameter(
    "contact.active_days",
    365,
    "Days after an order for which a customer counts as active where nobody noted it",
    unit="days",
    at_least=1,
    at_most=3660,
)


class LastTouch(Conclusion):
    """The last day on which the customer and we were in touch; before the first contact, its first day."""

    on: date | None = None


class FallingSilent(Conclusion):
    """An active customer who has to hear from us by a day."""

    due: date | None = None


class Way(NamedTuple):
    """A channel to keep in touch through, and what is done there."""

    channel: Channel
    action: Action
    cheaper: tuple[Channel, ...]


ORDER = (
    (Channel.CHAT, Action.KEEP_WARM_CALL),
    (Channel.EMAIL, Action.SEND_GREETING),
    (Channel.SMS, Action.SEND_GREETING),
    (Channel.PHONE, Action.KEEP_WARM_CALL),
    (Channel.MAIL, Action.SEND_POSTCARD),
    (Channel.VISIT, Action.GREETING_BY_PERSON),
)
"""Channels and what is done there, the cheapest first."""
WRITTEN = (Channel.CHAT, Channel.EMAIL, Channel.SMS)
"""Channels in which nobody is written to without a permission."""
CHANNELS = tuple(channel for channel, _ in ORDER)
WAYS = {channel.value: Way(channel, action, CHANNELS[: CHANNELS.index(channel)]) for channel, action in ORDER}


def is_active(customer: Customer) -> Condition:
    """Hold for a customer who is noted as active or, where nobody noted it, ordered of late."""
    return or_else(customer.is_active, False) | (
        ~known(customer.is_active)
        & exists(
            Order,
            lambda order: (
                (days_since(order.placed_on) >= 0)
                & (days_since(order.placed_on) <= param("contact.active_days"))
                & ~or_else(order.cancelled, False)
            ),
        )
    )


def is_usable(channel: Channel) -> Condition:
    """Hold where we may keep in touch through a channel."""
    purpose = Purpose.RELATIONSHIP
    is_open = absent(
        ContactPolicy,
        lambda policy: (
            (or_else(policy.max_contacts, 1) == 0)
            & ~known(policy.archetype)
            & covers(policy, channel, purpose)
        ),
    )
    if channel in WRITTEN:
        return is_permitted(channel, purpose) & is_open
    needs_none = absent(
        ContactPolicy,
        lambda policy: (
            or_else(policy.needs_consent, False) & ~known(policy.archetype) & covers(policy, channel, purpose)
        ),
    )
    not_refused = absent(Refusal, lambda refusal: covers(refusal, channel, purpose))
    return (is_permitted(channel, purpose) | (needs_none & not_refused)) & is_open


def falls_silent(touch: LastTouch, floor: int) -> Condition:
    """Hold shortly before a customer has heard nothing for so many days, and from then on."""
    notice: int = param("contact.floor_notice_days")
    return days_since(touch.on) + notice >= floor


@playbook.rule(origin="relcore")
def last_touch(customer: Customer) -> Clause:
    """A contact counts whoever began it."""
    return when(exists(Interaction, lambda contact: days_since(contact.on) >= 0)).then(
        conclude(
            LastTouch,
            on=latest(Interaction, lambda contact: contact.on, lambda contact: days_since(contact.on) >= 0),
        )
    )


@playbook.rule(origin="relcore")
def before_the_first_contact(customer: Customer) -> Clause:
    """Who has never heard from us has waited since becoming a customer."""
    return when(known(customer.since), absent(Interaction, lambda contact: days_since(contact.on) >= 0)).then(
        conclude(LastTouch, on=customer.since)
    )


@playbook.rule(cites=("S1.G7-nostop.do.1", "S2.V.anti.1"), origin="relcore")
def silent_by_policy(customer: Customer, touch: LastTouch, policy: ContactPolicy) -> Clause:
    """A policy says after how many days an active customer must hear from us."""
    floor = value(policy.keep_alive_days)
    return when(
        known(policy.keep_alive_days),
        falls_silent(touch, floor),
        is_active(customer),
        ~known(policy.archetype)
        | exists(Assessment, lambda assessment: of_type(assessment, policy.archetype)),
    ).then(conclude(FallingSilent, due=value(touch.on) + days(floor)))


@playbook.rule(cites=("S1.G7-nostop.do.1", "S2.V.anti.1"), origin="relcore")
def silent_without_policy(customer: Customer, touch: LastTouch) -> Clause:
    """Where no policy says it, a default does."""
    return when(
        falls_silent(touch, param("contact.floor_days")),
        is_active(customer),
        absent(ContactPolicy, lambda policy: known(policy.keep_alive_days)),
    ).then(conclude(FallingSilent, due=value(touch.on) + days(param("contact.floor_days"))))


@playbook.table(WAYS, cites=("S1.G7-nostop.do.1", "S1.J0-phone.class"), origin="relcore")
def keep_in_touch(customer: Customer, way: Way) -> Clause:
    """One contact through the cheapest allowed channel keeps an active customer from falling silent."""
    conditions = [exists(FallingSilent), is_usable(way.channel)]
    conditions += [~is_usable(cheaper) for cheaper in way.cheaper]
    return when(*conditions).then(
        recommend(
            way.action,
            channel=way.channel,
            purpose=Purpose.RELATIONSHIP,
            due=earliest(FallingSilent, lambda silent: silent.due),
            reason=KEEP_ALIVE,
        )
    )


@playbook.rule(cites="S1.G7-nostop.do.1", origin="relcore")
def no_way_to_keep_in_touch(customer: Customer, silent: FallingSilent) -> Clause:
    """Where no channel is allowed, somebody should know that a good customer falls silent."""
    return when(
        known(silent.due),
        ~or_else(customer.opted_out, False),
        *(~is_usable(channel) for channel in CHANNELS),
    ).then(warn("no-way-to-keep-in-touch", since=silent.due))
