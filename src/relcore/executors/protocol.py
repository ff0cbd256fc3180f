"""What every executor is: one call from a program and the facts of a customer to a ledger."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from relcore.errors import ExecutionError
from relcore.facts.snapshot import Snapshot
from relcore.ir import Exists, Rule, Scope
from relcore.ledger import Ledger, Row, Shape
from relcore.program import Program


@dataclass(frozen=True)
class Limits:
    """Bounds of one run; beyond them the run ends with an `ExecutionError`."""

    conclusions: int = 100_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Unsupported:
    """Something that an executor cannot do: `never`, or `not_yet`."""

    feature: str
    reason: str
    kind: Literal["not_yet", "never"]


class Executor(Protocol):
    """Runs programs; all executors give equal ledgers for equal input."""

    @property
    def name(self) -> str:
        """Name by which the executor is chosen."""

    @property
    def unsupported(self) -> tuple[Unsupported, ...]:
        """What this executor cannot do."""

    def run(
        self, program: Program, facts: Snapshot, as_of: date, *, limits: Limits = ..., supports: bool = True
    ) -> Ledger:
        """Give what follows from the facts of one customer on the day `as_of`."""


def shape_of(program: Program) -> Shape:
    """Describe the rows that a program concludes."""
    return Shape(
        columns={
            name: fact.columns for name, fact in program.types.items() if fact.scope is Scope.CONCLUSION
        },
        rules=[
            (rule.id, tuple(bind.fact for bind in rule.binds), tuple(e.fact for e in witnessed(rule)))
            for rule in program.rules.values()
        ],
        models=program.models,
    )


def witnessed(rule: Rule) -> tuple[Exists, ...]:
    """Give the `exists` conditions of a rule for which a support names a witness."""
    return tuple(part for part in rule.where if isinstance(part, Exists))


def given_rows(program: Program, facts: Snapshot) -> dict[str, list[Row]]:
    """Turn conclusions that came in as facts into rows, each once."""
    given: dict[str, list[Row]] = {}
    for name, items in facts.by_type.items():
        fact = program.types.get(name)
        if fact is not None and fact.scope is Scope.CONCLUSION:
            given[name] = list(dict.fromkeys(tuple(getattr(item, c) for c in fact.columns) for item in items))
    return given


def refuse_excess(derived: Mapping[str, Collection[Row]], limit: int) -> None:
    """Raise where more was concluded than the limits allow."""
    if sum(map(len, derived.values())) > limit:
        raise ExecutionError.of(
            "RC301",
            f"more than {limit} conclusions for one customer",
            hint="look for a rule that joins too widely, or raise Limits(conclusions=...)",
        )
