"""Occasions that rules about people wait for: an open deal, a meeting to come, a question not answered yet.

What to do on an occasion is said in the files of the types, never here.
"""

from __future__ import annotations

from datetime import date

from relcore.facts import (
    Appointment,
    Archetype,
    Assessment,
    Axis,
    Commitment,
    CommitmentKind,
    Interaction,
    InteractionKind,
    Opportunity,
    OpportunityStage,
    Order,
    Personality,
)
from relcore.lang import (
    Condition,
    Playbook,
    absent,
    as_of,
    days,
    days_since,
    known,
    latest,
    one_of,
    or_else,
    param,
    value,
)

playbook = Playbook("occasions")

playbook.parameter(
    "deal.follow_up_days",
    7,
    "Days after the last contact by which the next step of an open deal is due",
    unit="days",
    at_least=1,
    at_most=90,
)
playbook.parameter(
    "objection.answer_days",
    2,
    "Days after an objection by which it is answered",
    unit="days",
    at_least=0,
    at_most=30,
)
playbook.parameter(
    "objection.recent_days",
    60,
    "Days for which an objection without an answer is still worth answering",
    unit="days",
    at_least=1,
    at_most=365,
)
playbook.parameter(
    "visits.recent_days",
    30,
    "Days for which a visit is still looked at",
    unit="days",
    at_least=1,
    at_most=365,
)


def is_type(assessment: Assessment, archetype: Archetype) -> Condition:
    """Hold where the buyer is taken to be of a type."""
    return (assessment.axis == Axis.ARCHETYPE) & (assessment.value == archetype)


def talks_as(assessment: Assessment, personality: Personality) -> Condition:
    """Hold where the person is taken to have a way of talking."""
    return (assessment.axis == Axis.PERSONALITY) & (assessment.value == personality)


def is_open(deal: Opportunity) -> Condition:
    """Hold where a deal is neither won nor lost."""
    return one_of(deal.stage, OpportunityStage.PROSPECTING, OpportunityStage.ENGAGING)


def is_running(order: Order) -> Condition:
    """Hold where an order was placed and not cancelled."""
    return (days_since(order.placed_on) >= 0) & ~or_else(order.cancelled, False)


def happened_within(day: date | None, span: int) -> Condition:
    """Hold where a day lies no more than `span` days back, and not ahead."""
    return (days_since(day) >= 0) & (days_since(day) <= span)


def is_to_come(meeting: Appointment) -> Condition:
    """Hold where a meeting was not cancelled; once held it is an interaction."""
    return known(meeting.planned_at) & ~or_else(meeting.cancelled, False)


def is_since(deal: Opportunity, contact: Interaction) -> Condition:
    """Hold for a contact that took place since a deal was opened."""
    return (contact.on >= or_else(deal.opened_on, contact.on)) & (days_since(contact.on) >= 0)


def not_yet(deal: Opportunity, kind: InteractionKind) -> Condition:
    """Hold where nothing of the kind has taken place since a deal was opened."""
    return absent(
        Interaction,
        lambda i: (i.kind == kind) & is_since(deal, i),
    )


def not_promised_yet(deal: Opportunity, kind: CommitmentKind) -> Condition:
    """Hold where no promise of the kind was given since a deal was opened."""
    return absent(
        Commitment,
        lambda c: (c.kind == kind) & (or_else(c.made_on, as_of()) >= or_else(deal.opened_on, as_of())),
    )


def unanswered_objection(talk: Interaction) -> Condition:
    """Hold where the customer objected of late and got no answer by facts."""
    return (
        known(talk.objection)
        & ~value(talk.objection_answered)
        & happened_within(talk.on, param("objection.recent_days"))
    )


def follow_up_day() -> date:
    """Give the day by which the next step of an open deal is due, counted from the last contact."""
    last = latest(Interaction, lambda i: i.on, lambda i: days_since(i.on) >= 0)
    return or_else(last, as_of()) + days(param("deal.follow_up_days"))


def answer_day(talk: Interaction) -> date:
    """Give the day by which an objection is to be answered."""
    return talk.on + days(param("objection.answer_days"))
