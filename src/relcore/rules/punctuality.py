"""Being on time, and saying so beforehand where we cannot be.

Whoever decides fast minds one minute; for everybody else there is a limit of courtesy.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    Action,
    Appointment,
    Assessment,
    Interaction,
    Personality,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    as_of,
    minutes_between,
    or_else,
    param,
    recommend,
    warn,
    when,
)
from relcore.rules import occasions, scoring, sightings
from relcore.rules.occasions import happened_within, is_to_come, talks_as

playbook = Playbook("punctuality")
playbook.include(occasions.playbook, sightings.playbook, scoring.playbook)

playbook.parameter(
    "punctuality.notify_if_late_minutes",
    1,
    "Minutes of delay from which somebody who decides fast is called beforehand",
    unit="minutes",
    origin="S1.A2-dominant.do.1",
    at_least=1,
    at_most=60,
)
playbook.parameter(
    "punctuality.courtesy_minutes",
    10,
    "Minutes of delay from which everybody is called beforehand",
    unit="minutes",
    at_least=1,
    at_most=120,
)


def will_be_late(meeting: Appointment, minutes: int) -> Condition:
    """Hold where we shall arrive so many minutes late and nobody has said so."""
    return (
        is_to_come(meeting)
        & (minutes_between(meeting.planned_at, meeting.expected_arrival_at) >= minutes)
        & ~or_else(meeting.notified_late, False)
    )


def came_late(visit: Interaction, minutes: int) -> Condition:
    """Hold where we came so many minutes late of late, and nobody had said so."""
    return (
        happened_within(visit.on, param("visits.recent_days"))
        & (or_else(visit.late_minutes, Decimal(0)) >= minutes)
        & ~or_else(visit.notified_late, False)
    )


@playbook.rule(cites=("S1.A2-dominant.do.1", "S1.A2-dominant.cue.5"))
def call_ahead_by_the_minute(assessment: Assessment, meeting: Appointment) -> Clause:
    """Somebody who decides fast is called before the meeting, even for a delay of one minute."""
    return when(
        talks_as(assessment, Personality.DOMINANT),
        will_be_late(meeting, param("punctuality.notify_if_late_minutes")),
    ).then(
        recommend(
            Action.CALL_AHEAD_LATE, about=meeting.id, due=as_of(), weight=3, reason="late-every-minute-counts"
        )
    )


@playbook.rule(origin="relcore")
def call_ahead(meeting: Appointment) -> Clause:
    """Whoever waits for us hears of it beforehand."""
    return when(will_be_late(meeting, param("punctuality.courtesy_minutes"))).then(
        recommend(
            Action.CALL_AHEAD_LATE, about=meeting.id, due=as_of(), weight=2, reason="late-out-of-courtesy"
        )
    )


@playbook.rule(cites="S1.A2-dominant.do.1")
def late_by_the_minute(assessment: Assessment, visit: Interaction) -> Clause:
    """A delay without a call is noted where every minute counts."""
    return when(
        talks_as(assessment, Personality.DOMINANT),
        came_late(visit, param("punctuality.notify_if_late_minutes")),
    ).then(warn("late-without-a-call", about=visit.id, since=visit.on))


@playbook.rule(origin="relcore")
def late(visit: Interaction) -> Clause:
    """A delay without a call is noted where it was long."""
    return when(came_late(visit, param("punctuality.courtesy_minutes"))).then(
        warn("late-without-a-call", about=visit.id, since=visit.on)
    )
