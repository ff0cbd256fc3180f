"""Rule coverage: what a suite has exercised of each rule, gathered run by run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import localcontext
from typing import Any

from relcore.explain import final_world
from relcore.ir import Rule
from relcore.ledger import Ledger
from relcore.program import Program
from relcore.program.exact import EXACT
from relcore.testing.exercise import BOUNDARY, CONDITION, FIRED, Part, Point, Watch, parts_of, points_of
from relcore.testing.listening import Run


class Coverage:
    """Collects what runs exercise of the rules of a program, or of some of them.

    A run is looked at once, and a rule no more once everything was seen of it.
    """

    def __init__(self, program: Program, rules: Iterable[str] | None = None) -> None:
        self.program = program
        chosen = set(program.rules if rules is None else rules)
        self.rules = {id: rule for id, rule in program.rules.items() if id in chosen}
        self.seen: dict[str, set[Point]] = {id: set() for id in self.rules}
        self._open = {id: points_of(rule) for id, rule in self.rules.items()}
        self._watches = {id: Watch(rule) for id, rule in self.rules.items()}
        self._known: dict[str, list[str]] = {}
        self._runs: set[Any] = set()

    def answer(self, run: Run, usual: Callable[[], Ledger]) -> Ledger:
        """Look at a run and leave its answer as it is."""
        ledger = usual()
        self.look(run, ledger)
        return ledger

    def look(self, run: Run, ledger: Ledger) -> None:
        """Note what a run exercises."""
        if run.key in self._runs:
            return
        self._runs.add(run.key)
        world = final_world(run.program, run.facts, ledger)
        with localcontext(EXACT):
            for id in self._rules_in(run.program):
                if self._open[id]:
                    self._note(id, self._watches[id].exercised(world))

    def _rules_in(self, program: Program) -> list[str]:
        """Give the watched rules that a program holds, found once for each program."""
        found = self._known.get(program.digest)
        if found is None:
            both = [id for id in program.rules if id in self.rules]
            found = [id for id in both if _same(program.rules[id], self.rules[id])]
            self._known[program.digest] = found
        return found

    def merge(self, seen: Mapping[str, Iterable[Point]]) -> None:
        """Take over what others have seen."""
        for id, points in seen.items():
            if id in self.seen:
                self._note(id, set(points))

    def _note(self, id: str, points: set[Point]) -> None:
        self.seen[id] |= points
        self._open[id] -= points

    def report(self) -> Report:
        """Say what has been seen and what has not."""
        return Report(tuple(self._rule(rule) for _, rule in sorted(self.rules.items())))

    def _rule(self, rule: Rule) -> RuleCoverage:
        parts = parts_of(rule, self.program)
        return RuleCoverage(
            rule.id, rule.doc, FIRED in self.seen[rule.id], tuple(map(self._part(rule), parts))
        )

    def _part(self, rule: Rule) -> Callable[[Part], PartCoverage]:
        seen = self.seen[rule.id]
        return lambda part: PartCoverage(
            part.text, part.kinds, tuple(k for k in part.kinds if (part.path, k) in seen)
        )


def _same(rule: Rule, other: Rule) -> bool:
    return (rule.binds, rule.where) == (other.binds, other.where)


@dataclass(frozen=True)
class PartCoverage:
    """A condition or a limit in words, what is to be seen of it and what was seen."""

    text: str
    wanted: tuple[str, ...]
    seen: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What was not seen."""
        return tuple(kind for kind in self.wanted if kind not in self.seen)


@dataclass(frozen=True)
class RuleCoverage:
    """A rule, whether it fired, and its conditions and limits."""

    rule: str
    sentence: str
    fired: bool
    parts: tuple[PartCoverage, ...]

    @property
    def whole(self) -> bool:
        """Whether everything was seen."""
        return self.fired and not any(part.missing for part in self.parts)


@dataclass(frozen=True)
class Report:
    """Coverage of all rules."""

    rules: tuple[RuleCoverage, ...]

    def count(self, wanted: tuple[str, ...]) -> tuple[int, int]:
        """Count what was seen of conditions or of boundaries, and what is to be seen."""
        parts = [part for rule in self.rules for part in rule.parts if part.wanted == wanted]
        return sum(len(part.seen) for part in parts), sum(len(part.wanted) for part in parts)

    @property
    def totals(self) -> Mapping[str, tuple[int, int]]:
        """Seen and wanted, of rules, conditions and boundaries."""
        return {
            "rules": (sum(rule.fired for rule in self.rules), len(self.rules)),
            "conditions": self.count(CONDITION),
            "boundaries": self.count(BOUNDARY),
        }

    def as_dict(self) -> dict[str, Any]:
        """Give the report as plain data."""
        return {
            "totals": {name: {"seen": seen, "of": of} for name, (seen, of) in self.totals.items()},
            "rules": [
                {
                    "id": rule.rule,
                    "fired": rule.fired,
                    "conditions": [
                        {"text": part.text, "seen": list(part.seen), "missing": list(part.missing)}
                        for part in rule.parts
                        if part.wanted == CONDITION
                    ],
                    "boundaries": [
                        {"text": part.text, "seen": list(part.seen), "missing": list(part.missing)}
                        for part in rule.parts
                        if part.wanted == BOUNDARY
                    ],
                }
                for rule in self.rules
            ],
        }
