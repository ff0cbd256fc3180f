"""What can still happen: new facts and changed ones, of several that rules see alike the simplest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import combinations, product
from typing import Any

from pydantic import ValidationError

from relcore.explain.closures import Closure, Closures, Frame
from relcore.explain.tables import Tables
from relcore.facts import Fact
from relcore.ir import FactType, Kind, Scope
from relcore.simulation.basis import SELF, Basis, Use
from relcore.simulation.turning import Column

Sight = tuple[tuple[int, tuple[Any, ...]], ...]
"""What the uses see of a fact: those in which it counts, each with the values that it reads there."""

OPTIONAL = 3
"""Fields beside the required ones that are given in one new fact."""
DRAFTS = 20_000
"""Contents of new facts of one type that are looked at."""

HAPPENED = frozenset({"Interaction", "Cue", "AccountEvent", "SpendEstimate", "StageRecord", "Customer"})
"""Types whose known fields stay as they are: what was, and who the customer is."""

_OWN = ("id", "customer_id")


@dataclass(frozen=True)
class New:
    """The content of a fact that is not there yet, without its days."""

    fact: str
    fields: tuple[tuple[str, Any], ...]
    days: tuple[tuple[str, Kind], ...]
    """Required fields that hold the day, or the instant, on which it comes."""

    def made(self, model: type[Any], day: date, customer_id: str, number: int) -> Fact | None:
        """Make the fact on a day; None where there can be no such fact."""
        noon = datetime.combine(day, time(12), UTC)
        content = dict(self.fields) | {
            name: noon if kind is Kind.INSTANT else day for name, kind in self.days
        }
        content |= {"customer_id": customer_id, "id": f"new {number}"}
        try:
            fact: Fact = model.model_validate(content)
        except ValidationError:
            return None
        return fact


@dataclass
class Sights:
    """Sees facts as the rules of a basis do."""

    basis: Basis
    _tests: dict[str, list[tuple[int, Use, Closure]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        closures = Closures(self.basis.program)
        for number, use in enumerate(self.basis.uses):
            slot = closures.slot(use.fact)
            from_all = [closures.value(part, {SELF: slot}) for part in use.own]
            self._tests.setdefault(use.fact, []).append((number, use, _all(from_all, slot.place)))
        self._size = closures.size

    def of(self, name: str, fact: Any, day: date) -> Sight:
        """Give what the rules see of a fact on a day."""
        frame: Frame = [day, Tables(lambda _: ()), *([None] * self._size), fact]
        return tuple(
            (number, tuple(getattr(fact, joined, None) for joined in use.joined))
            for number, use, test in self._tests.get(name, ())
            if test(frame)
        )

    def key(self, sights: Iterable[Sight], before: Counter[Any]) -> frozenset[Any]:
        """Name all that the rules see; worlds of one name are one to them.

        Where a use does not count, facts that are alike make no difference, but for those there were
        `before`: all of them have to go before the last is gone.
        """
        uses = self.basis.uses
        return frozenset(
            (entry, count if uses[entry[0]].is_counted else min(count, max(before[entry], 1)))
            for entry, count in seen_in(sights).items()
        )


def seen_in(sights: Iterable[Sight]) -> Counter[Any]:
    """Count what is seen."""
    return Counter(entry for sight in sights for entry in sight)


def _all(tests: list[Closure], place: int) -> Closure:
    def holds(frame: Frame) -> bool:
        frame[place] = frame[-1]
        return all(test(frame) is True for test in tests)

    return holds


@dataclass
class Possible:
    """Gives new facts and changes of known ones, of several that rules cannot tell apart the simplest."""

    basis: Basis
    sights: Sights
    turning: Mapping[Column, list[Any]]
    is_complete: bool = True

    def new(self, day: date) -> list[New]:
        """Give the facts that may come, as of a day."""
        return [new for name in self.basis.types for new in self._of_type(name, day)]

    def _of_type(self, name: str, day: date) -> Iterator[New]:
        fact, model = self.basis.program.types[name], self.basis.program.models.get(name)
        if model is None or name == "Customer":
            return
        seen: dict[Sight, None] = {(): None}
        for number, content in enumerate(self._drafts(fact)):
            if number == DRAFTS:
                self.is_complete = False
                return
            new = New(name, tuple(content.items()), _days(fact))
            made = new.made(model, day, "c", 0)
            if made is None:
                continue
            sight = self.sights.of(name, made, day)
            if sight not in seen:
                seen[sight] = None
                yield new

    def _drafts(self, fact: FactType) -> Iterator[dict[str, Any]]:
        """Give contents, those with fewer fields first."""
        required = [name for name in fact.fields if name not in fact.defaults and name not in _OWN]
        days = dict(_days(fact))
        open_ones = {name: self._values(fact, name) for name in required if name not in days}
        optional = [
            name
            for (of, name), values in self.turning.items()
            if of == fact.name and values and name not in required and name not in _OWN
        ]
        for size in range(min(OPTIONAL, len(optional)) + 1):
            for names in combinations(optional, size):
                choices = [self.turning[fact.name, name] for name in names]
                for fixed in product(*open_ones.values()):
                    for values in product(*choices):
                        yield dict(zip(open_ones, fixed, strict=True)) | dict(zip(names, values, strict=True))

    def _values(self, fact: FactType, name: str) -> list[Any]:
        found = self.turning.get((fact.name, name))
        return found or [_any(fact, name)]

    def changed(self, fact: Fact, day: date) -> Iterator[tuple[str, Any, Fact]]:
        """Give what may change of a known fact: the field, its new value, and the fact as it is then."""
        name = type(fact).__name__
        before = self.sights.of(name, fact, day)
        kinds = self.basis.program.types[name]
        seen = {before: None}
        for (of, column), values in self.turning.items():
            if of != name or column in _OWN or not may_change(kinds, column, getattr(fact, column)):
                continue
            for value in values:
                if value == getattr(fact, column):
                    continue
                try:
                    after = type(fact).model_validate({**dict(fact), column: value})
                except ValidationError:
                    continue
                sight = self.sights.of(name, after, day)
                if sight not in seen:
                    seen[sight] = None
                    yield column, value, after


def _days(fact: FactType) -> tuple[tuple[str, Kind], ...]:
    """Give the required days of a type: what comes, comes on the day itself."""
    return tuple(
        (name, kind.kind)
        for name, kind in fact.fields.items()
        if name not in fact.defaults and kind.kind in (Kind.DATE, Kind.INSTANT)
    )


def may_change(fact: FactType, name: str, present: Any) -> bool:
    """Whether a field can come to hold something else: found out, or gone on; the past stays."""
    if fact.scope is not Scope.CUSTOMER or name not in fact.defaults:
        return False
    if present is None:
        return True
    kind = fact.fields[name]
    return fact.name not in HAPPENED and (kind.kind is Kind.BOOL or bool(kind.members))


def _any(fact: FactType, name: str) -> Any:
    kind = fact.fields[name]
    if kind.members:
        return kind.members[0]
    return {Kind.BOOL: False, Kind.SET: (), Kind.TEXT: "x"}.get(kind.kind, 1)
