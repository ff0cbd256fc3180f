"""When a rival lures a customer, or money leaves: talk at once, answer, show our worth, then ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Interaction,
    InteractionKind,
    PlayStep,
    Topic,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days,
    days_since,
    exists,
    holds,
    one_of,
    or_else,
    param,
    value,
)
from relcore.rules import parameters, stage_advice
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions
from relcore.rules.stage_advice import calls_for_an_answer

playbook = Playbook("retention")
playbook.include(parameters.playbook, stage_advice.playbook, steps.playbook)

PLAY = "retention"


class Pace(NamedTuple):
    """How soon a step follows the threat."""

    name: str
    default: int
    doc: str


PACES = (
    Pace("retention.talk_days", 1, "Days after a threat within which somebody talks with the customer"),
    Pace("retention.offer_days", 3, "Days after a threat within which we answer it"),
    Pace("retention.worth_days", 7, "Days after a threat within which we show what our work is worth"),
    Pace("retention.decision_days", 14, "Days after a threat within which we ask whether the customer stays"),
)
for pace in PACES:
    playbook.parameter(pace.name, pace.default, pace.doc, unit="days", at_least=0, at_most=180)


def is_threat(event: AccountEvent) -> Condition:
    """Hold for a rival's offer that is clearly better, and for a large sum that leaves."""
    gap: Decimal = param("retention.rival_yield_gap")
    outflow: Decimal = param("retention.outflow")
    return ((event.kind == AccountEventKind.RIVAL_OFFER) & (value(event.advantage) >= gap)) | (
        (event.kind == AccountEventKind.LARGE_OUTFLOW) & (value(event.amount) >= outflow)
    )


def is_on(event: AccountEvent) -> Condition:
    """Hold while a threat is fresh and open."""
    return is_threat(event) & calls_for_an_answer(event)


def has_happened_since(event: AccountEvent, *kinds: InteractionKind) -> Condition:
    """Hold where a contact of one of the kinds took place since the threat, and reached the customer."""
    return exists(
        Interaction,
        lambda i: (
            one_of(i.kind, *kinds) & (i.on >= event.on) & (days_since(i.on) >= 0) & or_else(i.answered, True)
        ),
    )


def after(event: AccountEvent, parameter: str) -> date:
    """Give a day counted from the threat."""
    day: date = event.on + days(param(parameter))
    return day


STEPS: dict[str, Step[AccountEvent]] = table(
    Step(
        "retain-talk",
        1,
        lambda event: has_happened_since(
            event, InteractionKind.VISIT, InteractionKind.CALL, InteractionKind.MEETING
        ),
        ("S1.L5.trig.1", "S1.F.flow.1", "S1.F.num.4"),
        due=lambda event: after(event, "retention.talk_days"),
        action=Action.WINBACK_CALL,
        weight=Decimal(3),
    ),
    Step(
        "retain-answer",
        2,
        lambda event: has_happened_since(event, InteractionKind.PROPOSAL, InteractionKind.QUOTE),
        ("S1.L5.trig.1", "S1.C1-sales.metric.2"),
        due=lambda event: after(event, "retention.offer_days"),
        action=Action.RETENTION_OFFER,
        weight=Decimal(3),
    ),
    Step(
        "retain-worth",
        3,
        lambda event: exists(
            Interaction,
            lambda i: (
                (i.on >= event.on)
                & (days_since(i.on) >= 0)
                & (holds(value(i.topics), Topic.ROI) | holds(value(i.topics), Topic.SERVICE))
            ),
        ),
        ("S1.L5.trig.1", "S1.F.num.1"),
        due=lambda event: after(event, "retention.worth_days"),
        action=Action.VALUE_REPORT,
        weight=Decimal("1.5"),
    ),
    Step(
        "retain-decide",
        4,
        lambda event: value(event.resolved),
        ("S1.L5.trig.1",),
        due=lambda event: after(event, "retention.decision_days"),
        after=("retain-talk", "retain-answer"),
        action=Action.ASK_FOR_DECISION,
    ),
)


@playbook.table(STEPS)
def plan_step(event: AccountEvent, row: Step[AccountEvent]) -> Clause:
    """A threat is answered step by step before the customer has moved."""
    return plan(PLAY, STEPS, row, event, (is_on(event),), about=event.id, since=event.on)


@playbook.table(with_actions(STEPS))
def take_step(step: PlayStep, row: Step[AccountEvent]) -> Clause:
    """The step against the threat that is due is the next thing to do."""
    return next_step(PLAY, step, row, about=step.about)
