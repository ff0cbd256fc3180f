"""PostgreSQL: facts, working tables and conclusions stay on the server."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final, Self

from sqlglot import exp

from relcore.errors import MissingExtra
from relcore.executors.sql.build import named
from relcore.executors.sql.columns import PLAIN_DIGITS, Column
from relcore.executors.sql.creation import create_schema, create_table, drop_schema, drop_table
from relcore.executors.sql.databases import Postgres
from relcore.executors.sql.dialects import E
from relcore.executors.sql.expressions import outgrown
from relcore.executors.sql.loading import TableData
from relcore.ir import Kind

try:
    import psycopg
    from psycopg import errors
except ImportError as error:
    raise MissingExtra.need("postgres", "running rules on PostgreSQL") from error

_INTEGERS: Final = {"int2": 5, "int4": 10, "int8": PLAIN_DIGITS}
_KINDS: Final = {
    "bool": Kind.BOOL,
    "text": Kind.TEXT,
    "varchar": Kind.TEXT,
    "date": Kind.DATE,
    "timestamptz": Kind.INSTANT,
}
_AT_ONCE: Final = 10_000
_MANY: Final = 1_000
"""Rows from which on the planner of the server has to know what a table holds."""


class PostgreSQL:
    """A connection to a PostgreSQL server, in a state where every statement stands alone (autocommit)."""

    dialect = Postgres()

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self._cursors = count()

    @classmethod
    def connect(cls, conninfo: str) -> Self:
        """Open a connection, such as to "host=localhost dbname=crm" or "postgresql://localhost/crm"."""
        return cls(psycopg.connect(conninfo, autocommit=True))

    def tables(self, wanted: Collection[str]) -> dict[str, dict[str, Column]]:
        """Give the columns of those of the wanted tables that the present schema has."""
        names = ["table_name", "column_name", "udt_name", "numeric_precision", "numeric_scale", "is_nullable"]
        query = exp.select(*names).from_("information_schema.columns")
        query = query.where("table_schema = current_schema()").order_by("table_name", "ordinal_position")
        found: dict[str, dict[str, Column]] = {}
        for table, name, kind, precision, scale, nullable in self.fetch(query):
            if table in wanted:
                known = column_of(kind, precision, scale)
                found.setdefault(table, {})[name] = known if nullable == "YES" else known.known()
        return found

    def prepare(self) -> None:
        """Make an empty schema for the tables of a run."""
        # Compiling the long statements of a program takes the server longer than running them.
        self.run("SET jit = off")
        self.run("SET client_min_messages = warning")
        self.execute(drop_schema(self.dialect.schema))
        self.execute(create_schema(self.dialect.schema))

    def clear(self) -> None:
        """Remove every table of the present schema and of the run."""
        self.execute(drop_schema(self.dialect.schema))
        query = exp.select("tablename").from_("pg_catalog.pg_tables").where("schemaname = current_schema()")
        for (name,) in list(self.fetch(query)):
            self.execute(drop_table(named((name,))))

    def empty(self, table: exp.Table, columns: Mapping[str, Column]) -> None:
        """Make a table without rows."""
        self.execute(create_table(table, columns, self.dialect))

    def execute(self, statement: exp.Expr) -> None:
        """Run a statement."""
        self.run(self._written(statement))

    def run(self, text: str) -> int:
        """Run a statement that is written already; gives the number of rows that it made."""
        try:
            return self.connection.execute(text).rowcount
        except errors.NumericValueOutOfRange as error:
            raise outgrown(error) from error

    def make(self, kind: str, name: str, select: str) -> None:
        """Make a table, which needs no log, or a view, of what a query gives."""
        made = self.run(f"CREATE {'UNLOGGED ' if kind == 'TABLE' else ''}{kind} {name} AS {select}")
        if made > _MANY:
            self.run(f"ANALYZE {name}")

    def drop(self, name: str) -> None:
        """Remove a table."""
        self.run(f"DROP TABLE IF EXISTS {name}")

    def grow(self, table: str, new: str) -> bool:
        """Add the rows of one table to another."""
        return self.run(f"INSERT INTO {table} SELECT * FROM {new}") > 0

    def fetch(self, statement: exp.Expr) -> Iterator[Sequence[Any]]:
        """Run a query on a cursor of its own and give its rows as they come."""
        name = f"relcore_{next(self._cursors)}"
        with self.connection.cursor(name=name, withhold=True) as cursor:
            cursor.itersize = _AT_ONCE
            try:
                cursor.execute(self._written(statement))
            except errors.NumericValueOutOfRange as error:
                raise outgrown(error) from error
            yield from cursor

    def load(self, table: TableData) -> None:
        """Make a table with facts."""
        self.empty(named((table.name,)), table.columns)
        target = exp.Schema(
            this=named((table.name,)),
            expressions=[exp.Identifier(this=name, quoted=True) for name in table.columns],
        )
        columns = [table.texts(name) for name in table.columns]
        with (
            self.connection.cursor() as cursor,
            cursor.copy(f"COPY {self._written(target)} FROM STDIN") as copy,
        ):
            for row in zip(*columns, strict=True):
                copy.write_row(row)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def _written(self, statement: E) -> str:
        return statement.sql(self.dialect.name, copy=False)


def column_of(kind: str, precision: int | None, scale: int | None) -> Column:
    """Give the column for a type of PostgreSQL; of kind OPAQUE where it fits no kind of value.

    >>> column_of("numeric", 18, 4).digits, column_of("numeric", None, None).kind.name
    (14, 'OPAQUE')
    """
    if kind in _INTEGERS:
        return Column(Kind.INT, digits=_INTEGERS[kind])
    if kind in _KINDS:
        return Column(_KINDS[kind])
    if kind == "numeric" and precision is not None and scale is not None:
        return Column(Kind.DECIMAL, digits=precision - scale, scale=scale)
    if kind.startswith("_"):
        return Column(Kind.SET, item=column_of(kind[1:], None, None).kind)
    return Column(Kind.OPAQUE)
