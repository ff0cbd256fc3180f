"""What the company's contact policies say of contacts through one channel and for one purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from relcore.advice.contact_limits import Cap, caps_of
from relcore.advice.free_hours import DAY, Stretch, free, quiet
from relcore.facts import Channel, ContactPolicy, Purpose
from relcore.ir import Scalar

TALKS = frozenset({Channel.VISIT, Channel.PHONE, Channel.VIDEO})
"""Channels for which, where no policy says otherwise, only working days are used."""
RINGING = frozenset({Channel.PHONE, Channel.SMS, Channel.CHAT})
"""Channels that reach a person without an appointment: never at night."""
DISTURBING = TALKS | RINGING
"""Channels that take a person's time at once, so that busy hours matter."""


@dataclass(frozen=True)
class SchedulePolicy:
    """The company's numbers for the scheduler; each is a parameter of the playbook `contact`."""

    patience_days: int = 14
    window_days: int = 30
    quiet_from_hour: int = 21
    quiet_until_hour: int = 8
    shortest_minutes: int = 15
    working_days_only: int = 1
    one_matter_together: int = 1

    @classmethod
    def of(cls, values: Mapping[str, Scalar]) -> SchedulePolicy:
        """Take the parameters of a program, and the defaults where it declares none."""
        given = ((name, values.get(f"contact.{name}")) for name in cls.__dataclass_fields__)
        return cls(**{name: value for name, value in given if isinstance(value, int)})


class Kind(NamedTuple):
    """What decides which policies speak of a contact."""

    channel: str
    purpose: str | None
    archetype: str | None = None
    is_floor: bool = False
    """Whether it keeps an active customer from falling silent: limits for a type do not hold it back."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one kind of contact."""

    working_days: bool
    quiet: tuple[Stretch, ...]
    """Quiet hours of every day."""
    free: tuple[Stretch, ...]
    """What they leave of a day."""
    is_night: bool
    """Whether nobody set them and they are the night, which goes without saying for an appointment."""
    disturbs: bool
    """Whether busy hours count."""
    never: str | None
    """Policy that allows no such contact at all."""
    counting: tuple[int, ...]
    """Places of the caps that count such a contact."""
    binding: tuple[int, ...]
    """Places of the caps that can hold it back."""


class PolicyBook:
    """The policies of a company, read for one kind of contact after another, each once."""

    def __init__(self, policies: Sequence[ContactPolicy], numbers: SchedulePolicy) -> None:
        self._policies = policies
        self._numbers = numbers
        self._caps: dict[str | None, tuple[Cap, ...]] = {}
        self._terms: dict[Kind, Terms] = {}

    def caps(self, archetype: str | None) -> tuple[Cap, ...]:
        """Give the caps and gaps for customers of an archetype."""
        if archetype not in self._caps:
            self._caps[archetype] = tuple(caps_of(self._policies, archetype, self._numbers.window_days))
        return self._caps[archetype]

    def terms(self, kind: Kind) -> Terms:
        """Say what holds for a kind of contact."""
        found = self._terms.get(kind)
        if found is None:
            found = self._terms[kind] = self._read(kind)
        return found

    def _read(self, kind: Kind) -> Terms:
        channel, purpose, archetype, is_floor = kind
        numbers = self._numbers
        hours: list[Stretch] = []
        working: list[bool] = []
        never = None
        for policy in self._policies:
            if not _covers(policy, kind):
                continue
            hours += quiet(policy.quiet_from, policy.quiet_until)
            if policy.working_days_only is not None:
                working.append(policy.working_days_only)
            if policy.max_contacts == 0 and not (policy.archetype and is_floor):
                never = never or f"policy.{policy.identity}"
        is_night = not hours and channel in DISTURBING
        if is_night:
            hours = [(0, 3600 * numbers.quiet_until_hour), (3600 * numbers.quiet_from_hour, DAY)]
        by_default = bool(numbers.working_days_only) and channel in TALKS and purpose != Purpose.SERVICE
        caps = tuple(enumerate(self.caps(archetype)))
        return Terms(
            working_days=any(working) if working else by_default,
            quiet=tuple(hours),
            free=free(hours, 60 * numbers.shortest_minutes),
            is_night=is_night and channel not in RINGING,
            disturbs=channel in DISTURBING,
            # Whether service is owed is for the rules to say.
            never=None if purpose == Purpose.SERVICE else never,
            counting=tuple(place for place, cap in caps if cap.counts(channel, purpose)),
            binding=tuple(
                place
                for place, cap in caps
                if cap.binds(channel, purpose) and not (cap.for_type and is_floor)
            ),
        )


def _covers(policy: ContactPolicy, kind: Kind) -> bool:
    return (
        policy.channel in (None, kind.channel)
        and (policy.purpose is None or kind.purpose in (None, policy.purpose))
        and policy.archetype in (None, kind.archetype)
    )
