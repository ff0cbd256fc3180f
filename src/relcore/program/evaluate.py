"""Evaluation of one expression under one binding: the three-valued meaning of every node."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, assert_never

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
    Scalar,
)

Env = Mapping[str, Any]
"""Variables and the facts that they stand for."""

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITH: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


@dataclass(frozen=True)
class World:
    """All that is known while rules run: facts by type in canonical order, parameters, the day."""

    facts: Callable[[str], Sequence[Any]]
    values: Mapping[str, Scalar]
    as_of: date


def evaluate(expr: Expr, env: Env, world: World) -> Any:
    """Give the value of an expression; `None` is unknown."""
    match expr:
        case Const(constant):
            return constant
        case Param(name):
            return world.values[name]
        case AsOf():
            return world.as_of
        case Field(var, name):
            return getattr(env[var], name)
        case Arith(arith, left, right):
            return _both(_ARITH[arith], evaluate(left, env, world), evaluate(right, env, world))
        case AddDays(day, number):
            return _both(add_days, evaluate(day, env, world), evaluate(number, env, world))
        case DaysBetween(start, end):
            return _both(lambda a, b: (b - a).days, evaluate(start, env, world), evaluate(end, env, world))
        case MinutesBetween(start, end):
            return _both(minutes_between, evaluate(start, env, world), evaluate(end, env, world))
        case Coalesce(preferred, default):
            found = evaluate(preferred, env, world)
            return evaluate(default, env, world) if found is None else found
        case Aggregate():
            return _aggregate(expr, env, world)
        case Compare(compare, left, right):
            return _both(_COMPARE[compare], evaluate(left, env, world), evaluate(right, env, world))
        case OneOf(member, options):
            found = evaluate(member, env, world)
            return None if found is None else any(found == option.value for option in options)
        case Contains(items, item):
            found = evaluate(items, env, world)
            return None if found is None else item.value in found
        case Known(asked):
            return evaluate(asked, env, world) is not None
        case And(parts):
            seen = [evaluate(part, env, world) for part in parts]
            return False if False in seen else None if None in seen else True
        case Or(parts):
            seen = [evaluate(part, env, world) for part in parts]
            return True if True in seen else None if None in seen else False
        case Not(part):
            found = evaluate(part, env, world)
            return None if found is None else not found
        case Exists():
            return next(satisfying(expr, env, world), None) is not None
        case _:
            assert_never(expr)


def satisfying(expr: Exists | Aggregate, env: Env, world: World) -> Iterator[Any]:
    """Give the facts that satisfy the condition of an `exists` or aggregate, in canonical order."""
    for fact in world.facts(expr.fact):
        if evaluate(expr.where, {**env, expr.var: fact}, world) is True:
            yield fact


def add_days(day: date, number: int) -> date | None:
    """Move a date; unknown where the calendar ends.

    >>> add_days(date(2026, 2, 27), 2), add_days(date.max, 1)
    (datetime.date(2026, 3, 1), None)
    """
    try:
        return day + timedelta(days=number)
    except OverflowError:
        return None


def minutes_between(start: datetime, end: datetime) -> int:
    """Count whole minutes between two instants, rounded down."""
    return (end - start) // timedelta(minutes=1)


def _both(function: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    return None if left is None or right is None else function(left, right)


def _aggregate(expr: Aggregate, env: Env, world: World) -> Any:
    found = [evaluate(expr.value, {**env, expr.var: fact}, world) for fact in satisfying(expr, env, world)]
    if expr.op == "count":
        return len(found)
    known = [value for value in found if value is not None]
    if expr.op == "total":
        return sum(known)
    return (max if expr.op == "max" else min)(known, default=None)
