"""What a rule can ask: existence, absence, counts, totals, parameters, dates and unknowns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar, cast

from relcore.errors import RuleError
from relcore.facts.base import Fact
from relcore.ir import (
    TRUE,
    Aggregate,
    AsOf,
    Coalesce,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Expr,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Param,
    conjuncts,
)
from relcore.ir.expr import AggregateOp
from relcore.lang.recorder import Days, FactRecorder, Term, lift, lift_condition

F = TypeVar("F", bound=Fact)
T = TypeVar("T")
N = TypeVar("N", int, Decimal)

Condition = int
"""A condition of a rule. `bool` for readers; `int` because `~` of a `bool` is one for type checkers."""

_reading: ContextVar[Reading] = ContextVar("the rule being read")


@dataclass
class Reading:
    """What is noted while one rule is read: the fact types that its inner conditions name, in order."""

    taken: frozenset[str]
    """Names of the rule's parameters, which inner variables must not hide."""
    models: list[type[Fact]] = field(default_factory=list)

    def fresh(self, model: type[Fact]) -> str:
        """Give a variable for facts of a type that an inner condition names."""
        self.models.append(model)
        var = f"v{len(self.models)}"
        while var in self.taken:
            var += "_"
        return var


def exists(fact: type[F], where: Callable[[F], Condition] | None = None) -> bool:
    """Hold where some fact of the type satisfies `where`; never unknown."""
    var, condition = _inner(fact, where)
    return cast(bool, Term(Exists(var, fact.__name__, condition)))


def absent(fact: type[F], where: Callable[[F], Condition] | None = None) -> bool:
    """Hold where no fact of the type satisfies `where`; never unknown."""
    var, condition = _inner(fact, where)
    return cast(bool, Term(Not(Exists(var, fact.__name__, condition))))


def count(fact: type[F], where: Callable[[F], Condition] | None = None) -> int:
    """Count the facts of the type that satisfy `where`."""
    return cast(int, _aggregate("count", fact, lambda _: 1, where))


def total(fact: type[F], value: Callable[[F], N | None], where: Callable[[F], Condition] | None = None) -> N:
    """Add up `value` over the facts that satisfy `where`; 0 over nothing, unknown values left out."""
    return cast(N, _aggregate("total", fact, value, where))


def latest(
    fact: type[F], value: Callable[[F], T | None], where: Callable[[F], Condition] | None = None
) -> T | None:
    """Give the latest (or greatest) `value` over the facts that satisfy `where`; unknown over nothing."""
    return cast(T, _aggregate("max", fact, value, where))


def earliest(
    fact: type[F], value: Callable[[F], T | None], where: Callable[[F], Condition] | None = None
) -> T | None:
    """Give the earliest (or least) `value` over the facts that satisfy `where`; unknown over nothing."""
    return cast(T, _aggregate("min", fact, value, where))


highest = latest
lowest = earliest


def param(name: str) -> Any:
    """Refer to a named parameter; its type is checked when the program is compiled."""
    return Term(Param(name))


def as_of() -> date:
    """Refer to the day of the decision."""
    return cast(date, Term(AsOf()))


def days(number: int) -> timedelta:
    """Give a number of days, to be added to a date or taken from it."""
    return cast(timedelta, Days(lift(number)))


def days_since(day: date | None) -> int:
    """Count the days from `day` to the day of the decision; negative for days to come."""
    return cast(int, Term(DaysBetween(lift(day), AsOf())))


def days_until(day: date | None) -> int:
    """Count the days from the day of the decision to `day`; negative for days gone."""
    return cast(int, Term(DaysBetween(AsOf(), lift(day))))


def days_between(start: date | None, end: date | None) -> int:
    """Count the days from `start` to `end`."""
    return cast(int, Term(DaysBetween(lift(start), lift(end))))


def minutes_between(start: datetime | None, end: datetime | None) -> int:
    """Count the whole minutes from one instant to another."""
    return cast(int, Term(MinutesBetween(lift(start), lift(end))))


def known(value: object) -> bool:
    """Hold where the value is known; never unknown itself."""
    return cast(bool, Term(Known(lift(value))))


def value(optional: T | None) -> T:
    """Use a field that may be unknown; where it is, the condition around it is unknown and does not hold."""
    return cast(T, optional)


def or_else(optional: T | None, default: T) -> T:
    """Give the value where it is known, else `default`."""
    return cast(T, Term(Coalesce(lift(optional), lift(default))))


def one_of(item: T | None, *options: T) -> bool:
    """Hold where the value is one of the options, all of them constants."""
    lifted = tuple(map(lift, options))
    constants = tuple(option for option in lifted if isinstance(option, Const))
    if len(constants) < len(lifted) or not lifted:
        raise RuleError.of("RC221", "one_of needs one or more constants", hint="write (x == a) | (x == b)")
    return cast(bool, Term(OneOf(lift(item), constants)))


def holds(items: tuple[T, ...] | frozenset[T], item: T) -> bool:
    """Hold where a set-valued field contains the constant `item`."""
    constant = lift(item)
    if not isinstance(constant, Const):
        raise RuleError.of("RC221", "holds needs a constant", hint="name an enumeration member or a text")
    return cast(bool, Term(Contains(lift(items), constant)))


@contextmanager
def recording(parameters: Iterable[str]) -> Iterator[Reading]:
    """Read one rule with these parameters."""
    reading = Reading(frozenset(parameters))
    token = _reading.set(reading)
    try:
        yield reading
    finally:
        _reading.reset(token)


def _inner(fact: type[F], where: Callable[[F], Condition] | None) -> tuple[str, Expr]:
    reading = _reading.get(None)
    if reading is None:
        raise RuleError.of(
            "RC222",
            f"{fact.__name__} is asked for outside a rule",
            hint="write it inside a function under @playbook.rule",
        )
    var = reading.fresh(fact)
    return var, TRUE if where is None else lift_condition(where(cast(F, FactRecorder(var, fact))))


def _aggregate(
    op: AggregateOp, fact: type[F], value: Callable[[F], object], where: Callable[[F], Condition] | None
) -> Term:
    var, condition = _inner(fact, where)
    return Term(Aggregate(op, var, fact.__name__, condition, lift(value(cast(F, FactRecorder(var, fact))))))


def conjunction(conditions: tuple[object, ...]) -> tuple[Expr, ...]:
    """Flatten conditions into the parts that must all hold."""
    return tuple(part for condition in conditions for part in conjuncts(lift_condition(condition)))
