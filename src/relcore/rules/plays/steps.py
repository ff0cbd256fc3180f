"""How plays are told: a table of steps, each with what shows that it is done, what comes before, and its day.

A play plans its steps (`PlannedStep`); the four rules here say where each one stands (`PlayStep`). What is
due or late is recommended by the play itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_
from typing import Generic, NamedTuple, TypeVar, cast

from relcore.facts import Action, Conclusion, Fact, PlayStep, Purpose, StepStatus
from relcore.lang import (
    Clause,
    Conclude,
    Condition,
    Playbook,
    conclude,
    days_until,
    one_of,
    or_else,
    recommend,
    when,
)

playbook = Playbook("steps")

F = TypeVar("F", bound=Fact)


class PlannedStep(Conclusion):
    """A step of a play that is on, and what the records show of it."""

    play: str
    number: int
    code: str
    about: str | None = None
    done: bool
    ready: bool
    """Whether everything that comes before is done."""
    due: date | None = None
    since: date | None = None
    rule: str = ""


class Step(NamedTuple, Generic[F]):
    """A row of a play's table: one step, told about a fact of the play."""

    code: str
    number: int
    done: Callable[[F], Condition]
    cites: tuple[str, ...]
    due: Callable[[F], date | None] = lambda _: None
    """Last day for the step, once it may begin."""
    after: tuple[str, ...] = ()
    """Codes of the steps that must be done before."""
    ready: Callable[[F], Condition] | None = None
    """What else must hold before the step may begin."""
    applies: Callable[[F], Condition] | None = None
    """Where the step belongs to the play at all; everywhere without it."""
    action: Action | None = None
    """What is recommended when the step is due; nothing where other rules say it."""
    weight: Decimal = Decimal(1)
    purpose: Purpose | None = None
    """What the action is for, where it is something else than usual."""


def table(*steps: Step[F]) -> dict[str, Step[F]]:
    """Make a decision table of steps, keyed by their codes."""
    return {step.code: step for step in steps}


def with_actions(steps: dict[str, Step[F]]) -> dict[str, Step[F]]:
    """Give the steps that recommend something themselves."""
    return {code: step for code, step in steps.items() if step.action is not None}


def plan(
    play: str,
    steps: dict[str, Step[F]],
    step: Step[F],
    fact: F,
    is_on: Iterable[Condition],
    *,
    about: str | None = None,
    since: date | None = None,
) -> Clause:
    """Plan one step of a play that is on for a fact."""
    before = [steps[code].done(fact) for code in step.after]
    if step.ready is not None:
        before.append(step.ready(fact))
    belongs = () if step.applies is None else (step.applies(fact),)
    return when(*is_on, *belongs).then(
        conclude(
            PlannedStep,
            play=play,
            number=step.number,
            code=step.code,
            about=about,
            done=_is_so(step.done(fact)),
            ready=_is_so(reduce(and_, before)) if before else True,
            due=step.due(fact),
            since=since,
        )
    )


def _is_so(condition: Condition) -> bool:
    # What is not known to be done is not done.
    return or_else(cast(bool, condition), False)


def next_step(play: str, step: PlayStep, row: Step[F], *, about: str | None = None) -> Clause:
    """Recommend what a due step asks for, by its day; for tables of `with_actions`."""
    return when(step.code == row.code, one_of(step.status, StepStatus.DUE, StepStatus.LATE)).then(
        recommend(
            cast(Action, row.action),
            about=about,
            purpose=row.purpose,
            due=step.due,
            weight=row.weight,
            reason=f"next-step-{play}",
        )
    )


# --- where each step stands ------------------------------------------------------------------------


def stands(step: PlannedStep, status: StepStatus, due: date | None = None) -> Conclude:
    """Say where a planned step stands."""
    return conclude(
        PlayStep,
        play=step.play,
        step=step.number,
        code=step.code,
        about=step.about,
        status=status,
        due=due,
        since=step.since,
        rule=step.rule,
    )


@playbook.rule(origin="relcore")
def step_done(step: PlannedStep) -> Clause:
    """A step is done when the records show it."""
    return when(step.done).then(stands(step, StepStatus.DONE))


@playbook.rule(origin="relcore")
def step_due(step: PlannedStep) -> Clause:
    """A step is due when all before it is done and its day has not passed."""
    return when(~step.done, step.ready, ~or_else(days_until(step.due) < 0, False)).then(
        stands(step, StepStatus.DUE, step.due)
    )


@playbook.rule(origin="relcore")
def step_late(step: PlannedStep) -> Clause:
    """A step is late when it could have been done and its day has passed."""
    return when(~step.done, step.ready, days_until(step.due) < 0).then(
        stands(step, StepStatus.LATE, step.due)
    )


@playbook.rule(origin="relcore")
def step_waits(step: PlannedStep) -> Clause:
    """A step waits as long as something before it is not done."""
    return when(~step.done, ~step.ready).then(stands(step, StepStatus.WAITING, step.due))
