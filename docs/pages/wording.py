"""Conditions and conclusions of rules in words, English and Chinese, with the labels that advice uses."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_never

import relcore.facts
from relcore.advice import Words
from relcore.facts import BUILTIN_ACTION_SPECS
from relcore.facts.base import Labelled
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
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
    conjuncts,
)
from relcore.program import Program

_MOST_OPTIONS = 6
"""A longer list is cut: whoever needs all of it reads the rule."""
_SIGNS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_WORDS: dict[str, tuple[str, str]] = {
    "today": ("the day of the decision", "当天"),
    "since": ("days since {0}", "距{0}的天数"),
    "until": ("days until {0}", "到{0}的天数"),
    "between": ("days from {0} to {1}", "从{0}到{1}的天数"),
    "minutes": ("minutes from {0} to {1}", "从{0}到{1}的分钟数"),
    "add": ("{0} plus {1} days", "{0}之后{1}天"),
    "else": ("{0}, or {1} where unknown", "{0}（不清楚时按{1}）"),
    "count": ("how many: {0}", "{0}的数量"),
    "total": ("the sum of {1} over {0}", "{0}的{1}合计"),
    "max": ("the greatest {1} of {0}", "{0}中最大（最近）的{1}"),
    "min": ("the least {1} of {0}", "{0}中最小（最早）的{1}"),
    "known": ("{0} is known", "已知{0}"),
    "unknown": ("{0} is not known", "不清楚{0}"),
    "exists": ("there is: {0}", "有{0}"),
    "absent": ("there is no: {0}", "没有{0}"),
    "where": ("{0} ({1})", "{0}（{1}）"),
    "one_of": ("{0} is one of {1}", "{0}是{1}之一"),
    "none_of": ("{0} is none of {1}", "{0}不是{1}中的任何一项"),
    "holds": ("{0} includes {1}", "{0}包含{1}"),
    "lacks": ("{0} does not include {1}", "{0}不包含{1}"),
    "yes": ("{0}: yes", "{0}：是"),
    "no": ("{0}: no", "{0}：否"),
    "not": ("not: {0}", "并非：{0}"),
    "or": (" or ", "，或者"),
    "and": ("; ", "；"),
    "list": (", ", "、"),
    "more": ("{0} and {1} more", "{0}以及另外{1}项"),
    "of": ("{0} of the {1}", "{1}的{0}"),
}


def enumerations() -> dict[str, type[Labelled]]:
    """Give the enumerations of all facts by name."""
    found = {}
    for name in dir(relcore.facts):
        item = getattr(relcore.facts, name)
        if isinstance(item, type) and issubclass(item, Labelled):
            found[item.__name__] = item
    return found


ENUMERATIONS = enumerations()
_LABELS_FILE = Path(__file__).with_name("labels.tsv")


def _labels() -> dict[str, tuple[str, str]]:
    """Give labels of what is never asked for and so has none in the catalogue of advice."""
    with _LABELS_FILE.open(encoding="utf-8", newline="") as stream:
        return {row["name"]: (row["en"], row["zh"]) for row in csv.DictReader(stream, delimiter="\t")}


LABELS = _labels()


class Wording:
    """Says expressions of one program in one language."""

    def __init__(self, program: Program, words: Words) -> None:
        self.program = program
        self.words = words
        self._zh = words.lang == "zh"

    def word(self, key: str, *parts: str) -> str:
        """Fill one of our own phrases."""
        return _WORDS[key][self._zh].format(*parts)

    def fact(self, name: str) -> str:
        """Name a fact type; a type that only rules know keeps its technical name."""
        return self.words.find(f"fact.{name}") or self._label(name)

    def _label(self, name: str) -> str:
        return LABELS[name][self._zh] if name in LABELS else f"`{name}`"

    def conditions(self, where: tuple[Expr, ...], env: dict[str, str]) -> list[str]:
        """Say each part of a rule's condition."""
        return [self.say(part, env) for condition in where for part in conjuncts(condition)]

    def say(self, expr: Expr, env: dict[str, str]) -> str:
        """Say an expression."""
        match expr:
            case Const(value, enum):
                return self.constant(value, enum)
            case Param(name):
                parameter = self.program.parameters[name]
                return f"{self.constant(parameter.default)} (`{name}`)"
            case AsOf():
                return self.word("today")
            case Field(var, name):
                fact = env[var]
                label = self.words.find(f"field.{fact}.{name}") or self._label(name)
                return self.word("of", label, self.fact(fact))
            case Arith(op, left, right):
                sides = [
                    self._factor(side, env) if op == "*" else self.say(side, env) for side in (left, right)
                ]
                return f" {op.replace('*', '×')} ".join(sides)
            case AddDays(day, number):
                return self.word("add", self.say(day, env), self.say(number, env))
            case DaysBetween(start, AsOf()):
                return self.word("since", self.say(start, env))
            case DaysBetween(AsOf(), end):
                return self.word("until", self.say(end, env))
            case DaysBetween(start, end):
                return self.word("between", self.say(start, env), self.say(end, env))
            case MinutesBetween(start, end):
                return self.word("minutes", self.say(start, env), self.say(end, env))
            case Coalesce(preferred, default):
                return self.word("else", self.say(preferred, env), self.say(default, env))
            case Aggregate(aggregate, var, fact, where, summand):
                inner = {**env, var: fact}
                return self.word(aggregate, self._which(fact, where, inner), self.say(summand, inner))
            case Compare(compare, left, right):
                return self._compare(_SIGNS[compare], left, right, env)
            case OneOf():
                return self._options("one_of", expr, env)
            case Contains(items, item):
                return self.word("holds", self.say(items, env), self._member(item, items, env))
            case Known(asked):
                return self.word("known", self.say(asked, env))
            case And(parts):
                return self.word("and").join(self._flag(part, env) for part in parts)
            case Or(parts):
                return self.word("or").join(self._flag(part, env) for part in parts)
            case Not(negated):
                return self._not(negated, env)
            case Exists(var, fact, where):
                return self.word("exists", self._which(fact, where, {**env, var: fact}))
            case _:
                assert_never(expr)

    def _factor(self, expr: Expr, env: dict[str, str]) -> str:
        text = self.say(expr, env)
        return f"({text})" if isinstance(expr, Arith) and expr.op != "*" else text

    def constant(self, value: Any, enum: str = "") -> str:
        """Say a constant; members of an enumeration by their label."""
        if enum in ENUMERATIONS and value is not None:
            return ENUMERATIONS[enum](value).label(self.words.lang)
        if isinstance(value, str) and value in BUILTIN_ACTION_SPECS:
            return BUILTIN_ACTION_SPECS[value].label(self.words.lang)
        if isinstance(value, bool):
            return self.word("yes" if value else "no", "").lstrip(": ：")
        if isinstance(value, (int, Decimal)):
            return self.words.number(Decimal(value))
        if isinstance(value, date):
            return self.words.date(value)
        return "–" if value is None else str(value)

    def _compare(self, sign: str, left: Expr, right: Expr, env: dict[str, str]) -> str:
        return f"{self._member(left, right, env)} {sign} {self._member(right, left, env)}"

    def _member(self, expr: Expr, beside: Expr, env: dict[str, str]) -> str:
        """Say an operand; a plain text beside an enumerated field by the field's labels."""
        if isinstance(expr, Const) and not expr.enum and isinstance(beside, Field):
            found = self.program.types[env[beside.var]].fields[beside.name].enum
            return self.constant(expr.value, found)
        return self.say(expr, env)

    def _options(self, key: str, expr: OneOf, env: dict[str, str]) -> str:
        options = [self._member(option, expr.value, env) for option in expr.options]
        said = self.word("list").join(options[:_MOST_OPTIONS])
        if len(options) > _MOST_OPTIONS:
            said = self.word("more", said, str(len(options) - _MOST_OPTIONS))
        return self.word(key, self.say(expr.value, env), said)

    def _which(self, fact: str, where: Expr, env: dict[str, str]) -> str:
        parts = [self._flag(part, env) for part in conjuncts(where)]
        return self.word("where", self.fact(fact), self.word("and").join(parts)) if parts else self.fact(fact)

    def _flag(self, expr: Expr, env: dict[str, str]) -> str:
        text = self.say(expr, env)
        return self.word("yes", text) if isinstance(expr, Field) else text

    def _not(self, expr: Expr, env: dict[str, str]) -> str:
        match expr:
            case Exists(var, fact, where):
                return self.word("absent", self._which(fact, where, {**env, var: fact}))
            case Known(asked):
                return self.word("unknown", self.say(asked, env))
            case Field():
                return self.word("no", self.say(expr, env))
            case OneOf():
                return self._options("none_of", expr, env)
            case Contains(items, item):
                return self.word("lacks", self.say(items, env), self._member(item, items, env))
            case Compare(op, left, right):
                return self._compare(_SIGNS[_OPPOSITE[op]], left, right, env)
            case _:
                return self.word("not", self._flag(expr, env))
