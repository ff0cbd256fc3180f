"""The way into an account that buys elsewhere: know the house, its people, be of use, and use the opening.

It costs time, so it is taken only where a deal is talked about or the customer is worth it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import (
    AccountEvent,
    Action,
    Assessment,
    Axis,
    Customer,
    DecisionRole,
    Interaction,
    InteractionKind,
    Ladder,
    Opportunity,
    PlayStep,
    ShareStage,
    ValueClass,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days,
    earliest,
    exists,
    known,
    latest,
    one_of,
    param,
    value,
)
from relcore.rules import customer_value, ladder, occasions, share_of_wallet, stage_advice
from relcore.rules.occasions import is_open
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions
from relcore.rules.stage_advice import OPENING_KINDS, is_fresh, nobody_known

playbook = Playbook("entry")
playbook.include(
    customer_value.playbook,
    ladder.playbook,
    occasions.playbook,
    share_of_wallet.playbook,
    stage_advice.playbook,
    steps.playbook,
)

PLAY = "entry"

playbook.parameter(
    "entry.step_days",
    14,
    "Days within which each of the first steps into a new account is taken",
    unit="days",
    at_least=1,
    at_most=180,
)
playbook.parameter(
    "entry.offer_days",
    21,
    "Days after an opening within which it is used",
    unit="days",
    at_least=1,
    at_most=180,
)


def is_worth_it() -> Condition:
    """Hold where a deal is talked about, or the customer matters."""
    return exists(Opportunity, is_open) | exists(
        Assessment,
        lambda a: (a.axis == Axis.VALUE) & one_of(a.value, ValueClass.KEY, ValueClass.IMPORTANT),
    )


def is_on(stage: Assessment) -> Condition:
    """Hold as long as a customer that is worth it buys elsewhere."""
    return (stage.axis == Axis.SHARE_STAGE) & (stage.value == ShareStage.DEVELOPMENT) & is_worth_it()


def has_opening() -> Condition:
    """Hold while a door is open."""
    return exists(AccountEvent, lambda event: one_of(event.kind, *OPENING_KINDS) & is_fresh(event))


def opened_on() -> date | None:
    """Give the day on which the door opened last."""
    return latest(
        AccountEvent,
        lambda event: event.on,
        lambda event: one_of(event.kind, *OPENING_KINDS) & is_fresh(event),
    )


def by_step(number: int) -> date | None:
    """Give the day of one of the first steps, counted from the day on which the first deal was opened."""
    start = earliest(Opportunity, lambda deal: deal.opened_on, is_open)
    return value(start) + days(param("entry.step_days") * number)


def knows_the_people() -> Condition:
    """Hold where we know who decides and somebody who explains the house."""
    return ~nobody_known(DecisionRole.DECIDER) & ~nobody_known(DecisionRole.INSIDER, DecisionRole.INFLUENCER)


STEPS: dict[str, Step[Assessment]] = table(
    Step(
        "entry-research",
        1,
        lambda _: exists(Customer, lambda c: known(c.industry) & known(c.supplier_count)),
        ("S1.K5.do.1", "S1.K4-1.flow"),
        due=lambda _: by_step(1),
        action=Action.RESEARCH_CUSTOMER,
    ),
    Step(
        "entry-people",
        2,
        lambda _: knows_the_people(),
        ("S1.O1-develop.do.2", "S1.K4-2.flow"),
        due=lambda _: by_step(2),
        action=Action.KEY_PERSON_MAP,
    ),
    Step(
        "entry-trust",
        3,
        lambda _: exists(
            Assessment,
            lambda a: (
                (a.axis == Axis.LADDER)
                & one_of(a.value, Ladder.COMMUNICATING, Ladder.CONFIDING, Ladder.TRANSACTING, Ladder.PAYING)
            ),
        ),
        ("S1.O1-develop.do.3", "S1.G4-benefit.do.1"),
        due=lambda _: by_step(3),
        action=Action.PROACTIVE_ANALYSIS,
        weight=Decimal("0.8"),
    ),
    Step(
        "entry-watch",
        4,
        lambda _: has_opening(),
        ("S1.O1-develop.do.1",),
        action=Action.WAIT_FOR_OPENING,
        weight=Decimal("0.5"),
    ),
    Step(
        "entry-use-opening",
        5,
        lambda _: exists(
            Interaction,
            lambda i: (
                one_of(i.kind, InteractionKind.PROPOSAL, InteractionKind.QUOTE, InteractionKind.DEMO)
                & (i.on >= value(opened_on()))
            ),
        ),
        ("S1.O1-develop.do.1", "S1.P.do.6"),
        due=lambda _: value(opened_on()) + days(param("entry.offer_days")),
        after=("entry-people", "entry-watch"),
    ),
)


@playbook.table(STEPS)
def plan_step(stage: Assessment, row: Step[Assessment]) -> Clause:
    """The way in leads over the house, its people and their trust to the opening."""
    return plan(PLAY, STEPS, row, stage, (is_on(stage),))


@playbook.table(with_actions(STEPS))
def take_step(step: PlayStep, row: Step[Assessment]) -> Clause:
    """The step of the entry that is due is the next thing to do."""
    return next_step(PLAY, step, row)
