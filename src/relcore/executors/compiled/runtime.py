"""What generated code calls: facts grouped by a field, and members of enumerations."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from operator import itemgetter
from typing import Any


def member_of(kind: type[Enum], value: Any) -> Any:
    """Give the member of an enumeration with a value; the value itself where there is none.

    >>> from relcore.facts import Channel
    >>> member_of(Channel, "phone"), member_of(Channel, "pigeon")
    (<Channel.PHONE: 'phone'>, 'pigeon')
    """
    try:
        return kind(value)
    except ValueError:
        return value


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
