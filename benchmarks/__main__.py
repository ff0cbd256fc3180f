"""Run all measurements: `python -m benchmarks`; writes latest.json and the page.

`--rounds N` repeats what is timed beside others; `--million` adds a book of a million customers, and whole
advice for 100,000; `--only PART` leaves the other parts out, and writes nothing.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from benchmarks import book, classic, decisions, portfolio, single, startup, verification
from benchmarks.asked import whole_book_ratios
from benchmarks.page import write_page
from benchmarks.results import LATEST, Measure, table, write

Part = Callable[[int], Iterator[Measure]]

_PORTFOLIOS = [1_000, 10_000]
_LARGE = 100_000


def main() -> None:
    """Measure, print a table, write the JSON file and the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--million", action="store_true", help="also books that take long")
    parser.add_argument("--only", choices=list(_parts(million=False)), help="one part, and write nothing")
    chosen = parser.parse_args()
    found: dict[str, Measure] = {}
    for name, part in _parts(million=chosen.million).items():
        if chosen.only in (None, name):
            began = time.perf_counter()
            for measure in part(chosen.rounds):
                print(table([measure]), flush=True)
                found[measure.name] = measure
            print(f"-- {name}: {time.perf_counter() - began:.0f} s", flush=True)
    for measure in whole_book_ratios(found):
        found[measure.name] = measure
    print(f"\n{table(found.values())}\n")
    if chosen.only is None:
        write(found.values())
        write_page(list(found.values()), date.today())
        print(f"written to {LATEST.name}; times depend on the machine, ratios hardly do")


def _parts(*, million: bool) -> Mapping[str, Part]:
    sizes = [*_PORTFOLIOS, _LARGE] if million else _PORTFOLIOS
    return {
        "startup": startup.measures,
        "single": single.measures,
        "classic": classic.measures,
        "decisions": decisions.measures,
        "verification": verification.measures,
        "book": partial(book.measures, million=million),
        # A run takes long enough for one round to tell.
        "portfolio": lambda rounds: portfolio.measures(sizes),
    }


if __name__ == "__main__":
    main()
