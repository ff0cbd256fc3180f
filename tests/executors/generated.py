"""Hypothesis strategies for small programs and facts that use every construct of the language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st

from relcore.facts.base import CompanyFact, Conclusion, CustomerFact, Fact, Labelled
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
    FactType,
    Field,
    Head,
    Kind,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
    Parameter,
    Rule,
    RuleSet,
)
from relcore.ir.expr import CompareOp
from relcore.lang import fact_type

AS_OF = date(2026, 6, 30)
DAYS = [date(2026, 6, 28), date(2026, 6, 29), AS_OF, date(2026, 7, 1)]
INSTANTS = [datetime(2026, 6, 30, 8, minute, tzinfo=UTC) for minute in (0, 1, 2)]


class Colour(Labelled):
    """A closed set for generated facts."""

    RED = "red", "Red", "红"
    GREEN = "green", "Green", "绿"


class Deed(CustomerFact):
    """A fact with a field of every kind, known and unknown."""

    number: int
    maybe_number: int | None = None
    amount: Decimal | None = None
    colour: Colour
    maybe_colour: Colour | None = None
    day: date
    maybe_day: date | None = None
    at: datetime | None = None
    flag: bool
    maybe_flag: bool | None = None
    tags: tuple[Colour, ...] | None = None


class Note(CustomerFact):
    """A second type, to join with."""

    number: int
    maybe_number: int | None = None
    colour: Colour


class House(CompanyFact):
    """A fact of the company."""

    number: int
    amount: Decimal | None = None


class First(Conclusion):
    """A conclusion of the lowest layer."""

    colour: Colour
    number: int | None = None


class Second(Conclusion):
    """A conclusion of the middle layer."""

    number: int | None = None
    day: date | None = None
    flag: bool | None = None


class Third(Conclusion):
    """A conclusion of the top layer."""

    colour: Colour
    amount: Decimal | None = None


GIVEN: tuple[type[Fact], ...] = (Deed, Note, House)
LAYERS: tuple[type[Conclusion], ...] = (First, Second, Third)
MODELS = {model.__name__: model for model in GIVEN + LAYERS}
TYPES: dict[str, FactType] = {name: fact_type(model) for name, model in MODELS.items()}
PARAMETERS = (
    Parameter("number", 1, "a number"),
    Parameter("amount", Decimal("0.5"), "an amount"),
    Parameter("day", AS_OF, "a day"),
)
OPERATORS: tuple[CompareOp, ...] = get_args(CompareOp)
NUMBERS = [-1, 0, 1, 2]
AMOUNTS = [Decimal("-0.5"), Decimal("0.1"), Decimal("0.2"), Decimal("1.50")]
CONSTANTS: dict[Kind, list[Any]] = {
    Kind.INT: NUMBERS,
    Kind.DECIMAL: AMOUNTS,
    Kind.DATE: DAYS,
    Kind.INSTANT: INSTANTS,
    Kind.BOOL: [True, False],
    Kind.TEXT: ["red", "green"],
}


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
        positive = more.get("positive", self.positive)
        return Scope(more.get("env", self.env), positive, self.settled, self.depth - 1, self.counter)

    def fresh(self) -> str:
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


def _optional(choices: list[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(choices))


@st.composite
def fact_lists(draw: st.DrawFn, conclusions: bool = False) -> list[Fact]:
    """Draw the facts of one customer, with ids; `conclusions` may come among them."""
    colours = list(Colour)
    facts: list[Fact] = [Note(id="n0", customer_id="c", number=0, colour=Colour.RED)]
    for i in range(draw(st.integers(0, 4))):
        facts.append(
            Deed(
                id=f"d{i}",
                customer_id="c",
                number=draw(st.sampled_from(NUMBERS)),
                maybe_number=draw(_optional(NUMBERS)),
                amount=draw(_optional(AMOUNTS)),
                colour=draw(st.sampled_from(colours)),
                maybe_colour=draw(_optional(colours)),
                day=draw(st.sampled_from(DAYS)),
                maybe_day=draw(_optional(DAYS)),
                at=draw(_optional(INSTANTS)),
                flag=draw(st.booleans()),
                maybe_flag=draw(_optional([True, False])),
                tags=draw(_optional([(), (Colour.RED,), (Colour.GREEN, Colour.RED)])),
            )
        )
    for i in range(draw(st.integers(0, 3))):
        number, maybe = draw(st.sampled_from(NUMBERS)), draw(_optional(NUMBERS))
        colour = draw(st.sampled_from(colours))
        facts.append(Note(id=f"n{i + 1}", customer_id="c", number=number, maybe_number=maybe, colour=colour))
    for i in range(draw(st.integers(0, 2))):
        facts.append(
            House(id=f"h{i}", number=draw(st.sampled_from(NUMBERS)), amount=draw(_optional(AMOUNTS)))
        )
    if conclusions:
        for _ in range(draw(st.integers(0, 2))):
            facts.append(
                First(customer_id="c", colour=draw(st.sampled_from(colours)), number=draw(_optional(NUMBERS)))
            )
    return facts
