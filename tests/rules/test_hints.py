"""Which cues speak for which type: every type can be recognised, and none by a single faint cue."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import relcore.rules
from relcore.facts import Archetype, Axis, CueKind, Personality
from relcore.ir import Rule
from tests.rules.support import TYPES, assessed, decide, program_of, saw, somebody

CATALOGUE = Path(next(iter(relcore.rules.__path__))) / "catalogue.tsv"

TYPICAL = {
    Archetype.RATIONAL: (CueKind.STRICT_PRINCIPLES, CueKind.COMPARES_SUPPLIERS),
    Archetype.TASK_DRIVEN: (CueKind.IS_ASSIGNED_TASK, CueKind.AIMS_FOR_PASS),
    Archetype.OWNER_MINDED: (CueKind.IS_OWNER_OR_MANAGER, CueKind.BALANCES_VALUE),
    Archetype.GREEDY: (CueKind.BRIBE_SIGNAL, CueKind.INTERNAL_COMPLEXITY),
    Archetype.CREDIT_SEEKING: (CueKind.SEEKS_CREDIT, CueKind.CAREER_RISING),
    Archetype.STINGY: (CueKind.PRICE_FIRST, CueKind.DISLOYAL),
    Archetype.DIFFICULT: (CueKind.OFFERS_ABOVE_QUOTE, CueKind.URGENT_CLAIM),
    Archetype.RELATIONSHIP: (CueKind.FRIEND_LINK,),
    Personality.ANALYTICAL: (CueKind.ASKS_TECH_DETAIL, CueKind.WANTS_WRITING),
    Personality.DOMINANT: (CueKind.ASKS_ROI, CueKind.IMPATIENT),
    Personality.EMOTIONAL: (CueKind.ASKS_PEER_USAGE, CueKind.PERSONAL_STORIES),
    Personality.AMIABLE: (CueKind.APPROVES_WITHOUT_BUYING, CueKind.ASKS_EASE_OF_USE),
}


def rules_on_types() -> list[Rule]:
    return list(program_of(TYPES).rules.values())


@pytest.mark.parametrize(("value", "cues"), TYPICAL.items(), ids=map(str, TYPICAL))
def test_typical_cues_lead_to_the_type(value: Archetype | Personality, cues: tuple[CueKind, ...]) -> None:
    axis = Axis.ARCHETYPE if isinstance(value, Archetype) else Axis.PERSONALITY
    assert assessed(decide([somebody(), *saw(*cues)]), axis).value == value


@pytest.mark.parametrize("cue", sorted({cue for cues in TYPICAL.values() for cue in cues if len(cues) > 1}))
def test_no_typical_cue_alone_is_enough(cue: CueKind) -> None:
    ledger = decide([somebody(), *saw(cue)])
    assert assessed(ledger, Axis.ARCHETYPE).value is None
    assert assessed(ledger, Axis.PERSONALITY).value is None


def test_urgency_speaks_for_care_until_its_reason_has_been_seen() -> None:
    claim = [somebody(), *saw(*TYPICAL[Archetype.DIFFICULT])]
    assert assessed(decide(claim), Axis.ARCHETYPE).value == Archetype.DIFFICULT
    seen = [*claim, *saw(CueKind.URGENT_CLAIM_VERIFIED)]
    assert assessed(decide(seen), Axis.ARCHETYPE).value is None
    denied = [*claim, *saw(CueKind.URGENT_CLAIM_VERIFIED, present=False)]
    assert assessed(decide(denied), Axis.ARCHETYPE).value == Archetype.DIFFICULT


def test_every_cue_of_a_type_in_the_catalogue_speaks_for_it() -> None:
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file, delimiter="\t")}
    wanted = {item for item in known if ".cue." in item and item.startswith(("S1.A", "S3."))}
    hints = {cite for rule in rules_on_types() for cite in rule.cites if ".hint#" in rule.id}
    hints |= {cite for rule in rules_on_types() for cite in rule.cites if "unverified_urgency" in rule.id}
    assert len(wanted) > 35
    assert wanted <= hints


def test_every_rule_cites_what_the_catalogue_holds() -> None:
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file, delimiter="\t")}
    cited = {cite: rule.id for rule in rules_on_types() for cite in rule.cites}
    assert {cite: rule for cite, rule in cited.items() if cite not in known} == {}
