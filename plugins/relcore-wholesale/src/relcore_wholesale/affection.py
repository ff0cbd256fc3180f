"""Three sides of an outlet: the owner earns, the staff is taken seriously, the guests are helped."""

from __future__ import annotations

from relcore.facts import Interaction, Layer, Recommendation, Topic
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    ask,
    days_since,
    exists,
    holds,
    known,
    one_of,
    or_else,
    param,
    recommend,
    replace,
    value,
    when,
)
from relcore_wholesale import display
from relcore_wholesale.actions import (
    CONSUMER_DAY,
    OPEN_STAFF_SCHEME,
    PAY_STAFF,
    TALK_WITH_OWNER,
    TRAIN_STAFF,
)
from relcore_wholesale.display import DisplayNow
from relcore_wholesale.facts import ConsumerDay, Outlet, OutletGrade, ShopPerson, ShopSide
from relcore_wholesale.route import ORIGIN

playbook = Playbook("wholesale.affection")
playbook.include(display.playbook)

playbook.parameter(
    "wholesale.owner_talk_days",
    60,
    "Days after which the owner and we talk about the outlet's own business again",
    unit="days",
    origin=ORIGIN,
    at_least=7,
    at_most=365,
)
playbook.parameter(
    "wholesale.training_days",
    120,
    "Days after which the staff hears about our products again",
    unit="days",
    origin=ORIGIN,
    at_least=14,
    at_most=730,
)
playbook.parameter(
    "wholesale.consumer_days",
    90,
    "Days after which an outlet that matters has a day for consumers again",
    unit="days",
    origin=ORIGIN,
    at_least=14,
    at_most=730,
)


def is_about_business(talk: Interaction) -> Condition:
    """Hold for a talk of late about the outlet's own business."""
    span: int = param("wholesale.owner_talk_days")
    topics = value(talk.topics)
    return (
        (days_since(talk.on) >= 0)
        & (days_since(talk.on) <= span)
        & (holds(topics, Topic.OBSTACLES) | holds(topics, Topic.BUSINESS_IDEAS) | holds(topics, Topic.ROI))
    )


@playbook.rule(cites=("S4.2-expert.do.1", "S4.0.flow.1"), origin=ORIGIN)
def owner_wants_to_earn(outlet: Outlet, person: ShopPerson) -> Clause:
    """With the owner we talk about the outlet's own earnings, obstacles and ideas, not about our quota."""
    return when(
        person.side == ShopSide.OWNER,
        absent(Interaction, lambda talk: (talk.contact_id == person.contact_id) & is_about_business(talk)),
    ).then(recommend(TALK_WITH_OWNER, about=person.contact_id, reason="wholesale-owner"))


@playbook.rule(cites="S4.2-expert.do.1", origin=ORIGIN)
def staff_wants_to_be_taken_seriously(outlet: Outlet, person: ShopPerson) -> Clause:
    """Who sells across the counter is shown what is behind our products, and is thanked for it."""
    return when(
        person.side == ShopSide.STAFF,
        or_else(days_since(person.trained_on) > param("wholesale.training_days"), True),
    ).then(recommend(TRAIN_STAFF, about=person.contact_id, reason="wholesale-staff"))


@playbook.rule(cites=("S4.3-learn.do.2", "S4.3-learn.do.1"), origin=ORIGIN)
def consumers_want_to_be_helped(outlet: Outlet) -> Clause:
    """Where our display stands, those who buy there get to try, to ask and to tell us what they think."""
    return when(
        known(outlet.grade),
        one_of(outlet.grade, OutletGrade.A, OutletGrade.B),
        exists(DisplayNow, lambda display: value(display.in_place)),
        absent(
            ConsumerDay,
            lambda day: (days_since(day.on) >= 0) & (days_since(day.on) <= param("wholesale.consumer_days")),
        ),
    ).then(recommend(CONSUMER_DAY, weight=1, reason="wholesale-consumers"))


@playbook.table(
    {"owner": (ShopSide.OWNER, "wholesale-owner"), "staff": (ShopSide.STAFF, "wholesale-staff")},
    cites="S4.3-file.do.1",
    origin=ORIGIN,
)
def ask_who_they_are(outlet: Outlet, row: tuple[ShopSide, str]) -> Clause:
    """An outlet is known by its people: its owner and those behind the counter."""
    side, code = row
    return when(absent(ShopPerson, lambda person: person.side == side)).then(ask(code))


@playbook.guard(Layer.LAW, cites=("S0.R4-transact.guard.1", "S0.P5-integrity.guard.1"), origin=ORIGIN)
def no_money_under_the_counter(candidate: Recommendation) -> Clause:
    """Staff is not paid behind the owner's back; what is given is agreed with the owner, openly."""
    return when(candidate.action == PAY_STAFF).then(
        replace(candidate, OPEN_STAFF_SCHEME, "wholesale-no-money-under-the-counter")
    )
