"""The page on measurements: what was asked and what was met, the machine, everything measured, a plot."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.asked import verdicts
from benchmarks.plot import draw
from benchmarks.results import Measure

DOCS = Path(__file__).parents[1] / "docs"
_ENGINES = ("duckdb", "polars", "durable_rules", "zen-engine", "clipspy", "pyarrow", "pydantic")
_INTRO = """# Measurements

Written by `make bench`. Times depend on the machine; ratios are taken between engines that ran in turn within
one round, and hardly do. Before anything is timed, every engine's results are compared with the oracle of the
workload: 60 rules in four strata over a customer with 14 attributes and 12 interactions.
"""
_SECTIONS = (
    (
        "one.",
        "One decision",
        "Time for one customer whose facts are in memory; engines run in turn. What relcore takes beyond"
        " hand-written Python: sums and comparisons of exact decimals rather than floats, conclusions as"
        " rows rather than marks, a ledger, and no assumption that there is one customer's record only.",
    ),
    (
        "book100k.",
        "A book of 100,000 customers",
        "From Parquet files to the conclusions of every customer, loading included: `seconds` are `load` and"
        " `run` together, `memory` is the peak of the process. For `sql` Arrow reads the files and DuckDB"
        " looks at what it read; the SQL written by hand runs on tables that DuckDB makes of the files."
        " `A/sql` of an engine for single decisions compares the mean time of its decisions, times 100,000,"
        " with the time of the whole book.",
    ),
    (
        "advise",
        "One whole decision with the built-in playbook",
        "Conclusions, guards, ranking, dates and words: `advise` for customers of whom 12 interactions are"
        " known, `advise.110_facts` for the same customers with their orders, deliveries, payments and"
        " observations, and the company's policies and holidays. `without_unknowns` leaves out the questions"
        " for which rules only wait; `ledger` is the part that concludes, `unknowns` the part that finds the"
        " questions. What bounds it: some 3,500 lines of generated Python run for the rules, 9,000 with all"
        " facts; then a hundred to two hundred parts of advice get their sentences, references and types.",
    ),
    (
        "portfolio.",
        "Whole advice for a book, from Parquet to Parquet",
        "`relcore portfolio` with the built-in playbook and 12 interactions for each customer, with as"
        " many processes as there are processors; `work` is processor time of all of them, `memory` the"
        " peak of all together. `stage.*` says where the processor time of one process goes.",
    ),
    (
        "growth.",
        "Growth",
        "With the number of rules (copies of the 60 with other limits), of interactions, and of customers.",
    ),
    (
        "classic.",
        "What rule engines are commonly asked for",
        "Rules checked and stratified per second; the first decision, which generates the code; the decision"
        " after one new fact; memory for a customer whose facts, conclusions and supports are kept.",
    ),
    (
        "verify.",
        "Checking and proving playbooks",
        "Processor time of `relcore check` and `relcore prove`, for the built-in playbook with the plug-ins"
        " of this repository, and for playbooks that grow.",
    ),
    ("", "The rest", "Importing, on top of pydantic; writing the built-in playbook as SQL."),
)


def write_page(measures: Sequence[Measure], day: date) -> None:
    """Write docs/benchmarks.md and its plot."""
    found = {measure.name: measure for measure in measures}
    text = "\n".join(_lines(found, day)) + "\n"
    (DOCS / "benchmarks.md").write_text(text, encoding="utf-8")
    draw(found, DOCS / "benchmarks.svg")


def _lines(found: Mapping[str, Measure], day: date) -> Iterator[str]:
    yield _INTRO
    yield f"Measured on {day.isoformat()}: {_machine()}."
    yield f"With {_versions()}."
    yield from _asked(found)
    yield from ("", "![Ratios and growth](benchmarks.svg)")
    told: set[str] = set()
    for prefix, title, meaning in _SECTIONS:
        # A measure belongs to the first section whose word stands in front of it or after its book.
        own = [m for name, m in found.items() if name not in told and _belongs(name, prefix)]
        told.update(measure.name for measure in own)
        if own:
            yield from ("", f"## {title}", "", meaning, "")
            yield from ("| measure | median | unit | rounds |", "|---|---:|---|---|")
            for measure in own:
                yield f"| `{measure.name}` | {_number(measure.value)} | {measure.unit} | {_spread(measure)} |"


def _belongs(name: str, prefix: str) -> bool:
    return name.startswith(prefix) or (prefix == "portfolio." and f".{prefix}" in name)


def _asked(found: Mapping[str, Measure]) -> Iterator[str]:
    judged = list(verdicts(found))
    if not judged:
        return
    missed = [(asked, measure) for asked, measure, met in judged if not met]
    yield from ("", "## What we asked of ourselves", "")
    yield f"{len(judged) - len(missed)} of {len(judged)} bounds are met."
    if missed:
        yield ""
    for asked, measure in missed:
        part = measure.value / asked.limit
        off = f"{(part - 1) * 100:.0f} % above" if asked.at_most else f"{part * 100:.0f} % of"
        reached = _number(measure.value)
        yield f"- `{asked.measure}` misses: {reached}, {off} the {asked.limit:g} that were asked."
    yield from ("", "| measure | asked | measured | met | what it says |", "|---|---|---:|---|---|")
    for asked, measure, met in judged:
        answer = "yes" if met else "**no**"
        yield f"| `{asked.measure}` | {asked.bound} | {_number(measure.value)} | {answer} | {asked.meaning} |"


def _machine() -> str:
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in _lines_of("/proc/cpuinfo")
            if line.startswith("model name")
        ),
        platform.processor() or "unknown processor",
    )
    memory = next((line.split()[1] for line in _lines_of("/proc/meminfo") if line.startswith("MemTotal")), "")
    size = f", {int(memory) / 2**20:.0f} GiB" if memory else ""
    return f"{cpu}, {os.cpu_count()} processors{size}, {platform.system()}"


def _lines_of(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


def _versions() -> str:
    known = [f"CPython {platform.python_version()}"]
    for name in _ENGINES:
        try:
            known.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(known)


def _spread(measure: Measure) -> str:
    if len(measure.rounds) == 1:
        return "one"
    return f"{_number(min(measure.rounds))} to {_number(max(measure.rounds))}"


def _number(value: float) -> str:
    return f"{value:,.2f}" if abs(value) < 1000 else f"{value:,.0f}"
