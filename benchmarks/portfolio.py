"""Whole books, from Parquet to Parquet: customers per second, memory, and where the time goes.

`python -m benchmarks.portfolio 1000 10000` measures books of these sizes, with as many processes as there are
processors; `--jobs`, `--engine` and `--rounds` change that. `--write` adds what was measured to latest.json
and to the page: a million customers take half an hour, and no other measurement waits for them.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks.book_maker import AS_OF, make_book
from benchmarks.page import write_page
from benchmarks.results import Measure, read, table
from benchmarks.results import write as write_results
from relcore.advice import Catalogue, ContactCalendar, decide
from relcore.advisor import Advisor
from relcore.books import Book, divide, facts_of
from relcore.executors.compiled import CompiledExecutor
from relcore.explain import waiting
from relcore.facts import Snapshot
from relcore.portfolio import rows_of
from relcore.portfolio.merge import merged
from relcore.portfolio.rows import Row
from relcore.portfolio.tables import save, table_of
from relcore.portfolio.writers import write
from relcore.rules import WORDS

PROFILED = 1_000
"""Customers of the book for which the stages are timed one by one."""

_PARTS = 5


def measures(
    sizes: list[int], rounds: int = 1, jobs: int | None = None, engine: str = "compiled"
) -> Iterator[Measure]:
    """Give the measures of runs over books of these sizes, and the time of each stage in one process."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            book = make_book(Path(scratch) / "book", size)
            speeds, work, peaks = [], [], []
            for _ in range(rounds):
                out = Path(scratch) / "advice.parquet"
                began, used = time.perf_counter(), _cpu()
                with _peak() as peak:
                    Advisor().portfolio(
                        Book.open(book), out, as_of=AS_OF, jobs=jobs or os.cpu_count() or 1, engine=engine
                    )
                speeds.append(size / (time.perf_counter() - began))
                work.append((_cpu() - used) / size * 1e3)
                peaks.append(peak[0] / 2**20)
            name = f"book{size}.portfolio.{engine}"
            yield Measure.median(f"{name}.speed", speeds, "customers/s")
            yield Measure.median(f"{name}.work", work, "ms/customer")
            yield Measure.median(f"{name}.memory", peaks, "MiB")
    yield from stages()


def stages() -> Iterator[Measure]:
    """Give the processor time that each stage takes for a customer, in one process."""
    clock = _Clock()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        book = Book.open(make_book(folder / "book", PROFILED))
        advisor, executor = Advisor(), CompiledExecutor()
        program, words = advisor.program_on(AS_OF), Catalogue(WORDS)
        # The first decision compiles the program.
        advisor.advise(next(iter(book.customers().values())), as_of=AS_OF)
        executor.run(program, next(iter(book.customers().values())), AS_OF, supports=False)
        with clock.running("read"):
            divide(book, folder, _PARTS)
        paths = []
        for number in range(_PARTS):
            with clock.running("load"):
                everyone = list(Snapshot.split(facts_of(folder, number)).values())
            rows: list[Row] = []
            for one in everyone:
                with clock.running("conclude"):
                    ledger = executor.run(program, one, AS_OF, supports=False)
                with clock.running("unknowns"):
                    asked = tuple(waiting(program, one, ledger))
                with clock.running("decide"):
                    calendar = ContactCalendar(one, program.values)
                    advice = decide(ledger, program, waiting=asked, catalogue=words, calendar=calendar)
                with clock.running("rows"):
                    rows += rows_of(advice, AS_OF)
            with clock.running("rows"):
                found = table_of(rows)
            paths.append(folder / f"{number}.arrow")
            with clock.running("write"):
                save([found], paths[-1], dict)
        with clock.running("write"):
            write("parquet", merged(paths), folder / "advice.parquet", {})
    for name, seconds in clock.spent.items():
        yield Measure.median(f"portfolio.stage.{name}", [seconds / PROFILED * 1e3], "ms/customer")


class _Clock:
    """Adds up processor time by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def running(self, stage: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self.spent[stage] = self.spent.get(stage, 0.0) + time.process_time() - began


def _cpu() -> float:
    """Give the processor time of this process and of those that ended."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


@contextmanager
def _peak() -> Iterator[list[int]]:
    """Watch the memory of this process and its children, in bytes; where nobody tells, it stays zero."""
    most, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.2):
            most[0] = max(most[0], _memory())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield most
    finally:
        ended.set()
        watcher.join()


def _memory() -> int:
    own, total = str(os.getpid()), 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if status.parent.name == own or fields[1] == own:
            total += int(fields[21]) * resource.getpagesize()
    return total


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--engine", default="compiled")
    parser.add_argument("--write", action="store_true", help="add the measures to latest.json and the page")
    said = parser.parse_args()
    found = []
    for measure in measures(said.sizes, said.rounds, said.jobs, said.engine):
        print(table([measure]), flush=True)
        found.append(measure)
    print(f"\n{table(found)}")
    if said.write:
        known = {measure.name: measure for measure in read()} | {measure.name: measure for measure in found}
        write_results(known.values())
        write_page(list(known.values()), date.today())


if __name__ == "__main__":
    main()
