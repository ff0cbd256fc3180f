"""Random small worlds: three fact types, two layers of rules with every kind of expression, and facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any

from hypothesis import strategies as st
from pydantic import Field as Limit

from relcore.facts import Conclusion, CustomerFact, Labelled, Snapshot
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
from relcore.ir.expr import AggregateOp
from relcore.lang import fact_type
from relcore.program import Program, compile_program

TODAY = date(2026, 3, 1)


class Mood(Labelled):
    GOOD = "good", "Good", "好"
    FAIR = "fair", "Fair", "一般"
    POOR = "poor", "Poor", "差"


class Person(CustomerFact):
    age: int | None = None
    rank: int = 1
    vip: bool | None = None
    joined: date | None = None
    mood: Mood | None = None
    woken: datetime | None = None


class Visit(CustomerFact):
    kind: Mood
    on: date
    left: date | None = None
    cost: Annotated[Decimal, Limit(max_digits=12, decimal_places=2)] | None = None
    good: bool | None = None
    topics: tuple[Mood, ...] | None = None
    begun: datetime | None = None
    guest: str | None = None


class Hint(CustomerFact):
    evidential = True

    kind: Mood
    points: int | None = None


class Label(Conclusion):
    name: Mood
    points: int | None = None
    rule: str = ""


class Outcome(Conclusion):
    name: str
    rule: str = ""


MODELS = (Person, Visit, Hint, Label, Outcome)
PARAMETERS = (
    Parameter("low", 2, "A low number."),
    Parameter("share", Decimal("1.5"), "A decimal."),
)

MOODS = [Const(str(mood), "Mood") for mood in Mood]
NUMBERS = {"Person": ("age", "rank"), "Visit": ("cost",), "Hint": ("points",), "Label": ("points",)}
DATES = {"Person": ("joined",), "Visit": ("on", "left")}
INSTANTS = {"Person": ("woken",), "Visit": ("begun",)}
KINDS = {"Person": ("mood",), "Visit": ("kind",), "Hint": ("kind",), "Label": ("name",)}
FLAGS = {"Person": ("vip",), "Visit": ("good",)}

Env = Mapping[str, str]


def fields(table: Mapping[str, tuple[str, ...]], env: Env) -> list[Field]:
    return [Field(var, name) for var, fact in env.items() for name in table.get(fact, ())]


@st.composite
def numbers(draw: st.DrawFn, env: Env, depth: int) -> Expr:
    options: list[st.SearchStrategy[Any]] = [
        st.builds(Const, st.integers(-2, 4)),
        st.sampled_from([Param("low"), Param("share"), Const(Decimal("2.25"))]),
    ]
    if own := fields(NUMBERS, env):
        options += [st.sampled_from(own)] * 3
    if fields(DATES, env):
        options.append(st.builds(DaysBetween, dates(env, depth - 1), dates(env, depth - 1)))
    if own := fields(INSTANTS, env):
        options.append(st.builds(MinutesBetween, st.sampled_from(own), st.sampled_from(own)))
    if depth > 0:
        part = numbers(env, depth - 1)
        options.append(st.builds(Arith, st.sampled_from(["+", "-", "*"]), part, part))
        options.append(st.builds(Coalesce, part, part))
        options.append(aggregates(env, depth - 1))
    found: Expr = draw(st.one_of(options))
    return found


@st.composite
def dates(draw: st.DrawFn, env: Env, depth: int) -> Expr:
    options: list[st.SearchStrategy[Any]] = [st.just(AsOf()), st.builds(Const, days())]
    if own := fields(DATES, env):
        options += [st.sampled_from(own)] * 3
    if depth > 0:
        options.append(st.builds(AddDays, dates(env, 0), st.builds(Const, st.integers(-3, 3))))
        options.append(st.builds(Coalesce, dates(env, 0), dates(env, 0)))
    found: Expr = draw(st.one_of(options))
    return found


@st.composite
def aggregates(draw: st.DrawFn, env: Env, depth: int) -> Expr:
    var, fact = f"v{len(env)}", draw(st.sampled_from(["Visit", "Hint"]))
    inner = {**env, var: fact}
    where = draw(conditions(inner, depth))
    ops: list[AggregateOp] = ["count", "total", "max", "min"]
    op = draw(st.sampled_from(ops))
    value: Expr = Const(1)
    if op != "count":
        value = draw(st.sampled_from(fields(NUMBERS, {var: fact})))
    return Aggregate(op, var, fact, where, value)


@st.composite
def conditions(draw: st.DrawFn, env: Env, depth: int = 2) -> Expr:
    order = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
    options: list[st.SearchStrategy[Any]] = [
        st.builds(Compare, order, numbers(env, depth - 1), numbers(env, depth - 1)),
    ]
    if own := fields(DATES, env):
        options.append(st.builds(Compare, order, dates(env, depth - 1), dates(env, depth - 1)))
    if own := fields(KINDS, env):
        same = st.sampled_from(["==", "!="])
        options.append(st.builds(Compare, same, st.sampled_from(own), st.sampled_from(MOODS)))
        options.append(st.builds(Compare, same, st.sampled_from(own), st.sampled_from(own)))
        some = st.lists(st.sampled_from(MOODS), min_size=1, max_size=2, unique=True).map(tuple)
        options.append(st.builds(OneOf, st.sampled_from(own), some))
    if own := fields(FLAGS, env):
        options.append(st.sampled_from(own))
        options.append(
            st.builds(Compare, st.just("=="), st.sampled_from(own), st.builds(Const, st.booleans()))
        )
    optional = [*fields(NUMBERS, env), *fields(DATES, env), *fields(FLAGS, env)]
    if optional:
        options.append(st.builds(Known, st.sampled_from(optional)))
    if sets := [Field(var, "topics") for var, fact in env.items() if fact == "Visit"]:
        options.append(st.builds(Contains, st.sampled_from(sets), st.sampled_from(MOODS)))
    if depth > 0:
        part = conditions(env, depth - 1)
        some_parts = st.lists(part, max_size=3).map(tuple)
        options += [st.builds(And, some_parts), st.builds(Or, some_parts), st.builds(Not, part)]
        options.append(existences(env, depth - 1))
    found: Expr = draw(st.one_of(options))
    return found


@st.composite
def existences(draw: st.DrawFn, env: Env, depth: int) -> Expr:
    var, fact = f"v{len(env)}", draw(st.sampled_from(["Visit", "Hint", "Person"]))
    return Exists(var, fact, draw(conditions({**env, var: fact}, depth)))


@st.composite
def rules(draw: st.DrawFn, number: int, facts: tuple[str, ...], head: str) -> Rule:
    chosen = draw(st.lists(st.sampled_from(facts), min_size=0, max_size=3))
    binds = tuple(Bind(f"p{place}", fact) for place, fact in enumerate(chosen))
    env = {bind.var: bind.fact for bind in binds}
    where = tuple(draw(st.lists(conditions(env), min_size=1, max_size=4)))
    id = f"r.{head.lower()}{number}"
    name = draw(st.sampled_from(MOODS)) if head == "Label" else Const("done")
    given: tuple[tuple[str, Expr], ...] = (("name", name), ("rule", Const(id)))
    return Rule(id, "A rule.", binds, where, (Head(head, given),), origin="random")


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Draw a program: some rules conclude labels, others read them."""
    base = ("Person", "Visit", "Hint")
    first = [draw(rules(n, base, "Label")) for n in range(draw(st.integers(0, 2)))]
    second = [draw(rules(n, (*base, "Label"), "Outcome")) for n in range(draw(st.integers(1, 2)))]
    return compile_program([ruleset(*first, *second)])


def ruleset(*given: Rule) -> RuleSet:
    types = tuple(fact_type(model) for model in MODELS)
    return RuleSet("random", rules=given, parameters=PARAMETERS, types=types, models=MODELS)


def days() -> st.SearchStrategy[date]:
    return st.integers(-5, 5).map(lambda days: TODAY + timedelta(days=days))


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Draw the facts of a customer; many values are unknown."""
    moods, amounts = (
        st.sampled_from(list(Mood)),
        st.sampled_from([Decimal("0.5"), Decimal(2), Decimal("2.25")]),
    )
    instants = st.integers(0, 3).map(lambda minutes: datetime(2026, 3, 1, 8, minutes, tzinfo=UTC))
    whose = {"customer_id": st.just("c1")}
    person = st.builds(
        Person,
        age=optional(st.integers(-1, 3)),
        rank=st.integers(1, 3),
        vip=optional(st.booleans()),
        joined=optional(days()),
        mood=optional(moods),
        woken=optional(instants),
        **whose,
    )
    visit = st.builds(
        Visit,
        kind=moods,
        on=days(),
        left=optional(days()),
        cost=optional(amounts),
        good=optional(st.booleans()),
        topics=optional(st.lists(moods, max_size=2).map(tuple)),
        begun=optional(instants),
        guest=optional(st.sampled_from(["ann", "bo"])),
        **whose,
    )
    hint = st.builds(Hint, kind=moods, points=optional(st.integers(0, 2)), **whose)
    found: list[Any] = []
    for kind, most in ((person, 2), (visit, 3), (hint, 2)):
        found += draw(st.lists(kind, max_size=most))
    if not found:
        found = [Person(customer_id="c1")]
    named = {repr(fact): fact.model_copy(update={"id": f"f{place}"}) for place, fact in enumerate(found)}
    return Snapshot.of(named.values())
