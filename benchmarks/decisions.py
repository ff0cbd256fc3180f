"""Whole decisions with the built-in playbook: conclusions, guards, ranking and words."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from benchmarks.results import Measure
from relcore import Advisor, Book, Snapshot
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.explain import waiting


def snapshots() -> list[Snapshot]:
    """Give the customers of the example book with 12 interactions and more, and all that is known of them.

    Each comes with about 110 facts: orders, deliveries and payments, and the company's policies and holidays.
    """
    everyone = Book.open(EXAMPLE).customers().values()
    return [snapshot for snapshot in everyone if len(snapshot.facts("Interaction")) >= 12]


def with_interactions_only(customers: Sequence[Snapshot]) -> list[Snapshot]:
    """Leave of each customer the master data and 12 interactions."""
    return [
        Snapshot.of([*customer.facts("Customer"), *customer.facts("Interaction")[:12]])
        for customer in customers
    ]


def measures(rounds: int) -> Iterator[Measure]:
    """Give the time of one decision and of its parts, in microseconds."""
    advisor = Advisor()
    begin = time.perf_counter()
    rules = len(advisor.program.rules)
    yield Measure.median("advise.rules", [rules], "rules")
    yield Measure.median("advise.check", [(time.perf_counter() - begin) * 1e3], "ms")
    customers = snapshots()
    begin = time.perf_counter()
    advisor.advise(customers[0], as_of=EXAMPLE_DAY)
    yield Measure.median("advise.first", [(time.perf_counter() - begin) * 1e3], "ms")
    for name, chosen in (("advise", with_interactions_only(customers)), ("advise.110_facts", customers)):
        yield Measure.median(f"{name}.customers", [len(chosen)], "customers")
        yield from _decisions(name, advisor, chosen, max(rounds, 3) * 5)


def _decisions(name: str, advisor: Advisor, customers: Sequence[Snapshot], times: int) -> Iterator[Measure]:
    whole, actions, ledgers, unknowns = [], [], [], []
    for _ in range(times):
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
        name: whole,
        f"{name}.without_unknowns": actions,
        f"{name}.ledger": ledgers,
        f"{name}.unknowns": unknowns,
    }
    for label, found in parts.items():
        found.sort()
        for part, position in (("p50", 0.5), ("p99", 0.99)):
            value = found[int(len(found) * position)]
            yield Measure(f"{label}.{part}", value, "us", [value])
