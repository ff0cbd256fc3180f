"""Buyers who fit no single type: wait, watch, ask neutrally, and judge later.

Nobody is forced into a type. While the assessment abstains, the ordinary rules hold and we go on observing.
"""

from __future__ import annotations

from typing import NamedTuple

from relcore.facts import (
    Action,
    Archetype,
    Assessment,
    Axis,
    CueKind,
    Interaction,
    Layer,
    Opportunity,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    as_of,
    ask,
    days,
    exists,
    known,
    latest,
    or_else,
    param,
    recommend,
    replace,
    value,
    warn,
    when,
)
from relcore.rules.occasions import follow_up_day, happened_within, is_open
from relcore.rules.scoring import CLEAR, DECISIVE, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("composite")

playbook.parameter(
    "composite.reobserve_days",
    14,
    "Days after the last observation by which a buyer who fits no single type is observed again",
    unit="days",
    at_least=1,
    at_most=180,
)
playbook.parameter(
    "composite.mood_days",
    90,
    "Days within which a change of mood is noticed",
    unit="days",
    at_least=7,
    at_most=365,
)

HINTS = {
    "shifts": Hint(CueKind.TYPE_SHIFTS, DECISIVE, "S3.9-composite"),
    "mature": Hint(CueKind.MATURE_NETWORK, CLEAR, "S3.9-composite"),
}


class Doubt(NamedTuple):
    """Why the assessment abstains, and how that is told."""

    reason: str
    text: str


DOUBTS = {
    "shifts": Doubt("shifts-between-types", "composite-shifts"),
    "close": Doubt("types-too-close", "composite-too-close"),
}


def is_undecided(assessment: Assessment) -> Condition:
    """Hold where the buyer is taken to be of no type."""
    return (assessment.axis == Axis.ARCHETYPE) & ~known(assessment.value)


@playbook.table(HINTS, cites="S3.9-composite")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Whoever shows different sides by situation fits no single type."""
    return speaks_for(Archetype.COMPOSITE, sighting, row)


@playbook.table(DOUBTS, cites=("S3.9-composite.guard.1", "S3.9-composite.do.1", "S3.0.flow.1"))
def observe_again(assessment: Assessment, doubt: Doubt) -> Clause:
    """Where the signs point several ways, we look again before we judge."""
    last = or_else(latest(Sighting, lambda seen: seen.observed_on), as_of())
    return when(assessment.axis == Axis.ARCHETYPE, assessment.reason == doubt.reason).then(
        recommend(Action.REOBSERVE, due=last + days(param("composite.reobserve_days")), reason=doubt.text)
    )


@playbook.rule(cites="S3.9-composite.do.2")
def sources_play_dumb(assessment: Assessment, deal: Opportunity) -> Clause:
    """The sources would pretend not to understand; this is proposed so that the refusal can be read."""
    return when(
        assessment.axis == Axis.ARCHETYPE, assessment.reason == "shifts-between-types", is_open(deal)
    ).then(
        recommend(Action.PLAY_DUMB, about=deal.id, due=follow_up_day(), reason="composite-sources-propose")
    )


@playbook.table(DOUBTS, cites="S3.9-composite.do.1")
def withhold_judgement(assessment: Assessment, deal: Opportunity, doubt: Doubt) -> Clause:
    """Where the signs point several ways, neutral questions serve an open deal better than a verdict."""
    return when(assessment.axis == Axis.ARCHETYPE, assessment.reason == doubt.reason, is_open(deal)).then(
        recommend(Action.WITHHOLD_JUDGEMENT, about=deal.id, due=follow_up_day(), reason="composite-ask")
    )


@playbook.rule(cites="S3.9-composite.do.1")
def notice_mood(assessment: Assessment, talk: Interaction) -> Clause:
    """A mood that has turned is the moment to listen, above all where a buyer is hard to read."""
    return when(
        assessment.axis == Axis.ARCHETYPE,
        assessment.reason == "shifts-between-types",
        happened_within(talk.on, param("composite.mood_days")),
        or_else(talk.sentiment, 0) < 0,
        exists(
            Interaction,
            lambda before: (
                (value(before.sentiment) > 0)
                & (before.on < talk.on)
                & happened_within(before.on, param("composite.mood_days"))
            ),
        ),
    ).then(warn("mood-turned", about=talk.id, since=talk.on))


@playbook.rule(cites="S1.F.num.1")
def lead_with_service(assessment: Assessment, deal: Opportunity) -> Clause:
    """While nothing tells what drives a buyer, service comes before product, and product before price."""
    return when(is_undecided(assessment), is_open(deal)).then(warn("lead-with-service", about=deal.id))


@playbook.rule(cites="S1.A0.flow.2")
def ask_what_drives(assessment: Assessment, deal: Opportunity) -> Clause:
    """With a deal open and little seen of the buyer, it is worth finding out what drives the purchase."""
    return when(
        assessment.axis == Axis.ARCHETYPE, assessment.reason == "too-little-seen", is_open(deal)
    ).then(ask("what-drives-this-buyer", about=deal.id))


@playbook.guard(Layer.TYPE, cites=("S3.9-composite.do.2", "S0.P5-integrity.guard.1"))
def no_pretence(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Instead of pretending not to understand we withhold our judgement and ask."""
    return when(is_undecided(assessment), candidate.action == Action.PLAY_DUMB).then(
        replace(candidate, Action.WITHHOLD_JUDGEMENT, "composite-ask")
    )
