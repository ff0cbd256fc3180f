"""Hours of a day at which a customer may be contacted, on the customer's own clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = 24 * 60 * 60
Stretch = tuple[int, int]
"""Seconds since midnight, the second one not included."""
WHOLE_DAY: tuple[Stretch, ...] = ((0, DAY),)


class Hours(NamedTuple):
    """A stretch of free time on one day; an end at midnight is that of the day."""

    begins: time
    ends: time
    opens_at: datetime | None
    """The same as an instant, where the customer's zone is known."""
    closes_at: datetime | None


def seconds(clock: time) -> int:
    """Count the seconds since midnight."""
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def quiet(begins: time | None, ends: time | None) -> tuple[Stretch, ...]:
    """Give quiet hours as stretches of one day.

    They last over midnight where they end before they begin, all day where both are the same, and from or
    until midnight where one of them is not given.

    >>> quiet(time(20), time(9))
    ((0, 32400), (72000, 86400))
    """
    if begins is None and ends is None:
        return ()
    start = seconds(begins) if begins else 0
    stop = seconds(ends) if ends else DAY
    if ends is not None and begins is not None and stop <= start:
        return tuple(part for part in ((0, stop), (start, DAY)) if part[0] < part[1])
    return ((start, stop),) if start < stop else ()


def free(blocked: Iterable[Stretch], shortest: int) -> tuple[Stretch, ...]:
    """Give what is left of a day, in stretches of at least `shortest` seconds.

    >>> free([(0, 32400), (64800, 86400), (39600, 50400)], 900)
    ((32400, 39600), (50400, 64800))
    """
    found = []
    at = 0
    for start, stop in (*sorted(blocked), (DAY, DAY)):
        if start - at >= max(shortest, 1):
            found.append((at, start))
        at = max(at, stop)
    return tuple(found)


@lru_cache(maxsize=4096)
def hours(day: date, stretch: Stretch, zone: ZoneInfo | None) -> Hours:
    """Put a stretch on a day.

    Where a clock is put forward, a time that does not exist is the instant at which it would have come; where
    it is put back, the first of two.
    """
    begins, ends = (_clock(second) for second in stretch)
    if zone is None:
        return Hours(begins, ends, None, None)
    following = day + timedelta(days=1) if stretch[1] == DAY else day
    return Hours(begins, ends, _instant(day, begins, zone), _instant(following, ends, zone))


def _clock(second: int) -> time:
    hour, rest = divmod(second % DAY, 3600)
    return time(hour, *divmod(rest, 60))


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    # Through UTC and back, for a time that a clock skipped has no instant of its own.
    local = datetime.combine(day, clock, zone).astimezone(UTC).astimezone(zone)
    # With a fixed offset, for a time that comes twice equals no other where zones differ.
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)
