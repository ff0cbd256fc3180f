"""The scheduler: a day and hours for every contact, in order of rank, so that no limit is ever exceeded.

Work inside our company waits for nobody. A contact takes the first free slot: a working day where only those
will do, with hours in which nobody is disturbed, and with room under every cap, counting what took place
and what is advised before it. What is about the same matter goes into one contact. A contact whose slot would
come too late is not advised; service always is.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from relcore.advice.calendar import ContactCalendar, Terms
from relcore.advice.candidates import Said
from relcore.advice.contact_limits import Limit
from relcore.advice.due import Slot, Timing
from relcore.advice.rank import Ranked
from relcore.advice.settle import Fallen, Standing
from relcore.advice.tell import Plain, Teller
from relcore.facts import Layer, Purpose

KEEP_ALIVE = "keep-alive"
"""Reason by which rules propose the contact that keeps an active customer from falling silent."""

HORIZON = 4000
"""Days ahead in which a slot is looked for; longer than the longest window."""

NOT_WORKING = "not_a_working_day"
NO_HOUR = "no_free_hour"
NEVER = "contact_never"


class Blocker(NamedTuple):
    """What made a contact wait."""

    by: str
    reason: str
    for_type: bool = False


_CALENDAR = Blocker("calendar.working_days", NOT_WORKING)
_HOURS = Blocker("calendar.hours", NO_HOUR)


_OF_THE_CALENDAR = frozenset({_CALENDAR, _HOURS})


class Found(NamedTuple):
    """The first free day, or none within the horizon, and what stood in the way before."""

    day: date | None
    blockers: tuple[Blocker, ...]
    """Limits come before the calendar, and what blocked more days before what blocked fewer."""


class Plan:
    """The contacts of one decision, as far as they have a slot."""

    def __init__(self, calendar: ContactCalendar, as_of: date, archetype: str | None = None) -> None:
        self._calendar = calendar
        self._as_of = as_of
        self._archetype = archetype
        self._limits = calendar.limits(as_of.toordinal(), archetype)
        self._terms: dict[tuple[str, str | None, bool], Terms] = {}
        self._slots: dict[tuple[date, Terms], Slot] = {}
        self._contacts = 0
        self._matters: dict[tuple[str, str | None, str], list[tuple[date, int]]] = {}
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
                kept.append(item._replace(standing=outcome))
            else:
                lost.append(outcome)
        return kept, [*map(self.earliest, fallen), *lost]

    def notices(self, teller: Teller) -> list[Plain]:
        """Say what the calendar did not know, where it mattered."""
        if not self._lacks_holidays:
            return []
        text = teller.sentence("warning.public_holidays_unknown")
        return [{"code": "public_holidays_unknown", "text": text, "rule": _CALENDAR.by}]

    def place(self, standing: Standing) -> Standing | Fallen:
        """Give an action its slot; what is no contact stays as it is."""
        timing, lead = standing.timing, standing.lead
        channel, purpose = timing.channel, lead.purpose
        if channel is None or purpose == Purpose.INTERNAL:
            return standing
        is_floor = any(candidate.reason == KEEP_ALIVE for candidate in standing.candidates)
        terms = self._terms_of(channel, purpose, is_floor)
        if terms.never:
            return _fallen(standing, "deny", (Blocker(terms.never, NEVER),), None)
        base = max(self._as_of, timing.opens or self._as_of)
        found = self._search(base, terms)
        day, contact = self._joined(standing, base, found.day) or (found.day, None)
        latest = max(base, timing.due or base) + timedelta(days=self._calendar.policy.patience_days)
        if day is None or day > latest:
            if purpose != Purpose.SERVICE:
                return _fallen(standing, "defer", found.blockers, day)
            day = day or base
        if contact is None:
            contact = self._take(standing, day)
        notes = standing.notes
        if day > base:
            notes = (*notes, _said(standing, "defer", found.blockers[0], day))
        return standing._replace(timing=self._timing(timing, day, terms, contact), notes=notes)

    def earliest(self, fallen: Fallen) -> Fallen:
        """Move the day from which an action is possible to the first free slot that is left."""
        lead = fallen.candidates[0]
        channel = fallen.first.channel or lead.channel
        if fallen.earliest is None or channel is None or lead.purpose == Purpose.INTERNAL:
            return fallen
        terms = self._terms_of(channel, lead.purpose, False)
        found = self._search(max(fallen.earliest, self._as_of), terms)
        return fallen._replace(earliest=found.day or fallen.earliest)

    def _joined(self, standing: Standing, base: date, free: date | None) -> tuple[date, int] | None:
        """Find a contact about the same matter, no later than a slot of its own would be."""
        for day, contact in self._matters.get(_matter(standing), ()):
            if base <= day and (free is None or day <= free):
                return day, contact
        return None

    def _take(self, standing: Standing, day: date) -> int:
        """Note a contact of its own, and give its number."""
        channel, purpose = standing.timing.channel or "", standing.lead.purpose
        for limit in self._limits:
            if limit.counts(channel, purpose):
                limit.take(day.toordinal())
        self._contacts += 1
        if standing.lead.about is not None and self._calendar.policy.one_matter_together:
            insort(self._matters.setdefault(_matter(standing), []), (day, self._contacts))
        return self._contacts

    def _terms_of(self, channel: str, purpose: str | None, is_floor: bool) -> Terms:
        key = (channel, purpose, is_floor)
        if key not in self._terms:
            self._terms[key] = self._calendar.terms(channel, purpose, self._archetype, self._limits, is_floor)
        return self._terms[key]

    def _search(self, base: date, terms: Terms) -> Found:
        calendar = self._calendar
        met: dict[Blocker, int] = {}
        number = base.toordinal()
        last = number + HORIZON
        while number <= last:
            day = date.fromordinal(number)
            blocker, following = _CALENDAR, number + 1
            if not terms.working_days or calendar.working_days.includes(day):
                blocker = _HOURS
                if calendar.free(terms, day.isoweekday()):
                    limit, following = _first_free(terms.limits, number)
                    if limit is None:
                        return Found(day, _by_days(met))
                    blocker = Blocker(limit.by, limit.reason, limit.for_type)
            met[blocker] = met.get(blocker, 0) + following - number
            number = following
        return Found(None, _by_days(met))

    def _timing(self, timing: Timing, day: date, terms: Terms, contact: int) -> Timing:
        due = timing.due
        if due is None:
            due = day if day > self._as_of else None
        elif due >= self._as_of:
            due = max(due, day)
        # What is overdue is to be done on the first day that is possible.
        closes = max(due, day) if due else None
        return Timing(
            due, day, timing.channel, self._slot(day, terms)._replace(closes=closes, contact=contact)
        )

    def _slot(self, day: date, terms: Terms) -> Slot:
        key = (day, terms)
        if key not in self._slots:
            calendar = self._calendar
            if terms.working_days and calendar.working_days.lacks_public_holidays(day):
                self._lacks_holidays = True
            self._slots[key] = Slot(
                None,
                None,
                calendar.hours(terms, day),
                calendar.zone.key if calendar.zone else None,
                calendar.working_days.source(day) if terms.working_days else None,
            )
        return self._slots[key]


def _matter(standing: Standing) -> tuple[str, str | None, str]:
    lead = standing.lead
    return standing.timing.channel or "", lead.purpose, lead.about or ""


def _first_free(limits: Iterable[Limit], number: int) -> tuple[Limit | None, int]:
    """Give the first limit that leaves no room on a day, and the day on which it does."""
    for limit in limits:
        free = limit.first_free(number)
        if free != number:
            return limit, free
    return None, number


def _by_days(met: dict[Blocker, int]) -> tuple[Blocker, ...]:
    return (
        tuple(sorted(met, key=lambda blocker: (blocker in _OF_THE_CALENDAR, -met[blocker], blocker)))
        if met
        else ()
    )


def _said(standing: Standing, kind: str, blocker: Blocker, until: date | None) -> Said:
    lead = standing.lead
    layer = Layer.TYPE if blocker.for_type else Layer.CONSENT
    return Said(
        lead.action,
        lead.rule,
        lead.about,
        kind,
        layer,
        blocker.by,
        blocker.reason,
        channel=standing.timing.channel,
        until=until,
    )


def _fallen(standing: Standing, kind: str, blockers: Iterable[Blocker], earliest: date | None) -> Fallen:
    said = [_said(standing, kind, blocker, earliest) for blocker in blockers]
    return Fallen(standing.candidates, said[0], (*said[1:], *standing.notes), earliest=earliest)
