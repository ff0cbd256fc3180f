"""When a customer may be contacted: what the facts say of days, hours and limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from relcore.advice.contact_limits import Limit, Touch, limits_of
from relcore.advice.free_hours import DAY, WHOLE_DAY, Hours, Stretch, free, hours, quiet, seconds
from relcore.advice.working_days import WorkingDays
from relcore.facts import (
    BusyHours,
    Channel,
    ContactPolicy,
    Customer,
    Fact,
    Holiday,
    IndustryHours,
    Interaction,
    Purpose,
    Snapshot,
    WorkWeek,
)
from relcore.facts.touches import channel_of, is_ours, purpose_of
from relcore.ir import Scalar

F = TypeVar("F", bound=Fact)

TALKS = frozenset({Channel.VISIT, Channel.PHONE, Channel.VIDEO})
"""Channels for which, where no policy says otherwise, only working days are used."""
RINGING = frozenset({Channel.PHONE, Channel.SMS, Channel.CHAT})
"""Channels that reach a person without an appointment: never at night."""
DISTURBING = TALKS | RINGING
"""Channels that take a person's time at once, so that busy hours matter."""


@dataclass(frozen=True)
class SchedulePolicy:
    """The company's numbers for the scheduler; each is a parameter of the playbook `contact`."""

    patience_days: int = 14
    window_days: int = 30
    quiet_from_hour: int = 21
    quiet_until_hour: int = 8
    shortest_minutes: int = 15
    working_days_only: int = 1
    one_matter_together: int = 1

    @classmethod
    def of(cls, values: Mapping[str, Scalar]) -> SchedulePolicy:
        """Take the parameters of a program, and the defaults where it declares none."""
        given = ((name, values.get(f"contact.{name}")) for name in cls.__dataclass_fields__)
        return cls(**{name: value for name, value in given if isinstance(value, int)})


class Terms(NamedTuple):
    """What holds for contacts through one channel and for one purpose."""

    working_days: bool
    blocked: tuple[Stretch, ...]
    """Quiet hours, every day."""
    is_night: bool
    """Whether nobody set them and they are the night, which goes without saying for an appointment."""
    disturbs: bool
    """Whether busy hours count."""
    never: str | None
    """Policy that allows no such contact at all."""
    limits: tuple[Limit, ...]


class ContactCalendar:
    """The days, hours and limits of one customer on one day; made anew for each decision."""

    def __init__(self, snapshot: Snapshot, values: Mapping[str, Scalar] | None = None) -> None:
        self.policy = SchedulePolicy.of(values or {})
        self._snapshot = snapshot
        customers = _facts(snapshot, Customer)
        self._customer = customers[0] if customers else None
        name = self._customer.timezone if self._customer else None
        self.zone = ZoneInfo(name) if name else None
        self.working_days = WorkingDays.of(
            self._customer, _facts(snapshot, Holiday), _facts(snapshot, WorkWeek)
        )
        self._policies = _facts(snapshot, ContactPolicy)
        self._busy = self._busy_hours()
        self._free: dict[tuple[tuple[Stretch, ...], bool, int], tuple[Stretch, ...]] = {}

    def limits(self, today: int, archetype: str | None) -> list[Limit]:
        """Give the caps and gaps that hold for the customer, with the contacts that took place so far."""
        if not any(policy.max_contacts or policy.min_gap_days for policy in self._policies):
            return []
        touches = [
            Touch(contact.on.toordinal(), channel_of(contact), purpose_of(contact))
            for contact in _facts(self._snapshot, Interaction)
            if is_ours(contact)
        ]
        return limits_of(self._policies, touches, today, archetype, self.policy.window_days)

    def terms(
        self,
        channel: str,
        purpose: str | None,
        archetype: str | None,
        limits: Iterable[Limit],
        is_floor: bool,
    ) -> Terms:
        """Say what holds for a contact; the floor is not held back by limits for a type of buyer."""
        quiet_hours: list[Stretch] = []
        working: list[bool] = []
        never = None
        for policy in self._policies:
            if not _covers(policy, channel, purpose, archetype):
                continue
            quiet_hours += quiet(policy.quiet_from, policy.quiet_until)
            if policy.working_days_only is not None:
                working.append(policy.working_days_only)
            if policy.max_contacts == 0 and not (policy.archetype and is_floor):
                never = never or f"policy.{policy.identity}"
        disturbs = channel in DISTURBING
        is_night = not quiet_hours and disturbs
        if is_night:
            quiet_hours = self._night()
        by_default = bool(self.policy.working_days_only) and channel in TALKS and purpose != Purpose.SERVICE
        return Terms(
            any(working) if working else by_default,
            tuple(quiet_hours),
            is_night and channel not in RINGING,
            disturbs,
            # Whether service is owed is for the rules to say.
            None if purpose == Purpose.SERVICE else never,
            tuple(
                limit
                for limit in limits
                if limit.binds(channel, purpose) and not (limit.for_type and is_floor)
            ),
        )

    def free(self, terms: Terms, weekday: int) -> tuple[Stretch, ...]:
        """Give the free stretches of a day of the week, from 1 (Monday) to 7 (Sunday)."""
        key = (terms.blocked, terms.disturbs, weekday)
        found = self._free.get(key)
        if found is None:
            busy = self._busy.get(weekday, ()) if terms.disturbs else ()
            found = self._free[key] = free((*terms.blocked, *busy), 60 * self.policy.shortest_minutes)
        return found

    def hours(self, terms: Terms, day: date) -> Hours | None:
        """Give the first free hours of a day, where there are hours to mind."""
        stretches = self.free(terms, day.isoweekday())
        if not stretches or stretches == WHOLE_DAY:
            return None
        if terms.is_night and day.isoweekday() not in self._busy:
            return None
        return hours(day, stretches[0], self.zone)

    def _night(self) -> list[Stretch]:
        begins, ends = 3600 * self.policy.quiet_from_hour, 3600 * self.policy.quiet_until_hour
        return [(0, ends), (begins, DAY)]

    def _busy_hours(self) -> dict[int, tuple[Stretch, ...]]:
        """Give the busy hours by day of the week: the customer's own, else those of its industry."""
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
    return tuple(fact for fact in snapshot.facts(kind.__name__) if isinstance(fact, kind))


def _covers(policy: ContactPolicy, channel: str, purpose: str | None, archetype: str | None) -> bool:
    return (
        policy.channel in (None, channel)
        and (policy.purpose is None or purpose in (None, policy.purpose))
        and policy.archetype in (None, archetype)
    )
