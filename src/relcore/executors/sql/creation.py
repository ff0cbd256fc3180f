"""Statements that make and fill tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

from relcore.executors.sql.columns import Column
from relcore.executors.sql.dialects import Dialect, E


def create_table(table: exp.Table, columns: Mapping[str, Column], dialect: Dialect) -> exp.Create:
    """Make an empty table."""
    defined = [
        exp.ColumnDef(
            this=exp.Identifier(this=name, quoted=True),
            kind=dialect.type_of(kind),
            constraints=[] if kind.nullable else [exp.ColumnConstraint(kind=exp.NotNullColumnConstraint())],
        )
        for name, kind in columns.items()
    ]
    return exp.Create(this=exp.Schema(this=table, expressions=defined), kind="TABLE")


def drop_table(table: exp.Table, kind: str = "TABLE") -> exp.Drop:
    """Remove a table, or a view, if it is there."""
    return exp.Drop(tables=[table], kind=kind, exists=True)


def insert(table: exp.Table, columns: Sequence[str], select: E) -> exp.Insert:
    """Add rows to a table."""
    names = [exp.Identifier(this=name, quoted=True) for name in columns]
    target = exp.Schema(this=table, expressions=names) if names else table
    return exp.Insert(this=target, expression=select)


def create_schema(name: str) -> exp.Create:
    """Make a schema."""
    return exp.Create(this=_schema(name), kind="SCHEMA")


def drop_schema(name: str) -> exp.Drop:
    """Remove a schema with everything in it, if it is there."""
    return exp.Drop(tables=[_schema(name)], kind="SCHEMA", exists=True, cascade=True)


def _schema(name: str) -> exp.Table:
    return exp.Table(db=exp.Identifier(this=name, quoted=True))
