"""Statements that are written down conclude what the executors conclude."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pytest
import sqlglot

from relcore import Advisor, Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.errors import UsageError
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.sql import DuckDB
from relcore.executors.sql.backend import Backend
from relcore.executors.sql.loading import TableData
from relcore.executors.sql.writing import Statement, columns_of_facts, fact_tables, script, statements
from relcore.facts import CompanyFact, Snapshot
from relcore.program import Program
from tests.executors.case import all_cases

DIALECTS = ["bigquery", "duckdb", "postgres", "snowflake", "spark"]
RECURSION = next(case for case in all_cases() if case.name == "mutual_recursion")


class Hand:
    """Somebody who runs statements as they are written, without relcore."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def run(self, found: Iterable[Statement]) -> None:
        """Run statements; those of a loop again and again while one of them adds rows."""
        loops: dict[int, list[Statement]] = {}
        for statement in found:
            loops.setdefault(statement.loop, []).append(statement)
            if not statement.loop:
                for body in (loops.pop(number) for number in list(loops) if number):
                    while any([self._adds(one) for one in body]):  # noqa: C419 (each has to run)
                        pass
                self.connection.execute(statement.sql)

    def rows(self, fact: str, columns: Iterable[str]) -> list[Any]:
        """Read the conclusions of a type."""
        names = ", ".join(f'"{name}"' for name in ("customer_id", *columns))
        found = self.connection.execute(f'SELECT {names} FROM "relcore"."{fact}"').fetchall()
        return sorted((tuple(map(_plain, row)) for row in found), key=repr)

    def _adds(self, statement: Statement) -> bool:
        done = self.connection.execute(statement.sql)
        if not statement.sql.startswith("INSERT"):
            return False
        return bool(done.fetchone()[0] if hasattr(done, "fetch_df") else done.rowcount)


def fill(backend: Backend, program: Program, snapshots: Iterable[Snapshot]) -> None:
    """Put facts into the tables that the statements read."""
    for name, columns in columns_of_facts(program).items():
        data = TableData(name, columns)
        company: dict[str, Any] = {}
        for snapshot in snapshots:
            for fact in snapshot.facts(name):
                if (
                    isinstance(fact, CompanyFact)
                    and company.setdefault(fact.identity, snapshot) is not snapshot
                ):
                    continue
                for column, values in data.values.items():
                    values.append(fact.identity if column == "id" else getattr(fact, column))
        backend.load(data)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value.normalize() + 0
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, str):
        return str(value)
    return tuple(map(_plain, value)) if isinstance(value, (list, tuple, frozenset)) else value


def same_as_compiled(hand: Hand, program: Program, snapshots: Iterable[Snapshot], as_of: date) -> None:
    """Compare every row of every conclusion."""
    ledgers = [CompiledExecutor().run(program, one, EXAMPLE_DAY, supports=False) for one in snapshots]
    for fact, columns in ledgers[0].shape.columns.items():
        expected = [
            (ledger.customer_id, *map(_plain, row))
            for ledger in ledgers
            for row in ledger.derived.get(fact, ())
        ]
        assert hand.rows(fact, columns) == sorted(expected, key=repr), fact


@pytest.mark.slow
def test_the_built_in_rules_as_written_conclude_the_same_on_duckdb() -> None:
    program, snapshots = Advisor().program, Book.open(EXAMPLE).customers().values()
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        fill(DuckDB(connection), program, snapshots)
        hand = Hand(connection)
        hand.run(statements(program, EXAMPLE_DAY, "duckdb"))
        same_as_compiled(hand, program, snapshots, EXAMPLE_DAY)


@pytest.fixture
def postgresql(postgres: str) -> Iterator[Backend]:
    """Connect to a server whose database is empty."""
    from relcore.executors.sql.postgres import PostgreSQL

    backend = PostgreSQL.connect(postgres)
    backend.clear()
    yield backend
    backend.clear()
    backend.close()


def test_rules_that_feed_themselves_as_written_conclude_the_same_on_postgresql(postgresql: Any) -> None:
    program, snapshot = RECURSION.program(), RECURSION.snapshot()
    fill(postgresql, program, [snapshot])
    hand = Hand(postgresql.connection)
    hand.run(statements(program, RECURSION.as_of, "postgres"))
    same_as_compiled(hand, program, [snapshot], RECURSION.as_of)


@pytest.mark.slow
def test_the_built_in_rules_as_written_conclude_the_same_on_postgresql(postgresql: Any) -> None:
    program, snapshots = Advisor().program, Book.open(EXAMPLE).customers().values()
    fill(postgresql, program, snapshots)
    hand = Hand(postgresql.connection)
    hand.run(statements(program, EXAMPLE_DAY, "postgres"))
    same_as_compiled(hand, program, snapshots, EXAMPLE_DAY)


def test_the_tables_that_are_written_down_are_those_that_are_read() -> None:
    program = RECURSION.program()
    with duckdb.connect(":memory:") as connection:
        Hand(connection).run([*fact_tables(program), *statements(program, RECURSION.as_of)])
        for fact, columns in columns_of_facts(program).items():
            relation = connection.sql(f'SELECT * FROM "{fact}"')
            assert relation.columns == list(columns)
            assert relation.fetchall() == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_reads_its_own_statements(dialect: str) -> None:
    program = RECURSION.program()
    found = [*fact_tables(program, dialect), *statements(program, RECURSION.as_of, dialect)]
    for statement in found:
        (parsed,) = sqlglot.parse(statement.sql, read=dialect)
        assert parsed is not None
    assert {statement.loop for statement in found} == {0, 1}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_rule_is_named_where_it_is_asked_for(dialect: str) -> None:
    for case in all_cases():
        if case.name in ("negation", "count", "join", "recursion"):
            program = case.program()
            text = "".join(script(program, case.as_of, dialect))
            assert [rule for rule in program.rules if rule not in text] == []


def test_a_script_says_what_it_reads_and_what_is_to_be_repeated() -> None:
    program = RECURSION.program()
    text = "".join(script(program, RECURSION.as_of, "postgres", tables=True))
    assert text.startswith(
        f"-- What program {program.digest} concludes on {RECURSION.as_of}, for postgres.\n"
    )
    for fact, columns in columns_of_facts(program).items():
        assert f"--   {fact}: {', '.join(columns)}\n" in text
        assert f'CREATE TABLE "{fact}"' in text
    assert text.index("until nothing is inserted") < text.index("INSERT INTO") < text.index("-- Until here.")


def test_an_unknown_dialect_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="RC310"):
        statements(RECURSION.program(), RECURSION.as_of, "oracle")
