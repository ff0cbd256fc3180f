"""From the signature to the first value: step by step, and nothing more is sold before it is reached."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from relcore.facts import Layer, PlayStep, Recommendation, StepStatus
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days,
    days_since,
    defer,
    earliest,
    exists,
    known,
    one_of,
    or_else,
    param,
    recommend,
    warn,
    when,
)
from relcore.rules.plays.steps import Step, plan, table
from relcore_saas.actions import (
    CONNECT_DATA,
    EXPANSIONS,
    HAND_OVER,
    INVITE_USERS,
    KICK_OFF,
    RESCUE_ONBOARDING,
    SHOW_FIRST_RESULT,
    TRAIN_USERS,
    UNBLOCK,
)
from relcore_saas.facts import OnboardingKind, OnboardingStep, Subscription
from relcore_saas.subscriptions import ORIGIN, is_running

playbook = Playbook("saas.onboarding")

PLAY = "saas-onboarding"

playbook.parameter(
    "saas.onboarding_days",
    90,
    "Days after the start for which a subscription counts as new",
    unit="days",
    origin=ORIGIN,
    at_least=14,
    at_most=365,
)
playbook.parameter(
    "saas.first_result_days",
    30,
    "Days after the start by which a first result of use is reached",
    unit="days",
    origin=ORIGIN,
    at_least=7,
    at_most=180,
)


class Stage(NamedTuple):
    """A step of the onboarding: by which day after the start, after which others, and what to do for it."""

    kind: OnboardingKind
    days: int
    action: str
    after: tuple[OnboardingKind, ...] = ()

    @property
    def code(self) -> str:
        """Name of the step."""
        return f"saas-{self.kind.value.replace('_', '-')}"


STAGES: tuple[Stage, ...] = (
    Stage(OnboardingKind.KICKOFF, 3, KICK_OFF),
    Stage(OnboardingKind.INVITE, 7, INVITE_USERS, (OnboardingKind.KICKOFF,)),
    Stage(OnboardingKind.CONNECT, 14, CONNECT_DATA, (OnboardingKind.KICKOFF,)),
    Stage(
        OnboardingKind.FIRST_RESULT,
        21,
        SHOW_FIRST_RESULT,
        (OnboardingKind.INVITE, OnboardingKind.CONNECT),
    ),
    Stage(OnboardingKind.TRAINING, 28, TRAIN_USERS, (OnboardingKind.FIRST_RESULT,)),
    Stage(OnboardingKind.HANDOVER, 45, HAND_OVER, (OnboardingKind.TRAINING,)),
)


def is_done(kind: OnboardingKind) -> Condition:
    """Hold where a step was taken."""
    return exists(OnboardingStep, lambda step: (step.kind == kind) & known(step.done_on))


def is_new(subscription: Subscription) -> Condition:
    """Hold for a subscription that runs and is young."""
    span: int = param("saas.onboarding_days")
    return is_running(subscription) & (days_since(subscription.starts_on) <= span)


def has_no_first_result(subscription: Subscription) -> Condition:
    """Hold for a new subscription that has not brought anything yet."""
    return is_new(subscription) & ~is_done(OnboardingKind.FIRST_RESULT)


def _step(number: int, stage: Stage) -> Step[Subscription]:
    codes = {one.kind: one.code for one in STAGES}

    def due(subscription: Subscription) -> date | None:
        usual: date = subscription.starts_on + days(stage.days)
        return or_else(
            earliest(OnboardingStep, lambda step: step.due_on, lambda step: step.kind == stage.kind), usual
        )

    return Step(
        stage.code,
        number,
        lambda _: is_done(stage.kind),
        (),
        due=due,
        after=tuple(codes[kind] for kind in stage.after),
    )


STEPS = table(*(_step(number, stage) for number, stage in enumerate(STAGES, start=1)))


@playbook.table(STEPS, origin=ORIGIN)
def plan_step(subscription: Subscription, row: Step[Subscription]) -> Clause:
    """A new customer is led to a first result step by step, each with its day."""
    return plan(
        PLAY,
        STEPS,
        row,
        subscription,
        (is_new(subscription),),
        about=subscription.id,
        since=subscription.starts_on,
    )


@playbook.table({stage.code: stage for stage in STAGES}, origin=ORIGIN)
def take_step(step: PlayStep, row: Stage) -> Clause:
    """The step of the onboarding that is due is the next thing to do."""
    return when(
        step.play == PLAY, step.code == row.code, one_of(step.status, StepStatus.DUE, StepStatus.LATE)
    ).then(recommend(row.action, about=step.about, due=step.due, weight=2, reason="saas-onboarding"))


@playbook.rule(origin=ORIGIN)
def clear_the_way(step: OnboardingStep) -> Clause:
    """What blocks a step is cleared away by us, not waited for."""
    return when(known(step.blocked_by), ~known(step.done_on)).then(
        recommend(UNBLOCK, about=step.id, due=step.due_on, weight=2, reason="saas-blocked")
    )


@playbook.rule(origin=ORIGIN)
def no_result_in_time(subscription: Subscription) -> Clause:
    """Who has no first result after a month will not renew: the onboarding starts anew, with a date."""
    return when(
        has_no_first_result(subscription),
        days_since(subscription.starts_on) > param("saas.first_result_days"),
    ).then(
        warn("saas-no-first-result", about=subscription.id, since=subscription.starts_on),
        recommend(
            RESCUE_ONBOARDING,
            about=subscription.id,
            due=subscription.starts_on + days(param("saas.first_result_days")),
            weight=3,
            reason="saas-no-first-result",
        ),
    )


@playbook.guard(Layer.STAGE, origin=ORIGIN)
def first_a_result_then_more(candidate: Recommendation) -> Clause:
    """Before the first result nothing more is sold."""
    return when(one_of(candidate.action, *EXPANSIONS), exists(Subscription, has_no_first_result)).then(
        defer(candidate, "saas-result-first", until=None)
    )
