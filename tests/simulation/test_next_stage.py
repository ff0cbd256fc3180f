"""What the next step takes: ways that lead there, of which nothing can be left out, or why there is none."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest

from relcore.advisor import Advisor
from relcore.books import Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.explain import Add, SetField
from relcore.facts import (
    AXIS_VALUES,
    Axis,
    Complaint,
    ComplaintStatus,
    Customer,
    Direction,
    Fact,
    Interaction,
    InteractionKind,
    Order,
    Sensitivity,
    Snapshot,
    SpendEstimate,
    TalkDepth,
)
from relcore.simulation import NextStage, next_stage
from relcore.simulation.next_stage import STEPS
from relcore.simulation.way import applied

DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor()


def customer(*facts: Fact, **known: object) -> Snapshot:
    return Snapshot.of([Customer.model_validate({"customer_id": "c1", **known}), *facts])


def order(number: int, **fields: object) -> Order:
    content = {"customer_id": "c1", "id": f"o{number}", "placed_on": DAY - timedelta(days=10 * number)}
    return Order.model_validate({**content, **fields})


def visit(**fields: object) -> Interaction:
    content = {"customer_id": "c1", "id": "i1", "kind": InteractionKind.VISIT, "on": DAY}
    return Interaction.model_validate({**content, **fields})


def spend(number: int, share: str) -> SpendEstimate:
    end = DAY - timedelta(days=90 * number)
    return SpendEstimate(
        customer_id="c1", id=f"s{number}", period_start=end, period_end=end, share=Decimal(share)
    )


def prove(advisor: Advisor, facts: Snapshot, found: NextStage) -> None:
    """Try each way, and each part of it, with the advisor itself."""
    values = [member.value for member in AXIS_VALUES[found.axis]]
    least = values.index(found.wanted) if found.wanted else len(values)
    models = advisor.program_on(found.as_of).models
    for way in found.ways:
        made = applied(way.changes, facts, found.as_of, models)
        assert made is not None
        assert advisor.advise(made[0], as_of=made[1]).assessments[found.axis].value == way.brings
        assert values.index(way.brings) >= least
        for size in range(1, way.size):
            for part in combinations(way.changes, size):
                less = applied(part, facts, found.as_of, models)
                assert less is None or not _reaches(advisor, *less, found.axis, values[least:])


def _reaches(advisor: Advisor, facts: Snapshot, day: date, axis: Axis, wanted: list[str]) -> bool:
    return advisor.advise(facts, as_of=day).assessments[axis].value in wanted


def test_a_visit_is_the_first_step_with_a_stranger(advisor: Advisor) -> None:
    facts = customer()
    found = next_stage(advisor, facts, "ladder", as_of=DAY)
    assert (found.present, found.wanted) == (None, "same_stream")
    prove(advisor, facts, found)
    assert any(isinstance(way.changes[0], Add) and way.changes[0].fact == "Interaction" for way in found.ways)


def test_what_brings_more_than_one_step_at_once_says_so(advisor: Advisor) -> None:
    talk = visit(depth=TalkDepth.WORK)
    facts = customer(talk, order(1, paid=True))
    found = next_stage(advisor, facts, "ladder", as_of=DAY)
    assert found.present == "communicating"
    assert {way.brings for way in found.ways} == {"paying"}
    prove(advisor, facts, found)


def test_a_share_must_hold_over_enough_periods(advisor: Advisor) -> None:
    facts = customer(order(1), spend(1, "0.2"), spend(2, "0.2"), spend(3, "0.2"))
    found = next_stage(advisor, facts, "share_stage", as_of=DAY)
    assert (found.present, found.wanted) == ("initial", "stable")
    prove(advisor, facts, found)
    happens = [way for way in found.ways if not way.is_stated]
    assert [way.size for way in happens] == [2]
    added = [change for change in happens[0].changes if isinstance(change, Add)]
    days = [dict(change.fields)["period_end"] for change in added]
    assert len(set(days)) == 2
    assert [way.size for way in found.ways if way.is_stated] == [1]


def test_regular_contacts_and_an_idea_make_proactive_care(advisor: Advisor) -> None:
    calls = [
        Interaction(
            customer_id="c1",
            id=f"i{number}",
            kind=InteractionKind.CALL,
            on=DAY - timedelta(days=20 * number),
            direction=Direction.OUTBOUND,
        )
        for number in range(1, 3)
    ]
    facts = customer(order(9), *calls)
    found = next_stage(advisor, facts, "care_level", as_of=DAY)
    assert (found.present, found.wanted) == ("accountable", "proactive")
    prove(advisor, facts, found)
    assert {way.size for way in found.ways if way.brings == "proactive"} == {2}


def test_all_complaints_must_be_settled_before_information_counts(advisor: Advisor) -> None:
    complaints = [
        Complaint(customer_id="c1", id=f"k{number}", opened_on=DAY, status=ComplaintStatus.OPEN)
        for number in (1, 2)
    ]
    facts = customer(order(1), *complaints)
    found = next_stage(advisor, facts, "depth", as_of=DAY)
    prove(advisor, facts, found)
    assert found.ways
    for way in found.ways:
        settled = {change.fact.id for change in way.changes if isinstance(change, SetField)}
        assert {"k1", "k2"} <= settled
        assert way.size == 3


def test_what_is_known_of_the_past_stays(advisor: Advisor) -> None:
    talk = visit(depth=TalkDepth.SMALL_TALK, shared=Sensitivity.PUBLIC)
    facts = customer(talk, order(1))
    for axis in ("ladder", "depth"):
        found = next_stage(advisor, facts, axis, as_of=DAY)
        prove(advisor, facts, found)
        changed = [change for way in found.ways for change in way.changes if isinstance(change, SetField)]
        assert not [change for change in changed if change.field in ("depth", "shared", "kind", "on")]


def test_who_is_no_firm_never_reaches_a_depth_and_is_told_why(advisor: Advisor) -> None:
    found = next_stage(advisor, customer(order(1), is_group=False), "depth", as_of=DAY)
    assert (found.ways, found.tried) == ((), 0)
    assert {one.kind for one in found.hindrances} == {"nature"}
    assert all("is_group" in one.condition for one in found.hindrances)
    assert "no change of this customer's facts can bring it" in "\n".join(found.lines())


def test_ways_and_hindrances_are_told_in_chinese_too(advisor: Advisor) -> None:
    facts = customer(order(1, paid=False))
    english = list(next_stage(advisor, facts, "ladder", as_of=DAY).lines())
    chinese = list(next_stage(advisor, facts, "ladder", as_of=DAY, lang="zh").lines())
    assert len(english) == len(chinese)
    assert english[0] == "ladder: not known, next is same_stream"
    assert chinese[0].endswith("：尚不清楚，下一步是寻找共同点")
    assert "  if an Interaction with kind = visit, on = 2026-06-30" in english
    assert "  如果有一条往来记录（往来方式为拜访、日期为2026-06-30）" in chinese
    nobody = customer(order(1), is_group=False)
    told = "\n".join(next_stage(advisor, nobody, "depth", as_of=DAY, lang="zh").lines())
    assert "客户情况的任何变化都无法达到" in told
    assert "已知的情况不会改变" in told


def test_a_bound_on_the_work_is_said_when_it_is_reached(
    advisor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("relcore.simulation.ways.RUNS", 5)
    facts = customer(order(1), spend(1, "0.2"), spend(2, "0.2"))
    found = next_stage(advisor, facts, "share_stage", as_of=DAY)
    assert "tries" in found.bounds
    assert found.tried == 5
    assert "the search ended" in "\n".join(found.lines())


def test_at_the_top_there_is_no_next_step(advisor: Advisor) -> None:
    talk = visit(shared=Sensitivity.SENSITIVE, joint_work=True)
    found = next_stage(advisor, customer(talk, order(1)), "depth", as_of=DAY)
    assert (found.present, found.wanted, found.ways) == ("interdependence", None, ())


@pytest.mark.slow
@pytest.mark.parametrize("axis", STEPS)
def test_every_customer_of_the_example_book_finds_a_way_or_a_reason(axis: Axis, advisor: Advisor) -> None:
    for facts in Book.open(EXAMPLE).customers().values():
        found = next_stage(advisor, facts, axis, as_of=EXAMPLE_DAY)
        assert found.wanted is None or found.ways or found.hindrances
        prove(advisor, facts, found)
