"""What a contact that took place tells of its channel and purpose where nobody noted them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from relcore.facts.conclusions import Channel, Purpose
from relcore.facts.interaction import Interaction
from relcore.facts.interaction_terms import Direction, InteractionKind

CHANNEL_OF_KIND: Mapping[InteractionKind, Channel] = MappingProxyType(
    {
        InteractionKind.VISIT: Channel.VISIT,
        InteractionKind.CALL: Channel.PHONE,
        InteractionKind.EMAIL: Channel.EMAIL,
        InteractionKind.LETTER: Channel.MAIL,
        InteractionKind.EVENT: Channel.EVENT,
        InteractionKind.ESCORT: Channel.SHOP,
    }
)
"""Kinds of contact that leave no doubt about the channel."""

SERVICE_KINDS: frozenset[InteractionKind] = frozenset(
    {
        InteractionKind.SERVICE,
        InteractionKind.RETURN_VISIT,
        InteractionKind.ESCORT,
        InteractionKind.COMPLAINT_REPLY,
    }
)
"""Kinds of contact that are service."""


def is_ours(contact: Interaction) -> bool:
    """Tell whether the contact came from us; where nobody noted who began, it did."""
    return contact.direction is not Direction.INBOUND and contact.kind is not InteractionKind.REQUEST


def channel_of(contact: Interaction) -> Channel | None:
    """Give the channel as noted, else as the kind tells it.

    >>> from datetime import date
    >>> channel_of(Interaction(customer_id="c1", kind="call", on=date(2026, 3, 2)))
    <Channel.PHONE: 'phone'>
    """
    return contact.channel or CHANNEL_OF_KIND.get(contact.kind)


def purpose_of(contact: Interaction) -> Purpose | None:
    """Give the purpose as noted, else as the kind tells it."""
    if contact.purpose is None and contact.kind in SERVICE_KINDS:
        return Purpose.SERVICE
    return contact.purpose
