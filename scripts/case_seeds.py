"""Facts under which rules fire, or miss by one condition, found by listening to a suite of tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from decimal import localcontext
from io import StringIO
from itertools import islice
from typing import Any

import pytest
from pydantic import ValidationError

from relcore.explain import final_world
from relcore.facts import Fact
from relcore.ir import Aggregate, Exists, Param, Rule, Scalar, Scope, walk
from relcore.ledger import Ledger
from relcore.program import Program
from relcore.program.evaluate import World
from relcore.program.exact import EXACT
from relcore.testing.case_text import WHO
from relcore.testing.exercise import Watch
from relcore.testing.listening import Run, listening

_QUIETLY = (
    *("-q", "-p", "no:cacheprovider", "-p", "no:cov"),
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)
MOST_RUNS = 20
FIRED = 3
MISSED = 2
"""So many seeds are kept in which a rule fired, and in which one certain condition alone kept it from it."""


@dataclass(frozen=True)
class Seed:
    """Facts and conclusions that a rule reads, and the number of the condition that fails, if one does."""

    as_of: date
    facts: tuple[Fact, ...]
    failing: int | None
    settings: tuple[tuple[str, Scalar], ...] = ()
    """Parameters of the rule that stood at another value than their default."""


def types_read(rule: Rule) -> set[str]:
    """Give the types of the facts that a rule looks at."""
    roots = [*rule.where, *(expr for head in rule.heads for _, expr in head.fields)]
    inner = {n.fact for root in roots for n in walk(root) if isinstance(n, (Exists, Aggregate))}
    return {bind.fact for bind in rule.binds} | inner


def seeds_of(program: Program, rules: Sequence[Rule], tests: Sequence[str]) -> Mapping[str, list[Seed]]:
    """Run tests and keep what they show of rules."""
    listener = _Listener(program, rules)
    with listening(listener.answer), redirect_stdout(StringIO()):
        pytest.main([*_QUIETLY, *tests], plugins=[listener])
    return listener.seeds


class _Listener:
    def __init__(self, program: Program, rules: Sequence[Rule]) -> None:
        self.seeds: dict[str, list[Seed]] = defaultdict(list)
        self._program = program
        self._watches = {rule.id: Watch(rule) for rule in rules}
        self._heard = 0
        self._runs: set[Any] = set()

    def pytest_runtest_logstart(self) -> None:
        self._heard = 0

    def answer(self, run: Run, usual: Callable[[], Ledger]) -> Ledger:
        ledger = usual()
        self._heard += 1
        if self._heard <= MOST_RUNS and run.key not in self._runs:
            self._runs.add(run.key)
            world = final_world(run.program, run.facts, ledger)
            with localcontext(EXACT):
                for id, watch in self._watches.items():
                    found = run.program.rules.get(id)
                    if found is not None and (found.binds, found.where) == (
                        watch.rule.binds,
                        watch.rule.where,
                    ):
                        self._look(watch, world)
        return ledger

    def _look(self, watch: Watch, world: World) -> None:
        kept = self.seeds[watch.rule.id]
        full = {
            failing
            for failing in (None, *range(len(watch.conditions)))
            if sum(seed.failing == failing for seed in kept) >= (FIRED if failing is None else MISSED)
        }
        if len(full) > len(watch.conditions):
            return
        seen = {failing for _, failing in islice(watch.near(world), 500)} - full
        for failing in seen:
            facts = self._facts(watch.rule, world)
            if facts is not None:
                settings = self._settings(watch.rule, world)
                seed = Seed(world.as_of, shrunk(watch, facts, world, failing), failing, settings)
                if seed not in kept:
                    kept.append(seed)

    def _settings(self, rule: Rule, world: World) -> tuple[tuple[str, Scalar], ...]:
        roots = [*rule.where, *(expr for head in rule.heads for _, expr in head.fields)]
        names = {node.name for root in roots for node in walk(root) if isinstance(node, Param)}
        changed = [name for name in names if world.values[name] != self._program.values[name]]
        return tuple((name, world.values[name]) for name in sorted(changed))

    def _facts(self, rule: Rule, world: World) -> list[Fact] | None:
        models = self._program.models
        found: list[Fact] = []
        for name in sorted(types_read(rule)):
            kind = self._program.types[name]
            for item in world.facts(name):
                try:
                    if kind.scope is Scope.CONCLUSION:
                        held = dict(zip(kind.columns, item, strict=True))
                        found.append(models[name].model_validate(held))
                    else:
                        found.append(_ours(item))
                except ValidationError:
                    return None
        return found


def _ours(fact: Fact) -> Fact:
    owned = "customer_id" in type(fact).model_fields
    return fact.model_copy(update={"customer_id": WHO}) if owned else fact


def world_of(
    program: Program, facts: Sequence[Fact], as_of: date, settings: tuple[tuple[str, Scalar], ...] = ()
) -> World:
    """Give the world in which there are these facts and conclusions."""
    by_type: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_type[type(fact).__name__].append(fact)
    return World(lambda name: by_type.get(name, ()), {**program.values, **dict(settings)}, as_of)


def shows(watch: Watch, world: World, failing: int | None) -> bool:
    """Tell whether a rule fires in a world, or fails by a certain condition alone."""
    return any(found == failing for _, found in islice(watch.near(world), 500))


def shrunk(watch: Watch, facts: Sequence[Fact], world: World, failing: int | None) -> tuple[Fact, ...]:
    """Leave out facts, and what they hold, as long as the rule still does the same."""

    def still(some: Sequence[Fact]) -> bool:
        by_type: dict[str, list[Fact]] = defaultdict(list)
        for fact in some:
            by_type[type(fact).__name__].append(fact)
        return shows(watch, World(lambda n: by_type.get(n, ()), world.values, world.as_of), failing)

    kept = list(facts)
    step = max(1, len(kept) // 2)
    while step:
        place = 0
        while place < len(kept):
            fewer = kept[:place] + kept[place + step :]
            if still(fewer):
                kept = fewer
            else:
                place += step
        step //= 2
    for place, fact in enumerate(kept):
        for name, spec in type(fact).model_fields.items():
            if name in ("id", "customer_id") or spec.is_required() or getattr(fact, name) == spec.default:
                continue
            try:
                plain = type(fact).model_validate(
                    {n: getattr(fact, n) for n in type(fact).model_fields} | {name: spec.default}
                )
            except ValidationError:
                continue
            if still([*kept[:place], plain, *kept[place + 1 :]]):
                kept[place] = fact = plain
    return tuple(kept)
