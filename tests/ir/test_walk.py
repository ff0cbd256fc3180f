"""Walking and rewriting: no child is forgotten, whatever the node."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relcore.ir import (
    TRUE,
    Aggregate,
    And,
    Compare,
    Const,
    Exists,
    Expr,
    Field,
    Known,
    Not,
    OneOf,
    Or,
    Param,
    RuleSet,
    children,
    conjuncts,
    constants_of,
    expr,
    rewrite,
    walk,
)
from tests.executors.generated import rulesets

NODES = [getattr(expr, forward.__forward_arg__) for forward in get_args(Expr)]
A, B = Field("f", "a"), Field("f", "b")


def sample(node: type[Any]) -> Any:
    """Give a node of a class, with a different constant at every place where an expression may stand."""
    values: dict[str, Any] = {}
    for number, spec in enumerate(fields(node)):
        hint = get_type_hints(node, vars(expr))[spec.name]
        if hint is str or get_origin(hint) is Literal:
            values[spec.name] = f"text{number}"
        elif get_origin(hint) is tuple:
            values[spec.name] = (Const(10 * number), Const(10 * number + 1))
        elif node is Const:
            values[spec.name] = 10 * number
        else:
            values[spec.name] = Const(10 * number)
    return node(**values)


def constants(node: Any) -> list[Any]:
    """Find the constants in a node by looking at every field, without walking."""
    if isinstance(node, tuple):
        return [found for item in node for found in constants(item)]
    if isinstance(node, Const):
        return [node.value]
    if is_dataclass(node):
        return [found for spec in fields(node) for found in constants(getattr(node, spec.name))]
    return []


@pytest.mark.parametrize("node", NODES)
def test_walking_and_rewriting_reach_every_child_of_every_node(node: type[Any]) -> None:
    made = sample(node)
    below = [n.value for n in walk(made) if isinstance(n, Const)]
    assert below == constants(made)
    grown = rewrite(made, lambda n: Const(f"new {n.value}") if isinstance(n, Const) else n)
    assert constants(grown) == [f"new {value}" for value in below]
    assert [type(n) for n in walk(grown)] == [type(n) for n in walk(made)]


def test_every_node_is_in_the_closed_union() -> None:
    declared = {c for c in vars(expr).values() if isinstance(c, type) and c.__module__ == expr.__name__}
    assert declared == set(NODES)


@pytest.mark.parametrize("node", NODES)
def test_a_node_is_frozen_hashable_and_equal_to_its_like(node: type[Any]) -> None:
    made = sample(node)
    assert made == sample(node)
    assert hash(made) == hash(sample(node))
    for spec in fields(node):
        with pytest.raises(FrozenInstanceError):
            setattr(made, spec.name, None)


@settings(max_examples=25)
@given(rulesets())
def test_what_is_not_changed_is_kept_as_it_is(ruleset: RuleSet) -> None:
    for rule in ruleset.rules:
        for condition in rule.where:
            assert rewrite(condition, lambda node: node) is condition
            assert all(child in walk(condition) for child in children(condition))


@settings(max_examples=25)
@given(rulesets(), st.integers(1, 3))
def test_rewriting_goes_bottom_up(ruleset: RuleSet, by: int) -> None:
    for rule in ruleset.rules:
        for condition in rule.where:
            seen: list[Any] = []
            rewrite(condition, lambda node, seen=seen: seen.append(node) or node)  # type: ignore[misc]
            assert len(seen) == len(list(walk(condition)))
            assert seen[-1] == condition


def test_children_come_in_the_order_of_the_fields() -> None:
    node = Aggregate("total", "v", "Order", A, B)
    assert list(children(node)) == [A, B]
    assert list(children(OneOf(A, (Const(1), Const(2))))) == [A, Const(1), Const(2)]
    assert list(children(Param("p"))) == []


def test_conjuncts_are_the_parts_that_must_all_hold() -> None:
    assert list(conjuncts(And((And((A, And((B,)))), TRUE)))) == [A, B]
    assert list(conjuncts(TRUE)) == []
    assert list(conjuncts(Or((A, B)))) == [Or((A, B))]
    assert list(conjuncts(Not(And((A, B))))) == [Not(And((A, B)))]


def test_constants_are_fixed_by_equality_alone_and_where_it_must_hold() -> None:
    one, two = Const(1), Const(2)
    conditions = (
        And((Compare("==", A, one), Compare("==", two, B))),
        Compare("==", Field("f", "c"), Param("p")),
        Compare("<=", Field("f", "d"), one),
        Or((Compare("==", Field("f", "e"), one),)),
        Not(Compare("==", Field("f", "g"), one)),
        Exists("x", "Order", Compare("==", Field("f", "h"), one)),
        Known(Field("f", "i")),
    )
    assert constants_of("f", conditions) == {"a": 1, "b": 2}
    assert constants_of("x", conditions) == {}


def test_of_two_constants_for_one_field_the_first_counts() -> None:
    assert constants_of("f", (Compare("==", A, Const(1)), Compare("==", A, Const(2)))) == {"a": 1}
