"""relcore's sql executor as a book engine of the shared workload's harness, found through PYTHONPATH.

Its facts come from the same Parquet files as those of the hand-written SQL. They stay in memory as Arrow
tables, which DuckDB reads as they are: text by the numbers of its words, fractions as exact decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow
from pyarrow import parquet

from benchmarks import workload_rules
from benchmarks.engines import DAY
from benchmarks.shared_workload import load
from relcore.executors.sql import BookConclusions, SqlExecutor

VIEWS = (
    """
    CREATE OR REPLACE TEMP VIEW "Buyer" AS
    SELECT cid AS customer_id, cid AS id, * EXCLUDE cid REPLACE (
        wallet_share::DECIMAL(9, 7) AS wallet_share, price_sensitivity::DECIMAL(9, 7) AS price_sensitivity
    ) FROM customers
    """,
    """
    CREATE OR REPLACE TEMP VIEW "Touch" AS
    SELECT cid AS customer_id, iid AS id, * EXCLUDE (cid, iid) REPLACE (
        sentiment::DECIMAL(9, 6) AS sentiment
    ) FROM interactions
    """,
)
WORDS = {"c": ["segment", "pref_channel"], "i": ["kind", "channel"]}
"""Files of customers and of interactions, and their columns with a few words that come again and again."""
THREADS = 2


class Engine:
    """The sql executor behind the harness's interface."""

    row = False

    def __init__(self, copies: int = 1, perturb: bool = False) -> None:
        self.program = workload_rules.program(load("workload").rules(copies, perturb))
        self.connection = duckdb.connect(":memory:", config={"threads": THREADS})
        pyarrow.set_cpu_count(THREADS)
        if "jemalloc" in pyarrow.supported_memory_backends():
            # The default pool asks for huge pages; how long the kernel looks for them varies tenfold.
            pyarrow.set_memory_pool(pyarrow.jemalloc_memory_pool())
        self.executor = SqlExecutor()
        self.heads: list[tuple[str, str]] = []
        """Pair of kind and code by the number of a conclusion."""

    def load(self, n: int, inter: int) -> None:
        """Read the Parquet files."""
        customers, interactions = (
            parquet.ParquetFile(f"data/{name}_{n}_{inter}.parquet", read_dictionary=words).read()
            for name, words in WORDS.items()
        )
        self._fill(customers, interactions)

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
        rows = [row for _, interactions in customers for row in interactions]
        records = [record for record, _ in customers]
        self._fill(pyarrow.Table.from_pylist(records), pyarrow.Table.from_pylist(rows))
        found = self.run()
        sets: dict[int, set[tuple[str, str]]] = {record["cid"]: set() for record, _ in customers}
        for customer, number in zip(found["customer_id"].to_pylist(), found["code"].to_pylist(), strict=True):
            sets[customer].add(self.heads[number])
        return list(sets.values())

    def one(self, customer: Any, interactions: Any) -> set[tuple[str, str]]:
        """Decide for one customer; whole books are what this executor is for."""
        return self.sets([(customer, interactions)])[0]

    def _fill(self, customers: pyarrow.Table, interactions: pyarrow.Table) -> None:
        self.connection.register("customers", customers)
        self.connection.register("interactions", interactions)
        for statement in VIEWS:
            self.connection.execute(statement)

    def _name_heads(self, found: BookConclusions) -> None:
        self.heads = [("", "")] * (max(found.constants) + 1)
        for number, (fact, row) in found.constants.items():
            self.heads[number] = workload_rules.KINDS[fact], row[0]
