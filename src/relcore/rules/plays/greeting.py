"""The greeting after a purchase: to the door on the day, within two days a word, and late rather than never.

A message within the two days needs a permission, which `after_sale` and `consent` look after. Once it is
late, only a person can give it without sounding like a machine.
"""

from __future__ import annotations

from relcore.facts import Action, Interaction, InteractionKind, Order, PlayStep, StepStatus
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days,
    days_since,
    exists,
    param,
    recommend,
    value,
    when,
)
from relcore.rules import parameters, purchases
from relcore.rules.occasions import is_running
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, plan, table
from relcore.rules.purchases import PurchaseRecord

playbook = Playbook("greeting")
playbook.include(parameters.playbook, purchases.playbook, steps.playbook)

PLAY = "greeting"

playbook.parameter(
    "greeting.late_days",
    5,
    "Days after the time for a greeting has passed in which a late one is still better than none",
    unit="days",
    at_least=0,
    at_most=60,
)


def is_on(record: PurchaseRecord) -> Condition:
    """Hold for the days after an order in which a greeting makes sense, in time or late."""
    most: int = param("greeting.after_purchase.max_days") + param("greeting.late_days")
    return (days_since(record.last) <= most) & exists(
        Order, lambda order: is_running(order) & (order.placed_on == record.last)
    )


def was_greeted(record: PurchaseRecord, kind: InteractionKind) -> Condition:
    """Hold where the buyer was greeted, or walked to the door, since the last purchase."""
    return exists(Interaction, lambda i: (i.kind == kind) & (i.on >= record.last) & (days_since(i.on) >= 0))


STEPS: dict[str, Step[PurchaseRecord]] = table(
    Step(
        "greet-at-the-door",
        1,
        lambda record: was_greeted(record, InteractionKind.ESCORT),
        ("S1.B1-escort.trig.1", "S1.B1-escort.do.1", "S1.B1-escort.anti.1"),
        due=lambda record: record.last,
        # It belongs to the day of the purchase, and cannot be made good afterwards.
        applies=lambda record: (
            (days_since(record.last) == 0)
            & exists(
                Order,
                lambda order: is_running(order) & (order.placed_on == record.last) & value(order.in_shop),
            )
        ),
    ),
    Step(
        "greet-within-two-days",
        2,
        lambda record: was_greeted(record, InteractionKind.GREETING),
        ("S1.B2-greet2d.num.1", "S1.B2-greet2d.ctx.1"),
        due=lambda record: record.last + days(param("greeting.after_purchase.max_days")),
    ),
)


@playbook.table(STEPS)
def plan_step(record: PurchaseRecord, row: Step[PurchaseRecord]) -> Clause:
    """Who bought is walked to the door and greeted within two days."""
    return plan(PLAY, STEPS, row, record, (is_on(record),), since=record.last)


@playbook.rule(cites=("S1.B2-greet2d.num.1", "S1.B2-greet2d.ctx.1"), origin="relcore")
def greet_late_in_person(step: PlayStep) -> Clause:
    """A greeting that is late is given by a person, for a late message is worse than none."""
    return when(step.code == "greet-within-two-days", step.status == StepStatus.LATE).then(
        recommend(Action.GREETING_BY_PERSON, due=step.due, weight=2, reason="greeting-late")
    )
