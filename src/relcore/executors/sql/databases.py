"""Databases other than DuckDB: what each writes differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlglot import exp

from relcore.errors import UsageError
from relcore.executors.sql.columns import Column
from relcore.executors.sql.dialects import Dialect, E, a_type, call, choices, number

_MINUTE = 60_000_000


class Postgres(Dialect):
    """PostgreSQL."""

    name = "postgres"
    packs = False

    def minutes_between(self, start: E, end: E) -> E:
        """Count whole minutes; seconds are exact numbers there."""
        seconds = exp.Extract(
            this=exp.Var(this="EPOCH"), expression=exp.Paren(this=exp.Sub(this=end, expression=start))
        )
        minutes = exp.Floor(this=exp.Div(this=seconds, expression=number(60)))
        return exp.Cast(this=minutes, to=a_type("BIGINT"))

    def contains(self, items: E, item: E) -> E:
        """Test whether a set holds a value; no set holds an unknown."""
        return exp.EQ(this=item, expression=exp.Any(this=exp.Paren(this=items)))

    def list_of_numbers(self, numbered: Sequence[tuple[int, E]]) -> E:
        """Give the list of the numbers whose conditions are true."""
        return call("ARRAY_REMOVE", choices(numbered), exp.Null())

    def by_code_point(self, text: E) -> E:
        """Give the key that orders text as Python does, whatever the language of the database."""
        return exp.Collate(this=text, expression=exp.to_identifier("C", quoted=True))

    def microseconds(self, instant: E) -> E:
        """Give an instant as microseconds since 1970."""
        seconds = exp.Extract(this=exp.Var(this="EPOCH"), expression=instant)
        micros = exp.Mul(this=seconds, expression=number(1_000_000))
        return exp.Cast(this=micros, to=a_type("BIGINT"))


@dataclass(frozen=True)
class Spark(Dialect):
    """Apache Spark; for a session that is known, with the number of partitions that it works in."""

    partitions: int = 0

    name = "spark"
    schema = ""
    materializes = False
    packs = False
    inlines = True

    def gathered(self, rows: E) -> E:
        """Put the partitions of several statements together: each would be a task that unpacks them all."""
        if not self.partitions:
            return rows
        hint = exp.Hint(expressions=[call("COALESCE", number(self.partitions))])
        source = exp.Subquery(this=rows, alias=exp.TableAlias(this=exp.to_identifier("g")))
        return exp.Select(expressions=[exp.Star()], hint=hint).from_(source, copy=False)

    def days_between(self, start: E, end: E) -> E:
        """Count days from one date to another."""
        return call("DATEDIFF", end, start)

    def moved(self, day: E, days: E) -> E:
        """Move a date by days."""
        return call("DATE_ADD", day, exp.Cast(this=days, to=a_type("INT")))

    def minutes_between(self, start: E, end: E) -> E:
        """Count whole minutes; `pmod` never gives a negative rest."""
        micros = exp.Paren(this=exp.Sub(this=call("UNIX_MICROS", end), expression=call("UNIX_MICROS", start)))
        rest = call("PMOD", micros, number(60_000_000))
        return exp.Paren(
            this=exp.IntDiv(
                this=exp.Paren(this=exp.Sub(this=micros.copy(), expression=rest)),
                expression=number(60_000_000),
            )
        )

    def contains(self, items: E, item: E) -> E:
        """Test whether a set holds a value; unknown where the set is."""
        return call("ARRAY_CONTAINS", items, item)

    def list_of_numbers(self, numbered: Sequence[tuple[int, E]]) -> E:
        """Give the list of the numbers whose conditions are true."""
        return call("ARRAY_COMPACT", choices(numbered))

    def each(self, items: E) -> E:
        """Give a row for each item of a list."""
        return call("EXPLODE", items)

    def microseconds(self, instant: E) -> E:
        """Give an instant as microseconds since 1970."""
        return call("UNIX_MICROS", instant)


class Snowflake(Dialect):
    """Snowflake; statements are written for it, not run."""

    name = "snowflake"
    runs = False
    materializes = False
    packs = False

    def days_between(self, start: E, end: E) -> E:
        """Count days from one date to another."""
        return exp.DateDiff(this=end, expression=start, unit=exp.Var(this="DAY"))

    def moved(self, day: E, days: E) -> E:
        """Move a date by days."""
        return exp.DateAdd(this=day, expression=days, unit=exp.Var(this="DAY"))

    def minutes_between(self, start: E, end: E) -> E:
        """Count whole minutes; the plain difference would count boundaries that were passed."""
        micros = exp.TimestampDiff(this=end, expression=start, unit=exp.Var(this="MICROSECOND"))
        return exp.Cast(
            this=exp.Floor(this=exp.Div(this=micros, expression=number(_MINUTE))),
            to=a_type("BIGINT"),
        )

    def contains(self, items: E, item: E) -> E:
        """Test whether a set holds a value; unknown where the set is."""
        return call("ARRAY_CONTAINS", exp.Cast(this=item, to=a_type("VARIANT")), items)

    def any_true(self, condition: E) -> E:
        """Aggregate: whether a condition is true of any row."""
        return exp.LogicalOr(this=condition)

    def extreme(self, op: str, items: Sequence[E]) -> E:
        """Give the greatest or least of the known values."""
        return call("GREATEST_IGNORE_NULLS" if op == "max" else "LEAST_IGNORE_NULLS", *items)


class BigQuery(Dialect):
    """BigQuery; statements are written for it, not run."""

    name = "bigquery"
    runs = False
    materializes = False
    packs = False

    def decimal(self, precision: int, scale: int) -> exp.DataType:
        """Give the type of exact numbers; the plain one has only nine digits after the point."""
        return a_type("BIGDECIMAL")

    def literal(self, value: Any, column: Column) -> E:
        """Write a constant; a plain fraction would be a floating-point number."""
        if isinstance(value, Decimal):
            return exp.Cast(this=exp.Literal.string(f"{value:f}"), to=self.decimal(0, 0))
        return super().literal(value, column)

    def days_between(self, start: E, end: E) -> E:
        """Count days from one date to another."""
        return exp.DateDiff(this=end, expression=start, unit=exp.Var(this="DAY"))

    def moved(self, day: E, days: E) -> E:
        """Move a date by days."""
        return exp.DateAdd(this=day, expression=days, unit=exp.Var(this="DAY"))

    def minutes_between(self, start: E, end: E) -> E:
        """Count whole minutes, rounded down."""
        micros = exp.TimestampDiff(this=end, expression=start, unit=exp.Var(this="MICROSECOND"))
        return exp.Cast(
            this=exp.Floor(this=exp.Div(this=micros, expression=number(_MINUTE))),
            to=a_type("BIGINT"),
        )

    def contains(self, items: E, item: E) -> E:
        """Test whether a set holds a value."""
        return exp.In(this=item, unnest=exp.Unnest(expressions=[items]))

    def any_true(self, condition: E) -> E:
        """Aggregate: whether a condition is true of any row."""
        return exp.LogicalOr(this=condition)

    def extreme(self, op: str, items: Sequence[E]) -> E:
        """Give the greatest or least of the known values; the plain function is unknown if any is."""
        name = exp.to_identifier("value")
        most = (exp.Max if op == "max" else exp.Min)(this=exp.Column(this=name))
        alias = exp.TableAlias(columns=[name.copy()])
        listed = exp.Unnest(expressions=[exp.Array(expressions=list(items))], alias=alias)
        return exp.Subquery(this=exp.Select(expressions=[most]).from_(listed, copy=False))


DIALECTS: dict[str, Dialect] = {
    dialect.name: dialect for dialect in (Dialect(), Postgres(), Spark(), Snowflake(), BigQuery())
}
"""All dialects by name."""


def dialect_of(name: str) -> Dialect:
    """Give a dialect by name; raises `UsageError` (RC310) where there is none."""
    if name not in DIALECTS:
        raise UsageError.of(
            "RC310", f"there is no SQL dialect '{name}'", hint="known: " + ", ".join(sorted(DIALECTS))
        )
    return DIALECTS[name]
