"""Books of a few customers, run together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import duckdb
import sqlglot

from relcore.executors.protocol import DEFAULT_LIMITS, Limits
from relcore.executors.sql import DuckDB, SqlExecutor, load
from relcore.executors.sql.backend import Backend
from relcore.facts import Order
from relcore.facts.base import CompanyFact, Fact
from relcore.facts.snapshot import Snapshot
from relcore.lang import Clause, Playbook, value, warn, when
from relcore.ledger import Ledger
from relcore.program import Program, compile_program


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


def constants_told(backend: Backend, rules: int, items: int) -> list[str]:
    """Give the codes that the query for constant conclusions tells of an order, by rules with limits."""
    playbook = Playbook("large_orders")
    for number in range(rules):
        _add_limit(playbook, number)
    day = date(2026, 6, 30)
    order = Order(id="o1", customer_id="c1", placed_on=day, items=items)
    program = compile_program([playbook.ruleset()])
    backend.clear()
    load(backend, program, [Snapshot.of([order])])
    found = SqlExecutor().run_book(program, backend, day)
    query = sqlglot.parse_one(found.constants_query(), read=backend.dialect.name)
    return sorted(found.constants[number][1][0] for _, number in backend.fetch(query))


def _add_limit(playbook: Playbook, limit: int) -> None:
    @playbook.rule(origin="test", id=f"over_{limit}")
    def over(order: Order) -> Clause:
        """Note an order above a limit."""
        return when(value(order.items) > limit).then(warn(f"over_{limit}"))
