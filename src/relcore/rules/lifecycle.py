"""Potential, interested or closed: how much effort a customer gets before and after the first purchase."""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    Action,
    Appointment,
    Axis,
    Conclusion,
    Customer,
    Direction,
    Interaction,
    InteractionKind,
    LifecycleTag,
    Opportunity,
    OpportunityStage,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    always,
    assess,
    conclude,
    days_since,
    exists,
    known,
    or_else,
    param,
    recommend,
    value,
    when,
)
from relcore.rules import occasions, parameters, purchases
from relcore.rules.occasions import is_to_come
from relcore.rules.purchases import PurchaseRecord

playbook = Playbook("lifecycle")
playbook.include(parameters.playbook, occasions.playbook, purchases.playbook)


class Interest(Conclusion):
    """A sign that the customer wants to buy."""

    sign: str


# --- signs of interest -----------------------------------------------------------------------------


@playbook.rule(cites="S1.G2-tag.do.3")
def talks_are_on(deal: Opportunity) -> Clause:
    """Serious talks show interest."""
    return when(deal.stage == OpportunityStage.ENGAGING).then(conclude(Interest, sign="deal"))


@playbook.rule(cites="S1.G2-tag.do.3", origin="relcore")
def came_to_us(talk: Interaction) -> Clause:
    """A question that the customer brought to us of its own accord shows interest."""
    return when(
        talk.kind == InteractionKind.REQUEST,
        or_else(talk.direction, Direction.INBOUND) == Direction.INBOUND,
        days_since(talk.on) >= 0,
        days_since(talk.on) <= param("lifecycle.interest_days"),
    ).then(conclude(Interest, sign="request"))


@playbook.rule(cites=("S1.M.do.2", "S1.G2-tag.do.3"))
def means_to_buy(customer: Customer) -> Clause:
    """A high intent to buy, as somebody judged it, shows interest."""
    return when(value(customer.purchase_intent) >= 4).then(conclude(Interest, sign="intent"))


# --- the tag ---------------------------------------------------------------------------------------


@playbook.rule(cites="S1.G2-tag.do.4")
def closed(record: PurchaseRecord) -> Clause:
    """Who bought is a closed customer, since the first purchase."""
    return always().then(assess(Axis.LIFECYCLE, LifecycleTag.CLOSED, reason="tag-closed", since=record.first))


@playbook.rule(cites="S1.G2-tag.do.3")
def interested(interest: Interest) -> Clause:
    """Who shows interest and has not bought yet is interested."""
    return when(known(interest.sign), absent(PurchaseRecord)).then(
        assess(Axis.LIFECYCLE, LifecycleTag.INTERESTED, reason="tag-interested")
    )


@playbook.rule(cites="S1.G2-tag.do.2")
def potential(customer: Customer) -> Clause:
    """Who might buy one day, and shows no interest yet, is a potential customer."""
    return when(
        value(customer.is_prospect)
        | exists(Opportunity, lambda deal: deal.stage == OpportunityStage.PROSPECTING),
        absent(Interest),
        absent(PurchaseRecord),
    ).then(assess(Axis.LIFECYCLE, LifecycleTag.POTENTIAL, reason="tag-potential"))


# --- what it calls for -----------------------------------------------------------------------------


@playbook.rule(cites=("S1.G2-tag.do.2", "S2.N4.do.1", "S2.N4.guard.1"))
def greet_potential_customer(customer: Customer) -> Clause:
    """A potential customer that matters is greeted by phone now and then; others cost too much time."""
    return when(
        value(customer.is_prospect),
        value(customer.purchasing_power) >= 3,
        absent(Interest),
        absent(PurchaseRecord),
        absent(
            Interaction,
            lambda i: (days_since(i.on) >= 0) & (days_since(i.on) < param("lifecycle.greeting_days")),
        ),
    ).then(recommend(Action.KEEP_WARM_CALL, weight=Decimal("0.8"), reason="potential-customer"))


@playbook.rule(cites="S1.G2-tag.do.3")
def visit_interested_customer(interest: Interest) -> Clause:
    """An interested customer is visited in person."""
    return when(
        known(interest.sign),
        absent(PurchaseRecord),
        absent(Appointment, is_to_come),
        absent(
            Interaction,
            lambda i: (
                (i.kind == InteractionKind.VISIT)
                & (days_since(i.on) >= 0)
                & (days_since(i.on) < param("lifecycle.greeting_days"))
            ),
        ),
    ).then(recommend(Action.PLANNED_VISIT, weight=Decimal("1.2"), reason="interested-customer"))
