"""Whole books at once: a program compiled to set-based SQL."""

from relcore.executors.sql.executor import SqlExecutor

__all__ = ["SqlExecutor"]
