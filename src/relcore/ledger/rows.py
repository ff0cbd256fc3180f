"""Rows: the content of conclusions as plain tuples, with one canonical order and one plain form."""

from __future__ import annotations

import hashlib
import json
from collections import namedtuple
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

Row = tuple[Any, ...]


def order(row: Row) -> tuple[Any, ...]:
    """Give the key by which rows of one type are ordered; unknown comes first.

    >>> sorted([("b", None), ("a", 2), ("a", None)], key=order)
    [('a', None), ('a', 2), ('b', None)]
    """
    return tuple((value is not None, value) for value in row)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Sort rows of one type canonically.

    >>> in_order([("b", None), ("a", 2), ("a", None)])
    [('a', None), ('a', 2), ('b', None)]
    """
    found = list(rows)
    if len(found) > 1:
        try:
            # Rows mostly differ before an unknown value meets a known one, and Python compares them fast.
            found.sort()
        except TypeError:
            found.sort(key=order)
    return found


@cache
def named_row(name: str, columns: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    """Give the function that turns a row into one whose columns have names.

    >>> named_row("Score", ("axis", "points"))(("archetype", 24)).points
    24
    """
    make: Callable[[Iterable[Any]], Any] = namedtuple(name, columns)._make  # type: ignore[attr-defined]
    return make


def plain(value: Any) -> Any:
    """Give a value as JSON has it; equal numbers look equal.

    >>> plain(Decimal("2.50")), plain(Decimal("2.00")), plain(date(2026, 1, 31))
    ('2.5', 2, '2026-01-31')
    """
    if isinstance(value, Decimal):
        # Decimal.normalize would round to the precision of the caller's context.
        return int(value) if value == value.to_integral_value() else f"{value:f}".rstrip("0")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


def row_id(fact: str, row: Row) -> str:
    """Name a row by a digest of its type and plain content as JSON, 12 hexadecimal digits.

    >>> row_id("Score", ("archetype", "greedy", 24))
    '642d61421747'
    """
    values = [_quoted(item) if type(item) is str else _NULL if item is None else _json(item) for item in row]
    text = f"[{_quoted(fact)}, [{', '.join(values)}]]"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _json(value: Any) -> str:
    content = plain(value)
    kind = type(content)
    return _quoted(content) if kind is str else str(content) if kind is int else _ENCODER.encode(content)


_ENCODER = json.JSONEncoder(ensure_ascii=False)
# What the encoder does with text, without the encoder: rows are named by the dozen in each decision.
_quoted = json.encoder.encode_basestring
_NULL = "null"
