from __future__ import annotations

from typing import Any

import pytest

from relcore.facts import (
    Action,
    Archetype,
    Finding,
    InteractionKind,
    InteractionOutcome,
    Personality,
    Topic,
)
from tests.rules.support import (
    actions,
    ago,
    decide,
    known_as,
    meeting,
    met,
    recommended,
    somebody,
    warnings,
)

SLIPS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("name-error", {"name_error": True}, {"name_error": False}),
    ("product-first", {"opened_with_product": True}, {"opened_with_product": None}),
    ("vague-answer", {"answers_vague": True}, {"answers_vague": False}),
    ("evaded-point", {"evaded_point": True}, {"evaded_point": None}),
    ("exaggeration", {"exaggerated": True}, {"exaggerated": False}),
    ("argument", {"argued": True}, {"argued": None}),
    ("unplanned-visit", {"planned": False}, {"planned": None}),
    (
        "idle-rapport",
        {"minutes": 120, "learned_something": False},
        {"minutes": 119, "learned_something": False},
    ),
    ("idle-rapport", {"minutes": 180, "learned_something": False}, {"minutes": 180}),
    ("endless-pitch", {"product_pitch_minutes": 30}, {"product_pitch_minutes": 29}),
    (
        "endless-pitch",
        {"minutes": 40, "product_pitch_minutes": 21, "outcome": InteractionOutcome.LEFT_SILENTLY},
        {"minutes": 40, "product_pitch_minutes": 20, "outcome": InteractionOutcome.LEFT_SILENTLY},
    ),
    ("three-minute-business", {"business_minutes": "2.49"}, {"business_minutes": "2.5"}),
    (
        "three-sentences",
        {"topics": (Topic.SALES_FIGURES, Topic.TASK_PUSH, Topic.PAYMENT)},
        {"topics": (Topic.SALES_FIGURES, Topic.PAYMENT)},
    ),
    (
        "three-sentences",
        {"topics": (Topic.SALES_FIGURES, Topic.TASK_PUSH, Topic.PAYMENT)},
        {"topics": (Topic.SALES_FIGURES, Topic.TASK_PUSH, Topic.PAYMENT), "new_idea": True},
    ),
]


@pytest.mark.parametrize(("code", "slip", "fine"), SLIPS)
def test_a_slip_is_noted_with_its_visit_and_its_day(
    code: str, slip: dict[str, Any], fine: dict[str, Any]
) -> None:
    noted = [item for item in decide([met(**slip)]).of(Finding) if item.code == code]
    assert [(item.about, item.since) for item in noted] == [("talk", ago(3))]
    assert code not in warnings(decide([met(**fine)]))


@pytest.mark.parametrize(("days", "noted"), [(0, True), (30, True), (31, False), (-1, False)])
def test_only_visits_of_late_are_looked_at(days: int, noted: bool) -> None:
    assert ("name-error" in warnings(decide([met(on=ago(days), name_error=True)]))) is noted


def test_what_is_no_visit_is_not_looked_at() -> None:
    assert warnings(decide([met(InteractionKind.EMAIL, name_error=True)])) == set()


@pytest.mark.parametrize(
    ("kind", "topic", "code"),
    [
        (Personality.ANALYTICAL, Topic.FAMILY, "topic-mismatch"),
        (Personality.ANALYTICAL, Topic.SPORTS, "topic-mismatch"),
        (Personality.ANALYTICAL, Topic.TECHNICAL, None),
        (Personality.DOMINANT, Topic.WEATHER, "topic-mismatch"),
        (Personality.DOMINANT, Topic.TECHNICAL, "too-much-technique"),
        (Personality.DOMINANT, Topic.ROI, None),
        (Personality.EMOTIONAL, Topic.TECHNICAL, "features-not-benefits"),
        (Personality.EMOTIONAL, Topic.FAMILY, None),
        (Personality.AMIABLE, Topic.FAMILY, None),
    ],
)
def test_topics_are_judged_by_the_person(kind: Personality, topic: Topic, code: str | None) -> None:
    found = warnings(decide([somebody(), known_as(kind), met(topics=(topic,), next_step_agreed=True)]))
    assert found == ({code} if code else set())


def test_pressure_is_noted_with_somebody_who_wants_to_please() -> None:
    pressed = met(pressured=True, next_step_agreed=True)
    assert warnings(decide([somebody(), known_as(Personality.AMIABLE), pressed])) == {"too-much-pressure"}
    assert warnings(decide([somebody(), known_as(Personality.DOMINANT), pressed])) == set()


def test_flattery_is_noted_with_somebody_who_decides_by_reason() -> None:
    flattered = met(flattered=True, next_step_agreed=True)
    assert warnings(decide([somebody(), known_as(Archetype.RATIONAL), flattered])) == {"flattery"}
    assert warnings(decide([somebody(), known_as(Archetype.GREEDY), flattered])) == set()


@pytest.mark.parametrize("agreed", [False, None])
def test_a_visit_without_a_next_step_asks_for_one_within_two_days(agreed: bool | None) -> None:
    ledger = decide([met(next_step_agreed=agreed)])
    assert "no-next-step" in warnings(ledger)
    found = recommended(ledger, Action.SCHEDULE_NEXT_STEP)
    assert (found.about, found.due) == ("talk", ago(1))


def test_a_next_step_that_is_agreed_taken_or_booked_is_enough() -> None:
    for facts in (
        [met(next_step_on=ago(-5))],
        [met(), met(InteractionKind.CALL, ago(1), id="call")],
        [met(), meeting()],
    ):
        ledger = decide(facts)
        assert "no-next-step" not in warnings(ledger)
        assert Action.SCHEDULE_NEXT_STEP not in actions(ledger)


def visits(*outcomes: InteractionOutcome) -> list[Any]:
    return [met(on=ago(2 + n), id=f"v{n}", outcome=outcome) for n, outcome in enumerate(outcomes)]


@pytest.mark.parametrize(
    ("outcomes", "noted"),
    [
        (("unchanged", "refused"), False),
        (("unchanged", "refused", "left_silently"), True),
        (("unchanged", "refused", "left_silently", "advanced"), False),
    ],
)
def test_three_visits_without_progress_are_noted_once(outcomes: tuple[str, ...], noted: bool) -> None:
    ledger = decide(visits(*map(InteractionOutcome, outcomes)))
    found = [item.about for item in ledger.of(Finding) if item.code == "fruitless-visits"]
    assert found == (["v0"] if noted else [])


def test_coaching_is_advised_after_a_second_visit_with_a_slip() -> None:
    once = [met(argued=True, answers_vague=True)]
    assert Action.COACH_REP not in actions(decide(once))
    twice = [*once, met(on=ago(10), id="before", name_error=True)]
    found = recommended(decide(twice), Action.COACH_REP)
    assert (found.about, found.due) == (None, ago(-4))
    same_day = [*once, met(id="later", name_error=True)]
    assert recommended(decide(same_day), Action.COACH_REP) == found
    old = [*once, met(on=ago(31), id="before", name_error=True)]
    assert Action.COACH_REP not in actions(decide(old))
