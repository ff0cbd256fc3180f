"""Conditions brought to a common form, so that a change which no fact can show is known as none.

Only what is plain from the conditions themselves is seen: bounds of one value that another bound implies, and
"is known" beside a condition that holds of known values only. What this form tells apart may be the same yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Expr,
    FactType,
    Field,
    Kind,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
    Rule,
    conjuncts,
)
from relcore.ir.expr import CompareOp
from relcore.program import Program

Number: TypeAlias = int | Decimal

_MIRRORED: Mapping[CompareOp, CompareOp] = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "==": "==",
    "!=": "!=",
}
_STRICT = (Arith, AddDays, DaysBetween, MinutesBetween, Compare, OneOf, Contains, Field, Not)
"""Nodes that are unknown as soon as one of their parts is."""


def form_of(rule: Rule, program: Program) -> tuple[Any, ...]:
    """Give what a rule means, in a form that is the same for conditions that differ in words only."""
    reader = _Reader(program, {bind.var: bind.fact for bind in rule.binds})
    return rule.binds, reader.all(rule.where), rule.heads


@dataclass(frozen=True)
class _Bounds:
    """Where a number may be; a bound that is not `closed` is itself outside."""

    low: Number | None = None
    low_closed: bool = True
    high: Number | None = None
    high_closed: bool = True

    def within(self, op: CompareOp, limit: Number, whole: bool) -> _Bounds:
        """Give the bounds narrowed by a comparison."""
        if whole and op in (">", "<"):
            op, limit = (">=", limit + 1) if op == ">" else ("<=", limit - 1)
        found = self
        if op in (">", ">=", "==") and (
            found.low is None or (limit, op == ">") > (found.low, not found.low_closed)
        ):
            found = replace(found, low=limit, low_closed=op != ">")
        if op in ("<", "<=", "==") and (
            found.high is None or (-limit, op == "<") > (-found.high, not found.high_closed)
        ):
            found = replace(found, high=limit, high_closed=op != "<")
        return found


class _Reader:
    def __init__(self, program: Program, facts: Mapping[str, str]) -> None:
        self._program = program
        self._facts = facts

    def all(self, conditions: Iterable[Expr]) -> frozenset[Any]:
        """Give the form of conditions that must all be true."""
        parts = [part for one in conditions for part in conjuncts(one)]
        bounds: dict[Expr, _Bounds] = {}
        others: list[Expr] = []
        for part in parts:
            if isinstance(part, Compare) and part.op != "!=" and (read := self._bound(part)):
                value, op, limit = read
                usual = _Bounds(low=0) if _counts(value) else _Bounds()
                bounds[value] = bounds.get(value, usual).within(op, limit, self._whole(value))
            else:
                others.append(part)
        for value in [value for value, found in bounds.items() if _counts(value) and found == _Bounds(low=0)]:
            del bounds[value]
        certain = {node for value in bounds for node in _strictly(value)}
        certain |= {node for part in others if not isinstance(part, Known) for node in _strictly(part)}
        kept = (part for part in others if not (isinstance(part, Known) and part.value in certain))
        return frozenset([*bounds.items(), *map(self._inside, kept)])

    def _inside(self, expr: Expr) -> Any:
        match expr:
            case Exists(var, fact, where):
                return "exists", var, fact, self._below(var, fact, where)
            case Not(Exists(var, fact, where)):
                return "no", var, fact, self._below(var, fact, where)
            case Or(items) | And(items):
                return type(expr), frozenset(self.all([item]) for item in items)
            case Compare(op, left, right):
                return op, self._counted(left), self._counted(right)
            case _:
                return expr

    def _counted(self, expr: Expr) -> Any:
        if isinstance(expr, Aggregate):
            return expr.op, expr.var, expr.fact, self._below(expr.var, expr.fact, expr.where), expr.value
        return expr

    def _below(self, var: str, fact: str, where: Expr) -> frozenset[Any]:
        return _Reader(self._program, {**self._facts, var: fact}).all([where])

    def _bound(self, expr: Compare) -> tuple[Expr, CompareOp, Number] | None:
        """Read a comparison of something with a number or with the day of the decision."""
        for value, other, op in (
            (expr.left, expr.right, expr.op),
            (expr.right, expr.left, _MIRRORED[expr.op]),
        ):
            if isinstance(value, (Const, Param)):
                continue
            limit = self._number(other)
            if limit is not None:
                return _turned(value, op, limit)
            if isinstance(other, AsOf) and isinstance(value, Field):
                return DaysBetween(value, AsOf()), _MIRRORED[op], 0
        return None

    def _number(self, expr: Expr) -> Number | None:
        value = expr.value if isinstance(expr, Const) else None
        if isinstance(expr, Param):
            value = self._program.values[expr.name]
        return value if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else None

    def _whole(self, value: Expr) -> bool:
        if isinstance(value, Field):
            kind: FactType = self._program.types[self._facts[value.var]]
            return kind.fields[value.name].kind is Kind.INT
        return isinstance(value, (DaysBetween, MinutesBetween)) or _counts(value)


def _turned(value: Expr, op: CompareOp, limit: Number) -> tuple[Expr, CompareOp, Number]:
    """Count days from a date to the day of the decision, whichever way they were counted."""
    if isinstance(value, DaysBetween) and isinstance(value.start, AsOf):
        return DaysBetween(value.end, AsOf()), _MIRRORED[op], -limit
    return value, op, limit


def _counts(value: Expr) -> bool:
    return isinstance(value, Aggregate) and value.op == "count"


def _strictly(expr: Expr) -> Iterator[Expr]:
    """Give the parts that must be known where an expression is true."""
    yield expr
    if isinstance(expr, And):
        for item in expr.items:
            yield from _strictly(item)
    elif isinstance(expr, Not) and isinstance(expr.item, (And, Or, Exists, Known)):
        return
    elif isinstance(expr, _STRICT):
        for part in (getattr(expr, name) for name in expr.__slots__):
            if isinstance(part, (*_STRICT, Const)):
                yield from _strictly(part)
