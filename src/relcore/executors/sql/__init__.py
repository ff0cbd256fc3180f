"""Whole books at once: a program compiled to set-based SQL."""

from importlib.util import find_spec

from relcore.errors import MissingExtra

if find_spec("duckdb") is None or find_spec("sqlglot") is None:
    raise MissingExtra.need("sql", "running rules as SQL")

from relcore.executors.sql.duck import DuckDB
from relcore.executors.sql.executor import SqlExecutor, load
from relcore.executors.sql.result import BookConclusions
from relcore.executors.sql.writing import Statement, statements

__all__ = ["BookConclusions", "DuckDB", "SqlExecutor", "Statement", "load", "statements"]
