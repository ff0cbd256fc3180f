"""Run all measurements: `python -m benchmarks [--rounds N] [--million]`; writes latest.json and the page."""

from __future__ import annotations

import argparse
from datetime import date
from functools import partial

from benchmarks import book, classic, decisions, single, startup, verification
from benchmarks.page import write_page
from benchmarks.results import LATEST, Measure, table, write


def main() -> None:
    """Measure, print a table, write the JSON file and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--million", action="store_true", help="also a book of a million customers")
    chosen = parser.parse_args()
    found: list[Measure] = []
    whole_books = partial(book.measures, million=chosen.million)
    for part in (
        startup.measures,
        single.measures,
        classic.measures,
        decisions.measures,
        verification.measures,
        whole_books,
    ):
        for measure in part(chosen.rounds):
            print(table([measure]), flush=True)
            found.append(measure)
    write(found)
    write_page(found, date.today())
    print(f"\n{table(found)}\n")
    print(f"written to {LATEST.name}; times depend on the machine, ratios hardly do")


if __name__ == "__main__":
    main()
