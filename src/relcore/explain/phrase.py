"""Conditions in words: every expression as a short phrase, close to how the rule was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

from relcore.explain.tongue import ENGLISH, Tongue
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

See = Callable[[Expr], Any]
"""Gives the value that an expression has, or raises `KeyError` where it depends on facts not at hand."""

_COMPARED: Mapping[str, str] = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_NEGATED: Mapping[str, str] = {"==": "ne", "!=": "eq", "<": "ge", "<=": "gt", ">": "le", ">=": "lt"}


def say(value: Any) -> str:
    """Give a value in English.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> say(True), say(Decimal("2.50")), say(date(2026, 1, 31)), say(None), say(("a", "b"))
    ('yes', '2.5', '2026-01-31', 'unknown', 'a, b')
    """
    return ENGLISH.value(value)


def an(name: str) -> str:
    """Put the indefinite article before a name.

    >>> an("Order"), an("Contract")
    ('an Order', 'a Contract')
    """
    return ENGLISH.one(name)


def any_of(options: list[str], word: str = "or") -> str:
    """Join alternatives.

    >>> any_of(["a", "b", "c"])
    'a, b or c'
    """
    return ENGLISH.any_of(options, word)


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
    tongue: Tongue = ENGLISH

    @classmethod
    def of(
        cls,
        binds: tuple[Bind, ...],
        types: Mapping[str, FactType],
        see: See | None = None,
        tongue: Tongue = ENGLISH,
    ) -> Phrases:
        """Make phrases for a rule: parameters go by the name of their type, where it is the only one."""
        kinds = [bind.fact for bind in binds]
        labels = {b.var: tongue.fact(b.fact) if kinds.count(b.fact) == 1 else b.var for b in binds}
        return cls(types, labels, {bind.var: bind.fact for bind in binds}, see, tongue=tongue)

    def condition(self, expr: Expr) -> str:
        """Give a condition in words."""
        say = self.tongue.say
        match expr:
            case Compare(op, left, right):
                return self._compared(_COMPARED[op], left, right)
            case OneOf(member, options):
                return say("phrase.one-of", about=self.value(member), value=self._options(options))
            case Contains(items, item):
                return say("phrase.includes", about=self.value(items), value=self.constant(item))
            case Known(asked):
                return say("phrase.known", about=self.value(asked))
            case And(parts):
                return self._joined(parts, And) if parts else say("phrase.always")
            case Or(parts):
                return self._joined(parts, Or) if parts else say("phrase.never")
            case Not(part):
                return self._negation(part)
            case Exists(_, fact, _):
                return say("phrase.there-is", about=self._with(self.tongue.one(self.tongue.fact(fact)), expr))
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
                return self.tongue.say("phrase.brackets", about=text)
            case _:
                assert_never(expr)

    def term(self, expr: Expr) -> str:
        """Give an expression in words, without its own value."""
        say = self.tongue.say
        match expr:
            case Const():
                return self.constant(expr)
            case Param(name):
                return name
            case AsOf():
                return say("phrase.today")
            case Field(var, name):
                own = self.tongue.field(self.facts.get(var, ""), name)
                if var == self.inner:
                    return own
                return say("phrase.of", about=self.labels.get(var, var), value=own)
            case Arith(op, left, right):
                return f"{self._operand(left, op)} {op} {self._operand(right, op)}"
            case AddDays(day, number):
                return self._shifted(self._plain(day), number)
            case DaysBetween(start, AsOf()):
                return say("phrase.days-since", about=self._plain(start))
            case DaysBetween(AsOf(), end):
                return say("phrase.days-until", about=self._plain(end))
            case DaysBetween(start, end):
                return say("phrase.days-between", about=self._plain(start), value=self._plain(end))
            case MinutesBetween(start, end):
                return say("phrase.minutes-between", about=self._plain(start), value=self._plain(end))
            case Coalesce(preferred, default):
                return say("phrase.else", about=self._plain(preferred), value=self._plain(default))
            case Aggregate():
                return self._aggregate(expr)
            case Compare() | OneOf() | Contains() | Known() | And() | Or() | Not() | Exists():
                return self.condition(expr)
            case _:
                assert_never(expr)

    def constant(self, expr: Const) -> str:
        """Give a constant in words; a text that is no name stands in quotes."""
        value = expr.value
        if isinstance(value, str) and not expr.enum and not value.isidentifier():
            return repr(str(value))
        return self.tongue.value(value, expr.enum)

    def fact(self, fact: str, var: str, where: Expr, more: Sequence[str] = ()) -> str:
        """Give facts of a type that satisfy a condition in words, as in "Order with amount > 5".

        `more` are conditions in words already.
        """
        text, own = self.tongue.fact(fact), self._where(Exists(var, fact, where))
        parts = [own, *more] if own else list(more)
        whole = self.tongue.say("phrase.and").join(parts)
        return self.tongue.say("phrase.with", about=text, value=whole) if parts else text

    def _compared(self, word: str, left: Expr, right: Expr) -> str:
        return self.tongue.say(f"phrase.{word}", about=self.value(left), value=self.value(right))

    def _options(self, options: tuple[Const, ...]) -> str:
        return self.tongue.any_of([self.tongue.value(one.value, one.enum) for one in options])

    def _joined(self, parts: tuple[Expr, ...], kind: type[And] | type[Or]) -> str:
        """Join parts, those of the same kind inside of them too; put brackets around the other kind."""
        words = []
        for part in _flat(parts, kind):
            mixed = isinstance(part, (And, Or)) and len(part.items) > 1
            text = self.condition(part)
            words.append(self.tongue.say("phrase.brackets", about=text) if mixed else text)
        return self.tongue.say("phrase.and" if kind is And else "phrase.or").join(words)

    def _negation(self, part: Expr) -> str:
        say = self.tongue.say
        match part:
            case Exists(_, fact, _):
                return say("phrase.there-is-no", about=self._with(self.tongue.fact(fact), part))
            case Known(asked):
                return say("phrase.is-unknown", about=self.value(asked))
            case Compare(op, left, right):
                return self._compared(_NEGATED[op], left, right)
            case OneOf(member, options):
                return say("phrase.not-one-of", about=self.value(member), value=self._options(options))
            case Contains(items, item):
                return say("phrase.excludes", about=self.value(items), value=self.constant(item))
            case Not(inner):
                return self.condition(inner)
            case _:
                return say("phrase.not", about=self.condition(part))

    def _with(self, text: str, expr: Exists | Aggregate) -> str:
        where = self._where(expr)
        return self.tongue.say("phrase.with", about=text, value=where) if where else text

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
        return inside._joined(parts, And)

    def _label(self, fact: str) -> str:
        label = self.tongue.fact(fact)
        while label in self.labels.values():
            label = self.tongue.say("phrase.other", about=label)
        return label

    def _aggregate(self, expr: Aggregate) -> str:
        whose = self._with(self.tongue.fact(expr.fact), expr)
        if expr.op == "count":
            return self.tongue.say("phrase.count", about=whose)
        inside = replace(self, facts={**self.facts, expr.var: expr.fact}, inner=expr.var)
        what = inside._plain(expr.value)
        dates = self._kind(expr) in (Kind.DATE, Kind.INSTANT)
        word = {("max", True): "latest", ("min", True): "earliest", ("max", False): "highest"}.get(
            (expr.op, dates), "lowest"
        )
        return self.tongue.say(
            "phrase.total" if expr.op == "total" else f"phrase.{word}", about=whose, value=what
        )

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
        grouped = isinstance(expr, (Arith, AddDays))
        return self.tongue.say("phrase.brackets", about=text) if grouped else text

    def _shifted(self, day: str, number: Expr) -> str:
        match number:
            case Const(int(days)):
                word = "day" if abs(days) == 1 else "days"
                way = "before" if days < 0 else "later"
                return self.tongue.say(f"phrase.{word}-{way}", about=day, value=str(abs(days)))
            case Arith("*", Const(-1), Const(int(days))):
                return self._shifted(day, Const(-days))
            case Arith("*", Const(-1), days):
                return self.tongue.say("phrase.days-before", about=day, value=self._plain(days))
            case _:
                return self.tongue.say("phrase.days-later", about=day, value=self._plain(number))

    def _shown(self, text: str, expr: Expr) -> str:
        if self.see is None:
            return text
        try:
            value = self.see(expr)
        except KeyError:
            return text
        self.seen[text] = value
        return self.tongue.say("phrase.seen", about=text, value=self.tongue.value(value, self._enum(expr)))

    def _enum(self, expr: Expr) -> str:
        if isinstance(expr, Coalesce):
            return self._enum(expr.value)
        if not isinstance(expr, Field):
            return ""
        fact = self.types.get(self.facts.get(expr.var, ""))
        return fact.fields[expr.name].enum if fact and expr.name in fact.fields else ""


def _flat(parts: tuple[Expr, ...], kind: type[And] | type[Or]) -> Iterator[Expr]:
    for part in parts:
        if isinstance(part, kind) and part.items:
            yield from _flat(part.items, kind)
        else:
            yield part
