"""How a visit went, told as coaching: what the customer may have felt, and what helps next time.

Only visits of late are looked at. What is not on record is no fault, except the next step: it belongs on
the record of every visit.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from relcore.facts import (
    Action,
    Appointment,
    Archetype,
    Assessment,
    Interaction,
    InteractionKind,
    InteractionOutcome,
    Personality,
    Topic,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    count,
    days,
    days_since,
    holds,
    known,
    one_of,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import occasions, scoring, sightings
from relcore.rules.occasions import happened_within, is_to_come, is_type, talks_as

playbook = Playbook("visits")
playbook.include(occasions.playbook, sightings.playbook, scoring.playbook)

playbook.parameter(
    "visit.business_minutes.warn_below",
    Decimal("2.5"),
    "Minutes of business below which a visit was for nothing",
    unit="minutes",
    origin="S4.2-visit.anti.3",
    at_least=Decimal(0),
    at_most=Decimal(60),
)
playbook.parameter(
    "rapport.idle_hours",
    2,
    "Hours of chat from which something should have been learned",
    unit="hours",
    origin="S1.L1.anti.1",
    at_least=1,
    at_most=8,
)
playbook.parameter(
    "visits.pitch_minutes",
    30,
    "Minutes of presentation in one go from which nobody listens any more",
    unit="minutes",
    at_least=5,
    at_most=240,
)
playbook.parameter(
    "visits.next_step_days",
    2,
    "Days after a visit by which a missing next step is agreed",
    unit="days",
    at_least=0,
    at_most=30,
)
playbook.parameter(
    "visits.fruitless",
    3,
    "Visits of late without any progress from which the way of visiting is questioned",
    unit="visits",
    at_least=2,
    at_most=20,
)
playbook.parameter(
    "visits.coaching_days",
    7,
    "Days after the last slip by which the coaching takes place",
    unit="days",
    at_least=1,
    at_most=60,
)
playbook.parameter(
    "visits.slips_before_coaching",
    2,
    "Visits of late with a slip from which coaching helps",
    unit="visits",
    at_least=1,
    at_most=20,
)


NOTHING = Decimal(0)
"""Minutes of which nobody has told: what is not on record is no fault."""


def spoke_of(visit: Interaction, topic: Topic) -> Condition:
    """Hold where a subject is on the record of a visit."""
    return known(visit.topics) & holds(value(visit.topics), topic)


class Slip(NamedTuple):
    """Something on the record of a visit that can go better next time."""

    happened: Callable[[Interaction], Condition]
    code: str
    cites: tuple[str, ...]


SLIPS = {
    "name": Slip(lambda visit: or_else(visit.name_error, False), "name-error", ("S4.2-visit.anti.4",)),
    "product_first": Slip(
        lambda visit: or_else(visit.opened_with_product, False), "product-first", ("S1.G4-benefit.dont.1",)
    ),
    "vague": Slip(
        lambda visit: or_else(visit.answers_vague, False),
        "vague-answer",
        ("S1.A0.anti.1", "S1.A1-analytical.dont.2"),
    ),
    "evaded": Slip(
        lambda visit: or_else(visit.evaded_point, False), "evaded-point", ("S1.A1-analytical.dont.1",)
    ),
    "exaggerated": Slip(
        lambda visit: or_else(visit.exaggerated, False),
        "exaggeration",
        ("S3.1-rational.dont.2", "S2.CP1-root.do.2"),
    ),
    "argued": Slip(
        lambda visit: or_else(visit.argued, False),
        "argument",
        ("S1.A2-dominant.dont.2", "S3.5-credit.dont.1"),
    ),
    "unplanned": Slip(
        lambda visit: ~or_else(visit.planned, True), "unplanned-visit", ("S4.2-visit.do.1", "S1.E.do.1")
    ),
    "idle": Slip(
        lambda visit: (
            (or_else(visit.minutes, NOTHING) >= param("rapport.idle_hours") * 60)
            & ~or_else(visit.learned_something, True)
        ),
        "idle-rapport",
        ("S1.L1.anti.1",),
    ),
    "pitch": Slip(
        lambda visit: (
            (or_else(visit.product_pitch_minutes, NOTHING) >= param("visits.pitch_minutes"))
            | (
                known(visit.minutes)
                & (or_else(visit.product_pitch_minutes, NOTHING) * 2 > value(visit.minutes))
                & (or_else(visit.outcome, InteractionOutcome.UNCHANGED) == InteractionOutcome.LEFT_SILENTLY)
            )
        ),
        "endless-pitch",
        ("S1.L2.anti.1",),
    ),
    "minutes": Slip(
        lambda visit: (
            known(visit.business_minutes)
            & (value(visit.business_minutes) < param("visit.business_minutes.warn_below"))
        ),
        "three-minute-business",
        ("S4.2-visit.anti.3",),
    ),
    "three_sentences": Slip(
        lambda visit: (
            spoke_of(visit, Topic.SALES_FIGURES)
            & spoke_of(visit, Topic.TASK_PUSH)
            & spoke_of(visit, Topic.PAYMENT)
            & ~or_else(visit.new_idea, False)
        ),
        "three-sentences",
        ("S4.2-visit.anti.1",),
    ),
}


def is_recent_visit(visit: Interaction) -> Condition:
    """Hold where people met of late."""
    return one_of(
        visit.kind, InteractionKind.VISIT, InteractionKind.MEETING, InteractionKind.DEMO
    ) & happened_within(visit.on, param("visits.recent_days"))


def had_a_slip(visit: Interaction) -> Condition:
    """Hold where a visit of late could have gone better in some way."""
    return is_recent_visit(visit) & reduce(operator.or_, (slip.happened(visit) for slip in SLIPS.values()))


def was_private(visit: Interaction) -> Condition:
    """Hold where private matters or small talk were a subject."""
    private = (Topic.FAMILY, Topic.SPORTS, Topic.WEATHER, Topic.SMALL_TALK, Topic.HOBBIES)
    return reduce(operator.or_, (spoke_of(visit, topic) for topic in private))


def brought_nothing(visit: Interaction) -> Condition:
    """Hold where a visit of late changed nothing."""
    return is_recent_visit(visit) & one_of(
        or_else(visit.outcome, InteractionOutcome.ADVANCED),
        InteractionOutcome.UNCHANGED,
        InteractionOutcome.REFUSED,
        InteractionOutcome.LEFT_SILENTLY,
    )


@playbook.table(SLIPS)
def note_slip(visit: Interaction, slip: Slip) -> Clause:
    """What went less well on a visit of late is worth a word, so that the next one goes better."""
    return when(is_recent_visit(visit), slip.happened(visit)).then(
        warn(slip.code, about=visit.id, since=visit.on)
    )


@playbook.rule(cites=("S1.A0.anti.1", "S1.A0.flow.3", "S1.A1-analytical.dont.2"))
def private_talk_with_analyst(assessment: Assessment, visit: Interaction) -> Clause:
    """Family, football and the weather tire somebody who came for facts."""
    return when(
        talks_as(assessment, Personality.ANALYTICAL), is_recent_visit(visit), was_private(visit)
    ).then(warn("topic-mismatch", about=visit.id, since=visit.on))


@playbook.rule(cites=("S1.A2-dominant.dont.1", "S1.A0.flow.3"))
def private_talk_with_steerer(assessment: Assessment, visit: Interaction) -> Clause:
    """Chat costs somebody who decides fast the time that was set aside for the matter."""
    return when(talks_as(assessment, Personality.DOMINANT), is_recent_visit(visit), was_private(visit)).then(
        warn("topic-mismatch", about=visit.id, since=visit.on)
    )


@playbook.rule(cites="S1.A2-dominant.dont.3")
def technique_with_steerer(assessment: Assessment, visit: Interaction) -> Clause:
    """Technical detail hides the result from somebody who decides fast."""
    return when(
        talks_as(assessment, Personality.DOMINANT),
        is_recent_visit(visit),
        spoke_of(visit, Topic.TECHNICAL),
    ).then(warn("too-much-technique", about=visit.id, since=visit.on))


@playbook.rule(cites="S1.A3-emotional.dont.1")
def features_with_feeling(assessment: Assessment, visit: Interaction) -> Clause:
    """Technical detail says nothing to somebody who goes by feeling."""
    return when(
        talks_as(assessment, Personality.EMOTIONAL),
        is_recent_visit(visit),
        spoke_of(visit, Topic.TECHNICAL),
    ).then(warn("features-not-benefits", about=visit.id, since=visit.on))


@playbook.rule(cites="S1.A4-amiable.dont.1")
def pressure_on_amiable(assessment: Assessment, visit: Interaction) -> Clause:
    """Pressure drives somebody who wants to please away for good."""
    return when(
        talks_as(assessment, Personality.AMIABLE), is_recent_visit(visit), or_else(visit.pressured, False)
    ).then(warn("too-much-pressure", about=visit.id, since=visit.on))


@playbook.rule(cites="S3.1-rational.dont.1")
def flattery_of_rational(assessment: Assessment, visit: Interaction) -> Clause:
    """Flattery makes somebody who decides by reason wonder what is wrong with the offer."""
    return when(
        is_type(assessment, Archetype.RATIONAL), is_recent_visit(visit), or_else(visit.flattered, False)
    ).then(warn("flattery", about=visit.id, since=visit.on))


@playbook.rule(cites="S1.A0.anti.2")
def agree_next_step(visit: Interaction) -> Clause:
    """Every visit ends with the day of the next contact; where none is on record, we agree one now."""
    return when(
        is_recent_visit(visit),
        ~or_else(visit.next_step_agreed, False),
        absent(Interaction, lambda later: (later.on > visit.on) & (days_since(later.on) >= 0)),
        absent(Appointment, is_to_come),
    ).then(
        warn("no-next-step", about=visit.id, since=visit.on),
        recommend(
            Action.SCHEDULE_NEXT_STEP,
            about=visit.id,
            due=visit.on + days(param("visits.next_step_days")),
            reason="no-next-step-agreed",
        ),
    )


@playbook.rule(cites=("S4.2-visit.anti.2", "S1.L3.anti.1"))
def notice_fruitless_visits(visit: Interaction) -> Clause:
    """Visit after visit without any progress asks for another way, not for another visit."""
    return when(
        brought_nothing(visit),
        absent(Interaction, lambda later: is_recent_visit(later) & (later.on > visit.on)),
        count(Interaction, brought_nothing) >= param("visits.fruitless"),
        absent(
            Interaction,
            lambda good: (
                is_recent_visit(good)
                & one_of(
                    good.outcome,
                    InteractionOutcome.ADVANCED,
                    InteractionOutcome.AGREED,
                    InteractionOutcome.ORDERED,
                )
            ),
        ),
    ).then(warn("fruitless-visits", about=visit.id, since=visit.on))


@playbook.rule(origin="relcore")
def coach(visit: Interaction) -> Clause:
    """Where several visits of late had a slip, an hour of coaching helps more than another remark."""
    return when(
        had_a_slip(visit),
        absent(Interaction, lambda later: had_a_slip(later) & (later.on > visit.on)),
        count(Interaction, had_a_slip) >= param("visits.slips_before_coaching"),
    ).then(
        recommend(
            Action.COACH_REP,
            due=visit.on + days(param("visits.coaching_days")),
            reason="coach-after-slips",
        )
    )
