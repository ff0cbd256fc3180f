"""The tables of a DuckDB file as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from relcore.books.arrow_cells import ArrowCells
from relcore.books.database import ROW_BYTES
from relcore.books.fingerprint import digest_of
from relcore.books.limits import Limits
from relcore.books.tables import OnBad, Record, Tick, check_header
from relcore.errors import BookError, Diagnostic, MissingExtra, Place

_BATCH_ROWS = 4096
_LISTED = """
    SELECT table_schema, table_name FROM information_schema.tables WHERE table_catalog = current_database()
"""


class DuckDBFile:
    """A DuckDB file, opened for reading alone; nothing in it can reach outside the file."""

    def __init__(self, name: str) -> None:
        try:
            import duckdb
            import pyarrow
        except ImportError as error:
            raise MissingExtra.need("sql", f"reading the database {name}") from error
        self.path = Path(name.partition("://")[2] if "://" in name else name)
        self.name = str(self.path.resolve())
        self._arrow: Any = pyarrow
        self._error: type[Exception] = duckdb.Error
        if not self.path.is_file():
            raise self.broken("there is no such file")
        try:
            self._connection: Any = duckdb.connect(
                str(self.path),
                read_only=True,
                config={"enable_external_access": "false", "threads": "1"},
            )
        except duckdb.Error as error:
            raise self.broken(str(error)) from error
        self._digest: str | None = None

    def names(self) -> Sequence[str]:
        """Give the names of tables and views; those outside the schema `main` with their schema."""
        rows = self.run(_LISTED).fetchall()
        return sorted(name if schema == "main" else f"{schema}.{name}" for schema, name in rows)

    def table(self, name: str, unknown: frozenset[str], limits: Limits) -> DuckDBTable:
        """Give a table."""
        return DuckDBTable(self, name, unknown, limits)

    def run(self, statement: str) -> Any:
        """Run a statement on a cursor of its own."""
        try:
            return self._connection.cursor().execute(statement)
        except self._error as error:
            raise self.broken(str(error)) from error

    def batches(self, statement: str) -> Iterator[Any]:
        """Run a query and give its rows in batches, as they are needed."""
        try:
            relation = self._connection.cursor().sql(statement)
        except self._error as error:
            raise self.broken(str(error)) from error
        # Older versions know it by another name.
        start = getattr(relation, "to_arrow_reader", None) or relation.fetch_arrow_reader
        reader = start(_BATCH_ROWS)
        while True:
            try:
                batch = next(reader, None)
            except (self._error, self._arrow.ArrowException, OSError) as error:
                raise self.broken(str(error)) from error
            if batch is None:
                return
            yield batch

    def cells(self, unknown: frozenset[str], limits: Limits) -> ArrowCells:
        """Give what makes records of batches."""
        return ArrowCells(self._arrow, unknown, limits, zone="UTC")

    def digest(self) -> str:
        """Give a digest of the file, computed once: nobody changes it while it is open."""
        if self._digest is None:
            self._digest = digest_of(self.path)
        return self._digest

    def broken(self, reason: str) -> BookError:
        """Say that the database cannot be read."""
        return BookError.of(
            "RC411",
            f"the database cannot be read: {reason.splitlines()[0][:300] if reason else 'unknown'}",
            Place(file=str(self.path)),
            "give the path of a DuckDB file that nobody is writing to",
        )


class DuckDBTable:
    """A table or a view."""

    def __init__(self, database: DuckDBFile, name: str, unknown: frozenset[str], limits: Limits) -> None:
        self.file = name
        self.warnings: list[Diagnostic] = []
        self._database = database
        self._unknown = unknown
        self._limits = limits
        self._select = f"SELECT * FROM {quoted(name)}"
        described = database.run(f"DESCRIBE {self._select}").fetchall()
        self.columns: tuple[str, ...] | None = check_header(
            name, [row[0] for row in described], limits.columns
        )

    def size(self) -> int:
        """Give about the bytes of the table."""
        ((count,),) = self._database.run(f"SELECT count(*) FROM {quoted(self.file)}").fetchall()
        return int(count) * ROW_BYTES

    def digest(self) -> str:
        """Give a digest of the file that holds the table."""
        return self._database.digest()

    def records(self, bad: OnBad, tick: Tick) -> Iterator[tuple[int, Record]]:
        """Give each record with its number; the first is 1."""
        cells, row = self._database.cells(self._unknown, self._limits), 0
        for batch in self._database.batches(self._select):
            for record in cells.records(batch, self.columns or ()):
                row += 1
                yield row, record
            tick(row * ROW_BYTES)


def quoted(name: str) -> str:
    """Write the name of a table, with its schema where it has one, for a statement.

    >>> quoted('crm.odd"name')
    '"crm"."odd""name"'
    """
    return ".".join('"' + part.replace('"', '""') + '"' for part in name.split(".", 1))
