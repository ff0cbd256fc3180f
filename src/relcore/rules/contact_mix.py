"""Who was in touch with whom of late, and how: counted once, for the care that we take and for closeness.

Where the record of a contact does not say who began it or through which channel, its kind does, as far as it
can. An answer to a complaint and a service that was owed are no contact that we began.
"""

from __future__ import annotations

from datetime import date

from relcore.facts import (
    Channel,
    Conclusion,
    Customer,
    Direction,
    Interaction,
    InteractionKind,
    TalkDepth,
    Topic,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    as_of,
    conclude,
    count,
    days_since,
    exists,
    holds,
    known,
    latest,
    one_of,
    or_else,
    param,
    value,
    when,
)

playbook = Playbook("contact_mix")

playbook.parameter(
    "contacts.window_days",
    365,
    "Days over which contacts are counted for care and closeness",
    unit="days",
    at_least=30,
    at_most=3660,
)

BEGUN_BY_US = (
    InteractionKind.VISIT,
    InteractionKind.GREETING,
    InteractionKind.GIFT,
    InteractionKind.BANQUET,
    InteractionKind.DEMO,
    InteractionKind.PROPOSAL,
    InteractionKind.QUOTE,
    InteractionKind.LETTER,
    InteractionKind.RETURN_VISIT,
)
"""Kinds of contact that begin with us where the record does not say otherwise."""

ANSWERS = (InteractionKind.COMPLAINT_REPLY, InteractionKind.SERVICE, InteractionKind.MATERIAL)
"""What we owe or send to many is no contact that we began."""

FACE_TO_FACE = (
    InteractionKind.VISIT,
    InteractionKind.MEETING,
    InteractionKind.DEMO,
    InteractionKind.BANQUET,
    InteractionKind.EVENT,
    InteractionKind.ESCORT,
)
FROM_AFAR = (
    InteractionKind.CALL,
    InteractionKind.EMAIL,
    InteractionKind.MESSAGE,
    InteractionKind.LETTER,
)


class ContactMix(Conclusion):
    """The contacts of the last year, counted."""

    ours: int
    """Contacts that we began."""
    theirs: int
    """Contacts that the customer began."""
    in_person: int
    remote: int
    personal: int
    """Talks in person that went beyond business."""
    last: date


def is_of_late(contact: Interaction) -> Condition:
    """Hold for a contact in the period over which contacts are counted."""
    span: int = param("contacts.window_days")
    return (days_since(contact.on) >= 0) & (days_since(contact.on) <= span)


def is_ours(contact: Interaction) -> Condition:
    """Hold for a contact that we began of our own accord."""
    return ~one_of(contact.kind, *ANSWERS) & (
        (contact.direction == Direction.OUTBOUND)
        | (~known(contact.direction) & one_of(contact.kind, *BEGUN_BY_US))
    )


def is_theirs(contact: Interaction) -> Condition:
    """Hold for a contact that the customer began."""
    return (contact.direction == Direction.INBOUND) | (
        ~known(contact.direction) & (contact.kind == InteractionKind.REQUEST)
    )


def is_in_person(contact: Interaction) -> Condition:
    """Hold for a contact face to face."""
    return one_of(contact.channel, Channel.VISIT, Channel.SHOP, Channel.EVENT) | (
        ~known(contact.channel) & one_of(contact.kind, *FACE_TO_FACE)
    )


def is_remote(contact: Interaction) -> Condition:
    """Hold for a contact from afar with this customer alone; a mailing is none."""
    channels = (Channel.PHONE, Channel.VIDEO, Channel.EMAIL, Channel.SMS, Channel.CHAT, Channel.MAIL)
    return (contact.kind != InteractionKind.MATERIAL) & (
        one_of(contact.channel, *channels) | (~known(contact.channel) & one_of(contact.kind, *FROM_AFAR))
    )


def went_beyond_business(contact: Interaction) -> Condition:
    """Hold for a talk in which somebody spoke of personal views or confided in us."""
    return one_of(contact.depth, TalkDepth.PERSONAL, TalkDepth.CONFIDED)


def brought_an_idea(contact: Interaction) -> Condition:
    """Hold for a contact that brought the customer something for its own business."""
    return value(contact.new_idea) | holds(value(contact.topics), Topic.BUSINESS_IDEAS)


@playbook.rule(origin="relcore")
def contact_mix(customer: Customer) -> Clause:
    """The contacts of the last year are counted: who began them, and how people met."""
    return when(exists(Interaction, is_of_late)).then(
        conclude(
            ContactMix,
            ours=count(Interaction, lambda i: is_ours(i) & is_of_late(i)),
            theirs=count(Interaction, lambda i: is_theirs(i) & is_of_late(i)),
            in_person=count(Interaction, lambda i: is_in_person(i) & is_of_late(i)),
            remote=count(Interaction, lambda i: is_remote(i) & is_of_late(i)),
            personal=count(Interaction, lambda i: went_beyond_business(i) & is_in_person(i) & is_of_late(i)),
            last=or_else(latest(Interaction, lambda i: i.on, is_of_late), as_of()),
        )
    )
