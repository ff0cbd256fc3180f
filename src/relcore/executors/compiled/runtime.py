"""What generated code calls: dates that move past the calendar's ends, and facts grouped by a field."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from operator import itemgetter
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


def by_columns(rows: Collection[Any], *places: int) -> dict[Any, list[Any]]:
    """Group rows by one column or several; those where one is unknown are left out.

    >>> by_columns([("a", 1), ("b", 2), ("a", None)], 0)
    {'a': [('a', 1), ('a', None)], 'b': [('b', 2)]}
    >>> by_columns([("a", 1), ("b", 2), ("a", None)], 0, 1)
    {('a', 1): [('a', 1)], ('b', 2): [('b', 2)]}
    """
    groups: dict[Any, list[Any]] = {}
    if not rows:
        return groups
    key_of = itemgetter(*places)
    several = len(places) > 1
    for row in rows:
        key = key_of(row)
        if key in groups:
            groups[key].append(row)
        elif key is not None and not (several and None in key):
            groups[key] = [row]
    return groups
