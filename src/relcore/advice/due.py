"""By when, from when and through which channel an action that stands is to happen.

What guards say of days is merged here; the scheduler then finds the slot that caps and calendars leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from relcore.advice.candidates import Candidate, Said
from relcore.advice.free_hours import Hours
from relcore.facts import Layer


class Slot(NamedTuple):
    """What the scheduler found for a contact: its last day, the hours of the first, and what it went by."""

    closes: date | None
    contact: int | None
    """Its number in the plan; actions with one number are one contact."""
    hours: Hours | None
    timezone: str | None
    calendar: str | None
    """What working days were taken from, where only they will do."""


class Timing(NamedTuple):
    """When and how: the last day, the first day where there is one, the channel, the slot of a contact."""

    due: date | None
    opens: date | None = None
    channel: str | None = None
    slot: Slot | None = None


def opening(candidate: Candidate, deferrals: Sequence[Said]) -> date | None:
    """Give the first day on which all deferrals let a candidate happen; nothing where none is known."""
    days = [said.until for said in deferrals]
    return None if None in days else max((day for day in days if day), default=None)


def is_in_time(
    candidate: Candidate, opens: date | None, deferrals: Sequence[Said], as_of: date, patience: int
) -> bool:
    """Tell whether a candidate that may happen from `opens` on still makes sense.

    It does where it has no due date, or the due date does not come before. Where nothing but the contact
    policy puts it off, it may be late by `patience` days, counted from today where it has no due date.
    """
    if opens is None:
        return False
    if patience and all(said.layer == Layer.CONSENT for said in deferrals):
        return opens <= max(candidate.due or as_of, as_of) + timedelta(days=patience)
    return candidate.due is None or opens <= candidate.due


def timing(standing: Sequence[tuple[Candidate, date | None]], only: str | None = None) -> Timing:
    """Merge the candidates of one action, each with its first day, the most urging first.

    The earliest due date holds. Where every candidate has a first day, the earliest of them holds, and an
    action without a due date becomes due on that day. The channel is that of the most urging candidate,
    unless guards leave `only` one.
    """
    days = [opens for _, opens in standing]
    opens = None if None in days else min(day for day in days if day)
    due = min((candidate.due for candidate, _ in standing if candidate.due), default=opens)
    return Timing(due, opens, only or standing[0][0].channel)
