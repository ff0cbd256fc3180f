"""The rules that would have fired but for an unknown: what to find out next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import localcontext
from typing import Any

from relcore.explain.closures import Closures, Frame
from relcore.explain.kept import Kept
from relcore.explain.leads import RECOMMENDATION, leads_to
from relcore.explain.leaves import names
from relcore.explain.plan import Hit, Search, certain_of, search_for
from relcore.explain.tables import Tables, final_tables, refuse_strange
from relcore.facts.snapshot import Snapshot
from relcore.ir import Rule, Scope, conjuncts
from relcore.ledger import Ledger, Ref, row_id
from relcore.program import Program
from relcore.program.exact import EXACT


@dataclass(frozen=True, slots=True)
class Blocked:
    """A rule that would have fired but for unknown values.

    Under each of the bindings every condition is true or unknown.
    """

    rule: str
    unknowns: tuple[str, ...]
    """What is unknown: "Type.field", or "Type" where no such fact is there at all."""
    bindings: int
    """In how many ways the rule is blocked by exactly these unknowns."""
    actions: tuple[str, ...]
    """Actions that the rule leads to, itself or through other rules; of a guard, also those it judges."""
    facts: tuple[Ref, ...]
    """Facts bound to the rule's parameters, in any of the bindings."""

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
    present = {name for name in program.types if tables.all(name)}
    groups: list[_Group] = []
    hits: list[Hit] = []
    with localcontext(EXACT):
        for plan in _kept(program):
            if plan.needs <= present:
                search = plan.search(plan.evidential - present)
                if search is not None:
                    search.run(ledger.as_of, tables, hits.append)
                    if hits:
                        groups += _grouped(search, hits, ledger.as_of, tables)
                        hits.clear()
    return tuple(_written(groups, program, facts))


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


@dataclass(slots=True)
class _Group:
    """Blocked bindings of one rule with the same unknowns; facts by parameter and Python identity."""

    search: Search
    unknowns: tuple[str, ...]
    members: list[dict[int, Any]]
    bindings: int = 0


def _plans(program: Program) -> tuple[_Plan, ...]:
    plans = []
    for rule in sorted(program.rules.values(), key=lambda rule: rule.id):
        facts = frozenset(bind.fact for bind in rule.binds)
        evidential = frozenset(name for name in facts if program.types[name].evidential)
        if evidential or _may_be_unknown(program, rule):
            plans.append(_Plan(program, rule, facts - evidential, evidential, {}))
    return tuple(plans)


_kept = Kept(_plans)


def _may_be_unknown(program: Program, rule: Rule) -> bool:
    closures = Closures(program)
    slots = {bind.var: closures.slot(bind.fact) for bind in rule.binds}
    certain = certain_of(rule)
    return any(names(part, slots, certain) for condition in rule.where for part in conjuncts(condition))


def _grouped(search: Search, hits: list[Hit], as_of: date, tables: Tables) -> Iterator[_Group]:
    """Put the hits of one rule together that have the same unknowns."""
    groups: dict[tuple[int, frozenset[str]], _Group] = {}
    for mask, *facts in hits:
        blamed = _NOTHING
        if search.others:
            found = _blamed(search, mask, search.frame(as_of, tables, tuple(facts)))
            if found is None:
                continue
            blamed = found
        group = groups.get((mask, blamed))
        if group is None:
            plain = (name for bit, name in search.plain.items() if mask & bit)
            unknowns = tuple(sorted(blamed.union(search.missing, plain)))
            group = groups[mask, blamed] = _Group(search, unknowns, [{} for _ in search.bound])
        group.bindings += 1
        for fact, members in zip(facts, group.members, strict=True):
            members[id(fact)] = fact
    yield from _merged(groups.values())


def _blamed(search: Search, hit: int, frame: Frame) -> frozenset[str] | None:
    """Name the values behind unknown conditions of several values; None where no value would help."""
    found: set[str] = set()
    for bit, blame in search.others.items():
        if hit & bit:
            names: set[str] = set()
            blame(frame, names)
            if not names:
                return None
            found |= names
    return frozenset(found)


def _merged(groups: Iterable[_Group]) -> Iterator[_Group]:
    merged: dict[tuple[str, ...], _Group] = {}
    for group in groups:
        first = merged.setdefault(group.unknowns, group)
        if first is not group:
            first.bindings += group.bindings
            for members, more in zip(first.members, group.members, strict=True):
                members |= more
    for unknowns in sorted(merged):
        yield merged[unknowns]


def _written(groups: list[_Group], program: Program, facts: Snapshot) -> Iterator[Blocked]:
    actions = leads_to(program)
    refs = _refs(groups, facts)
    place = {key: number for number, key in enumerate(sorted(refs, key=lambda k: (refs[k].fact, refs[k].id)))}
    for group in groups:
        rule = group.search.rule
        leads = actions[rule.id]
        if rule.layer:
            leads |= _judged(group)
        keys = {key for members in group.members for key in members}
        yield Blocked(
            rule=rule.id,
            unknowns=group.unknowns,
            bindings=group.bindings,
            actions=tuple(sorted(leads)),
            facts=tuple([refs[key] for key in sorted(keys, key=place.__getitem__)]),
        )


def _judged(group: _Group) -> frozenset[str]:
    """Give the actions of the candidates that a guard could not judge."""
    return frozenset(
        str(row[slot.fact.columns.index("action")])
        for slot, members in zip(group.search.bound, group.members, strict=True)
        if slot.fact.name == RECOMMENDATION
        for row in members.values()
    )


def _refs(groups: list[_Group], facts: Snapshot) -> dict[int, Ref]:
    """Name the facts of all groups, each once."""
    refs: dict[int, Ref] = {}
    identities: dict[str, dict[int, str]] = {}
    for group in groups:
        for slot, members in zip(group.search.bound, group.members, strict=True):
            name = slot.fact.name
            for key, fact in members.items():
                if key not in refs:
                    if slot.fact.scope is Scope.CONCLUSION:
                        refs[key] = Ref(name, row_id(name, fact))
                        continue
                    if name not in identities:
                        identities[name] = dict(
                            zip(map(id, facts.by_type[name]), facts.identities[name], strict=True)
                        )
                    refs[key] = Ref(name, identities[name][key])
    return refs
