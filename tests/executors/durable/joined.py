"""Hypothesis strategies for programs that are mostly joins: what the engine itself has to get right."""

from __future__ import annotations

from itertools import count
from typing import Any

from hypothesis import strategies as st

from relcore.ir import (
    And,
    AsOf,
    Bind,
    Compare,
    Const,
    DaysBetween,
    Exists,
    Expr,
    Field,
    Head,
    Kind,
    Not,
    OneOf,
    Or,
    Rule,
    RuleSet,
)
from relcore.ir.expr import CompareOp
from tests.executors.generated import CONSTANTS, MODELS, PARAMETERS, TYPES

OPS: list[CompareOp] = ["==", "!=", "<", "<=", ">", ">="]
KINDS = [Kind.INT, Kind.DATE, Kind.INSTANT, Kind.TEXT, Kind.BOOL, Kind.DECIMAL]
GIVEN = ["Deed", "Note", "House"]
Env = dict[str, str]


def fields_of(env: Env, kind: Kind) -> list[Field]:
    """Give the fields of a kind that can be read."""
    return [
        Field(var, name)
        for var, fact in env.items()
        for name in TYPES[fact].columns
        if TYPES[fact].fields[name].kind is kind
    ]


def ops_for(kind: Kind) -> list[CompareOp]:
    """Give the comparisons that a kind knows."""
    return OPS[:2] if kind in (Kind.TEXT, Kind.BOOL) else OPS


@st.composite
def single(draw: st.DrawFn, env: Env, var: str) -> Expr:
    """Draw a test of one variable."""
    own = {var: env[var]}
    form = draw(st.sampled_from(["compare", "compare", "choice", "since", "same"]))
    kind = draw(st.sampled_from([kind for kind in KINDS if fields_of(own, kind)]))
    field = draw(st.sampled_from(fields_of(own, kind)))
    days = fields_of(own, Kind.DATE)
    if form == "choice" and kind in (Kind.INT, Kind.TEXT):
        options = draw(st.lists(st.sampled_from(CONSTANTS[kind]), min_size=1, max_size=5))
        chosen: Expr = OneOf(field, tuple(map(Const, options)))
        return draw(st.sampled_from([chosen, Not(chosen)]))
    if form == "since" and days:
        span = DaysBetween(draw(st.sampled_from(days)), AsOf())
        return Compare(draw(st.sampled_from(OPS)), span, Const(draw(st.integers(-2, 2))))
    other: Expr = Const(draw(st.sampled_from(CONSTANTS[kind])))
    if form == "same":
        other = draw(st.sampled_from(fields_of(own, kind)))
    return Compare(draw(st.sampled_from(ops_for(kind))), field, other)


@st.composite
def double(draw: st.DrawFn, env: Env, var: str) -> Expr:
    """Draw a comparison of a variable with another one."""
    others = {other: fact for other, fact in env.items() if other != var}
    kinds = [kind for kind in KINDS if fields_of({var: env[var]}, kind) and fields_of(others, kind)]
    if not kinds:
        return draw(single(env, var))
    kind = draw(st.sampled_from(kinds))
    left: Expr = draw(st.sampled_from(fields_of({var: env[var]}, kind)))
    right: Expr = draw(st.sampled_from(fields_of(others, kind)))
    if draw(st.booleans()):
        left, right = right, left
    if kind is Kind.DATE and draw(st.booleans()):
        left, right = DaysBetween(left, right), Const(draw(st.integers(-1, 1)))
        return Compare(draw(st.sampled_from(OPS)), left, right)
    return Compare(draw(st.sampled_from(ops_for(kind))), left, right)


@st.composite
def several(draw: st.DrawFn, env: Env, var: str) -> list[Expr]:
    """Draw conditions of a variable, alone and with others."""
    found: list[Expr] = []
    for _ in range(draw(st.sampled_from([0, 1, 1, 2]))):
        one = draw(double(env, var) if draw(st.integers(0, 2)) else single(env, var))
        if draw(st.integers(0, 5)) == 0:
            one = Or((one, draw(double(env, var))))
        found.append(one)
    return found


@st.composite
def existing(draw: st.DrawFn, env: Env, sources: list[str], names: Any, depth: int = 2) -> Exists:
    """Draw an existence test that compares its variable with those outside."""
    var, fact = f"e{next(names)}", draw(st.sampled_from(sources))
    inner = {**env, var: fact}
    parts = draw(several(inner, var))
    if depth > 1 and draw(st.integers(0, 2)) == 0:
        parts.append(draw(existing(inner, sources, names, depth - 1)))
    return Exists(var, fact, And(tuple(parts)))


@st.composite
def joining(draw: st.DrawFn, number: int, layer: int) -> Rule:
    """Draw a rule that joins up to four facts; the second layer reads what the first concludes."""
    sources = [*GIVEN, "First"] if layer else GIVEN
    names = count()
    chosen = draw(st.lists(st.sampled_from(sources), min_size=1, max_size=4))
    env = {f"p{place}": fact for place, fact in enumerate(chosen)}
    where: list[Expr] = []
    for var in env:
        where += draw(several(env, var))
    for _ in range(draw(st.integers(0, 2))):
        found: Expr = draw(existing(env, sources, names))
        where.append(Not(found) if draw(st.integers(0, 3)) == 0 else found)
    values: list[Expr] = [Const(number), *fields_of(env, Kind.INT)]
    fields: tuple[tuple[str, Expr], ...]
    if layer:
        fields = ("number", draw(st.sampled_from(values))), ("day", Const(None)), ("flag", Const(None))
        head = Head("Second", fields)
    else:
        fields = ("colour", Const("red")), ("number", draw(st.sampled_from(values)))
        head = Head("First", fields)
    binds = tuple(Bind(var, fact) for var, fact in env.items())
    return Rule(f"r{number}", "A generated join.", binds, tuple(where), (head,), origin="test")


@st.composite
def joined_rulesets(draw: st.DrawFn) -> RuleSet:
    """Draw a rule set of one to four joining rules in two layers."""
    layers = draw(st.lists(st.integers(0, 1), min_size=1, max_size=4))
    rules = tuple(draw(joining(number, layer)) for number, layer in enumerate(layers))
    return RuleSet("joined", "1", rules, PARAMETERS, (), tuple(TYPES.values()), tuple(MODELS.values()))
