"""Plausible values for the fields of facts, read from the annotations of the models."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from relcore.facts import CountryCode, CurrencyCode, LanguageTag, TimeZone

Constraints = Mapping[str, Any]

WORDS = ("anna", "ben", "paper", "boxes", "spring", "纸箱", "Acme", "a second supplier")
"""Texts that any free text may be."""
AMOUNTS = (Decimal(0), Decimal(1), Decimal(100), Decimal(5_000), Decimal(10_000), Decimal(250_000))
"""Amounts of money from nothing to a great deal."""

_BY_ALIAS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (TimeZone, ("Europe/Paris", "Asia/Shanghai", "UTC")),
    (CountryCode, ("FR", "CN", "GB")),
    (CurrencyCode, ("EUR", "CNY")),
    (LanguageTag, ("en", "zh")),
)
_CONSTRAINED = ("ge", "gt", "le", "lt", "min_length", "max_length", "pattern", "decimal_places")
_ZONES = (timezone.utc, timezone(timedelta(hours=8)))  # noqa: UP017


def values_of(annotation: Any, given: Iterable[Any] = (), *, as_of: date) -> st.SearchStrategy[Any]:
    """Give a strategy for the known values of an annotation; `given` are constraints noted beside it.

    >>> values_of(bool, as_of=date(2026, 6, 30))
    booleans()
    """
    found: dict[str, Any] = {}
    _note(found, given)
    while True:
        for alias, texts in _BY_ALIAS:
            if annotation == alias:
                return st.sampled_from(texts)
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            annotation, *notes = typing.get_args(annotation)
            _note(found, notes)
        elif origin in (typing.Union, types.UnionType):
            options = [one for one in typing.get_args(annotation) if one is not type(None)]
            if len(options) > 1:
                return st.one_of(*(values_of(one, given, as_of=as_of) for one in options))
            annotation = options[0]
        elif hasattr(annotation, "__value__"):
            annotation = annotation.__value__
        else:
            break
    if origin in (tuple, frozenset, list):
        items = values_of(typing.get_args(annotation)[0], as_of=as_of)
        least = found.get("min_length", 0)
        return st.lists(items, min_size=least, max_size=least + 2, unique=True).map(tuple)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from(list(annotation))
    if annotation in _PLAIN:
        plain: st.SearchStrategy[Any] = _PLAIN[annotation](found, as_of)
        return plain
    return st.from_type(annotation)


def _note(found: dict[str, Any], notes: Iterable[Any]) -> None:
    for note in notes:
        for part in note.metadata if isinstance(note, FieldInfo) else (note,):
            for name in _CONSTRAINED:
                if getattr(part, name, None) is not None:
                    found.setdefault(name, getattr(part, name))


def _whole_numbers(found: Constraints, as_of: date) -> st.SearchStrategy[int]:
    least = found.get("ge", found["gt"] + 1 if "gt" in found else -3)
    most = found.get("le", found["lt"] - 1 if "lt" in found else max(least, 0) + 400)
    near = [number for number in (0, 1, 2, 3, 5, 10, 30, 100) if least <= number <= most]
    some = st.integers(least, min(most, least + 400))
    return st.one_of(st.sampled_from(near), some) if near else some


def _decimals(found: Constraints, as_of: date) -> st.SearchStrategy[Decimal]:
    least = Decimal(found.get("ge", found.get("gt", -100)))
    most = Decimal(found.get("le", found.get("lt", 1_000_000)))
    places = min(found.get("decimal_places", 2), 2)
    near = [amount for amount in AMOUNTS if least <= amount <= most]
    some = st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False)
    kept = some if "gt" not in found and "lt" not in found else some.filter(lambda n: least < n < most)
    return st.one_of(st.sampled_from(near), kept) if near and "gt" not in found else kept


def _texts(found: Constraints, as_of: date) -> st.SearchStrategy[str]:
    if "pattern" in found:
        return st.from_regex(str(found["pattern"]), fullmatch=True)
    least, most = found.get("min_length", 0), found.get("max_length", 200)
    fitting = [word for word in WORDS if least <= len(word) <= most]
    return st.sampled_from(fitting) if fitting else st.text("abc", min_size=least, max_size=most)


def _days(found: Constraints, as_of: date) -> st.SearchStrategy[date]:
    return st.integers(0, 365).map(lambda ago: as_of - timedelta(days=ago))


def _instants(found: Constraints, as_of: date) -> st.SearchStrategy[datetime]:
    return st.builds(
        lambda days, hour, zone: datetime.combine(as_of + timedelta(days=days), time(hour), zone),
        st.integers(-30, 30),
        st.integers(7, 19),
        st.sampled_from(_ZONES),
    )


_PLAIN: Mapping[type[Any], Any] = {
    bool: lambda found, as_of: st.booleans(),
    int: _whole_numbers,
    Decimal: _decimals,
    str: _texts,
    date: _days,
    datetime: _instants,
    time: lambda found, as_of: st.builds(time, st.integers(6, 22), st.sampled_from((0, 30))),
}
