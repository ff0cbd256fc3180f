"""One engine on a whole book, in a process of its own: check against the oracle, then time load and runs.

python -m benchmarks.book_worker ENGINE CUSTOMERS COPIES INTERACTIONS ROUNDS, in the folder that holds data/
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import resource
import statistics
import sys
import time
from collections import Counter
from typing import Any

from benchmarks import eng_relcore_sql
from benchmarks.shared_workload import load

CHECKED = 300


def engine(name: str, copies: int) -> Any:
    """Make an engine by name: relcore's, or one of the workload's folder."""
    if name == "sql":
        return eng_relcore_sql.Engine(copies)
    os.environ.setdefault("POLARS_MAX_THREADS", "2")
    return load(f"eng_{name}").Engine(copies)


def check(name: str, copies: int, interactions: int) -> None:
    """End the process where an engine and the oracle differ on any of some customers."""
    workload = load("workload")
    customers = workload.customers(CHECKED, interactions)
    rules = workload.rules(copies)
    found = engine(name, copies).sets(customers)
    for (record, interacted), pairs in zip(customers, found, strict=True):
        if pairs != workload.oracle(record, interacted, rules):
            raise SystemExit(f"{name} disagrees with the oracle on customer {record['cid']}")


def digest(subject: Any, result: Any) -> str:
    """Give a digest of how often each pair was concluded; equal for equal results."""
    codes = result["code"].to_list() if hasattr(result["code"], "to_list") else result["code"].to_pylist()
    counts = sorted((subject.heads[code], count) for code, count in Counter(codes).items())
    return hashlib.sha256(repr(counts).encode()).hexdigest()


def measure(name: str, customers: int, copies: int, interactions: int, rounds: int) -> dict[str, Any]:
    """Give seconds to load and to run, first and later, and the peak of memory in MiB."""
    check(name, copies, interactions)
    subject = engine(name, copies)
    begin = time.perf_counter()
    subject.load(customers, interactions)
    loaded = time.perf_counter() - begin
    times = []
    for _ in range(rounds + 1):
        gc.collect()
        begin = time.perf_counter()
        result = subject.run()
        times.append(time.perf_counter() - begin)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "load": loaded,
        "first": times[0],
        "run": statistics.median(times[1:]),
        "memory": peak,
        "digest": digest(subject, result),
    }


if __name__ == "__main__":
    engine_name, *numbers = sys.argv[1:]
    print(json.dumps(measure(engine_name, *map(int, numbers))))
