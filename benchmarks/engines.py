"""The engines that are compared: each makes a function that decides for one customer of the workload."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks import workload_rules
from benchmarks.shared_workload import load
from relcore.executors.compiled import CompiledExecutor

Prepare = Callable[[Any, Any], Any]
Decide = Callable[[Any], Any]
Pairs = set[tuple[str, str]]
"""What the workload calls a result: pairs of kind and code."""

DAY = date(2026, 1, 1)


class Relcore:
    """relcore's default executor on validated facts, ledger included."""

    def __init__(self, copies: int, *, supports: bool) -> None:
        self.program = workload_rules.program(load("workload").rules(copies))
        self.executor = CompiledExecutor()
        self.supports = supports

    def prepare(self, customer: Any, interactions: Any) -> Any:
        """Validate the facts; this is not timed."""
        return workload_rules.snapshot(customer, interactions)

    def decide(self, prepared: Any) -> Any:
        """Run the program; this is timed."""
        return self.executor.run(self.program, prepared, DAY, supports=self.supports)

    def pairs(self, result: Any) -> Pairs:
        """Give the result in the workload's terms."""
        return {(workload_rules.KINDS[fact], row[0]) for fact, rows in result.derived.items() for row in rows}


class Peer:
    """An engine of the workload's folder; it gets the plain records."""

    def __init__(self, name: str, copies: int) -> None:
        self.engine = load(f"eng_{name}").Engine(copies)

    def prepare(self, customer: Any, interactions: Any) -> Any:
        """Keep the records as they are."""
        return customer, interactions

    def decide(self, prepared: Any) -> Any:
        """Decide for one customer; this is timed."""
        return self.engine.one(*prepared)

    def pairs(self, result: Any) -> Pairs:
        """Give the result in the workload's terms."""
        return set(result)


def engine(name: str, copies: int) -> Relcore | Peer:
    """Make an engine by name."""
    if name == "compiled":
        return Relcore(copies, supports=False)
    if name == "compiled.supports":
        return Relcore(copies, supports=True)
    os.environ.setdefault("POLARS_MAX_THREADS", "2")
    return Peer(name, copies)
