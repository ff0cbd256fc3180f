"""After the sale: ask how it works in use, then what is needed next, then who else might be helped.

Each question opens the door to the next one; while a complaint is open none of them is asked for business.
The greeting within two days is a play of its own.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Conclusion,
    Interaction,
    Order,
    PlayStep,
    Topic,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    days,
    days_since,
    earliest,
    exists,
    holds,
    latest,
    or_else,
    param,
    value,
    when,
)
from relcore.rules import after_sale, complaints, parameters, purchases
from relcore.rules.after_sale import is_about_use, was_not_asked
from relcore.rules.complaints import OpenComplaint
from relcore.rules.occasions import is_running
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions
from relcore.rules.purchases import PurchaseDay, PurchaseRecord

playbook = Playbook("after_sale_service")
playbook.include(
    after_sale.playbook, complaints.playbook, parameters.playbook, purchases.playbook, steps.playbook
)

PLAY = "after-sale"

playbook.parameter(
    "usage.ask_within_days",
    14,
    "Days within which a question of the after-sale service is asked once its time has come",
    unit="days",
    at_least=1,
    at_most=365,
)


class UnaskedPurchase(Conclusion):
    """A purchase of some weeks ago of which nobody has asked yet how it works."""

    on: date


class UsageTalk(Conclusion):
    """A talk of late about how something works in use."""

    on: date
    glad: bool


def is_of_late(day: date) -> Condition:
    """Hold for a day within the time in which questions about use make sense."""
    span: int = param("usage.ask_until_days")
    return (days_since(day) >= 0) & (days_since(day) <= span)


@playbook.rule(cites="S1.G6-after.do.1")
def unasked_purchase(purchase: PurchaseDay) -> Clause:
    """A purchase of some weeks ago waits for the question how it works."""
    return when(
        is_of_late(purchase.on),
        days_since(purchase.on) >= param("usage.ask_from_days"),
        was_not_asked(purchase),
    ).then(conclude(UnaskedPurchase, on=purchase.on))


@playbook.rule(cites="S1.G6-after.do.1")
def usage_talk(talk: Interaction) -> Clause:
    """A talk about use tells whether the customer is glad of what it bought."""
    return when(is_about_use(talk), is_of_late(talk.on)).then(
        conclude(UsageTalk, on=talk.on, glad=or_else(value(talk.sentiment) >= 1, False))
    )


def is_on(record: PurchaseRecord) -> Condition:
    """Hold for some weeks after a purchase, and while one waits for a question."""
    return is_of_late(record.last) | exists(UnaskedPurchase)


def within(start: date | None) -> date:
    """Give the day by which a question is asked whose time came on another day."""
    day: date = value(start) + days(param("usage.ask_within_days"))
    return day


STEPS: dict[str, Step[PurchaseRecord]] = table(
    Step(
        "after-ask-use",
        1,
        lambda _: absent(UnaskedPurchase) & exists(UsageTalk),
        ("S1.G6-after.do.1", "S1.D0.flow.1", "S2.F.ctx.1"),
        due=lambda _: within(
            value(earliest(UnaskedPurchase, lambda purchase: purchase.on))
            + days(param("usage.ask_from_days"))
        ),
        ready=lambda _: exists(UnaskedPurchase),
        action=Action.ASK_USAGE,
    ),
    Step(
        "after-ask-needs",
        2,
        lambda _: exists(
            UsageTalk,
            lambda talk: (
                exists(Order, lambda order: is_running(order) & (order.placed_on > talk.on))
                | exists(
                    Interaction,
                    lambda i: (i.on >= talk.on) & (holds(value(i.topics), Topic.GOALS)),
                )
            ),
        ),
        ("S1.G6-after.do.1", "S2.N3.metric.1"),
        due=lambda _: within(latest(UsageTalk, lambda talk: talk.on)),
        ready=lambda _: exists(UsageTalk) & absent(OpenComplaint),
        action=Action.ASK_NEEDS,
        weight=Decimal("0.8"),
    ),
    Step(
        "after-ask-referral",
        3,
        lambda _: exists(
            AccountEvent, lambda event: (event.kind == AccountEventKind.REFERRAL) & is_of_late(event.on)
        ),
        ("S1.G6-after.do.1", "S1.F.num.2", "S2.N2.metric.1", "S1.R.metric.1"),
        due=lambda _: within(latest(UsageTalk, lambda talk: talk.on, lambda talk: talk.glad)),
        ready=lambda _: exists(UsageTalk, lambda talk: talk.glad) & absent(OpenComplaint),
        action=Action.REFERRAL_ASK,
        weight=Decimal("1.2"),
    ),
)


@playbook.table(STEPS)
def plan_step(record: PurchaseRecord, row: Step[PurchaseRecord]) -> Clause:
    """After the sale come three questions, one after another."""
    return plan(PLAY, STEPS, row, record, (is_on(record),), since=record.last)


@playbook.table(with_actions(STEPS))
def take_step(step: PlayStep, row: Step[PurchaseRecord]) -> Clause:
    """The question whose time has come is asked."""
    return next_step(PLAY, step, row)
