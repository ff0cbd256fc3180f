"""Cases that tell a rule from its mutants: small changes of facts under which a fault would show."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext
from typing import Any

from pydantic import ValidationError

from relcore.facts import Customer, Fact
from relcore.ir import Aggregate, Compare, Const, Exists, FactType, Field, Kind, Param, Rule, walk
from relcore.program import Program
from relcore.program.evaluate import World, evaluate
from relcore.program.exact import EXACT
from relcore.testing.cases import MOST_ROWS, Also, Case, Drop, Edit, Put, edited
from relcore.testing.exercise import Watch
from relcore.testing.hints import Hints
from relcore.testing.mutants import Mutant
from scripts.case_roots import roots
from scripts.case_seeds import Seed, types_read, world_of

PAIRS = 600
"""So many changes of two things are tried at random where changes of one tell nothing."""

MOST_TRIES = 2500
MOST_NODES = 1_000_000
"""So many changes of one case are tried in one go, and so many nodes of conditions evaluated for it."""
MOST_IN_ALL = 6_000_000
"""So many nodes are evaluated for one rule."""

Said = frozenset[tuple[str, tuple[Any, ...]]]


@dataclass
class Search:
    """Looks for cases of one rule."""

    program: Program
    rule: Rule
    mutants: Sequence[Mutant]
    seeds: Sequence[Seed]
    pool: Sequence[Fact]
    """Facts seen anywhere, of types that the rule reads."""
    cases: list[Case] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._usual = Watch(self.rule)
        self._open = {mutant.id: Watch(mutant.rule) for mutant in self.mutants}
        self._hints = Hints.of(self.program, [self.rule])
        self._read = {name: self._hints.fields.get(name, frozenset()) for name in types_read(self.rule)}
        self._joins = joins_of(self.rule)
        heads = [expr for head in self.rule.heads for _, expr in head.fields]
        self._size = sum(1 for root in (*self.rule.where, *heads) for _ in walk(root))
        self._spent = 0
        self._chance = random.Random(self.rule.id)

    @property
    def left(self) -> list[Mutant]:
        """Mutants that no case tells from the rule."""
        return [mutant for mutant in self.mutants if mutant.id in self._open]

    def run(self, known: Iterable[Case] = ()) -> list[Case]:
        """Give cases, those known already first, until every mutant shows or nothing new is found."""
        with localcontext(EXACT):
            for case in known:
                self._keep(case)
            ordered = sorted(self.seeds, key=lambda seed: (seed.failing is not None, len(seed.facts)))
            for seed in ordered:
                if self._open or not self.cases:
                    self._from(seed)
            for ways in (self._roots, self._pairs):
                for case in list(self.cases):
                    if self._open:
                        self._further(case, ways(case))
        return self.cases

    def _keep(self, case: Case) -> None:
        self.cases.append(case)
        seed = Seed(case.as_of, case.given, None, case.settings)
        self._take(self._shown(case.given, seed))
        for edits in case.rows:
            self._take(self._shown(edited(case.given, edits), seed))

    def _from(self, seed: Seed) -> None:
        first = self._shown(seed.facts, seed)
        self._take(first)
        options = ((edit,) for edit in self.edits(seed.facts, seed.as_of))
        rows = self._chosen(seed, options)
        if rows or first or not self.cases:
            self.cases.append(Case(self.rule.id, seed.as_of, seed.facts, tuple(rows), seed.settings))

    def _further(self, case: Case, options: Iterable[tuple[Edit, ...]]) -> None:
        rows = self._chosen(Seed(case.as_of, case.given, None, case.settings), options)
        if rows:
            place = self.cases.index(case)
            self.cases[place] = replace(case, rows=(*case.rows, *rows))

    def _pairs(self, case: Case) -> Iterator[tuple[Edit, ...]]:
        single = list(self.edits(case.given, case.as_of))
        return (self._pair(single) for _ in range(PAIRS))

    def _roots(self, case: Case) -> Iterator[tuple[Edit, ...]]:
        """Give the changes of one number or day under which two sides of a comparison meet."""
        for place, fact in enumerate(case.given):
            types = self.program.types[type(fact).__name__].fields
            for column in sorted(self._read.get(type(fact).__name__, ())):
                if types[column].kind in (Kind.INT, Kind.DECIMAL, Kind.DATE):
                    for value in roots(self._usual, self.program, case, place, column):
                        yield (Put(place, column, value),)

    def _pair(self, single: Sequence[Edit]) -> tuple[Edit, ...]:
        if len(single) < 2:
            return ()
        one, two = self._chance.sample(single, 2)
        if isinstance(two, Put) and not isinstance(one, Put):
            one, two = two, one
        if isinstance(one, Put) and isinstance(two, Put) and (one.place, one.field) >= (two.place, two.field):
            return ()
        if isinstance(one, (Put, Drop)) and isinstance(two, Drop) and one.place == two.place:
            return ()
        return (one, two)

    def _chosen(self, seed: Seed, options: Iterable[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
        """Choose few changes that show mutants: those that show some, without those that others make idle."""
        useful: list[tuple[tuple[Edit, ...], set[str]]] = []
        before = dict(self._open)
        most = min(self._spent + MOST_NODES, MOST_IN_ALL)
        for edits in itertools.islice(options, MOST_TRIES):
            self._spent += self._size * len(self._open)
            if not self._open or self._spent > most:
                break
            shown = self._try(seed, edits) if edits else set()
            if shown:
                useful.append((edits, shown))
                self._take(shown)
        self._open, left = before, self._open
        useful = [(edits, self._try(seed, edits)) for edits, _ in useful]
        self._open = left
        for one in list(useful):
            rest = {id for other in useful if other is not one for id in other[1]}
            if one[1] <= rest:
                useful.remove(one)
        return [edits for edits, _ in useful]

    def _take(self, shown: set[str]) -> None:
        for id in shown:
            self._open.pop(id, None)

    def _try(self, seed: Seed, edits: tuple[Edit, ...]) -> set[str]:
        try:
            facts = edited(seed.facts, edits)
        except (ValidationError, KeyError):
            return set()
        names = [(type(fact).__name__, fact.id or fact.identity) for fact in facts]
        return self._shown(facts, seed) if len(set(names)) == len(names) else set()

    def _shown(self, facts: Sequence[Fact], seed: Seed) -> set[str]:
        """Give the mutants that conclude something else of these facts."""
        world = world_of(self.program, facts, seed.as_of, seed.settings)
        usual = said(self._usual, world)
        return {id for id, watch in self._open.items() if said(watch, world) != usual}

    def edits(self, facts: Sequence[Fact], as_of: date) -> Iterator[Edit]:
        """Give the changes of one thing, the plainest first."""
        for place, fact in enumerate(facts):
            name = type(fact).__name__
            for column in sorted(self._read.get(name, ())):
                for value in self._values(facts, name, column, getattr(fact, column), as_of):
                    yield Put(place, column, value)
        for place, fact in enumerate(facts):
            if not isinstance(fact, Customer):
                yield Drop(place)
        yield from map(Also, self._more(facts, as_of))

    def _more(self, facts: Sequence[Fact], as_of: date) -> Iterator[Fact]:
        """Give further facts: those of the case and of the pool once more, but for one field."""
        for number, fact in enumerate((*facts, *self.pool)):
            name = type(fact).__name__
            if isinstance(fact, Customer):
                continue
            for one in self._joined(_renamed(fact, f"other-{number}"), facts):
                yield one
                for column in sorted(self._read.get(name, ())):
                    for value in self._values(facts, name, column, getattr(fact, column), as_of):
                        try:
                            yield edited([one], [Put(0, column, value)])[0]
                        except ValidationError:
                            continue

    def _joined(self, fact: Fact, facts: Sequence[Fact]) -> Iterator[Fact]:
        """Give a fact so that it speaks of the others where the rule joins them, and as it is."""
        mine = [
            (column, other, name) for kind, column, other, name in self._joins if kind == type(fact).__name__
        ]
        found = fact
        for column, other, name in mine:
            for against in facts:
                if type(against).__name__ == other:
                    try:
                        found = edited([found], [Put(0, column, getattr(against, name))])[0]
                    except ValidationError:
                        continue
                    break
        yield found
        if found != fact:
            yield fact

    def _values(
        self, facts: Sequence[Fact], name: str, column: str, usual: Any, as_of: date
    ) -> Iterator[Any]:
        kind = self.program.types[name].fields[column]
        found: list[Any] = []
        match kind.kind:
            case Kind.BOOL:
                found = [True, False]
            case Kind.DATE:
                found = self._days(facts, name, column, usual, as_of)
            case Kind.INSTANT:
                found = _instants(facts, self.program.types, usual)
            case Kind.INT | Kind.DECIMAL:
                found = self._numbers(facts, name, column, usual)
            case Kind.SET:
                items = [item for value in self._hints.values.get((name, column), ()) for item in value]
                found = [(), *((item,) for item in dict.fromkeys(items)), tuple(dict.fromkeys(items))]
            case Kind.TEXT if kind.members:
                hinted = [v for v in self._hints.values.get((name, column), ()) if v in kind.members]
                found = [*hinted, *kind.members]
            case Kind.TEXT:
                found = [*self._hints.values.get((name, column), ()), *_texts(facts, self.program.types)]
        if kind.nullable:
            found.append(None)
        yield from (value for value in dict.fromkeys(found) if value != usual or value is None is not usual)

    def _days(self, facts: Sequence[Fact], name: str, column: str, usual: Any, as_of: date) -> list[date]:
        told = [as_of + timedelta(days=days) for days in self._hints.days.get((name, column), ())]
        near = [usual, as_of, *_held(facts, self.program.types, Kind.DATE)]
        moved = [_moved(day, number) for day in near if day is not None for number in (0, -1, 1)]
        limits = [value for value in self._limits() if isinstance(value, int) and 0 < value < 3000]
        far = [
            _moved(day, sign * limit + more)
            for day in near
            if day is not None
            for limit in limits
            for sign in (1, -1)
            for more in (0, 1, -1)
        ]
        return [*told, *(day for day in (*moved, *far) if day is not None)]

    def _numbers(self, facts: Sequence[Fact], name: str, column: str, usual: Any) -> list[Any]:
        whole = self.program.types[name].fields[column].kind is Kind.INT
        limits = [v for v in self._limits() if isinstance(v, (int, Decimal)) and not isinstance(v, bool)]
        held = _held(facts, self.program.types, Kind.INT) + _held(facts, self.program.types, Kind.DECIMAL)
        found: list[Any] = []
        for value in (*limits, usual, *self._hints.values.get((name, column), ()), *held, 0):
            if value is None or isinstance(value, bool):
                continue
            steps = (0, 1, -1) if whole else (0, Decimal("0.01"), Decimal("-0.01"), 1, -1)
            found += [int(value + step) if whole else Decimal(value + step) for step in steps]
        return found

    def _limits(self) -> list[Any]:
        """Give the numbers that the rule names, its parameters' values among them."""
        roots = [*self.rule.where, *(expr for head in self.rule.heads for _, expr in head.fields)]
        nodes = [node for root in roots for node in walk(root)]
        named = [self.program.values[node.name] for node in nodes if isinstance(node, Param)]
        return list(dict.fromkeys([*named, *(node.value for node in nodes if isinstance(node, Const))]))


def said(watch: Watch, world: World) -> Said:
    """Give what a rule concludes in a world."""
    return frozenset(
        (head.fact, tuple(evaluate(expr, env, world) for _, expr in head.fields))
        for env, failing in watch.near(world)
        if failing is None
        for head in watch.rule.heads
    )


def joins_of(rule: Rule) -> list[tuple[str, str, str, str]]:
    """Give the fields that a rule wants to be equal: the type and field of the one, and of the other."""
    roots = [*rule.where, *(expr for head in rule.heads for _, expr in head.fields)]
    nodes = [node for root in roots for node in walk(root)]
    types = {bind.var: bind.fact for bind in rule.binds}
    types |= {node.var: node.fact for node in nodes if isinstance(node, (Exists, Aggregate))}
    found = []
    for node in nodes:
        if isinstance(node, Compare) and node.op == "==":
            left, right = node.left, node.right
            if isinstance(left, Field) and isinstance(right, Field) and left.var != right.var:
                found.append((types[left.var], left.name, types[right.var], right.name))
                found.append((types[right.var], right.name, types[left.var], left.name))
    return found


def merged(cases: Iterable[Case]) -> list[Case]:
    """Give cases with those of the same facts made one."""
    found: list[Case] = []
    for case in cases:
        for number, other in enumerate(found):
            if (case.as_of, case.given, case.settings) == (other.as_of, other.given, other.settings):
                more = tuple(row for row in case.rows if row not in other.rows)
                found[number] = replace(other, rows=(*other.rows, *more))
                break
        else:
            found.append(case)
    return found


def parted(case: Case) -> list[Case]:
    """Give a case with its changes in the order of what they change, in parts small enough for one test."""
    rows = sorted(case.rows, key=_place_of)
    whole = [tuple(rows[at : at + MOST_ROWS]) for at in range(0, len(rows), MOST_ROWS)] or [()]
    return [replace(case, rows=rows) for rows in whole]


def _place_of(edits: tuple[Edit, ...]) -> tuple[Any, ...]:
    return tuple(
        (0, edit.place, edit.field, edit.value is not None, edit.value)
        if isinstance(edit, Put)
        else (1, edit.place)
        if isinstance(edit, Drop)
        else (2, type(edit.fact).__name__)
        for edit in edits
    )


def _renamed(fact: Fact, id: str) -> Fact:
    return fact if fact.id is None else fact.model_copy(update={"id": id})


def _held(facts: Sequence[Fact], types: Any, kind: Kind) -> list[Any]:
    """Give the values of a kind that facts hold."""
    return [
        value
        for fact in facts
        for name, spec in types[type(fact).__name__].fields.items()
        if spec.kind is kind and (value := getattr(fact, name, None)) is not None
    ]


def _texts(facts: Sequence[Fact], types: Mapping[str, FactType]) -> list[str]:
    ids = [fact.id for fact in facts if fact.id is not None]
    held = [
        value
        for fact in facts
        for name, spec in types[type(fact).__name__].fields.items()
        if spec.kind is Kind.TEXT and not spec.members and name not in ("id", "customer_id")
        if (value := getattr(fact, name, None)) is not None
    ]
    return list(dict.fromkeys(["another", *ids, *held]))


def _instants(facts: Sequence[Fact], types: Any, usual: datetime | None) -> list[datetime]:
    near = [value for value in (usual, *_held(facts, types, Kind.INSTANT)) if value is not None]
    minutes = (0, 1, -1, 5, 10, 15, 30, 60, -60, 1440, -1440)
    return [value + timedelta(minutes=number) for value in near for number in minutes]


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
