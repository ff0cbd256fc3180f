from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from relcore.facts import Archetype, Assessment, Axis, CueKind, Evidence, Fact, Personality, Score
from tests.rules.support import DAY, ago, assessed, decide, known_as, saw, somebody

STINGY = (CueKind.PRICE_FIRST, CueKind.DISLOYAL)
"""24 points while fresh."""


def archetype(*facts: Fact, **settings: int) -> Assessment:
    names = {f"archetype.{name}_points": value for name, value in settings.items()}
    return assessed(decide([somebody(), *facts], DAY, settings=names), Axis.ARCHETYPE)


def test_points_are_weight_times_strength_and_scores_are_their_sum() -> None:
    ledger = decide([*saw(CueKind.PRICE_FIRST), *saw(CueKind.USES_TENDER, on=ago(200))])
    points = {item.cue: item.points for item in ledger.of(Evidence) if item.axis == Axis.ARCHETYPE}
    assert points == {CueKind.PRICE_FIRST: 12, CueKind.USES_TENDER: 2}
    assert [(item.value, item.points) for item in ledger.of(Score)] == [(Archetype.STINGY, 14)]


def test_a_cue_that_speaks_for_two_types_gives_points_to_both() -> None:
    ledger = decide(saw(CueKind.PRICE_PRESSURE))
    assert {item.value for item in ledger.of(Score)} == {Archetype.GREEDY, Archetype.STINGY}


def test_enough_points_and_a_clear_lead_make_an_assessment_with_margin_and_expiry() -> None:
    found = archetype(*saw(CueKind.PRICE_FIRST, on=ago(40)), *saw(CueKind.DISLOYAL, on=ago(10)))
    assert found.value == Archetype.STINGY
    assert (found.margin, found.reason) == (Decimal(24), None)
    assert found.since == ago(10)
    assert found.expires == ago(10) + timedelta(days=3 * 180)


def test_the_expiry_follows_the_evidence_of_the_type_and_no_other_observation() -> None:
    found = archetype(*saw(*STINGY, on=ago(40)), *saw(CueKind.OFFICE_CHART, on=ago(1)))
    assert found.expires == ago(40) + timedelta(days=3 * 180)


@pytest.mark.parametrize(("minimum", "value"), [(24, Archetype.STINGY), (25, None)])
def test_the_minimum_is_reached_or_missed_by_one_point(minimum: int, value: str | None) -> None:
    found = archetype(*saw(*STINGY), minimum=minimum)
    assert found.value == value
    assert found.reason == (None if value else "too-little-seen")


@pytest.mark.parametrize(("margin", "value"), [(12, Archetype.STINGY), (13, None)])
def test_the_margin_is_reached_or_missed_by_one_point(margin: int, value: str | None) -> None:
    rival = saw(CueKind.STRICT_PRINCIPLES)
    found = archetype(*saw(*STINGY), *rival, margin=margin)
    assert (found.value, found.margin) == (value, Decimal(12))
    assert found.reason == (None if value else "types-too-close")


def test_a_tie_abstains_once_with_a_margin_of_nothing() -> None:
    found = archetype(*saw(*STINGY), *saw(CueKind.IS_ASSIGNED_TASK, CueKind.AIMS_FOR_PASS))
    assert (found.value, found.margin, found.reason) == (None, Decimal(0), "types-too-close")


def test_nothing_seen_abstains_on_both_axes() -> None:
    ledger = decide([somebody()])
    for axis in (Axis.ARCHETYPE, Axis.PERSONALITY):
        found = assessed(ledger, axis)
        assert (found.value, found.reason, found.expires) == (None, "too-little-seen", None)


def test_a_buyer_who_shifts_between_types_is_not_forced_into_one() -> None:
    assert archetype(*saw(*STINGY)).value == Archetype.STINGY
    found = archetype(*saw(*STINGY, CueKind.TYPE_SHIFTS))
    assert (found.value, found.reason) == (None, "shifts-between-types")


def test_a_shift_seen_long_ago_no_longer_keeps_from_an_assessment() -> None:
    found = archetype(*saw(*STINGY), *saw(CueKind.TYPE_SHIFTS, on=ago(180)))
    assert found.value == Archetype.STINGY


def test_shifting_between_archetypes_says_nothing_of_the_personality() -> None:
    ledger = decide([somebody(), *saw(CueKind.TYPE_SHIFTS, CueKind.ASKS_TECH_DETAIL, CueKind.WANTS_WRITING)])
    assert assessed(ledger, Axis.PERSONALITY).value == Personality.ANALYTICAL


def test_evidence_that_ages_lets_the_assessment_go() -> None:
    cues = saw(*STINGY, on=date(2026, 1, 1))
    on = {
        day: assessed(decide([somebody(), *cues], day), Axis.ARCHETYPE).value
        for day in (date(2026, 6, 29), date(2026, 6, 30))
    }
    assert on == {date(2026, 6, 29): Archetype.STINGY, date(2026, 6, 30): None}


def test_what_a_person_confirmed_is_evidence_until_it_expires() -> None:
    assert archetype(known_as(Archetype.GREEDY)).value == Archetype.GREEDY
    assert archetype(known_as(Archetype.GREEDY, expires_on=DAY)).value is None
    assert archetype(known_as(Archetype.GREEDY, until=ago(1))).value is None
    assert archetype(known_as(Archetype.GREEDY, since=DAY + timedelta(days=1))).value is None


@pytest.mark.parametrize(("days_ago", "value"), [(729, Archetype.DIFFICULT), (730, None)])
def test_a_confirmation_without_an_end_of_its_own_runs_out(days_ago: int, value: str | None) -> None:
    found = archetype(known_as(Archetype.DIFFICULT, since=ago(days_ago)))
    assert found.value == value
    assert found.expires == (ago(-1) if value else None)


def test_a_confirmation_ends_on_its_own_day_where_it_names_one() -> None:
    found = archetype(known_as(Archetype.DIFFICULT, since=ago(5000), expires_on=ago(-7)))
    assert (found.value, found.expires) == (Archetype.DIFFICULT, ago(-7))


def test_observation_outweighs_what_a_person_once_confirmed() -> None:
    found = archetype(known_as(Archetype.GREEDY), *saw(*STINGY, CueKind.NEEDLESS_TENDER))
    assert (found.value, found.margin) == ("stingy", Decimal(16))


def test_the_order_of_facts_makes_no_difference() -> None:
    facts = [somebody(), *saw(*STINGY, CueKind.STRICT_PRINCIPLES, CueKind.TYPE_SHIFTS)]
    assert decide(facts) == decide(list(reversed(facts)))
