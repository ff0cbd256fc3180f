"""Whole books at once: a program compiled to set-based SQL."""

from relcore.executors.sql.executor import SqlExecutor, load
from relcore.executors.sql.result import BookConclusions
from relcore.executors.sql.writing import Statement, statements

__all__ = ["BookConclusions", "SqlExecutor", "Statement", "load", "statements"]
