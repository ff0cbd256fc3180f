"""From sightings to types: points, sums, and the courage to abstain.

One mechanism for the archetype and for the personality. Which cue speaks for which type, and how much,
is said in the files of the types.

A type is assessed where its points reach a minimum and lead over every other type by a margin. Else the axis
abstains and says why: too little seen, two types too close, or a buyer who shifts between types.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from relcore.facts import (
    Archetype,
    Axis,
    CueKind,
    Customer,
    Evidence,
    Personality,
    Score,
    StageRecord,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    assess,
    days,
    days_since,
    evidence,
    exists,
    highest,
    known,
    latest,
    or_else,
    param,
    score,
    total,
    value,
    when,
)
from relcore.rules.sightings import STEPS, Sighting

playbook = Playbook("scoring")

FAINT: Final = 1
"""Weight of a cue that many buyers show."""
CLEAR: Final = 2
"""Weight of a cue that is typical."""
STRONG: Final = 3
"""Weight of a cue that other types hardly show."""
DECISIVE: Final = 5
"""Weight of a cue that is the definition of the type: seen of late, it is enough."""


class Hint(NamedTuple):
    """A cue that speaks for a type, and how much."""

    kind: CueKind
    weight: int
    cites: str | tuple[str, ...]


def speaks_for(
    kind: Archetype | Personality, sighting: Sighting, hint: Hint, *conditions: Condition
) -> Clause:
    """Give a type the points of one hint: weight times strength, 4 to 20 while fresh."""
    axis = Axis.ARCHETYPE if isinstance(kind, Archetype) else Axis.PERSONALITY
    return when(sighting.kind == hint.kind, *conditions).then(
        evidence(axis, kind, points=sighting.strength * hint.weight, cue=sighting.kind)
    )


class Scored(NamedTuple):
    """An axis that is scored, and the name under which a company sets its thresholds."""

    axis: Axis
    name: str

    @property
    def minimum(self) -> int:
        """Least points of a type that is assessed."""
        least: int = param(f"{self.name}.minimum_points")
        return least

    @property
    def margin(self) -> int:
        """Least lead over every other type."""
        lead: int = param(f"{self.name}.margin_points")
        return lead

    @property
    def confirmed(self) -> int:
        """Points of what a person confirmed."""
        points: int = param(f"{self.name}.confirmed_points")
        return points


AXES = {
    "archetype": Scored(Axis.ARCHETYPE, "archetype"),
    "personality": Scored(Axis.PERSONALITY, "personality"),
}

playbook.parameter(
    "scoring.confirmed_days",
    730,
    "Days for which a type that a person confirmed counts, where the record names no end of its own",
    unit="days",
    at_least=1,
    at_most=36500,
)
for scored in AXES.values():
    playbook.parameter(
        f"{scored.name}.minimum_points",
        20,
        f"Least points of an assessed {scored.name}; a fresh typical cue gives 8, a strong one 12",
        unit="points",
        at_least=1,
        at_most=200,
    )
    playbook.parameter(
        f"{scored.name}.margin_points",
        12,
        f"Least lead of an assessed {scored.name} over every other one; as much as a fresh strong cue",
        unit="points",
        at_least=1,
        at_most=200,
    )
    playbook.parameter(
        f"{scored.name}.confirmed_points",
        20,
        f"Points of the {scored.name} that a person confirmed",
        unit="points",
        at_least=0,
        at_most=200,
    )


def lead_of(score: Score, on: Scored) -> int:
    """Give the lead over the next best type; all points where there is no other."""
    best = highest(Score, lambda s: s.points, lambda s: (s.axis == on.axis) & (s.value != score.value))
    return score.points - or_else(best, 0)


def not_shifting(on: Scored) -> Condition:
    """Hold where the buyer has not been seen to shift between types."""
    return absent(
        Score,
        lambda s: (s.axis == on.axis) & (s.value == Archetype.COMPOSITE) & (s.points >= on.minimum),
    )


def last_seen(score: Score, on: Scored) -> date | None:
    """Give the day of the latest observation behind a score; unknown where all rests on records."""
    return latest(
        Sighting,
        lambda seen: seen.observed_on,
        lambda seen: exists(
            Evidence, lambda e: (e.axis == on.axis) & (e.value == score.value) & (e.cue == seen.kind)
        ),
    )


def end_of(record: StageRecord) -> date:
    """Give the first day on which a confirmation counts no more."""
    return or_else(record.expires_on, record.since + days(param("scoring.confirmed_days")))


def holds(record: StageRecord, on: Scored) -> Condition:
    """Say whether a person's confirmation counts today."""
    return (
        (record.axis == on.axis)
        & (days_since(record.since) >= 0)
        & (~known(record.until) | (value(record.until) >= as_of()))
        & (end_of(record) > as_of())
    )


@playbook.table(AXES, cites="S1.A0.flow.2")
def trust_confirmation(record: StageRecord, on: Scored) -> Clause:
    """What a person confirmed counts until it expires, as evidence beside what has been seen."""
    return when(holds(record, on)).then(
        evidence(
            on.axis,
            record.value,
            points=param(f"{on.name}.confirmed_points"),
            cue=or_else(record.id, "record"),
        )
    )


@playbook.table(AXES, cites="S1.A0.flow.1")
def add_up(evidence: Evidence, on: Scored) -> Clause:
    """The points of a type are the sum of its evidence; the mix of all types is kept."""
    return when(evidence.axis == on.axis).then(
        score(
            on.axis,
            evidence.value,
            points=total(
                Evidence, lambda e: e.points, lambda e: (e.axis == on.axis) & (e.value == evidence.value)
            ),
        )
    )


@playbook.table(AXES, cites="S1.A0.flow.1")
def settle(score: Score, on: Scored) -> Clause:
    """The type with enough points and a clear lead is assessed, until its evidence will have aged."""
    return when(
        score.axis == on.axis,
        score.points >= on.minimum,
        lead_of(score, on) >= on.margin,
        not_shifting(on),
    ).then(
        assess(
            on.axis,
            score.value,
            margin=lead_of(score, on),
            since=last_seen(score, on),
            expires=or_else(
                value(last_seen(score, on)) + days(param("scoring.half_life_days") * STEPS),
                latest(StageRecord, end_of, lambda r: holds(r, on) & (r.value == score.value)),
            ),
        )
    )


@playbook.table(AXES, cites="S3.9-composite.guard.1")
def abstain_when_close(score: Score, on: Scored) -> Clause:
    """Where two types are both likely, neither is assessed."""
    return when(
        score.axis == on.axis,
        score.points >= on.minimum,
        lead_of(score, on) >= 0,
        lead_of(score, on) < on.margin,
        not_shifting(on),
    ).then(assess(on.axis, None, margin=lead_of(score, on), reason="types-too-close"))


@playbook.table(AXES, cites="S3.9-composite.guard.1")
def abstain_when_unseen(customer: Customer, on: Scored) -> Clause:
    """Where too little has been seen, no type is assessed."""
    return when(
        known(customer.customer_id),
        absent(Score, lambda s: (s.axis == on.axis) & (s.points >= on.minimum)),
    ).then(assess(on.axis, None, reason="too-little-seen"))


@playbook.rule(cites=("S3.9-composite", "S3.9-composite.guard.1"))
def abstain_when_shifting(score: Score) -> Clause:
    """A buyer who shows different types by situation is not forced into one."""
    return when(
        score.axis == Axis.ARCHETYPE,
        score.value == Archetype.COMPOSITE,
        score.points >= AXES["archetype"].minimum,
    ).then(assess(Axis.ARCHETYPE, None, reason="shifts-between-types"))
