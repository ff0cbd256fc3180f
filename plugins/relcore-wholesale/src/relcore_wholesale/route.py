"""Orderly visits: each outlet in the rhythm of its grade, neither forgotten nor visited for its own sake."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from relcore.facts import Action, Complaint, Conclusion, Interaction, InteractionKind, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    ask,
    conclude,
    days,
    days_since,
    defer,
    exists,
    known,
    latest,
    param,
    recommend,
    value,
    when,
)
from relcore_wholesale.facts import Outlet, OutletGrade

ORIGIN = "relcore-wholesale"
"""Who made the rules of this package up."""

playbook = Playbook("wholesale.route")


class Rhythm(NamedTuple):
    """How often an outlet of a grade is visited."""

    grade: OutletGrade
    parameter: str
    default: int


RHYTHMS = {
    "a": Rhythm(OutletGrade.A, "wholesale.visit_days.a", 7),
    "b": Rhythm(OutletGrade.B, "wholesale.visit_days.b", 14),
    "c": Rhythm(OutletGrade.C, "wholesale.visit_days.c", 28),
}
for row in RHYTHMS.values():
    playbook.parameter(
        row.parameter,
        row.default,
        f"Days between two visits to an outlet of grade {row.grade.value.upper()}",
        unit="days",
        origin=ORIGIN,
        at_least=1,
        at_most=180,
    )
playbook.parameter(
    "wholesale.route_ahead_days",
    2,
    "Days by which a visit may come early, so that a route can be driven in one go",
    unit="days",
    origin=ORIGIN,
    at_least=0,
    at_most=14,
)


class RouteRhythm(Conclusion):
    """Days between two visits to this outlet."""

    every_days: int


def is_visit(contact: Interaction) -> Condition:
    """Hold for a visit that took place."""
    return (contact.kind == InteractionKind.VISIT) & (days_since(contact.on) >= 0)


def last_visit() -> date | None:
    """Give the day of the last visit; unknown before the first."""
    return latest(Interaction, lambda contact: contact.on, is_visit)


@playbook.table(RHYTHMS, cites="S4.2-visit.do.1", origin=ORIGIN)
def rhythm(outlet: Outlet, row: Rhythm) -> Clause:
    """An outlet is visited in the rhythm of its grade."""
    return when(known(outlet.grade), outlet.grade == row.grade).then(
        conclude(RouteRhythm, every_days=param(row.parameter))
    )


@playbook.rule(cites="S4.2-visit.do.1", origin=ORIGIN)
def next_on_the_route(rhythm: RouteRhythm) -> Clause:
    """The outlet whose turn it is stands on the route."""
    return when(days_since(last_visit()) >= rhythm.every_days - param("wholesale.route_ahead_days")).then(
        recommend(
            Action.PLANNED_VISIT, due=value(last_visit()) + days(rhythm.every_days), reason="wholesale-route"
        )
    )


@playbook.rule(cites="S4.2-visit.do.1", origin=ORIGIN)
def first_visit(outlet: Outlet) -> Clause:
    """An outlet where nobody of ours has been is visited within days."""
    return when(absent(Interaction, is_visit)).then(
        recommend(Action.PLANNED_VISIT, due=as_of() + days(3), weight=2, reason="wholesale-first-visit")
    )


@playbook.rule(origin=ORIGIN)
def ask_for_the_grade(outlet: Outlet) -> Clause:
    """Without a grade nobody knows how often to come."""
    return when(~known(outlet.grade)).then(ask("wholesale-grade"))


@playbook.guard(Layer.CADENCE, cites="S4.2-visit.do.1", origin=ORIGIN)
def not_before_its_turn(candidate: Recommendation, rhythm: RouteRhythm) -> Clause:
    """Whose turn has not come is not visited for nothing, so that there is time for those who wait."""
    return when(
        candidate.action == Action.PLANNED_VISIT,
        exists(Interaction, is_visit),
        days_since(last_visit()) < rhythm.every_days - param("wholesale.route_ahead_days"),
        absent(
            Complaint, lambda complaint: (days_since(complaint.opened_on) >= 0) & ~known(complaint.closed_on)
        ),
    ).then(defer(candidate, "wholesale-not-its-turn", until=value(last_visit()) + days(rhythm.every_days)))
