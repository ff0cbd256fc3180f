"""How many contacts fit into a rolling window, and the first day on which one more fits."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from relcore.facts import Channel, ContactPolicy, Purpose


class Touch(NamedTuple):
    """A contact of ours that took place; what nobody noted may have been anything."""

    day: int
    """Its day, as an ordinal."""
    channel: Channel | None
    purpose: Purpose | None


class Cap(NamedTuple):
    """At most so many contacts of one kind within so many days."""

    by: str
    """The policy that sets it."""
    reason: str
    """Message that says why an action has to wait."""
    most: int
    window: int
    channel: str | None = None
    purpose: str | None = None
    for_type: bool = False
    """Whether it is for one type of buyer."""

    def counts(self, channel: str | None, purpose: str | None) -> bool:
        """Tell whether a contact through a channel, for a purpose, is one of those counted."""
        return (self.channel is None or channel is None or channel == self.channel) and (
            self.purpose is None or purpose is None or purpose == self.purpose
        )

    def binds(self, channel: str, purpose: str | None) -> bool:
        """Tell whether it can hold such a contact back: service only where it is made for service."""
        return self.counts(channel, purpose) and (purpose != Purpose.SERVICE or self.purpose is not None)


class Limit:
    """A cap, and the days on which it is used.

    >>> limit = Limit(Cap("policy.p", "contact_cap", most=2, window=7), taken=[1, 3])
    >>> limit.first_free(4), limit.first_free(8)
    (8, 8)
    """

    __slots__ = ("cap", "taken")

    def __init__(self, cap: Cap, taken: Iterable[int]) -> None:
        self.cap = cap
        self.taken = sorted(taken)

    def take(self, day: int) -> None:
        """Note a contact."""
        insort(self.taken, day)

    def first_free(self, day: int) -> int:
        """Give the first day from `day` on on which one more contact breaks the cap in no window."""
        if len(self.taken) >= self.cap.most:
            while (later := self._freed(day)) is not None:
                day = later
        return day

    def _freed(self, day: int) -> int | None:
        """Give the day on which a window that is full around `day` ends; None where none is full."""
        taken, most, window = self.taken, self.cap.most, self.cap.window
        place = bisect_left(taken, day)
        for start in range(max(place - most, 0), min(place, len(taken) - most) + 1):
            # With this day, the contacts from `start` on are one too many if all lie in one window.
            if max(taken[start + most - 1], day) - min(taken[start], day) < window:
                return taken[start] + window
        return None


def caps_of(policies: Iterable[ContactPolicy], archetype: str | None, window_days: int) -> Iterator[Cap]:
    """Give the caps that policies set for a customer; those for another archetype are left out.

    A gap of so many days is one contact in as many days. A cap of 0 leaves no slot and is not among them.
    """
    for policy in policies:
        if policy.archetype is not None and policy.archetype != archetype:
            continue
        for reason, most, window in (
            ("contact_cap", policy.max_contacts, policy.window_days or window_days),
            ("contact_gap", 1, policy.min_gap_days),
        ):
            if most and window:
                by = f"policy.{policy.identity}"
                for_type = policy.archetype is not None
                yield Cap(by, reason, most, window, policy.channel, policy.purpose, for_type)


def limits_of(caps: Iterable[Cap], touches: Sequence[Touch], today: int) -> list[Limit]:
    """Give the caps with the contacts in their windows today."""
    return [
        Limit(
            cap,
            [
                touch.day
                for touch in touches
                if touch.day > today - cap.window and cap.counts(touch.channel, touch.purpose)
            ],
        )
        for cap in caps
    ]
