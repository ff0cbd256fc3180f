"""Conditions that have to be true, made simpler: what is unknown need not be told from what is false."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from relcore.executors.sql.normal import (
    YES,
    HasFact,
    IsTrue,
    Node,
    OfCustomer,
    conjunction,
    disjunction,
    parts_of,
)
from relcore.executors.sql.thresholds import plain_comparison
from relcore.ir import (
    AddDays,
    And,
    Arith,
    Coalesce,
    Compare,
    Contains,
    DaysBetween,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    conjuncts,
)

_STRICT = (AddDays, Arith, Compare, Contains, DaysBetween, MinutesBetween, Not, OneOf)


def relaxed(node: Node) -> Node:
    """Leave out questions whether a part is true, where the whole has to be true anyway."""
    match node:
        case IsTrue(item):
            return relaxed(item)
        case And(parts):
            return conjunction(map(relaxed, parts))
        case Or(parts):
            return disjunction(map(relaxed, parts))
    return plain_comparison(node)


def required(conditions: Iterable[Node]) -> list[Node]:
    """Give the parts that must all be true, each once, without those that follow from others."""
    parts = list(dict.fromkeys(part for node in conditions for part in conjuncts(relaxed(node))))
    return [part for part in parts if part != YES and not _follows(part, parts)]


def rules_out_unknown(conditions: Iterable[Node], value: Node) -> bool:
    """Say whether conditions cannot be true together where a value is unknown."""
    return any(_untrue(condition, lambda node: node == value) for condition in conditions)


def _follows(part: Node, parts: Iterable[Node]) -> bool:
    """Whether a customer has a fact for certain, because another condition reads it."""
    return isinstance(part, HasFact) and any(
        _untrue(other, lambda node: isinstance(node, OfCustomer) and node.fact == part.fact)
        for other in parts
        if other != part
    )


_Missing = Callable[[Node], bool]
"""Says whether a part of a condition is unknown."""


def _untrue(node: Node, missing: _Missing) -> bool:
    """Whether a condition cannot be true where certain parts are unknown."""
    match node:
        case Known(asked):
            return _unknown(asked, missing)
        case IsTrue(item):
            return _untrue(item, missing)
        case And(parts):
            return any(_untrue(part, missing) for part in parts)
        case Or(parts):
            return bool(parts) and all(_untrue(part, missing) for part in parts)
    return _unknown(node, missing)


def _unknown(node: Node, missing: _Missing) -> bool:
    """Whether a value is unknown where certain parts are."""
    if missing(node):
        return True
    match node:
        case And(parts) | Or(parts):
            return bool(parts) and all(_unknown(part, missing) for part in parts)
        case Coalesce(preferred, default):
            return _unknown(preferred, missing) and _unknown(default, missing)
    return isinstance(node, _STRICT) and any(_unknown(part, missing) for part in parts_of(node))
