"""Joint events: a social one is social, a promotional one says so, and neither pretends to be the other.

At a social event nobody sells; what was learned there is noted, and the guest is thanked. A new product has
an event of its own.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Assessment,
    Axis,
    Cue,
    EventType,
    Interaction,
    InteractionKind,
    Layer,
    PlayStep,
    Purpose,
    Recommendation,
    Topic,
    ValueClass,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    as_of,
    days,
    days_since,
    defer,
    deny,
    exists,
    holds,
    known,
    latest,
    one_of,
    or_else,
    param,
    value,
    warn,
    when,
)
from relcore.rules import customer_value, parameters, purchases
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions
from relcore.rules.purchases import PurchaseRecord

playbook = Playbook("events")
playbook.include(customer_value.playbook, parameters.playbook, purchases.playbook, steps.playbook)

SOCIAL = "social-event"
PRODUCT = "product-event"

playbook.parameter(
    "events.every_days",
    180,
    "Days after which a key account is invited to a social event again",
    unit="days",
    at_least=30,
    at_most=1095,
)
playbook.parameter(
    "events.note_days",
    2,
    "Days after an event within which what was learned there is noted",
    unit="days",
    at_least=0,
    at_most=30,
)
playbook.parameter(
    "events.thank_days",
    7,
    "Days after an event within which the guest hears from us",
    unit="days",
    at_least=1,
    at_most=60,
)
playbook.parameter(
    "events.launch_days",
    30,
    "Days after the launch of a product within which the event for it takes place",
    unit="days",
    at_least=1,
    at_most=180,
)


def is_event(contact: Interaction, kind: EventType) -> Condition:
    """Hold for an event of a kind that took place."""
    return (
        (contact.kind == InteractionKind.EVENT) & (contact.event_type == kind) & (days_since(contact.on) >= 0)
    )


def last_event(kind: EventType) -> date | None:
    """Give the day of the last event of a kind."""
    return latest(Interaction, lambda i: i.on, lambda i: is_event(i, kind))


def was_lately(kind: EventType, parameter: str) -> Condition:
    """Hold where an event of a kind took place not too long ago."""
    return exists(Interaction, lambda i: is_event(i, kind) & (days_since(i.on) <= param(parameter)))


# --- social events ---------------------------------------------------------------------------------

SOCIAL_STEPS: dict[str, Step[Assessment]] = table(
    Step(
        "event-invite",
        1,
        lambda _: was_lately(EventType.SOCIAL, "events.every_days"),
        ("S1.D1-joint.do.1", "S4.1-act.do.1", "S1.D1-joint.metric.1"),
        due=lambda _: value(last_event(EventType.SOCIAL)) + days(param("events.every_days")),
        action=Action.INVITE_TO_SOCIAL_EVENT,
        weight=Decimal("0.5"),
    ),
    Step(
        "event-note",
        2,
        lambda _: (
            exists(
                Interaction,
                lambda i: is_event(i, EventType.SOCIAL) & known(i.learned_something),
            )
            | exists(
                Cue,
                lambda cue: (
                    (cue.observed_on >= value(last_event(EventType.SOCIAL)))
                    & (days_since(cue.observed_on) >= 0)
                ),
            )
        ),
        ("S1.D2-visit.do.2",),
        due=lambda _: value(last_event(EventType.SOCIAL)) + days(param("events.note_days")),
        applies=lambda _: was_lately(EventType.SOCIAL, "usage.ask_until_days"),
        action=Action.UPDATE_RECORD,
        weight=Decimal("0.8"),
    ),
    Step(
        "event-thank",
        3,
        lambda _: exists(
            Interaction,
            lambda i: (i.on > value(last_event(EventType.SOCIAL))) & (days_since(i.on) >= 0),
        ),
        ("S1.D1-joint.do.1", "S4.3-file.flow.1"),
        due=lambda _: value(last_event(EventType.SOCIAL)) + days(param("events.thank_days")),
        applies=lambda _: was_lately(EventType.SOCIAL, "usage.ask_until_days"),
        action=Action.THANK_CUSTOMER,
        weight=Decimal("0.8"),
    ),
)


def is_guest(importance: Assessment) -> Condition:
    """Hold for a key account that buys."""
    return (importance.axis == Axis.VALUE) & (importance.value == ValueClass.KEY) & exists(PurchaseRecord)


@playbook.table(SOCIAL_STEPS)
def plan_social(importance: Assessment, row: Step[Assessment]) -> Clause:
    """A key account is a guest now and then, and a guest is listened to and thanked."""
    return plan(SOCIAL, SOCIAL_STEPS, row, importance, (is_guest(importance),))


@playbook.table(with_actions(SOCIAL_STEPS))
def host(step: PlayStep, row: Step[Assessment]) -> Clause:
    """What a host owes a guest is done in time."""
    return next_step(SOCIAL, step, row)


# --- product events --------------------------------------------------------------------------------


def is_launch(event: AccountEvent) -> Condition:
    """Hold for the launch of a product of ours, for a customer that has bought before."""
    span: int = param("entry.opening_days")
    return (
        (event.kind == AccountEventKind.PRODUCT_LAUNCH)
        & (days_since(event.on) >= 0)
        & (days_since(event.on) <= span)
        & ~or_else(event.resolved, False)
        & exists(PurchaseRecord)
    )


def has_seen_it(event: AccountEvent) -> Condition:
    """Hold where the customer came to a promotional event since the launch."""
    return exists(Interaction, lambda i: is_event(i, EventType.PROMOTIONAL) & (i.on >= event.on))


PRODUCT_STEPS: dict[str, Step[AccountEvent]] = table(
    Step(
        "product-event-invite",
        1,
        has_seen_it,
        ("S4.1-act.do.1", "S0.P6-innovate.do.2"),
        due=lambda event: event.on + days(param("events.launch_days")),
        action=Action.INVITE_TO_PRODUCT_EVENT,
        weight=Decimal("0.6"),
    ),
    Step(
        "product-event-ask",
        2,
        lambda _: exists(
            Interaction,
            lambda i: (i.on > value(last_event(EventType.PROMOTIONAL))) & (days_since(i.on) >= 0),
        ),
        ("S4.1-act.do.1", "S1.C2-mkt.metric.2"),
        due=lambda _: value(last_event(EventType.PROMOTIONAL)) + days(param("events.thank_days")),
        after=("product-event-invite",),
        action=Action.KEEP_WARM_CALL,
        weight=Decimal("0.8"),
    ),
)


@playbook.table(PRODUCT_STEPS)
def plan_launch(event: AccountEvent, row: Step[AccountEvent]) -> Clause:
    """What is new is shown at an event that says so, and afterwards somebody asks what came of it."""
    return plan(PRODUCT, PRODUCT_STEPS, row, event, (is_launch(event),), about=event.id, since=event.on)


@playbook.table(with_actions(PRODUCT_STEPS))
def show_what_is_new(step: PlayStep, row: Step[AccountEvent]) -> Clause:
    """The step of the launch that is due is the next thing to do."""
    return next_step(PRODUCT, step, row)


# --- never mixed -----------------------------------------------------------------------------------


@playbook.guard(Layer.PRINCIPLE, cites=("S1.D1-joint.do.1", "S4.1-act.do.1", "S4.3-learn.dont.1"))
def a_social_event_sells_nothing(candidate: Recommendation) -> Clause:
    """Who invites to a get-together in order to sell invites to a product event, and has to say so."""
    return when(
        candidate.action == Action.INVITE_TO_SOCIAL_EVENT,
        or_else(candidate.purpose, Purpose.SALES) != Purpose.RELATIONSHIP,
    ).then(deny(candidate, "event-mixed"))


@playbook.guard(Layer.PRINCIPLE, cites=("S1.D1-joint.do.1", "S4.1-act.do.1"))
def a_product_event_is_no_get_together(candidate: Recommendation) -> Clause:
    """An event about products is not announced as something else."""
    return when(
        candidate.action == Action.INVITE_TO_PRODUCT_EVENT,
        ~one_of(or_else(candidate.purpose, Purpose.RELATIONSHIP), Purpose.MARKETING, Purpose.SALES),
    ).then(deny(candidate, "event-mixed"))


def meets_socially_today() -> Condition:
    """Hold on the day of a social event."""
    return exists(Interaction, lambda i: is_event(i, EventType.SOCIAL) & (days_since(i.on) == 0))


@playbook.guard(Layer.PRINCIPLE, cites=("S1.D1-joint.do.1", "S4.3-learn.dont.1"))
def nothing_is_sold_at_a_social_event(candidate: Recommendation) -> Clause:
    """On the day of a social event business is not spoken of; what is to be sold waits until tomorrow."""
    return when(
        one_of(candidate.purpose, Purpose.SALES, Purpose.MARKETING),
        known(candidate.channel),
        meets_socially_today(),
    ).then(defer(candidate, "social-event-today", until=as_of() + days(1)))


@playbook.rule(cites=("S1.D1-joint.do.1", "S4.1-act.do.1"))
def business_was_done_at_a_social_event(event: Interaction) -> Clause:
    """A guest who was sold something will not come again."""
    return when(
        is_event(event, EventType.SOCIAL),
        days_since(event.on) <= param("usage.ask_until_days"),
        (value(event.business_minutes) > 0)
        | holds(value(event.topics), Topic.PRODUCT)
        | holds(value(event.topics), Topic.PRICE),
    ).then(warn("business-at-social-event", about=event.id, since=event.on))
