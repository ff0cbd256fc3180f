"""Days at fixed distances, past the ends of the calendar too."""

from __future__ import annotations

from datetime import date, timedelta


class Beyond:
    """A day before or after all days of the calendar."""

    __slots__ = ("past",)

    def __init__(self, past: bool) -> None:
        self.past = past

    def __lt__(self, other: object) -> bool:
        return self.past

    __le__ = __lt__

    def __gt__(self, other: object) -> bool:
        return not self.past

    __ge__ = __gt__


def shift(day: date, days: int) -> date | Beyond:
    """Move a day; beyond the calendar's ends, give a day that compares rightly with all others.

    >>> date(1, 1, 1) < shift(date(2026, 1, 1), 9_999_999)
    True
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return Beyond(past=days < 0)
