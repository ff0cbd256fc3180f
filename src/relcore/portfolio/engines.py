"""How conclusions are found for the customers of one part; every engine gives the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

from relcore.errors import RelcoreError, UsageError
from relcore.executors.compiled import CompiledExecutor
from relcore.facts import Snapshot
from relcore.ledger import Ledger
from relcore.program import Program

Concluded = Iterator[tuple[Snapshot, Ledger | RelcoreError]]
"""Customers in the order given, each with its conclusions, or with what kept them from being found."""


class Engine(Protocol):
    """Finds conclusions, without their supports."""

    def ledgers(self, program: Program, snapshots: Iterable[Snapshot], as_of: date) -> Concluded:
        """Give what follows for each of some customers."""


class CompiledEngine:
    """One customer after another, in generated Python."""

    def __init__(self) -> None:
        self._executor = CompiledExecutor()

    def ledgers(self, program: Program, snapshots: Iterable[Snapshot], as_of: date) -> Concluded:
        """Give what follows for each of some customers."""
        for snapshot in snapshots:
            try:
                yield snapshot, self._executor.run(program, snapshot, as_of, supports=False)
            except RelcoreError as error:
                yield snapshot, error


class SqlEngine:
    """All customers of a part at once, in DuckDB."""

    def __init__(self) -> None:
        # The extra is of no use to whoever lets Python do it.
        from relcore.executors.sql import SqlExecutor

        self._executor = SqlExecutor()

    def ledgers(self, program: Program, snapshots: Iterable[Snapshot], as_of: date) -> Concluded:
        """Give what follows for each of some customers.

        Raises `ExecutionError` where a number outgrows the database (RC311, RC312).
        """
        part = list(snapshots)
        found = self._executor.run_all(program, part, as_of)
        by_customer = {ledger.customer_id: ledger for ledger in found}
        for snapshot in part:
            yield snapshot, by_customer[snapshot.customer_id]


class SparkEngine:
    """All customers of a part at once, in the Spark session of this process or in one of its own."""

    def __init__(self) -> None:
        # The extra is of no use to whoever lets Python do it.
        from relcore.executors.sql import SqlExecutor, load
        from relcore.executors.sql.spark import SparkSQL

        self._start, self._load, self._executor = SparkSQL.local, load, SqlExecutor()
        self._backend: Any = None

    def ledgers(self, program: Program, snapshots: Iterable[Snapshot], as_of: date) -> Concluded:
        """Give what follows for each of some customers.

        Raises `ExecutionError` where a number outgrows Spark (RC311, RC312) or Spark does not start (RC316).
        """
        part = list(snapshots)
        if self._backend is None:
            # It stays for the next part, and ends with the process.
            self._backend = self._start()
        self._backend.clear()
        self._load(self._backend, program, part)
        found = self._executor.run_book(program, self._backend, as_of).ledgers()
        by_customer = {ledger.customer_id: ledger for ledger in found}
        for snapshot in part:
            yield snapshot, by_customer[snapshot.customer_id]


def engine_named(name: str) -> Engine:
    """Make an engine; raises `UsageError` (RC017) where there is none of this name."""
    if name not in ENGINES:
        raise UsageError.of("RC017", f"there is no engine '{name}'", hint=f"known: {', '.join(ENGINES)}")
    return ENGINES[name]()


ENGINES: Mapping[str, Callable[[], Engine]] = MappingProxyType(
    {"compiled": CompiledEngine, "sql": SqlEngine, "spark": SparkEngine}
)
"""Engines by name."""

SHARING = frozenset({"spark"})
"""Engines that use all processors themselves."""
