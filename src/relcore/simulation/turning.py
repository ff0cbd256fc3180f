"""Values at which conditions turn: what a given field is compared with, by way of conclusions too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from relcore.explain.boundary import goal_of, near, places, sample
from relcore.ir import (
    Aggregate,
    Coalesce,
    Compare,
    Const,
    Contains,
    Exists,
    Expr,
    Field,
    Kind,
    Known,
    OneOf,
    Scope,
    walk,
)
from relcore.program import Read
from relcore.program.evaluate import World, evaluate
from relcore.simulation.basis import Basis, scopes

Column = tuple[str, str]
"""A type and one of its fields."""

JOINED = 6
"""Values of other facts that are tried in a field that is compared with theirs."""
GOALS = 24
"""Values that are kept for one field."""
FINE = Decimal("0.01")
"""Step to either side of a value at which a condition turns, for decimals."""


@dataclass
class Turning:
    """Finds the values worth trying in each field; `seen` are values that facts at hand hold."""

    basis: Basis
    world: World
    _goals: dict[Column, dict[Any, None]] = field(default_factory=dict)
    _links: dict[Column, set[Column]] = field(default_factory=dict)

    def of(self, wanted: Iterable[Read]) -> Mapping[Column, list[Any]]:
        """Give for each field of given facts the values at which some condition turns."""
        for read in wanted:
            for name, value in read.fixed.items():
                self._goal((read.fact, name), value)
        for rule in self.basis.program.rules.values():
            kinds = {bind.var: bind.fact for bind in rule.binds}
            for expr in (*rule.where, *(value for head in rule.heads for _, value in head.fields)):
                for node, within in scopes(expr, kinds):
                    self._read(node, within)
        self._follow()
        columns = {(use.fact, name) for use in self.basis.uses for name in use.fields}
        return {column: self._values(column) for column in sorted(columns)}

    # --- what conditions ask -----------------------------------------------------------------------

    def _read(self, node: Any, kinds: Mapping[str, str]) -> None:
        match node:
            case Compare(_, left, right):
                for side, other in ((left, right), (right, left)):
                    self._compared(side, other, kinds)
            case OneOf(member, options):
                for option in options:
                    self._reach(member, option.value, kinds)
            case Contains(Field(var, name), item):
                self._goal((kinds[var], name), (item.value,))
            case Known(Field(var, name)):
                kind = self.basis.program.types[kinds[var]].fields[name]
                self._goal((kinds[var], name), sample(kind, self.world.as_of))
            case _:
                return

    def _compared(self, side: Expr, other: Expr, kinds: Mapping[str, str]) -> None:
        if not _reads_facts(other):
            value = evaluate(other, {}, self.world)
            if value is not None:
                self._reach(side, value, kinds)
        for one in _bare(side):
            for another in _bare(other):
                self._links.setdefault((kinds[one.var], one.name), set()).add(
                    (kinds[another.var], another.name)
                )

    def _reach(self, expr: Expr, value: Any, kinds: Mapping[str, str]) -> None:
        for place, goal in _places(expr, goal_of(value), self.world):
            if isinstance(place, Field) and place.var in kinds:
                self._goal((kinds[place.var], place.name), goal)
            elif isinstance(place, Aggregate) and place.op != "count":
                self._reach(place.value, goal, {**kinds, place.var: place.fact})

    def _goal(self, column: Column, goal: Any) -> bool:
        known, goal = self._goals.setdefault(column, {}), goal_of(goal)
        if goal in known or len(known) == GOALS:
            return False
        known[goal] = None
        return True

    # --- through conclusions -----------------------------------------------------------------------

    def _follow(self) -> None:
        """Pass on what is asked of conclusions to the fields that they are made of."""
        grown = True
        while grown:
            grown = False
            for rule in self.basis.program.rules.values():
                kinds = {bind.var: bind.fact for bind in rule.binds}
                for head in rule.heads:
                    for name, expr in head.fields:
                        grown |= self._passed((head.fact, name), expr, kinds)

    def _passed(self, column: Column, expr: Expr, kinds: Mapping[str, str]) -> bool:
        grown = False
        for goal in list(self._goals.get(column, ())):
            for place, wanted in _places(expr, goal, self.world):
                if isinstance(place, Field) and place.var in kinds:
                    grown |= self._goal((kinds[place.var], place.name), wanted)
        for own in _bare(expr):
            source = kinds.get(own.var)
            if source is not None and self._links.get(column, set()) - self._links.get(
                (source, own.name), set()
            ):
                self._links.setdefault((source, own.name), set()).update(self._links[column])
                grown = True
        return grown

    # --- values ------------------------------------------------------------------------------------

    def _values(self, column: Column) -> list[Any]:
        fact, name = column
        kind = self.basis.program.types[fact].fields[name]
        goals = [goal for goal in self._goals.get(column, ()) if goal is not None]
        if kind.kind is Kind.BOOL:
            return [True, False]
        if kind.kind is Kind.SET:
            return list(goals)
        if kind.kind is Kind.TEXT and kind.members:
            asked = [goal for goal in goals if goal in kind.members]
            other = [member for member in kind.members if member not in asked]
            return [*asked, *other[:1]]
        if kind.kind is Kind.TEXT:
            return list(dict.fromkeys([*goals, *self._joined(column)]))
        found = [
            value
            for goal in (
                *goals,
                *(map(goal_of, self._joined(column)) if kind.kind is not Kind.DECIMAL else ()),
            )
            for value in near(kind, goal, FINE)
            if kind.kind is not Kind.DECIMAL or abs(Fraction(value) - goal) <= Fraction(FINE)
        ]
        return list(dict.fromkeys(found))

    def _joined(self, column: Column) -> Iterator[Any]:
        for fact, name in sorted(self._links.get(column, ())):
            if self.basis.program.types[fact].scope is Scope.CONCLUSION and fact == column[0]:
                continue
            values = dict.fromkeys(getattr(one, name) for one in self.world.facts(fact))
            known = [value for value in values if value is not None]
            yield from sorted(known, reverse=True)[:JOINED]


class _Unsaid:
    """A fact of which nothing is known."""

    def __getattr__(self, name: str) -> None:
        return None


class _Anybody(dict[str, Any]):
    def __missing__(self, key: str) -> Any:
        return _Unsaid()


def _places(expr: Expr, goal: Any, world: World) -> Iterator[tuple[Any, Any]]:
    """Give the places in an expression with the values there at which it meets a goal."""
    try:
        found = list(places(expr, goal, _Anybody(), world))
    except KeyError:
        # What looks through other facts for those that fit this one gives no goal of its own.
        return
    yield from found


def _reads_facts(expr: Expr) -> bool:
    return any(isinstance(node, (Field, Exists, Aggregate)) for node in walk(expr))


def _bare(expr: Expr) -> Iterator[Field]:
    """Give the fields that an expression is, apart from what is added to them."""
    if isinstance(expr, Field):
        yield expr
    elif isinstance(expr, Coalesce):
        yield from _bare(expr.value)
        yield from _bare(expr.default)
    elif not isinstance(expr, (Const, Exists, Aggregate)):
        yield from (node for node in walk(expr) if isinstance(node, Field))
