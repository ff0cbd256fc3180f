"""What databases write differently, for DuckDB: what sqlglot does not translate by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlglot import exp

from relcore.executors.sql.columns import Column
from relcore.ir import Kind

E = exp.Expr


class Dialect:
    """DuckDB, the default; other databases say what they write differently."""

    name = "duckdb"
    schema = "relcore"
    """Schema of all that a run writes; empty where tables are told apart by a prefix."""
    runs = True
    """Whether relcore can run statements there, or only write them."""
    materializes = True
    """Whether a named part of a statement that is read twice is computed once."""
    packs = True
    """Whether flags are stored faster as bits of a few whole numbers than in columns of their own."""
    inlines = False
    """Whether a list of rows is turned into rows faster than the rows of several statements are united."""

    def type_of(self, column: Column) -> exp.DataType:
        """Give the type of a column."""
        match column.kind:
            case Kind.BOOL:
                return a_type("BOOLEAN")
            case Kind.INT if column.is_plain:
                return a_type("BIGINT")
            case Kind.INT | Kind.DECIMAL:
                return self.decimal(column.precision, column.scale)
            case Kind.DATE:
                return a_type("DATE")
            case Kind.INSTANT:
                return a_type("TIMESTAMPTZ")
            case Kind.SET:
                item = self.type_of(Column(column.item, digits=18))
                return exp.DataType(this=exp.DataType.Type.ARRAY, expressions=[item], nested=True)
        return self.text()

    def text(self) -> exp.DataType:
        """Give the type of text."""
        return a_type("TEXT")

    def decimal(self, precision: int, scale: int) -> exp.DataType:
        """Give the type of exact numbers."""
        sizes = [exp.DataTypeParam(this=number(size)) for size in (precision, scale)]
        return exp.DataType(this=exp.DataType.Type.DECIMAL, expressions=sizes)

    def literal(self, value: Any, column: Column) -> E:
        """Write a constant."""
        if value is None:
            return exp.Cast(this=exp.Null(), to=self.type_of(column))
        if isinstance(value, bool):
            return exp.true() if value else exp.false()
        if isinstance(value, str):
            return exp.Literal.string(str(value))
        if isinstance(value, datetime):
            return exp.Cast(
                this=exp.Literal.string(value.astimezone(UTC).isoformat(" ")), to=self.type_of(column)
            )
        if isinstance(value, date):
            return exp.Cast(this=exp.Literal.string(value.isoformat()), to=a_type("DATE"))
        if isinstance(value, (tuple, list, frozenset)):
            items = [self.literal(item, Column(column.item)) for item in value]
            return exp.Cast(this=exp.Array(expressions=items), to=self.type_of(column))
        return number(value)

    def days_between(self, start: E, end: E) -> E:
        """Count days from one date to another."""
        return exp.Paren(this=exp.Sub(this=end, expression=start))

    def moved(self, day: E, days: E) -> E:
        """Move a date, which stays within the calendar, by days."""
        return exp.Add(this=day, expression=exp.Paren(this=exp.Cast(this=days, to=a_type("INT"))))

    def minutes_between(self, start: E, end: E) -> E:
        """Count whole minutes from one instant to another, rounded down."""
        micros = exp.Paren(this=exp.Sub(this=call("EPOCH_US", end), expression=call("EPOCH_US", start)))
        minute = 60_000_000
        rest = exp.Mod(
            this=exp.Paren(
                this=exp.Add(this=exp.Mod(this=micros, expression=number(minute)), expression=number(minute))
            ),
            expression=number(minute),
        )
        return exp.Paren(
            this=exp.IntDiv(
                this=exp.Paren(this=exp.Sub(this=micros.copy(), expression=exp.Paren(this=rest))),
                expression=number(minute),
            )
        )

    def contains(self, items: E, item: E) -> E:
        """Test whether a set holds a value; unknown where the set is."""
        return call("LIST_CONTAINS", items, item)

    def any_true(self, condition: E) -> E:
        """Aggregate: whether a condition is true of any row."""
        return call("BOOL_OR", condition)

    def extreme(self, op: str, items: Sequence[E]) -> E:
        """Give the greatest or least of the known values."""
        return call("GREATEST" if op == "max" else "LEAST", *items)

    def gathered(self, rows: E) -> E:
        """Give the rows of several statements as those of one."""
        return rows

    def list_of_numbers(self, numbered: Sequence[tuple[int, E]]) -> E:
        """Give the list of the numbers whose conditions are true."""
        is_known = exp.Not(this=exp.Is(this=exp.column("x"), expression=exp.Null()))
        known = exp.Lambda(this=is_known, expressions=[exp.to_identifier("x")])
        return call("LIST_FILTER", choices(numbered), known)

    def each(self, items: E) -> E:
        """Give a row for each item of a list."""
        return call("UNNEST", items)

    def by_code_point(self, text: E) -> E:
        """Give the key that orders text as Python does."""
        return text

    def microseconds(self, instant: E) -> E:
        """Give an instant as microseconds since 1970."""
        return call("EPOCH_US", instant)


def a_type(name: str) -> exp.DataType:
    """Name a type without sizes; sqlglot would parse the name anew each time."""
    return exp.DataType(this=exp.DataType.Type[name])


def number(value: Any) -> E:
    """Write a number, never with an exponent.

    >>> number(-3).sql()
    '(-3)'
    """
    # The plain `abs` would round to the digits of whoever called.
    text = f"{value.copy_abs():f}" if isinstance(value, Decimal) else str(abs(value))
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    literal = exp.Literal.number(text)
    return exp.Paren(this=exp.Neg(this=literal)) if value < 0 else literal


def call(name: str, *arguments: E) -> E:
    """Write a call of a function that sqlglot knows by no name of its own."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def choices(numbered: Sequence[tuple[int, E]]) -> E:
    """Write a list with each number whose condition is true, and an unknown for each other one."""
    return exp.Array(
        expressions=[
            exp.Case(ifs=[exp.If(this=condition, true=number(value))]) for value, condition in numbered
        ]
    )


def inlined(rows: Sequence[tuple[E, Sequence[exp.Alias]]]) -> E:
    """Write a list of rows, each there where its condition is true, that becomes rows."""
    cases = []
    for condition, cells in rows:
        parts = [part for cell in cells for part in (exp.Literal.string(cell.alias), cell.this)]
        cases.append(exp.Case(ifs=[exp.If(this=condition, true=call("NAMED_STRUCT", *parts))]))
    return call("INLINE", call("ARRAY_COMPACT", exp.Array(expressions=cases)))
