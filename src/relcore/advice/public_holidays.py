"""Public holidays by country and year, from the optional package `holidays`; no other module loads it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

_WEEKEND = frozenset({6, 7})


class PublicHolidays(NamedTuple):
    """The special days of one year in a country, and the weekend there."""

    off: frozenset[date]
    working: frozenset[date]
    """Days of a weekend on which people work all the same."""
    weekend: frozenset[int]
    """Days of the week from 1 (Monday) to 7 (Sunday)."""
    source: str
    """Package, version and place, such as `holidays 0.109 DE-BY`."""


@lru_cache(maxsize=1024)
def public_holidays(country: str, region: str | None, year: int) -> PublicHolidays | None:
    """Give the public holidays of a year, or None where the package or the country is missing.

    A region that the package does not know counts as none. Each country and year is built once.
    """
    try:
        # Loading takes a quarter of a second, and advice for no particular country never needs it.
        import holidays
        from holidays.version import __version__
    except ImportError:
        return None
    try:
        kind = holidays.country_holidays(country)
        part = _subdivision(kind, region)
        found = holidays.country_holidays(country, subdiv=part, years=year)
    except NotImplementedError:
        return None
    # Where one day is all the weekend, offices still mostly keep two.
    weekend = frozenset(day + 1 for day in found.weekend)
    return PublicHolidays(
        frozenset(found),
        frozenset(day for day in found.weekend_workdays if day.year == year),
        weekend if len(weekend) > 1 else _WEEKEND,
        f"holidays {__version__} {country}{f'-{part}' if part else ''}",
    )


def _subdivision(kind: Any, region: str | None) -> str | None:
    """Find the package's code for a region that is given as a code or by name."""
    if region is None:
        return None
    return region if region in kind.subdivisions else kind.subdivisions_aliases.get(region)
