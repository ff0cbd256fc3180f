"""What rule engines are asked for besides one decision: building, the first run, one more fact, memory."""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

from benchmarks import workload_rules
from benchmarks.engines import DAY
from benchmarks.results import Measure
from benchmarks.shared_workload import is_there, load
from relcore import Snapshot
from relcore.executors.compiled import CompiledExecutor
from relcore.program import Program

LIVE = 1000
COPIES = {60: 1, 240: 4, 1020: 17}
"""Rules, and how many copies of the workload's 60 rules give them."""


def measures(rounds: int) -> Iterator[Measure]:
    """Give building by number of rules, the decision after one new fact, memory for each live customer."""
    if not is_there():
        return
    workload = load("workload")
    for rules, copies in COPIES.items():
        built, first = [], []
        for _ in range(rounds):
            begin = time.perf_counter()
            program = workload_rules.program(workload.rules(copies))
            middle = time.perf_counter()
            snapshot = workload_rules.snapshot(*workload.customers(1, 12)[0])
            ready = time.perf_counter()
            CompiledExecutor().run(program, snapshot, DAY)
            built.append(rules / (middle - begin))
            first.append((time.perf_counter() - ready) * 1000)
        yield Measure.median(f"classic.rules{rules}.checked_per_second", built, "rules/s")
        yield Measure.median(f"classic.rules{rules}.first_decision", first, "ms")
    program = workload_rules.program(workload.rules(1))
    executor = CompiledExecutor()
    customers = [workload_rules.snapshot(*customer) for customer in workload.customers(LIVE, 12)]
    executor.run(program, customers[0], DAY)
    yield Measure.median(
        "classic.after_one_new_fact", _after_one_new_fact(executor, program, customers), "us"
    )
    yield Measure.median("classic.memory_per_live_customer", [_memory(executor, program, workload)], "KiB")


def _after_one_new_fact(
    executor: CompiledExecutor, program: Program, customers: list[Snapshot]
) -> list[float]:
    """Time gathering a customer's facts anew with one more, and deciding again."""
    times = []
    for snapshot in customers:
        *known, new = snapshot
        before = Snapshot.of(known)
        executor.run(program, before, DAY)
        begin = time.perf_counter_ns()
        executor.run(program, Snapshot.of([*known, new]), DAY)
        times.append((time.perf_counter_ns() - begin) / 1000)
    return [statistics.median(times)]


def _memory(executor: CompiledExecutor, program: Program, workload: Any) -> float:
    """Give the memory of a customer's facts with their ledger and its supports, in KiB."""
    data = workload.customers(LIVE, 12)
    gc.collect()
    tracemalloc.start()
    alive = []
    for customer in data:
        snapshot = workload_rules.snapshot(*customer)
        alive.append((snapshot, executor.run(program, snapshot, DAY)))
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return used / len(alive) / 1024
