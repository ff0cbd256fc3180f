"""Types of values and of facts, and rules as data."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings

from relcore.errors import Place
from relcore.ir import Bind, Const, FactType, Field, Head, Kind, Rule, RuleSet, Scope, ValueType
from tests.executors.generated import rulesets

RULE = Rule("r", "A rule.", (Bind("a", "Thing"),), (), (Head("Mark", (("x", Field("a", "x")),)),))


def test_kinds_stand_in_sentences() -> None:
    phrases = [kind.phrase for kind in (Kind.BOOL, Kind.INT, Kind.DECIMAL, Kind.INSTANT, Kind.SET)]
    assert phrases == ["a yes or no", "a whole number", "a decimal number", "an instant", "a set of values"]


def test_only_numbers_are_numbers() -> None:
    assert {kind for kind in Kind if kind.is_number} == {Kind.INT, Kind.DECIMAL, Kind.ANY}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (ValueType(Kind.INT), "whole number"),
        (ValueType(Kind.INT, nullable=True), "whole number or unknown"),
        (ValueType(Kind.TEXT, enum="Colour", members=("red",)), "Colour"),
        (ValueType(Kind.TEXT, nullable=True, enum="Colour"), "Colour or unknown"),
    ],
)
def test_a_type_says_what_it_is(value: ValueType, text: str) -> None:
    assert str(value) == text


def test_columns_of_a_fact_are_its_content() -> None:
    types = {name: ValueType(Kind.TEXT) for name in ("id", "customer_id", "code", "about")}
    fact = FactType("Finding", Scope.CONCLUSION, types)
    assert fact.columns == ("code", "about")
    assert hash(fact) == hash(FactType("Finding", Scope.CONCLUSION, types))
    assert fact != FactType("Finding", Scope.CONCLUSION, {**types, "more": ValueType(Kind.INT)})


def test_where_a_rule_stands_does_not_make_it_another_rule() -> None:
    elsewhere = Rule(
        RULE.id, RULE.doc, RULE.binds, RULE.where, RULE.heads, source="s", place=Place("f.py", 3)
    )
    assert elsewhere == RULE
    assert hash(elsewhere) == hash(RULE)
    assert Rule(RULE.id, "Another.", RULE.binds, RULE.where, RULE.heads) != RULE


def test_a_rule_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        RULE.id = "s"  # type: ignore[misc]


def test_enumerations_of_a_constant_are_told_apart() -> None:
    assert Const("red", "Colour") != Const("red")


@settings(max_examples=25)
@given(rulesets())
def test_a_rule_set_can_be_sent_to_another_process(ruleset: RuleSet) -> None:
    assert pickle.loads(pickle.dumps(ruleset)) == ruleset
