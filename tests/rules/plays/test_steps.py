"""Where a step of any play stands: done, due, late, or waiting."""

from __future__ import annotations

from datetime import date

import pytest

from relcore.facts import Action, Order, PlayStep
from relcore.lang import Clause, Playbook, days, known, value
from relcore.program import compile_program
from relcore.rules import builtin
from relcore.rules.plays import steps as mechanism
from relcore.rules.plays.steps import Step, plan, table, with_actions
from tests.rules.plays.told import Stand, run, steps
from tests.rules.support import ago


def book(*rows: Step[Order]) -> Playbook:
    """Give a play over orders with these steps."""
    playbook = Playbook("tried")
    playbook.include(mechanism.playbook)
    told = table(*rows)

    @playbook.table(told, origin="test")
    def plan_step(order: Order, row: Step[Order]) -> Clause:
        """A play is on while an order is open."""
        return plan(
            "tried", told, row, order, (~value(order.cancelled),), about=order.id, since=order.placed_on
        )

    return playbook


FIRST = Step[Order](
    "first", 1, lambda order: value(order.paid), ("S2.F.do.1",), due=lambda order: order.placed_on + days(3)
)
SECOND = Step[Order]("second", 2, lambda order: known(order.amount), ("S2.F.do.2",), after=("first",))


def stands(days_ago: int, **fields: object) -> dict[str, Stand]:
    order = Order.model_validate(
        {"customer_id": "c1", "id": "o1", "placed_on": ago(days_ago), "cancelled": False} | fields
    )
    return steps(run(book(FIRST, SECOND), [order]), "tried")


@pytest.mark.parametrize(("days_ago", "status"), [(0, "due"), (3, "due"), (4, "late")])
def test_a_step_is_due_until_its_day_and_late_afterwards(days_ago: int, status: str) -> None:
    assert stands(days_ago)["first"] == (status, ago(days_ago - 3))


def test_a_step_without_a_day_is_never_late() -> None:
    assert stands(900, paid=True)["second"] == ("due", None)


def test_a_step_waits_for_the_one_before_it() -> None:
    assert stands(1)["second"].status == "waiting"
    assert stands(1, paid=False)["second"].status == "waiting"
    assert stands(1, paid=True)["second"].status == "due"


def test_a_step_that_was_done_early_is_done() -> None:
    assert {code: stand.status for code, stand in stands(1, amount=5).items()} == {
        "first": "due",
        "second": "done",
    }


def test_what_nobody_noted_is_not_done() -> None:
    assert stands(1, paid=None)["first"].status == "due"
    assert stands(1, paid=True)["first"] == ("done", None)


def test_a_play_that_is_over_has_no_steps() -> None:
    assert stands(1, cancelled=True) == {}
    assert stands(1, cancelled=None) == {}


def test_a_step_that_does_not_apply_is_left_out() -> None:
    only_paid = FIRST._replace(applies=lambda order: value(order.in_shop))
    order = Order(customer_id="c1", id="o1", placed_on=date(2026, 6, 29), cancelled=False)
    assert steps(run(book(only_paid), [order]), "tried") == {}
    shop = order.model_copy(update={"in_shop": True})
    assert set(steps(run(book(only_paid), [shop]), "tried")) == {"first"}


def test_a_step_tells_what_it_is_about_since_when_and_by_which_rule() -> None:
    order = Order(customer_id="c1", id="o1", placed_on=ago(1), cancelled=False)
    (step,) = run(book(FIRST), [order]).of(PlayStep)
    assert (step.about, step.since, step.step) == ("o1", ago(1), 1)
    assert step.rule == "tried.plan_step#first"


def test_only_steps_with_an_action_recommend_something() -> None:
    asked = SECOND._replace(action=Action.CHECK_FULFILMENT)
    assert list(with_actions(table(FIRST, asked))) == ["second"]


def test_no_two_plays_share_the_name_of_a_step() -> None:
    program = compile_program([builtin().ruleset()])
    codes = [
        dict(head.fields)["code"].value  # type: ignore[union-attr]
        for rule in program.rules.values()
        for head in rule.heads
        if head.fact == "PlannedStep"
    ]
    assert len(codes) > 60
    assert len(codes) == len(set(codes))
