"""The days on which a playbook counts, and which of several playbooks count on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Effective:
    """From a first to a last day, both included; open where there is none.

    >>> Effective(date(2026, 1, 1), date(2026, 6, 30)).holds(date(2026, 7, 1))
    False
    """

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is among them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
