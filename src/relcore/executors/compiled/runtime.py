"""What generated code calls: dates that move past the calendar's ends, and facts grouped by a field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any


class Beyond:
    """A day before or after all days of the calendar."""

    __slots__ = ("past",)

    def __init__(self, past: bool) -> None:
        self.past = past

    def __lt__(self, other: object) -> bool:
        return self.past

    __le__ = __lt__

    def __gt__(self, other: object) -> bool:
        return not self.past

    __ge__ = __gt__


def shift(day: date, days: int) -> date | Beyond:
    """Move a day; beyond the calendar's ends, give a day that compares rightly with all others.

    >>> date(1, 1, 1) < shift(date(2026, 1, 1), 9_999_999)
    True
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return Beyond(past=days < 0)


GIVEN_SUPPORT = (-1, (), ())
"""The support of a conclusion that came in as a fact."""


def by_column(rows: Iterable[Any], position: int) -> dict[Any, list[Any]]:
    """Group rows by a column; those where it is unknown are left out."""
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        value = row[position]
        if value in groups:
            groups[value].append(row)
        elif value is not None:
            groups[value] = [row]
    return groups
