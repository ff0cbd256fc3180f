"""When a customer may be contacted: what the facts say of days, hours and limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from relcore.advice.contact_limits import Limit, Touch, limits_of
from relcore.advice.contact_terms import PolicyBook, SchedulePolicy, Terms
from relcore.advice.free_hours import WHOLE_DAY, Hours, Stretch, free, hours, seconds
from relcore.advice.memo import Memo
from relcore.advice.working_days import WorkingDays
from relcore.facts import (
    BusyHours,
    ContactPolicy,
    Customer,
    Fact,
    Holiday,
    IndustryHours,
    Interaction,
    Snapshot,
    WorkWeek,
)
from relcore.facts.touches import channel_of, is_ours, purpose_of
from relcore.ir import Scalar

F = TypeVar("F", bound=Fact)

_BOOKS: Memo[PolicyBook] = Memo(64)
_CALENDARS: Memo[WorkingDays] = Memo(1024)


class ContactCalendar:
    """The days, hours and limits of one customer; `values` are the parameters of a program."""

    def __init__(self, snapshot: Snapshot, values: Mapping[str, Scalar] | None = None) -> None:
        numbers = SchedulePolicy.of(values or {})
        self._snapshot = snapshot
        customers = _facts(snapshot, Customer)
        self._customer = customers[0] if customers else None
        name = self._customer.timezone if self._customer else None
        self.zone = ZoneInfo(name) if name else None
        policies = _facts(snapshot, ContactPolicy)
        self.policy = numbers
        self._free: dict[tuple[int, int], tuple[Stretch, ...]] = {}
        self.book = _BOOKS.get(policies, numbers, lambda: PolicyBook(policies, numbers))

    @cached_property
    def working_days(self) -> WorkingDays:
        """The working days where the customer lives."""
        special, weeks = _facts(self._snapshot, Holiday), _facts(self._snapshot, WorkWeek)
        country = self._customer.country if self._customer else None
        region = self._customer.region if self._customer else None
        return _CALENDARS.get(
            (*special, *weeks), (country, region), lambda: WorkingDays(country, region, special, weeks)
        )

    def limits(self, today: int, archetype: str | None) -> list[Limit]:
        """Give the caps and gaps that hold for the customer, with the contacts that took place so far."""
        caps = self.book.caps(archetype)
        if not caps:
            return []
        first = date.fromordinal(max(today - max(cap.window for cap in caps), 0) + 1)
        last = date.fromordinal(today)
        touches = [
            Touch(contact.on.toordinal(), channel_of(contact), purpose_of(contact))
            for contact in _facts(self._snapshot, Interaction)
            if first <= contact.on <= last and is_ours(contact)
        ]
        return limits_of(caps, touches, today)

    def free(self, terms: Terms, weekday: int) -> tuple[Stretch, ...]:
        """Give the free stretches of a day of the week, from 1 (Monday) to 7 (Sunday)."""
        if not terms.disturbs or weekday not in self._busy:
            return terms.free
        key = (id(terms), weekday)
        if key not in self._free:
            blocked = (*terms.quiet, *self._busy[weekday])
            self._free[key] = free(blocked, 60 * self.policy.shortest_minutes)
        return self._free[key]

    def hours(self, terms: Terms, day: date) -> Hours | None:
        """Give the first free hours of a day, where there are hours to mind."""
        weekday = day.isoweekday()
        if terms.is_night and weekday not in self._busy:
            return None
        stretches = self.free(terms, weekday)
        return hours(day, stretches[0], self.zone) if stretches and stretches != WHOLE_DAY else None

    @cached_property
    def _busy(self) -> dict[int, tuple[Stretch, ...]]:
        """The busy hours by day of the week: the customer's own, else those of its industry."""
        own: Iterable[BusyHours | IndustryHours] = _facts(self._snapshot, BusyHours)
        industry = self._customer.industry if self._customer else None
        if not own and industry:
            own = [busy for busy in _facts(self._snapshot, IndustryHours) if busy.industry == industry]
        by_day: dict[int, tuple[Stretch, ...]] = {}
        for busy in own:
            stretch = (seconds(busy.busy_from), seconds(busy.busy_until))
            for weekday in (busy.weekday,) if busy.weekday else range(1, 8):
                by_day[weekday] = (*by_day.get(weekday, ()), stretch)
        return by_day


def _facts(snapshot: Snapshot, kind: type[F]) -> tuple[F, ...]:
    return tuple([fact for fact in snapshot.facts(kind.__name__) if isinstance(fact, kind)])
