"""What has to happen for the next step on an axis: the smallest sets of changes, each tried out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from relcore.advisor import Advisor
from relcore.errors import UsageError
from relcore.explain.change import as_dict
from relcore.explain.tongue import ENGLISH, Tongue
from relcore.facts import AXIS_VALUES, Axis, Snapshot
from relcore.facts.stages import Step
from relcore.simulation.hindrance import Hindrance, hindrances, lasting
from relcore.simulation.way import Way
from relcore.simulation.ways import BOUNDS, TOGETHER, Ways, furthest

STEPS = tuple(axis for axis, values in AXIS_VALUES.items() if issubclass(values, Step))
"""Axes whose values are steps in an order."""


@dataclass(frozen=True)
class NextStage:
    """The next step of one axis, and what would bring it."""

    customer_id: str
    as_of: date
    axis: Axis
    present: str | None
    wanted: str | None
    """None at the top."""
    ways: tuple[Way, ...]
    """Sets of changes that bring it, or a step beyond; of a set, no change can be left out."""
    hindrances: tuple[Hindrance, ...]
    """Where there is no way: the conditions that no change of the customer's facts can meet."""
    tried: int
    bounds: tuple[str, ...]
    """Bounds on the work that were reached, so that there may be other ways: tries, days or contents."""
    tongue: Tongue = field(default=ENGLISH, repr=False, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "customer_id": self.customer_id,
            "as_of": self.as_of.isoformat(),
            "axis": str(self.axis),
            "present": self.present,
            "next": self.wanted,
            "ways": [
                {
                    "brings": way.brings,
                    "is_stated": way.is_stated,
                    "changes": [as_dict(change) for change in way.changes],
                }
                for way in self.ways
            ],
            "hindrances": [one.as_dict() for one in self.hindrances],
            "tried": self.tried,
            "bounds": list(self.bounds),
        }

    def lines(self) -> Iterator[str]:
        """Give the content line by line, in the language in which it was asked for."""
        tongue, labels = self.tongue, {str(one.value): one for one in AXIS_VALUES[self.axis]}

        def called(value: str | None) -> str:
            if value is None:
                return tongue.say("phrase.not-known")
            return value if tongue.is_english else labels[value].label(tongue.lang)

        said = {"about": tongue.value(str(self.axis), "Axis"), "value": called(self.present)}
        if self.wanted is None:
            yield tongue.say("phrase.last-step", **said)
            return
        yield tongue.say("phrase.next-step", **said, amount=called(self.wanted))
        for way in self.ways:
            form = "phrase.if" if way.brings == self.wanted else "phrase.if-beyond"
            yield f"  {tongue.say(form, about=way.text(tongue), value=called(way.brings))}"
        if not self.ways:
            form = "phrase.no-changes" if self.tried else "phrase.no-change"
            yield f"  {tongue.say(form, amount=str(TOGETHER), value=f'{self.tried:,}')}"
            yield from (f"  {one.text(tongue)}" for one in self.hindrances)
        if max((way.size for way in self.ways if not way.is_stated), default=TOGETHER) > 1:
            for bound in self.bounds:
                reached = tongue.say(f"phrase.bound-{bound}", value=f"{BOUNDS[bound]:,}")
                yield f"  {tongue.say('phrase.maybe-more', about=reached)}"


def next_stage(
    advisor: Advisor, facts: Snapshot, axis: str, *, as_of: date, lang: str | None = None
) -> NextStage:
    """Find the smallest sets of changes that bring the next step; each set has been tried.

    Changes are new facts, on the day and on the days after, facts found out or gone on, and time: at each
    value at which a rule that the axis rests on turns. What has happened stays, and so do company facts and
    parameters. Raises `UsageError` (RC714) for an axis without steps.
    """
    if axis not in STEPS:
        raise UsageError.of(
            "RC714",
            f"'{axis}' is no axis with steps",
            hint="they are " + ", ".join(str(one) for one in STEPS),
        )
    found, tongue = Axis(axis), advisor.tongue(as_of, lang)
    values = [str(member.value) for member in AXIS_VALUES[found]]
    present = furthest(advisor.ledger(facts, as_of=as_of), found, values)
    place = values.index(present) + 1 if present in values else 0
    if place == len(values):
        return NextStage(facts.customer_id, as_of, found, present, None, (), (), 0, (), tongue)
    answer = partial(NextStage, facts.customer_id, as_of, found, present, values[place])
    if never := lasting(advisor, facts, as_of, found, values[place:], tongue):
        return answer((), never, 0, (), tongue)
    search = Ways(advisor, found, values, place, facts, as_of, tongue)
    ways = search.ways()
    blocked = () if ways else tuple(hindrances(advisor, facts, as_of, found, values[place], tongue))
    return answer(ways, blocked, search.tried, tuple(search.bounds), tongue)
