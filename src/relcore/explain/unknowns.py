"""The rules that would have fired but for an unknown: what to find out next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import localcontext
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from relcore.explain.kept import Kept
from relcore.explain.leads import RECOMMENDATION, leads_to
from relcore.explain.plan import Hit, Search, search_for
from relcore.explain.sieve import Sieve
from relcore.explain.tables import Tables, final_tables, refuse_strange
from relcore.facts.snapshot import Snapshot
from relcore.ir import Rule, Scope
from relcore.ledger import Ledger, Ref, row_id
from relcore.program import Program
from relcore.program.exact import EXACT


@dataclass(frozen=True)
class Blocked:
    """A rule that would have fired but for unknown values.

    Under each of the bindings every condition is true or unknown. Only what a customer could tell counts as
    unknown: a rule does not wait for what the company has not set or other rules could not conclude.
    """

    rule: str
    unknowns: tuple[str, ...]
    """What is unknown: "Type.field", or "Type" where no such fact is there at all."""
    bindings: int
    """In how many ways the rule is blocked by exactly these unknowns."""
    actions: tuple[str, ...]
    """Actions that the rule leads to, itself or through other rules; of a guard, also those it judges."""
    _bound: Callable[[], tuple[Ref, ...]] = field(repr=False, compare=False)

    @cached_property
    def facts(self) -> tuple[Ref, ...]:
        """Facts bound to the rule's parameters, in any of the bindings; named when first asked for."""
        return self._bound()

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "rule": self.rule,
            "unknowns": list(self.unknowns),
            "bindings": self.bindings,
            "actions": list(self.actions),
            "facts": [{"fact": ref.fact, "id": ref.id} for ref in self.facts],
        }


def blocked(program: Program, facts: Snapshot, ledger: Ledger) -> tuple[Blocked, ...]:
    """Give the rules that would have fired but for an unknown, merged by rule and unknowns.

    A rule is blocked where, under some facts bound to its parameters, no condition is false and at least
    one is unknown; and where it has a parameter of an evidential fact type of which there is no fact at
    all, as far as no other condition is false. Raises `ExecutionError` (RC302) where the ledger belongs to
    another program or customer.
    """
    refuse_strange(program, facts, ledger)
    tables = final_tables(program.types, facts, ledger)
    leads = leads_to(program)
    found: list[Blocked] = []
    hits: list[Hit] = []
    with localcontext(EXACT):
        for search in _searches(program, facts, ledger):
            search.run(ledger.as_of, tables, hits.append)
            if hits:
                groups = _grouped(search, hits, ledger.as_of, tables)
                found += [group.blocked(leads[search.rule.id], facts) for group in groups]
                hits.clear()
    return tuple(found)


class Waiting(NamedTuple):
    """A rule that would have fired but for unknown values, in one way or another."""

    rule: str
    unknowns: tuple[str, ...]
    """All that is unknown in any of the ways."""
    actions: tuple[str, ...]
    """Actions that the rule leads to, itself or through other rules; of a guard, also those it judges."""


def waiting(program: Program, facts: Snapshot, ledger: Ledger) -> tuple[Waiting, ...]:
    """Give the rules that `blocked` gives, each once, without counting in how many ways: the faster."""
    refuse_strange(program, facts, ledger)
    tables = final_tables(program.types, facts, ledger)
    leads = leads_to(program)
    found: list[Waiting] = []
    hits: list[Hit] = []
    with localcontext(EXACT):
        for search in _searches(program, facts, ledger):
            rule = search.rule
            if search.enough and not rule.layer:
                met = _Met(search.enough)
                search.run(ledger.as_of, tables, met)
                unknowns = search.unknowns(met.bits) if met.bits else None
                if unknowns:
                    found.append(Waiting(rule.id, unknowns, _in_order(leads[rule.id])))
                continue
            search.run(ledger.as_of, tables, hits.append)
            if hits:
                groups = list(_grouped(search, hits, ledger.as_of, tables))
                if groups:
                    named = sorted({name for group in groups for name in group.unknowns})
                    judged = _NOTHING.union(*[group.judged() for group in groups])
                    found.append(Waiting(rule.id, tuple(named), _all_of(leads[rule.id], judged)))
                hits.clear()
    return tuple(found)


class _Met:
    """Notes which conditions were unknown in any hit, until all that can be were."""

    __slots__ = ("bits", "enough")

    def __init__(self, enough: int) -> None:
        self.enough = enough
        self.bits = 0

    def __call__(self, hit: Hit) -> bool:
        self.bits |= hit[0]
        return self.bits == self.enough


def _searches(program: Program, facts: Snapshot, ledger: Ledger) -> Iterator[Search]:
    """Give the searches that might find something, in the order of rules."""
    plans, sieve = _kept(program)
    present = {name for name, known in facts.by_type.items() if known}
    present.update(name for name, rows in ledger.derived.items() if rows)
    for number in sieve.candidates(facts.by_type, ledger.derived):
        plan = plans[number]
        if plan.needs <= present:
            search = plan.search(plan.evidential - present if plan.evidential else _NOTHING)
            if search is not None:
                yield search


_NOTHING = frozenset[str]()


@dataclass(slots=True)
class _Plan:
    """A rule that can be blocked, with a search for each choice of fact types that are not there."""

    program: Program
    rule: Rule
    needs: frozenset[str]
    evidential: frozenset[str]
    searches: dict[frozenset[str], Search | None]

    def search(self, missing: frozenset[str]) -> Search | None:
        try:
            return self.searches[missing]
        except KeyError:
            found = self.searches[missing] = search_for(self.program, self.rule, missing)
            return found


def _plans(program: Program) -> tuple[tuple[_Plan, ...], Sieve]:
    sieve = Sieve(program)
    plans = []
    for rule in sieve.rules:
        facts = frozenset(bind.fact for bind in rule.binds)
        evidential = frozenset(name for name in facts if program.types[name].evidential)
        plans.append(_Plan(program, rule, facts - evidential, evidential, {}))
    return tuple(plans), sieve


_kept = Kept(_plans)


@dataclass(slots=True)
class _Group:
    """Blocked bindings of one rule with the same unknowns: their facts, in the order of the search."""

    search: Search
    unknowns: tuple[str, ...]
    bindings: list[Hit]

    def blocked(self, leads: frozenset[str], facts: Snapshot) -> Blocked:
        return Blocked(
            rule=self.search.rule.id,
            unknowns=self.unknowns,
            bindings=len(self.bindings),
            actions=_all_of(leads, self.judged()),
            _bound=lambda: _refs(self, facts),
        )

    def judged(self) -> frozenset[str]:
        """Give the actions of the candidates that a guard could not judge; of other rules, none."""
        if not self.search.rule.layer:
            return _NOTHING
        judged = [p for p, slot in enumerate(self.search.bound, start=1) if slot.fact.name == RECOMMENDATION]
        if not judged:
            return _NOTHING
        column = self.search.bound[judged[0] - 1].fact.columns.index("action")
        return frozenset(str(binding[place][column]) for binding in self.bindings for place in judged)


def _all_of(leads: frozenset[str], judged: frozenset[str]) -> tuple[str, ...]:
    return _in_order(leads | judged if judged else leads)


@lru_cache(maxsize=4096)
def _in_order(actions: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(actions))


def _grouped(search: Search, hits: list[Hit], as_of: date, tables: Tables) -> Iterator[_Group]:
    """Put the hits of one rule together that have the same unknowns."""
    keyed: dict[Any, list[Hit]] = {}
    for hit in hits:
        key = search.key(hit, as_of, tables) if search.others else hit[0]
        if key in keyed:
            keyed[key].append(hit)
        else:
            keyed[key] = [hit]
    groups: dict[tuple[str, ...], _Group] = {}
    for key, alike in keyed.items():
        unknowns = search.unknowns(key)
        if unknowns in groups:
            groups[unknowns].bindings += alike
        elif unknowns is not None:
            groups[unknowns] = _Group(search, unknowns, alike)
    for unknowns in sorted(groups):
        yield groups[unknowns]


def _refs(group: _Group, facts: Snapshot) -> tuple[Ref, ...]:
    """Name the facts of a group, each once."""
    refs: dict[int, Ref] = {}
    for place, slot in enumerate(group.search.bound, start=1):
        name = slot.fact.name
        members = {id(binding[place]): binding[place] for binding in group.bindings}
        if slot.fact.scope is Scope.CONCLUSION:
            refs |= {key: Ref(name, row_id(name, row)) for key, row in members.items()}
        else:
            known = zip(facts.by_type[name], facts.identities[name], strict=True)
            refs |= {id(fact): Ref(name, identity) for fact, identity in known if id(fact) in members}
    return tuple(sorted(refs.values()))
