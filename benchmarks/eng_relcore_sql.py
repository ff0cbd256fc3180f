"""relcore's sql executor as a book engine of the shared workload's harness, found through PYTHONPATH.

Its tables come from the same Parquet files as those of the hand-written SQL; fractions become exact decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow

from benchmarks import workload_rules
from benchmarks.engines import DAY
from benchmarks.shared_workload import load
from relcore.executors.sql import BookConclusions, SqlExecutor

TABLES = (
    """
    CREATE OR REPLACE TABLE "Buyer" AS SELECT cid AS customer_id, cid AS id, * EXCLUDE cid REPLACE (
        wallet_share::DECIMAL(9, 7) AS wallet_share, price_sensitivity::DECIMAL(9, 7) AS price_sensitivity
    ) FROM {customers}
    """,
    """
    CREATE OR REPLACE TABLE "Touch" AS SELECT cid AS customer_id, iid AS id, * EXCLUDE (cid, iid) REPLACE (
        sentiment::DECIMAL(9, 6) AS sentiment
    ) FROM {interactions}
    """,
)


class Engine:
    """The sql executor behind the harness's interface."""

    row = False

    def __init__(self, copies: int = 1, perturb: bool = False) -> None:
        self.program = workload_rules.program(load("workload").rules(copies, perturb))
        self.connection = duckdb.connect(":memory:", config={"threads": 2})
        self.executor = SqlExecutor()
        self.heads: list[tuple[str, str]] = []
        """Pair of kind and code by the number of a conclusion."""

    def load(self, n: int, inter: int) -> None:
        """Make tables of the Parquet files."""
        self._fill(f"'data/c_{n}_{inter}.parquet'", f"'data/i_{n}_{inter}.parquet'")

    def run(self) -> Any:
        """Run the program for every customer; give `customer_id` and the number of each conclusion."""
        found = self.executor.run_book(self.program, self.connection, DAY)
        if not self.heads:
            self._name_heads(found)
        return self.connection.sql(
            f"SELECT customer_id, head AS code FROM ({found.constants_query()})"
        ).to_arrow_table()

    def sets(self, customers: Sequence[tuple[Any, Any]]) -> list[set[tuple[str, str]]]:
        """Give the pairs of each customer of a list of plain records."""
        self.connection.register("customers", pyarrow.Table.from_pylist([record for record, _ in customers]))
        rows = [row for _, interactions in customers for row in interactions]
        self.connection.register("interactions", pyarrow.Table.from_pylist(rows))
        self._fill("customers", "interactions")
        found = self.run()
        sets: dict[int, set[tuple[str, str]]] = {record["cid"]: set() for record, _ in customers}
        for customer, number in zip(found["customer_id"].to_pylist(), found["code"].to_pylist(), strict=True):
            sets[customer].add(self.heads[number])
        return list(sets.values())

    def one(self, customer: Any, interactions: Any) -> set[tuple[str, str]]:
        """Decide for one customer; whole books are what this executor is for."""
        return self.sets([(customer, interactions)])[0]

    def _fill(self, customers: str, interactions: str) -> None:
        for statement in TABLES:
            self.connection.execute(statement.format(customers=customers, interactions=interactions))

    def _name_heads(self, found: BookConclusions) -> None:
        self.heads = [("", "")] * (max(found.constants) + 1)
        for number, (fact, row) in found.constants.items():
            self.heads[number] = workload_rules.KINDS[fact], row[0]
