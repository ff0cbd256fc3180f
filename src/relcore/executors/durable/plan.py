"""The plan of a program: for each stratum, its rule sets and the functions around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from relcore.errors import Diagnostic, ExecutionError, Place
from relcore.executors.durable.clauses import Matcher
from relcore.executors.durable.collect import collection
from relcore.executors.durable.functions import Function
from relcore.executors.durable.limits import FACTS, excesses
from relcore.executors.durable.patterns import Clause, Group, alias
from relcore.executors.durable.records import records
from relcore.executors.durable.rulesets import RuleSet, pack
from relcore.executors.durable.translate import Translator
from relcore.executors.protocol import shape_of
from relcore.ir import Rule, Scope
from relcore.ledger import Row, Shape, order
from relcore.program import Program, Stratum

Tables = Mapping[str, Sequence[Any]]
Ordered = dict[str, Sequence[Row]]
"""Conclusions by type in canonical order, as they were when last needed."""
Found = list[dict[tuple[int, ...], tuple[int, ...]]]
"""For each group, the facts that were bound and the least witnesses, all by number."""

_REPORTED = re.compile(r'"(f\d+)":\{"id":"(\d+)"')


@dataclass(frozen=True)
class Session:
    """A rule set with the function that writes its facts, and how to read what it reports."""

    definition: str
    batch: Callable[..., str]
    needs: frozenset[frozenset[str]]
    """Sets of fact types; where no set is complete, nothing can match."""
    readings: Mapping[str, tuple[int, tuple[str, ...], tuple[str, ...]]]
    """For each rule of the set: its group, and the names of what is bound and of the witnesses."""

    @property
    def types(self) -> frozenset[str]:
        """Fact types that the session is given."""
        return frozenset(chain.from_iterable(self.needs))

    def can_match(self, tables: Tables) -> bool:
        """Say whether there are facts of all types that some rule needs."""
        return any(all(tables[fact] for fact in needed) for needed in self.needs)

    def read(self, reports: list[str], found: Found) -> None:
        """Take up what the engine reports: each match as its rule and the facts in it."""
        for report in reports:
            group, binds, witnesses = self.readings[report[2 : report.index('"', 2)]]
            ids = dict(_REPORTED.findall(report))
            key = tuple([int(ids[name]) for name in binds])
            seen = tuple([int(ids[name]) for name in witnesses])
            known = found[group].get(key)
            if known is None:
                found[group][key] = seen
            elif seen < known or len(seen) > 1:
                found[group][key] = tuple(map(min, known, seen))


@dataclass(frozen=True)
class StratumPlan:
    """What is run for one stratum."""

    recursive: bool
    groups: int
    sessions: tuple[Session, ...]
    matched: tuple[str, ...]
    """Fact types that the engine is given."""
    read: tuple[str, ...]
    """Fact types that are needed at all."""
    conclusions: frozenset[str]
    """Those of them that are concluded."""
    collect: Callable[..., bool]
    collection: Function

    def tables(self, facts: Tables, derived: Mapping[str, Mapping[Row, Any]], ordered: Ordered) -> Tables:
        """Give the facts of all types that are read, each in canonical order.

        Conclusions only ever get more, so those that `ordered` holds need sorting again only when they did.
        """
        found: dict[str, Sequence[Any]] = {}
        for name in self.read:
            if name in self.conclusions:
                rows = derived.get(name, {})
                if len(rows) != len(ordered.get(name, ())):
                    ordered[name] = sorted(rows, key=order)
                found[name] = ordered.get(name, ())
            else:
                found[name] = facts.get(name, ())
        return found

    def numbered(self, tables: Tables) -> tuple[dict[str, int], list[Any]]:
        """Number the facts that the engine is given, from 1: the first of each type, and all of them.

        Raises `ExecutionError` (RC324) where they are too many.
        """
        starts: dict[str, int] = {}
        facts: list[Any] = [None]
        for name in self.matched:
            starts[name] = len(facts)
            facts.extend(tables[name])
        if len(facts) > FACTS + 1:
            raise ExecutionError.of(
                "RC324",
                f"{len(facts) - 1:,} facts at once, and the executor 'durable' matches at most {FACTS:,}",
                hint="use the executor 'compiled'",
            )
        return starts, facts


@dataclass(frozen=True)
class Plan:
    """What is run for a program."""

    shape: Shape
    strata: tuple[StratumPlan, ...]

    def definitions(self) -> list[str]:
        """Give all rule sets in the engine's language."""
        return [session.definition for stratum in self.strata for session in stratum.sessions]


def make_plan(program: Program, *, numbers: bool = True) -> Plan:
    """Plan a program; with `numbers`, whole numbers of two facts are compared by the engine.

    Raises `ExecutionError` with all rules that go beyond a limit of the engine (RC321 to RC323).
    """
    problems: list[Diagnostic] = []
    translator = Translator(program, numbers)
    strata = tuple(
        _stratum(program, translator, stratum, number, problems)
        for number, stratum in enumerate(program.strata)
    )
    if problems:
        raise ExecutionError(problems)
    return Plan(shape_of(program), strata)


def _stratum(
    program: Program, translator: Translator, stratum: Stratum, number: int, problems: list[Diagnostic]
) -> StratumPlan:
    matcher = Matcher(translator)
    matches = [matcher.match(rule) for rule in stratum.rules]
    clauses: list[Clause] = []
    groups: list[Group] = []
    for match in matches:
        for group in match.groups:
            groups.append(group)
            clauses += group.clauses
            problems += _excesses(match.rule, group)
    if problems:
        clauses = []
    by_number = {group.number: group for group in groups}
    title = f"{program.digest} stratum {number}"
    sessions = tuple(_session(program, rules, by_number, title) for rules in pack(clauses))
    function = collection(program, matches)
    matched = sorted(frozenset().union(*(session.types for session in sessions)))
    read = sorted({*matched, *function.tables})
    return StratumPlan(
        recursive=stratum.recursive,
        groups=len(groups),
        sessions=sessions,
        matched=tuple(matched),
        read=tuple(read),
        conclusions=frozenset(name for name in read if program.types[name].scope is Scope.CONCLUSION),
        collect=function.compiled(f"{title} collection"),
        collection=function,
    )


def _excesses(rule: Rule, group: Group) -> Iterator[Diagnostic]:
    place = rule.place if rule.place != Place() else Place(subject=f"rule {rule.id}")
    found = (problem for clause in group.clauses for problem in excesses(clause, place))
    return iter(dict.fromkeys(found))


def _session(program: Program, rules: RuleSet, groups: Mapping[int, Group], title: str) -> Session:
    readings = {}
    for number, clause in enumerate(rules.clauses):
        names = {var: alias(place) for place, var in enumerate(clause.order())}
        group = groups[clause.group]
        readings[f"r{number}"] = (
            group.number,
            tuple(names[var] for var in group.binds),
            tuple(names[var] for var in group.witnesses),
        )
    return Session(
        rules.definition,
        records(program, rules).compiled(f"{title} records"),
        frozenset(frozenset(clause.types.values()) for clause in rules.clauses),
        readings,
    )
