"""Which days are working days where a customer lives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from relcore.advice.public_holidays import public_holidays
from relcore.facts import DayKind, Holiday, WorkWeek

MONDAY_TO_FRIDAY = frozenset({1, 2, 3, 4, 5})
FACTS = "facts"
"""Source of a calendar that rests on the company's own facts alone."""


class WorkingDays:
    """The working days of one country and region.

    What the company says of a day comes first: of several facts the most particular, then a day off. Public
    holidays follow, where the optional package is installed and knows the country; then the week, the
    company's before the country's own, which is Monday to Friday where nobody says otherwise.
    """

    def __init__(
        self, country: str | None, region: str | None, special: Iterable[Holiday], weeks: Iterable[WorkWeek]
    ) -> None:
        self._country = country
        self._region = region
        self._told = _told(country, region, special)
        self._week = _week(country, weeks)
        self._known: dict[int, bool] = {}
        self._sources: dict[int, str] = {}

    def includes(self, day: date) -> bool:
        """Tell whether people work on a day."""
        return self.includes_number(day.toordinal())

    def includes_number(self, number: int) -> bool:
        """Tell the same of a day given as an ordinal."""
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = self._includes(date.fromordinal(number))
        return known

    def source(self, day: date) -> str:
        """Name what the calendar of a day rests on: the package and its version, or the company's facts."""
        found = self._sources.get(day.year)
        if found is None:
            public = public_holidays(self._country, self._region, day.year) if self._country else None
            found = self._sources[day.year] = public.source if public else FACTS
        return found

    def lacks_public_holidays(self, day: date) -> bool:
        """Tell whether the country is known and its public holidays are not."""
        return self._country is not None and self.source(day) == FACTS

    def _includes(self, day: date) -> bool:
        told = self._told.get(day)
        if told is DayKind.DAY_OFF:
            return False
        if told is DayKind.WORKING_DAY:
            return True
        public = public_holidays(self._country, self._region, day.year) if self._country else None
        if public is not None and told is None:
            if day in public.off:
                return False
            if day in public.working:
                return True
        if self._week is not None:
            return day.isoweekday() in self._week
        return day.isoweekday() not in public.weekend if public else day.isoweekday() in MONDAY_TO_FRIDAY


def _told(country: str | None, region: str | None, special: Iterable[Holiday]) -> dict[date, DayKind]:
    """Give what the company's facts make of single days."""
    best: dict[date, tuple[int, bool, DayKind]] = {}
    for holiday in special:
        if holiday.country not in (None, country) or holiday.region not in (None, region):
            continue
        particular = (holiday.country is not None) + 2 * (holiday.region is not None)
        claim = (particular, holiday.kind is DayKind.DAY_OFF, holiday.kind)
        if holiday.on not in best or claim > best[holiday.on]:
            best[holiday.on] = claim
    return {day: kind for day, (_, _, kind) in best.items()}


def _week(country: str | None, weeks: Iterable[WorkWeek]) -> frozenset[int] | None:
    """Give the week that the company names: its own for the country, else for everywhere; the fewest days."""
    found = list(weeks)
    for wanted in dict.fromkeys((country, None)):
        named = [frozenset(week.working_days) for week in found if week.country == wanted]
        if named:
            return frozenset.intersection(*named) or min(named, key=lambda days: (len(days), sorted(days)))
    return None
