"""The rules that would have fired but for an unknown: what to find out next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import localcontext
from functools import lru_cache
from typing import Any, NamedTuple

from relcore.explain.kept import Kept
from relcore.explain.leads import RECOMMENDATION, leads_to
from relcore.explain.plan import Hit, Search, search_for
from relcore.explain.sieve import Sieve
from relcore.explain.tables import Tables, final_tables, refuse_strange
from relcore.facts.snapshot import Snapshot
from relcore.ir import Rule
from relcore.ledger import Ledger
from relcore.program import Program
from relcore.program.exact import EXACT


class Waiting(NamedTuple):
    """A rule that would have fired but for unknown values."""

    rule: str
    unknowns: tuple[str, ...]
    """What is unknown, in any of the ways in which the rule waits: "Type.field", or "Type" where no such fact
    is there at all."""
    actions: tuple[str, ...]
    """Actions that the rule leads to, itself or through other rules; of a guard, also those it judges."""


def waiting(program: Program, facts: Snapshot, ledger: Ledger) -> tuple[Waiting, ...]:
    """Give the rules that would have fired but for an unknown, by their ids.

    A rule waits where, under some facts bound to its parameters, no condition is false and at least one is
    unknown; and where it has a parameter of an evidential fact type of which there is no fact at all, as far
    as no other condition is false. Only what a customer could tell counts as unknown: a rule does not wait
    for what the company has not set or other rules could not conclude. Raises `ExecutionError` (RC302) where
    the ledger belongs to another program or customer.
    """
    refuse_strange(program, facts, ledger)
    tables = final_tables(program.types, facts, ledger)
    leads = leads_to(program)
    found: list[Waiting] = []
    with localcontext(EXACT):
        for search in _searches(program, facts, ledger):
            rule = search.rule
            if search.enough and not rule.layer:
                met = _Met(search.enough)
                search.run(ledger.as_of, tables, met)
                unknowns = search.unknowns(met.bits) if met.bits else None
                judged = _NOTHING
            else:
                unknowns, judged = _every_hit(search, ledger.as_of, tables)
            if unknowns:
                actions = _in_order(leads[rule.id] | judged if judged else leads[rule.id])
                found.append(Waiting(rule.id, unknowns, actions))
    return tuple(found)


def _every_hit(search: Search, as_of: date, tables: Tables) -> tuple[tuple[str, ...] | None, frozenset[str]]:
    """Give all that is unknown in any hit, and the actions of the candidates that a guard could not judge."""
    hits: list[Hit] = []
    search.run(as_of, tables, hits.append)
    keyed: dict[Any, list[Hit]] = {}
    for hit in hits:
        keyed.setdefault(search.key(hit, as_of, tables) if search.others else hit[0], []).append(hit)
    named = {key: names for key in keyed if (names := search.unknowns(key)) is not None}
    unknowns = tuple(sorted(set().union(*named.values()))) if named else None
    return unknowns, _judged(search, (hit for key in named for hit in keyed[key]))


def _judged(search: Search, hits: Iterable[Hit]) -> frozenset[str]:
    if not search.rule.layer:
        return _NOTHING
    judged = [p for p, slot in enumerate(search.bound, start=1) if slot.fact.name == RECOMMENDATION]
    if not judged:
        return _NOTHING
    column = search.bound[judged[0] - 1].fact.columns.index("action")
    return frozenset(str(hit[place][column]) for hit in hits for place in judged)


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


@lru_cache(maxsize=4096)
def _in_order(actions: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(actions))
