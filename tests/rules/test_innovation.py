"""Something new before the relationship grows stale."""

from __future__ import annotations

from typing import Any

import pytest

from relcore.facts import AccountEventKind, Action, Fact, InteractionOutcome
from relcore.rules.principles import innovation
from tests.rules.records import happened, order
from tests.rules.support import DAY, actions, ago, decide, met, warnings


def visits(number: int, **fields: Any) -> list[Fact]:
    return [met(on=ago(10 * n), id=f"visit-{n}", **fields) for n in range(number)]


@pytest.mark.parametrize(("number", "stale"), [(2, False), (3, True)])
def test_after_three_visits_without_an_idea_the_next_brings_one(number: int, stale: bool) -> None:
    found = actions(decide(visits(number, new_idea=False), DAY, innovation.playbook))
    assert (Action.BRING_NEW_IDEA in found) is stale


def test_one_idea_is_enough_and_no_record_is_no_reproach() -> None:
    facts = [*visits(3, new_idea=False), met(on=ago(40), id="idea", new_idea=True)]
    assert actions(decide(facts, DAY, innovation.playbook)) == set()
    assert actions(decide(visits(3), DAY, innovation.playbook)) == set()


def test_an_idea_of_long_ago_does_not_count() -> None:
    facts = [*visits(3, new_idea=False), met(on=ago(181), id="idea", new_idea=True)]
    assert Action.BRING_NEW_IDEA in actions(decide(facts, DAY, innovation.playbook))


def test_visits_that_change_nothing_make_a_relationship_stale() -> None:
    unchanged = visits(3, outcome=InteractionOutcome.UNCHANGED)
    assert "relationship-stale" in warnings(decide(unchanged, DAY, innovation.playbook))
    moved = [*unchanged, met(on=ago(50), id="moved", outcome=InteractionOutcome.ADVANCED)]
    assert warnings(decide(moved, DAY, innovation.playbook)) == set()


def test_a_new_product_is_told_to_those_who_bought() -> None:
    launch = happened(AccountEventKind.PRODUCT_LAUNCH)
    assert Action.PRODUCT_INTRODUCTION in actions(decide([launch, order(100)], DAY, innovation.playbook))
    assert actions(decide([launch], DAY, innovation.playbook)) == set()
