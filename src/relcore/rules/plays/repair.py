"""After a fall of the stage: find out why, go there, promise what helps, keep it, and see whether it holds.

A relationship falls slowly, so there is time to repair it, and a measure of whether that worked.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    Action,
    Commitment,
    CommitmentOutcome,
    Interaction,
    InteractionKind,
    PlayStep,
    Topic,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    days,
    days_since,
    exists,
    holds,
    one_of,
    param,
    value,
)
from relcore.rules import promises, share_of_wallet, stage_advice
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions
from relcore.rules.promises import PromiseDebt
from relcore.rules.share_of_wallet import StageChange
from relcore.rules.share_periods import SharePeriod
from relcore.rules.stage_advice import is_fresh_fall

playbook = Playbook("repair")
playbook.include(promises.playbook, share_of_wallet.playbook, stage_advice.playbook, steps.playbook)

PLAY = "repair"

playbook.parameter(
    "repair.step_days",
    30,
    "Days after the period of a fall within which each step of the repair is taken",
    unit="days",
    at_least=1,
    at_most=180,
)
playbook.parameter(
    "repair.measure_days",
    90,
    "Days after the period of a fall from which a new figure shows whether the repair worked",
    unit="days",
    at_least=7,
    at_most=730,
)


def has_happened_since(change: StageChange, *kinds: InteractionKind) -> Condition:
    """Hold where a contact of one of the kinds took place after the period of a fall."""
    return exists(
        Interaction,
        lambda i: one_of(i.kind, *kinds) & (i.on > change.period_end) & (days_since(i.on) >= 0),
    )


def was_promised_since(change: StageChange) -> Condition:
    """Hold where we promised something after the period of a fall."""
    return exists(
        Commitment,
        lambda promise: (value(promise.made_on) > change.period_end) & (days_since(promise.made_on) >= 0),
    )


STEPS: dict[str, Step[StageChange]] = table(
    Step(
        "repair-find-out",
        1,
        lambda change: exists(
            Interaction,
            lambda i: (
                (i.on > change.period_end)
                & (days_since(i.on) >= 0)
                & (value(i.learned_something) | holds(value(i.topics), Topic.OBSTACLES))
            ),
        ),
        ("S1.O.flow.2", "S1.G5-review.do.1"),
        due=lambda change: change.period_end + days(param("repair.step_days")),
        action=Action.REVIEW_ACCOUNT,
        weight=Decimal("1.5"),
    ),
    Step(
        "repair-visit",
        2,
        lambda change: has_happened_since(change, InteractionKind.VISIT, InteractionKind.MEETING),
        ("S1.O.flow.2",),
        due=lambda change: change.period_end + days(param("repair.step_days") * 2),
        action=Action.REPAIR_VISIT,
        weight=Decimal(3),
    ),
    Step(
        "repair-remedy",
        3,
        was_promised_since,
        ("S1.O.flow.2", "S1.O.flow.3"),
        due=lambda change: change.period_end + days(param("repair.step_days") * 3),
        after=("repair-find-out", "repair-visit"),
        action=Action.SERVICE_COMMITMENT,
        weight=Decimal("1.5"),
    ),
    Step(
        "repair-keep-word",
        4,
        lambda change: (
            exists(
                Commitment,
                lambda promise: (
                    (value(promise.made_on) > change.period_end) & (promise.outcome == CommitmentOutcome.KEPT)
                ),
            )
            & absent(PromiseDebt)
        ),
        ("S1.O.flow.2", "S4.1-trust.guard.1"),
        after=("repair-remedy",),
    ),
    Step(
        "repair-measure",
        5,
        lambda change: exists(SharePeriod, lambda period: period.number > change.number),
        ("S1.O.flow.2",),
        due=lambda change: change.period_end + days(param("repair.measure_days") * 2),
        after=("repair-visit",),
        ready=lambda change: days_since(change.period_end) >= param("repair.measure_days"),
        action=Action.ASK_SHARE_OF_WALLET,
        weight=Decimal("0.8"),
    ),
)


@playbook.table(STEPS)
def plan_step(change: StageChange, row: Step[StageChange]) -> Clause:
    """A fall is answered step by step, as long as there is time to repair it."""
    return plan(PLAY, STEPS, row, change, (is_fresh_fall(change),), since=change.period_end)


@playbook.table(with_actions(STEPS))
def take_step(step: PlayStep, row: Step[StageChange]) -> Clause:
    """The step of the repair that is due is the next thing to do."""
    return next_step(PLAY, step, row)
