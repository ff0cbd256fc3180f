"""The sql executor: one program for all customers of a book at once, or for one like any other executor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import Lock
from typing import Any

import duckdb
from sqlglot import exp

from relcore.errors import ExecutionError
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.protocol import DEFAULT_LIMITS, Limits, Unsupported, shape_of
from relcore.executors.sql.backend import Backend
from relcore.executors.sql.build import Query
from relcore.executors.sql.creation import create_as, drop_table, insert
from relcore.executors.sql.duck import DuckDB
from relcore.executors.sql.loading import tables_of
from relcore.executors.sql.planner import plan_program
from relcore.executors.sql.result import BookConclusions
from relcore.executors.sql.statements import Create, Steps
from relcore.executors.sql.tables import find_tables
from relcore.facts.snapshot import Snapshot
from relcore.ledger import Ledger, compare
from relcore.program import Program


class SqlExecutor:
    """Runs programs as SQL."""

    name = "sql"
    unsupported: tuple[Unsupported, ...] = ()

    def __init__(self) -> None:
        self._lock = Lock()
        self._memory: duckdb.DuckDBPyConnection | None = None

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

    def run_book(
        self, program: Program, backend: Backend, as_of: date, *, limits: Limits = DEFAULT_LIMITS
    ) -> BookConclusions:
        """Run a program for all customers whose facts are in tables of a database."""
        backend.prepare()
        catalog = find_tables(program, backend)
        plan = plan_program(program, catalog, as_of)
        steps = Steps(plan, backend.dialect)
        for step in steps.steps():
            if isinstance(step, Create):
                backend.execute(create_as(steps.relations.work(step.table), step.select))
                continue
            grown = True
            while grown:
                grown = False
                for inner in step.steps:
                    backend.execute(drop_table(steps.relations.work(inner.table)))
                    backend.execute(create_as(steps.relations.work(inner.table), inner.select))
                for table, new in step.grows:
                    found = backend.count(steps.relations.work(new))
                    if found:
                        grown = True
                        backend.execute(
                            insert(
                                steps.relations.work(table),
                                [],
                                Query(steps.relations.work(new), [exp.Star()]).select(),
                            )
                        )
        return BookConclusions(backend, steps, limits)


def load(backend: Backend, program: Program, snapshots: Iterable[Snapshot]) -> None:
    """Make tables of the facts of customers, with the fields that a program reads."""
    for table in tables_of(program, snapshots):
        backend.load(table)
