"""Whole books at once: a program compiled to set-based SQL.

`SqlExecutor().run(program, snapshot, as_of)` decides for one customer like any other executor. For a book:

1. The facts stand in tables named like their types, with `customer_id` (none for facts of the company), a
   column for each field that rules read, and `id` to tell rows apart; any tables and views of a DuckDB
   connection will do, also temporary ones over frames, or `load(backend, program, snapshots)` makes tables of
   snapshots.
2. `found = SqlExecutor().run_book(program, backend, as_of)` runs everything in the database; the same
   executor keeps what it compiled for the next book of the same shape.
3. `found.ledgers()` gives a `Ledger` without supports for each customer, in the order of their ids, a few at
   a time, as `advice.decide` takes it; iterating over `found` gives `(customer_id, {fact: rows})`. In the
   database each type of conclusion is a view `relcore.<type>` with `customer_id` and its fields.

>>> from datetime import date
>>> import duckdb
>>> from relcore.facts import Customer, Order, Snapshot
>>> from relcore.lang import Clause, Playbook, always, warn
>>> from relcore.program import compile_program
>>> playbook = Playbook("noted")
>>> @playbook.rule(origin="example")
... def ordered(order: Order) -> Clause:
...     "Note whoever ordered."
...     return always().then(warn("ordered"))
>>> program = compile_program([playbook.ruleset()])
>>> backend = DuckDB(duckdb.connect())
>>> order = Order(id="o1", customer_id="c1", placed_on=date(2026, 6, 29))
>>> load(backend, program, [Snapshot.of([order]), Snapshot.of([Customer(customer_id="c2")])])
>>> found = SqlExecutor().run_book(program, backend, date(2026, 6, 30))
>>> [(ledger.customer_id, len(ledger.rows("Finding"))) for ledger in found.ledgers()]
[('c1', 1), ('c2', 0)]
"""

from importlib.util import find_spec

from relcore.errors import MissingExtra

if find_spec("duckdb") is None or find_spec("sqlglot") is None:
    raise MissingExtra.need("sql", "running rules as SQL")

from relcore.executors.sql.duck import DuckDB
from relcore.executors.sql.executor import SqlExecutor, load
from relcore.executors.sql.result import BookConclusions
from relcore.executors.sql.writing import Statement, statements

__all__ = ["BookConclusions", "DuckDB", "SqlExecutor", "Statement", "load", "statements"]
