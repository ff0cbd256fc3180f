"""Buyers on their way up: support their work, let the credit be theirs, protect their face, stay light.

They may decide more in some years; a warm wish on a holiday is worth more than another call.
"""

from __future__ import annotations

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Archetype,
    Assessment,
    CueKind,
    Customer,
    Delivery,
    Direction,
    Holiday,
    Interaction,
    InteractionKind,
    Layer,
    Opportunity,
    Order,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    as_of,
    days,
    days_between,
    days_since,
    days_until,
    defer,
    deny,
    known,
    latest,
    narrow,
    one_of,
    or_else,
    param,
    recommend,
    replace,
    value,
    when,
)
from relcore.rules.occasions import follow_up_day, happened_within, is_open, is_running, is_type
from relcore.rules.scoring import CLEAR, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("credit_seeking")

playbook.parameter(
    "credit_seeking.min_gap_days",
    30,
    "Days that lie between two contacts of ours with somebody on the way up",
    unit="days",
    at_least=1,
    at_most=180,
)
playbook.parameter(
    "credit_seeking.success_days",
    30,
    "Days after a success within which we give the credit for it",
    unit="days",
    at_least=1,
    at_most=180,
)
playbook.parameter(
    "credit_seeking.thanks_days",
    7,
    "Days after a success by which the credit for it is given",
    unit="days",
    at_least=1,
    at_most=60,
)
playbook.parameter(
    "holiday.notice_days",
    7,
    "Days before a holiday from which good wishes are advised",
    unit="days",
    at_least=1,
    at_most=60,
)

HINTS = {
    "power": Hint(CueKind.LOW_DECISION_POWER, CLEAR, "S3.5-credit.cue.1"),
    "career": Hint(CueKind.CAREER_RISING, CLEAR, "S3.5-credit.cue.1"),
    "pocket": Hint(CueKind.PAYS_FROM_OWN_POCKET, CLEAR, "S3.5-credit.cue.1"),
    "credit": Hint(CueKind.SEEKS_CREDIT, STRONG, "S3.5-credit.cue.1"),
}


@playbook.table(HINTS, cites="S3.5-credit")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Whoever is rising, decides little and minds who gets the credit works for recognition."""
    return speaks_for(Archetype.CREDIT_SEEKING, sighting, row)


@playbook.rule(cites="S3.5-credit.do.1")
def guard_quality(assessment: Assessment, order: Order) -> Clause:
    """Until an order has arrived its quality is watched: a fault would fall on the person who chose us."""
    return when(
        is_type(assessment, Archetype.CREDIT_SEEKING),
        is_running(order),
        absent(Delivery, lambda goods: (goods.order_id == order.id) & known(goods.delivered_on)),
        happened_within(order.placed_on, param("credit_seeking.success_days")),
    ).then(
        recommend(
            Action.QUALITY_ASSURANCE_PLAN,
            about=order.id,
            due=order.placed_on + days(param("credit_seeking.thanks_days")),
            reason="credit-no-fault-on-them",
        )
    )


@playbook.rule(cites="S3.5-credit.do.2")
def support_their_work(assessment: Assessment, deal: Opportunity) -> Clause:
    """Help with the daily work is what somebody on the way up can use most."""
    return when(is_type(assessment, Archetype.CREDIT_SEEKING), is_open(deal)).then(
        recommend(Action.SUPPORT_DAILY_WORK, about=deal.id, due=follow_up_day(), reason="credit-support-work")
    )


@playbook.rule(cites="S3.5-credit.do.2")
def credit_for_order(assessment: Assessment, order: Order) -> Clause:
    """When an order has been placed, the firm hears from us whose good idea it was."""
    return when(
        is_type(assessment, Archetype.CREDIT_SEEKING),
        is_running(order),
        happened_within(order.placed_on, param("credit_seeking.success_days")),
    ).then(
        recommend(
            Action.CREDIT_TO_CONTACT,
            about=order.id,
            due=order.placed_on + days(param("credit_seeking.thanks_days")),
            reason="credit-let-them-shine",
        )
    )


@playbook.rule(cites="S3.5-credit.do.2")
def credit_for_success(assessment: Assessment, success: AccountEvent) -> Clause:
    """A success of the customer is theirs, and we say so."""
    return when(
        is_type(assessment, Archetype.CREDIT_SEEKING),
        success.kind == AccountEventKind.HONOUR,
        happened_within(success.on, param("credit_seeking.success_days")),
    ).then(
        recommend(
            Action.CREDIT_TO_CONTACT,
            about=success.id,
            due=success.on + days(param("credit_seeking.thanks_days")),
            reason="credit-let-them-shine",
        )
    )


@playbook.rule(cites="S3.5-credit.do.3")
def wish_well(assessment: Assessment, customer: Customer, holiday: Holiday) -> Clause:
    """A warm wish on a holiday keeps the contact with somebody who may decide more one day."""
    return when(
        is_type(assessment, Archetype.CREDIT_SEEKING),
        value(holiday.wishes),
        (days_until(holiday.on) >= 0) & (days_until(holiday.on) <= param("holiday.notice_days")),
        ~known(holiday.country) | (holiday.country == customer.country),
        ~known(holiday.region) | (holiday.region == customer.region),
        absent(
            Interaction,
            lambda i: (
                (i.kind == InteractionKind.GREETING)
                & (days_since(i.on) >= 0)
                & (days_between(i.on, holiday.on) <= param("holiday.notice_days"))
            ),
        ),
    ).then(recommend(Action.HOLIDAY_WISHES, due=holiday.on, weight=2, reason="credit-warm-wishes"))


@playbook.guard(Layer.TYPE, cites="S3.5-credit.dont.2")
def stay_light(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Calls and invitations to somebody on the way up lie weeks apart."""
    last = latest(
        Interaction,
        lambda i: i.on,
        lambda i: (
            (or_else(i.direction, Direction.OUTBOUND) == Direction.OUTBOUND)
            & (i.kind != InteractionKind.REQUEST)
            & (days_since(i.on) >= 0)
        ),
    )
    next_day = value(last) + days(param("credit_seeking.min_gap_days"))
    return when(
        is_type(assessment, Archetype.CREDIT_SEEKING),
        one_of(
            candidate.action,
            Action.KEEP_WARM_CALL,
            Action.PLANNED_VISIT,
            Action.SEND_MATERIAL,
            Action.PRODUCT_INTRODUCTION,
            Action.INDUSTRY_ANALYSIS,
            Action.INVITE_TO_SOCIAL_EVENT,
            Action.INVITE_TO_PRODUCT_EVENT,
            Action.SUPPORT_DAILY_WORK,
        ),
        next_day > as_of(),
    ).then(defer(candidate, "credit-not-too-often", until=next_day))


@playbook.guard(Layer.TYPE, cites="S3.5-credit.dont.1")
def protect_face(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Somebody on the way up is told a mistake with tact and in private, never shown up."""
    return when(
        is_type(assessment, Archetype.CREDIT_SEEKING),
        candidate.action == Action.CONFRONT_WITH_EVIDENCE,
    ).then(replace(candidate, Action.TELL_TACTFULLY, "credit-protect-face"))


@playbook.guard(Layer.TYPE, cites=("S3.5-credit.dont.1", "S3.5-credit.cue.1"))
def report_through_them(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Results reach the firm through the person who brought us in, not past them."""
    return when(
        is_type(assessment, Archetype.CREDIT_SEEKING),
        one_of(candidate.action, Action.VALUE_REPORT, Action.LEADER_VISIT),
    ).then(narrow(candidate, "credit-through-them"))


@playbook.guard(Layer.TYPE, cites="S3.5-credit.dont.1")
def not_past_them(candidate: Recommendation, assessment: Assessment) -> Clause:
    """To look for another insider behind the back of somebody on the way up would hurt."""
    return when(is_type(assessment, Archetype.CREDIT_SEEKING), candidate.action == Action.FIND_INSIDER).then(
        deny(candidate, "credit-not-past-them")
    )
