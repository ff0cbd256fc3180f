"""What-if, the next step and questions across a book."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from relcore.advice import RankingPolicy
from relcore.advisor import Advisor
from relcore.errors import UsageError
from relcore.facts import Contact, Customer, Interaction, InteractionKind, Order, Snapshot
from relcore.simulation import next_stage, parse_add, parse_remove, parse_set, questions_of, what_if
from relcore.simulation.sensitivity import sensitivity

DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor()


def buyer() -> Snapshot:
    return Snapshot.of(
        [
            Customer(customer_id="c1", owner="anna"),
            Contact(customer_id="c1", id="p1"),
            Order(customer_id="c1", id="o1", placed_on=date(2026, 6, 29), amount=Decimal(100)),
            Interaction(customer_id="c1", id="i1", kind=InteractionKind.VISIT, on=date(2026, 6, 1)),
        ]
    )


def test_nothing_set_changes_nothing(advisor: Advisor) -> None:
    found = what_if(advisor, buyer(), [], as_of=DAY)
    assert not list(found.changes())
    assert (found.fired, found.silent) == ((), ())
    assert list(found.lines()) == ["nothing that is advised would change"]


def test_an_opt_out_is_told_with_the_guard_that_it_wakes(advisor: Advisor) -> None:
    found = what_if(advisor, buyer(), [parse_set("opted_out=true")], as_of=DAY)
    assert "consent.opted_out" in found.fired
    gone = {name for kind, name, _, after in found.changes() if kind == "action" and after is None}
    assert gone
    assert gone <= {
        action.action if not action.about else f"{action.action} ({action.about})"
        for action in found.before.actions
    }


def test_facts_are_added_and_left_out(advisor: Advisor) -> None:
    models = advisor.program.models
    added = what_if(
        advisor, buyer(), [parse_add("Complaint: {opened_on: 2026-06-29, id: k1}", models)], as_of=DAY
    )
    assert "handle_complaint (k1)" in {name for _, name, before, _ in added.changes() if before is None}
    removed = what_if(advisor, buyer(), [parse_remove("Order:o1")], as_of=DAY)
    assert all(action.about != "o1" for action in removed.after.actions)


def test_a_later_day_is_another_decision(advisor: Advisor) -> None:
    found = what_if(advisor, buyer(), [], as_of=DAY, then=date(2027, 6, 30))
    assert list(found.changes())
    assert found.as_dict()["as_of"] == ["2026-06-30", "2027-06-30"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("opted_out", "RC711"),
        ("opted_oot=true", "RC712"),
        ("Complaint.opened_on=2026-01-01", "RC712"),
        ("Order:o9.amount=5", "RC712"),
        ("Order.amount=much", "RC713"),
    ],
)
def test_what_cannot_be_set_is_refused_with_a_way_out(text: str, code: str, advisor: Advisor) -> None:
    with pytest.raises(UsageError) as caught:
        what_if(advisor, buyer(), [parse_set(text)], as_of=DAY)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert diagnostic.hint


def test_an_axis_without_steps_has_no_next_one(advisor: Advisor) -> None:
    with pytest.raises(UsageError, match="RC714"):
        next_stage(advisor, buyer(), "archetype", as_of=DAY)


def test_questions_are_in_the_order_of_what_they_could_change(advisor: Advisor) -> None:
    others = [Customer(customer_id=f"c{n}") for n in range(2, 5)]
    found = questions_of(advisor.advise_all([buyer(), *others], as_of=DAY))
    assert [one.pieces for one in found] == sorted((one.pieces for one in found), reverse=True)
    for one in found:
        assert one.pieces == sum(one.unlocks.values()) + sum(one.could_stop.values())
        assert one.customers


@pytest.mark.slow
def test_a_factor_that_is_always_one_moves_nothing() -> None:
    found = sensitivity(lambda policy: Advisor(policy=policy), [buyer()], as_of=DAY)
    by_factor = {(one.factor, one.strength): one for one in found}
    assert {factor for factor, _ in by_factor} == {"urgency", "weight", "purpose", "effort", "confidence"}
    assert by_factor["confidence", 0].swapped == 0
    assert RankingPolicy().strength == {}
    assert any(one.swapped for one in found)
