"""Value types that facts share: days, instants, money, ratings, and labels that cite the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Annotated, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from relcore.facts.base import Labelled

_T = TypeVar("_T", bound=str)


def _no_number(value: object) -> object:
    # Pydantic would read 20260302 as seconds since 1970.
    if isinstance(value, int | float):
        raise ValueError(f"{value} is a number, not a date; give a date such as 2026-03-02")
    return value


Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31)), BeforeValidator(_no_number)]
"""A calendar day from 1900 to 2200."""

Moment = Annotated[
    datetime,
    AwareDatetime,
    Field(ge=datetime(1900, 1, 1, tzinfo=UTC), le=datetime(2200, 12, 31, tzinfo=UTC)),
    BeforeValidator(_no_number),
]
"""An instant with its zone, from 1900 to 2200."""


def _no_zone(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError(f"{value} carries a zone; give the time on the customer's clock, such as 18:30")
    return value


TimeOfDay = Annotated[time, AfterValidator(_no_zone)]
"""A time on the customer's clock, without a zone."""

Money = Annotated[Decimal, Field(ge=0, max_digits=19, decimal_places=4)]
"""An amount of money that cannot be negative, in the customer's or the company's currency."""

Rating = Annotated[int, Field(ge=1, le=5)]
"""A judgement from 1 (least) to 5 (most)."""

Minutes = Annotated[Decimal, Field(ge=0, le=100_000, max_digits=9, decimal_places=2)]
"""A length of time in minutes."""

Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""A number of things."""

Ref = Annotated[str, Field(min_length=1, max_length=200)]
"""The id of another fact, of a representative or of a team."""

CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""An ISO 3166 country code of two letters, such as CN."""

LanguageTag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""A language, such as en or zh."""

Weekday = Annotated[int, Field(ge=1, le=7)]
"""A day of the week, from 1 (Monday) to 7 (Sunday)."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise ValueError(
            f"'{name}' is no known time zone; give an IANA name such as Asia/Shanghai"
            " (where the system knows no zones, install the package tzdata)"
        ) from None
    return name


TimeZone = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_known_zone)]
"""An IANA time zone, such as Asia/Shanghai."""


class Cited(Labelled):
    """A closed set of values whose members name the catalogue items they come from.

    >>> class Tone(Cited):
    ...     PLAIN = "plain", "Plain", "平实", "S3.1-rational.do.1"
    >>> Tone.PLAIN.cites
    ('S3.1-rational.do.1',)
    """

    cites: tuple[str, ...]

    def __new__(cls, value: str, en: str = "", zh: str = "", *cites: str) -> Self:
        """Keep labels and catalogue ids on the member; `Tone("plain")` finds it by value."""
        # An enumeration hides its own __new__ from subclasses, so that Labelled's cannot be called here.
        member = str.__new__(cls, value)
        member._value_ = value
        member.en = en
        member.zh = zh
        member.cites = cites
        return member


def in_order(
    earlier_name: str,
    earlier: date | datetime | None,
    later_name: str,
    later: date | datetime | None,
) -> None:
    """Refuse a pair of dates that run backwards; an unknown date is in order with any other."""
    if earlier is not None and later is not None and later < earlier:
        raise ValueError(
            f"{later_name} ({later}) lies before {earlier_name} ({earlier});"
            " correct one of them, or leave it out if it is unknown"
        )


def as_set(values: Iterable[_T]) -> tuple[_T, ...]:
    """Sort values and drop doubles, so that the order of entry makes no difference."""
    return tuple(sorted(set(values)))
