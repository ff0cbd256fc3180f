"""A run with one rule changed: only what rests on it is found anew, by the meaning of the reference."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from decimal import localcontext
from typing import Any

from relcore.explain import final_world
from relcore.ir import Exists, Rule, Scope
from relcore.ledger import Ledger, named_row, order
from relcore.program import Program, dependencies, feeds, reads
from relcore.program.evaluate import World, evaluate, satisfying
from relcore.program.exact import EXACT
from relcore.testing.exercise import Watch
from relcore.testing.listening import Run


class Reruns:
    """Answers runs as if one rule of the program said something else."""

    def __init__(self) -> None:
        self._followers: dict[str, Mapping[str, frozenset[str]]] = {}
        self._watches: dict[tuple[str, str], Watch] = {}
        self._worlds: dict[Any, World] = {}
        self._usual: dict[Any, set[Any]] = {}

    def differs(self, run: Run, ledger: Ledger, changed: Rule) -> bool:
        """Tell whether a changed rule would conclude something else in a run, all else being equal."""
        rule = run.program.rules[changed.id]
        if any(stratum.recursive and rule in stratum.rules for stratum in run.program.strata):
            return True
        world = self._final(run, ledger)
        key = run.key, rule.id
        with localcontext(EXACT):
            if key not in self._usual:
                self._usual[key] = _said(self._watch(run.program, rule), world)
            return _said(Watch(changed), world) != self._usual[key]

    def _final(self, run: Run, ledger: Ledger) -> World:
        if run.key not in self._worlds:
            self._worlds[run.key] = final_world(run.program, run.facts, ledger)
        return self._worlds[run.key]

    def rerun(self, run: Run, ledger: Ledger, changed: Rule) -> Ledger:
        """Give the ledger of a run with a rule changed; it goes by the digest of the program as it was."""
        affected = {changed.id, *self._resting_on(run.program, changed)}
        indexes = {id: number for number, id in enumerate(run.program.rules)}
        redone = {indexes[id] for id in affected}
        derived: dict[str, dict[Any, list[Any]]] = {}
        for fact, rows in (ledger.recorded or {}).items():
            for row, supports in rows.items():
                kept = [raw for raw in supports if raw[0] not in redone]
                if kept:
                    derived.setdefault(fact, {})[_row(run.program, fact, row)] = kept
        world = _world(run, derived)
        with localcontext(EXACT):
            for stratum in run.program.strata:
                rules = [
                    changed if rule.id == changed.id else rule
                    for rule in stratum.rules
                    if rule.id in affected
                ]
                watches = [Watch(r) if r is changed else self._watch(run.program, r) for r in rules]
                if watches:
                    self._settle(watches, world, derived, indexes)
        return Ledger(ledger.program, ledger.customer_id, ledger.as_of, ledger.shape, derived, derived)

    def _settle(
        self,
        watches: Sequence[Watch],
        world: World,
        derived: dict[str, dict[Any, list[Any]]],
        indexes: Mapping[str, int],
    ) -> None:
        grown = True
        while grown:
            grown = False
            for watch in watches:
                for _, _, fact, row in list(_fired(watch, world)):
                    if row not in derived.setdefault(fact, {}):
                        derived[fact][row] = []
                        grown = True
        for watch in watches:
            for bound, witnesses, fact, row in list(_fired(watch, world)):
                derived[fact][row].append((indexes[watch.rule.id], bound, witnesses))

    def _watch(self, program: Program, rule: Rule) -> Watch:
        key = program.digest, rule.id
        if key not in self._watches:
            self._watches[key] = Watch(rule)
        return self._watches[key]

    def _resting_on(self, program: Program, changed: Rule) -> frozenset[str]:
        """Give the rules that rest on a rule as it was or as it is now."""
        after = self._after(program)
        now = [
            rule.id for rule in program.rules.values() if any(feeds(changed, read) for read in reads(rule))
        ]
        return after[changed.id].union(now, *(after[id] for id in now))

    def _after(self, program: Program) -> Mapping[str, frozenset[str]]:
        """Give for each rule all that rest on it, near or far."""
        found = self._followers.get(program.digest)
        if found is None:
            users: dict[str, set[str]] = {id: set() for id in program.rules}
            for consumer, producers in dependencies(tuple(program.rules.values())).items():
                for producer in producers:
                    users[producer].add(consumer)
            found = self._followers[program.digest] = {id: _closure(id, users) for id in users}
        return found


def _closure(start: str, users: Mapping[str, set[str]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = deque([start])
    while waiting:
        for user in users[waiting.popleft()]:
            if user not in seen:
                seen.add(user)
                waiting.append(user)
    return frozenset(seen)


def _fired(watch: Watch, world: World) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...], str, Any]]:
    """Give what a rule concludes: what was bound, witnesses, the type and the row."""
    seen = [part for part in watch.rule.where if isinstance(part, Exists)]
    for env, failing in watch.near(world):
        if failing is not None:
            continue
        bound = tuple(env[bind.var] for bind in watch.rule.binds)
        witnesses = tuple(next(satisfying(part, env, world)) for part in seen)
        for head in watch.rule.heads:
            content = tuple(evaluate(expr, env, world) for _, expr in head.fields)
            yield bound, witnesses, head.fact, named_row(head.fact, tuple(n for n, _ in head.fields))(content)


def _said(watch: Watch, world: World) -> set[Any]:
    # The facts of one world are the same objects each time, and quicker to tell apart so.
    return {(tuple(map(id, bound)), fact, row) for bound, _, fact, row in _fired(watch, world)}


def _row(program: Program, fact: str, row: Any) -> Any:
    return named_row(fact, program.types[fact].columns)(row)


def _world(run: Run, derived: Mapping[str, Mapping[Any, Any]]) -> World:
    types = run.program.types

    known: dict[str, list[Any]] = {}

    def of_type(name: str) -> Sequence[Any]:
        fact = types.get(name)
        if fact is None or fact.scope is not Scope.CONCLUSION:
            return run.facts.by_type.get(name, ())
        rows = derived.get(name, {})
        if len(known.get(name, ())) != len(rows):  # rows are only ever added
            known[name] = sorted(rows, key=order)
        return known.get(name, ())

    return World(of_type, run.program.values, run.as_of)
