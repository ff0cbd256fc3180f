"""How many contacts fit into a rolling window, and the first day on which one more fits."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import NamedTuple

from relcore.facts import Archetype, Channel, ContactPolicy, Purpose


class Touch(NamedTuple):
    """A contact of ours that took place; what nobody noted may have been anything."""

    day: int
    """Its day, as an ordinal."""
    channel: Channel | None
    purpose: Purpose | None


class Limit:
    """At most so many contacts of one kind within so many days, and those that are there already.

    >>> limit = Limit("policy.p", "contact_cap", most=2, window=7, taken=[1, 3])
    >>> limit.first_free(4), limit.first_free(8)
    (8, 8)
    """

    __slots__ = ("by", "channel", "for_type", "most", "purpose", "reason", "taken", "window")

    def __init__(
        self,
        by: str,
        reason: str,
        *,
        most: int,
        window: int,
        taken: Iterable[int],
        channel: str | None = None,
        purpose: str | None = None,
        for_type: bool = False,
    ) -> None:
        self.by = by
        """The policy that sets it."""
        self.reason = reason
        """Message that says why an action has to wait."""
        self.most = most
        self.window = window
        self.taken = sorted(taken)
        self.channel = channel
        self.purpose = purpose
        self.for_type = for_type

    def counts(self, channel: str, purpose: str | None) -> bool:
        """Tell whether a contact through a channel, for a purpose, is one of those counted."""
        return self.channel in (None, channel) and (self.purpose is None or purpose in (None, self.purpose))

    def binds(self, channel: str, purpose: str | None) -> bool:
        """Tell whether it can hold such a contact back: service only where it is made for service."""
        return self.counts(channel, purpose) and (purpose != Purpose.SERVICE or self.purpose is not None)

    def take(self, day: int) -> None:
        """Note a contact."""
        insort(self.taken, day)

    def first_free(self, day: int) -> int:
        """Give the first day from `day` on on which one more contact breaks the limit in no window."""
        while (blocked := self._freed(day)) is not None:
            day = blocked
        return day

    def _freed(self, day: int) -> int | None:
        """Give the day on which a window that is full around `day` ends; None where none is full."""
        taken, most = self.taken, self.most
        place = bisect_left(taken, day)
        for start in range(max(place - most, 0), min(place, len(taken) - most) + 1):
            # With this day, the contacts from `start` on are one too many if all lie in one window.
            if max(taken[start + most - 1], day) - min(taken[start], day) < self.window:
                return max(taken[start] + self.window, day + 1)
        return None


def limits_of(
    policies: Iterable[ContactPolicy],
    touches: Iterable[Touch],
    today: int,
    archetype: Archetype | str | None,
    window_days: int,
) -> list[Limit]:
    """Give the caps and gaps that hold for a customer; a cap of 0 leaves no slot and is not among them.

    Those for another archetype are left out. A gap of so many days is one contact in as many days.
    """
    recent = list(touches)
    found = []
    for policy in policies:
        if policy.archetype is not None and policy.archetype != archetype:
            continue
        for reason, most, window in (
            ("contact_cap", policy.max_contacts, policy.window_days or window_days),
            ("contact_gap", 1, policy.min_gap_days),
        ):
            if not most or not window:
                continue
            limit = Limit(
                f"policy.{policy.identity}",
                reason,
                most=most,
                window=window,
                taken=(),
                channel=policy.channel,
                purpose=policy.purpose,
                for_type=policy.archetype is not None,
            )
            limit.taken = sorted(
                touch.day for touch in recent if today - window < touch.day <= today and _counts(limit, touch)
            )
            found.append(limit)
    return found


def _counts(limit: Limit, touch: Touch) -> bool:
    return (limit.channel is None or touch.channel in (None, limit.channel)) and (
        limit.purpose is None or touch.purpose in (None, limit.purpose)
    )
