"""Where rules look: the types and fields that they read, and the values at which their answer changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from relcore.ir import (
    AddDays,
    Aggregate,
    AsOf,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Expr,
    Field,
    OneOf,
    Param,
    Rule,
    Scalar,
    children,
    walk,
)
from relcore.program import Program

Place = tuple[str, str]
"""A fact type and a field of it."""


@dataclass(frozen=True)
class Hints:
    """What to draw more often, so that rules fire and their limits are met."""

    types: frozenset[str] = frozenset()
    """Fact types that rules read."""
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Fields that rules read, by type."""
    values: Mapping[Place, tuple[Any, ...]] = field(default_factory=dict)
    """Values that rules compare a field with, and their neighbours."""
    days: Mapping[Place, tuple[int, ...]] = field(default_factory=dict)
    """Days from the day of the decision (negative: before it) at which an answer changes."""

    @classmethod
    def of(cls, program: Program, rules: Iterable[Rule] | None = None) -> Hints:
        """Read the hints off the rules of a program, or off some of them."""
        reader = _Reader(program.values)
        for rule in program.rules.values() if rules is None else rules:
            reader.read(rule)
        return cls(
            frozenset(reader.fields),
            {name: frozenset(fields) for name, fields in reader.fields.items()},
            {place: tuple(dict.fromkeys(found)) for place, found in reader.values.items()},
            {place: tuple(dict.fromkeys(found)) for place, found in reader.days.items()},
        )


class _Reader:
    def __init__(self, values: Mapping[str, Scalar]) -> None:
        self._settings = values
        self.fields: dict[str, set[str]] = defaultdict(set)
        self.values: dict[Place, list[Any]] = defaultdict(list)
        self.days: dict[Place, list[int]] = defaultdict(list)

    def read(self, rule: Rule) -> None:
        env = {bind.var: bind.fact for bind in rule.binds}
        for bind in rule.binds:
            _ = self.fields[bind.fact]
        for expr in (*rule.where, *(expr for head in rule.heads for _, expr in head.fields)):
            self._visit(expr, env)

    def _visit(self, expr: Expr, env: Mapping[str, str]) -> None:
        if isinstance(expr, (Exists, Aggregate)):
            _ = self.fields[expr.fact]
            env = {**env, expr.var: expr.fact}
        if isinstance(expr, Field) and expr.var in env:
            self.fields[env[expr.var]].add(expr.name)
        if isinstance(expr, Compare):
            self._compared(expr.left, expr.right, env)
            self._compared(expr.right, expr.left, env)
        if isinstance(expr, OneOf):
            for place in _places(expr.value, env):
                self.values[place] += [option.value for option in expr.options]
        if isinstance(expr, Contains):
            for place in _places(expr.items, env):
                self.values[place].append((expr.item.value,))
        for child in children(expr):
            self._visit(child, env)

    def _compared(self, side: Expr, other: Expr, env: Mapping[str, str]) -> None:
        limit = self._number(other)
        match side:
            case DaysBetween(start, AsOf()) if isinstance(limit, int):
                self._near(start, env, [-limit, 1 - limit, -limit - 1])
            case DaysBetween(AsOf(), end) if isinstance(limit, int):
                self._near(end, env, [limit, limit + 1, limit - 1])
            case _:
                for place in _places(side, env):
                    self.values[place] += _neighbours(limit)
                if isinstance(other, AsOf):
                    self._near(side, env, [0, -1, 1])
                elif isinstance(other, AddDays) and isinstance(other.date, AsOf):
                    days = self._number(other.days)
                    if isinstance(days, int):
                        self._near(side, env, [days, days - 1, days + 1])

    def _near(self, expr: Expr, env: Mapping[str, str], days: list[int]) -> None:
        for place in _places(expr, env):
            self.days[place] += [day for day in days if abs(day) <= 3660]

    def _number(self, expr: Expr) -> Any:
        """Give the constant or the parameter's value that an expression comes down to, if it does."""
        found = [node for node in walk(expr) if isinstance(node, (Const, Param))]
        if len(found) != 1 or any(isinstance(node, (Field, Aggregate)) for node in walk(expr)):
            return None
        node = found[0]
        return node.value if isinstance(node, Const) else self._settings.get(node.name)


def _places(expr: Expr, env: Mapping[str, str]) -> Iterator[Place]:
    for node in walk(expr):
        if isinstance(node, Field) and node.var in env:
            yield env[node.var], node.name


def _neighbours(limit: Any) -> list[Any]:
    if isinstance(limit, bool) or limit is None:
        return [] if limit is None else [limit]
    if isinstance(limit, (int, Decimal)):
        return [limit, limit - 1, limit + 1]
    return [] if isinstance(limit, (date, datetime)) else [limit]
