"""DuckDB: the database inside the process, the default."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import duckdb
from sqlglot import exp

from relcore.executors.sql.build import Query, named
from relcore.executors.sql.columns import PLAIN_DIGITS, Column
from relcore.executors.sql.creation import create_schema, create_table, drop_schema, drop_table, insert
from relcore.executors.sql.dialects import Dialect
from relcore.executors.sql.expressions import outgrown
from relcore.executors.sql.loading import TableData
from relcore.ir import Kind

_INTEGERS: Final = {
    "TINYINT": 3,
    "SMALLINT": 5,
    "INTEGER": 10,
    "BIGINT": PLAIN_DIGITS,
    "UTINYINT": 3,
    "USMALLINT": 5,
    "UINTEGER": 10,
}
_KINDS: Final = {
    "BOOLEAN": Kind.BOOL,
    "VARCHAR": Kind.TEXT,
    "DATE": Kind.DATE,
    "TIMESTAMP WITH TIME ZONE": Kind.INSTANT,
}
_AT_ONCE: Final = 10_000


class DuckDB:
    """A DuckDB connection."""

    dialect = Dialect()

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._is_private = False
        """Whether facts stand in temporary tables or registered frames, which no other cursor can see."""

    def tables(self, wanted: Collection[str]) -> dict[str, dict[str, Column]]:
        """Give the columns of those of the wanted tables that the present schema has."""
        shown = {name for (name,) in self.connection.execute("SHOW TABLES").fetchall()}
        present = shown.intersection(wanted)
        self._is_private = not present.isdisjoint(self._temporary())
        found: dict[str, dict[str, Column]] = {}
        for name in sorted(present):
            whole = Query(named((name,)), [exp.Star()]).select().sql(self.dialect.name)
            relation = self.connection.sql(whole)
            kinds = [column_of(str(kind)) for kind in relation.types]
            found[name] = dict(zip(relation.columns, kinds, strict=True))
        return found

    def _temporary(self) -> set[str]:
        query = "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'temp'"
        return {name for (name,) in self.connection.execute(query).fetchall()}

    def prepare(self) -> None:
        """Make an empty schema for the tables of a run."""
        self.execute(drop_schema(self.dialect.schema))
        self.execute(create_schema(self.dialect.schema))

    def clear(self) -> None:
        """Remove every table of the present schema and of the run."""
        self.execute(drop_schema(self.dialect.schema))
        for (name,) in self.connection.execute("SHOW TABLES").fetchall():
            self.execute(drop_table(named((name,))))

    def empty(self, table: exp.Table, columns: Mapping[str, Column]) -> None:
        """Make a table without rows."""
        self.execute(create_table(table, columns, self.dialect))

    def execute(self, statement: exp.Expr) -> None:
        """Run a statement."""
        self.run(statement.sql(self.dialect.name, copy=False))

    def run(self, text: str) -> None:
        """Run a statement that is written already."""
        _run(self.connection, text)

    def make(self, kind: str, name: str, select: str) -> None:
        """Make a table or a view of what a query gives."""
        self.run(f"CREATE {kind} {name} AS {select}")

    def drop(self, name: str) -> None:
        """Remove a table."""
        self.run(f"DROP TABLE IF EXISTS {name}")

    def grow(self, table: str, new: str) -> bool:
        """Add the rows of one table to another."""
        ((added,),) = self.connection.execute(f"INSERT INTO {table} SELECT * FROM {new}").fetchall()
        return bool(added)

    def fetch(self, statement: exp.Expr) -> Iterator[Sequence[Any]]:
        """Run a query and give its rows as they come; all at once where only the connection can see them."""
        text = statement.sql(self.dialect.name, copy=False)
        if self._is_private:
            self.run(text)
            yield from self.connection.fetchall()
            return
        cursor = self.connection.cursor()
        _run(cursor, text)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows
        cursor.close()

    def load(self, table: TableData) -> None:
        """Make a table with facts; values travel as lists, a column at a time."""
        self.empty(named((table.name,)), table.columns)
        for start in range(0, len(table), _AT_ONCE):
            stop = start + _AT_ONCE
            lists = []
            for kind in table.columns.values():
                item = self.dialect.type_of(kind)
                array = exp.DataType(this=exp.DataType.Type.ARRAY, expressions=[item], nested=True)
                values = exp.Cast(this=exp.Placeholder(), to=array)
                lists.append(exp.Anonymous(this="UNNEST", expressions=[values]))
            statement = insert(named((table.name,)), list(table.columns), exp.Select(expressions=lists))
            parameters = [table.texts(name)[start:stop] for name in table.columns]
            self.connection.execute(statement.sql(self.dialect.name, copy=False), parameters)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def _run(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    try:
        connection.execute(text)
    except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
        raise outgrown(error) from error


def column_of(kind: str) -> Column:
    """Give the column for a type of DuckDB; of kind OPAQUE where it fits no kind of value.

    >>> column_of("DECIMAL(18,4)").digits, column_of("DOUBLE").kind.name
    (14, 'OPAQUE')
    """
    if kind in _INTEGERS:
        return Column(Kind.INT, digits=_INTEGERS[kind])
    if kind in _KINDS:
        return Column(_KINDS[kind])
    if decimal := re.fullmatch(r"DECIMAL\((\d+),\s*(\d+)\)", kind):
        precision, scale = map(int, decimal.groups())
        return Column(Kind.DECIMAL, digits=precision - scale, scale=scale)
    if kind.endswith("[]") and not kind.endswith("[][]"):
        return Column(Kind.SET, item=column_of(kind[:-2]).kind)
    return Column(Kind.OPAQUE)
