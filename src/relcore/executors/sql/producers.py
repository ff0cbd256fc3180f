"""Which conclusions can answer which question, and the rows that are known before anything runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from relcore.executors.sql.normal import Normal, PlainRule
from relcore.ir import Const, Scope
from relcore.ledger import Row
from relcore.program import Program

FLAGS_AT_MOST = 64
"""More constant rows than this are looked up in a table rather than tested one by one."""


@dataclass(frozen=True)
class Producer:
    """One conclusion of one rule."""

    rule: PlainRule
    number: int
    fact: str
    fields: tuple[tuple[str, Any], ...]
    recursive: bool

    @property
    def row(self) -> Row | None:
        """The content, where it is all constants."""
        if all(isinstance(expr, Const) for _, expr in self.fields):
            return tuple(expr.value for _, expr in self.fields)
        return None

    def feeds(self, fixed: Mapping[str, Any]) -> bool:
        """Whether the conclusion can have fields of these values."""
        return all(
            not isinstance(expr, Const) or name not in fixed or expr.value == fixed[name]
            for name, expr in self.fields
        )


@dataclass
class Producers:
    """Every conclusion of a program by type.

    `given` names the types of which conclusions also come in as facts: their rows are not known beforehand.
    """

    program: Program
    given: frozenset[str]
    strata: list[tuple[list[PlainRule], bool]] = field(default_factory=list)
    of: dict[str, list[Producer]] = field(default_factory=dict)

    @classmethod
    def find(cls, program: Program, normal: Normal, given: frozenset[str]) -> Producers:
        """Make all rules plain and list what they conclude."""
        found = cls(program, given)
        for stratum in program.strata:
            rules = [normal.rule(rule) for rule in stratum.rules]
            found.strata.append((rules, stratum.recursive))
            for rule in rules:
                for number, (fact, fields) in enumerate(rule.heads):
                    producer = Producer(rule, number, fact, fields, stratum.recursive)
                    found.of.setdefault(fact, []).append(producer)
        return found

    def is_conclusion(self, fact: str) -> bool:
        """Say whether facts of the type are concluded."""
        return self.program.types[fact].scope is Scope.CONCLUSION

    def feeding(self, fact: str, fixed: Mapping[str, Any]) -> list[Producer]:
        """Give the conclusions of a type that can have fields of these values."""
        return [producer for producer in self.of.get(fact, ()) if producer.feeds(fixed)]

    def alternatives(
        self, fact: str, fixed: Mapping[str, Any], at_most: int = FLAGS_AT_MOST
    ) -> list[Row] | None:
        """Give the constant rows among which a question must find its answers; None where others may come."""
        if fact in self.given or not self.is_conclusion(fact):
            return None
        rows: dict[Row, None] = {}
        for producer in self.feeding(fact, fixed):
            if producer.recursive or (row := producer.row) is None:
                return None
            rows[row] = None
        return list(rows) if len(rows) <= at_most else None

    def content(self, fact: str, row: Row) -> dict[str, Const]:
        """Give a row by column."""
        columns: Iterable[str] = self.program.types[fact].columns
        return {name: Const(value) for name, value in zip(columns, row, strict=True)}
