"""Plain values of a playbook file: a number, a day, yes or no, a text; and which of them are expressions."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from relcore.ir import Const, Kind, Scalar, ValueType
from relcore.playbooks.grammar import MOST_DIGITS

MARK = "="
"""A value that begins so is an expression."""

_INT = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z|[+-][0-9:.]+)")

ANYTHING = ValueType(Kind.ANY)


class NoValue(ValueError):
    """A text is no value of the kind that is wanted; the message says what to give."""


def scalar(text: str, *, quoted: bool = False) -> Scalar:
    """Read a value whose kind nobody knows, by its looks; what stands in quotes is a text.

    >>> scalar("3"), scalar("0.40"), scalar("2026-06-30"), scalar("true"), scalar("3", quoted=True)
    (3, Decimal('0.40'), datetime.date(2026, 6, 30), True, '3')
    """
    if quoted:
        return text
    if len(text) > MOST_DIGITS and _looks_like_number(text):
        raise NoValue(f"a number of at most {MOST_DIGITS} digits")
    if _INT.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    if text in ("true", "false"):
        return text == "true"
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        raise NoValue("a day that exists, or a text in quotes") from None
    return text


def constant(text: str | None, kind: ValueType, *, quoted: bool = False) -> Const:
    """Read a constant where the kind of value is known; raises `NoValue` where it is none.

    >>> constant("email", ValueType(Kind.TEXT, enum="Channel")), constant("7", ValueType(Kind.TEXT))
    (Const(value='email', enum='Channel'), Const(value='7', enum=''))
    """
    if text is None:
        return Const(None)
    if kind.kind is Kind.TEXT:
        return Const(text, kind.enum)
    found = scalar(text, quoted=quoted and kind.kind is Kind.ANY)
    wanted = _WANTED.get(kind.kind)
    if wanted is not None and type(found) not in wanted[0]:
        raise NoValue(wanted[1])
    return Const(found)


def _looks_like_number(text: str) -> bool:
    return bool(_INT.fullmatch(text) or _DECIMAL.fullmatch(text))


_WANTED: dict[Kind, tuple[tuple[type, ...], str]] = {
    Kind.BOOL: ((bool,), "true or false"),
    Kind.INT: ((int,), "a whole number"),
    # A whole number is as good where a decimal is wanted.
    Kind.DECIMAL: ((int, Decimal), "a number"),
    Kind.DATE: ((date,), "a day such as 2026-06-30"),
    Kind.INSTANT: ((datetime,), "an instant such as 2026-06-30T08:00:00Z"),
}
