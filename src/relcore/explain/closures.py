"""Expressions as Python closures: the same three-valued meaning as `evaluate`, many times as fast.

A frame is a list: the day of the decision, the tables, then the facts bound to variables.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any, assert_never

from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Coalesce,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Expr,
    FactType,
    Field,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
    Scope,
    children,
    conjuncts,
    walk,
)
from relcore.program import Program
from relcore.program.evaluate import add_days, minutes_between

Frame = list[Any]
Closure = Callable[[Frame], Any]

FIRST = 2
"""Place of the first variable in a frame."""

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MIRRORED: Mapping[str, str] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_ARITH: Mapping[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


@dataclass(frozen=True, slots=True)
class Slot:
    """A variable: its place in the frame and the type of the facts that stand there."""

    place: int
    fact: FactType

    def reader(self, name: str) -> Callable[[Any], Any]:
        """Give the function that reads a field of such a fact or row."""
        if self.fact.scope is Scope.CONCLUSION:
            return itemgetter(self.fact.columns.index(name))
        return attrgetter(name)


Slots = Mapping[str, Slot]


def loops(expr: Expr) -> bool:
    """Say whether an expression goes through facts."""
    return any(isinstance(node, (Exists, Aggregate)) for node in walk(expr))


def variables(expr: Expr) -> frozenset[str]:
    """Give the variables that an expression needs from outside.

    >>> sorted(variables(Exists("o", "Order", Compare(">=", Field("o", "amount"), Field("c", "limit")))))
    ['c']
    """
    match expr:
        case Field(var, _):
            return frozenset((var,))
        case Exists(var) | Aggregate(_, var):
            return _of_children(expr) - {var}
        case _:
            return _of_children(expr)


def _of_children(expr: Expr) -> frozenset[str]:
    return frozenset().union(*map(variables, children(expr)))


def key_of(part: Expr, var: str) -> tuple[str, Expr] | None:
    """Give the field of `var` that a condition fixes, and the value known without `var`."""
    if isinstance(part, Compare) and part.op == "==":
        for side, other in ((part.left, part.right), (part.right, part.left)):
            if (
                isinstance(side, Field)
                and side.var == var
                and not loops(other)
                and var not in variables(other)
            ):
                return side.name, other
    return None


class Closures:
    """Turns expressions of one rule into closures and numbers the variables inside of them."""

    def __init__(self, program: Program) -> None:
        self._types = program.types
        self._values = program.values
        self.size = FIRST

    def slot(self, fact: str) -> Slot:
        """Take the next place of the frame for facts of a type."""
        self.size += 1
        return Slot(self.size - 1, self._types[fact])

    def value(self, expr: Expr, slots: Slots) -> Closure:
        """Give the closure that computes an expression; `None` is unknown."""
        match expr:
            case Const(constant):
                return lambda frame: constant
            case Param(name):
                setting = self._values[name]
                return lambda frame: setting
            case AsOf():
                return itemgetter(0)
            case Field(var, name):
                place, read = slots[var].place, slots[var].reader(name)
                return lambda frame: read(frame[place])
            case Arith(op, left, right):
                return self._both(_ARITH[op], left, right, slots)
            case AddDays(day, number):
                return self._both(add_days, day, number, slots)
            case DaysBetween(start, end):
                return self._both(lambda a, b: (b - a).days, start, end, slots)
            case MinutesBetween(start, end):
                return self._both(minutes_between, start, end, slots)
            case Coalesce(preferred, default):
                return _coalesce(self.value(preferred, slots), self.value(default, slots))
            case Aggregate():
                return self._aggregate(expr, slots)
            case Compare(compare, left, right):
                return self._compare(compare, left, right, slots)
            case OneOf(member, options):
                return _one_of(self.value(member, slots), frozenset(option.value for option in options))
            case Contains(items, item):
                return _contains(self.value(items, slots), item.value)
            case Known(asked):
                known = self.value(asked, slots)
                return lambda frame: known(frame) is not None
            case And(parts):
                return _all([self.value(part, slots) for part in parts])
            case Or(parts):
                return _any([self.value(part, slots) for part in parts])
            case Not(part):
                return _not(self.value(part, slots))
            case Exists():
                return self._exists(expr, slots)
            case _:
                assert_never(expr)

    def _both(self, function: Callable[[Any, Any], Any], left: Expr, right: Expr, slots: Slots) -> Closure:
        first, second = self.value(left, slots), self.value(right, slots)

        def both(frame: Frame) -> Any:
            a, b = first(frame), second(frame)
            return None if a is None or b is None else function(a, b)

        return both

    def _compare(self, op: str, left: Expr, right: Expr, slots: Slots) -> Closure:
        if isinstance(left, (Const, Param)):
            left, right, op = right, left, _MIRRORED[op]
        if not isinstance(right, (Const, Param)):
            return self._both(_COMPARE[op], left, right, slots)
        test = _COMPARE[op]
        fixed = right.value if isinstance(right, Const) else self._values[right.name]
        if fixed is None:
            return lambda frame: None
        if isinstance(left, Field):
            place, read = slots[left.var].place, slots[left.var].reader(left.name)

            def compare_field(frame: Frame) -> bool | None:
                found = read(frame[place])
                return None if found is None else test(found, fixed)

            return compare_field
        value = self.value(left, slots)

        def compare(frame: Frame) -> bool | None:
            found = value(frame)
            return None if found is None else test(found, fixed)

        return compare

    def _source(self, var: str, fact: str, where: Expr, slots: Slots) -> tuple[Slot, Closure, list[Closure]]:
        """Give a place for the facts that are looked through, how to find them, and what to test of each."""
        slot = self.slot(fact)
        parts = list(conjuncts(where))
        keys = {part: key for part in parts if (key := key_of(part, var)) is not None}
        chosen = min(keys, key=lambda part: not isinstance(keys[part][1], (Const, Param)), default=None)
        if chosen is None:
            source: Closure = lambda frame: frame[1].all(fact)  # noqa: E731
        else:
            name, expr = keys[chosen]
            read, wanted = slot.reader(name), self.value(expr, slots)

            def source(frame: Frame) -> Any:
                value = wanted(frame)
                return () if value is None else frame[1].index(fact, name, read).get(value, ())

        inner = {**slots, var: slot}
        rest = sorted((part for part in parts if part is not chosen), key=loops)
        return slot, source, [self.value(part, inner) for part in rest]

    def _exists(self, expr: Exists, slots: Slots) -> Closure:
        slot, source, tests = self._source(expr.var, expr.fact, expr.where, slots)
        place = slot.place
        if not tests:
            return lambda frame: bool(source(frame))

        def exists(frame: Frame) -> bool:
            for fact in source(frame):
                frame[place] = fact
                for test in tests:
                    if test(frame) is not True:
                        break
                else:
                    return True
            return False

        return exists

    def _aggregate(self, expr: Aggregate, slots: Slots) -> Closure:
        slot, source, tests = self._source(expr.var, expr.fact, expr.where, slots)
        place = slot.place
        value = self.value(expr.value, {**slots, expr.var: slot})
        finish = {"count": len, "total": _total, "max": _greatest, "min": _least}[expr.op]

        def aggregate(frame: Frame) -> Any:
            found = []
            for fact in source(frame):
                frame[place] = fact
                for test in tests:
                    if test(frame) is not True:
                        break
                else:
                    found.append(value(frame))
            return finish(found)

        return aggregate


def _total(found: list[Any]) -> Any:
    return sum(value for value in found if value is not None)


def _greatest(found: list[Any]) -> Any:
    return max((value for value in found if value is not None), default=None)


def _least(found: list[Any]) -> Any:
    return min((value for value in found if value is not None), default=None)


def _coalesce(preferred: Closure, default: Closure) -> Closure:
    def coalesce(frame: Frame) -> Any:
        found = preferred(frame)
        return default(frame) if found is None else found

    return coalesce


def _one_of(member: Closure, options: frozenset[Any]) -> Closure:
    def one_of(frame: Frame) -> bool | None:
        found = member(frame)
        return None if found is None else found in options

    return one_of


def _contains(items: Closure, item: Any) -> Closure:
    def contains(frame: Frame) -> bool | None:
        found = items(frame)
        return None if found is None else item in found

    return contains


def _not(part: Closure) -> Closure:
    def negation(frame: Frame) -> bool | None:
        found = part(frame)
        return None if found is None else not found

    return negation


def _all(parts: list[Closure]) -> Closure:
    def conjunction(frame: Frame) -> bool | None:
        result: bool | None = True
        for part in parts:
            truth = part(frame)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    return conjunction


def _any(parts: list[Closure]) -> Closure:
    def disjunction(frame: Frame) -> bool | None:
        result: bool | None = False
        for part in parts:
            truth = part(frame)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result

    return disjunction
