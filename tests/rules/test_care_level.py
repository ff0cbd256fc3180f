"""Who begins the contact after the sale."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import (
    Action,
    Axis,
    CareLevel,
    Direction,
    Fact,
    Interaction,
    InteractionKind,
    Topic,
)
from relcore.rules import care_level, customer_value
from tests.rules.records import complaint, order
from tests.rules.support import DAY, actions, ago, assessed, decide, met, somebody, warnings

CALL = InteractionKind.CALL


def calls(number: int, direction: Direction | None, first: int = 10, **fields: Any) -> list[Interaction]:
    return [
        met(CALL, ago(first + n), id=f"{direction}{first + n}", direction=direction, **fields)
        for n in range(number)
    ]


def ours(number: int, first: int = 10, **fields: Any) -> list[Interaction]:
    return calls(number, Direction.OUTBOUND, first, **fields)


def theirs(number: int, first: int = 100, **fields: Any) -> list[Interaction]:
    return calls(number, Direction.INBOUND, first, **fields)


def level(*facts: Fact) -> tuple[str | None, str | None]:
    found = assessed(decide([somebody(), order(200), *facts], DAY, care_level.playbook), Axis.CARE_LEVEL)
    return found.value, found.reason


def test_before_the_first_sale_there_is_nothing_to_judge() -> None:
    found = assessed(decide([somebody(), *ours(5)], DAY, care_level.playbook), Axis.CARE_LEVEL)
    assert (found.value, found.reason) == (None, "care-before-the-sale")


def test_sold_and_left() -> None:
    assert level() == (CareLevel.BASIC, "care-none")
    assert level(met(InteractionKind.MATERIAL, direction=Direction.OUTBOUND))[0] == CareLevel.BASIC
    assert level(met(InteractionKind.SERVICE, direction=Direction.OUTBOUND))[0] == CareLevel.BASIC


def test_who_only_answers_merely_reacts() -> None:
    assert level(*theirs(1))[0] == CareLevel.REACTIVE
    assert level(complaint(30))[0] == CareLevel.REACTIVE
    assert level(complaint(366))[0] == CareLevel.BASIC
    replied = met(InteractionKind.COMPLAINT_REPLY, direction=Direction.OUTBOUND)
    assert level(complaint(30), replied)[0] == CareLevel.REACTIVE


@pytest.mark.parametrize(
    ("number", "idea", "value"),
    [
        (1, False, CareLevel.ACCOUNTABLE),
        (3, True, CareLevel.ACCOUNTABLE),
        (4, False, CareLevel.ACCOUNTABLE),
        (4, True, CareLevel.PROACTIVE),
    ],
)
def test_regular_calls_with_an_idea_run_ahead(number: int, idea: bool, value: CareLevel) -> None:
    told = ours(number)
    if idea:
        told[0] = told[0].model_copy(update={"new_idea": True})
    assert level(*told)[0] == value


def test_a_talk_about_business_ideas_is_an_idea() -> None:
    assert level(*ours(4, topics=(Topic.BUSINESS_IDEAS,)))[0] == CareLevel.PROACTIVE


def test_an_idea_of_theirs_is_not_our_care() -> None:
    assert level(*ours(4), *theirs(1, new_idea=True))[0] == CareLevel.ACCOUNTABLE


@pytest.mark.parametrize(
    ("we", "they", "joint", "partners"),
    [(3, 1, True, True), (2, 1, True, False), (4, 0, True, False), (3, 1, False, False)],
)
def test_partners_call_each_other_and_work_together(we: int, they: int, joint: bool, partners: bool) -> None:
    told = [*ours(we, joint_work=joint or None), *theirs(they)]
    assert (level(*told)[0] == CareLevel.PARTNERSHIP) is partners


def test_where_nobody_noted_who_began_the_axis_abstains() -> None:
    assert level(*calls(2, None)) == (None, "care-direction-unknown")
    assert level(*calls(2, None), *ours(1, 50))[0] == CareLevel.ACCOUNTABLE
    assert level(*calls(2, None), complaint(30))[0] == CareLevel.REACTIVE


@pytest.mark.parametrize(("age", "value"), [(365, CareLevel.ACCOUNTABLE), (366, CareLevel.BASIC)])
def test_only_the_last_year_counts(age: int, value: CareLevel) -> None:
    assert level(*ours(1, age))[0] == value


def lifted(sales: int, *facts: Fact) -> tuple[set[str], set[str]]:
    told = [somebody(), order(200, amount=Decimal(sales)), *facts]
    ledger = decide(told, DAY, care_level.playbook, customer_value.playbook)
    return actions(ledger), warnings(ledger)


def test_the_best_customers_get_the_next_level_of_care() -> None:
    assert lifted(100_000)[0] == {Action.REGULAR_RETURN_VISIT}
    assert lifted(100_000, *theirs(1))[0] == {Action.REGULAR_RETURN_VISIT}
    assert lifted(100_000, *ours(1))[0] == {Action.BRING_NEW_IDEA}
    assert lifted(100_000, *ours(4, new_idea=True))[0] == {Action.INVITE_INTO_DESIGN}
    assert lifted(20_000)[0] == {Action.REGULAR_RETURN_VISIT}
    assert lifted(20_000, *ours(1))[0] == set()
    assert lifted(2_000)[0] == set()


def test_too_much_care_for_a_light_customer_is_told() -> None:
    assert lifted(10, *ours(4, new_idea=True)) == (set(), {"care-above-value"})
    assert lifted(10, *ours(1)) == (set(), set())
