from __future__ import annotations

from datetime import timedelta

import pytest

from relcore.facts import Contact, CueKind, DecisionRole, Fact
from relcore.rules import sightings
from relcore.rules.sightings import Sighting
from tests.rules.support import DAY, WHO, ago, deal, decide, saw, somebody

KIND = CueKind.PRICE_FIRST


def seen(*facts: Fact) -> dict[str, int]:
    """Give the strength of each kind of cue that counts."""
    found = decide(facts, DAY, sightings.playbook).of(Sighting)
    assert len(found) == len({item.kind for item in found})
    return {item.kind: item.strength for item in found}


@pytest.mark.parametrize(
    ("age", "strength"),
    [(0, 4), (179, 4), (180, 2), (359, 2), (360, 1), (539, 1), (540, 0), (4000, 0)],
)
def test_the_strength_of_a_cue_halves_with_each_half_life(age: int, strength: int) -> None:
    expected = {KIND: strength} if strength else {}
    assert seen(*saw(KIND, on=ago(age))) == expected


def test_a_company_can_set_the_half_life() -> None:
    facts = saw(KIND, on=ago(30))
    ledger = decide(facts, DAY, sightings.playbook, settings={"scoring.half_life_days": 30})
    assert [item.strength for item in ledger.of(Sighting)] == [2]


def test_a_cue_observed_after_the_day_of_the_decision_counts_nothing() -> None:
    assert seen(*saw(KIND, on=DAY + timedelta(days=1))) == {}


def test_a_look_without_result_counts_nothing() -> None:
    assert seen(*saw(KIND, present=None)) == {}
    assert seen(*saw(KIND, on=ago(200)), *saw(KIND, on=ago(1), present=None)) == {KIND: 2}


def test_a_later_look_that_found_nothing_takes_the_sighting_back() -> None:
    before, after = saw(KIND, on=ago(10)), saw(KIND, on=ago(9), present=False)
    assert seen(*before) == {KIND: 4}
    assert seen(*before, *after) == {}


def test_an_earlier_look_that_found_nothing_takes_nothing_back() -> None:
    assert seen(*saw(KIND, on=ago(10), present=False), *saw(KIND, on=ago(9))) == {KIND: 4}


def test_to_see_a_cue_again_refreshes_it_and_does_not_add_to_it() -> None:
    once = saw(KIND, on=ago(200))
    assert seen(*once) == {KIND: 2}
    assert seen(*once, *saw(KIND, on=ago(10)), *saw(KIND, on=ago(5))) == {KIND: 4}


def people(**left: object) -> list[Fact]:
    return [
        Contact(customer_id=WHO, id="boss", role=DecisionRole.DECIDER, **left),  # type: ignore[arg-type]
        Contact(customer_id=WHO, id="clerk", role=DecisionRole.BUYER),
    ]


def test_what_was_seen_of_others_counts_as_long_as_nobody_observed_the_decider() -> None:
    assert seen(*people(), *saw(KIND, contact_id="clerk")) == {KIND: 4}


def test_once_the_decider_was_observed_what_was_seen_of_others_does_not_count() -> None:
    facts = [*people(), *saw(KIND, contact_id="clerk"), *saw(CueKind.IMPARTIAL, contact_id="boss")]
    assert seen(*facts) == {CueKind.IMPARTIAL: 4}


def test_what_was_seen_without_naming_a_person_counts_beside_the_decider() -> None:
    facts = [*people(), *saw(KIND), *saw(CueKind.IMPARTIAL, contact_id="boss")]
    assert seen(*facts) == {KIND: 4, CueKind.IMPARTIAL: 4}


def test_a_person_who_has_left_is_no_longer_observed() -> None:
    gone = people(left_on=DAY)
    facts = [*saw(KIND, contact_id="clerk"), *saw(CueKind.IMPARTIAL, contact_id="boss")]
    assert seen(*gone, *facts) == {KIND: 4}
    assert seen(*people(left_on=DAY + timedelta(days=1)), *facts) == {CueKind.IMPARTIAL: 4}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"is_owner_or_manager": True}, CueKind.IS_OWNER_OR_MANAGER),
        ({"is_assigned_task": True}, CueKind.IS_ASSIGNED_TASK),
        ({"career_rising": True}, CueKind.CAREER_RISING),
        ({"decision_power": 2}, CueKind.LOW_DECISION_POWER),
    ],
)
def test_what_the_record_says_of_a_person_counts_half_and_yields_to_a_look(
    fields: dict[str, object], kind: CueKind
) -> None:
    person = Contact(customer_id=WHO, id="p", **fields)  # type: ignore[arg-type]
    assert seen(person) == {kind: 2}
    assert seen(person, *saw(kind)) == {kind: 4}
    assert seen(person, *saw(kind, present=False)) == {}


def test_little_power_ends_above_the_threshold() -> None:
    assert seen(Contact(customer_id=WHO, id="p", decision_power=3)) == {}


def test_the_record_of_others_does_not_count_beside_a_decider() -> None:
    clerk = Contact(customer_id=WHO, id="clerk", is_assigned_task=True)
    boss = Contact(customer_id=WHO, id="boss", role=DecisionRole.DECIDER)
    assert seen(clerk) == {CueKind.IS_ASSIGNED_TASK: 2}
    assert seen(clerk, boss) == {}


@pytest.mark.parametrize(("suppliers", "counts"), [(2, False), (3, True), (None, False)])
def test_many_suppliers_on_record_count_as_comparing(suppliers: int | None, counts: bool) -> None:
    expected = {CueKind.COMPARES_SUPPLIERS: 2} if counts else {}
    assert seen(somebody(supplier_count=suppliers)) == expected


def test_an_open_tender_on_record_counts_and_a_needless_one_counts_twice() -> None:
    assert seen(deal(tender=True)) == {CueKind.USES_TENDER: 2}
    assert seen(deal(tender=True, tender_needed=False)) == {
        CueKind.USES_TENDER: 2,
        CueKind.NEEDLESS_TENDER: 2,
    }
    assert seen(deal(tender=True, tender_needed=False, stage="lost")) == {}
