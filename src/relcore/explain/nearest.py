"""The nearest bindings of a rule: the facts with which most of its conditions hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from relcore.explain.closures import Closure, Closures, Frame, Slot
from relcore.explain.scene import Scene
from relcore.explain.source import variables
from relcore.explain.tables import Tables
from relcore.ir import Compare, Const, Expr, Field, Kind, OneOf, Rule, conjuncts

AT_MOST = 3
"""Bindings that are given."""

VISITS = 50_000
"""Facts that are tried, over all parameters, before the search gives what it has."""

Score = tuple[int, int]
"""Conditions that do not hold, and of them those that are false."""


def conditions_of(rule: Rule) -> tuple[Expr, ...]:
    """Give the conditions of a rule one by one."""
    return tuple(part for condition in rule.where for part in conjuncts(condition))


def selectors(rule: Rule, var: str, scene: Scene) -> tuple[Expr, ...]:
    """Give the conditions that say which facts a parameter is about: an always known field is a constant.

    An interaction of another kind, or a conclusion about another axis, is not nearly the right one.
    """
    fact = scene.program.types[next(bind.fact for bind in rule.binds if bind.var == var)]
    named = {name for name, kind in fact.fields.items() if kind.kind is Kind.TEXT and not kind.nullable}
    return tuple(part for part in conditions_of(rule) if _field_of(part) in {(var, name) for name in named})


def _field_of(part: Expr) -> tuple[str, str] | None:
    """Give the variable and the field that a condition ties to constants."""
    match part:
        case Compare("==", Field(var, name), Const()) | Compare("==", Const(), Field(var, name)):
            return var, name
        case OneOf(Field(var, name)):
            return var, name
        case _:
            return None


@dataclass
class Nearest:
    """Searches one rule in one scene, the parameters in `missing` left out."""

    scene: Scene
    rule: Rule
    missing: frozenset[str]
    _best: list[tuple[Score, int, tuple[Any, ...]]] = field(default_factory=list)
    _visits: int = 0

    def __post_init__(self) -> None:
        closures = Closures(self.scene.program)
        slots = {bind.var: closures.slot(bind.fact) for bind in self.rule.binds}
        self._order = [bind.var for bind in self.rule.binds if bind.var not in self.missing]
        self._slots = [slots[var] for var in self._order]
        parts = [part for part in conditions_of(self.rule) if not variables(part) & self.missing]
        levels = {var: depth for depth, var in enumerate(self._order)}
        self._tests: list[list[Closure]] = [[] for _ in self._order]
        self._opening: list[Closure] = []
        for part in parts:
            depth = max((levels[var] for var in variables(part)), default=-1)
            (self._tests[depth] if depth >= 0 else self._opening).append(closures.value(part, slots))
        tables = Tables(self.scene.world.facts)
        self._frame: Frame = [self.scene.world.as_of, tables, *([None] * closures.size)]
        self._candidates = [
            self._selected(var, slot, slots, closures)
            for var, slot in zip(self._order, self._slots, strict=True)
        ]

    def empty(self) -> tuple[str, ...]:
        """Give the parameters for which no fact is there, or none of the kind that the rule is about."""
        return tuple(var for var, facts in zip(self._order, self._candidates, strict=True) if not facts)

    def fires(self) -> bool:
        """Say whether all conditions hold under some binding."""
        return not self.missing and self._score(self._opening) == (0, 0) and any(self._firing(0))

    def bindings(self) -> list[Mapping[str, Any]]:
        """Give the nearest bindings, best first; of equally good ones, the first in canonical order."""
        self._best, self._visits = [], 0
        self._search(0, self._score(self._opening))
        return [dict(zip(self._order, facts, strict=True)) for _, _, facts in sorted(self._best, key=_rank)]

    def _selected(self, var: str, slot: Slot, slots: Mapping[str, Slot], closures: Closures) -> Sequence[Any]:
        tests = [closures.value(part, slots) for part in selectors(self.rule, var, self.scene)]
        frame: Frame = [*self._frame, *([None] * closures.size)]
        found = []
        for fact in self.scene.world.facts(slot.fact.name):
            frame[slot.place] = fact
            if all(test(frame) is True for test in tests):
                found.append(fact)
        return found

    def _firing(self, depth: int) -> Iterator[bool]:
        if depth == len(self._order):
            yield True
            return
        for fact in self._candidates[depth]:
            self._frame[self._slots[depth].place] = fact
            if all(test(self._frame) is True for test in self._tests[depth]):
                yield from self._firing(depth + 1)

    def _search(self, depth: int, score: Score) -> None:
        if len(self._best) == AT_MOST and score >= max(self._best, key=_rank)[0]:
            return
        if depth == len(self._order):
            facts = tuple(self._frame[slot.place] for slot in self._slots)
            self._best.append((score, self._visits, facts))
            self._best = sorted(self._best, key=_rank)[:AT_MOST]
            return
        place = self._slots[depth].place
        scored = []
        for fact in self._candidates[depth]:
            self._frame[place] = fact
            own = self._score(self._tests[depth])
            scored.append(((score[0] + own[0], score[1] + own[1]), fact))
        for reached, fact in sorted(scored, key=lambda item: item[0]):
            self._visits += 1
            if self._visits > VISITS:
                return
            self._frame[place] = fact
            self._search(depth + 1, reached)

    def _score(self, tests: list[Closure]) -> Score:
        truths = [test(self._frame) for test in tests]
        return sum(truth is not True for truth in truths), sum(truth is False for truth in truths)


def _rank(found: tuple[Score, int, tuple[Any, ...]]) -> tuple[Score, int]:
    return found[0], found[1]
