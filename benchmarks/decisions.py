"""Whole decisions with the built-in playbook: conclusions, guards, ranking and words."""

from __future__ import annotations

import time
from collections.abc import Iterator

from benchmarks.results import Measure
from relcore import Advisor, Book, Snapshot
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.explain import waiting


def snapshots() -> list[Snapshot]:
    """Give the customers of the example book that have at least 12 interactions."""
    everyone = Book.open(EXAMPLE).customers().values()
    return [snapshot for snapshot in everyone if len(snapshot.facts("Interaction")) >= 12]


def measures(rounds: int) -> Iterator[Measure]:
    """Give the time of one decision and of its parts, in microseconds."""
    advisor = Advisor()
    begin = time.perf_counter()
    rules = len(advisor.program.rules)
    yield Measure.median("advise.rules", [rules], "rules")
    yield Measure.median("advise.check", [(time.perf_counter() - begin) * 1e3], "ms")
    customers = snapshots()
    yield Measure.median("advise.customers", [len(customers)], "customers")
    begin = time.perf_counter()
    advisor.advise(customers[0], as_of=EXAMPLE_DAY)
    yield Measure.median("advise.first", [(time.perf_counter() - begin) * 1e3], "ms")
    whole, actions, ledgers, unknowns = [], [], [], []
    for _ in range(max(rounds, 3) * 5):
        for snapshot in customers:
            start = time.perf_counter_ns()
            advisor.advise(snapshot, as_of=EXAMPLE_DAY)
            whole.append((time.perf_counter_ns() - start) / 1000)
            start = time.perf_counter_ns()
            advisor.advise(snapshot, as_of=EXAMPLE_DAY, unknowns=False)
            actions.append((time.perf_counter_ns() - start) / 1000)
            start = time.perf_counter_ns()
            ledger = advisor.ledger(snapshot, as_of=EXAMPLE_DAY)
            middle = time.perf_counter_ns()
            waiting(advisor.program, snapshot, ledger)
            ledgers.append((middle - start) / 1000)
            unknowns.append((time.perf_counter_ns() - middle) / 1000)
    parts = {
        "advise": whole,
        "advise.without_unknowns": actions,
        "advise.ledger": ledgers,
        "advise.unknowns": unknowns,
    }
    for name, times in parts.items():
        times.sort()
        for part, position in (("p50", 0.5), ("p99", 0.99)):
            value = times[int(len(times) * position)]
            yield Measure(f"{name}.{part}", value, "us", [value])
