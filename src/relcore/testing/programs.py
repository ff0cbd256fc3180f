"""Hypothesis strategies for small programs that use every construct of the language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, get_args

from hypothesis import strategies as st

from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Bind,
    Coalesce,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Expr,
    Field,
    Head,
    Kind,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
    Rule,
    RuleSet,
)
from relcore.ir.expr import CompareOp
from relcore.testing.toy_world import CONSTANTS, GIVEN, LAYERS, MODELS, PARAMETERS, TYPES

OPERATORS: tuple[CompareOp, ...] = get_args(CompareOp)
"""All comparisons."""


@dataclass
class Scope:
    """What an expression may refer to, and how deep it may still grow."""

    env: dict[str, str]
    positive: list[str]
    """Types that may be looked for."""
    settled: list[str]
    """Types whose absence or sum may be asked."""
    depth: int = 2
    counter: list[int] = field(default_factory=lambda: [0])

    def deeper(self, **more: Any) -> Scope:
        """Give the scope of an inner expression."""
        positive = more.get("positive", self.positive)
        return Scope(more.get("env", self.env), positive, self.settled, self.depth - 1, self.counter)

    def fresh(self) -> str:
        """Give a variable that is not in use."""
        self.counter[0] += 1
        return f"v{self.counter[0]}"


def fields_of(scope: Scope, kind: Kind) -> list[Field]:
    """Give the readable fields of a kind."""
    return [
        Field(var, name)
        for var, fact in scope.env.items()
        for name, value in TYPES[fact].fields.items()
        if value.kind is kind and name not in ("id", "customer_id")
    ]


@st.composite
def values(draw: st.DrawFn, scope: Scope, kind: Kind) -> Expr:
    """Draw an expression of a kind."""
    leaves: list[Expr] = [*map(Const, CONSTANTS[kind]), *fields_of(scope, kind) * 3]
    leaves += {Kind.INT: [Param("number")], Kind.DECIMAL: [Param("amount")]}.get(kind, [])
    leaves += [AsOf(), Param("day")] if kind is Kind.DATE else []
    forms = ["leaf"] * 4
    if scope.depth > 0:
        forms += ["coalesce"] if kind is not Kind.TEXT else []
        forms += ["arith", "aggregate"] if kind in (Kind.INT, Kind.DECIMAL) else []
        forms += ["count", "days", "minutes"] if kind is Kind.INT else []
        forms += ["add", "extreme"] if kind is Kind.DATE else []
    form = draw(st.sampled_from(forms))
    inner = scope.deeper()
    if form == "coalesce":
        return Coalesce(draw(values(inner, kind)), draw(values(inner, kind)))
    if form == "arith":
        return Arith(
            draw(st.sampled_from(["+", "-", "*"])), draw(values(inner, kind)), draw(values(inner, kind))
        )
    if form == "days":
        return DaysBetween(draw(values(inner, Kind.DATE)), draw(values(inner, Kind.DATE)))
    if form == "minutes":
        return MinutesBetween(draw(values(inner, Kind.INSTANT)), draw(values(inner, Kind.INSTANT)))
    if form == "add":
        far = st.sampled_from([Const(5_000_000), Const(-5_000_000)])
        return AddDays(draw(values(inner, Kind.DATE)), draw(st.one_of(values(inner, Kind.INT), far)))
    if form in ("aggregate", "count", "extreme"):
        op = {"aggregate": ["total", "max", "min"], "count": ["count"], "extreme": ["max", "min"]}[form]
        fact, var = draw(st.sampled_from(scope.settled)), scope.fresh()
        within = scope.deeper(env={**scope.env, var: fact}, positive=scope.settled)
        return Aggregate(
            draw(st.sampled_from(op)),
            var,
            fact,
            draw(conditions(within)),
            Const(1) if form == "count" else draw(values(within, kind)),
        )
    return draw(st.sampled_from(leaves))


@st.composite
def conditions(draw: st.DrawFn, scope: Scope, negated: bool = False) -> Expr:
    """Draw a condition; under a negation, only settled types are looked for."""
    flags: list[Expr] = list(fields_of(scope, Kind.BOOL))
    forms = ["compare", "compare", "equal", "one_of", "known"] + (["flag"] if flags else [])
    if scope.depth > 0:
        forms += ["and", "or", "not", "exists", "exists", "absent"]
    form = draw(st.sampled_from(forms))
    inner = scope.deeper()
    sets = fields_of(scope, Kind.SET)
    if sets and draw(st.integers(0, 9)) == 0:
        return Contains(draw(st.sampled_from(sets)), Const("red"))
    match form:
        case "compare":
            kind = draw(st.sampled_from([Kind.INT, Kind.DECIMAL, Kind.DATE, Kind.INSTANT]))
            operator = draw(st.sampled_from(OPERATORS))
            return Compare(operator, draw(values(inner, kind)), draw(values(inner, kind)))
        case "equal":
            kind = draw(st.sampled_from([Kind.TEXT, Kind.INT, Kind.BOOL]))
            return Compare("==", draw(values(inner, kind)), draw(values(inner, kind)))
        case "one_of":
            kind = draw(st.sampled_from([Kind.TEXT, Kind.INT]))
            options = draw(st.lists(st.sampled_from(CONSTANTS[kind]), min_size=1, max_size=4))
            return OneOf(draw(values(inner, kind)), tuple(Const(option) for option in options))
        case "known":
            return Known(draw(values(inner, draw(st.sampled_from([Kind.INT, Kind.DATE, Kind.BOOL])))))
        case "flag":
            return draw(st.sampled_from(flags))
        case "and" | "or":
            parts = tuple(draw(st.lists(conditions(inner, negated), max_size=3)))
            return And(parts) if form == "and" else Or(parts)
        case "not":
            return Not(draw(conditions(inner, True)))
        case _:
            fact = draw(st.sampled_from(scope.settled if negated or form == "absent" else scope.positive))
            var = scope.fresh()
            within = scope.deeper(env={**scope.env, var: fact})
            found = Exists(var, fact, draw(conditions(within, negated or form == "absent")))
            return Not(found) if form == "absent" else found


@st.composite
def rules(draw: st.DrawFn, number: int) -> Rule:
    """Draw a rule of some layer; it may feed itself where that provably ends."""
    layer = draw(st.integers(0, len(LAYERS) - 1))
    below = [model.__name__ for model in GIVEN + LAYERS[:layer]]
    target = LAYERS[layer].__name__
    positive = [*below, target]
    chosen = draw(st.lists(st.sampled_from(positive), min_size=1, max_size=2))
    binds = tuple(Bind(f"p{i}", fact) for i, fact in enumerate(chosen))
    scope = Scope({bind.var: bind.fact for bind in binds}, positive, below)
    where = tuple(draw(st.lists(conditions(scope), max_size=3)))
    # A head that computes could keep a recursion going, so it may only stand where none is.
    plain = Scope(scope.env, positive, below, depth=0)
    recursive = target in chosen or any(target in repr(condition) for condition in where)
    head: list[tuple[str, Expr]] = []
    for name in TYPES[target].columns:
        kind = TYPES[target].fields[name].kind
        fixed = not TYPES[target].fields[name].nullable
        if fixed:
            expr: Expr = Const(draw(st.sampled_from(CONSTANTS[kind])))
        else:
            expr = draw(values(plain if recursive else scope, kind))
        head.append((name, expr))
    return Rule(f"r{number}", "A generated rule.", binds, where, (Head(target, tuple(head)),), origin="test")


@st.composite
def rulesets(draw: st.DrawFn) -> RuleSet:
    """Draw a rule set of one to six rules."""
    drawn = [draw(rules(number)) for number in range(draw(st.integers(1, 6)))]
    return RuleSet(
        "generated", "1", tuple(drawn), PARAMETERS, (), tuple(TYPES.values()), tuple(MODELS.values())
    )
