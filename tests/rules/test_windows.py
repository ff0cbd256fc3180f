"""How long a talk counts: to the last day of its window, and never before it has taken place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from relcore.facts import Archetype, Fact, InteractionKind, Personality
from relcore.ledger import Ledger
from relcore.rules import principles
from tests.rules.support import TYPES, ago, decide, known_as, met, program_of, somebody

BOOKS = (*TYPES, principles.playbook)


def objected(who: Archetype | Personality) -> Callable[[date], list[Fact]]:
    return lambda on: [known_as(who), met(on=on, objection="too dear", objection_answered=False)]


def blamed(on: date) -> list[Fact]:
    return [met(InteractionKind.CALL, on, blamed_company=True)]


WINDOWS: dict[str, tuple[Callable[[date], list[Fact]], str]] = {
    "analytical.answer_directly": (objected(Personality.ANALYTICAL), "objection.recent_days"),
    "emotional.answer_objection_promptly": (objected(Personality.EMOTIONAL), "objection.recent_days"),
    "rational.answer_frankly": (objected(Archetype.RATIONAL), "objection.recent_days"),
    "respect.own_house_was_blamed": (blamed, "request.recent_days"),
}
"""For each rule what was told of a day, and the parameter that says how long it counts."""


def fired(ledger: Ledger) -> set[str]:
    return {
        support.rule
        for fact in ledger.derived
        for row in ledger.rows(fact)
        for support in ledger.supports(fact, row)
    }


@pytest.mark.parametrize("rule", WINDOWS)
def test_a_talk_counts_from_its_day_to_the_last_one_of_the_window(rule: str) -> None:
    told, parameter = WINDOWS[rule]
    last = program_of(BOOKS).values[parameter]
    assert isinstance(last, int)
    days = (-1, 0, last, last + 1)
    counts = [rule in fired(decide([somebody(), *told(ago(day))], ago(0), *BOOKS)) for day in days]
    assert counts == [False, True, True, False]
