"""The search for sets of changes that bring a step: the smallest first, worlds that rules see alike once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import combinations
from typing import Any

from relcore.advisor import Advisor
from relcore.explain import Add, Change, SetField, Wait
from relcore.explain.tables import final_world
from relcore.explain.tongue import ENGLISH, Tongue
from relcore.facts import AXIS_VALUES, Axis, Fact, Snapshot
from relcore.ir import Param, walk
from relcore.ledger import Ledger, Ref
from relcore.program import Program
from relcore.simulation.basis import bases_of, saying
from relcore.simulation.possible import DRAFTS, New, Possible, Sight, Sights, seen_in
from relcore.simulation.relevance import Matters, Relevance, Rows
from relcore.simulation.turning import Turning
from relcore.simulation.way import Way, applied, is_more, order_of, plainly

TOGETHER = 6
"""Most changes that are tried together."""
RUNS = 6000
"""Most worlds that are tried; beyond them the answer says that there may be more."""
WAITS = 24
"""Later days that are tried, while nothing else changes."""
LONGEST = 1100
"""Days that are waited at most for what is known to be so old."""
SHOWN = 12
"""Ways that are given."""

BOUNDS: Mapping[str, int] = {"tries": RUNS, "days": WAITS, "contents": DRAFTS}
"""Bounds on the work, by the names that answers give them."""


@dataclass(frozen=True)
class _State:
    """A world on the way: facts, day, and the changes that led there."""

    facts: tuple[Fact, ...]
    sights: tuple[Sight, ...]
    day: date
    changes: tuple[Change, ...]
    derived: Rows
    """What rules conclude."""
    last: New | None = None
    """What came last."""


@dataclass
class _Search:
    """How far the search has come."""

    seen: set[Any]
    found: list[Way] = field(default_factory=list)
    open: list[tuple[int, int, int, _State]] = field(default_factory=list)
    """Worlds from which to go on, the most promising first."""
    concluded: set[Any] = field(default_factory=set)
    """What rules have concluded so far, world by world."""

    @property
    def largest(self) -> int:
        """Most changes that are still tried: as many as the smallest way has in which something happens."""
        return min((way.size for way in self.found if not way.is_stated), default=TOGETHER)


@dataclass
class Ways:
    """Searches the worlds of one customer for a step of an axis, given by its place, or one above it."""

    advisor: Advisor
    axis: Axis
    values: Sequence[str]
    place: int
    facts: Snapshot
    as_of: date
    tongue: Tongue = ENGLISH
    tried: int = 0
    bounds: dict[str, None] = field(default_factory=dict)
    """Bounds on the work that were reached: tries, days, contents."""
    _before: Counter[Any] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.basis, self._executor = bases_of(self.advisor.program_on(self.as_of)).of(
            self.axis, tuple(self.values[self.place :])
        )
        ledger = self._run(self.facts, self.as_of)
        world = final_world(self.basis.program, self.facts, ledger)
        self.sights = Sights(self.basis)
        turning = Turning(self.basis, world).of(saying(self.axis, self.values[self.place :]))
        self._possible = Possible(self.basis, self.sights, turning)
        self._new = self._possible.new(self.as_of)
        if not self._possible.is_complete:
            self.bounds["contents"] = None
        self._later_days = list(self._turns(ledger))
        self._relevance = Relevance(self.basis)
        self._derived = ledger.derived

    def ways(self) -> tuple[Way, ...]:
        """Give the smallest sets of changes that bring it: time alone, one change of facts, two, and so on.

        The search ends with the first number of changes at which something happens, rather than that
        somebody states the step.
        """
        known = tuple(self.facts)
        sights = tuple(self._sight(fact, self.as_of) for fact in known)
        self._before = seen_in(sights)
        start = _State(known, sights, self.as_of, (), self._derived)
        search = _Search({self._key(start)})
        self._try(search, self._in_time(start))
        search.open = [(0, 0, 0, start)]
        while search.open:
            dull, size, _, state = heappop(search.open)
            if size < search.largest:
                self._try(search, self._after(state), dull)
        return self._best(search.found)

    def _try(self, search: _Search, states: Iterable[_State], dull: int = 0) -> None:
        """Try worlds that are none of those known, and keep those from which to go on.

        Worlds of which the rules conclude what they concluded of another one come later: that they differ
        matters only together with something else.
        """
        for state in states:
            key = self._key(state)
            if key in search.seen or any(is_more(state.changes, way.changes) for way in search.found):
                continue
            if self.tried == RUNS:
                self.bounds["tries"] = None
                return
            search.seen.add(key)
            self.tried += 1
            facts = Snapshot.of(state.facts)
            ledger = self._run(facts, state.day)
            if self._furthest(ledger) and (
                brings := self._furthest(self.advisor.ledger(facts, as_of=state.day))
            ):
                search.found.append(self._least(Way(state.changes, brings, self._is_stated(state.changes))))
            elif not self._is_stated(state.changes):
                # What somebody merely states is tried by itself.
                concluded = frozenset((name, row) for name, rows in ledger.derived.items() for row in rows)
                is_dull = concluded in search.concluded
                search.concluded.add(concluded)
                size = sum(not isinstance(change, Wait) for change in state.changes)
                if size:
                    state = replace(state, derived=ledger.derived)
                    heappush(search.open, (dull + is_dull, size, self.tried, state))

    def _least(self, way: Way) -> Way:
        """Leave out of a way what it does without; most often nothing, for smaller sets were tried before."""
        changes = way.changes
        for size in range(1, way.size):
            for kept in combinations(changes, size):
                made = applied(kept, self.facts, self.as_of, self.basis.program.models)
                if made is None:
                    continue
                value = self._furthest(self._run(*made))
                if value is not None and self._furthest(self.advisor.ledger(made[0], as_of=made[1])):
                    return Way(kept, value, self._is_stated(kept))
        return way

    def _furthest(self, ledger: Ledger) -> str | None:
        value = furthest(ledger, self.axis, self.values)
        return value if value is not None and self.values.index(value) >= self.place else None

    def _matters(self, state: _State) -> Matters:
        return self._relevance.of(saying(self.axis, self.values[self.place :]), state.derived)

    def _run(self, facts: Snapshot, day: date) -> Ledger:
        return self._executor.run(self.basis.program, facts, day, supports=False)

    def _best(self, found: list[Way]) -> tuple[Way, ...]:
        """Leave out what states more than is wanted, and what says the same of another fact."""
        exact = [way for way in found if way.brings == self.values[self.place]]
        stated = [way for way in exact if way.is_stated] or [way for way in found if way.is_stated]
        happens = [way for way in found if not way.is_stated]
        least = min((way.size for way in happens), default=0)
        happens = [way for way in happens if way.size == least]
        unlike: dict[Any, Way] = {}
        for way in sorted([*happens, *stated], key=order_of):
            says = tuple(self._alike(change) for change in way.changes if not isinstance(change, Wait))
            if way.is_stated:
                says = tuple(said[:2] for said in says)
            if not any(is_more(way.changes, other.changes) for other in unlike.values()):
                unlike.setdefault((way.brings, frozenset(Counter(says).items())), way)
        ranked = sorted(
            unlike.values(), key=lambda way: (way.is_stated, way.size, self.values.index(way.brings))
        )
        return tuple(ranked[:SHOWN])

    def _is_stated(self, changes: tuple[Change, ...]) -> bool:
        """Say whether somebody merely states where the customer stands; a deal's step is its own."""
        if self.axis is Axis.SALE_STEP:
            return False
        enum = AXIS_VALUES[self.axis].__name__
        for change in changes:
            fields = change.fields if isinstance(change, Add) else ()
            names = [change.field] if isinstance(change, SetField) else [name for name, _ in fields]
            fact = (
                change.fact
                if isinstance(change, Add)
                else change.fact.fact
                if isinstance(change, SetField)
                else ""
            )
            if fact == "StageRecord" and dict(fields).get("axis") == self.axis:
                return True
            kinds = self.basis.program.types[fact].fields if fact else {}
            if any(kinds[name].enum == enum for name in names if name in kinds):
                return True
        return False

    # --- moves -------------------------------------------------------------------------------------

    def _after(self, state: _State) -> Iterator[_State]:
        """Give the worlds after one change more; what came last comes once more first of all."""
        matters = self._matters(state)
        for ahead in (0, 1):
            yield from self._with_new(state, matters, state.day + timedelta(days=ahead), again=True)
        yield from self._with_changes(state, matters)
        for ahead in (0, 1):
            yield from self._with_new(state, matters, state.day + timedelta(days=ahead), again=False)

    def _with_changes(self, state: _State, matters: Matters) -> Iterator[_State]:
        more, fewer = matters
        for number in reversed(range(len(state.facts))):
            fact, before = state.facts[number], set(state.sights[number])
            name = type(fact).__name__
            if name not in self.basis.types or (fact.id or "").startswith("new "):
                continue
            for column, value, after in self._possible.changed(fact, state.day):
                sight = self._sight(after, state.day)
                gained, lost = set(sight) - before, before - set(sight)
                if not (any(use in more for use, _ in gained) or any(use in fewer for use, _ in lost)):
                    continue
                ref = Ref(name, fact.identity)
                tongue = self.tongue
                text = tongue.say(
                    "phrase.turns-out" if getattr(fact, column) is None else "phrase.once",
                    about=tongue.say("phrase.of", about=tongue.fact(name), value=tongue.field(name, column)),
                    customer=ref.id,
                    value=tongue.value(value, self.basis.program.types[name].fields[column].enum),
                )
                yield replace(
                    state,
                    facts=(*state.facts[:number], after, *state.facts[number + 1 :]),
                    sights=(*state.sights[:number], sight, *state.sights[number + 1 :]),
                    changes=(*state.changes, SetField(ref, column, value, text)),
                )

    def _with_new(self, state: _State, matters: Matters, day: date, *, again: bool) -> Iterator[_State]:
        facts, sights, changes = state.facts, state.sights, state.changes
        if day > state.day:
            sights = tuple(self._sight(fact, day) for fact in facts)
            changes = (*changes, self._wait(day))
        helping: set[Any] = {frozenset()}
        for new in self._new:
            if (again and new != state.last) or (day > state.day and not self._is_dated(new)):
                continue
            made = new.made(self.basis.program.models[new.fact], day, self.facts.customer_id, len(facts))
            if made is None:
                continue
            sight = self._sight(made, day)
            # What else rules see of it cannot help, so that the simplest one that helps alike will do.
            helps = frozenset(entry for entry in sight if entry[0] in matters.more)
            if helps in helping:
                continue
            helping.add(helps)
            fields = dict(new.fields) | {name: getattr(made, name) for name, _ in new.days}
            change = Add(new.fact, tuple(fields.items()), 1, self._told(new.fact, fields))
            yield replace(
                state,
                facts=(*facts, made),
                sights=(*sights, sight),
                day=day,
                changes=(*changes, change),
                last=new,
            )

    def _wait(self, day: date) -> Wait:
        return Wait(day, False, self.tongue.say("phrase.day-is", due=day.isoformat()))

    def _told(self, fact: str, fields: Mapping[str, Any]) -> str:
        """Say that a fact with some content comes."""
        tongue, kinds = self.tongue, self.basis.program.types[fact].fields
        said = [
            tongue.say(
                "phrase.eq", about=tongue.field(fact, name), value=tongue.value(value, kinds[name].enum)
            )
            for name, value in fields.items()
        ]
        text = tongue.say("phrase.with", about=tongue.fact(fact), value=tongue.join(said))
        return (
            tongue.say("phrase.one-more", about=text)
            if self.facts.facts(fact)
            else tongue.say("phrase.comes", about=tongue.one(text))
        )

    def _is_dated(self, new: New) -> bool:
        """Whether rules compare or pass on the day of a new fact, so that it may matter which it is."""
        days = {name for name, _ in new.days}
        return any(use.fact == new.fact and days & set(use.joined) for use in self.basis.uses)

    def _in_time(self, state: _State) -> Iterator[_State]:
        """Give the worlds on later days, when nothing else changes."""
        for day in self._later_days:
            sights = tuple(self._sight(fact, day) for fact in state.facts)
            yield replace(state, sights=sights, day=day, changes=(self._wait(day),))

    def _turns(self, ledger: Ledger) -> Iterator[date]:
        """Give the next days on which what is known or concluded comes to be some number of days old."""
        spans = {0, *_spans(self.basis.program)}
        known = {
            fact: tuple({name for use in self.basis.uses if use.fact == fact for name in use.fields})
            for fact in self.basis.types
        }
        values = [
            getattr(one, name)
            for fact, names in known.items()
            for one in self.facts.facts(fact)
            for name in names
        ]
        values += [value for rows in ledger.derived.values() for row in rows for value in row]
        days = {value for value in values if type(value) is date}
        turns = sorted(
            {day + timedelta(days=span + more) for day in days for span in spans for more in (0, 1)}
        )
        ahead = [day for day in turns if day > self.as_of]
        if len(ahead) > WAITS:
            self.bounds["days"] = None
        yield from ahead[:WAITS]

    # --- how rules see it --------------------------------------------------------------------------

    def _sight(self, fact: Fact, day: date) -> Sight:
        return self.sights.of(type(fact).__name__, fact, day)

    def _key(self, state: _State) -> Any:
        """Name a world: what rules see in it, and whether it was found out or happened."""
        kinds = Counter(type(change) for change in state.changes)
        return state.day, self.sights.key(state.sights, self._before), frozenset(kinds.items())

    def _alike(self, change: Change) -> Any:
        """Name what a change says; which of the known facts it is about, and of which kind, comes second."""
        match change:
            case SetField(ref, name, value):
                return "set", ref.fact, name, value
            case Add(fact, fields):
                given = self.basis.program.types[fact].defaults
                own = tuple((name, value) for name, value in fields if name in given) or fields
                # Numbers beyond the one at which a rule turns say nothing more.
                return "add", fact, tuple(plainly(pair) for pair in own)
            case _:
                return change


def furthest(ledger: Ledger, axis: Axis, values: Sequence[str]) -> str | None:
    """Give what rules say of an axis with steps: the furthest step, where they name several."""
    columns = ledger.shape.columns["Assessment"]
    about, value = columns.index("axis"), columns.index("value")
    found = [row[value] for row in ledger.derived.get("Assessment", ()) if row[about] == axis]
    return max(filter(None, found), key=values.index, default=None)


def _spans(program: Program) -> Iterator[int]:
    """Give the whole numbers that rules may compare a number of days with."""
    for rule in program.rules.values():
        for part in rule.where:
            for node in walk(part):
                value = program.values[node.name] if isinstance(node, Param) else getattr(node, "value", None)
                if type(value) is int and 0 < value <= LONGEST:
                    yield value
