"""What each cue says: for which type, and how strongly a fresh sighting of it speaks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from relcore.facts import CueKind, Evidence
from tests.rules.support import TYPES, decide, program_of, saw, somebody

SPEAKS_FOR: Mapping[str, Mapping[int, list[str]]] = {
    "amiable": {
        4: ["decides_slowly", "dress_ordinary", "office_family_photo"],
        8: ["asks_ease_of_use", "asks_effect_on_team", "gentle_manner", "risk_averse"],
        12: ["approves_without_buying", "hides_opinion"],
    },
    "analytical": {
        4: ["dress_plain", "office_order", "price_weighed", "quality_first"],
        8: [
            "collects_information",
            "compares_suppliers",
            "decides_slowly",
            "impartial",
            "office_chart",
            "silent_cold",
        ],
        12: ["asks_tech_detail", "methodical", "wants_writing"],
    },
    "composite": {
        8: ["mature_network"],
        20: ["type_shifts"],
    },
    "credit_seeking": {
        8: ["career_rising", "low_decision_power", "pays_from_own_pocket"],
        12: ["seeks_credit"],
    },
    "difficult": {
        4: ["not_fussy"],
        8: ["brings_no_material", "showy_start"],
        12: ["offers_above_quote", "provokes_errors"],
    },
    "dominant": {
        4: ["decides_fast", "dress_elegant", "handshake_firm", "speech_fast", "speech_loud"],
        8: [
            "ambitious",
            "challenging_questions",
            "controlling",
            "hard_to_advise",
            "impatient",
            "office_award",
            "outcome_focused",
            "punctual",
            "says_i_think",
        ],
        12: ["asks_roi"],
    },
    "emotional": {
        4: ["decides_fast", "dress_fashionable", "unpunctual", "wide_network"],
        8: [
            "body_language",
            "indifferent_to_features",
            "informal_manner",
            "off_topic",
            "office_personal_items",
            "office_sofa",
            "personal_stories",
            "wants_prompt_answers",
        ],
        12: ["asks_peer_usage", "imitates_others", "status_symbol"],
    },
    "greedy": {
        4: ["stable_once_trusted"],
        8: ["internal_complexity", "price_pressure"],
        12: ["bribe_signal"],
    },
    "owner_minded": {
        8: ["price_sensitive"],
        12: ["balances_value", "is_owner_or_manager"],
    },
    "rational": {
        8: ["compares_suppliers", "impartial"],
        12: ["strict_principles"],
    },
    "relationship": {
        12: ["takes_advantage"],
        20: ["friend_link"],
    },
    "stingy": {
        4: ["uses_tender"],
        8: ["overstates_need", "price_pressure"],
        12: ["disloyal", "needless_tender", "price_first"],
    },
    "task_driven": {
        8: ["one_off_purchase"],
        12: ["aims_for_pass", "is_assigned_task"],
    },
}
"""For each type the points that a cue gives it on the day it was seen, and the cues that do."""


@pytest.mark.parametrize("value", SPEAKS_FOR)
def test_each_cue_speaks_for_the_type_as_strongly_as_it_should(value: str) -> None:
    wanted = {(kind, points) for points, kinds in SPEAKS_FOR[value].items() for kind in kinds}
    seen = saw(*(CueKind(kind) for kind, _ in wanted))
    found = decide([somebody(), *seen]).of(Evidence)
    assert {(one.cue, one.points) for one in found if one.value == value} == wanted


def test_no_hint_is_left_out() -> None:
    rules = [rule.id for rule in program_of(TYPES).rules.values() if ".hint#" in rule.id]
    assert len(rules) == sum(len(kinds) for by in SPEAKS_FOR.values() for kinds in by.values())
