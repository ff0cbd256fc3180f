"""Python source for expressions, in three readings: its value, whether it is true, whether it is false.

A condition is unknown where it is neither true nor false; rules ask only for truth, so nothing
three-valued is computed at run time, and fields that cannot be unknown cost nothing extra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, assert_never

from relcore.executors.compiled.access import Constants, Env
from relcore.executors.compiled.members import Members
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
    children,
    walk,
)
from relcore.program import Typing
from relcore.program.evaluate import World, evaluate

Ready = Mapping[Expr, str]
"""Existence tests and aggregates that are computed already, and the names that hold them."""

_NEGATED = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_OPEN = (AsOf, Aggregate, Exists)
"""What is never known before a run."""
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass
class Expressions:
    """Writes expressions; keeps the constants and shifted days that they need."""

    typing: Typing
    values: Mapping[str, Scalar]
    constants: Constants = field(default_factory=Constants)
    members: Members = field(default_factory=Members)
    days: dict[int, str] = field(default_factory=dict)
    """Names of days at fixed distances from the day of the decision."""
    _temporaries: int = 0

    def nullable(self, expr: Expr, env: Env) -> bool:
        """Say whether the value may be unknown."""
        if (known := self.fixed(expr, env)) is not None:
            return known[0] is None
        return self.typing.infer(expr, {var: access.fact.name for var, access in env.items()}).nullable

    def is_dear(self, expr: Expr, env: Env) -> bool:
        """Say whether decimals are compared."""
        return isinstance(expr, Compare) and self.kind(expr.left, env) is Kind.DECIMAL

    def kind(self, expr: Expr, env: Env) -> Kind:
        """Give the kind of a value."""
        return self.typing.infer(expr, {var: access.fact.name for var, access in env.items()}).kind

    def value(self, expr: Expr, env: Env, ready: Ready) -> str:
        """Write the value; None where it is unknown."""
        if (known := self.fixed(expr, env)) is not None:
            return self.constants.name(known[0])
        match expr:
            case Const(constant):
                return self.constants.name(constant)
            case Param(name):
                return self.constants.name(self.values[name])
            case AsOf():
                return "as_of"
            case Field(var, name):
                return env[var].read(name, self.constants)
            case Arith(op, left, right):
                return self._strict(lambda a, b: f"{a} {op} {b}", (left, right), env, ready)
            case AddDays(day, number):
                return self._strict(lambda a, b: f"add_days({a}, {b})", (day, number), env, ready)
            case DaysBetween(start, end):
                return self._strict(lambda a, b: f"({b} - {a}).days", (start, end), env, ready)
            case MinutesBetween(start, end):
                return self._strict(lambda a, b: f"minutes_between({a}, {b})", (start, end), env, ready)
            case Coalesce(preferred, default):
                if not self.nullable(preferred, env):
                    return self.value(preferred, env, ready)
                temporary = self._temporary()
                first, second = self.value(preferred, env, ready), self.value(default, env, ready)
                return f"({temporary} if ({temporary} := {first}) is not None else {second})"
            case Aggregate() | Exists():
                return ready[expr]
            case Compare() | OneOf() | Contains() | Known() | And() | Or() | Not():
                if not self.nullable(expr, env):
                    return self.true(expr, env, ready)
                true, false = self.true(expr, env, ready), self.false(expr, env, ready)
                return f"(True if {true} else False if {false} else None)"
            case _:
                assert_never(expr)

    def true(self, expr: Expr, env: Env, ready: Ready) -> str:
        """Write the test for being true."""
        if (known := self.fixed(expr, env)) is not None:
            return str(known[0] is True)
        match expr:
            case Compare(op, left, right):
                return self._compare(op, left, right, env, ready)
            case OneOf(member, options):
                return f"({self.value(member, env, ready)} in {self._options(member, options, env)})"
            case Contains(items, item):
                return self._guarded(items, lambda a: f"{self.constants.name(item.value)} in {a}", env, ready)
            case Known(asked):
                return (
                    f"({self.value(asked, env, ready)} is not None)" if self.nullable(asked, env) else "True"
                )
            case And(parts):
                tests = [self.true(part, env, ready) for part in not_implied(parts)]
                return self._joined(" and ", tests, "True")
            case Or(parts):
                return self._joined(" or ", [self.true(part, env, ready) for part in parts], "False")
            case Not(part):
                return self.false(part, env, ready)
            case Exists():
                return ready[expr]
            case _:
                return self._is(expr, "True", env, ready)

    def forget_temporaries(self) -> None:
        """Let the names of temporaries be used again: each means something only inside its condition."""
        self._temporaries = 0

    def alone(self, expr: Expr, env: Env) -> str:
        """Write a test without loops such that the same test always looks the same."""
        # Names of temporaries mean something only inside one test.
        before, self._temporaries = self._temporaries, 0
        test = self.true(expr, env, {})
        self._temporaries = max(before, self._temporaries)
        return test

    def false(self, expr: Expr, env: Env, ready: Ready) -> str:
        """Write the test for being false."""
        if (known := self.fixed(expr, env)) is not None:
            return str(known[0] is False)
        match expr:
            case Compare(op, left, right):
                return self._compare(_NEGATED[op], left, right, env, ready)
            case OneOf(member, options):
                return self._guarded(
                    member, lambda a: f"{a} not in {self._options(member, options, env)}", env, ready
                )
            case Contains(items, item):
                return self._guarded(
                    items, lambda a: f"{self.constants.name(item.value)} not in {a}", env, ready
                )
            case Known(asked):
                return f"({self.value(asked, env, ready)} is None)" if self.nullable(asked, env) else "False"
            case And(parts):
                return self._joined(" or ", [self.false(part, env, ready) for part in parts], "False")
            case Or(parts):
                return self._joined(" and ", [self.false(part, env, ready) for part in parts], "True")
            case Not(part):
                return self.true(part, env, ready)
            case Exists():
                return f"(not {ready[expr]})"
            case _:
                return self._is(expr, "False", env, ready)

    def fixed(self, expr: Expr, env: Env) -> tuple[Any] | None:
        """Give the value of an expression that is known when code is written."""
        if any(isinstance(node, _OPEN) for node in walk(expr)) or any(
            env[var].fixed is None for var in free_variables(expr)
        ):
            return None
        contents = {var: SimpleNamespace(**access.fixed) for var, access in env.items() if access.fixed}
        return (evaluate(expr, contents, World(lambda name: (), self.values, date.min)),)

    def _compare(self, op: str, left: Expr, right: Expr, env: Env, ready: Ready) -> str:
        left, right = self._of_a_kind(left, right, env), self._of_a_kind(right, left, env)
        if (fast := self._compare_days(op, left, right, env, ready)) is not None:
            return fast
        # An unknown never equals anything known, so equality needs no test of its known side.
        careful = [side for side in (left, right) if self.nullable(side, env)]
        if op == "==" and len(careful) == 1:
            return f"({self.value(left, env, ready)} == {self.value(right, env, ready)})"
        return self._strict(lambda a, b: f"{a} {op} {b}", (left, right), env, ready, test=True)

    def _of_a_kind(self, side: Expr, other: Expr, env: Env) -> Expr:
        """Write a fixed value as the other side holds it, as decimal or member: these compare faster."""
        known = self.fixed(side, env)
        if known is None:
            return side
        if type(known[0]) is int and self.kind(other, env) is Kind.DECIMAL:
            return Const(Decimal(known[0]))
        return Const(self._like(known[0], other, env))

    def _like(self, value: Any, other: Expr, env: Env) -> Any:
        """Give a value as a field of given facts holds it."""
        if not isinstance(other, Field) or env[other.var].fact.scope is Scope.CONCLUSION:
            return value
        return self.members.member(env[other.var].fact.name, other.name, value)

    def _compare_days(self, op: str, left: Expr, right: Expr, env: Env, ready: Ready) -> str | None:
        """Compare a day with a fixed day instead of a number of days with a number."""
        if op not in _MIRRORED or not isinstance(left, DaysBetween):
            return None
        number = (
            self.values[right.name]
            if isinstance(right, Param)
            else right.value
            if isinstance(right, Const)
            else None
        )
        if type(number) is not int:
            return None
        if left.end == AsOf():
            return self._guarded(
                left.start, lambda a: f"{a} {_MIRRORED[op]} {self._day(-number)}", env, ready
            )
        if left.start == AsOf():
            return self._guarded(left.end, lambda a: f"{a} {op} {self._day(number)}", env, ready)
        return None

    def _day(self, distance: int) -> str:
        return self.days.setdefault(
            distance, f"today{distance:+d}".replace("+", "_plus_").replace("-", "_minus_")
        )

    def _strict(
        self,
        write: Callable[..., str],
        parts: tuple[Expr, ...],
        env: Env,
        ready: Ready,
        *,
        test: bool = False,
    ) -> str:
        """Write an operation that is unknown (or, as a test, fails) where an operand is unknown."""
        checks, operands = [], []
        for part in parts:
            source = self.value(part, env, ready)
            if self.nullable(part, env):
                temporary = self._temporary()
                checks.append(f"({temporary} := {source}) is not None")
                source = temporary
            operands.append(source)
        body = write(*operands)
        if not checks:
            return f"({body})"
        if test:
            return f"({' and '.join(checks)} and {body})"
        return f"({body} if {' and '.join(checks)} else None)"

    def _guarded(self, part: Expr, write: Callable[[str], str], env: Env, ready: Ready) -> str:
        return self._strict(write, (part,), env, ready, test=True)

    def _is(self, expr: Expr, wanted: str, env: Env, ready: Ready) -> str:
        """Test a yes-or-no value."""
        source = self.value(expr, env, ready)
        if self.nullable(expr, env):
            return f"({source} is {wanted})"
        return source if wanted == "True" else f"(not {source})"

    def _options(self, member: Expr, options: tuple[Const, ...], env: Env) -> str:
        values = [self._like(option.value, member, env) for option in options]
        if len(values) <= 3:
            return "(" + "".join(f"{self.constants.name(value)}, " for value in values) + ")"
        return self.constants.keep(frozenset(values), "options")

    def _joined(self, word: str, parts: list[str], empty: str) -> str:
        decisive = "False" if empty == "True" else "True"
        if decisive in parts:
            return decisive
        open_parts = [part for part in parts if part != empty]
        if len(open_parts) > 1:
            return f"({word.join(open_parts)})"
        return open_parts[0] if open_parts else empty

    def _temporary(self) -> str:
        self._temporaries += 1
        return f"t{self._temporaries}"


def not_implied(parts: Iterable[Expr]) -> list[Expr]:
    """Leave out the tests for being known of what is compared as well: a comparison with an unknown fails."""
    asked = list(parts)
    compared = [side for part in asked if isinstance(part, Compare) for side in (part.left, part.right)]
    return [part for part in asked if not (isinstance(part, Known) and part.value in compared)]


def free_variables(node: Expr, bound: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the variables of an expression that are bound outside of it."""
    if isinstance(node, Field):
        return frozenset() if node.var in bound else frozenset({node.var})
    inner = bound | {node.var} if isinstance(node, (Exists, Aggregate)) else bound
    return frozenset().union(*(free_variables(child, inner) for child in children(node)))
