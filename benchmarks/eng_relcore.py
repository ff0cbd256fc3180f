"""relcore as an engine of the shared workload's harness, found through PYTHONPATH.

Like the other engines it is given plain records; validating them as facts is part of its time.
"""

from __future__ import annotations

from typing import Any

from benchmarks import workload_rules
from benchmarks.engines import DAY
from benchmarks.shared_workload import load
from relcore.executors.compiled import CompiledExecutor


class Engine:
    """The compiled executor behind the harness's interface."""

    row = True

    def __init__(self, copies: int = 1, perturb: bool = False) -> None:
        self.program = workload_rules.program(load("workload").rules(copies, perturb))
        self.executor = CompiledExecutor()

    def one(self, customer: Any, interactions: Any) -> set[tuple[str, str]]:
        """Decide for one customer."""
        facts = workload_rules.snapshot(customer, interactions)
        ledger = self.executor.run(self.program, facts, DAY, supports=False)
        return {(workload_rules.KINDS[fact], row[0]) for fact, rows in ledger.derived.items() for row in rows}
