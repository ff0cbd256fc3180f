"""One engine in a process of its own: check against the oracle, then time single decisions.

python -m benchmarks.worker ENGINE COPIES INTERACTIONS CALLS
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time

from benchmarks.engines import engine
from benchmarks.shared_workload import load

CHECKED = 100


def measure(name: str, copies: int, interactions: int, calls: int) -> dict[str, float]:
    """Give the median, 99th percentile and mean of one decision, in microseconds, and what came before it."""
    workload = load("workload")
    started = time.perf_counter()
    subject = engine(name, copies)
    built = time.perf_counter()
    data = workload.customers(1000, interactions)[: max(CHECKED, calls)]
    rules = workload.rules(copies)
    prepared = [subject.prepare(*customer) for customer in data]
    first = time.perf_counter()
    subject.decide(prepared[0])
    first = time.perf_counter() - first
    for customer, ready in zip(data[:CHECKED], prepared[:CHECKED], strict=True):
        if subject.pairs(subject.decide(ready)) != workload.oracle(*customer, rules):
            raise SystemExit(f"{name} disagrees with the oracle on customer {customer[0]['cid']}")
    times = []
    for number in range(calls):
        ready = prepared[number % len(prepared)]
        begin = time.perf_counter_ns()
        subject.decide(ready)
        times.append(time.perf_counter_ns() - begin)
    times.sort()
    return {
        "p50": statistics.median(times) / 1000,
        "p99": times[int(len(times) * 0.99)] / 1000,
        "mean": statistics.fmean(times) / 1000,
        "build": (built - started) * 1e6,
        "first": first * 1e6,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    name, copies, interactions, calls = sys.argv[1:]
    print(json.dumps(measure(name, int(copies), int(interactions), int(calls))))
