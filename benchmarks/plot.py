"""The plot beside the page: ratios with what was asked, and growth with customers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.asked import ASKED
from benchmarks.results import Measure

_SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000}


def draw(found: Mapping[str, Measure], path: Path) -> None:
    """Draw ratios as bars on a logarithmic scale, and seconds by the number of customers."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "relcore"
    from matplotlib import pyplot

    ratios = [measure for measure in found.values() if measure.unit == "ratio"]
    figure, (left, right) = pyplot.subplots(
        1, 2, figsize=(13, 0.4 * len(ratios) + 1.5), width_ratios=(3, 2), layout="constrained"
    )
    _ratios(left, ratios)
    _growth(right, found)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def _ratios(axes: Any, ratios: list[Measure]) -> None:
    names = [measure.name for measure in reversed(ratios)]
    values = [measure.value for measure in reversed(ratios)]
    bars = axes.barh(names, values, color="#4477aa")
    axes.bar_label(bars, labels=[f"{value:,.2f}" for value in values], padding=3)
    for at_most, mark, label in ((True, "<", "at most, as asked"), (False, ">", "at least, as asked")):
        bounds = [
            (asked.limit, names.index(asked.measure))
            for asked in ASKED
            if asked.measure in names and asked.at_most is at_most
        ]
        if bounds:
            axes.plot(*zip(*bounds, strict=True), mark, color="#cc3311", markersize=8, label=label)
    if axes.lines:
        axes.legend(loc="lower right")
    axes.set_xscale("log")
    axes.margins(x=0.2)
    axes.axvline(1, color="#999999", linewidth=1)
    axes.set_title("time of the first divided by time of the second")


def _growth(axes: Any, found: Mapping[str, Measure]) -> None:
    conclusions = [
        (size, found[name].value)
        for label, size in _SIZES.items()
        if (name := f"growth.book.sql.{label}.seconds") in found
    ]
    advice = [
        (int(known[1]), int(known[1]) / measure.value)
        for name, measure in found.items()
        if (known := re.fullmatch(r"book(\d+)\.portfolio\.compiled\.speed", name))
    ]
    for label, points in (("conclusions, 60 rules, SQL", conclusions), ("whole advice", advice)):
        if points:
            axes.plot(*zip(*points, strict=True), "o-", label=label)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("customers")
    axes.set_title("seconds for a book")
    if conclusions or advice:
        axes.legend()
