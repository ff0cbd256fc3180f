"""What representatives can manage: so many contacts a day, shared out among all their customers.

A representative's customers are served in the order of their most important contact. Where a day has no
room left, the customer is decided anew with that day taken: the contact goes to the next day that is free
for both, or is not advised, and the reason is told like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from relcore.advice import ContactCalendar, CustomerAdvice
from relcore.advice.contact_limits import Cap, Limit
from relcore.advice.contact_terms import Kind, PolicyBook, Terms
from relcore.facts import Appointment, Channel, Customer, InteractionKind, Snapshot
from relcore.program import Program

Capacity = Mapping[str, int]
"""Contacts that one representative can manage on a day, by channel."""

REASON = "representative_booked"
"""Reason given where a representative's days were taken."""

_CHANNELS = {InteractionKind.VISIT: Channel.VISIT, InteractionKind.CALL: Channel.PHONE}


class Claim(NamedTuple):
    """A contact that wants a day of a representative."""

    channel: str
    day: date
    rank: Decimal


class Booking(NamedTuple):
    """A day of a representative that is taken already."""

    rep: str
    channel: str
    day: date


@dataclass(frozen=True)
class Claimant:
    """A customer with contacts that want days of the representative."""

    rep: str
    snapshot: Snapshot
    claims: tuple[Claim, ...]

    @property
    def turn(self) -> tuple[Decimal, str]:
        """When the customer is served: the most important contact first, then by id."""
        return -max(claim.rank for claim in self.claims), self.snapshot.customer_id


def claimant(snapshot: Snapshot, advice: CustomerAdvice, capacity: Capacity) -> Claimant | None:
    """Give the claims of a customer; nothing where none is limited, or nobody looks after the customer."""
    rep = owner_of(snapshot)
    if rep is None:
        return None
    contacts: dict[int, Claim] = {}
    for action in advice.actions:
        window = action.window
        if window is None or window.contact is None or window.opens is None or action.channel is None:
            continue
        if action.channel in capacity:
            known = contacts.get(window.contact)
            if known is None or known.rank < action.rank:
                contacts[window.contact] = Claim(action.channel, window.opens, action.rank)
    return Claimant(rep, snapshot, tuple(contacts.values())) if contacts else None


def bookings(snapshot: Snapshot, capacity: Capacity, as_of: date) -> Iterator[Booking]:
    """Give the appointments to come that take a day of a representative."""
    for fact in snapshot.facts("Appointment"):
        if not isinstance(fact, Appointment) or fact.cancelled:
            continue
        rep = fact.rep_id or owner_of(snapshot)
        channel = fact.channel or (_CHANNELS.get(fact.kind) if fact.kind else None)
        zone = _zone(snapshot)
        day = (fact.planned_at.astimezone(zone) if zone else fact.planned_at).date()
        if rep is not None and channel in capacity and day >= as_of:
            yield Booking(rep, str(channel), day)


class Days:
    """The days of one representative, as far as they are taken."""

    def __init__(self, capacity: Capacity, taken: Iterable[Booking] = ()) -> None:
        self._used = {channel: Counter[int]() for channel in capacity}
        self._capacity = capacity
        for booking in taken:
            self._used[booking.channel][booking.day.toordinal()] += 1

    def take(self, claims: Sequence[Claim]) -> bool:
        """Take the days of all claims, or none of them where one finds no room."""
        wanted = Counter((claim.channel, claim.day.toordinal()) for claim in claims)
        for (channel, day), count in wanted.items():
            if self._used[channel][day] + count > self._capacity[channel]:
                return False
        for (channel, day), count in wanted.items():
            self._used[channel][day] += count
        return True

    def calendar(self, snapshot: Snapshot, program: Program) -> ContactCalendar:
        """Give the calendar of a customer with these days in it; a decision takes what it uses."""
        limits = [
            _DaysOf(Cap(f"capacity.{channel}", REASON, most, 1, channel), self._used[channel])
            for channel, most in self._capacity.items()
        ]
        return _SharedCalendar(snapshot, program, limits)


class _DaysOf(Limit):
    """A limit that all customers of a representative share."""

    __slots__ = ("_used",)

    def __init__(self, cap: Cap, used: Counter[int]) -> None:
        super().__init__(cap, ())
        self._used = used

    def take(self, day: int) -> None:
        self._used[day] += 1

    def first_free(self, day: int) -> int:
        while self._used[day] >= self.cap.most:
            day += 1
        return day


class _SharedCalendar(ContactCalendar):
    """The calendar of a customer, with limits beside those of the contact policy."""

    def __init__(self, snapshot: Snapshot, program: Program, shared: list[_DaysOf]) -> None:
        super().__init__(snapshot, program.values)
        self._shared = shared
        self.book = _SharedBook(self.book, [limit.cap for limit in shared])

    def limits(self, today: int, archetype: str | None) -> list[Limit]:
        return [*super().limits(today, archetype), *self._shared]


class _SharedBook(PolicyBook):
    """The contact policies, with caps that stand behind theirs."""

    def __init__(self, own: PolicyBook, shared: Sequence[Cap]) -> None:
        self._own = own
        self._shared = shared

    def caps(self, archetype: str | None) -> tuple[Cap, ...]:
        return self._own.caps(archetype)

    def terms(self, kind: Kind) -> Terms:
        terms, count = self._own.terms(kind), len(self._own.caps(kind.archetype))
        more = tuple(count + place for place, cap in enumerate(self._shared) if cap.channel == kind.channel)
        return replace(terms, counting=terms.counting + more, binding=terms.binding + more) if more else terms


def _zone(snapshot: Snapshot) -> ZoneInfo | None:
    zones = [fact.timezone for fact in snapshot.facts("Customer") if isinstance(fact, Customer)]
    return next((ZoneInfo(zone) for zone in zones if zone), None)


def owner_of(snapshot: Snapshot) -> str | None:
    """Give the representative who looks after the customer, where one is known."""
    owners = [fact.owner for fact in snapshot.facts("Customer") if isinstance(fact, Customer)]
    return next((owner for owner in owners if owner), None)
