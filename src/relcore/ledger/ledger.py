"""The ledger: what follows from the facts of one customer on one day, and from what."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from relcore.facts.base import Conclusion, Fact
from relcore.ledger.rows import Row, in_order, plain, row_id

C = TypeVar("C", bound=Conclusion)
RawSupport = tuple[int, tuple[Any, ...], tuple[Any, ...]]
"""Index of a rule in the shape (-1: given), what was bound to its parameters, and witnesses."""

GIVEN = "given"
"""The rule named in the support of a conclusion that came in as a fact."""


@dataclass(frozen=True)
class Shape:
    """How to read the rows of a ledger: columns of each type, and for each rule its id and what it binds."""

    columns: Mapping[str, tuple[str, ...]]
    rules: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]]
    models: Mapping[str, type[Any]]


@dataclass(frozen=True, order=True, slots=True)
class Ref:
    """A fact by its type and identity."""

    fact: str
    id: str

    def __str__(self) -> str:
        return f"{self.fact} {self.id}"


@dataclass(frozen=True, order=True, slots=True)
class Support:
    """One way in which a conclusion was reached.

    `facts` were bound to the rule's parameters; `witnesses` are the least facts, in canonical
    order, that satisfied each `exists` of the rule.
    """

    rule: str
    facts: tuple[Ref, ...] = ()
    witnesses: tuple[Ref, ...] = ()


@dataclass(eq=False)
class Ledger:
    """Conclusions in canonical order, with supports where they were asked for.

    Two ledgers are equal when their canonical forms are, byte for byte.
    """

    program: str
    customer_id: str
    as_of: date
    shape: Shape = field(repr=False)
    derived: Mapping[str, Collection[Row]] = field(repr=False)
    recorded: Mapping[str, Mapping[Row, Sequence[RawSupport]]] | None = field(default=None, repr=False)

    def rows(self, fact: str) -> list[Row]:
        """Give the rows of a type in canonical order."""
        return in_order(self.derived.get(fact, ()))

    def of(self, model: type[C]) -> list[C]:
        """Give the conclusions of a type, in canonical order."""
        columns = self.shape.columns.get(model.__name__, ())
        return [
            model.model_validate({**dict(zip(columns, row, strict=True)), "customer_id": self.customer_id})
            for row in self.rows(model.__name__)
        ]

    def row_of(self, conclusion: Conclusion) -> Row:
        """Give the row of a conclusion."""
        return tuple(getattr(conclusion, name) for name in self.shape.columns[type(conclusion).__name__])

    def supports(self, fact: str, row: Row) -> list[Support]:
        """Give every way in which a row was reached, in canonical order; empty where none was recorded."""
        if self.recorded is None:
            return []
        return sorted({self._read(raw) for raw in self.recorded.get(fact, {}).get(row, ())})

    @cached_property
    def by_ref(self) -> Mapping[Ref, tuple[str, Row]]:
        """Find conclusions by reference."""
        return {
            Ref(fact, row_id(fact, row)): (fact, row) for fact in self.derived for row in self.derived[fact]
        }

    def canonical(self) -> str:
        """Give the whole ledger as text that is the same for the same conclusions and supports."""
        content = [
            [
                fact,
                plain(row),
                [
                    [s.rule, [str(f) for f in s.facts], [str(w) for w in s.witnesses]]
                    for s in self.supports(fact, row)
                ],
            ]
            for fact in sorted(self.derived)
            for row in self.rows(fact)
        ]
        return json.dumps([self.customer_id, self.as_of.isoformat(), content], ensure_ascii=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ledger) and self.canonical() == other.canonical()

    __hash__ = None  # type: ignore[assignment]

    def _read(self, raw: RawSupport) -> Support:
        index, facts, witnesses = raw
        if index < 0:
            return Support(GIVEN)
        rule, bound, seen = self.shape.rules[index]
        return Support(
            rule,
            tuple(_ref(name, fact) for name, fact in zip(bound, facts, strict=True)),
            tuple(_ref(name, fact) for name, fact in zip(seen, witnesses, strict=True)),
        )


def _ref(name: str, fact: Fact | Row) -> Ref:
    return Ref(name, row_id(name, fact) if isinstance(fact, tuple) else fact.identity)
