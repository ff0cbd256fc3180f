"""One decision: relcore's default executor beside hand-written Python and rule engines."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.results import Measure
from benchmarks.shared_workload import is_there

ENGINES = {
    "hand": 4000,
    "compiled": 4000,
    "compiled.supports": 4000,
    "durable": 500,
    "zen": 1000,
    "clips": 1000,
}
"""Engines and the number of decisions that each is timed for."""
GROWTH = {
    "rules60.inter12": (1, 12),
    "rules240.inter12": (4, 12),
    "rules1020.inter12": (17, 12),
    "rules60.inter120": (1, 120),
}


def run(name: str, copies: int, interactions: int, calls: int) -> dict[str, float] | None:
    """Time an engine in a process of its own; None where it cannot be loaded, with a note."""
    command = [sys.executable, "-m", "benchmarks.worker", name, str(copies), str(interactions), str(calls)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  {name} left out: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def measures(rounds: int) -> Iterator[Measure]:
    """Give times of one decision, ratios within each round, and growth with rules and interactions."""
    if not is_there():
        print("the shared workload is not there: single decisions are left out", file=sys.stderr)
        return
    seen: dict[str, list[dict[str, float]]] = {}
    for number in range(rounds):
        order = list(ENGINES.items())
        for name, calls in order if number % 2 == 0 else order[::-1]:
            if (found := run(name, 1, 12, calls)) is not None:
                seen.setdefault(name, []).append(found)
    for name, found_all in seen.items():
        for key in ("p50", "p99", "mean"):
            yield Measure.median(f"one.{name}.{key}", [found[key] for found in found_all], "us")
    pairs = [("compiled", "hand"), ("compiled.supports", "hand")]
    pairs += [(peer, "compiled") for peer in ("durable", "zen", "clips")]
    for first, second in pairs:
        if first in seen and second in seen:
            ratios = [a["p50"] / b["p50"] for a, b in zip(seen[first], seen[second], strict=True)]
            yield Measure.median(f"one.{first}/{second}", ratios, "ratio")
    yield Measure.median("one.compiled.first", [found["first"] for found in seen["compiled"]], "us")
    yield Measure.median("one.compiled.build", [found["build"] for found in seen["compiled"]], "us")
    for label, (copies, interactions) in GROWTH.items():
        for name in ("hand", "compiled"):
            times = [found["p50"] for _ in range(rounds) if (found := run(name, copies, interactions, 2000))]
            yield Measure(f"growth.{name}.{label}", statistics.median(times), "us", times)
