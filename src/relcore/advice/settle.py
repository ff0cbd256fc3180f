"""Candidates and verdicts in, what stands and what falls out; nothing here depends on their order.

Candidates for one action about one thing (a *matter*) are settled together. A verdict hits the candidates
of the rule that it names; a verdict of law, principle, consent or authority hits every candidate of the
matter, for it judges the action and not the argument. A candidate is out when it is denied or replaced, or
deferred beyond its due date (or to an unknown day); the contact policy has some patience beyond it. An
action stands while a candidate of it does. A deferral that ends in time only moves the first day; one that
has ended has no force. Restrictions of channel and amount bind the action whoever urges it; where they leave
no channel, the action falls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.advice.candidates import OUTRANKED, Candidate, Matter, Said, by_matter
from relcore.advice.due import Timing, is_in_time, opening, timing
from relcore.facts import Layer, VerdictKind

ONE_OF_GROUP = "one_of_group"
"""Reason given where an action of the same group came first."""


class Standing(NamedTuple):
    """An action that stands."""

    candidates: tuple[Candidate, ...]
    """Those that stand, the most urging first."""
    timing: Timing
    amount: Decimal | None = None
    limit: Decimal | None = None
    notes: tuple[Said, ...] = ()
    """Rulings that leave it standing."""

    @property
    def lead(self) -> Candidate:
        """The candidate that urges most."""
        return self.candidates[0]


class Fallen(NamedTuple):
    """An action that was recommended and does not stand."""

    candidates: tuple[Candidate, ...]
    first: Said
    """The first objection."""
    also: tuple[Said, ...] = ()
    replaced_by: str | None = None
    earliest: date | None = None


def settle(
    candidates: Iterable[Candidate], said: Iterable[Said], as_of: date, patience: int = 0
) -> tuple[list[Standing], list[Fallen]]:
    """Judge the candidates; the contact policy may put one off until `patience` days after its due date."""
    rulings = by_matter(said)
    standing, fallen = [], []
    for matter, group in by_matter(candidates).items():
        heard = rulings.get(matter)
        if heard is None and len(group) == 1:
            alone = group[0]
            standing.append(Standing((alone,), Timing(alone.due, None, alone.channel), alone.amount))
            continue
        group.sort(key=lambda candidate: candidate.urging)
        rulings_left = [ruling for ruling in heard or () if not _is_past(ruling, as_of)]
        outcome = _judged(group, rulings_left, as_of, patience)
        if isinstance(outcome, Standing):
            standing.append(outcome)
        else:
            fallen.append(outcome)
    return standing, fallen


def outranked(loser: Standing, winner: Matter, by: str) -> Fallen:
    """Make an action fall because another one of its group comes first."""
    lead = loser.lead
    verdict = Said(
        lead.action, lead.rule, lead.about, OUTRANKED, Layer.CADENCE, by, ONE_OF_GROUP, replaced_by=winner[0]
    )
    return Fallen(loser.candidates, verdict, loser.notes, winner[0])


def _is_past(said: Said, as_of: date) -> bool:
    return said.kind == VerdictKind.DEFER and said.until is not None and said.until <= as_of


def _judged(group: Sequence[Candidate], said: list[Said], as_of: date, patience: int) -> Standing | Fallen:
    said.sort(key=lambda ruling: ruling.force)
    free: list[tuple[Candidate, date | None]] = []
    objections: list[Said] = []
    ends: list[date] = []
    for candidate in group:
        hits = [ruling for ruling in said if ruling.is_wide or ruling.candidate == candidate.rule]
        removing = [ruling for ruling in hits if ruling.removes]
        deferring = [ruling for ruling in hits if ruling.kind == VerdictKind.DEFER]
        opens = opening(candidate, deferring)
        if not removing and (not deferring or is_in_time(candidate, opens, deferring, as_of, patience)):
            free.append((candidate, opens))
            continue
        objections += removing + deferring
        if opens and not removing:
            ends.append(opens)
    if free:
        return _narrowed(group, free, said)
    return _fallen(group, _each_once(objections), said, min(ends, default=None))


def _narrowed(
    group: Sequence[Candidate], free: list[tuple[Candidate, date | None]], said: list[Said]
) -> Standing | Fallen:
    rules = {candidate.rule for candidate, _ in free}
    narrowing = [
        ruling
        for ruling in said
        if ruling.kind == VerdictKind.NARROW and (ruling.is_wide or ruling.candidate in rules)
    ]
    channels = sorted({ruling.channel for ruling in narrowing if ruling.channel})
    if len(channels) > 1:
        return _fallen(group, [ruling for ruling in narrowing if ruling.channel], said, None)
    limit = min((ruling.limit for ruling in narrowing if ruling.limit is not None), default=None)
    only = channels[0] if channels else None
    if only:
        free = _fit_for(only, group, free, {ruling.candidate for ruling in narrowing if ruling.channel})
        if not free:
            return _fallen(group, [ruling for ruling in narrowing if ruling.channel], said, None)
    return _merged([candidate for candidate, _ in free], free, only, limit, tuple(said))


def _fit_for(
    channel: str,
    group: Sequence[Candidate],
    free: list[tuple[Candidate, date | None]],
    narrowed: set[str],
) -> list[tuple[Candidate, date | None]]:
    """Keep the candidates that may go through the channel that is left.

    A guard that leaves a channel has looked at it for one purpose; whether it does for another, for which a
    consent may be missing, nobody has asked.
    """
    purposes = {candidate.purpose for candidate in group if candidate.rule in narrowed}
    return [
        (candidate, opens)
        for candidate, opens in free
        if candidate.channel == channel or candidate.purpose in purposes
    ]


def _merged(
    group: Sequence[Candidate],
    free: Sequence[tuple[Candidate, date | None]],
    only: str | None = None,
    limit: Decimal | None = None,
    notes: tuple[Said, ...] = (),
) -> Standing:
    # Of several amounts the least: no rule asked for less, and money once offered cannot be taken back.
    amount = min((candidate.amount for candidate in group if candidate.amount is not None), default=None)
    if amount is not None and limit is not None:
        amount = min(amount, limit)
    return Standing(tuple(group), timing(free, only), amount, limit, notes)


def _fallen(
    group: Sequence[Candidate], objections: Sequence[Said], said: Sequence[Said], earliest: date | None
) -> Fallen:
    first = min(objections, key=lambda ruling: ruling.force)
    also = tuple(ruling for ruling in said if ruling is not first)
    instead = next((ruling.replaced_by for ruling in said if ruling.replaced_by), None)
    return Fallen(tuple(group), first, also, instead, earliest)


def _each_once(said: Iterable[Said]) -> list[Said]:
    return list(dict.fromkeys(said))
