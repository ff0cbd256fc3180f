"""Recorders stand in for facts while a rule is read: they note what is asked of them.

Rule authors never see these classes; statically a recorder is the fact or the value it stands for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, NoReturn

from relcore.errors import RuleError
from relcore.facts.base import Fact
from relcore.ir import AddDays, And, Arith, Compare, Const, Expr, Field, Not, Or


def _refused(code: str, problem: str, hint: str) -> Callable[..., NoReturn]:
    """Make a method that refuses what Python asks of a recorder."""

    def refuse(*_: object) -> NoReturn:
        raise RuleError.of(code, problem, hint=hint)

    return refuse


class Days:
    """A number of days, to be added to a date or taken from it."""

    __slots__ = ("expr",)

    def __init__(self, expr: Expr) -> None:
        self.expr = expr

    def __neg__(self) -> Days:
        return Days(Arith("*", Const(-1), self.expr))

    def __add__(self, other: Any) -> Term:
        return Term(AddDays(lift(other), self.expr))

    __radd__ = __add__

    def __rsub__(self, other: Any) -> Term:
        return Term(AddDays(lift(other), (-self).expr))


class Term:
    """A value that will be known when the rule runs."""

    __slots__ = ("expr",)

    def __init__(self, expr: Expr) -> None:
        self.expr = expr

    def __eq__(self, other: object) -> Any:
        return Term(Compare("==", self.expr, lift(other)))

    def __ne__(self, other: object) -> Any:
        return Term(Compare("!=", self.expr, lift(other)))

    def __lt__(self, other: object) -> Term:
        return Term(Compare("<", self.expr, lift(other)))

    def __le__(self, other: object) -> Term:
        return Term(Compare("<=", self.expr, lift(other)))

    def __gt__(self, other: object) -> Term:
        return Term(Compare(">", self.expr, lift(other)))

    def __ge__(self, other: object) -> Term:
        return Term(Compare(">=", self.expr, lift(other)))

    def __add__(self, other: object) -> Term:
        if isinstance(other, Days):
            return Term(AddDays(self.expr, other.expr))
        if isinstance(other, timedelta):
            return Term(AddDays(self.expr, Const(other.days)))
        return Term(Arith("+", self.expr, lift(other)))

    def __radd__(self, other: object) -> Term:
        if isinstance(other, timedelta):
            return self + other
        return Term(Arith("+", lift(other), self.expr))

    def __sub__(self, other: object) -> Term:
        if isinstance(other, Days):
            return Term(AddDays(self.expr, (-other).expr))
        if isinstance(other, timedelta):
            return Term(AddDays(self.expr, Const(-other.days)))
        return Term(Arith("-", self.expr, lift(other)))

    def __rsub__(self, other: object) -> Term:
        return Term(Arith("-", lift(other), self.expr))

    def __mul__(self, other: object) -> Term:
        return Term(Arith("*", self.expr, lift(other)))

    __rmul__ = __mul__

    def __neg__(self) -> Term:
        return Term(Arith("*", Const(-1), self.expr))

    def __and__(self, other: object) -> Term:
        return Term(And((self.expr, lift_condition(other))))

    def __rand__(self, other: object) -> Term:
        return Term(And((lift_condition(other), self.expr)))

    def __or__(self, other: object) -> Term:
        return Term(Or((self.expr, lift_condition(other))))

    def __ror__(self, other: object) -> Term:
        return Term(Or((lift_condition(other), self.expr)))

    def __invert__(self) -> Term:
        return Term(Not(self.expr))

    __bool__ = _refused(
        "RC220",
        "a condition of a rule has no truth value while the rule is read",
        "write & for 'and', | for 'or', ~ for 'not', one_of(x, ...) for 'in', "
        "(a <= x) & (x <= b) for 'a <= x <= b', and when(...) for 'if'",
    )
    __contains__ = _refused("RC220", "'in' cannot be recorded", "write holds(field, value)")
    __iter__ = __getitem__ = _refused(
        "RC220", "a value of a rule has no parts to loop over", "write exists(...), count(...) or total(...)"
    )
    __len__ = _refused("RC220", "len() cannot be recorded", "write count(FactType, where)")
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _refused(
        "RC220",
        "division is not exact, so rules have none",
        "multiply the other side: a >= b * limit instead of a / b >= limit",
    )
    __pow__ = __rpow__ = __abs__ = __round__ = __int__ = __float__ = _refused(
        "RC220",
        "rules add, subtract and multiply, and nothing else",
        "write (x < -n) | (x > n) for 'abs(x) > n', and compare exact values instead of rounded ones",
    )
    __str__ = __format__ = _refused(
        "RC220",
        "a value of a rule is not known while the rule is read, so no text can be made of it",
        "give the value a field of its own; texts are made when advice is told",
    )
    __call__ = _refused(
        "RC220",
        "a rule cannot call methods of facts",
        "compare fields; see relcore.lang for what can be said",
    )
    __hash__ = _refused(
        "RC220",
        "a value of a rule cannot be looked up",
        "write one_of(x, ...) for 'x in {...}', and a decision table for a dictionary",
    )

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise RuleError.of(
            "RC220",
            f"values in rules have no attribute or method {name!r}",
            hint="facts in rules have fields only; see relcore.lang for what can be said",
        )


class FactRecorder:
    """Stands for any fact of a type; each field read from it is a term."""

    __slots__ = ("_model", "_var")

    def __init__(self, var: str, model: type[Fact]) -> None:
        self._var = var
        self._model = model

    def __getattr__(self, name: str) -> Term:
        if name.startswith("__"):
            raise AttributeError(name)
        return Term(Field(self._var, name))

    __bool__ = _refused("RC220", "a fact has no truth value in a rule", "write exists(FactType, where)")
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = __str__ = __format__ = _refused(
        "RC221", "a whole fact is not a value", "name one of its fields"
    )


def lift_condition(value: object) -> Expr:
    """Turn a condition into an expression; one that Python has decided already is a slip."""
    if isinstance(value, bool):
        raise RuleError.of(
            "RC220",
            f"a condition was decided while the rule was read: it is always {value}",
            hint="write ~known(x) for 'x is None', known(x) for 'x is not None', always() for no condition",
        )
    return lift(value)


def lift(value: object) -> Expr:
    """Turn what an author wrote into an expression."""
    if isinstance(value, Term):
        return value.expr
    if isinstance(value, Enum):
        if isinstance(value.value, (str, int)):
            return Const(value.value, type(value).__name__)
    elif isinstance(value, Decimal) and not value.is_finite():
        raise RuleError.of("RC221", f"{value!r} is not a number", hint="write a finite Decimal")
    elif isinstance(value, datetime) and value.tzinfo is None:
        raise RuleError.of("RC221", f"{value!r} has no time zone", hint="write tzinfo=UTC, say")
    elif value is None or isinstance(value, (bool, int, str, Decimal, date, datetime)):
        return Const(value)
    elif isinstance(value, float):
        raise RuleError.of("RC221", f"{value!r} is not exact", hint=f"write Decimal('{value!r}')")
    elif isinstance(value, FactRecorder):
        raise RuleError.of("RC221", "a whole fact is not a value", hint="name one of its fields")
    raise RuleError.of(
        "RC221",
        f"{value!r} cannot stand in a rule",
        hint="use a whole number, a Decimal, a text, a date, an enumeration member or a field",
    )
