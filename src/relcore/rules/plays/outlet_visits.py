"""Orderly visits to an outlet: in a rhythm, every issue solved, one idea each time, and the next step agreed.

An outlet remembers who carries a box and who only asks how it is selling. What works elsewhere is told
without names.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import (
    Action,
    Appointment,
    Assessment,
    Audience,
    Axis,
    Complaint,
    Customer,
    Interaction,
    InteractionKind,
    IssueClass,
    PlayStep,
    Topic,
    ValueClass,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    days,
    days_since,
    earliest,
    exists,
    holds,
    latest,
    param,
    value,
)
from relcore.rules import audience, complaints, customer_value, occasions
from relcore.rules.complaints import is_open
from relcore.rules.occasions import is_to_come
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions

playbook = Playbook("outlet_visits")
playbook.include(
    audience.playbook, complaints.playbook, customer_value.playbook, occasions.playbook, steps.playbook
)

PLAY = "outlet-visits"

playbook.parameter(
    "outlet.visit_days",
    14,
    "Days between two visits to an outlet",
    unit="days",
    at_least=1,
    at_most=180,
)
playbook.parameter(
    "outlet.idea_days",
    60,
    "Days for which a new idea or a talk about the outlet's own business lasts",
    unit="days",
    at_least=7,
    at_most=365,
)
playbook.parameter(
    "outlet.daily_days",
    0,
    "Days within which a daily issue of an outlet is solved",
    unit="days",
    at_least=0,
    at_most=30,
)
playbook.parameter(
    "outlet.expense_days",
    3,
    "Days within which an expense of an outlet is settled",
    unit="days",
    at_least=0,
    at_most=60,
)
playbook.parameter(
    "outlet.sell_through_days",
    7,
    "Days within which an issue that keeps an outlet from selling is solved for good",
    unit="days",
    at_least=0,
    at_most=90,
)


def is_visit(contact: Interaction) -> Condition:
    """Hold for a visit that took place."""
    return (contact.kind == InteractionKind.VISIT) & (days_since(contact.on) >= 0)


def is_on(audience: Assessment) -> Condition:
    """Hold for an outlet that is a customer and worth more than light effort."""
    return (
        (audience.axis == Axis.AUDIENCE)
        & (audience.value == Audience.TERMINAL)
        & absent(Assessment, lambda a: (a.axis == Axis.VALUE) & (a.value == ValueClass.LIGHT))
        & absent(Customer, lambda customer: ~value(customer.is_active))
    )


def next_visit_day() -> date | None:
    """Give the day of the next visit in the rhythm; unknown before the first."""
    return value(latest(Interaction, lambda i: i.on, is_visit)) + days(param("outlet.visit_days"))


def idea_lasts_until() -> date | None:
    """Give the day by which the next visit should bring something again."""
    return value(latest(Interaction, lambda i: i.on, is_visit)) + days(param("outlet.idea_days"))


def was_told_of_late(topic: Topic) -> Condition:
    """Hold where a subject was talked about on a visit of late."""
    return exists(
        Interaction,
        lambda i: (
            is_visit(i) & (days_since(i.on) <= param("outlet.idea_days")) & holds(value(i.topics), topic)
        ),
    )


def has_issue(kind: IssueClass) -> Condition:
    """Hold while an issue of a kind is open."""
    return exists(Complaint, lambda c: (c.issue == kind) & is_open(c))


def issue_day(kind: IssueClass, parameter: str) -> date | None:
    """Give the day by which the oldest open issue of a kind is solved."""
    oldest = earliest(Complaint, lambda c: c.opened_on, lambda c: (c.issue == kind) & is_open(c))
    return value(oldest) + days(param(parameter))


STEPS: dict[str, Step[Assessment]] = table(
    Step(
        "outlet-daily",
        1,
        lambda _: ~has_issue(IssueClass.DAILY),
        ("S4.2-issue.do.1", "S4.2-issue.class.1"),
        due=lambda _: issue_day(IssueClass.DAILY, "outlet.daily_days"),
        applies=lambda _: has_issue(IssueClass.DAILY),
    ),
    Step(
        "outlet-expense",
        1,
        lambda _: ~has_issue(IssueClass.EXPENSE),
        ("S4.2-issue.do.2", "S4.2-issue.class.2"),
        due=lambda _: issue_day(IssueClass.EXPENSE, "outlet.expense_days"),
        applies=lambda _: has_issue(IssueClass.EXPENSE),
    ),
    Step(
        "outlet-sell-through",
        1,
        lambda _: ~has_issue(IssueClass.SELL_THROUGH),
        ("S4.2-issue.do.3", "S4.2-issue.class.3"),
        due=lambda _: issue_day(IssueClass.SELL_THROUGH, "outlet.sell_through_days"),
        applies=lambda _: has_issue(IssueClass.SELL_THROUGH),
    ),
    Step(
        "outlet-visit",
        2,
        lambda _: exists(
            Interaction, lambda i: is_visit(i) & (days_since(i.on) < param("outlet.visit_days"))
        ),
        ("S4.2-visit.do.1", "S4.2-visit.anti.2"),
        due=lambda _: next_visit_day(),
        action=Action.PLANNED_VISIT,
        weight=Decimal("1.2"),
    ),
    Step(
        "outlet-obstacles",
        3,
        lambda _: was_told_of_late(Topic.OBSTACLES),
        ("S4.2-expert.do.1", "S4.2-visit.anti.1"),
        due=lambda _: next_visit_day(),
        action=Action.PROACTIVE_ANALYSIS,
        weight=Decimal("0.8"),
    ),
    Step(
        "outlet-idea",
        4,
        lambda _: exists(
            Interaction,
            lambda i: is_visit(i) & (days_since(i.on) <= param("outlet.idea_days")) & value(i.new_idea),
        ),
        ("S4.2-expert.do.2", "S4.2-visit.anti.3"),
        due=lambda _: idea_lasts_until(),
        after=("outlet-obstacles",),
        action=Action.BRING_NEW_IDEA,
    ),
    Step(
        "outlet-practice",
        5,
        lambda _: was_told_of_late(Topic.REFERENCES),
        ("S4.2-expert.do.3", "S1.F2-pyr.2"),
        due=lambda _: idea_lasts_until(),
        after=("outlet-obstacles",),
        action=Action.SHARE_ANONYMISED_PRACTICE,
        weight=Decimal("0.6"),
    ),
    Step(
        "outlet-next-step",
        6,
        lambda _: (
            exists(Appointment, is_to_come)
            | exists(
                Interaction,
                lambda i: (
                    is_visit(i) & value(i.next_step_agreed) & (days_since(i.on) < param("outlet.visit_days"))
                ),
            )
        ),
        ("S1.A0.anti.2", "S4.2-visit.anti.5"),
        due=lambda _: next_visit_day(),
        after=("outlet-visit",),
    ),
)


@playbook.table(STEPS)
def plan_step(audience: Assessment, row: Step[Assessment]) -> Clause:
    """An outlet is visited in a rhythm, and no visit ends without something done for it."""
    return plan(PLAY, STEPS, row, audience, (is_on(audience),))


@playbook.table(with_actions(STEPS))
def take_step(step: PlayStep, row: Step[Assessment]) -> Clause:
    """What is due at the outlet is the next thing to do there."""
    return next_step(PLAY, step, row)
