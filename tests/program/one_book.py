"""Fact types and builders for tests of the compiler."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from relcore.errors import Diagnostic
from relcore.facts import BUILTIN_ACTIONS, Channel
from relcore.facts.base import Conclusion, CustomerFact, Labelled
from relcore.ir import Bind, Expr, Head, Rule, RuleSet, Scalar
from relcore.lang import Clause, Playbook, fact_type
from relcore.program import check


class Colour(Labelled):
    """A closed set of values."""

    RED = "red", "Red", "红"
    GREEN = "green", "Green", "绿"


class Thing(CustomerFact):
    """A fact with a field of every kind."""

    number: int
    maybe: int | None = None
    amount: Decimal | None = None
    day: date
    on: date | None = None
    colour: Colour
    channel: Channel | None = None
    colours: tuple[Colour, ...] | None = None
    flag: bool | None = None
    words: str | None = None
    raw: dict[str, int] | None = None


class Tag(Conclusion):
    """A conclusion whose fields must be known."""

    colour: Colour
    number: int
    day: date
    share: Decimal


class Mark(Conclusion):
    """A conclusion whose fields may be unknown."""

    colour: Colour | None = None
    number: int | None = None
    words: str | None = None


def problems(
    *functions: Callable[..., Clause], settings: dict[str, Scalar] | None = None
) -> tuple[Diagnostic, ...]:
    """Check a playbook of these rules, with the built-in actions and a parameter of each kind."""
    return check([playbook_of(*functions).ruleset()], settings)


def playbook_of(*functions: Callable[..., Clause]) -> Playbook:
    """Give a playbook of these rules."""
    playbook = Playbook("book")
    playbook.facts(Thing, Tag, Mark)
    playbook.parameter("least", 3, "The least number.", at_least=0, at_most=9)
    playbook.parameter("limit", Decimal("0.5"), "The limit.")
    playbook.parameter("start", date(2026, 1, 1), "The first day.")
    playbook.parameter("word", "red", "A word.")
    playbook.parameter("other", "blue", "Another word.")
    for action in BUILTIN_ACTIONS:
        playbook.action(action)
    for function in functions:
        playbook.rule(origin="test")(function)
    return playbook


def only(found: tuple[Diagnostic, ...]) -> Diagnostic:
    """Give the one problem."""
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def raw_rule(
    id: str,
    binds: dict[str, str],
    where: tuple[Expr, ...] = (),
    heads: tuple[Head, ...] = (Head("Mark", ()),),
    **more: Any,
) -> Rule:
    """Give a rule as a playbook file would bring it: without a place in the source."""
    return Rule(
        id,
        "A rule.",
        tuple(Bind(*bind) for bind in binds.items()),
        where,
        heads,
        **{"origin": "test", **more},
    )


def raw_set(*rules: Rule, name: str = "file") -> RuleSet:
    """Give a rule set of these rules over the types of this module."""
    return RuleSet(name, "1", rules, types=(fact_type(Thing), fact_type(Tag), fact_type(Mark)))
