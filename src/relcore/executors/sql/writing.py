"""A program as SQL to read, to keep, or to run where the data lives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from relcore.executors.sql.build import Query, named
from relcore.executors.sql.catalog import CUSTOMER, Catalog, declared_catalog
from relcore.executors.sql.columns import TEXT, Column
from relcore.executors.sql.creation import create_schema, create_table, drop_schema, drop_table, insert
from relcore.executors.sql.databases import dialect_of
from relcore.executors.sql.dialects import Dialect, E
from relcore.executors.sql.fields import fields_read
from relcore.executors.sql.planner import plan_program
from relcore.executors.sql.statements import Create, Steps
from relcore.ir import Kind
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

    They read the tables that `fact_tables` describes; what they conclude stands in views of the schema
    `relcore`, named like the conclusions (Spark, which has no schemas of a session, gets the prefix
    `relcore_`). Known dialects: bigquery, duckdb, postgres, snowflake, spark. Raises `UsageError` (RC310) for
    any other.
    """
    return list(_statements(program, declared_catalog(program), as_of, dialect_of(dialect)))


def fact_tables(program: Program, dialect: str = "duckdb") -> list[Statement]:
    """Write the tables with the facts that a program reads: one for each type, with the fields that it reads.

    `id` has to tell the rows of a table apart; facts of the company have no `customer_id`.
    """
    spoken = dialect_of(dialect)
    return [
        Statement(name, create_table(named((name,)), columns, spoken).sql(spoken.name, pretty=True))
        for name, columns in columns_of_facts(program).items()
    ]


def columns_of_facts(program: Program) -> dict[str, dict[str, Column]]:
    """Give the tables that the statements read, each with its columns."""
    tables, wanted = declared_catalog(program).tables, fields_read(program)
    found = {}
    for name in sorted(tables):
        if name in wanted:
            known = tables[name].columns
            keys = {"id": TEXT} if tables[name].company else {CUSTOMER: TEXT, "id": TEXT}
            read = {field: known[field] for field in sorted(wanted[name] - {*keys}) if field in known}
            found[name] = keys | {field: kind for field, kind in read.items() if kind.kind is not Kind.OPAQUE}
    return found


def script(program: Program, as_of: date, dialect: str = "duckdb", *, tables: bool = False) -> Iterator[str]:
    """Write everything as one text, piece by piece, with comments; with `tables`, empty tables come first."""
    spoken = dialect_of(dialect)
    schema = f"in the schema {spoken.schema}" if spoken.schema else "with the prefix relcore_"
    yield f"-- What program {program.digest} concludes on {as_of.isoformat()}, for {spoken.name}.\n"
    yield f"-- Conclusions stand in views {schema}, named like their types.\n"
    yield "-- What an earlier run left there goes first.\n"
    yield "-- Read are these tables; id tells the rows of a table apart:\n"
    for name, columns in columns_of_facts(program).items():
        yield f"--   {name}: {', '.join(columns)}\n"
    yield from _promises(declared_catalog(program))
    for statement in fact_tables(program, dialect) if tables else ():
        yield f"\n{statement.sql};\n"
    loop = 0
    for statement in statements(program, as_of, dialect):
        if statement.loop != loop:
            loop = statement.loop
            told = "Run again and again, until nothing is inserted any more:" if loop else "Until here."
            yield f"\n-- {told}\n"
        yield f"\n-- {statement.name}\n{statement.sql};\n"


def _promises(catalog: Catalog) -> Iterator[str]:
    single = [name for name, table in catalog.tables.items() if table.one_each]
    if single:
        yield f"-- At most one row for each customer: {', '.join(single)}\n"
    if catalog.anchor:
        yield f"-- Every customer has a row in {catalog.anchor}; whoever has none is left out.\n"


def _statements(program: Program, catalog: Catalog, as_of: date, dialect: Dialect) -> Iterator[Statement]:
    def written(name: str, statement: E, rules: tuple[str, ...] = (), loop: int = 0) -> Statement:
        return Statement(name, statement.sql(dialect.name, pretty=True, copy=False), rules, loop)

    if dialect.schema:
        yield written(dialect.schema, drop_schema(dialect.schema))
        yield written(dialect.schema, create_schema(dialect.schema))
    loops = 0
    for step in Steps(plan_program(program, catalog, as_of), dialect).steps():
        if isinstance(step, Create):
            if not dialect.schema:
                yield written(step.name, drop_table(step.table.copy(), step.kind))
            yield written(step.name, step.statement, step.rules)
            continue
        loops += 1
        for inner in step.steps:
            yield written(inner.name, drop_table(inner.table.copy()), inner.rules, loops)
            yield written(inner.name, inner.statement, inner.rules, loops)
        for table, new in step.grows:
            rows = insert(table.copy(), [], Query(new.copy(), [exp.Star()]).select())
            yield written(table.name, rows, step.rules, loops)
