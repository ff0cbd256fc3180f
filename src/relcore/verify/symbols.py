"""Values that nobody has fixed yet: what a field of a fact may hold, as terms of the solver."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from relcore.ir import FactType, Kind, Scalar, ValueType
from relcore.verify.logic import Formula, among, compare, conj, disj

LAST_DAY = date.max.toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Sym:
    """A value that may be unknown: a term, and the formula that says when it is known."""

    kind: Kind
    value: Any
    known: Formula = True


@dataclass(slots=True)
class Row:
    """A fact of which only the type is certain; `present` says whether it is there.

    `generation` counts on how many other rows it depends, `level` how many rules lie between it and the
    facts that are asked about.
    """

    fact: str
    number: int
    present: Formula
    generation: int = 0
    level: int = 0
    fields: dict[str, Sym] = field(default_factory=dict)
    holds: dict[tuple[str, int], Formula] = field(default_factory=dict)
    """What set-valued fields contain."""
    is_free: bool = True
    """Whether its fields can be anything."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """Fields that the condition by which it was named fixes to a constant."""


class Texts:
    """Numbers for texts, each text one; members of an enumeration get numbers in a row."""

    @classmethod
    def of(cls, types: Iterable[FactType]) -> Texts:
        """Give numbers to the members of all enumerations in fact types."""
        texts = cls()
        for fact in types:
            for value in fact.fields.values():
                for member in value.members:
                    texts.code(member)
        return texts

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._texts: list[str] = []
        self._made_up: dict[int, str] = {}

    def __len__(self) -> int:
        """Count the texts that have a number."""
        return len(self._texts)

    def code(self, text: str) -> int:
        """Give the number of a text."""
        found = self._codes.get(text)
        if found is None:
            found = self._codes[text] = len(self._texts)
            self._texts.append(text)
        return found

    def text(self, code: int) -> str:
        """Give the text of a number; a number that stands for none gets a text of its own.

        >>> texts = Texts()
        >>> texts.text(texts.code("a")), texts.text(7)
        ('a', 'x1')
        """
        if 0 <= code < len(self._texts):
            return self._texts[code]
        return self._made_up.setdefault(code, f"x{len(self._made_up) + 1}")

    def constant(self, value: Scalar | None, kind: Kind | None = None) -> Sym:
        """Give a value that is certain."""
        if value is None:
            return Sym(kind or Kind.ANY, 0, False)
        if isinstance(value, bool):
            return Sym(Kind.BOOL, value)
        if isinstance(value, int):
            return Sym(Kind.INT, value)
        if isinstance(value, Decimal):
            return Sym(Kind.DECIMAL, Fraction(value))
        if isinstance(value, datetime):
            return Sym(Kind.INSTANT, (value - _EPOCH) // _MICROSECOND)
        if isinstance(value, date):
            return Sym(Kind.DATE, value.toordinal())
        return Sym(Kind.TEXT, self.code(str(value)))

    def back(self, kind: Kind, value: Any) -> Any:
        """Give the Python value of a number found by the solver."""
        match kind:
            case Kind.BOOL:
                return bool(value)
            case Kind.INT:
                return int(value)
            case Kind.DECIMAL:
                fraction = Fraction(value)
                return (Decimal(fraction.numerator) / Decimal(fraction.denominator)).quantize(
                    Decimal("0.0001")
                )
            case Kind.DATE:
                return date.fromordinal(int(value))
            case Kind.INSTANT:
                return _EPOCH + int(value) * _MICROSECOND
            case _:
                return self.text(int(value))


def variable(name: str, kind: Kind) -> Any:
    """Give a term that can be any value of a kind."""
    if kind is Kind.BOOL:
        return z3.Bool(name)
    return z3.Real(name) if kind is Kind.DECIMAL else z3.Int(name)


def domain(term: Any, value: ValueType, bounds: Iterable[tuple[str, Any]], texts: Texts) -> Formula:
    """Say which values of its type a term can have."""
    parts: list[Formula] = [
        compare(op, term, texts.constant(bound).value) for op, bound in bounds if _fits(value.kind, bound)
    ]
    if value.kind is Kind.DATE:
        parts.append(conj(term >= 1, term <= LAST_DAY))
    if value.kind is Kind.TEXT and not value.members:
        parts.append(term >= 0)
    if value.kind is Kind.TEXT and value.members:
        parts.append(among(term, (texts.code(member) for member in value.members)))
    return conj(*parts)


def same(first: Sym, second: Sym) -> Formula:
    """Hold where two values are equal, or both unknown."""
    if first.known is False or second.known is False:
        return conj(_not(first.known), _not(second.known))
    equal = compare("==", first.value, second.value)
    if first.known is True and second.known is True:
        return equal
    return disj(
        conj(first.known, second.known, equal),
        conj(_not(first.known), _not(second.known)),
    )


def _not(formula: Formula) -> Formula:
    return (not formula) if isinstance(formula, bool) else z3.Not(formula)


def _fits(kind: Kind, bound: Any) -> bool:
    if kind is Kind.DATE:
        return isinstance(bound, date) and not isinstance(bound, datetime)
    if kind is Kind.INSTANT:
        return isinstance(bound, datetime)
    return kind in (Kind.INT, Kind.DECIMAL) and isinstance(bound, (int, Decimal))


def bounds_of(model: type[Any] | None, name: str) -> tuple[tuple[str, Any], ...]:
    """Give the bounds that a fact class sets for a field.

    >>> from relcore.facts import Customer
    >>> bounds_of(Customer, "purchasing_power")
    (('>=', 1), ('<=', 5))
    """
    info = None if model is None else model.model_fields.get(name)
    if info is None:
        return ()
    found = [*_metadata(info.annotation), *info.metadata]
    return tuple(dict.fromkeys(bound for item in found for bound in _bounds(item)))


def _metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in typing.get_args(annotation):
        if typing.get_origin(inner) is not None or hasattr(inner, "__metadata__"):
            yield from _metadata(inner)


def _bounds(item: Any) -> Iterator[tuple[str, Any]]:
    for inner in getattr(item, "metadata", ()):
        yield from _bounds(inner)
    for name, op in (("ge", ">="), ("gt", ">"), ("le", "<="), ("lt", "<")):
        bound = getattr(item, name, None)
        if bound is not None and not callable(bound):
            yield op, bound
