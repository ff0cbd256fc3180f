"""Run all measurements: `python -m benchmarks [--rounds N]`; writes benchmarks/latest.json."""

from __future__ import annotations

import argparse

from benchmarks import decisions, single, startup
from benchmarks.results import LATEST, Measure, table, write


def main() -> None:
    """Measure, print a table, write the JSON file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    found: list[Measure] = []
    for part in (startup, single, decisions):
        for measure in part.measures(rounds):
            print(table([measure]), flush=True)
            found.append(measure)
    write(found)
    print(f"\n{table(found)}\n")
    print(f"written to {LATEST.name}; times depend on the machine, ratios hardly do")


if __name__ == "__main__":
    main()
