"""Playbooks: tables, parameters, actions, inclusion, and the rule set that comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

import pytest

from relcore.errors import RuleError
from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    Cue,
    CueKind,
    Customer,
    Finding,
    Holiday,
    Interaction,
    Order,
    Recommendation,
)
from relcore.ir import ActionDecl, Compare, Const, Field, Parameter, RuleSet, Scope
from relcore.lang import Clause, Playbook, absent, always, param, recommend, warn, when

GREETING = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.SEND_GREETING)


class Hint(NamedTuple):
    """A row of a table."""

    kind: CueKind
    code: str


@dataclass(frozen=True)
class Cited:
    """A row that names its own sources."""

    code: str
    cites: tuple[str, ...] = ()


def playbook_of_one(name: str = "one") -> Playbook:
    """Give a playbook with one rule, one parameter and one action."""
    playbook = Playbook(name, version="3")
    playbook.parameter(f"{name}.limit", 3, "A limit.", unit="days", at_least=1, at_most=9)
    playbook.action(GREETING)

    @playbook.rule(origin="test")
    def rule(customer: Customer) -> Clause:
        """Warn where nothing was ordered."""
        return when(absent(Order)).then(warn("silent"))

    return playbook


def test_each_row_of_a_table_is_a_rule_of_its_own() -> None:
    playbook = Playbook("book")

    @playbook.table({"a": Hint(CueKind.OFFICE_CHART, "x"), "b": Hint(CueKind.OFFICE_CHART, "y")}, cites="S1")
    def hints(customer: Customer, cue: Cue, row: Hint) -> Clause:
        """Warn of a cue."""
        return when(cue.kind == row.kind).then(warn(row.code))

    rules = playbook.ruleset().rules
    assert [rule.id for rule in rules] == ["book.hints#a", "book.hints#b"]
    assert {rule.table for rule in rules} == {"book.hints"}
    assert {rule.cites for rule in rules} == {("S1",)}
    assert [bind.fact for bind in rules[0].binds] == ["Customer", "Cue"]
    kind = Const(CueKind.OFFICE_CHART.value, "CueKind")
    assert rules[0].where == (Compare("==", Field("cue", "kind"), kind),)
    assert [dict(rule.heads[0].fields)["code"] for rule in rules] == [Const("x"), Const("y")]
    assert [dict(rule.heads[0].fields)["rule"] for rule in rules] == [Const(rule.id) for rule in rules]


def test_a_row_adds_its_own_sources() -> None:
    playbook = Playbook("book")

    @playbook.table({"a": Cited("x", ("S2", "S1")), "b": Cited("y")}, cites=("S1",), id="named")
    def hints(customer: Customer, row: Cited) -> Clause:
        """Warn."""
        return always().then(warn(row.code))

    assert {rule.id: rule.cites for rule in playbook.ruleset().rules} == {
        "named#a": ("S1", "S2"),
        "named#b": ("S1",),
    }


def test_a_row_may_decide_in_python_what_its_rule_says() -> None:
    playbook = Playbook("book")

    @playbook.table({"all": 0, "large": 5}, origin="test")
    def orders(order: Order, least: int) -> Clause:
        """Warn of orders."""
        return (when(order.items >= param("least")) if least else always()).then(warn("seen"))

    assert [len(rule.where) for rule in playbook.ruleset().rules] == [0, 1]


def test_a_refusal_in_a_table_names_the_row() -> None:
    playbook = Playbook("book")
    with pytest.raises(RuleError) as caught:

        @playbook.table({"good": 1, "bad": 0.5}, origin="test")
        def orders(order: Order, least: float) -> Clause:
            """Warn of orders."""
            return when(order.items == least).then(warn("seen"))

    (problem,) = caught.value.diagnostics
    assert problem.where.subject == "rule book.orders#bad"
    assert problem.hint == "write Decimal('0.5')"


def test_a_rule_set_holds_everything_that_was_written() -> None:
    ruleset = playbook_of_one().ruleset()
    assert isinstance(ruleset, RuleSet)
    assert (ruleset.name, ruleset.version) == ("one", "3")
    assert ruleset.parameters == (Parameter("one.limit", 3, "A limit.", "days", "relcore", 1, 9),)
    (action,) = ruleset.actions
    assert action == ActionDecl(
        "send_greeting",
        (
            ("purpose", GREETING.purpose.value),
            ("channel", GREETING.channels[0].value),
            ("beneficiary", "nobody"),
            ("promise", "nothing"),
            ("honesty", "truthful"),
        ),
    )
    assert {fact.name: fact.scope for fact in ruleset.types} == {
        "Customer": Scope.CUSTOMER,
        "Order": Scope.CUSTOMER,
        "Finding": Scope.CONCLUSION,
    }
    assert ruleset.models == (Customer, Order, Finding)


def test_an_action_inside_our_company_has_no_channel() -> None:
    inside = next(spec for spec in BUILTIN_ACTIONS if not spec.channels)
    playbook = Playbook("book")
    playbook.action(inside)
    assert dict(playbook.ruleset().actions[0].defaults)["channel"] is None


def test_a_playbook_may_bring_facts_that_none_of_its_rules_names() -> None:
    playbook = Playbook("book")
    playbook.facts(Holiday, Interaction)
    assert playbook.ruleset().models == (Holiday, Interaction)


def test_facts_named_by_inner_conditions_and_conclusions_come_along() -> None:
    playbook = Playbook("book")

    @playbook.rule(origin="test")
    def rule(customer: Customer) -> Clause:
        """Greet where no order lacks a contact."""
        return when(absent(Order, lambda order: absent(Interaction))).then(recommend(Action.SEND_GREETING))

    assert set(playbook.ruleset().models) == {Customer, Order, Interaction, Recommendation}


def test_a_playbook_takes_over_what_it_includes() -> None:
    whole = Playbook("whole")
    whole.include(playbook_of_one("first"), playbook_of_one("second"))
    ruleset = whole.ruleset()
    assert [rule.id for rule in ruleset.rules] == ["first.rule", "second.rule"]
    assert {rule.source for rule in ruleset.rules} == {"whole"}
    assert [parameter.name for parameter in ruleset.parameters] == ["first.limit", "second.limit"]
    assert ruleset.models == (Customer, Order, Finding)


def test_a_playbook_included_on_two_ways_counts_once() -> None:
    shared = playbook_of_one()
    left, right, whole = Playbook("left"), Playbook("right"), Playbook("whole")
    left.include(shared)
    right.include(shared)
    whole.include(left, right, shared)
    assert [rule.id for rule in whole.ruleset().rules] == ["one.rule"]


@pytest.mark.parametrize(
    ("default", "bound", "problem"),
    [
        (0.5, None, "0.5 is not exact"),
        (1, 0.5, "0.5 is not exact"),
        (Decimal("NaN"), None, "not a number"),
        (datetime(2026, 1, 1), None, "has no time zone"),
        (["a"], None, "cannot stand in a rule"),
    ],
)
def test_a_parameter_has_an_exact_default(default: object, bound: object, problem: str) -> None:
    playbook = Playbook("book")
    with pytest.raises(RuleError, match=problem) as caught:
        playbook.parameter("limit", default, "A limit.", at_least=bound)  # type: ignore[arg-type]
    assert [str(found.where) for found in caught.value.diagnostics] == ["parameter limit"]
    assert playbook.ruleset().parameters == ()
