"""A small vocabulary for tests of the engine: two fact types, one conclusion, rules in a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from relcore.executors.durable import DurableExecutor
from relcore.facts.base import Conclusion, CustomerFact, Fact, Labelled
from relcore.facts.snapshot import Snapshot
from relcore.ir import And, Bind, Compare, Const, Exists, Expr, Field, Head, Rule, RuleSet
from relcore.lang import fact_type
from relcore.ledger import compare
from relcore.program import Program, compile_program
from tests.executors.executors import REFERENCE

AS_OF = date(2026, 6, 30)


class Colour(Labelled):
    """A closed set."""

    RED = "red", "Red", "红"
    GREEN = "green", "Green", "绿"


class Thing(CustomerFact):
    """A fact with fields of many kinds; some names have the same 32-bit hash."""

    n: int = 0
    maybe_n: int | None = None
    amount: Decimal | None = None
    text: str = ""
    maybe_text: str | None = None
    colour: Colour = Colour.RED
    day: date = AS_OF
    maybe_day: date | None = None
    at: datetime | None = None
    flag: bool = False
    maybe_flag: bool | None = None
    costarring: int = 0
    liquid: int = 0


class Other(CustomerFact):
    """A second type, to join with."""

    n: int = 0
    maybe_n: int | None = None
    text: str = ""


class Seen(Conclusion):
    """That a rule fired."""

    code: str
    about: str | None = None


MODELS = (Thing, Other, Seen)


def field(path: str) -> Field:
    """Give a field as `variable.name`."""
    var, _, name = path.partition(".")
    return Field(var, name)


def that(path: str, op: str, other: Any) -> Compare:
    """Compare a field with a constant, or with the field that a `Field` is."""
    return Compare(op, field(path), other if isinstance(other, Field) else Const(other))  # type: ignore[arg-type]


def there(var: str, fact: type[Fact], *where: Expr) -> Exists:
    """Give an existence test."""
    return Exists(var, fact.__name__, And(where))


def rule(name: str, binds: Mapping[str, type[Fact]], *where: Expr, about: str = "") -> Rule:
    """Give a rule that concludes its own name, and what `about` reads."""
    return Rule(
        name,
        "A rule for a test.",
        tuple(Bind(var, fact.__name__) for var, fact in binds.items()),
        where,
        (Head("Seen", (("code", Const(name)), ("about", field(about) if about else Const(None)))),),
        origin="test",
    )


def program_of(*rules: Rule, models: Sequence[type[Fact]] = MODELS) -> Program:
    """Compile rules."""
    types = tuple(map(fact_type, models))
    return compile_program([RuleSet("small", "1", rules, types=types, models=tuple(models))])


def things(*contents: dict[str, Any], kind: type[Fact] = Thing) -> list[Fact]:
    """Make facts of one customer, numbered from t0 (or o0) where they have no id."""
    letter = kind.__name__[0].lower()
    return [
        kind(**{"id": f"{letter}{n}", "customer_id": "c", **content}) for n, content in enumerate(contents)
    ]


def seen(executor: DurableExecutor, program: Program, facts: Sequence[Fact]) -> list[tuple[Any, ...]]:
    """Run a program, compare the whole ledger with the reference, and give what was concluded."""
    snapshot = Snapshot.of(facts)
    found = executor.run(program, snapshot, AS_OF)
    expected = REFERENCE.run(program, snapshot, AS_OF)
    assert not compare(found, expected)
    assert found.canonical() == expected.canonical()
    return found.rows("Seen")
