"""By when, from when and through which channel an action that stands is to happen.

Contact caps, quiet hours and calendars belong here: whatever narrows the days of an action narrows its
window.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from relcore.advice.candidates import Candidate, Said


class Timing(NamedTuple):
    """When and how: the last day, the first day where there is one, the channel."""

    due: date | None
    opens: date | None = None
    channel: str | None = None


def opening(candidate: Candidate, deferrals: Sequence[Said]) -> date | None:
    """Give the first day on which all deferrals let a candidate happen; nothing where none is known."""
    days = [said.until for said in deferrals]
    return None if None in days else max((day for day in days if day), default=None)


def is_in_time(candidate: Candidate, opens: date | None) -> bool:
    """Tell whether a candidate that may happen from `opens` on still makes sense.

    It does where it has no due date, or the due date does not come before.
    """
    return opens is not None and (candidate.due is None or opens <= candidate.due)


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
