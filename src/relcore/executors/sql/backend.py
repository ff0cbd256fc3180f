"""What a database has to do for this room: run statements, tell its tables, take facts, give rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Protocol

from sqlglot import exp

from relcore.executors.sql.columns import Column
from relcore.executors.sql.dialects import Dialect
from relcore.executors.sql.loading import TableData


class Backend(Protocol):
    """A connection to a database."""

    dialect: Dialect

    def tables(self, wanted: Collection[str]) -> dict[str, dict[str, Column]]:
        """Give the columns of the wanted tables that are there; of kind OPAQUE if they cannot be read."""

    def prepare(self) -> None:
        """Make an empty place for the tables of a run, without those of an earlier one."""

    def execute(self, statement: exp.Expr) -> None:
        """Run a statement."""

    def fetch(self, statement: exp.Expr) -> Iterator[Sequence[Any]]:
        """Run a query and give its rows, a few at a time."""

    def run(self, text: str) -> None:
        """Run a statement that is written already."""

    def number(self, text: str) -> int:
        """Run a query that gives one number."""

    def load(self, table: TableData) -> None:
        """Make a table with facts."""
