"""From the promise to the goods in use: dispatched, arrived, checked, and installed where we install."""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import Action, Delivery, Interaction, InteractionKind, PlayStep
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    as_of,
    days,
    days_since,
    days_until,
    exists,
    known,
    one_of,
    or_else,
    param,
    recommend,
    value,
    when,
)
from relcore.rules import parameters
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions

playbook = Playbook("fulfilment")
playbook.include(parameters.playbook, steps.playbook)

PLAY = "fulfilment"

playbook.parameter(
    "fulfilment.dispatch_days",
    2,
    "Days before the promised day by which goods leave our house",
    unit="days",
    at_least=0,
    at_most=60,
)
playbook.parameter(
    "fulfilment.check_days",
    3,
    "Days after the arrival within which we ask whether everything is in order, and install it",
    unit="days",
    at_least=0,
    at_most=60,
)
playbook.parameter(
    "fulfilment.watch_days",
    14,
    "Days after the arrival for which a delivery is still looked after",
    unit="days",
    at_least=1,
    at_most=365,
)
playbook.parameter(
    "service.installs",
    False,
    "Whether what we deliver is installed by us",
)
playbook.parameter(
    "service.packs",
    False,
    "Whether we offer packaging for what we deliver",
)


def has_arrived(delivery: Delivery) -> Condition:
    """Hold for goods that have arrived."""
    return days_since(delivery.delivered_on) >= 0


def is_on(delivery: Delivery) -> Condition:
    """Hold from some days before the promised day until some days after the arrival."""
    near: int = param("delivery.track_days")
    span: int = param("fulfilment.watch_days")
    arrived_long_ago = known(delivery.delivered_on) & (days_since(delivery.delivered_on) > span)
    return (days_until(delivery.promised_on) <= near) & ~arrived_long_ago


def went_wrong(delivery: Delivery) -> Condition:
    """Hold for goods that arrived broken or incomplete."""
    return ~value(delivery.intact) | ~value(delivery.quantity_ok)


STEPS: dict[str, Step[Delivery]] = table(
    Step(
        "fulfil-dispatch",
        1,
        lambda d: (days_since(d.dispatched_on) >= 0) | has_arrived(d),
        ("S2.F.do.2", "S0.P3-responsible.do.1"),
        due=lambda d: value(d.promised_on) - days(param("fulfilment.dispatch_days")),
        action=Action.TRACK_DELIVERY,
        weight=Decimal(2),
    ),
    Step(
        "fulfil-arrive",
        2,
        has_arrived,
        ("S2.F.do.2", "S2.CP1-root.do.1", "S2.S1"),
        due=lambda d: d.promised_on,
        after=("fulfil-dispatch",),
        action=Action.TRACK_DELIVERY,
        weight=Decimal(2),
    ),
    Step(
        "fulfil-check",
        3,
        lambda d: known(d.intact) & known(d.quantity_ok),
        ("S2.CP1-root.do.1", "S2.F.do.2"),
        due=lambda d: value(d.delivered_on) + days(param("fulfilment.check_days")),
        after=("fulfil-arrive",),
        action=Action.CONFIRM_SATISFACTION,
    ),
    Step(
        "fulfil-put-right",
        4,
        lambda d: exists(
            Interaction,
            lambda i: (
                one_of(i.kind, InteractionKind.SERVICE, InteractionKind.COMPLAINT_REPLY)
                & (or_else(i.about, "") == or_else(d.id, "-"))
                & (i.on >= or_else(d.delivered_on, as_of()))
            ),
        ),
        ("S2.S2", "S2.CP1-root.do.1"),
        due=lambda d: value(d.delivered_on) + days(param("fulfilment.check_days")),
        after=("fulfil-arrive",),
        applies=went_wrong,
    ),
    Step(
        "fulfil-install",
        5,
        lambda d: days_since(d.installed_on) >= 0,
        ("S2.S3",),
        due=lambda d: value(d.delivered_on) + days(param("fulfilment.check_days")),
        after=("fulfil-arrive",),
        applies=lambda _: param("service.installs"),
        action=Action.OFFER_INSTALLATION,
        weight=Decimal("1.5"),
    ),
)


@playbook.table(STEPS)
def plan_step(delivery: Delivery, row: Step[Delivery]) -> Clause:
    """What was promised is followed until it stands with the customer in good order."""
    return plan(
        PLAY, STEPS, row, delivery, (is_on(delivery),), about=delivery.id, since=delivery.dispatched_on
    )


@playbook.table(with_actions(STEPS))
def take_step(step: PlayStep, row: Step[Delivery]) -> Clause:
    """The step of the delivery that is due is the next thing to do."""
    return next_step(PLAY, step, row, about=step.about)


@playbook.rule(cites="S2.S4")
def offer_packaging(delivery: Delivery) -> Clause:
    """Where we pack for the customer, that is offered before the goods leave."""
    return when(
        param("service.packs"), is_on(delivery), ~known(delivery.dispatched_on), ~known(delivery.delivered_on)
    ).then(
        recommend(
            Action.OFFER_PACKAGING,
            about=delivery.id,
            due=value(delivery.promised_on) - days(param("fulfilment.dispatch_days")),
            weight=Decimal("0.5"),
            reason="packing-is-ours",
        )
    )
