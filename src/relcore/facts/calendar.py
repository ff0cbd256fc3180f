"""Which days are free or special, and at which hours a customer is busy."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from relcore.facts.base import CompanyFact, CustomerFact, Labelled, Name
from relcore.facts.values import CountryCode, Day, TimeOfDay, Weekday


class DayKind(Labelled):
    """What a listed day is."""

    DAY_OFF = "day_off", "Day off", "休息日"
    WORKING_DAY = "working_day", "Working day in place of a weekend", "调休上班日"
    OBSERVANCE = "observance", "Observance, ordinary working day", "节日但照常上班"


class Holiday(CompanyFact):
    """A day that differs from its weekday; without a `country` it holds everywhere."""

    on: Day
    country: CountryCode | None = None
    region: Name | None = None
    name: Name | None = None
    name_zh: Name | None = None
    kind: DayKind = DayKind.DAY_OFF
    wishes: bool | None = None
    """Whether customers expect good wishes on it."""


def _as_week(days: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(days)))


class WorkWeek(CompanyFact):
    """The working days of a country; without one, Monday to Friday are assumed."""

    country: CountryCode | None = None
    working_days: Annotated[tuple[Weekday, ...], Field(min_length=1), AfterValidator(_as_week)] = (
        1,
        2,
        3,
        4,
        5,
    )
    """Days of the week from 1 (Monday) to 7 (Sunday)."""


class BusyHours(CustomerFact):
    """Hours in which the customer does not want to be disturbed."""

    weekday: Weekday | None = None
    """Day of the week; every day where it is not given."""
    busy_from: TimeOfDay
    busy_until: TimeOfDay
    """End of the busy hours, in the customer's time zone, on the same day."""

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        _same_day(self.busy_from, self.busy_until)
        return self


class IndustryHours(CompanyFact):
    """Hours in which an industry is busy, for customers whose own hours are unknown."""

    industry: Name
    weekday: Weekday | None = None
    """Day of the week; every day where it is not given."""
    busy_from: TimeOfDay
    busy_until: TimeOfDay
    """End of the busy hours, in the customer's time zone, on the same day."""

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        _same_day(self.busy_from, self.busy_until)
        return self


def _same_day(start: time, end: time) -> None:
    if end <= start:
        raise ValueError(
            f"busy_until ({end}) is not after busy_from ({start});"
            " give two facts for hours that last over midnight"
        )
