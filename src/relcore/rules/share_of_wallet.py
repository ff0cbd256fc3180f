"""The stage of the relationship by our share of what the customer spends in our category.

The raw band of a share is no stage yet: a stage moves one step at a time, and only when enough consecutive
periods lie beyond the boundary by a margin. So neither a good quarter nor a bad one makes a stage, and a
fall, which is gradual, leaves time to repair it. What a stage calls for is said in `stage_advice`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    Action,
    Axis,
    Conclusion,
    Customer,
    Opportunity,
    OpportunityStage,
    ShareStage,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    always,
    ask,
    assess,
    conclude,
    days_since,
    earliest,
    latest,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import parameters, share_periods
from relcore.rules.purchases import no_order_yet
from relcore.rules.share_periods import (
    BANDS,
    DEVELOPMENT,
    INITIAL,
    STABLE,
    STRATEGIC,
    Band,
    ConfirmedStage,
    SharePeriod,
    lies_in,
)
from relcore.rules.validity import lapses_on

playbook = Playbook("share_of_wallet")
playbook.include(parameters.playbook, share_periods.playbook)


class ConfirmedMove(Conclusion):
    """A step that enough periods up to this one confirm, for a customer at the stage `before`."""

    number: int
    before: ShareStage
    after: ShareStage


class StageAtPeriod(Conclusion):
    """The stage at the end of a period; number 0 stands for a confirmed stage before the first period."""

    number: int
    period_end: date
    stage: ShareStage


class StageChange(Conclusion):
    """A step from one stage to the next, at the end of a period."""

    number: int
    period_end: date
    before: ShareStage
    after: ShareStage
    up: bool


# --- which steps are confirmed ---------------------------------------------------------------------


class Step(NamedTuple):
    """A step between two neighbouring stages, and the parameters that decide on it."""

    before: ShareStage
    after: ShareStage
    boundary: str
    periods: str
    cites: tuple[str, ...]


CONFIRM = "stage.share.confirm_periods"
STEPS_UP = {
    "enter": Step(DEVELOPMENT, INITIAL, "", "stage.share.enter_periods", ("S1.O2-initial",)),
    "settle": Step(INITIAL, STABLE, "stage.share.initial_max", CONFIRM, ("S1.O3-stable",)),
    "ally": Step(STABLE, STRATEGIC, "stage.share.stable_max", CONFIRM, ("S1.O4-strategic",)),
}
STEPS_DOWN = {
    "part": Step(INITIAL, DEVELOPMENT, "", CONFIRM, ("S1.O1-develop",)),
    "loosen": Step(STABLE, INITIAL, "stage.share.initial_max", CONFIRM, ("S1.O2-initial",)),
    "slip": Step(STRATEGIC, STABLE, "stage.share.stable_max", CONFIRM, ("S1.O3-stable",)),
}


def is_above(period: SharePeriod, step: Step) -> Condition:
    """Hold where the share lies beyond the upper boundary by the margin; any business ends development."""
    if not step.boundary:
        return period.share > 0
    enough: Decimal = param(step.boundary) + param("stage.share.hysteresis")
    return period.share >= enough


def is_below(period: SharePeriod, step: Step) -> Condition:
    """Hold where the share lies beyond the lower boundary by the margin; below any business there is none."""
    if not step.boundary:
        return period.share <= 0
    little: Decimal = param(step.boundary) - param("stage.share.hysteresis")
    return period.share <= little


@playbook.table(STEPS_UP, cites=("S1.O.flow.1", "S1.O.flow.2"))
def confirm_rise(period: SharePeriod, step: Step) -> Clause:
    """A rise is confirmed when enough consecutive periods, this one the last, lie above the boundary."""
    last_miss = latest(
        SharePeriod, lambda p: p.number, lambda p: (p.number <= period.number) & ~is_above(p, step)
    )
    return when(period.number - or_else(last_miss, 0) >= param(step.periods)).then(
        conclude(ConfirmedMove, number=period.number, before=step.before, after=step.after)
    )


@playbook.table(STEPS_DOWN, cites=("S1.O.flow.1", "S1.O.flow.2"))
def confirm_fall(period: SharePeriod, step: Step) -> Clause:
    """A fall is confirmed when enough consecutive periods, this one the last, lie below the boundary."""
    last_miss = latest(
        SharePeriod, lambda p: p.number, lambda p: (p.number <= period.number) & ~is_below(p, step)
    )
    return when(period.number - or_else(last_miss, 0) >= param(step.periods)).then(
        conclude(ConfirmedMove, number=period.number, before=step.before, after=step.after)
    )


# --- from period to period -------------------------------------------------------------------------


@playbook.table(BANDS)
def first_stage(period: SharePeriod, band: Band) -> Clause:
    """Where nobody confirmed a stage, the first known period gives the first one."""
    return when(period.number == 1, absent(ConfirmedStage), *lies_in(period.share, band)).then(
        conclude(StageAtPeriod, number=period.number, period_end=period.period_end, stage=band.stage)
    )


@playbook.rule(origin="relcore")
def stage_as_confirmed(confirmed: ConfirmedStage) -> Clause:
    """A confirmed stage stands before the first period that came after it."""
    return always().then(conclude(StageAtPeriod, number=0, period_end=confirmed.since, stage=confirmed.stage))


@playbook.rule(cites="S1.O.flow.1")
def move_one_step(last: StageAtPeriod, period: SharePeriod, move: ConfirmedMove) -> Clause:
    """A confirmed move takes the stage one step on, never two."""
    return when(
        period.number == last.number + 1, move.number == period.number, move.before == last.stage
    ).then(
        conclude(StageAtPeriod, number=period.number, period_end=period.period_end, stage=move.after),
    )


@playbook.rule(cites="S1.O.flow.2")
def stay(last: StageAtPeriod, period: SharePeriod) -> Clause:
    """Without a confirmed move the stage stays what it was."""
    return when(
        period.number == last.number + 1,
        absent(ConfirmedMove, lambda move: (move.number == period.number) & (move.before == last.stage)),
    ).then(
        conclude(StageAtPeriod, number=period.number, period_end=period.period_end, stage=last.stage),
    )


class Direction(NamedTuple):
    """A step that was taken, and whether it led up."""

    before: ShareStage
    after: ShareStage
    up: bool


DIRECTIONS = {key: Direction(step.before, step.after, True) for key, step in STEPS_UP.items()} | {
    key: Direction(step.before, step.after, False) for key, step in STEPS_DOWN.items()
}


@playbook.table(DIRECTIONS, cites="S1.O.flow.1")
def stage_change(last: StageAtPeriod, now: StageAtPeriod, step: Direction) -> Clause:
    """Two neighbouring periods with different stages are a change, upwards or downwards."""
    return when(last.stage == step.before, now.stage == step.after, now.number == last.number + 1).then(
        conclude(
            StageChange,
            number=now.number,
            period_end=now.period_end,
            before=step.before,
            after=step.after,
            up=step.up,
        )
    )


# --- where the customer stands ---------------------------------------------------------------------


def is_current(stage: StageAtPeriod) -> Condition:
    """Hold for the stage at the end of the last known period."""
    return stage.number == latest(StageAtPeriod, lambda other: other.number)


@playbook.rule(cites=("S1.O1-develop", "S1.O2-initial", "S1.O3-stable", "S1.O4-strategic"))
def current_stage(stage: StageAtPeriod) -> Clause:
    """The stage at the end of the last known period is where the customer stands."""
    return when(is_current(stage)).then(
        assess(
            Axis.SHARE_STAGE,
            stage.stage,
            reason="stage-by-share",
            since=or_else(
                latest(StageChange, lambda change: change.period_end),
                earliest(StageAtPeriod, lambda first: first.period_end),
            ),
            expires=lapses_on(stage.period_end, param("stage.share.valid_days")),
        )
    )


def never_bought() -> Condition:
    """Hold where neither an order nor a deal that was won is on record."""
    return no_order_yet() & absent(Opportunity, lambda deal: deal.stage == OpportunityStage.WON)


@playbook.rule(cites="S1.O1-develop")
def no_business_yet(customer: Customer) -> Clause:
    """With a prospect that never bought we have no share at all, whatever it spends elsewhere."""
    return when(value(customer.is_prospect), never_bought(), absent(StageAtPeriod)).then(
        assess(Axis.SHARE_STAGE, DEVELOPMENT, reason="no-business-yet")
    )


@playbook.rule(cites=("S1.O2-initial", "S1.O3-stable", "S0.P1-understand.do.1"))
def share_unknown(customer: Customer) -> Clause:
    """Without an idea of what the customer spends elsewhere nobody can say how much of it we hold."""
    return when(absent(StageAtPeriod), ~(or_else(customer.is_prospect, False) & never_bought())).then(
        assess(Axis.SHARE_STAGE, None, reason="share-unknown"), ask("share-of-wallet")
    )


@playbook.rule(origin="relcore")
def share_outdated(stage: StageAtPeriod) -> Clause:
    """An estimate that is too old is asked for anew."""
    return when(is_current(stage), days_since(stage.period_end) > param("stage.share.valid_days")).then(
        ask("share-of-wallet-outdated")
    )


# --- what should be known --------------------------------------------------------------------------


class Beyond(NamedTuple):
    """A stage that was just reached, and the boundary beyond which the raw share lies already."""

    after: ShareStage
    boundary: str


BEYOND = {
    "initial": Beyond(INITIAL, "stage.share.initial_max"),
    "stable": Beyond(STABLE, "stage.share.stable_max"),
}


@playbook.table(BEYOND, cites="S1.O.flow.1")
def no_jump(change: StageChange, period: SharePeriod, beyond: Beyond) -> Clause:
    """The share ran ahead of the relationship: the stage follows one step at a time."""
    return when(
        change.number == latest(SharePeriod, lambda other: other.number),
        period.number == change.number,
        change.up,
        change.after == beyond.after,
        period.share >= param(beyond.boundary),
    ).then(warn("no-jump", about=change.after, since=change.period_end))


@playbook.table(STEPS_DOWN, cites="S1.O.flow.2")
def slipping(stage: StageAtPeriod, period: SharePeriod, step: Step) -> Clause:
    """The last period lies below the stage; one more will confirm the fall, so now is the time to act."""
    return when(
        is_current(stage), stage.stage == step.before, period.number == stage.number, is_below(period, step)
    ).then(
        warn("share-slipping", about=stage.stage, since=period.period_end),
        recommend(Action.REVIEW_ACCOUNT, weight=2, reason="share-slipping"),
    )


@playbook.table(STEPS_UP, cites="S1.O.flow.1")
def rising(stage: StageAtPeriod, period: SharePeriod, step: Step) -> Clause:
    """The last period lies above the stage; if the next one does too, the stage will rise."""
    return when(
        is_current(stage),
        stage.stage == step.before,
        period.number == stage.number,
        is_above(period, step),
        absent(StageChange, lambda change: change.number == stage.number),
    ).then(warn("share-rising", about=stage.stage, since=period.period_end))
