"""The sql executor: one program for all customers of a book at once, or for one like any other executor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import Lock
from typing import Any

import duckdb

from relcore.errors import ExecutionError
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.protocol import DEFAULT_LIMITS, Limits, Unsupported, shape_of
from relcore.executors.sql.backend import Backend
from relcore.executors.sql.compiled import CompiledBook
from relcore.executors.sql.duck import DuckDB
from relcore.executors.sql.loading import tables_of
from relcore.executors.sql.result import BookConclusions
from relcore.executors.sql.tables import find_tables
from relcore.facts.snapshot import Snapshot
from relcore.ledger import Ledger, compare
from relcore.program import Program

Progress = Callable[[int, int], None]
"""Called with the number of steps done and the number of all steps."""

_KEPT = 8


class SqlExecutor:
    """Runs programs as SQL; what it wrote for a program, a day and some tables is kept for the next run."""

    name = "sql"
    unsupported: tuple[Unsupported, ...] = (
        Unsupported(
            "decimal_exactness",
            "databases hold numbers of 38 digits; where more are needed the run ends with RC311 or RC312",
            "never",
        ),
    )

    def __init__(self) -> None:
        self._lock = Lock()
        self._memory: duckdb.DuckDBPyConnection | None = None
        self._kept: list[CompiledBook] = []

    def run(
        self,
        program: Program,
        facts: Snapshot,
        as_of: date,
        *,
        limits: Limits = DEFAULT_LIMITS,
        supports: bool = True,
    ) -> Ledger:
        """Give what follows from the facts of one customer on the day `as_of`.

        SQL finds the conclusions; the supports are found for the one customer by the compiled executor.
        """
        with self._scratch() as backend:
            load(backend, program, [facts])
            conclusions = self.run_book(program, backend, as_of, limits=limits)
            derived: dict[str, Any] = next((rows for _, rows in conclusions), {})
        ledger = Ledger(program.digest, facts.customer_id, as_of, shape_of(program), derived)
        if not supports:
            return ledger
        explained = CompiledExecutor().run(program, facts, as_of, limits=limits)
        if difference := compare(ledger, explained):
            raise ExecutionError.of("RC315", f"SQL and Python disagree: {difference}")
        return explained

    def run_all(
        self, program: Program, facts: Iterable[Snapshot], as_of: date, *, limits: Limits = DEFAULT_LIMITS
    ) -> Iterator[Ledger]:
        """Give what follows for each of many customers, without supports, in the order of their ids."""
        with self._scratch() as backend:
            load(backend, program, facts)
            yield from self.run_book(program, backend, as_of, limits=limits).ledgers()

    def run_book(
        self,
        program: Program,
        tables: duckdb.DuckDBPyConnection | Backend,
        as_of: date,
        *,
        limits: Limits = DEFAULT_LIMITS,
        progress: Progress | None = None,
    ) -> BookConclusions:
        """Run a program for all customers whose facts are in tables of a database.

        The tables bear the names of the fact types, their columns those of the fields. Conclusions come into
        the schema `relcore`, which is emptied first. Raises `ExecutionError` where a table does not fit
        (RC314) or a number outgrows the database (RC311).
        """
        backend = DuckDB(tables) if isinstance(tables, duckdb.DuckDBPyConnection) else tables
        backend.prepare()
        catalog = find_tables(program, backend)
        book = next(
            (kept for kept in self._kept if kept.fits(program, catalog, as_of, backend.dialect)), None
        )
        if book is None:
            book = CompiledBook.of(program, catalog, as_of, backend.dialect)
            self._kept = [book, *self._kept[: _KEPT - 1]]
        book.run(backend, progress)
        return BookConclusions(backend, book.steps, as_of, limits)

    @contextmanager
    def _scratch(self) -> Iterator[DuckDB]:
        """Give a database in memory without any table, to one run at a time."""
        with self._lock:
            if self._memory is None:
                self._memory = duckdb.connect(":memory:", config={"threads": 1})
            backend = DuckDB(self._memory)
            try:
                yield backend
            finally:
                backend.clear()


def load(backend: Backend, program: Program, snapshots: Iterable[Snapshot]) -> None:
    """Make tables of the facts of customers, with the fields that a program reads."""
    for table in tables_of(program, snapshots):
        backend.load(table)
