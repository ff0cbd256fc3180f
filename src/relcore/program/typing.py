"""Types of expressions: one function that infers them and reports what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

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
    Kind,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
    Scalar,
    Scope,
    ValueType,
)
from relcore.program.draft import suggestion

Report = Callable[[str, str, str], None]
"""Takes a code, a problem and a hint."""

ANY = ValueType(Kind.ANY)
BOOL = ValueType(Kind.BOOL)
_ORDERED = (Kind.INT, Kind.DECIMAL, Kind.DATE, Kind.INSTANT, Kind.ANY)


def ignore(code: str, problem: str, hint: str) -> None:
    """Report nothing: for expressions that have been checked."""


def type_of_value(value: Scalar | None, enum: str = "") -> ValueType:
    """Give the type of a constant.

    >>> str(type_of_value(3))
    'whole number'
    """
    if value is None:
        return ValueType(Kind.ANY, nullable=True)
    for python, kind in (
        (bool, Kind.BOOL),
        (int, Kind.INT),
        (Decimal, Kind.DECIMAL),
        (datetime, Kind.INSTANT),
        (date, Kind.DATE),
    ):
        if isinstance(value, python):
            return ValueType(kind)
    return ValueType(Kind.TEXT, enum=enum)


@dataclass(frozen=True)
class Typing:
    """Knows the fact types and parameters; `infer` gives the type of an expression."""

    types: Mapping[str, FactType]
    values: Mapping[str, Scalar]
    report: Report = ignore

    def infer(self, expr: Expr, env: Mapping[str, str]) -> ValueType:
        """Infer the type of `expr`, where `env` maps variables to fact types by name."""
        match expr:
            case Const(value, enum):
                return type_of_value(value, enum)
            case Param(name):
                return self._param(name)
            case AsOf():
                return ValueType(Kind.DATE)
            case Field(var, name):
                return self._field(var, name, env)
            case Arith(op, left, right):
                return self._arith(op, self.infer(left, env), self.infer(right, env))
            case AddDays(day, number):
                self._expect(self.infer(day, env), "a date", Kind.DATE)
                self._expect(self.infer(number, env), "a number of days", Kind.INT)
                return ValueType(Kind.DATE, nullable=True)
            case DaysBetween(start, end):
                return self._span("a date", Kind.DATE, (start, end), env)
            case MinutesBetween(start, end):
                return self._span("an instant", Kind.INSTANT, (start, end), env)
            case Coalesce(preferred, default):
                first, second = self.infer(preferred, env), self.infer(default, env)
                self._same(first, second, "a default")
                kind = Kind.DECIMAL if Kind.DECIMAL in (first.kind, second.kind) else first.kind
                return ValueType(kind, first.nullable and second.nullable, first.enum, first.members)
            case Aggregate(aggregate, var, fact, where, summand):
                return self._aggregate(aggregate, fact, where, summand, self.bound(var, fact, env))
            case Compare(op, left, right):
                return self._compare(op, left, right, env)
            case OneOf(member, options):
                subject = self.infer(member, env)
                for option in options:
                    self._same(subject, type_of_value(option.value, option.enum), "a comparison")
                    self._member(subject, option)
                return ValueType(Kind.BOOL, subject.nullable)
            case Contains(held, member_of):
                subject = self._expect(self.infer(held, env), "a set of values", Kind.SET)
                self._member(subject, member_of)
                return ValueType(Kind.BOOL, subject.nullable)
            case Known(asked):
                self.infer(asked, env)
                return BOOL
            case And(parts) | Or(parts):
                inner = [self.condition(part, env) for part in parts]
                return ValueType(Kind.BOOL, any(t.nullable for t in inner))
            case Not(negated):
                return self.condition(negated, env)
            case Exists(var, fact, where):
                self.condition(where, self.bound(var, fact, env))
                return BOOL
            case _:
                assert_never(expr)

    def condition(self, expr: Expr, env: Mapping[str, str]) -> ValueType:
        """Infer an expression that has to be a condition."""
        return self._expect(self.infer(expr, env), "a condition", Kind.BOOL, "compare it with something")

    def bound(self, var: str, fact: str, env: Mapping[str, str]) -> Mapping[str, str]:
        """Give `env` with one more variable, which must have a name of its own."""
        if fact not in self.types:
            self.report("RC204", f"there is no fact type '{fact}'", suggestion(fact, self.types))
        if not var.isidentifier():
            self.report(
                "RC206", f"'{var}' is no name for a variable", "use letters, digits and _, a letter first"
            )
        elif var in env:
            self.report("RC206", f"the variable '{var}' is bound already", "give the inner one another name")
        return {**env, var: fact}

    def _span(self, what: str, kind: Kind, ends: tuple[Expr, Expr], env: Mapping[str, str]) -> ValueType:
        both = [self._expect(self.infer(end, env), what, kind) for end in ends]
        return ValueType(Kind.INT, any(found.nullable for found in both))

    def _param(self, name: str) -> ValueType:
        if name in self.values:
            return type_of_value(self.values[name])
        self.report("RC203", f"there is no parameter '{name}'", suggestion(name, self.values))
        return ANY

    def _field(self, var: str, name: str, env: Mapping[str, str]) -> ValueType:
        if var not in env:
            self.report(
                "RC206",
                f"the variable '{var}' is not bound to a fact",
                "join the fact as a parameter of the rule",
            )
            return ANY
        fact = self.types.get(env[var])
        if fact is None:
            return ANY
        found = fact.fields.get(name)
        if found is None:
            self.report("RC204", f"{fact.name} has no field '{name}'", suggestion(name, fact.fields))
            return ANY
        if fact.scope is Scope.CONCLUSION and name not in fact.columns:
            self.report(
                "RC204", f"{fact.name}.{name} is the same in all conclusions", "read it from the Customer"
            )
            return ANY
        if found.kind is Kind.OPAQUE:
            self.report(
                "RC204",
                f"{fact.name}.{name} is of a kind that rules cannot read",
                "add a field of a plain type",
            )
            return ANY
        return found

    def _arith(self, op: str, left: ValueType, right: ValueType) -> ValueType:
        if Kind.DATE in (left.kind, right.kind):
            hint = "write day + days(n) to move a date, days_between(start, end) for a span"
            self.report("RC205", f"'{op}' does not work on dates", hint)
            return ANY
        for side in (left, right):
            self._expect(side, "a number", Kind.INT, Kind.DECIMAL)
        kind = Kind.DECIMAL if Kind.DECIMAL in (left.kind, right.kind) else Kind.INT
        return ValueType(kind, left.nullable or right.nullable)

    def _aggregate(self, op: str, fact: str, where: Expr, value: Expr, env: Mapping[str, str]) -> ValueType:
        self.condition(where, env)
        inner = self.infer(value, env)
        if op == "count":
            return ValueType(Kind.INT)
        if op == "total":
            return ValueType(self._expect(inner, "a number to add up", Kind.INT, Kind.DECIMAL).kind)
        return ValueType(self._expect(inner, "a number or a date", *_ORDERED).kind, nullable=True)

    def _compare(self, op: str, left: Expr, right: Expr, env: Mapping[str, str]) -> ValueType:
        first, second = self.infer(left, env), self.infer(right, env)
        for side in (left, right):
            if isinstance(side, Const) and side.value is None:
                self.report("RC205", "nothing equals an unknown", "write known(x) or ~known(x)")
                return BOOL
        self._same(first, second, "a comparison")
        if op not in ("==", "!="):
            for found in (first, second):
                self._expect(found, "a number or a date", *_ORDERED)
        for subject, other in ((first, right), (second, left)):
            if isinstance(other, Const):
                self._member(subject, other)
        return ValueType(Kind.BOOL, first.nullable or second.nullable)

    def _same(self, first: ValueType, second: ValueType, what: str) -> None:
        if Kind.ANY in (first.kind, second.kind) or (first.kind.is_number and second.kind.is_number):
            return
        if first.kind is not second.kind:
            self.report(
                "RC205",
                f"{what} of {first.kind.phrase} with {second.kind.phrase}",
                "use values of one kind",
            )
        elif first.enum and second.enum and first.enum != second.enum:
            self.report(
                "RC205", f"{what} of {first.enum} with {second.enum}", "use members of one enumeration"
            )

    def _member(self, subject: ValueType, const: Const) -> None:
        if subject.members and const.value is not None and const.value not in subject.members:
            hint = suggestion(str(const.value), subject.members)
            self.report("RC205", f"{subject.enum} has no member '{const.value}'", hint)

    def _expect(self, found: ValueType, what: str, *wanted: Kind | str) -> ValueType:
        kinds = [kind for kind in wanted if isinstance(kind, Kind)]
        hints = [hint for hint in wanted if isinstance(hint, str)]
        if found.kind is not Kind.ANY and found.kind not in kinds:
            hint = hints[0] if hints else f"give {what}"
            self.report("RC205", f"{what} was expected, not {found.kind.phrase}", hint)
            return ANY
        return found
