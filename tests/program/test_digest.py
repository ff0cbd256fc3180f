"""The digest of a program: equal for equal meaning, different for any change of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from relcore.errors import Place
from relcore.ir import (
    Bind,
    Compare,
    Const,
    Exists,
    Expr,
    Field,
    Head,
    Known,
    Parameter,
    Rule,
    RuleSet,
    Scalar,
    ValueType,
    rewrite,
)
from relcore.ir.types import Kind
from relcore.lang import fact_type
from relcore.program import compile_program, digest_of
from tests.executors.generated import TYPES, rulesets
from tests.program.one_book import Mark, Thing, raw_rule

VALUES: dict[str, Scalar] = {"number": 1, "amount": Decimal("0.5"), "day": date(2026, 1, 1)}


def digest(rules: tuple[Rule, ...], values: Mapping[str, Scalar] = VALUES) -> str:
    """Give the digest of these rules."""
    return digest_of(rules, values, TYPES)


def in_parts(rule: Rule, change: Callable[[Any], Any]) -> Rule:
    """Change the nodes of a rule, bottom-up."""
    return replace(
        rule,
        binds=tuple(map(change, rule.binds)),
        where=tuple(rewrite(part, change) for part in rule.where),
        heads=tuple(
            replace(head, fields=tuple((name, rewrite(expr, change)) for name, expr in head.fields))
            for head in rule.heads
        ),
    )


def renamed(rule: Rule) -> Rule:
    """Give other names to the variables of a rule."""

    def rename(node: Any) -> Any:
        return replace(node, var=f"other_{node.var}") if hasattr(node, "var") else node

    return in_parts(rule, rename)


@given(rulesets(), st.randoms(use_true_random=False))
def test_names_of_variables_and_the_order_of_rules_mean_nothing(
    ruleset: RuleSet, chance: random.Random
) -> None:
    rules = [renamed(rule) for rule in ruleset.rules]
    chance.shuffle(rules)
    assert digest(tuple(rules)) == digest(ruleset.rules)


@given(rulesets())
def test_what_is_told_about_a_rule_means_nothing(ruleset: RuleSet) -> None:
    told = tuple(
        replace(
            rule,
            doc="Something else.",
            cites=("S1",),
            origin="elsewhere",
            source="elsewhere",
            table="t",
            place=Place("f", 3),
        )
        for rule in ruleset.rules
    )
    assert digest(told) == digest(ruleset.rules)


def changes(node: Any) -> list[Any]:
    """Give nodes that mean something else: one field of the node is changed."""
    found: list[Any] = []
    for spec in fields(node):
        value = getattr(node, spec.name)
        if spec.name in ("var", "enum"):
            continue
        if isinstance(value, str):
            found.append(replace(node, **{spec.name: value + "x"}))
        elif isinstance(value, bool) or value is None:
            found.append(replace(node, **{spec.name: 7}))
        elif isinstance(value, int | Decimal):
            found.append(replace(node, **{spec.name: value + 1}))
        elif isinstance(value, datetime | date):
            found.append(replace(node, **{spec.name: value.replace(year=2001)}))
        elif isinstance(value, tuple) and value:
            found.append(replace(node, **{spec.name: value[1:]}))
        elif is_dataclass(value):
            found.append(replace(node, **{spec.name: Known(value)}))  # type: ignore[arg-type]
    return found


@given(rulesets(), st.data())
def test_any_change_of_a_part_of_a_rule_changes_the_digest(ruleset: RuleSet, data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(ruleset.rules))
    nodes: list[Any] = []
    in_parts(rule, lambda node: nodes.append(node) or node)  # type: ignore[func-returns-value]
    target = data.draw(st.sampled_from(nodes))
    options = changes(target)
    assume(options)
    changed = data.draw(st.sampled_from(options))
    other = in_parts(rule, lambda node: changed if node == target else node)
    assume(other != rule)
    others = tuple(other if kept is rule else kept for kept in ruleset.rules)
    assert digest(others) != digest(ruleset.rules)


def looking_for(var: str) -> Expr:
    """Give the condition that there is a mark with the number of this variable."""
    return Exists("c", "Mark", Compare("==", Field("c", "number"), Field(var, "number")))


RULE = raw_rule(
    "r",
    {"a": "Thing", "b": "Thing"},
    (looking_for("a"),),
    (Head("Mark", (("number", Field("b", "number")),)),),
)


@pytest.mark.parametrize(
    "other",
    [
        replace(RULE, id="s"),
        replace(RULE, layer="1_law"),
        replace(RULE, binds=RULE.binds[:1]),
        replace(RULE, binds=(Bind("a", "Thing"), Bind("b", "Mark"))),
        replace(RULE, binds=RULE.binds[::-1]),
        replace(RULE, where=()),
        replace(RULE, where=RULE.where * 2),
        replace(RULE, where=(looking_for("b"),)),
        replace(RULE, heads=RULE.heads * 2),
        replace(RULE, heads=(Head("Mark", (("number", Field("a", "number")),)),)),
        replace(RULE, heads=(Head("Mark", (("words", Field("b", "number")),)),)),
        replace(RULE, heads=(Head("Tag", RULE.heads[0].fields),)),
    ],
    ids=[
        "name",
        "layer",
        "fewer parameters",
        "another type",
        "another order of parameters",
        "no condition",
        "a condition more",
        "another variable in a condition",
        "a conclusion more",
        "another variable in a conclusion",
        "another field concluded",
        "another type concluded",
    ],
)
def test_a_change_of_a_rule_changes_the_digest(other: Rule) -> None:
    assert digest((other,)) != digest((RULE,))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Const(1), Const(True)),
        (Const("1"), Const(1)),
        (Const("2026-01-01"), Const(date(2026, 1, 1))),
        (Const("date 2026-01-01"), Const(date(2026, 1, 1))),
        (Const("decimal 1"), Const(Decimal(1))),
        (Const(date(2026, 1, 1)), Const(datetime(2026, 1, 1, tzinfo=UTC))),
        (Const(Decimal("0." + "1" * 40)), Const(Decimal("0." + "1" * 39 + "2"))),
        (Const(None), Const("None")),
    ],
)
def test_constants_that_differ_have_different_digests(first: Const, second: Const) -> None:
    digests = {
        digest((raw_rule("r", {"a": "Thing"}, (Compare("==", Field("a", "x"), const),)),))
        for const in (first, second)
    }
    assert len(digests) == 2


def test_equal_decimals_have_equal_digests() -> None:
    digests = {
        digest((raw_rule("r", {"a": "Thing"}, (Compare("==", Field("a", "amount"), Const(Decimal(text))),)),))
        for text in ("2.5", "2.50", "25e-1")
    }
    assert len(digests) == 1


def test_values_of_parameters_and_fields_of_types_belong_to_the_meaning() -> None:
    before = digest((RULE,))
    assert digest((RULE,), {**VALUES, "number": 2}) != before
    assert digest((RULE,), {**VALUES, "more": 2}) != before
    thing = fact_type(Thing)
    types = {"Thing": thing}
    before = digest_of((RULE,), VALUES, types)
    wider = replace(thing, fields={**thing.fields, "new": ValueType(Kind.INT)})
    other = replace(thing, fields={**thing.fields, "number": ValueType(Kind.INT, nullable=True)})
    assert before not in {digest_of((RULE,), VALUES, {"Thing": changed}) for changed in (wider, other)}
    assert digest_of((RULE,), VALUES, {**types, "Mark": fact_type(Mark)}) != before


def test_a_program_is_named_by_the_digest_of_its_completed_rules() -> None:
    types = (fact_type(Thing), fact_type(Mark))
    first = RuleSet("first", "1", (RULE,), (Parameter("n", 1, "N."),), types=types)
    same = RuleSet(
        "other", "2", (replace(RULE, doc="Other."),), (Parameter("n", 1, "M.", at_most=3),), types=types
    )
    program = compile_program([first])
    assert program.digest == compile_program([same]).digest
    assert program.digest == digest_of(tuple(program.rules.values()), program.values, program.types)
    assert program.digest != compile_program([first], {"n": 2}).digest
    assert len(program.digest) == 16
    assert set(program.digest) <= set("0123456789abcdef")
