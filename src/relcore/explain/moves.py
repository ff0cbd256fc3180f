"""What could be different in a condition: other values for the fields and parameters that it reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any, TypeAlias, assert_never

from relcore.explain.boundary import closest, goal_of, near, number, places, sample
from relcore.explain.scene import Scene
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
    ValueType,
    children,
)
from relcore.program.evaluate import Env, evaluate
from relcore.program.typing import type_of_value

Leaf: TypeAlias = Field | Param
Kinds: TypeAlias = Mapping[str, str]
"""Variables and the fact types that they stand for."""

AT_MOST = 20
"""Facts of a type that are looked at one by one for what could be different."""


@dataclass(frozen=True)
class Moves:
    """Finds values that may turn a condition; whether they do is for the caller to try."""

    scene: Scene

    def of(self, condition: Expr, env: Env, kinds: Kinds) -> dict[Leaf, list[Any]]:
        """Give other values for each field and parameter, the least different first."""
        found: dict[Leaf, list[Any]] = {}
        for leaf, values in self._find(condition, env, kinds):
            found.setdefault(leaf, []).extend(values)
        return {
            leaf: closest(list(dict.fromkeys(values)), self._present(leaf, env))
            for leaf, values in found.items()
        }

    def kind(self, leaf: Leaf, kinds: Kinds) -> ValueType:
        """Give the type of a field or parameter."""
        if isinstance(leaf, Param):
            return type_of_value(self.scene.world.values[leaf.name])
        return self.scene.program.types[kinds[leaf.var]].fields[leaf.name]

    def _present(self, leaf: Leaf, env: Env) -> Any:
        return evaluate(leaf, env, self.scene.world) if isinstance(leaf, Param) or leaf.var in env else None

    def _find(self, expr: Expr, env: Env, kinds: Kinds) -> Iterator[tuple[Leaf, list[Any]]]:
        match expr:
            case Compare(_, left, right):
                yield from self._compare(left, right, env, kinds)
            case OneOf(member, options):
                for option in options:
                    yield from self._reach(member, option.value, env, kinds)
            case Contains(Field() as items, item):
                yield items, _sets(evaluate(items, env, self.scene.world), item.value)
            case Known(asked):
                yield from self._known(asked, env, kinds)
            case And(parts) | Or(parts):
                for part in parts:
                    yield from self._find(part, env, kinds)
            case Not(part):
                yield from self._find(part, env, kinds)
            case Exists() | Aggregate():
                yield from self._inside(expr, env, kinds)
            case Field() | Coalesce():
                yield from self._reach(expr, True, env, kinds)
            case (
                Const()
                | Param()
                | AsOf()
                | Arith()
                | AddDays()
                | DaysBetween()
                | MinutesBetween()
                | Contains()
            ):
                return
            case _:
                assert_never(expr)

    def _compare(self, left: Expr, right: Expr, env: Env, kinds: Kinds) -> Iterator[tuple[Leaf, list[Any]]]:
        for side, other in ((left, right), (right, left)):
            value = evaluate(other, env, self.scene.world)
            if value is not None:
                yield from self._reach(side, value, env, kinds)
            for node in looked_through(side):
                yield from self._inside(node, env, kinds)

    def _reach(self, expr: Expr, value: Any, env: Env, kinds: Kinds) -> Iterator[tuple[Leaf, list[Any]]]:
        for place, goal in places(expr, goal_of(value), env, self.scene.world):
            if isinstance(place, (Field, Param)):
                present = self._present(place, env)
                step = _step(present) if isinstance(place, Param) else None
                yield place, near(self.kind(place, kinds), goal, step)

    def _known(self, asked: Expr, env: Env, kinds: Kinds) -> Iterator[tuple[Leaf, list[Any]]]:
        for node in (asked, *children(asked)):
            if isinstance(node, Field):
                yield node, [sample(self.kind(node, kinds), self.scene.world.as_of), None]

    def _inside(self, expr: Exists | Aggregate, env: Env, kinds: Kinds) -> Iterator[tuple[Leaf, list[Any]]]:
        """Look at what the facts that are looked through are compared with.

        Their own fields are for `Add` and `Remove`, not for here.
        """
        within = {**kinds, expr.var: expr.fact}
        inner = {expr.var}
        for fact in islice(self.scene.world.facts(expr.fact), AT_MOST):
            for leaf, values in self._find(expr.where, {**env, expr.var: fact}, within):
                if isinstance(leaf, Param) or leaf.var not in inner:
                    yield leaf, values


def looked_through(expr: Expr) -> Iterator[Exists | Aggregate]:
    """Give the outermost existence tests and aggregates of an expression."""
    if isinstance(expr, (Exists, Aggregate)):
        yield expr
        return
    for child in children(expr):
        yield from looked_through(child)


def _sets(present: tuple[Any, ...] | None, item: Any) -> list[Any]:
    items = tuple(present or ())
    return [(*items, item), tuple(other for other in items if other != item)]


def _step(present: Any) -> Decimal | None:
    """Give the unit in the last place of a decimal."""
    if not isinstance(present, Decimal):
        return None
    exponent = present.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0)) if number(present) is not None else None
