"""The tables of a PostgreSQL database as records, all as they were at one moment."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from relcore.books.arrow_cells import tidy
from relcore.books.database import ROW_BYTES, without_password
from relcore.books.limits import Limits
from relcore.books.tables import Cell, OnBad, Record, Tick, check_header
from relcore.errors import BookError, Diagnostic, MissingExtra, Place

_BATCH_ROWS = 4096
_LISTED = """
    SELECT table_schema, table_name FROM information_schema.tables
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type IN ('BASE TABLE', 'VIEW')
"""
# A digest is of texts, so texts must not depend on the server's settings; and a scan must begin at the
# beginning, for rows are known by their numbers.
_SETTINGS = {
    "timezone": "UTC",
    "datestyle": "ISO, YMD",
    "intervalstyle": "iso_8601",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "synchronize_seqscans": "off",
    "client_encoding": "UTF8",
}


class Postgres:
    """A database in one transaction that only reads."""

    def __init__(self, name: str) -> None:
        try:
            import psycopg
            import psycopg.sql
        except ImportError as error:
            raise MissingExtra.need("postgres", "reading a PostgreSQL database") from error
        self.name = without_password(name)
        self._sql: Any = psycopg.sql
        self._error: type[Exception] = psycopg.Error
        try:
            self._connection: Any = psycopg.connect(name, connect_timeout=10)
            weakref.finalize(self, self._connection.close)
            self._connection.read_only = True
            self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            for setting, value in _SETTINGS.items():
                self._connection.execute("SELECT set_config(%s, %s, false)", (setting, value))
        except psycopg.Error as error:
            raise self.broken(str(error)) from error

    def names(self) -> Sequence[str]:
        """Give the names of tables and views; those outside the schema `public` with their schema."""
        rows = self.rows(_LISTED)
        return sorted(name if schema == "public" else f"{schema}.{name}" for schema, name in rows)

    def table(self, name: str, unknown: frozenset[str], limits: Limits) -> PostgresTable:
        """Give a table."""
        return PostgresTable(self, name, unknown, limits)

    def rows(self, statement: str, name: str | None = None) -> list[tuple[Any, ...]]:
        """Run a query, with the name of a table in the place of braces, and give all its rows."""
        try:
            found: list[tuple[Any, ...]] = self._connection.execute(self._written(statement, name)).fetchall()
        except self._error as error:
            raise self.broken(str(error)) from error
        return found

    def columns(self, name: str) -> list[str]:
        """Give the columns of a table."""
        try:
            cursor = self._connection.execute(self._written("SELECT * FROM {} LIMIT 0", name))
            return [column.name for column in cursor.description]
        except self._error as error:
            raise self.broken(str(error)) from error

    def batches(self, statement: str, name: str) -> Iterator[list[tuple[Any, ...]]]:
        """Run a query on a cursor of the server and give its rows a few at a time."""
        try:
            with self._connection.cursor(name="relcore") as cursor:
                cursor.execute(self._written(statement, name))
                while rows := cursor.fetchmany(_BATCH_ROWS):
                    yield rows
        except self._error as error:
            raise self.broken(str(error)) from error

    def broken(self, reason: str) -> BookError:
        """Say that the database cannot be read."""
        said = " ".join(reason.split())[:300]
        return BookError.of(
            "RC411",
            f"the database cannot be read: {said or 'no answer'}",
            Place(subject=self.name),
            "is the server running, and may this user read there? a password can stand in PGPASSWORD",
        )

    def _written(self, statement: str, name: str | None) -> Any:
        if name is None:
            return statement
        return self._sql.SQL(statement).format(self._sql.Identifier(*name.split(".", 1)))


class PostgresTable:
    """A table or a view."""

    def __init__(self, database: Postgres, name: str, unknown: frozenset[str], limits: Limits) -> None:
        self.file = name
        self.warnings: list[Diagnostic] = []
        self._database = database
        self._unknown = unknown
        self._limits = limits
        self.columns: tuple[str, ...] | None = check_header(name, database.columns(name), limits.columns)

    def size(self) -> int:
        """Give about the bytes of the table."""
        ((count,),) = self._database.rows("SELECT count(*) FROM {}", self.file)
        return int(count) * ROW_BYTES

    def digest(self) -> str:
        """Give a digest of the rows, in whatever order they are; the server computes it."""
        statement = """
            SELECT count(*), sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint::numeric) FROM {} AS t
        """
        ((count, total),) = self._database.rows(statement, self.file)
        return f"{','.join(self.columns or ())} {count} {total}"

    def records(self, bad: OnBad, tick: Tick) -> Iterator[tuple[int, Record]]:
        """Give each record with its number; the first is 1."""
        names, row = self.columns or (), 0
        unknown, longest = self._unknown, self._limits.line_chars
        for rows in self._database.batches("SELECT * FROM {}", self.file):
            for values in rows:
                row += 1
                cells = [_plain(tidy(value, unknown, longest)) for value in values]
                yield row, dict(zip(names, cells, strict=True))
            tick(row * ROW_BYTES)


def _plain(value: Any) -> Cell:
    return str(value) if isinstance(value, UUID) else value
