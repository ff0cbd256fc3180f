"""What rules make of facts: a conclusion that is there was concluded, and what rules conclude is there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from relcore.ir import Head, Kind, Rule, Scope
from relcore.ir.walk import constants_of
from relcore.program import Read, feeds
from relcore.verify.focus import Focus
from relcore.verify.logic import Formula, conj, disj, implies
from relcore.verify.symbols import Row, same
from relcore.verify.theory import Theory

RECOMMENDATION = "Recommendation"
MOST_RULES = 60
"""A conclusion that more rules can give is left open."""
MOST_COMBINATIONS = 600
"""A rule that can be applied to more combinations of facts than this is applied to the first ones only."""


@dataclass
class Unfolding:
    """Applies rules within a theory, backwards and forwards, `levels` deep.

    Conclusions of the types in `always` are drawn whatever the depth.
    """

    theory: Theory
    levels: int = 0
    always: frozenset[str] = frozenset()
    focus: Focus | None = None
    _traced: set[int] = field(default_factory=set)
    _applied: set[tuple[str, tuple[int, ...]]] = field(default_factory=set)
    _idle: dict[tuple[str, int], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_head: dict[str, list[tuple[Rule, Head]]] = {}
        for rule in self.theory.program.rules.values():
            if self.focus and rule.layer and rule.id not in self.focus.guards:
                continue
            for head in rule.heads:
                self._by_head.setdefault(head.fact, []).append((rule, head))

    def run(self) -> None:
        """Draw what can be drawn, and say of all named facts what conditions ask of them."""
        for _ in range(2):
            grown = True
            while grown:
                grown = self._trace_all() | self.theory.settle() | self._apply_all()
            self.theory.measure()
        self.theory.settle()

    # --- backwards ---------------------------------------------------------------------------------

    def _trace_all(self) -> bool:
        grown = False
        for name in list(self.theory.rows):
            # Whoever recommends: guards are there for playbooks that are still to come.
            if self.theory.program.types[name].scope is not Scope.CONCLUSION or name == RECOMMENDATION:
                continue
            for row in list(self.theory.rows[name]):
                if row.is_free and row.number not in self._traced and row.present is not False:
                    self._traced.add(row.number)
                    grown |= self._trace(row)
        return grown

    def _trace(self, row: Row) -> bool:
        """Say that a conclusion, where it is there, was concluded by some rule."""
        read = Read(row.fact, dict(row.fixed), negative=False)
        ways = [way for way in self._by_head.get(row.fact, ()) if feeds(_only(*way), read)]
        followed = self._follows(row.fact) and row.level < self.levels
        if ways and (not followed or row.generation > self.theory.depth or len(ways) > MOST_RULES):
            self.theory.omitted.add(f"how {row.fact} came about")
            return False
        self.theory.say(
            implies(row.present, disj(*(self._concluded(row, rule, head) for rule, head in ways)))
        )
        return True

    def _concluded(self, row: Row, rule: Rule, head: Head) -> Formula:
        env = {
            bind.var: self.theory.row(
                bind.fact,
                self.theory.fresh(f"there is {bind.fact}", Kind.BOOL),
                generation=row.generation + 1,
                level=row.level + 1,
                fixed=constants_of(bind.var, rule.where),
            )
            for bind in rule.binds
        }
        case = self.theory.fresh(f"by {rule.id}", Kind.BOOL)
        holds = self.theory.holds(rule.where, env, 1)
        equal = [
            same(self.theory.read(row, name), self.theory.value(expr, env))
            for name, expr in head.fields
            if self.theory.program.types[row.fact].fields[name].kind.name not in ("SET", "OPAQUE")
        ]
        self.theory.say(implies(case, conj(*(bound.present for bound in env.values()), holds, *equal)))
        return case

    # --- forwards ----------------------------------------------------------------------------------

    def _apply_all(self) -> bool:
        grown = False
        for fact, reads in self._wanted().items():
            for rule, head in self._sources(fact, reads):
                for combination in self._combinations(rule, fact in self.always):
                    grown |= self._apply(rule, head, combination)
        return grown

    def _wanted(self) -> dict[str, list[Read]]:
        """Give the conclusions that some condition wants not to be there, and those that these rest on."""
        wanted: dict[str, list[Read]] = {}
        reads = [
            Read(atom.node.fact, constants_of(atom.node.var, (atom.node.where,)), negative=True)
            for atom in self.theory.atoms
            if atom.is_universal
        ]
        seen: set[str] = set()
        while reads:
            read = reads.pop()
            if self.theory.program.types[read.fact].scope is not Scope.CONCLUSION:
                continue
            if read.fact not in self.always and not (self.levels and self._follows(read.fact)):
                self.theory.omitted.add(f"what else there is of {read.fact}")
                continue
            if read.fact == RECOMMENDATION:
                continue
            wanted.setdefault(read.fact, []).append(read)
            for rule, _ in self._sources(read.fact, [read]):
                if rule.id not in seen:
                    seen.add(rule.id)
                    reads += [
                        Read(bind.fact, constants_of(bind.var, rule.where), negative=True)
                        for bind in rule.binds
                    ]
        return wanted

    def _follows(self, fact: str) -> bool:
        return self.focus is None or fact in self.focus.types

    def _sources(self, fact: str, reads: list[Read]) -> Iterator[tuple[Rule, Head]]:
        for rule, head in self._by_head.get(fact, ()):
            if any(feeds(_only(rule, head), read) for read in reads) and not self._is_idle(rule):
                yield rule, head

    def _is_idle(self, rule: Rule) -> bool:
        """Whether a guard certainly judges none of the candidates that are named."""
        if not rule.binds or rule.binds[0].fact != RECOMMENDATION:
            return False
        rows, var = self.theory.rows.get(RECOMMENDATION, []), rule.binds[0].var
        key = rule.id, len(rows)
        if key not in self._idle:
            own = [part for part in rule.where if self.theory.free(part) == (var,)]
            self._idle[key] = all(
                any(self.theory.truth(part, {var: row}, -1)[0] is False for part in own) for row in rows
            )
        return self._idle[key]

    def _combinations(self, rule: Rule, deep: bool) -> Iterator[tuple[Row, ...]]:
        choices = [
            [
                row
                for row in self.theory.rows.get(bind.fact, ())
                if row.present is not False
                and (deep or row.level < self.levels)
                and row.generation <= self.theory.depth + 1
            ]
            for bind in rule.binds
        ]
        found = itertools.product(*choices)
        yield from itertools.islice(found, MOST_COMBINATIONS)

    def _apply(self, rule: Rule, head: Head, combination: tuple[Row, ...]) -> bool:
        key = f"{rule.id}/{rule.heads.index(head)}", tuple(row.number for row in combination)
        if key in self._applied:
            return False
        self._applied.add(key)
        env = {bind.var: row for bind, row in zip(rule.binds, combination, strict=True)}
        holds = self.theory.holds(rule.where, env, -1)
        present = conj(*(row.present for row in combination), holds)
        if present is False:
            return False
        self.theory.row(
            head.fact,
            present,
            generation=max((row.generation for row in combination), default=0) + 1,
            level=max((row.level for row in combination), default=0) + 1,
            fields={name: self.theory.value(expr, env) for name, expr in head.fields},
        )
        return True


def _only(rule: Rule, head: Head) -> Rule:
    return replace(rule, heads=(head,))
