"""Books of a few customers, run together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import duckdb

from relcore.executors.protocol import DEFAULT_LIMITS, Limits
from relcore.executors.sql import DuckDB, SqlExecutor, load
from relcore.executors.sql.backend import Backend
from relcore.facts.base import CompanyFact, Fact
from relcore.facts.snapshot import Snapshot
from relcore.ledger import Ledger
from relcore.program import Program


def memory() -> DuckDB:
    """Open a database without tables."""
    return DuckDB(duckdb.connect(":memory:", config={"threads": 1}))


def snapshots_of(customers: Iterable[Iterable[Fact]]) -> list[Snapshot]:
    """Make a snapshot for each list of facts, all with the company's facts of the first."""
    given = [list(facts) for facts in customers]
    company = [fact for fact in given[0] if isinstance(fact, CompanyFact)]
    return [
        Snapshot.of(
            [
                *(
                    f.model_copy(update={"customer_id": f"c{n}"})
                    for f in facts
                    if not isinstance(f, CompanyFact)
                ),
                *company,
            ]
        )
        for n, facts in enumerate(given)
    ]


def run_on(
    backend: Backend,
    program: Program,
    snapshots: Iterable[Snapshot],
    as_of: date,
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> dict[str, Ledger]:
    """Run a program for all customers at once and give a ledger for each."""
    backend.clear()
    load(backend, program, snapshots)
    found = SqlExecutor().run_book(program, backend, as_of, limits=limits)
    return {ledger.customer_id: ledger for ledger in found.ledgers()}


def run_together(program: Program, snapshots: Iterable[Snapshot], as_of: date) -> dict[str, Ledger]:
    """Run a program in a DuckDB database of its own."""
    backend = memory()
    try:
        return run_on(backend, program, snapshots, as_of)
    finally:
        backend.close()
