"""What a database has to do for this room: run statements, tell its tables, take facts, give rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Protocol

from sqlglot import exp

from relcore.executors.sql.columns import Column
from relcore.executors.sql.dialects import Dialect
from relcore.executors.sql.loading import TableData


class Backend(Protocol):
    """A connection to a database."""

    @property
    def dialect(self) -> Dialect:
        """What the database writes in its own way."""

    def tables(self, wanted: Collection[str]) -> dict[str, dict[str, Column]]:
        """Give the columns of the wanted tables that are there; of kind OPAQUE if they cannot be read."""

    def clear(self) -> None:
        """Remove the tables with facts and those of a run."""

    def prepare(self) -> None:
        """Make an empty place for the tables of a run, without those of an earlier one."""

    def empty(self, table: exp.Table, columns: Mapping[str, Column]) -> None:
        """Make a table without rows."""

    def fetch(self, statement: exp.Expr) -> Iterator[Sequence[Any]]:
        """Run a query and give its rows, a few at a time."""

    def make(self, kind: str, name: str, select: str) -> None:
        """Make a TABLE or a VIEW of what a query gives; the query and the quoted name are written already."""

    def drop(self, name: str) -> None:
        """Remove a table that was made, if it is there."""

    def grow(self, table: str, new: str) -> bool:
        """Add the rows of one table to another; say whether there were any."""

    def load(self, table: TableData) -> None:
        """Make a table with facts."""

    def close(self) -> None:
        """End the connection."""
