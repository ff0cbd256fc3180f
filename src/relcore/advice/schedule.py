"""The scheduler: a day and hours for every contact, in order of rank, so that no limit is ever exceeded.

Work inside our company waits for nobody. A contact takes the first free slot: a working day where only those
will do, with hours in which nobody is disturbed, and with room under every cap, counting what took place
and what is advised before it. What is about the same matter goes into one contact. A contact whose slot would
come too late is not advised; service always is.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from relcore.advice.calendar import ContactCalendar
from relcore.advice.candidates import Said
from relcore.advice.contact_limits import Limit
from relcore.advice.contact_terms import Kind, Terms
from relcore.advice.due import Slot, Timing
from relcore.advice.free_hours import Hours
from relcore.advice.rank import Ranked
from relcore.advice.settle import Fallen, Standing
from relcore.advice.tell import Plain, Teller
from relcore.facts import Layer, Purpose

KEEP_ALIVE = "keep-alive"
"""Reason by which rules propose the contact that keeps an active customer from falling silent."""

HORIZON = 4000
"""Days ahead in which a slot is looked for; longer than the longest window."""


class Blocker(NamedTuple):
    """What made a contact wait."""

    by: str
    reason: str
    for_type: bool = False


_DAYS = Blocker("calendar.working_days", "not_a_working_day")
_HOURS = Blocker("calendar.hours", "no_free_hour")
_OF_THE_CALENDAR = frozenset({_DAYS, _HOURS})


@dataclass(slots=True)
class _Way:
    """What holds for one kind of contact today, and what was found for it so far."""

    terms: Terms
    counting: Sequence[Limit]
    binding: Sequence[Limit]
    slots: dict[int, tuple[date, Hours | None, str | None]] = field(default_factory=dict)
    """Day, hours and calendar by ordinal."""
    matters: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Days and numbers of contacts by what they are about."""


class Plan:
    """The contacts of one decision, as far as they have a slot; `archetype` is that of the customer."""

    def __init__(self, calendar: ContactCalendar, as_of: date, archetype: str | None = None) -> None:
        self._calendar = calendar
        self._as_of = as_of
        self._today = as_of.toordinal()
        self._archetype = archetype
        self._limits = calendar.limits(self._today, archetype)
        self._ways: dict[Kind, _Way] = {}
        self._contacts = 0
        self._patience = calendar.policy.patience_days
        self._zone = calendar.zone.key if calendar.zone else None
        self._lacks_holidays = False

    def schedule(
        self, ranked: Iterable[Ranked], fallen: Iterable[Fallen] = ()
    ) -> tuple[list[Ranked], list[Fallen]]:
        """Give every contact its slot, the most important first; those without a sensible one fall.

        For those that have fallen already, the first day that is possible becomes the first free slot.
        """
        kept: list[Ranked] = []
        lost: list[Fallen] = []
        for item in ranked:
            outcome = self.place(item.standing)
            if isinstance(outcome, Standing):
                kept.append(Ranked(item.rank, item.factors, outcome))
            else:
                lost.append(outcome)
        return kept, [*map(self.earliest, fallen), *lost]

    def notices(self, teller: Teller) -> list[Plain]:
        """Say what the calendar did not know, where it mattered."""
        if not self._lacks_holidays:
            return []
        text = teller.sentence("warning.public_holidays_unknown")
        return [{"code": "public_holidays_unknown", "text": text, "rule": _DAYS.by}]

    def place(self, standing: Standing) -> Standing | Fallen:
        """Give an action its slot; what is no contact stays as it is."""
        candidates, timing, amount, limit, notes = standing
        lead = candidates[0]
        if timing.channel is None or lead.purpose == Purpose.INTERNAL:
            return standing
        is_floor = lead.reason == KEEP_ALIVE or (
            len(candidates) > 1 and any(candidate.reason == KEEP_ALIVE for candidate in candidates)
        )
        kind = Kind(timing.channel, lead.purpose, self._archetype, is_floor)
        way = self._ways.get(kind) or self._way(kind)
        if way.terms.never:
            return _fallen(standing, "deny", (Blocker(way.terms.never, "contact_never"),), None)
        base = self._today if timing.opens is None else max(self._today, timing.opens.toordinal())
        due = base if timing.due is None else max(base, timing.due.toordinal())
        day, blockers = self._search(base, way)
        contact = None
        if lead.about in way.matters:
            day, contact = _joined(way.matters[lead.about], base, day)
        if day is None or day > due + self._patience:
            if lead.purpose != Purpose.SERVICE:
                return _fallen(standing, "defer", blockers, date.fromordinal(day) if day else None)
            day = day or base
        if contact is None:
            contact = self._take(way, lead.about, day)
        placed = self._timing(timing, day, way, contact)
        if day > base:
            notes = (*notes, _said(standing, "defer", blockers[0], placed.opens))
        return Standing(candidates, placed, amount, limit, notes)

    def earliest(self, fallen: Fallen) -> Fallen:
        """Move the day from which an action is possible to the first free slot that is left."""
        lead = fallen.candidates[0]
        channel = fallen.first.channel or lead.channel
        if fallen.earliest is None or channel is None or lead.purpose == Purpose.INTERNAL:
            return fallen
        kind = Kind(channel, lead.purpose, self._archetype)
        base = max(fallen.earliest, self._as_of).toordinal()
        day, _ = self._search(base, self._ways.get(kind) or self._way(kind))
        return fallen._replace(earliest=date.fromordinal(day) if day else None)

    def _way(self, kind: Kind) -> _Way:
        terms, limits = self._calendar.book.terms(kind), self._limits
        found = self._ways[kind] = _Way(
            terms, [limits[place] for place in terms.counting], [limits[place] for place in terms.binding]
        )
        return found

    def _take(self, way: _Way, about: str | None, day: int) -> int:
        """Note a contact of its own, and give its number."""
        for limit in way.counting:
            limit.take(day)
        self._contacts += 1
        if about is not None and self._calendar.policy.one_matter_together:
            insort(way.matters.setdefault(about, []), (day, self._contacts))
        return self._contacts

    def _search(self, base: int, way: _Way) -> tuple[int | None, Sequence[Blocker]]:
        """Give the first free day, if any, and what stood in the way before."""
        calendar, terms = self._calendar, way.terms
        met: dict[Blocker, int] = {}
        number, last = base, base + HORIZON
        while number <= last:
            blocker, following = _DAYS, number + 1
            if not terms.working_days or calendar.working_days.includes_number(number):
                blocker = _HOURS
                # The first day of all was a Monday.
                if calendar.free(terms, (number - 1) % 7 + 1):
                    limit, following = _first_free(way.binding, number)
                    if limit is None:
                        return number, _by_weight(met)
                    blocker = Blocker(limit.cap.by, limit.cap.reason, limit.cap.for_type)
            met[blocker] = met.get(blocker, 0) + following - number
            number = following
        return None, _by_weight(met)

    def _timing(self, timing: Timing, number: int, way: _Way, contact: int) -> Timing:
        day, hours, source = way.slots.get(number) or self._slot(number, way)
        due = closes = timing.due
        if due is None:
            if number > self._today:
                due = closes = day
        elif due < day:
            # What is overdue stays so, and is to be done on the first day that is possible.
            closes = day
            if due >= self._as_of:
                due = day
        return Timing(due, day, timing.channel, Slot(closes, contact, hours, self._zone, source))

    def _slot(self, number: int, way: _Way) -> tuple[date, Hours | None, str | None]:
        calendar, day = self._calendar, date.fromordinal(number)
        source = None
        if way.terms.working_days:
            source = calendar.working_days.source(day)
            self._lacks_holidays |= calendar.working_days.lacks_public_holidays(day)
        found = way.slots[number] = (day, calendar.hours(way.terms, day), source)
        return found


def _joined(
    contacts: Iterable[tuple[int, int]], base: int, free: int | None
) -> tuple[int | None, int | None]:
    """Find a contact about the same matter that comes no later than a slot of its own would."""
    for day, contact in contacts:
        if base <= day and (free is None or day <= free):
            return day, contact
    return free, None


def _first_free(limits: Iterable[Limit], number: int) -> tuple[Limit | None, int]:
    """Give the first limit that leaves no room on a day, and the day on which it does."""
    for limit in limits:
        free = limit.first_free(number)
        if free != number:
            return limit, free
    return None, number


def _by_weight(met: dict[Blocker, int]) -> Sequence[Blocker]:
    """Put limits before the calendar, and what blocked more days before what blocked fewer."""
    if len(met) < 2:
        return tuple(met)
    return sorted(met, key=lambda blocker: (blocker in _OF_THE_CALENDAR, -met[blocker], blocker))


def _said(standing: Standing, kind: str, blocker: Blocker, until: date | None) -> Said:
    lead = standing.lead
    layer = Layer.TYPE if blocker.for_type else Layer.CONSENT
    channel = standing.timing.channel
    return Said(
        lead.action,
        lead.rule,
        lead.about,
        kind,
        layer,
        blocker.by,
        blocker.reason,
        channel=channel,
        until=until,
    )


def _fallen(standing: Standing, kind: str, blockers: Iterable[Blocker], earliest: date | None) -> Fallen:
    said = [_said(standing, kind, blocker, earliest) for blocker in blockers]
    return Fallen(standing.candidates, said[0], (*said[1:], *standing.notes), earliest=earliest)
