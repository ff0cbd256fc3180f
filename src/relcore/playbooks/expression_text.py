"""Expressions of the ir written as text; reading the text gives the same expression."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from relcore.errors import RuleError
from relcore.ir import (
    TRUE,
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
    walk,
)
from relcore.playbooks.functions import RESERVED
from relcore.playbooks.grammar import LONGEST
from relcore.playbooks.vocabulary import Members

_OR, _AND, _RELATION, _SUM, _PRODUCT, _UNARY, _PRIMARY = range(7)
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class Speller:
    """Writes the expressions of one rule.

    `names` gives the variables the names that they have in the text, `fact_of` the fact types of variables.
    """

    names: Mapping[str, str]
    fact_of: Mapping[str, str]
    types: Mapping[str, FactType]
    enums: Mapping[str, Members]

    def spell(self, expr: Expr) -> str:
        """Write an expression; raises `RuleError` (RC648) for one that no text gives."""
        text = self._text(expr, _OR)
        if len(text) > LONGEST:
            raise RuleError.of(
                "RC648", "an expression is too long for a file", hint="make several conditions of it"
            )
        return text

    def condition(self, expr: Expr) -> str:
        """Write a condition of `when`, which falls into its parts unless they are held together."""
        return self._together("all", expr.items) if isinstance(expr, And) else self.spell(expr)

    def _text(self, expr: Expr, least: int) -> str:
        level, text = self._spelled(expr)
        return text if level >= least else f"({text})"

    def _spelled(self, expr: Expr) -> tuple[int, str]:
        match expr:
            case Const():
                return self._constant(expr)
            case Param(name):
                plain = all(map(_PLAIN_NAME.fullmatch, name.split(".")))
                return _PRIMARY, f"params.{name}" if plain else f"param({quoted(name)})"
            case AsOf():
                return _PRIMARY, "as_of"
            case Field(var, name):
                return _PRIMARY, f"{self.names[var]}.{name}"
            case Arith(op, left, right):
                level = _PRODUCT if op == "*" else _SUM
                return level, f"{self._text(left, level)} {op} {self._text(right, level + 1)}"
            case AddDays(day, number):
                return _SUM, f"{self._text(day, _SUM)} + days({self._text(number, _OR)})"
            case DaysBetween(start, AsOf()) if not isinstance(start, AsOf):
                return _PRIMARY, self._call("days_since", start)
            case DaysBetween(AsOf(), end):
                return _PRIMARY, self._call("days_until", end)
            case DaysBetween(start, end):
                return _PRIMARY, self._call("days_between", start, end)
            case MinutesBetween(start, end):
                return _PRIMARY, self._call("minutes_between", start, end)
            case Coalesce(preferred, default):
                return _PRIMARY, self._call("or_else", preferred, default)
            case Known(asked):
                return _PRIMARY, self._call("known", asked)
            case Aggregate():
                return _PRIMARY, self._aggregate(expr)
            case Compare(op, left, right):
                return _RELATION, f"{self._text(left, _SUM)} {op} {self._text(right, _SUM)}"
            case OneOf(value, options):
                listed = ", ".join(self._text(option, _OR) for option in options)
                return _RELATION, f"{self._text(value, _SUM)} in [{listed}]"
            case Contains(items, item):
                return _RELATION, f"{self._text(item, _SUM)} in {self._text(items, _SUM)}"
            case And(items):
                return self._joined("all", "&&", _AND, items)
            case Or(items):
                return self._joined("any", "||", _OR, items)
            case Not(Exists(var, fact, where)):
                return _PRIMARY, self._look(fact, "absent", var, where)
            case Not(item):
                return _UNARY, f"!{self._text(item, _UNARY)}"
            case Exists(var, fact, where):
                return _PRIMARY, self._look(fact, "exists", var, where)
            case _:
                assert_never(expr)

    def _joined(self, name: str, sign: str, level: int, items: tuple[Expr, ...]) -> tuple[int, str]:
        if len(items) != 2:
            return _PRIMARY, self._together(name, items)
        first, second = items
        return level, f"{self._text(first, level)} {sign} {self._text(second, level + 1)}"

    def _together(self, name: str, items: tuple[Expr, ...]) -> str:
        return self._call(name, *items)

    def _call(self, name: str, *values: Expr) -> str:
        return f"{name}({', '.join(self._text(value, _OR) for value in values)})"

    def _look(self, fact: str, method: str, var: str, where: Expr, *values: str) -> str:
        # A fact that nothing speaks of needs no name.
        if where == TRUE and not values:
            return f"{fact}.{method}()"
        return f"{fact}.{method}({', '.join([self.names[var], *values, self._text(where, _OR)])})"

    def _aggregate(self, expr: Aggregate) -> str:
        name, value = self.names[expr.var], self._text(expr.value, _OR)
        if expr.op == "count":
            if expr.value == Const(1):
                return self._look(expr.fact, "count", expr.var, expr.where)
            return f"{expr.fact}.count({name}, {self._text(expr.where, _OR)}, {value})"
        method = {"total": "total", "max": "highest", "min": "lowest"}[expr.op]
        if expr.op != "total" and self._is_time(expr.value):
            method = "latest" if expr.op == "max" else "earliest"
        if expr.where == TRUE:
            return f"{expr.fact}.{method}({name}, {value})"
        return self._look(expr.fact, method, expr.var, expr.where, value)

    def _is_time(self, expr: Expr) -> bool:
        if not isinstance(expr, Field):
            return isinstance(expr, AsOf | AddDays)
        fact = self.types.get(self.fact_of.get(expr.var, ""))
        found = fact.fields.get(expr.name) if fact else None
        return found is not None and found.kind in (Kind.DATE, Kind.INSTANT)

    def _constant(self, const: Const) -> tuple[int, str]:
        for name, value in self.enums.get(const.enum, {}).items():
            if value == const.value and type(value) is type(const.value):
                return _PRIMARY, f"{const.enum}.{name}"
        text = literal(const)
        return (_UNARY if text.startswith("-") else _PRIMARY), text


def literal(const: Const) -> str:
    """Write a constant; raises `RuleError` (RC648) for one that no text gives.

    >>> literal(Const(Decimal("1E+2"))), literal(Const("a\\n")), literal(Const(date(2026, 6, 30)))
    ('100.0', '"a\\\\n"', 'date("2026-06-30")')
    """
    match const.value:
        case None:
            return "null"
        case bool(value):
            return "true" if value else "false"
        case int(value):
            return str(value)
        case Decimal() as value if value.is_finite() and abs(value.adjusted()) < LONGEST:
            text = f"{value:f}"
            return text if "." in text else f"{text}.0"
        case datetime() as value if value.tzinfo is not None:
            return f'timestamp("{value.isoformat()}")'
        case datetime() | Decimal():
            raise RuleError.of(
                "RC648", f"{const.value!r} cannot be written", hint="use a finite number or a time zone"
            )
        case date() as value:
            return f'date("{value.isoformat()}")'
        case str(value):
            return quoted(value)
    raise RuleError.of("RC648", f"{const.value!r} cannot be written", hint="use a plain constant")


def quoted(text: str) -> str:
    """Write a text in quotes, with every sign that a file might not carry as its number."""
    return '"' + "".join(map(_sign, text)) + '"'


def _sign(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign == "\n":
        return "\\n"
    if sign.isprintable():
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def names_for(binds: Mapping[str, str], exprs: list[Expr], fixed: Mapping[str, str]) -> dict[str, str]:
    """Give every variable of a rule a name that says what it is; no two variables share one.

    `binds` maps the rule's own variables to their fact types, `fixed` holds names that are given already.
    """
    facts = dict(binds)
    for expr in exprs:
        for node in walk(expr):
            if isinstance(node, Exists | Aggregate):
                facts.setdefault(node.var, node.fact)
    names = dict(fixed)
    taken = set(fixed.values()) | RESERVED
    for var, fact in facts.items():
        if var in names:
            continue
        good = re.fullmatch(r"[a-z]\w*", var) and var not in taken and not re.fullmatch(r"[vp]\d+_*", var)
        stem = var if good else _stem(fact)
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}{number}", number + 1
        names[var] = name
        taken.add(name)
    return names


def _stem(fact: str) -> str:
    stem = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", fact).lower()
    return stem if re.fullmatch(r"[a-z]\w*", stem) else "fact"
