"""Which uses of facts matter in one world: rules followed backwards from what is missing or in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from relcore.ir import Aggregate, Const, Exists, Head, Not, Rule, Scope, children, constants_of
from relcore.program import Read
from relcore.simulation.basis import Basis, Use, passed_on, use_of

Rows = Mapping[str, Collection[tuple[Any, ...]]]
"""What was concluded, by type."""


class Need(NamedTuple):
    """That there be one more fact of a type with some constants, or one fewer."""

    fact: str
    fixed: tuple[tuple[str, Any], ...]
    more: bool
    use: Use | None = None
    """What rules ask of it, where it is a given fact."""


class Matters(NamedTuple):
    """Numbers of uses: those in which more facts may help, and those in which fewer may."""

    more: frozenset[int]
    fewer: frozenset[int]


@dataclass
class Relevance:
    """Follows the rules of a basis."""

    basis: Basis
    _firing: dict[str, tuple[Need, ...]] = field(default_factory=dict)
    _makers: dict[str, list[tuple[Rule, Head]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._numbers = {use: number for number, use in enumerate(self.basis.uses)}
        for rule in self.basis.program.rules.values():
            self._firing[rule.id] = tuple(dict.fromkeys(self._needs(rule)))
            for head in rule.heads:
                self._makers.setdefault(head.fact, []).append((rule, head))

    def of(self, wanted: Collection[Read], rows: Rows) -> Matters:
        """Give the uses that can bring what is wanted, where some rows are concluded."""
        waiting = [Need(read.fact, tuple(read.fixed.items()), more=True) for read in wanted]
        met = set(waiting)
        while waiting:
            for need in self._behind(waiting.pop(), rows):
                if need not in met:
                    met.add(need)
                    waiting.append(need)
        numbers = [(self._numbers[need.use], need.more) for need in met if need.use in self._numbers]
        return Matters(
            frozenset(number for number, more in numbers if more),
            frozenset(number for number, more in numbers if not more),
        )

    def _behind(self, need: Need, rows: Rows) -> Iterator[Need]:
        fact = self.basis.program.types[need.fact]
        if fact.scope is not Scope.CONCLUSION:
            return
        present = [
            row
            for row in rows.get(need.fact, ())
            if all(row[fact.columns.index(name)] == value for name, value in need.fixed)
        ]
        read = self.basis.columns.get(need.fact, frozenset())
        if need.more:
            if present and read <= dict(need.fixed).keys():
                return
        elif not present:
            return
        for rule, head in self._makers.get(need.fact, ()):
            if _excluded(head, need):
                continue
            for other in self._firing[rule.id]:
                yield other if need.more else other._replace(more=not other.more)

    def _needs(self, rule: Rule) -> Iterator[Need]:
        """Give what would help a rule to fire, or to conclude something else."""
        columns = self.basis.columns
        for bind in rule.binds:
            fixed = tuple(constants_of(bind.var, rule.where).items())
            yield Need(bind.fact, fixed, True, use_of(bind, rule, columns))
        for condition in rule.where:
            yield from self._of(condition, True, rule)
        for expr in passed_on(rule, columns):
            yield from self._of(expr, None, rule)

    def _of(self, expr: Any, more: bool | None, rule: Rule) -> Iterator[Need]:
        """Follow an expression; `more` is None where both more and fewer may help."""
        if isinstance(expr, (Exists, Aggregate)):
            fixed = tuple(constants_of(expr.var, (expr.where,)).items())
            both = more is None or isinstance(expr, Aggregate)
            use = use_of(expr, rule, self.basis.columns)
            yield from (Need(expr.fact, fixed, sign, use) for sign in (True, False) if both or sign is more)
            if both:
                more = None
        elif isinstance(expr, Not):
            more = None if more is None else not more
        for child in children(expr):
            yield from self._of(child, more, rule)


def _excluded(head: Head, need: Need) -> bool:
    """Whether a conclusion has another constant than is needed."""
    own = {name: expr.value for name, expr in head.fields if isinstance(expr, Const)}
    return any(name in own and own[name] != value for name, value in need.fixed)
