"""Which contacts a limit counts: those of ours that it speaks of, and all that may be among them.

What nobody noted counts: a contact of unknown purpose may have been selling. Where the kind tells the channel
or the purpose, that holds.
"""

from __future__ import annotations

from relcore.facts import (
    Channel,
    ContactPolicy,
    Direction,
    Interaction,
    InteractionKind,
    Purpose,
    Recommendation,
)
from relcore.facts.touches import CHANNEL_OF_KIND, SERVICE_KINDS
from relcore.lang import Condition, Playbook, days_since, known, one_of, or_else

playbook = Playbook("counted")

KEEP_ALIVE = "keep-alive"
"""Reason of the contact that keeps an active customer from falling silent; limits for a type let it pass."""

playbook.parameter(
    "contact.window_days",
    30,
    "Days over which contacts are counted where a cap names no window",
    unit="days",
    at_least=1,
    at_most=3660,
)


def is_ours(contact: Interaction) -> Condition:
    """Hold for a contact that came from us and took place; where nobody noted who began, it did."""
    return (
        (or_else(contact.direction, Direction.OUTBOUND) == Direction.OUTBOUND)
        & (contact.kind != InteractionKind.REQUEST)
        & (days_since(contact.on) >= 0)
    )


def is_counted(policy: ContactPolicy, contact: Interaction) -> Condition:
    """Hold for a contact of ours that a policy counts."""
    through = (or_else(contact.channel, policy.channel) == policy.channel) & (
        known(contact.channel) | _kind_fits(policy, contact)
    )
    meant = (or_else(contact.purpose, policy.purpose) == policy.purpose) & (
        known(contact.purpose)
        | ~one_of(contact.kind, *sorted(SERVICE_KINDS))
        | (policy.purpose == Purpose.SERVICE)
    )
    return is_ours(contact) & (~known(policy.channel) | through) & (~known(policy.purpose) | meant)


def _kind_fits(policy: ContactPolicy, contact: Interaction) -> Condition:
    fits = ~one_of(contact.kind, *sorted(CHANNEL_OF_KIND))
    for kind, channel in CHANNEL_OF_KIND.items():
        fits = fits | ((contact.kind == kind) & (policy.channel == channel))
    return fits


def is_meant(candidate: Recommendation, channel: Channel | None, purpose: Purpose | None) -> Condition:
    """Hold for a contact to come that a limit for this channel and purpose speaks of."""
    return (
        known(candidate.channel)
        & (~known(channel) | (candidate.channel == channel))
        & (~known(purpose) | (candidate.purpose == purpose))
    )


def is_exempt(candidate: Recommendation, purpose: Purpose | None) -> Condition:
    """Hold for service, which no limit holds back unless it is one for service."""
    return (or_else(candidate.purpose, Purpose.SALES) == Purpose.SERVICE) & ~known(purpose)


def is_floor(candidate: Recommendation) -> Condition:
    """Hold for the contact that keeps an active customer from falling silent."""
    return or_else(candidate.reason, "") == KEEP_ALIVE
