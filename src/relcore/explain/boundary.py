"""Where a condition turns: the value of a single field or parameter at which an expression meets a goal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, TypeAlias

from relcore.ir import (
    AddDays,
    Aggregate,
    Arith,
    AsOf,
    Coalesce,
    DaysBetween,
    Expr,
    Field,
    Kind,
    MinutesBetween,
    Param,
    ValueType,
)
from relcore.program.evaluate import Env, World, evaluate

Place: TypeAlias = Field | Param | AsOf | Aggregate
"""What can be different: a field, a parameter, the day, or what is counted."""

FINEST = (Decimal("0.00000001"), Decimal("0.0001"), Decimal("0.01"), Decimal(1))
"""Steps between decimal values, finest first; a field takes the finest that it allows."""


def places(expr: Expr, goal: Any, env: Env, world: World) -> Iterator[tuple[Place, Any]]:
    """Give each place in an expression with the value there that would make the expression equal `goal`.

    Numbers are fractions, so that nothing is rounded on the way; a place that a goal cannot reach is
    left out.
    """
    match expr:
        case Field() | Param() | AsOf() | Aggregate():
            yield expr, goal
        case Coalesce(preferred, default):
            yield from places(preferred, goal, env, world)
            if evaluate(preferred, env, world) is None:
                yield from places(default, goal, env, world)
        case Arith(op, left, right) if isinstance(goal, Fraction):
            a, b = number(evaluate(left, env, world)), number(evaluate(right, env, world))
            if b is not None and (wanted := _left(op, goal, b)) is not None:
                yield from places(left, wanted, env, world)
            if a is not None and (wanted := _right(op, goal, a)) is not None:
                yield from places(right, wanted, env, world)
        case AddDays(day, days) if isinstance(goal, date):
            start, count = evaluate(day, env, world), evaluate(days, env, world)
            if count is not None and (wanted := later(goal, -count)) is not None:
                yield from places(day, wanted, env, world)
            if start is not None:
                yield from places(days, Fraction((goal - start).days), env, world)
        case DaysBetween(start, end) | MinutesBetween(start, end) if isinstance(goal, Fraction):
            unit = timedelta(days=1) if isinstance(expr, DaysBetween) else timedelta(minutes=1)
            first, last = evaluate(start, env, world), evaluate(end, env, world)
            for whole in dict.fromkeys((floor(goal), ceil(goal))):
                if last is not None and (wanted := later(last, -whole, unit)) is not None:
                    yield from places(start, wanted, env, world)
                if first is not None and (wanted := later(first, whole, unit)) is not None:
                    yield from places(end, wanted, env, world)


def near(kind: ValueType, goal: Any, step: Decimal | None = None) -> list[Any]:
    """Give the values of a type at and next to a goal; decimals in steps of every size unless one is given.

    >>> near(ValueType(Kind.INT), Fraction(5, 2))
    [2, 3, 1, 4]
    >>> near(ValueType(Kind.TEXT, members=("low", "high")), "low")
    ['low', 'high']
    """
    match kind.kind:
        case Kind.BOOL:
            return [True, False]
        case Kind.TEXT:
            others = [member for member in kind.members if member != goal] or [f"not {goal}"]
            return [str(goal), *others]
        case Kind.INT if isinstance(goal, Fraction):
            return _around(goal, Decimal(1), int)
        case Kind.DECIMAL if isinstance(goal, Fraction):
            steps = FINEST if step is None else (step,)
            found = [value for size in steps for value in _around(goal, size, Decimal)]
            return sorted(dict.fromkeys(found), key=lambda value: abs(Fraction(value) - goal))
        case Kind.DATE if isinstance(goal, date):
            return [day for days in (0, -1, 1) if (day := later(goal, days)) is not None]
        case Kind.INSTANT if isinstance(goal, datetime):
            minute = timedelta(minutes=1)
            return [at for minutes in (0, -1, 1) if (at := later(goal, minutes, minute)) is not None]
        case _:
            return []


def closest(values: list[Any], present: Any) -> list[Any]:
    """Order values by their distance from the present one, those without distances last."""
    if isinstance(present, (int, Decimal)) and not isinstance(present, bool):
        own = [value for value in values if number(value) is not None]
        near = sorted(own, key=lambda value: abs(Fraction(value) - Fraction(present)))
    elif isinstance(present, date):
        own = [value for value in values if isinstance(value, type(present))]
        near = sorted(own, key=lambda value: abs(value - present))
    else:
        return values
    return near + [value for value in values if value not in near]


def number(value: Any) -> Fraction | None:
    """Give a number as a fraction, and None for anything else."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Fraction(value)
    return None


def goal_of(value: Any) -> Any:
    """Give a value as a goal: numbers as fractions, all else as it is."""
    fraction = number(value)
    return value if fraction is None else fraction


def sample(kind: ValueType, as_of: date) -> Any:
    """Give some value of a type; None where rules cannot read it."""
    if kind.members and kind.kind is Kind.TEXT:
        return kind.members[0]
    noon = datetime.combine(as_of, time(12), UTC)
    return {
        Kind.BOOL: False,
        Kind.INT: 1,
        Kind.DECIMAL: Decimal(1),
        Kind.TEXT: "x",
        Kind.DATE: as_of,
        Kind.INSTANT: noon,
        Kind.SET: (),
    }.get(kind.kind)


def later(day: Any, count: int, unit: timedelta = timedelta(days=1)) -> Any:
    """Move a day or an instant; None where the calendar ends."""
    try:
        return day + count * unit
    except OverflowError:
        return None


def _around(goal: Fraction, step: Decimal, make: type[Any]) -> list[Any]:
    scaled = goal / Fraction(step)
    low, high = floor(scaled), ceil(scaled)
    return [make(count * step) for count in dict.fromkeys((low, high, low - 1, high + 1))]


def _left(op: str, goal: Fraction, right: Fraction) -> Fraction | None:
    if op == "*":
        return goal / right if right else None
    return goal - right if op == "+" else goal + right


def _right(op: str, goal: Fraction, left: Fraction) -> Fraction | None:
    if op == "*":
        return goal / left if left else None
    return goal - left if op == "+" else left - goal
