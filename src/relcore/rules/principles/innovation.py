"""Innovation, the driver: bring something new before the relationship grows stale."""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Interaction,
    InteractionKind,
    InteractionOutcome,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    count,
    days_since,
    exists,
    latest,
    one_of,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import parameters, purchases
from relcore.rules.purchases import PurchaseRecord

playbook = Playbook("innovation")
playbook.include(parameters.playbook, purchases.playbook)


def is_visit_of_late(talk: Interaction) -> Condition:
    """Hold for a visit in the period in which new ideas are looked for."""
    span: int = param("idea.days")
    return (
        one_of(talk.kind, InteractionKind.VISIT, InteractionKind.RETURN_VISIT, InteractionKind.MEETING)
        & (days_since(talk.on) >= 0)
        & (days_since(talk.on) <= span)
    )


def is_last_visit(talk: Interaction) -> Condition:
    """Hold for the last visit of late."""
    return is_visit_of_late(talk) & (talk.on == latest(Interaction, lambda other: other.on, is_visit_of_late))


@playbook.rule(cites=("S4.2-expert.do.2", "S0.P6-innovate.do.1", "S1.Q1.4"))
def bring_an_idea(talk: Interaction) -> Clause:
    """After several visits without a new idea the next one brings one, from the customer's own business."""
    return when(
        is_last_visit(talk),
        count(Interaction, is_visit_of_late) >= param("idea.visits"),
        absent(Interaction, lambda other: is_visit_of_late(other) & value(other.new_idea)),
        exists(Interaction, lambda other: is_visit_of_late(other) & ~value(other.new_idea)),
    ).then(recommend(Action.BRING_NEW_IDEA, reason="no-new-idea"))


@playbook.rule(cites=("S4.2-visit.anti.3", "S0.P6-innovate.do.2"))
def relationship_is_stale(talk: Interaction) -> Clause:
    """Visits after which nothing ever changes are a sign that the relationship has grown stale."""
    return when(
        is_last_visit(talk),
        count(
            Interaction,
            lambda other: is_visit_of_late(other) & (other.outcome == InteractionOutcome.UNCHANGED),
        )
        >= param("idea.visits"),
        absent(
            Interaction,
            lambda other: (
                is_visit_of_late(other)
                & one_of(other.outcome, InteractionOutcome.ADVANCED, InteractionOutcome.ORDERED)
            ),
        ),
    ).then(
        warn("relationship-stale", since=talk.on),
        recommend(Action.BRING_NEW_IDEA, weight=Decimal("1.2"), reason="relationship-stale"),
    )


@playbook.rule(cites=("S0.P6-innovate.do.2", "S1.J1-email.do.4"))
def tell_of_the_new_product(record: PurchaseRecord, event: AccountEvent) -> Clause:
    """A customer that bought before hears of what is new, as far as it permits."""
    return when(
        event.kind == AccountEventKind.PRODUCT_LAUNCH,
        days_since(event.on) >= 0,
        days_since(event.on) <= param("entry.opening_days"),
        days_since(record.last) <= param("silence.give_up_days"),
        ~or_else(event.resolved, False),
    ).then(recommend(Action.PRODUCT_INTRODUCTION, about=event.id, reason="new-product"))
