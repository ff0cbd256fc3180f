"""Conditions in words: every expression as a short English phrase, close to how the rule was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, assert_never

from relcore.ir import (
    TRUE,
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Bind,
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
    conjuncts,
)
from relcore.ledger import plain

See = Callable[[Expr], Any]
"""Gives the value that an expression has, or raises `KeyError` where it depends on facts not at hand."""

_NEGATED: Mapping[str, str] = {"==": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def say(value: Any) -> str:
    """Give a value in words.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> say(True), say(Decimal("2.50")), say(date(2026, 1, 31)), say(None), say(("a", "b"))
    ('yes', '2.5', '2026-01-31', 'unknown', 'a, b')
    """
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, frozenset)):
        return ", ".join(map(say, value)) or "nothing"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return str(plain(value))


def an(name: str) -> str:
    """Put the indefinite article before a name.

    >>> an("Order"), an("Contract")
    ('an Order', 'a Contract')
    """
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def any_of(options: list[str], word: str = "or") -> str:
    """Join alternatives.

    >>> any_of(["a", "b", "c"])
    'a, b or c'
    """
    return options[0] if len(options) == 1 else f"{', '.join(options[:-1])} {word} {options[-1]}"


@dataclass(frozen=True)
class Phrases:
    """Puts expressions into words.

    `labels` maps variables to what they are called; `inner` is the variable whose fields go without a
    name, in "an Order with amount > 5". Where `see` is given, each value seen follows in brackets.

    >>> binds = (Bind("order", "Order"),)
    >>> Phrases.of(binds, {}).condition(
    ...     Compare("<=", DaysBetween(Field("order", "placed_on"), AsOf()), Param("greeting.max_days"))
    ... )
    'days since Order.placed_on <= greeting.max_days'
    """

    types: Mapping[str, FactType]
    labels: Mapping[str, str]
    facts: Mapping[str, str]
    see: See | None = None
    inner: str = ""
    seen: dict[str, Any] = field(default_factory=dict)
    """Collects what was shown: the phrase and its value."""

    @classmethod
    def of(cls, binds: tuple[Bind, ...], types: Mapping[str, FactType], see: See | None = None) -> Phrases:
        """Make phrases for a rule: parameters go by the name of their type, where it is the only one."""
        kinds = [bind.fact for bind in binds]
        labels = {b.var: b.fact if kinds.count(b.fact) == 1 else b.var for b in binds}
        return cls(types, labels, {bind.var: bind.fact for bind in binds}, see)

    def condition(self, expr: Expr) -> str:
        """Give a condition in words."""
        match expr:
            case Compare(op, left, right):
                return f"{self.value(left)} {'=' if op == '==' else op} {self.value(right)}"
            case OneOf(member, options):
                return f"{self.value(member)} is {any_of([say(o.value) for o in options])}"
            case Contains(items, item):
                return f"{self.value(items)} includes {say(item.value)}"
            case Known(asked):
                return f"{self.value(asked)} is known"
            case And(parts):
                return self._joined(parts, And) if parts else "always"
            case Or(parts):
                return self._joined(parts, Or) if parts else "never"
            case Not(part):
                return self._negation(part)
            case Exists(_, fact, _):
                return f"there is {an(fact)}{self._where(expr)}"
            case _:
                return self.value(expr)

    def value(self, expr: Expr) -> str:
        """Give an expression in words, followed by its value where that can be seen."""
        text = self.term(expr)
        match expr:
            case Const() | Arith():
                return text
            case (
                Field()
                | Param()
                | AsOf()
                | AddDays()
                | DaysBetween()
                | MinutesBetween()
                | Coalesce()
                | Aggregate()
            ):
                return self._shown(text, expr)
            case Compare() | OneOf() | Contains() | Known() | And() | Or() | Not() | Exists():
                return f"({text})"
            case _:
                assert_never(expr)

    def term(self, expr: Expr) -> str:
        """Give an expression in words, without its own value."""
        match expr:
            case Const(constant, enum):
                quoted = isinstance(constant, str) and not enum and not constant.isidentifier()
                return repr(str(constant)) if quoted else say(constant)
            case Param(name):
                return name
            case AsOf():
                return "today"
            case Field(var, name):
                return name if var == self.inner else f"{self.labels.get(var, var)}.{name}"
            case Arith(op, left, right):
                return f"{self._operand(left, op)} {op} {self._operand(right, op)}"
            case AddDays(day, number):
                return f"{self._plain(day)} {self._shift(number)}"
            case DaysBetween(start, AsOf()):
                return f"days since {self._plain(start)}"
            case DaysBetween(AsOf(), end):
                return f"days until {self._plain(end)}"
            case DaysBetween(start, end):
                return f"days from {self._plain(start)} to {self._plain(end)}"
            case MinutesBetween(start, end):
                return f"minutes from {self._plain(start)} to {self._plain(end)}"
            case Coalesce(preferred, default):
                return f"({self._plain(preferred)} else {self._plain(default)})"
            case Aggregate():
                return self._aggregate(expr)
            case Compare() | OneOf() | Contains() | Known() | And() | Or() | Not() | Exists():
                return self.condition(expr)
            case _:
                assert_never(expr)

    def fact(self, fact: str, var: str, where: Expr) -> str:
        """Give facts of a type that satisfy a condition in words, as in "Order with amount > 5"."""
        return fact + self._where(Exists(var, fact, where))

    def _joined(self, parts: tuple[Expr, ...], kind: type[And] | type[Or]) -> str:
        """Join parts, those of the same kind inside of them too; put brackets around the other kind."""
        words = []
        for part in _flat(parts, kind):
            mixed = isinstance(part, (And, Or)) and len(part.items) > 1
            words.append(f"({self.condition(part)})" if mixed else self.condition(part))
        return words[0] if len(words) == 1 else (" and " if kind is And else " or ").join(words)

    def _negation(self, part: Expr) -> str:
        match part:
            case Exists(_, fact, _):
                return f"there is no {fact}{self._where(part)}"
            case Known(asked):
                return f"{self.value(asked)} is unknown"
            case Compare(op, left, right):
                return f"{self.value(left)} {_NEGATED[op]} {self.value(right)}"
            case OneOf(member, options):
                return f"{self.value(member)} is not {any_of([say(o.value) for o in options])}"
            case Contains(items, item):
                return f"{self.value(items)} does not include {say(item.value)}"
            case Not(inner):
                return self.condition(inner)
            case _:
                return f"not ({self.condition(part)})"

    def _where(self, expr: Exists | Aggregate) -> str:
        parts = tuple(part for part in conjuncts(expr.where) if part != TRUE)
        if not parts:
            return ""
        inside = replace(
            self,
            labels={**self.labels, expr.var: self._label(expr.fact)},
            facts={**self.facts, expr.var: expr.fact},
            inner=expr.var,
        )
        return f" with {inside._joined(parts, And)}"

    def _label(self, fact: str) -> str:
        label = fact
        while label in self.labels.values():
            label = f"other {label}"
        return label

    def _aggregate(self, expr: Aggregate) -> str:
        whose = f"{expr.fact}{self._where(expr)}"
        if expr.op == "count":
            return f"number of {whose}"
        inside = replace(self, facts={**self.facts, expr.var: expr.fact}, inner=expr.var)
        what = inside._plain(expr.value)
        if expr.op == "total":
            return f"total {what} of {whose}"
        dates = self._kind(expr) in (Kind.DATE, Kind.INSTANT)
        word = {("max", True): "latest", ("min", True): "earliest", ("max", False): "highest"}.get(
            (expr.op, dates), "lowest"
        )
        return f"{word} {what} of {whose}"

    def _kind(self, expr: Aggregate) -> Kind:
        value = expr.value
        if isinstance(value, Field) and value.var == expr.var and expr.fact in self.types:
            found = self.types[expr.fact].fields.get(value.name)
            return found.kind if found else Kind.ANY
        return Kind.DATE if isinstance(value, AddDays) else Kind.ANY

    def _operand(self, expr: Expr, op: str) -> str:
        loose = isinstance(expr, Arith) and (op == "*" or (op == "-" and expr.op != "*"))
        return f"({self.term(expr)})" if loose else self.value(expr)

    def _plain(self, expr: Expr) -> str:
        """Give a part of a phrase whose whole has a value of its own."""
        text = replace(self, see=None).term(expr)
        return f"({text})" if isinstance(expr, (Arith, AddDays)) else text

    def _shift(self, number: Expr) -> str:
        match number:
            case Const(int(days)):
                return f"{'-' if days < 0 else '+'} {abs(days)} day{'' if abs(days) == 1 else 's'}"
            case Arith("*", Const(-1), Const(int(days))):
                return self._shift(Const(-days))
            case Arith("*", Const(-1), days):
                return f"- {self._plain(days)} days"
            case _:
                return f"+ {self._plain(number)} days"

    def _shown(self, text: str, expr: Expr) -> str:
        if self.see is None:
            return text
        try:
            value = self.see(expr)
        except KeyError:
            return text
        self.seen[text] = value
        return f"{text} ({say(value)})"


def _flat(parts: tuple[Expr, ...], kind: type[And] | type[Or]) -> Iterator[Expr]:
    for part in parts:
        if isinstance(part, kind) and part.items:
            yield from _flat(part.items, kind)
        else:
            yield part
