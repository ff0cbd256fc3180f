"""What a run exercises of a rule: whether it fires, which condition decides, which limits are met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from relcore.explain import Phrases
from relcore.ir import (
    Aggregate,
    And,
    Compare,
    Exists,
    Expr,
    Field,
    Or,
    Rule,
    children,
    conjuncts,
    walk,
)
from relcore.program import Program
from relcore.program.evaluate import Env, World, evaluate

Path = tuple[int, ...]
"""Where an expression stands: the number of the condition, then of each child on the way down."""
Point = tuple[Path, str]
"""A place in the conditions of a rule, and what is to be seen there."""

FIRED: Point = ((), "fired")
CONDITION = ("holds", "decides")
"""Each condition should be seen to hold in a rule that fires, and to be all that keeps it from firing."""
BOUNDARY = ("below", "at", "above")
"""Each limit should be met just below, at and just above it."""

MOST_BINDINGS = 2_000
"""So many combinations of facts are looked at for one rule in one run."""

_ORDERED = ("<", "<=", ">", ">=")


@dataclass(frozen=True)
class Part:
    """A condition or a comparison of a rule, in words, and what is to be seen of it."""

    path: Path
    text: str
    kinds: tuple[str, ...]

    @property
    def points(self) -> list[Point]:
        """All that is to be seen."""
        return [(self.path, kind) for kind in self.kinds]


def parts_of(rule: Rule, program: Program) -> list[Part]:
    """Give the conditions of a rule, and every comparison in them that has a limit."""
    phrases = Phrases.of(rule.binds, program.types)
    found = []
    for number, condition in enumerate(conditions_of(rule)):
        found.append(Part((number,), phrases.condition(condition), CONDITION))
        for path, node, inner in _nodes(condition, (number,), phrases):
            if has_limit(node):
                found.append(Part(path, inner.condition(node), BOUNDARY))
    return found


def points_of(rule: Rule) -> set[Point]:
    """Give all that is to be seen of a rule."""
    points = {FIRED}
    for number, condition in enumerate(conditions_of(rule)):
        points |= {((number,), kind) for kind in CONDITION}
        for path, node in _places(condition, (number,)):
            if has_limit(node):
                points |= {(path, kind) for kind in BOUNDARY}
    return points


def conditions_of(rule: Rule) -> tuple[Expr, ...]:
    """Give the conditions that must all hold."""
    return tuple(part for expr in rule.where for part in conjuncts(expr))


def has_limit(node: Any) -> bool:
    """Tell whether a node compares two values by their order."""
    return isinstance(node, Compare) and node.op in _ORDERED


class Watch:
    """A rule made fit to be watched: which condition can be asked once how many parameters are bound."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.conditions = conditions_of(rule)
        self._limited = [any(map(has_limit, walk(condition))) for condition in self.conditions]
        names = [bind.var for bind in rule.binds]
        needs = [_variables(condition) & set(names) for condition in self.conditions]
        self._ready: list[list[int]] = [[] for _ in range(len(names) + 1)]
        for number, need in enumerate(needs):
            self._ready[max((names.index(name) + 1 for name in need), default=0)].append(number)

    def exercised(self, world: World) -> set[Point]:
        """Give what facts and conclusions exercise of the rule.

        A condition counts where all others hold, so that it alone decides; so does a comparison inside it.
        """
        seen: set[Point] = set()
        for env, failing in islice(self.near(world), MOST_BINDINGS):
            if failing is None:
                seen.add(FIRED)
            for number in range(len(self.conditions)) if failing is None else (failing,):
                seen.add(((number,), "holds" if failing is None else "decides"))
                if self._limited[number]:
                    seen |= set(_met(self.conditions[number], (number,), env, world))
        return seen

    def near(self, world: World) -> Iterator[tuple[Env, int | None]]:
        """Give each combination of facts under which at most one condition fails, and which one it is."""
        if all(world.facts(bind.fact) for bind in self.rule.binds):
            yield from self._bound(0, {}, None, world)

    def _bound(
        self, depth: int, env: dict[str, Any], failing: int | None, world: World
    ) -> Iterator[tuple[Env, int | None]]:
        for number in self._ready[depth]:
            if evaluate(self.conditions[number], env, world) is not True:
                if failing is not None:
                    return
                failing = number
        if depth == len(self.rule.binds):
            yield env, failing
            return
        bind = self.rule.binds[depth]
        for fact in world.facts(bind.fact):
            yield from self._bound(depth + 1, {**env, bind.var: fact}, failing, world)


def _variables(condition: Expr) -> set[str]:
    return {node.var for node in walk(condition) if isinstance(node, Field)}


def _met(expr: Expr, path: Path, env: Env, world: World) -> Iterator[Point]:
    """Give the limits that are met in an expression on whose value the rule hangs."""
    if isinstance(expr, Compare) and has_limit(expr):
        kind = _distance(evaluate(expr.left, env, world), evaluate(expr.right, env, world))
        if kind:
            yield path, kind
    if isinstance(expr, (And, Or)):
        told = [evaluate(item, env, world) is True for item in expr.items]
        for number, item in enumerate(expr.items):
            others = told[:number] + told[number + 1 :]
            if all(others) if isinstance(expr, And) else not any(others):
                yield from _met(item, (*path, number), env, world)
        return
    envs: Iterable[Env] = [env]
    if isinstance(expr, (Exists, Aggregate)):
        envs = [{**env, expr.var: fact} for fact in world.facts(expr.fact)]
    below = list(children(expr))
    for inner in envs:
        for number, child in enumerate(below):
            yield from _met(child, (*path, number), inner, world)


def _distance(left: Any, right: Any) -> str:
    """Say where a value stands to a limit: at it, or just off it; nothing where it is further away."""
    if left is None or right is None:
        return ""
    if left == right:
        return "at"
    if isinstance(left, datetime):
        near = abs(left - right) <= timedelta(minutes=1)
    elif isinstance(left, date):
        near = abs(left - right) <= timedelta(days=1)
    elif isinstance(left, Decimal) or isinstance(right, Decimal):
        near = abs(left - right) <= max(Decimal("0.01"), abs(right) / 100, abs(left) / 100)
    else:
        near = abs(left - right) <= 1
    return ("below" if left < right else "above") if near else ""


def _places(expr: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    yield path, expr
    for number, child in enumerate(_below(expr)):
        yield from _places(child, (*path, number))


def _nodes(expr: Any, path: Path, phrases: Phrases) -> Iterator[tuple[Path, Any, Phrases]]:
    yield path, expr, phrases
    if isinstance(expr, (Exists, Aggregate)):
        labels = {**phrases.labels, expr.var: expr.fact}
        phrases = replace(phrases, labels=labels, facts={**phrases.facts, expr.var: expr.fact})
    for number, child in enumerate(_below(expr)):
        yield from _nodes(child, (*path, number), phrases)


def _below(expr: Any) -> Sequence[Any]:
    return expr.items if isinstance(expr, (And, Or)) else list(children(expr))
