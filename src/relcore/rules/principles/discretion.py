"""Discretion: what stays confidential, what everybody in our house may know, and what is always on record."""

from __future__ import annotations

from relcore.facts import Action, Cue, Customer, Delivery, Interaction, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days_since,
    exists,
    narrow,
    param,
    value,
    warn,
    when,
)
from relcore.rules import parameters

playbook = Playbook("discretion")
playbook.include(parameters.playbook)


@playbook.guard(Layer.PRINCIPLE, cites=("S1.E.do.2", "S0.R4-transact.guard.1", "S0.P5-integrity.guard.1"))
def an_insider_explains_and_no_more(candidate: Recommendation) -> Clause:
    """Somebody inside explains who does what and when, tells no secret, and gets nothing for it."""
    return when(candidate.action == Action.FIND_INSIDER).then(narrow(candidate, "insider-explains-only"))


@playbook.guard(Layer.PRINCIPLE, cites=("S3.4-greedy.do.1", "S2.CT7-record.do.1"))
def discreet_but_on_record(candidate: Recommendation) -> Clause:
    """Discretion is a matter of tone: the record of what was said and given stays complete."""
    return when(candidate.action == Action.DISCREET_RAPPORT).then(narrow(candidate, "on-record"))


def is_recent(talk: Interaction) -> Condition:
    """Hold for a contact of late."""
    span: int = param("request.recent_days")
    return (days_since(talk.on) >= 0) & (days_since(talk.on) <= span)


@playbook.rule(cites=("S1.I1-orient.guard.1", "S1.I3-info.do.1"))
def another_team_is_in_touch(customer: Customer, talk: Interaction) -> Clause:
    """A customer belongs to the whole house: contacts and next steps are open to every team."""
    return when(value(talk.team) != value(customer.team), is_recent(talk)).then(
        warn("another-team", about=talk.id, since=talk.on)
    )


@playbook.rule(cites=("S1.I1-orient.guard.1", "S3.4-greedy.do.1"))
def sensitive_to_those_who_need_it(customer: Customer, cue: Cue) -> Clause:
    """Where several teams share a customer, a sensitive observation stays with those who need it."""
    return when(
        value(cue.sensitive),
        exists(Interaction, lambda talk: (value(talk.team) != value(customer.team)) & is_recent(talk)),
    ).then(warn("need-to-know", about=cue.id, since=cue.observed_on))


@playbook.rule(cites="S0.P2-respect.do.2")
def goods_arrived_damaged(delivery: Delivery) -> Clause:
    """Goods are handled gently and handed over with a smile; damage says that somebody did not."""
    span: int = param("request.recent_days")
    return when(
        ~value(delivery.intact),
        days_since(value(delivery.delivered_on)) >= 0,
        days_since(value(delivery.delivered_on)) <= span,
    ).then(warn("handle-gently", about=delivery.id, since=delivery.delivered_on))
