"""Aggregates in SQL: what is asked of a group of rows, and what the answer is where the group is empty."""

from __future__ import annotations

from sqlglot import exp

from relcore.executors.sql.columns import BOOL, Column
from relcore.executors.sql.dialects import Dialect, E, number
from relcore.executors.sql.expressions import Expressions, Value
from relcore.executors.sql.typed import aggregated


def aggregate(op: str, condition: E | None, value: Value | None, dialect: Dialect) -> E:
    """Ask something of the rows for which a condition is true; of all rows where there is none."""
    if op == "exists":
        return dialect.any_true(exp.true() if condition is None else condition)
    if op == "count":
        return exp.Count(this=exp.Star() if condition is None else _where(condition, number(1)))
    assert value is not None
    item = value.sql if condition is None else _where(condition, value.sql)
    return {"total": exp.Sum, "max": exp.Max, "min": exp.Min}[op](this=item)


def answer(op: str, found: E, value: Column, expressions: Expressions) -> Value:
    """Give the answer, also where there was no row and the database says nothing.

    A test that nothing satisfies may stay unknown: what reads it asks whether it is true.
    """
    column = aggregated(op, value)
    if op == "exists":
        return Value(found, BOOL.maybe())
    if op == "count":
        return Value(exp.Coalesce(this=found, expressions=[number(0)]), column)
    if op == "total":
        return Value(
            expressions.cast(Value(exp.Coalesce(this=found, expressions=[number(0)]), column), column), column
        )
    return Value(found, column)


def _where(condition: E, value: E) -> E:
    return exp.Case(ifs=[exp.If(this=condition, true=value)])
