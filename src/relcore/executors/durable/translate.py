"""From conditions to what the engine can test, where that is sound; the rest is left to Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from math import prod
from typing import cast

from relcore.executors.compiled.expressions import free_variables
from relcore.executors.durable.conditions import MIRRORED, loops, positive, renamed
from relcore.executors.durable.limits import ALTERNATIVES
from relcore.executors.durable.patterns import IT, Alternatives, Form, Join, Op, Property, Term, Test
from relcore.executors.durable.values import LARGEST, ticks, word
from relcore.ir import (
    And,
    AsOf,
    Compare,
    Const,
    DaysBetween,
    Expr,
    Field,
    Kind,
    Known,
    Not,
    OneOf,
    Or,
    Param,
)
from relcore.program import Program, Typing

Env = Mapping[str, str]
"""Variables and the names of their fact types."""

OPTIONS = 4
"""A choice among more constants than this is tested in Python, as one property."""
_EQUALITY = ("==", "!=")
_DIRECT = (Kind.BOOL, Kind.INT, Kind.TEXT, Kind.DATE, Kind.INSTANT)


@dataclass(frozen=True)
class Translator:
    """Translates conditions of one program.

    Without `numbers`, whole numbers of two facts are compared in Python, whatever their size.
    """

    program: Program
    numbers: bool = True

    @property
    def typing(self) -> Typing:
        """The types of expressions."""
        return Typing(self.program.types, self.program.values)

    def terms(self, condition: Expr, env: Env, room: int = ALTERNATIVES) -> Alternatives | None:
        """Give a condition as at most `room` alternatives, or None where the engine cannot test it."""
        condition = positive(condition)
        found = self._terms(condition, env)
        if found is not None and len(found) <= room:
            return found
        free = free_variables(condition)
        if len(free) == 1 and not loops(condition):
            return _alone(self._truth(condition, *free))
        return None

    def _terms(self, condition: Expr, env: Env) -> Alternatives | None:
        match condition:
            case And(parts):
                return conjoined(self._each(parts, env))
            case Or(parts):
                each = [part for part in self._each(parts, env) if part is not None]
                return None if len(each) < len(parts) else disjoined(each)
            case Compare(op, left, right):
                found = self._compare(cast(Op, op), left, right, env)
            case OneOf(value, options) if _few(options):
                return self._terms(Or(tuple(Compare("==", value, option) for option in options)), env)
            case Not(OneOf(value, options)) if _few(options):
                return self._terms(And(tuple(Compare("!=", value, option) for option in options)), env)
            case Field(var, _) if self._kind(condition, env) is Kind.BOOL:
                found = _alone(Test(var, "==", _property(condition), 1))
            case Not(Field(var, _) as flag) if self._kind(flag, env) is Kind.BOOL:
                found = _alone(Test(var, "==", _property(flag), 0))
            case Known(Field(var, _) as asked) if self._kind(asked, env) in _DIRECT:
                found = _alone(Test(var, "known", _property(asked)))
            case _:
                found = None
        if found is None and len(free := free_variables(condition)) == 1 and not loops(condition):
            return _alone(self._truth(condition, *free))
        return found

    def _kind(self, expr: Expr, env: Env) -> Kind:
        return self.typing.infer(expr, env).kind

    def _each(self, parts: tuple[Expr, ...], env: Env) -> list[Alternatives | None]:
        return [self._terms(part, env) for part in parts]

    def _truth(self, condition: Expr, var: str) -> Test:
        return Test(var, "==", _property(condition, "true"), 1)

    # --- comparisons ---------------------------------------------------------------------------

    def _compare(self, op: Op, left: Expr, right: Expr, env: Env) -> Alternatives | None:
        if loops(left) or loops(right):
            return None
        lefts, rights = sorted(free_variables(left)), sorted(free_variables(right))
        if not lefts:
            left, right, lefts, rights, op = right, left, rights, lefts, _mirrored(op)
        if len(lefts) == 1 and not rights:
            return self._with_constant(lefts[0], op, left, right, env)
        if len(lefts) == 1 and len(rights) == 1 and lefts != rights:
            return self._join(op, (lefts[0], left), (rights[0], right), env)
        if isinstance(left, DaysBetween) and not rights and type(days := self._constant(right)) is int:
            starts, ends = sorted(free_variables(left.start)), sorted(free_variables(left.end))
            if len(starts) == 1 and len(ends) == 1 and starts != ends:
                return self._join(op, (ends[0], left.end), (starts[0], left.start), env, days)
        return None

    def _constant(self, expr: Expr) -> object:
        if isinstance(expr, Param):
            return self.program.values[expr.name]
        return expr.value if isinstance(expr, Const) else None

    def _with_constant(self, var: str, op: Op, left: Expr, right: Expr, env: Env) -> Alternatives | None:
        kind = self._kind(left, env)
        constant = self._constant(right)
        if kind is Kind.DATE and right == AsOf():
            return _alone(Test(var, op, _property(left, "today"), 0))
        if isinstance(left, DaysBetween) and type(constant) is int and abs(constant) < LARGEST:
            if left.end == AsOf():
                return _alone(Test(var, _mirrored(op), _property(left.start, "today"), -constant))
            if left.start == AsOf():
                return _alone(Test(var, op, _property(left.end, "today"), constant))
        form: Form = "value"
        match kind, constant:
            case Kind.BOOL, bool() if op in _EQUALITY:
                encoded: object = int(constant)
            case Kind.TEXT, str() if op in _EQUALITY:
                encoded = word(str(constant))
            case Kind.DATE, date() if not isinstance(constant, datetime):
                encoded = constant.toordinal()
            case Kind.INSTANT, datetime():
                encoded = ticks(constant)
            case Kind.INT, int() if not isinstance(constant, bool) and abs(constant) < LARGEST:
                encoded = constant
            case ((Kind.INT | Kind.DECIMAL), (int() | Decimal())) if not isinstance(constant, bool):
                form, encoded = "place", constant
            case _:
                return None
        return _alone(Test(var, op, _property(left, form), encoded))

    def _join(
        self, op: Op, left: tuple[str, Expr], right: tuple[str, Expr], env: Env, days: int = 0
    ) -> Alternatives | None:
        types = [self.typing.infer(expr, env) for _, expr in (left, right)]
        kind = types[0].kind
        if types[1].kind is not kind or kind not in _DIRECT or abs(days) >= LARGEST:
            return None
        if kind is Kind.INT and not self.numbers:
            return None
        if kind in (Kind.TEXT, Kind.BOOL) and op not in _EQUALITY:
            return None
        properties = [_property(left[1]), Property(_property(right[1]).expr, "value", days)]
        terms: list[Term] = [
            Test(var, "known", it)
            for (var, _), type_, it in zip((left, right), types, properties, strict=True)
            if type_.nullable
        ]
        return [(*terms, Join(left[0], properties[0], op, right[0], properties[1]))]


def conjoined(each: list[Alternatives | None]) -> Alternatives | None:
    """Give the alternatives of a conjunction; None where they are too many, or a part is not the engine's."""
    parts = [part for part in each if part is not None]
    if len(parts) < len(each) or prod(map(len, parts)) > ALTERNATIVES:
        return None
    return [tuple(term for part in chosen for term in part) for chosen in product(*parts)]


def disjoined(each: list[Alternatives]) -> Alternatives:
    """Give the alternatives of a disjunction, each once; one that always holds makes the others idle."""
    found = list(dict.fromkeys(terms for part in each for terms in part))
    return [()] if () in found else found


def _property(expr: Expr, form: Form = "value") -> Property:
    for var in free_variables(expr):
        expr = renamed(expr, var, IT)
    return Property(expr, form)


def _few(options: tuple[Const, ...]) -> bool:
    """Say whether a choice is small, and among known values: an unknown option is never met."""
    return 0 < len(options) <= OPTIONS and all(option.value is not None for option in options)


def _alone(term: Term) -> Alternatives:
    return [(term,)]


def _mirrored(op: Op) -> Op:
    return cast(Op, MIRRORED[op])
