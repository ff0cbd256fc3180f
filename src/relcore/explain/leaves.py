"""The unknown values behind an unknown condition: which fields they may be, and which they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, assert_never

from relcore.explain.closures import Closure, Closures, Frame, Slots
from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Coalesce,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Expr,
    Field,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
    walk,
)

Blame = Callable[[Frame, set[str]], None]
"""Adds to a set the names of the unknown values that make a condition unknown."""


def names(expr: Expr, slots: Slots, certain: frozenset[Expr] = frozenset()) -> frozenset[str]:
    """Give all values, as "Type.field", that can make an expression unknown.

    `certain` are expressions that are known wherever it matters.
    """
    match expr:
        case Field(var, name):
            fact = slots[var].fact
            nullable = fact.fields[name].nullable and expr not in certain
            return frozenset((f"{fact.name}.{name}",)) if nullable else frozenset()
        case Aggregate(op):
            return _aggregated(expr) if op in ("max", "min") else frozenset()
        case Coalesce(preferred, default):
            first, second = names(preferred, slots, certain), names(default, slots, certain)
            return first | second if first and second else frozenset()
        case Const() | Param() | AsOf() | Known() | Exists():
            return frozenset()
        case Arith() | AddDays() | DaysBetween() | MinutesBetween() | Compare():
            return frozenset().union(*(names(side, slots, certain) for side in operands(expr)))
        case OneOf() | Contains() | Not() | And() | Or():
            return frozenset().union(*(names(part, slots, certain) for part in operands(expr)))
        case _:
            assert_never(expr)


def operands(expr: Expr) -> tuple[Expr, ...]:
    """Give the parts whose being unknown can make the whole unknown.

    >>> operands(Known(Field("c", "owner")))
    ()
    """
    match expr:
        case Arith(_, left, right) | Compare(_, left, right):
            return left, right
        case DaysBetween(start, end) | MinutesBetween(start, end):
            return start, end
        case AddDays(day, number):
            return day, number
        case Coalesce(preferred, default):
            return preferred, default
        case And(parts) | Or(parts):
            return parts
        case OneOf(part) | Contains(part) | Not(part):
            return (part,)
        case Const() | Param() | AsOf() | Field() | Known() | Exists() | Aggregate():
            return ()
        case _:
            assert_never(expr)


def is_plain(expr: Expr, slots: Slots, certain: frozenset[Expr]) -> bool:
    """Say whether, where the expression is unknown, only one value can be why."""
    # A date moved beyond the calendar is unknown too, and nobody's fault.
    moved = any(isinstance(node, AddDays) for node in walk(expr))
    return not moved and len(names(expr, slots, certain)) == 1


def blame(expr: Expr, slots: Slots, closures: Closures) -> Blame:
    """Give the function that names the unknown values under an expression that is unknown."""
    value = closures.value(expr, slots)
    match expr:
        case Field(var, name):
            return _named(value, frozenset((f"{slots[var].fact.name}.{name}",)))
        case Aggregate():
            return _named(value, _aggregated(expr))
        case _:
            parts = [blame(part, slots, closures) for part in operands(expr)]
            return _passed_on(value, parts) if parts else _nobody


def _named(value: Closure, labels: frozenset[str]) -> Blame:
    def named(frame: Frame, found: set[str]) -> None:
        if value(frame) is None:
            found |= labels

    return named


def _passed_on(value: Closure, parts: list[Blame]) -> Blame:
    def passed_on(frame: Frame, found: set[str]) -> None:
        if value(frame) is None:
            for part in parts:
                part(frame, found)

    return passed_on


def _nobody(frame: Frame, found: set[str]) -> None:
    """Blame nothing: constants, parameters, the day, and what is never unknown."""


def _aggregated(expr: Aggregate) -> frozenset[str]:
    fields: list[Any] = [
        node for node in walk(expr.value) if isinstance(node, Field) and node.var == expr.var
    ]
    return frozenset(f"{expr.fact}.{field.name}" for field in fields) or frozenset((expr.fact,))
