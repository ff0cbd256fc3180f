"""What the customer permitted and refused, channel by channel and purpose by purpose."""

from __future__ import annotations

from datetime import date

from relcore.facts import Channel, Conclusion, Consent, ConsentScope, ContactPolicy, Purpose
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    conclude,
    exists,
    known,
    or_else,
    value,
    when,
)

playbook = Playbook("permissions")

ANYBODY = ""
"""Stands for the customer as a whole, where no person is named."""


class Permission(Conclusion):
    """A permission that holds today; without a channel it covers all, without a purpose all."""

    channel: Channel | None = None
    purpose: Purpose | None = None
    whose: str
    since: date | None = None
    announced: bool | None = None


class Refusal(Conclusion):
    """A permission that was refused or taken back; without a channel it covers all, without a purpose all."""

    channel: Channel | None = None
    purpose: Purpose | None = None
    whose: str
    since: date | None = None


def covers(
    given: Permission | Refusal | ContactPolicy, channel: Channel | None, purpose: Purpose | None
) -> Condition:
    """Hold where what was given speaks of this channel and this purpose."""
    return (or_else(given.channel, channel) == channel) & (or_else(given.purpose, purpose) == purpose)


def is_permitted(channel: Channel | None, purpose: Purpose | None) -> Condition:
    """Hold where a permission covers a contact and no refusal does."""
    return exists(Permission, lambda permission: covers(permission, channel, purpose)) & absent(
        Refusal, lambda refusal: covers(refusal, channel, purpose)
    )


@playbook.rule(cites=("S1.J1-email.guard.1", "S1.J2-sms.guard.1"))
def permission_that_holds(consent: Consent) -> Clause:
    """A permission holds from the day it was given until it expires or is taken back."""
    return when(
        consent.scope == ConsentScope.CONTACT,
        value(consent.granted),
        or_else(consent.given_on, as_of()) <= as_of(),
        or_else(consent.expires_on, as_of()) >= as_of(),
        ~known(consent.withdrawn_on) | (value(consent.withdrawn_on) > as_of()),
    ).then(
        conclude(
            Permission,
            channel=consent.channel,
            purpose=consent.purpose,
            whose=or_else(consent.contact_id, ANYBODY),
            since=consent.given_on,
            announced=consent.announced,
        )
    )


@playbook.rule(cites=("S1.J1-email.guard.1", "S1.J2-sms.guard.2"))
def refusal(consent: Consent) -> Clause:
    """A refusal, and a permission that was taken back, counts from its day on."""
    return when(
        consent.scope == ConsentScope.CONTACT,
        ~value(consent.granted) | (value(consent.withdrawn_on) <= as_of()),
        or_else(consent.given_on, as_of()) <= as_of(),
    ).then(
        conclude(
            Refusal,
            channel=consent.channel,
            purpose=consent.purpose,
            whose=or_else(consent.contact_id, ANYBODY),
            since=or_else(consent.withdrawn_on, consent.given_on),
        )
    )
