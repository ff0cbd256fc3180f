"""Whole books: relcore's sql executor beside SQL and data frames written by hand for the same rules.

Times include reading the Parquet files; every engine agrees with the oracle before it is timed, and with the
other engines on the whole book.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.results import Measure
from benchmarks.shared_workload import FOLDER, is_there

ENGINES = {"sql": "sql", "duckdb_tuned": "duckdb", "polars_hand": "polars"}
"""Names of the measures, and of the engines."""
SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000}
MILLION = {"1M": 1_000_000}
SHAPES = {
    "rules60.inter12": (1, 12),
    "rules240.inter12": (4, 12),
    "rules1020.inter12": (17, 12),
    "rules60.inter120": (1, 120),
}
ROUNDS_WITHIN = 3


def measures(rounds: int, *, million: bool = False) -> Iterator[Measure]:
    """Give times and memory for books of several sizes, and ratios within each round."""
    if not is_there():
        print("the shared workload is not there: whole books are left out", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="relcore-bench-") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        yield from _beside_others(folder, rounds)
        yield from _growth(folder, rounds, million=million)
    yield from _compiling(rounds)


def run(folder: Path, engine: str, customers: int, copies: int = 1, interactions: int = 12) -> dict[str, Any]:
    """Time an engine in a process of its own; raises where it fails or disagrees."""
    _make_data(folder, customers, interactions)
    numbers = map(str, (customers, copies, interactions, ROUNDS_WITHIN))
    command = [sys.executable, "-m", "benchmarks.book_worker", engine, *numbers]
    done = subprocess.run(
        command, cwd=folder, env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{engine}: {done.stderr.strip()[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _beside_others(folder: Path, rounds: int) -> Iterator[Measure]:
    seen: dict[str, list[dict[str, Any]]] = {name: [] for name in ENGINES}
    for number in range(rounds):
        order = list(ENGINES.items())
        for name, engine in order if number % 2 == 0 else order[::-1]:
            seen[name].append(run(folder, engine, SIZES["100k"]))
    digests = {found["digest"] for all_found in seen.values() for found in all_found}
    if len(digests) > 1:
        raise SystemExit("the engines conclude different things for the book of 100,000 customers")
    whole = {name: [found["load"] + found["run"] for found in all_found] for name, all_found in seen.items()}
    for name, times in whole.items():
        yield Measure.median(f"book100k.{name}.seconds", times, "s")
        for part in ("load", "run"):
            yield Measure.median(f"book100k.{name}.{part}", [found[part] for found in seen[name]], "s")
        yield Measure.median(f"book100k.{name}.memory", [found["memory"] for found in seen[name]], "MiB")
        yield Measure.median(
            f"book100k.{name}.rate", [SIZES["100k"] / seconds for seconds in times], "customers/s"
        )
    for other in ("duckdb_tuned", "polars_hand"):
        ratios = [mine / theirs for mine, theirs in zip(whole["sql"], whole[other], strict=True)]
        yield Measure.median(f"book100k.sql/{other}", ratios, "ratio")
    yield Measure.median("book100k.sql.first", [found["first"] for found in seen["sql"]], "s")


def _growth(folder: Path, rounds: int, *, million: bool) -> Iterator[Measure]:
    for label, customers in {**SIZES, **(MILLION if million else {})}.items():
        found = [run(folder, "sql", customers) for _ in range(rounds)]
        times = [one["load"] + one["run"] for one in found]
        yield Measure.median(f"growth.book.sql.{label}.seconds", times, "s")
        yield Measure.median(f"growth.book.sql.{label}.memory", [one["memory"] for one in found], "MiB")
    for label, (copies, interactions) in SHAPES.items():
        for name in ("sql", "duckdb_tuned"):
            found = [run(folder, ENGINES[name], SIZES["10k"], copies, interactions) for _ in range(rounds)]
            times = [one["load"] + one["run"] for one in found]
            yield Measure(f"growth.book10k.{name}.{label}", statistics.median(times), "s", times)


def _compiling(rounds: int) -> Iterator[Measure]:
    """Time the way from the built-in rules to statements."""
    from relcore import Advisor
    from relcore.books.example import EXAMPLE_DAY
    from relcore.executors.sql.catalog import declared_catalog
    from relcore.executors.sql.compiled import CompiledBook
    from relcore.executors.sql.databases import dialect_of

    program = Advisor().program
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        CompiledBook.of(program, declared_catalog(program), EXAMPLE_DAY, dialect_of("duckdb"))
        times.append(time.perf_counter() - begin)
    yield Measure.median("book.sql.compile_builtin", times, "s")


def _make_data(folder: Path, customers: int, interactions: int) -> None:
    if not (folder / "data" / f"i_{customers}_{interactions}.parquet").exists():
        command = [sys.executable, str(FOLDER / "gendata.py"), f"{customers}x{interactions}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _environment() -> dict[str, str]:
    """Let a process in another folder find what this one finds."""
    here = [str(Path(path).resolve()) for path in sys.path if path and Path(path).is_dir()]
    root = str(Path(__file__).resolve().parents[1])
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([root, *here]),
        "RELCORE_BENCH": str(FOLDER.resolve()),
    }
