"""Every closed set speaks both languages and cites what it comes from."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

import relcore.facts as facts
from relcore.facts import AXIS_VALUES, Axis, Cited, CueKind, Labelled, Ladder, SaleStep, ShareStage, Step

SETS = [
    thing
    for thing in (getattr(facts, name) for name in facts.__all__)
    if isinstance(thing, type) and issubclass(thing, Labelled) and len(thing) > 0
]
MEMBERS = [member for members in SETS for member in members]
CITED = [members for members in SETS if issubclass(members, Cited)]
CATALOGUED_CUES = [
    *(f"S1.A1-analytical.cue.{n}" for n in range(1, 9)),
    *(f"S1.A2-dominant.cue.{n}" for n in range(1, 8)),
    *(f"S1.A3-emotional.cue.{n}" for n in range(1, 7)),
    *(f"S1.A4-amiable.cue.{n}" for n in range(1, 6)),
    "S3.1-rational.cue.1",
    "S3.2-task.cue.1",
    "S3.3-owner.cue.1",
    "S3.4-greedy.cue.1",
    "S3.4-greedy.cue.2",
    "S3.5-credit.cue.1",
    "S3.6-stingy.cue.1",
    "S3.7-tricky.cue.1",
    "S3.7-tricky.cue.2",
    "S3.7-tricky.cue.3",
    "S3.8-friend.cue.1",
    "S3.9-composite",
    "S0.R1-samestream.cue.1",
    "S0.R3-heart.cue.1",
    "S2.CT8-malice.cue.1",
]


def test_all_closed_sets_are_found() -> None:
    assert len(SETS) > 40
    assert CueKind in SETS


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: f"{type(member).__name__}.{member.name}")
def test_a_member_has_a_label_in_each_language(member: Labelled) -> None:
    assert re.fullmatch(r"[A-Z0-9][\x20-\x7e]*", member.label("en"))
    assert re.search(r"[\u4e00-\u9fff]", member.label("zh"))
    assert member.label() == member.label("en")


@pytest.mark.parametrize("members", SETS, ids=lambda members: members.__name__)
def test_labels_tell_the_members_of_a_set_apart(members: type[Labelled]) -> None:
    assert len({member.en for member in members}) == len(members)
    assert len({member.zh for member in members}) == len(members)


@pytest.mark.parametrize("members", SETS, ids=lambda members: members.__name__)
def test_a_value_is_its_name_in_lower_case(members: type[Labelled]) -> None:
    for member in members:
        assert re.sub(r"^\d_", "", member.value) == member.name.lower()


@pytest.mark.parametrize(
    "members", [s for s in SETS if issubclass(s, Cited)], ids=lambda members: members.__name__
)
def test_a_cited_item_is_written_like_an_id_of_the_catalogue(members: type[Cited]) -> None:
    for member in members:
        for item in member.cites:
            assert re.fullmatch(r"S[0-4]\.[A-Z0-9]+[A-Za-z0-9.-]*", item), f"{member}: {item}"


@pytest.mark.parametrize("item", CATALOGUED_CUES)
def test_a_catalogued_cue_can_be_told(item: str) -> None:
    assert any(item in kind.cites for kind in CueKind)


def test_every_kind_of_cue_cites_something() -> None:
    assert [kind for kind in CueKind if not kind.cites] == []


def test_every_axis_has_its_values() -> None:
    assert set(AXIS_VALUES) == set(Axis)
    assert len(set(AXIS_VALUES.values())) == len(Axis)


def test_steps_lead_up_and_down_one_at_a_time() -> None:
    for steps in (Ladder, ShareStage, SaleStep):
        members: list[Step] = list(steps)
        assert [step.rank for step in members] == list(range(1, len(members) + 1))
        assert members[0].preceding is None
        assert members[-1].following is None
        for lower, higher in pairwise(members):
            assert lower.following is higher
            assert higher.preceding is lower
