"""What ties people to us: appreciation for direct customers, gratitude for consumers; not outlets.

With a direct customer the tie rests on mutual gain and a kept word, with a consumer on being helped and
remembered. Neither is a means to one more sale.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    Action,
    Assessment,
    Audience,
    Axis,
    Cue,
    Interaction,
    InteractionKind,
    PlayStep,
    Topic,
    ValueClass,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    days_since,
    exists,
    holds,
    one_of,
    param,
    value,
)
from relcore.rules import (
    after_sale,
    audience,
    customer_value,
    parameters,
    permissions,
    promises,
    purchases,
)
from relcore.rules.after_sale import is_about_use
from relcore.rules.permissions import Permission
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions
from relcore.rules.promises import PromiseDebt
from relcore.rules.purchases import PurchaseRecord

playbook = Playbook("affection")
playbook.include(
    after_sale.playbook,
    audience.playbook,
    customer_value.playbook,
    parameters.playbook,
    permissions.playbook,
    promises.playbook,
    purchases.playbook,
    steps.playbook,
)

playbook.parameter(
    "affection.lasting_days",
    180,
    "Days for which a thank-you, a report or a talk about use keeps a tie alive",
    unit="days",
    at_least=14,
    at_most=1095,
)

APPRECIATION = "appreciation"
GRATITUDE = "gratitude"


def has_happened(kind: InteractionKind) -> Condition:
    """Hold where a contact of a kind took place of late."""
    return exists(
        Interaction,
        lambda i: (
            (i.kind == kind) & (days_since(i.on) >= 0) & (days_since(i.on) <= param("affection.lasting_days"))
        ),
    )


def was_talked_about(*topics: Topic) -> Condition:
    """Hold where one of the subjects was talked about of late."""

    def about_one(contact: Interaction) -> Condition:
        first, *others = (holds(value(contact.topics), topic) for topic in topics)
        for other in others:
            first = first | other
        return first

    return exists(
        Interaction,
        lambda i: (
            about_one(i) & (days_since(i.on) >= 0) & (days_since(i.on) <= param("affection.lasting_days"))
        ),
    )


# --- direct customers: appreciation ----------------------------------------------------------------

APPRECIATE: dict[str, Step[Assessment]] = table(
    Step(
        "appreciate-word",
        1,
        lambda _: absent(PromiseDebt),
        ("S4.1-trust.guard.1", "S4.0.guard.1"),
    ),
    Step(
        "appreciate-gain",
        2,
        lambda _: was_talked_about(Topic.ROI, Topic.BUSINESS_IDEAS),
        ("S4.1-trust.ctx.1", "S4.0.flow.1", "S0.P3-responsible.do.2"),
        action=Action.VALUE_REPORT,
        weight=Decimal("0.6"),
    ),
    Step(
        "appreciate-people",
        3,
        lambda _: (
            has_happened(InteractionKind.GREETING)
            | has_happened(InteractionKind.LETTER)
            | was_talked_about(Topic.HONOURS)
        ),
        ("S4.0.class.1", "S1.M.do.5", "S4.3-file.flow.1"),
        after=("appreciate-word",),
        action=Action.THANK_CUSTOMER,
        weight=Decimal("0.6"),
    ),
)


def appreciates(audience: Assessment) -> Condition:
    """Hold for a direct customer that buys and matters."""
    return (
        (audience.axis == Axis.AUDIENCE)
        & (audience.value == Audience.DIRECT)
        & exists(PurchaseRecord)
        & exists(
            Assessment,
            lambda a: (a.axis == Axis.VALUE) & one_of(a.value, ValueClass.KEY, ValueClass.IMPORTANT),
        )
    )


@playbook.table(APPRECIATE, cites="S4.0.class.2")
def plan_appreciation(audience: Assessment, row: Step[Assessment]) -> Clause:
    """A direct customer is tied by a kept word, by gain on both sides, and by thanks to its people."""
    return plan(APPRECIATION, APPRECIATE, row, audience, (appreciates(audience),))


@playbook.table(with_actions(APPRECIATE))
def show_appreciation(step: PlayStep, row: Step[Assessment]) -> Clause:
    """What shows that we value the customer is done when it has been missing for long."""
    return next_step(APPRECIATION, step, row)


# --- consumers: gratitude --------------------------------------------------------------------------

THANK: dict[str, Step[PurchaseRecord]] = table(
    Step(
        "thank-open-line",
        1,
        lambda _: exists(Permission),
        ("S4.3-file.do.1", "S1.J1-email.guard.1"),
        action=Action.ASK_CONSENT,
        weight=Decimal("0.6"),
    ),
    Step(
        "thank-know",
        2,
        lambda _: (
            exists(Cue, lambda cue: value(cue.present) & (days_since(cue.observed_on) >= 0))
            | exists(Interaction, lambda i: value(i.learned_something) & (days_since(i.on) >= 0))
        ),
        ("S4.3-file.do.1", "S4.3-file.do.2"),
        action=Action.UPDATE_RECORD,
        weight=Decimal("0.5"),
    ),
    Step(
        "thank-learn",
        3,
        lambda _: exists(
            Interaction,
            lambda i: (
                is_about_use(i)
                & (days_since(i.on) >= 0)
                & (days_since(i.on) <= param("affection.lasting_days"))
            ),
        ),
        ("S4.3-learn.do.1",),
        ready=lambda record: days_since(record.first) >= param("usage.ask_from_days"),
        action=Action.ASK_USAGE,
        weight=Decimal("0.8"),
    ),
    Step(
        "thank-teach",
        4,
        lambda _: has_happened(InteractionKind.DEMO) | was_talked_about(Topic.USAGE, Topic.PRODUCT),
        ("S4.3-learn.do.2",),
        after=("thank-learn",),
        action=Action.EDUCATE_CONSUMER,
        weight=Decimal("0.5"),
    ),
    Step(
        "thank-community",
        5,
        lambda _: has_happened(InteractionKind.EVENT),
        ("S4.3-comm.do.1", "S1.P.do.4"),
        after=("thank-learn",),
        action=Action.INVITE_TO_COMMUNITY,
        weight=Decimal("0.5"),
    ),
    Step(
        "thank-give",
        6,
        lambda _: has_happened(InteractionKind.GIFT),
        ("S4.3-give.do.1",),
        after=("thank-learn",),
        applies=lambda record: record.days >= 2,
        action=Action.MEMBER_DISCOUNT,
        weight=Decimal("0.5"),
    ),
)


def thanks(record: PurchaseRecord) -> Condition:
    """Hold for a consumer who bought within the time in which a tie can be kept alive."""
    span: int = param("silence.give_up_days")
    return (days_since(record.last) <= span) & exists(
        Assessment, lambda a: (a.axis == Axis.AUDIENCE) & (a.value == Audience.CONSUMER)
    )


@playbook.table(THANK, cites="S4.0.class.2")
def plan_gratitude(record: PurchaseRecord, row: Step[PurchaseRecord]) -> Clause:
    """A consumer is tied by an open line, by help with what was bought, and by a real benefit."""
    return plan(GRATITUDE, THANK, row, record, (thanks(record),))


@playbook.table(with_actions(THANK))
def show_gratitude(step: PlayStep, row: Step[PurchaseRecord]) -> Clause:
    """What shows a consumer that we remember is done when it has been missing for long."""
    return next_step(GRATITUDE, step, row)
