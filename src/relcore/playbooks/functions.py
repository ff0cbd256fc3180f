"""What expressions can name besides facts: functions, questions to a fact type, and texts in quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from relcore.ir import AsOf, Coalesce, DaysBetween, Expr, Known, MinutesBetween
from relcore.ir.expr import AggregateOp

LOOKS: Mapping[str, AggregateOp | None] = {
    "exists": None,
    "absent": None,
    "count": "count",
    "total": "total",
    "latest": "max",
    "highest": "max",
    "earliest": "min",
    "lowest": "min",
}
"""What can be asked of all facts of a type, and the aggregate that answers."""

PARAMS, AS_OF, ROW = "params", "as_of", "row"
RESERVED = frozenset({PARAMS, AS_OF, ROW, "true", "false", "null", "in"})
"""Names that no variable may have."""

OF_TEXT = {
    "date": 'write date("2026-06-30")',
    "timestamp": 'write timestamp("2026-06-30T08:00:00Z")',
    "param": 'write param("visit.max_days")',
}
"""Functions of a text, each with what to write."""

FUNCTIONS: Mapping[str, tuple[int, Callable[..., Expr]]] = {
    "known": (1, Known),
    "has": (1, Known),
    "or_else": (2, Coalesce),
    "days_since": (1, lambda day: DaysBetween(day, AsOf())),
    "days_until": (1, lambda day: DaysBetween(AsOf(), day)),
    "days_between": (2, DaysBetween),
    "minutes_between": (2, MinutesBetween),
}
"""Functions of values: how many they take, and what they become."""

NAMES = tuple(sorted({*FUNCTIONS, *OF_TEXT, "days", "all", "any"}))
"""Names of all functions."""

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})|([\\\"'nrt]))")
_SIGNS = {"n": "\n", "r": "\r", "t": "\t"}


def read_text(said: str) -> str:
    """Read a text in quotes; raises `ValueError` where a backslash stands before the wrong sign.

    >>> read_text('"a \\\\"b\\\\" \\\\u4e2d"')
    'a "b" 中'
    """
    if "\\" in _ESCAPE.sub("", said):
        raise ValueError("a backslash stands before a sign that needs none")
    text = _ESCAPE.sub(_unescaped, said[1:-1])
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError("the text holds half a sign")
    return text


def _unescaped(found: re.Match[str]) -> str:
    if code := found[1] or found[2]:
        return chr(int(code, 16))
    return _SIGNS.get(found[3], found[3])
