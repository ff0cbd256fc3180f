"""The page on measurements: the machine, a table of what was measured, and a plot of the ratios."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.results import Measure

DOCS = Path(__file__).parents[1] / "docs"
_INTRO = """# Measurements

Written by `make bench`; times depend on the machine, ratios are taken within one run and hardly do. Before
anything is timed, every engine's results are compared with the oracle of the workload.

- `one.*`: one decision on 60 rules and 12 interactions; `A/B` is the time of A divided by that of B.
- `book100k.*`: a book of 100,000 customers, loading included.
- `advise.*`: one whole decision with the built-in playbook, words included; without_unknowns leaves out the
  questions for which rules only wait.
- `classic.*`: what rule engines are commonly asked for. `growth.*`: more rules, more interactions.
"""


def write_page(measures: Sequence[Measure], day: date) -> None:
    """Write docs/benchmarks.md and its plot."""
    lines = [_INTRO, f"Measured on {day.isoformat()}: {_machine()}.", "", "![ratios](benchmarks.svg)", ""]
    lines += ["| measure | median | unit | rounds |", "|---|---:|---|---|"]
    for measure in measures:
        spread = f"{_number(min(measure.rounds))} to {_number(max(measure.rounds))}"
        lines.append(f"| `{measure.name}` | {_number(measure.value)} | {measure.unit} | {spread} |")
    (DOCS / "benchmarks.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _plot([measure for measure in measures if measure.unit == "ratio"])


def _machine() -> str:
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor() or "unknown processor",
    )
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()}, CPython {platform.python_version()}"


def _number(value: float) -> str:
    return f"{value:,.2f}" if abs(value) < 1000 else f"{value:,.0f}"


def _plot(ratios: Sequence[Measure]) -> None:
    """Draw the ratios as bars on a logarithmic scale."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "relcore"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 0.5 * len(ratios) + 1))
    names = [measure.name for measure in reversed(ratios)]
    values = [measure.value for measure in reversed(ratios)]
    bars = axes.barh(names, values, color="#4477aa")
    axes.bar_label(bars, labels=[_number(value) for value in values], padding=3)
    axes.set_xscale("log")
    axes.axvline(1, color="#999999", linewidth=1)
    axes.set_title("time of the first divided by time of the second")
    figure.tight_layout()
    figure.savefig(DOCS / "benchmarks.svg", metadata={"Date": None})
    pyplot.close(figure)
