"""Which check belongs to which contradiction; a clash names both sides and the way to resolve it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from relcore.errors import Diagnostic, Place
from relcore.facts import ActionSpec
from relcore.ir import RuleSet
from relcore.plugins.clashes import contact, honesty, interest, judgement
from relcore.plugins.clashes.interest import Clash
from relcore.plugins.clashes.reading import Added, Reading
from relcore.program.draft import place_of
from relcore.rules.contradictions import CONTRADICTIONS, Contradiction, Resolution

Check = Callable[[Added], Iterator[Clash]]

CHECKS: Mapping[str, Check] = {
    "C1": interest.pays_a_person,
    "C2": honesty.bluffs,
    "C3": honesty.pretends,
    "C4": honesty.tells_white_lies,
    "C5": honesty.blames_somebody,
    "C6": honesty.admits_without_proof,
    "C7": contact.writes_too_often,
    "C8": interest.gives_without_asking_the_policy,
    "C9": interest.withholds_service,
    "C10": contact.chats_with_people_of_few_words,
    "C11": contact.greets_without_permission,
    "C12": honesty.names_other_customers,
    "C13": interest.favours_an_insider,
    "C14": contact.hurries,
    "C15": interest.starts_without_contract,
    "C16": interest.concedes_without_limit,
    "C17": judgement.puts_price_first,
    "C18": judgement.decides_by_told_numbers,
    "C19": judgement.suspects_without_grounds,
    "C20": honesty.keeps_off_the_record,
    "C21": contact.reaches_the_family,
    "C22": judgement.cites_what_is_not_told,
    "C23": interest.draws_in_with_a_price,
    "C24": contact.sells_at_social_events,
    "C25": honesty.uses_what_is_sensitive,
}
"""What to look for, by the id of the contradiction."""

_NO_CHOICE = frozenset({Resolution.DENY, Resolution.REPLACE, Resolution.STRICTEST})
_NEVER = frozenset({"C3", "C13"})
"""Contradictions between a trick and a principle, which nobody may decide otherwise."""


def is_open_to_choice(contradiction: Contradiction) -> bool:
    """Whether a company may resolve it otherwise, if it says so."""
    return contradiction.kind not in _NO_CHOICE and contradiction.id not in _NEVER


def clashes(
    base: Sequence[RuleSet], added: Sequence[RuleSet], specs: Mapping[str, ActionSpec]
) -> Iterator[Diagnostic]:
    """Look for all contradictions in each rule set that is added; `specs` are the actions of all, by name."""
    originals = {one.name: one for ruleset in base for one in ruleset.parameters}
    for ruleset in added:
        seen = Added(
            tuple(Reading(rule, specs) for rule in ruleset.rules),
            ruleset.parameters,
            ruleset.specs,
            originals,
        )
        yield from _wrong_choices(ruleset)
        chosen = {id for id, _ in ruleset.acknowledged}
        for contradiction in CONTRADICTIONS:
            if contradiction.id in chosen and is_open_to_choice(contradiction):
                continue
            for where, what in chain(CHECKS[contradiction.id](seen), _unseated(seen, contradiction)):
                yield _told(contradiction, where, what)


def _unseated(added: Added, contradiction: Contradiction) -> Iterator[Clash]:
    """Give the rules that take the place of one that carries a resolution."""
    for reading in added.readings:
        if reading.rule.replaces in contradiction.carried_by:
            yield place_of(reading.rule), f"it replaces '{reading.rule.replaces}', which settles this"


def _told(contradiction: Contradiction, where: Place, what: str) -> Diagnostic:
    one, other = (", ".join(side) for side in contradiction.sides)
    way = f"say so with playbook.acknowledge({contradiction.id!r}, because=...) where you decide otherwise"
    hint = f"{contradiction.resolution_en} ({one} against {other})"
    return Diagnostic(
        "RC630",
        f"{contradiction.id}, '{contradiction.title_en}': {what}",
        where,
        f"{hint}; {way}" if is_open_to_choice(contradiction) else hint,
    )


def _wrong_choices(ruleset: RuleSet) -> Iterator[Diagnostic]:
    known = {contradiction.id: contradiction for contradiction in CONTRADICTIONS}
    where = Place(subject=f"playbook {ruleset.name}")
    for id, because in ruleset.acknowledged:
        if id not in known:
            hint = f"they are {CONTRADICTIONS[0].id} to {CONTRADICTIONS[-1].id}"
            yield Diagnostic("RC631", f"there is no contradiction '{id}' to acknowledge", where, hint)
        elif not is_open_to_choice(known[id]):
            hint = known[id].resolution_en
            yield Diagnostic("RC631", f"{id} is settled for everybody and cannot be chosen", where, hint)
        elif not because.strip():
            yield Diagnostic("RC631", f"{id} is acknowledged without a reason", where, "say because=...")
