"""What has to happen for the next step on an axis: the smallest sets of changes, each tried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from relcore.advisor import Advisor
from relcore.errors import UsageError
from relcore.explain import Add, Change, SetField, Wait, WhyNot, why_not
from relcore.explain.change import as_dict
from relcore.facts import AXIS_VALUES, Axis, CompanyFact, Fact, Snapshot
from relcore.facts.stages import Step
from relcore.ir import Rule, Scope
from relcore.ledger import Ref
from relcore.program import Program, Read, dependencies, feeds

STEPS = tuple(axis for axis, values in AXIS_VALUES.items() if issubclass(values, Step))
"""Axes whose values are steps in an order."""
TOGETHER = 3
"""Most changes that are tried together."""
RUNS = 1500
"""Most worlds that are tried; beyond them the answer says that there may be more."""
BACK = 4
"""Rules through which a missing conclusion is followed to facts."""
WIDE = 24
"""Changes that are tried in one world."""
ASKED = 60
"""Rules that are asked in one world why they did not fire."""
WORLDS = 24
"""Worlds that do not work from which the search goes on."""


@dataclass(frozen=True)
class NextStage:
    """The next step of one axis, and what would bring it."""

    customer_id: str
    as_of: date
    axis: Axis
    present: str | None
    wanted: str | None
    """None at the top."""
    ways: tuple[tuple[Change, ...], ...]
    """Sets of changes with which the rules conclude it, all of one size: no smaller one does."""
    tried: int
    is_complete: bool
    """Whether every combination of up to three changes that rules gave reason to was tried."""

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "customer_id": self.customer_id,
            "as_of": self.as_of.isoformat(),
            "axis": str(self.axis),
            "present": self.present,
            "next": self.wanted,
            "ways": [[as_dict(change) for change in way] for way in self.ways],
            "tried": self.tried,
            "complete": self.is_complete,
        }

    def lines(self) -> Iterator[str]:
        """Give the content line by line."""
        present = self.present or "not known"
        if self.wanted is None:
            yield f"{self.axis}: {present}, which is the last step"
            return
        yield f"{self.axis}: {present}, next is {self.wanted}"
        for way in self.ways:
            yield "  if " + ", and ".join(change.text or str(as_dict(change)) for change in way)
        if not self.ways:
            more = f"no {TOGETHER} changes bring it" if self.is_complete else "none was found in time"
            yield f"  {more} ({self.tried} tried)"


def next_stage(advisor: Advisor, facts: Snapshot, axis: str, *, as_of: date) -> NextStage:
    """Find the smallest sets of changes that bring the next step; each set has been tried.

    The changes are those that rules ask for: facts set or added, and time. What has happened stays, and so do
    company facts and parameters. Raises `UsageError` (RC714) for an axis without steps.
    """
    if axis not in STEPS:
        raise UsageError.of(
            "RC714",
            f"'{axis}' is no axis with steps",
            hint="they are " + ", ".join(str(one) for one in STEPS),
        )
    found = Axis(axis)
    values = [str(member.value) for member in AXIS_VALUES[found]]
    search = _Search(advisor, found, values, as_of)
    present = search.value(facts, as_of)
    place = values.index(present) + 1 if present in values else 0
    if place == len(values):
        return NextStage(facts.customer_id, as_of, found, present, None, (), search.tried, True)
    search.wanted = values[place]
    ways = search.ways(facts)
    return NextStage(
        facts.customer_id,
        as_of,
        found,
        present,
        search.wanted,
        ways,
        search.tried,
        search.is_complete and search.tried < RUNS,
    )


@dataclass(frozen=True)
class _World:
    facts: Snapshot
    day: date
    changes: tuple[Change, ...] = ()


@dataclass
class _Search:
    advisor: Advisor
    axis: Axis
    values: list[str]
    as_of: date
    wanted: str = ""
    tried: int = 0
    is_complete: bool = True

    def __post_init__(self) -> None:
        self.program: Program = self.advisor.program_on(self.as_of)
        self.needs = dependencies(tuple(self.program.rules.values()))

    def value(self, facts: Snapshot, day: date) -> str | None:
        """Give what the rules say of the axis: the furthest step, where they name several."""
        ledger = self.advisor.ledger(facts, as_of=day)
        columns = ledger.shape.columns["Assessment"]
        axis, value = columns.index("axis"), columns.index("value")
        found = [row[value] for row in ledger.rows("Assessment") if row[axis] == self.axis and row[value]]
        return max(found, key=self.values.index, default=None)

    def ways(self, facts: Snapshot) -> tuple[tuple[Change, ...], ...]:
        """Try one change, then two together, and so on, until some work."""
        worlds, seen = [_World(facts, self.as_of)], {frozenset[Change]()}
        for _ in range(TOGETHER):
            reached: list[tuple[Change, ...]] = []
            following: list[_World] = []
            for world in worlds:
                for change in self._moves(world):
                    changes = (*world.changes, change)
                    if frozenset(changes) in seen or self.tried >= RUNS:
                        continue
                    seen.add(frozenset(changes))
                    made = _applied(change, world, self.program)
                    if made is None:
                        continue
                    self.tried += 1
                    if self.value(made.facts, made.day) == self.wanted:
                        reached.append(changes)
                    else:
                        following.append(made)
            if reached:
                return tuple(sorted(reached, key=_order))
            self.is_complete &= len(following) <= WORLDS
            worlds = following[:WORLDS]
        return ()

    def _moves(self, world: _World) -> list[Change]:
        """Give the changes that the rules for the wanted step ask for in a world."""
        ledger = self.advisor.ledger(world.facts, as_of=world.day)
        found: dict[Change, None] = {}
        read = Read("Assessment", {"axis": self.axis, "value": self.wanted}, negative=False)
        waiting = [(rule, 0) for rule in self._rules(read)]
        met = {rule.id for rule, _ in waiting}
        asked = 0
        while waiting and len(found) < WIDE and asked < ASKED:
            rule, depth = waiting.pop(0)
            answer = why_not(self.program, world.facts, ledger, rule.id)
            asked += 1
            found |= dict.fromkeys(change for change in _changes(answer) if self._is_given(change))
            if depth == BACK:
                continue
            for other in self.needs[rule.id]:
                if other not in met:
                    met.add(other)
                    waiting.append((self.program.rules[other], depth + 1))
        self.is_complete &= not waiting and len(found) <= WIDE
        return list(found)[:WIDE]

    def _rules(self, read: Read) -> list[Rule]:
        return [rule for rule in self.program.rules.values() if feeds(rule, read)]

    def _is_given(self, change: Change) -> bool:
        """Say whether the customer's facts can come to be so; what has happened cannot be undone."""
        match change:
            case Wait():
                return True
            case Add(name) | SetField(Ref(name)):
                return self.program.types[name].scope is Scope.CUSTOMER
            case _:
                return False


def _changes(answer: WhyNot) -> Iterator[Change]:
    for rule in answer.rules:
        for missing in rule.missing:
            yield from missing.changes
        for near in rule.nearest:
            for condition in near.conditions:
                yield from condition.changes


def _applied(change: Change, world: _World, program: Program) -> _World | None:
    """Make a change of facts; None where it cannot be made."""
    facts, day = world.facts, world.day
    made: Iterable[Fact] | None
    match change:
        case Wait(until, _):
            return _World(facts, until, (*world.changes, change)) if until > day else None
        case SetField(ref, name, value):
            made = [_with(fact, name, value) if _is(fact, ref.fact, ref.id) else fact for fact in facts]
        case Add(name, fields, count):
            model = program.models[name]
            number = len(facts)
            content = {key: value for key, value in fields if key not in ("id", "customer_id")}
            if not issubclass(model, CompanyFact):
                content["customer_id"] = facts.customer_id
            new = [model.model_validate({**content, "id": f"new {number + one}"}) for one in range(count)]
            made = [*facts, *new]
        case _:
            return None
    items = list(made)
    if not items:
        return None
    return _World(Snapshot.of(items), day, (*world.changes, change))


def _is(fact: Fact, name: str, identity: str) -> bool:
    return type(fact).__name__ == name and fact.identity == identity


def _with(fact: Fact, name: str, value: Any) -> Fact:
    return type(fact).model_validate({**dict(fact), name: value})


def _order(changes: tuple[Change, ...]) -> tuple[str, ...]:
    return tuple(change.text for change in changes)
