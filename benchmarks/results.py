"""Measures: a name, a value, its unit and the rounds behind it; written as JSON and as a table."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

LATEST = Path(__file__).parent / "latest.json"


@dataclass(frozen=True)
class Measure:
    """A measured value with the values of each round."""

    name: str
    value: float
    unit: str
    rounds: list[float]

    @classmethod
    def median(cls, name: str, rounds: list[float], unit: str) -> Self:
        """Take the median of the rounds."""
        return cls(name, statistics.median(rounds), unit, rounds)


def write(measures: Iterable[Measure], path: Path = LATEST) -> None:
    """Write the measures as one JSON object, name to value, unit and rounds."""
    content = {
        m.name: {"value": round(m.value, 4), "unit": m.unit, "rounds": [round(r, 4) for r in m.rounds]}
        for m in measures
    }
    path.write_text(json.dumps(content, indent=1) + "\n")


def read(path: Path = LATEST) -> list[Measure]:
    """Read measures that were written."""
    content = json.loads(path.read_text())
    return [Measure(name, entry["value"], entry["unit"], entry["rounds"]) for name, entry in content.items()]


def table(measures: Iterable[Measure]) -> str:
    """Give the measures as aligned text."""
    rows = [
        (m.name, f"{m.value:,.3f}", m.unit, f"{min(m.rounds):,.3f} to {max(m.rounds):,.3f}") for m in measures
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    return "\n".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}} {unit:<{widths[2]}}  ({spread})"
        for name, value, unit, spread in rows
    )
