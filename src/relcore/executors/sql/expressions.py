"""SQL for one expression: three-valued logic is the database's own, numbers are kept exact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Any, Final

from sqlglot import exp

from relcore.errors import ExecutionError, Place
from relcore.executors.sql.columns import (
    BOOL,
    DATE,
    MOST_DIGITS,
    Column,
    added,
    column_of_value,
    joined,
    multiplied,
    size_of,
)
from relcore.executors.sql.dialects import Dialect, E, number
from relcore.executors.sql.normal import Choice, Greatest, IsTrue, Node
from relcore.ir import (
    AddDays,
    And,
    Arith,
    Coalesce,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Kind,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
)
from relcore.program.exact import EXACT

_COMPARE: Final[dict[str, type[exp.Binary]]] = {
    "==": exp.EQ,
    "!=": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}
_ARITH: Final[dict[str, type[exp.Binary]]] = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul}
_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_DAYS: Final = (date.max - date.min).days


@dataclass(frozen=True)
class Value:
    """An expression and what it can hold."""

    sql: E
    column: Column


Scope = Callable[[Node], Value | None]
"""Gives what is there to be read: fields, slots, results of tests; None for everything else."""


@dataclass(frozen=True)
class Expressions:
    """Writes expressions in one dialect."""

    dialect: Dialect

    def condition(self, node: Node, scope: Scope) -> E:
        """Write a condition that only has to tell true from the rest."""
        return self._truth(node, scope).sql

    def _truth(self, node: Node, scope: Scope) -> Value:
        """Write a condition; one that is always unknown in the type of conditions."""
        found = self.value(node, scope)
        if found.column.kind is Kind.ANY:
            return Value(self.dialect.literal(None, BOOL.maybe()), BOOL.maybe())
        return found

    def value(self, node: Node, scope: Scope) -> Value:
        """Write an expression."""
        found = scope(node)
        if found is not None:
            return found
        match node:
            case Const(constant):
                column = column_of_value(constant)
                return Value(self.dialect.literal(constant, column), column)
            case Arith(op, left, right):
                return self._arith(op, self.value(left, scope), self.value(right, scope))
            case AddDays(day, distance):
                return self._add_days(day, distance, scope)
            case DaysBetween(start, end):
                return self._span(self.dialect.days_between, start, end, scope)
            case MinutesBetween(start, end):
                return self._span(self.dialect.minutes_between, start, end, scope)
            case Coalesce(preferred, default):
                return self._coalesce(self.value(preferred, scope), self.value(default, scope))
            case Compare(op, left, right):
                return self._compare(op, left, right, scope)
            case OneOf(member, options):
                return self._one_of(self.value(member, scope), [option.value for option in options])
            case Contains(items, item):
                return self._contains(self.value(items, scope), item.value)
            case Known(asked):
                return self._known(self.value(asked, scope))
            case And(parts):
                return self._connected(exp.And, [self._truth(part, scope) for part in parts], exp.true())
            case Or(parts):
                return self._connected(exp.Or, [self._truth(part, scope) for part in parts], exp.false())
            case Not(Known(asked)):
                return self._known(self.value(asked, scope), denied=True)
            case Not(part):
                inner = self._truth(part, scope)
                return Value(exp.Not(this=_wrapped(inner.sql)), inner.column)
            case IsTrue(part):
                return self.two_valued(self._truth(part, scope))
            case Choice(condition, then, otherwise):
                return self._choice(condition, self.value(then, scope), self.value(otherwise, scope), scope)
            case Greatest(op, parts):
                return self._greatest(op, [self.value(part, scope) for part in parts])
        raise TypeError(f"no SQL for {type(node).__name__}")

    def two_valued(self, value: Value) -> Value:
        """Write a condition that is false where it would be unknown."""
        if not value.column.nullable:
            return value
        return Value(exp.Coalesce(this=value.sql, expressions=[exp.false()]), BOOL)

    def cast(self, value: Value, column: Column) -> E:
        """Write a value in the type of a column."""
        if value.column.kind is Kind.ANY or column.is_number:
            return exp.Cast(this=value.sql, to=self.dialect.type_of(column))
        return value.sql

    # --- numbers -------------------------------------------------------------------------------

    def _arith(self, op: str, left: Value, right: Value) -> Value:
        column = multiplied(left.column, right.column) if op == "*" else added(left.column, right.column)
        if column.scale > MOST_DIGITS:
            raise too_precise(f"a product with {column.scale} digits after the point")
        if column.is_plain:
            operands = [self._whole(side) for side in (left, right)]
        else:
            operands = [self.cast(side, _as_decimal(side.column)) for side in (left, right)]
        return Value(exp.Paren(this=_ARITH[op](this=operands[0], expression=operands[1])), column)

    def _whole(self, value: Value) -> E:
        """Make sure that a whole number is computed with in 64 bits."""
        if isinstance(value.sql, exp.Literal):
            return value.sql
        return exp.Cast(this=value.sql, to=self.dialect.type_of(value.column))

    def _coalesce(self, first: Value, second: Value) -> Value:
        if not first.column.nullable:
            return first
        column = joined(first.column, second.column)
        if not second.column.nullable:
            column = column.known()
        items = [self.unified(side, column) for side in (first, second)]
        return Value(exp.Coalesce(this=items[0], expressions=items[1:]), column)

    def unified(self, value: Value, column: Column) -> E:
        """Write a value so that it can stand beside others of a column."""
        if column.is_number and not column.is_plain:
            return self.cast(value, column)
        return self.cast(value, column) if value.column.kind is Kind.ANY else value.sql

    def _compare(self, op: str, left: Node, right: Node, scope: Scope) -> Value:
        if isinstance(left, Const):
            op, left, right = _MIRRORED.get(op, op), right, left
        first = self.value(left, scope)
        if isinstance(right, Const) and first.column.is_number:
            return self._compare_number(op, first, right.value)
        second = self.value(right, scope)
        nullable = first.column.nullable or second.column.nullable
        sides = [first.sql, second.sql]
        if first.column.is_number and not (first.column.is_plain and second.column.is_plain):
            common = joined(_as_decimal(first.column), _as_decimal(second.column))
            sides = [self.cast(side, common) for side in (first, second)]
        return Value(
            _COMPARE[op](this=_wrapped(sides[0]), expression=_wrapped(sides[1])), Column(Kind.BOOL, nullable)
        )

    def _compare_number(self, op: str, first: Value, constant: Any) -> Value:
        """Compare with a constant, rounded to a number that the other side can be."""
        column = Column(Kind.BOOL, first.column.nullable)
        wanted = Decimal(constant)
        digits, scale = size_of(wanted)
        if digits + first.column.scale > MOST_DIGITS:
            less = wanted > 0
            return self._always(
                {"<": less, "<=": less, ">": not less, ">=": not less}.get(op, op == "!="), first
            )
        if scale > first.column.scale:
            if op in ("==", "!="):
                return self._always(op == "!=", first)
            wanted = wanted.quantize(Decimal(1).scaleb(-first.column.scale), ROUND_FLOOR, EXACT_FLOOR)
            op = {"<": "<=", ">=": ">"}.get(op, op)
        return Value(_COMPARE[op](this=_wrapped(first.sql), expression=number(wanted)), column)

    def _always(self, truth: bool, value: Value) -> Value:
        """Write a condition that has one answer wherever the value is known."""
        answer = exp.true() if truth else exp.false()
        if not value.column.nullable:
            return Value(answer, BOOL)
        known = exp.Not(this=exp.Is(this=_wrapped(value.sql), expression=exp.Null()))
        return Value(exp.Case(ifs=[exp.If(this=known, true=answer)]), BOOL.maybe())

    def _one_of(self, value: Value, options: list[Any]) -> Value:
        literals = []
        for option in options:
            if option is None:
                continue
            column = column_of_value(option)
            if value.column.is_number and (
                column.scale > value.column.scale or column.digits + value.column.scale > MOST_DIGITS
            ):
                continue
            literals.append(self.dialect.literal(option, column))
        if not literals:
            return self._always(False, value)
        test = exp.In(this=_wrapped(value.sql), expressions=literals)
        return Value(test, Column(Kind.BOOL, value.column.nullable))

    def _contains(self, items: Value, item: Any) -> Value:
        if item is None:
            return self._always(False, items)
        member = self.dialect.literal(item, column_of_value(item))
        return Value(self.dialect.contains(items.sql, member), Column(Kind.BOOL, items.column.nullable))

    def _greatest(self, op: str, values: list[Value]) -> Value:
        column = values[0].column
        for value in values[1:]:
            column = joined(column, value.column)
        if len(values) == 1:
            return values[0]
        sql = self.dialect.extreme(op, [self.unified(value, column) for value in values])
        return Value(sql, column if all(value.column.nullable for value in values) else column.known())

    # --- dates ---------------------------------------------------------------------------------

    def _add_days(self, day: Node, distance: Node, scope: Scope) -> Value:
        """Move a date; unknown where the calendar of the rules ends, which is nearer than the database's."""
        column = DATE.maybe()
        start = self.value(day, scope)
        if isinstance(distance, Const):
            days = distance.value
            assert isinstance(days, int)
            if abs(days) > _DAYS:
                return Value(self.dialect.literal(None, column), column)
            edge = date.max - timedelta(days) if days >= 0 else date.min - timedelta(days)
            inside = (exp.LTE if days >= 0 else exp.GTE)(
                this=start.sql.copy(), expression=self.dialect.literal(edge, DATE)
            )
            moved = self.dialect.moved(start.sql, number(days))
            return Value(exp.Case(ifs=[exp.If(this=inside, true=moved)]), column)
        number_of_days = self.value(distance, scope)
        back, forth = (
            self.dialect.days_between(start.sql.copy(), self.dialect.literal(edge, DATE))
            for edge in (date.min, date.max)
        )
        inside_both = exp.Between(this=number_of_days.sql.copy(), low=back, high=forth)
        moved = self.dialect.moved(start.sql, number_of_days.sql)
        return Value(exp.Case(ifs=[exp.If(this=inside_both, true=moved)]), column)

    def _span(self, write: Callable[[E, E], E], start: Node, end: Node, scope: Scope) -> Value:
        first, second = self.value(start, scope), self.value(end, scope)
        nullable = first.column.nullable or second.column.nullable
        return Value(write(first.sql, second.sql), Column(Kind.INT, nullable, digits=15))

    # --- logic ---------------------------------------------------------------------------------

    def _known(self, value: Value, *, denied: bool = False) -> Value:
        if not value.column.nullable:
            return Value(exp.false() if denied else exp.true(), BOOL)
        unknown = exp.Is(this=_wrapped(value.sql), expression=exp.Null())
        return Value(unknown if denied else exp.Not(this=unknown), BOOL)

    def _connected(self, connector: type[exp.Connector], parts: list[Value], empty: E) -> Value:
        if not parts:
            return Value(empty, BOOL)
        operands = [exp.Paren(this=p.sql) if isinstance(p.sql, exp.Connector) else p.sql for p in parts]
        whole: E = operands[0]
        for operand in operands[1:]:
            whole = connector(this=whole, expression=operand)
        return Value(whole, Column(Kind.BOOL, any(part.column.nullable for part in parts)))

    def _choice(self, condition: Node, then: Value, otherwise: Value, scope: Scope) -> Value:
        column = joined(then.column, otherwise.column)
        default = None if otherwise.column.kind is Kind.ANY else self.unified(otherwise, column)
        ifs = [exp.If(this=self.condition(condition, scope), true=self.unified(then, column))]
        return Value(exp.Case(ifs=ifs, default=default), column)


EXACT_FLOOR = EXACT.copy()
"""Rounding a constant down to fewer digits is wanted, so it is no error."""
EXACT_FLOOR.traps = dict.fromkeys(EXACT_FLOOR.traps, False)


def too_precise(what: str) -> ExecutionError:
    """Refuse numbers that no database holds exactly."""
    return ExecutionError.of(
        "RC311",
        f"{what} cannot be kept exact in SQL, where numbers have {MOST_DIGITS} digits",
        Place(),
        "round the parameter or the field to fewer digits, or run the program with the compiled executor",
    )


def outgrown(error: Exception) -> ExecutionError:
    """Say that the database could not hold a number."""
    return ExecutionError.of(
        "RC311",
        f"a number outgrew the database: {str(error).splitlines()[0]}",
        hint="use smaller numbers, or the compiled executor, which has no bounds",
    )


def _as_decimal(column: Column) -> Column:
    """Give a column that is written as a decimal number, even where 64 bits would hold it."""
    return Column(Kind.DECIMAL, column.nullable, column.digits, column.scale)


def _wrapped(node: E) -> E:
    return (
        exp.Paren(this=node)
        if isinstance(node, (exp.Connector, exp.Not, exp.Binary, exp.Predicate))
        else node
    )
