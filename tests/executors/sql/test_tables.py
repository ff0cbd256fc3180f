"""Tables of one's own: what fits, what is refused, what a run tells of itself."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from relcore.errors import ExecutionError
from relcore.executors.sql import SqlExecutor, load
from relcore.facts import Order, Snapshot
from relcore.facts.calendar import Holiday
from relcore.lang import Clause, Playbook, always, total, warn, when
from relcore.program import compile_program
from tests.executors.sql.books import memory

AS_OF = date(2026, 3, 2)
playbook = Playbook("own")


@playbook.rule(origin="test")
def much(order: Order) -> Clause:
    """Note who ordered much on a day."""
    return when(order.placed_on <= AS_OF, total(Order, lambda o: o.amount) > 100).then(warn("much"))


PROGRAM = compile_program([playbook.ruleset()])


def orders(columns: str) -> duckdb.DuckDBPyConnection:
    """Open a database with two customers' orders."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute(f"""CREATE TABLE "Order" AS SELECT {columns} FROM (VALUES
        (1, 7, DATE '2026-03-01', 60.5), (2, 7, DATE '2026-03-02', 39.75), (3, 8, DATE '2026-03-02', 99)
    ) AS rows (number, buyer, day, sum)""")
    return connection


FITTING = "number AS id, buyer AS customer_id, day AS placed_on, sum::DECIMAL(9, 2) AS amount"


def test_customers_and_rows_may_be_numbered() -> None:
    found = SqlExecutor().run_book(PROGRAM, orders(FITTING), AS_OF)
    assert {one.customer_id: len(one.rows("Finding")) for one in found.ledgers()} == {"7": 1, "8": 0}


def test_conclusions_stand_in_views_of_the_database() -> None:
    connection = orders(FITTING)
    SqlExecutor().run_book(PROGRAM, connection, AS_OF)
    assert connection.sql("SELECT customer_id, code FROM relcore.Finding").fetchall() == [(7, "much")]


def test_facts_may_stand_in_a_frame_that_only_this_connection_knows() -> None:
    connection = orders(FITTING)
    kept = duckdb.connect(":memory:", config={"threads": 1})
    kept.register("frame", connection.sql('FROM "Order"').to_arrow_table())
    kept.execute('CREATE TEMP VIEW "Order" AS FROM frame')
    found = SqlExecutor().run_book(PROGRAM, kept, AS_OF)
    assert {one.customer_id: len(one.rows("Finding")) for one in found.ledgers()} == {"7": 1, "8": 0}


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        (FITTING.replace("::DECIMAL(9, 2)", "::DOUBLE"), "the column is not a decimal number"),
        (FITTING.replace("day AS", "day::VARCHAR AS"), "the column is not a date"),
        (FITTING.replace(", day AS placed_on", ""), "the table has no such column"),
        (FITTING.replace("buyer AS customer_id,", ""), "the table has no such column"),
        (FITTING.replace("number AS id,", ""), "the rows cannot be told apart"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_by_name(columns: str, problem: str) -> None:
    with pytest.raises(ExecutionError) as caught:
        SqlExecutor().run_book(PROGRAM, orders(columns), AS_OF)
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.problem) == ("RC314", problem)
    assert diagnostic.where.file == "Order"
    assert diagnostic.hint


def test_a_customer_without_facts_is_listed_where_a_table_names_him() -> None:
    connection = orders(FITTING)
    connection.execute("""CREATE TABLE "_customers" AS SELECT unnest([7, 8, 9]) AS customer_id""")
    found = SqlExecutor().run_book(PROGRAM, connection, AS_OF)
    assert [customer for customer, _ in found] == ["7", "8", "9"]


def test_an_empty_book_has_no_customers() -> None:
    assert list(SqlExecutor().run_book(PROGRAM, duckdb.connect(":memory:"), AS_OF)) == []


def test_new_facts_count_in_the_next_run_of_the_same_executor() -> None:
    connection, executor = orders(FITTING), SqlExecutor()
    executor.run_book(PROGRAM, connection, AS_OF)
    connection.execute("""INSERT INTO "Order" VALUES (4, 8, DATE '2026-03-02', 1.01)""")
    found = executor.run_book(PROGRAM, connection, AS_OF)
    assert {one.customer_id: len(one.rows("Finding")) for one in found.ledgers()} == {"7": 1, "8": 1}


def test_a_second_fact_of_a_customer_is_seen_by_an_executor_that_saw_only_one() -> None:
    connection, executor = orders(FITTING), SqlExecutor()
    connection.execute("""DELETE FROM "Order" WHERE id = 2""")
    executor.run_book(PROGRAM, connection, AS_OF)
    connection.execute("""INSERT INTO "Order" VALUES (5, 7, DATE '2026-03-02', 39.51)""")
    found = executor.run_book(PROGRAM, connection, AS_OF)
    assert {one.customer_id: len(one.rows("Finding")) for one in found.ledgers()} == {"7": 1, "8": 0}


def test_a_run_says_how_far_it_is() -> None:
    steps: list[tuple[int, int]] = []
    SqlExecutor().run_book(
        PROGRAM, orders(FITTING), AS_OF, progress=lambda done, all: steps.append((done, all))
    )
    assert [done for done, _ in steps] == list(range(1, len(steps) + 1))
    assert {whole for _, whole in steps} == {len(steps)}


def test_customers_of_one_book_share_the_facts_of_the_company() -> None:
    both = Playbook("both")

    @both.rule(origin="test")
    def noted(holiday: Holiday) -> Clause:
        """Note everybody of a company that has holidays."""
        return always().then(warn("noted"))

    order = Order(id="o", customer_id="c1", placed_on=AS_OF)
    with pytest.raises(ExecutionError, match="RC313"):
        load(
            memory(),
            compile_program([both.ruleset()]),
            [
                Snapshot.of([order, Holiday(on=AS_OF)]),
                Snapshot.of([order.model_copy(update={"customer_id": "c2"})]),
            ],
        )
