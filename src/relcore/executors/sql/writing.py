"""A program as SQL to read, to keep, or to run where the data lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from relcore.executors.sql.build import Query
from relcore.executors.sql.catalog import declared_catalog
from relcore.executors.sql.creation import create_schema, drop_table, insert
from relcore.executors.sql.databases import dialect_of
from relcore.executors.sql.dialects import E
from relcore.executors.sql.planner import plan_program
from relcore.executors.sql.statements import Create, Steps
from relcore.program import Program


@dataclass(frozen=True)
class Statement:
    """A statement by the name of what it makes, with the ids of the rules that it serves.

    Statements of one `loop` (a number from 1 on; 0 is none) are run together again and again, in order, until
    those that add rows add none.
    """

    name: str
    sql: str
    rules: tuple[str, ...] = ()
    loop: int = 0


def statements(program: Program, as_of: date, dialect: str = "duckdb") -> list[Statement]:
    """Write the statements that conclude what a program concludes, for one day.

    They read one table for each fact type, named like it, with a column `customer_id` (none for facts of the
    company) and a column for each field; `id` has to tell the rows of a table apart. What they conclude
    stands in views of the schema `relcore`, named like the conclusions. Known dialects: bigquery, duckdb,
    postgres, snowflake, spark. Raises `UsageError` (RC310) for any other.
    """
    spoken = dialect_of(dialect)

    def written(name: str, statement: E, rules: tuple[str, ...] = (), loop: int = 0) -> Statement:
        return Statement(name, statement.sql(spoken.name, pretty=True), rules, loop)

    found: list[Statement] = []
    if spoken.schema:
        found.append(written(spoken.schema, create_schema(spoken.schema)))
    loops = 0
    for step in Steps(plan_program(program, declared_catalog(program), as_of), spoken).steps():
        if isinstance(step, Create):
            found.append(written(step.name, step.statement, step.rules))
            continue
        loops += 1
        for inner in step.steps:
            found.append(written(inner.name, drop_table(inner.table.copy()), inner.rules, loops))
            found.append(written(inner.name, inner.statement, inner.rules, loops))
        for table, new in step.grows:
            rows = insert(table.copy(), [], Query(new.copy(), [exp.Star()]).select())
            found.append(written(table.name, rows, step.rules, loops))
    return found
