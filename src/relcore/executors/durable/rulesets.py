"""Rule sets for the engine: clauses packed below its limits and written in its language."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from relcore.executors.durable.conditions import MIRRORED
from relcore.executors.durable.limits import PATTERNS_OF_A_TYPE, PROPERTIES, RULES, properties_of
from relcore.executors.durable.patterns import IT, Clause, Join, Op, Property, Test, alias
from relcore.executors.durable.values import word
from relcore.ir import Field

OWN_NAMES = ("id", "sid", "t", "one")
"""Names of records that no value may have: the identity, the session, the type, the number 1 for padding."""
PRIME = {"all": [{"p": {"$and": [{"t": "-"}]}}]}
"""A rule that is fired once, before all others: only then can the engine free what it holds."""
PRIMING = '[{"id":"1","t":"-"}]'

_OPERATORS = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,40}")


def hash32(text: str) -> int:
    """Give the hash by which alone the engine tells names, ids and sessions apart (FNV-1a).

    >>> hash32("sid")
    3593476751
    """
    found = 2166136261
    for byte in text.encode():
        found = (found ^ byte) * 16777619 & 0xFFFFFFFF
    return found


@dataclass
class RuleSet:
    """Clauses that share one rule set of the engine, and the names of all that their records hold."""

    clauses: list[Clause] = field(default_factory=list)
    properties: dict[str, dict[Property, str]] = field(default_factory=dict)
    """Names of properties by fact type."""
    _patterns: Counter[str] = field(default_factory=Counter)

    def takes(self, clause: Clause) -> bool:
        """Say whether the clause still fits in."""
        wanted = properties_of(clause)
        return (
            len(self.clauses) < RULES
            and all(
                self._patterns[fact] + number <= PATTERNS_OF_A_TYPE
                for fact, number in Counter(clause.types.values()).items()
            )
            and all(
                len(self.properties.get(fact, {}).keys() | more) <= PROPERTIES
                for fact, more in wanted.items()
            )
        )

    def add(self, clause: Clause) -> None:
        """Put a clause in."""
        self.clauses.append(clause)
        self._patterns.update(clause.types.values())
        for fact, wanted in properties_of(clause).items():
            names = self.properties.setdefault(fact, {})
            for it in sorted(wanted - names.keys(), key=repr):
                names[it] = _name(it, names.values())

    @cached_property
    def places(self) -> dict[tuple[str, Property], list[Any]]:
        """The constants with which numbers are compared, in order, by fact type and property."""
        found: dict[tuple[str, Property], set[Any]] = {}
        for clause in self.clauses:
            for term in clause.terms:
                if isinstance(term, Test) and term.property.form == "place":
                    found.setdefault((clause.types[term.var], term.property), set()).add(term.constant)
        return {key: sorted(constants) for key, constants in found.items()}

    @cached_property
    def joined(self) -> frozenset[tuple[str, Property]]:
        """Fact types and those of their properties that are compared with other facts."""
        return frozenset(
            pair
            for clause in self.clauses
            for join in clause.joins()
            for pair in (
                (clause.types[join.left_var], join.left),
                (clause.types[join.right_var], join.right),
            )
        )

    @cached_property
    def padded(self) -> frozenset[str]:
        """Fact types whose records hold the number 1."""
        return frozenset(fact for fact, _ in self.joined)

    @cached_property
    def definition(self) -> str:
        """The rule set in the engine's language."""
        rules = {f"r{number}": self._rule(clause) for number, clause in enumerate(self.clauses)}
        return json.dumps({"prime": PRIME, **rules}, separators=(",", ":"))

    def _rule(self, clause: Clause) -> dict[str, Any]:
        """Write a clause; `dist` 0 lets one fact fill two patterns, as it may in relcore."""
        patterns = []
        bound: list[str] = []
        joins = clause.joins()
        for number, var in enumerate(clause.order()):
            bound.append(var)
            conditions: list[dict[str, Any]] = [{"t": word(clause.types[var])}]
            conditions += sorted((self._test(test, clause) for test in clause.tests(var)), key=repr)
            here = [join for join in joins if var in (join.left_var, join.right_var)]
            ready = [join for join in here if {join.left_var, join.right_var} <= set(bound)]
            conditions += [self._join(join, var, clause, bound) for join in ready]
            if ready:
                # The engine reads past the end where the last join fails: this one never does.
                other = next(v for v in (ready[-1].left_var, ready[-1].right_var) if v != var)
                conditions.append({"one": {alias(bound.index(other)): "one"}})
            patterns.append({alias(number): {"$and": conditions}})
        return {"all": patterns, "dist": 0}

    def _test(self, test: Test, clause: Clause) -> dict[str, Any]:
        fact = clause.types[test.var]
        constant = test.constant
        if test.property.form == "place":
            constant = 2 * self.places[fact, test.property].index(constant) + 1
        return _condition(test.op, self.properties[fact][test.property], constant)

    def _join(self, join: Join, var: str, clause: Clause, bound: list[str]) -> dict[str, Any]:
        own, op, other_var, other = join.left, join.op, join.right_var, join.right
        if var != join.left_var:
            own, op, other_var, other = join.right, _mirrored(join.op), join.left_var, join.left
        there = {alias(bound.index(other_var)): self.properties[clause.types[other_var]][other]}
        return _condition(op, self.properties[clause.types[var]][own], there)


def pack(clauses: Iterable[Clause]) -> list[RuleSet]:
    """Distribute clauses over as few rule sets as the limits allow, in order."""
    found: list[RuleSet] = []
    for clause in clauses:
        home = next((one for one in found if one.takes(clause)), None)
        if home is None:
            home = RuleSet()
            found.append(home)
        home.add(clause)
    return found


def _condition(op: Op, name: str, other: object) -> dict[str, Any]:
    if op == "known":
        return {"$ex": {name: 1}}
    return {name: other} if op == "==" else {_OPERATORS[op]: {name: other}}


def _mirrored(op: Op) -> Op:
    return MIRRORED[op]  # type: ignore[return-value]


def _name(it: Property, taken: Iterable[str]) -> str:
    """Name a property after its field where it is one; all names have different hashes."""
    known = [*OWN_NAMES, *taken]
    hashes = set(map(hash32, known))
    field_name = it.expr.name if isinstance(it.expr, Field) and it.expr.var == IT else ""
    stem = field_name if _PLAIN.fullmatch(field_name) else "is" if it.form == "true" else "value"
    stem += {"today": "_from_today", "place": "_place"}.get(it.form, "")
    number = 0
    name = stem
    while hash32(name) in hashes:
        number += 1
        name = f"{stem}_{number}"
    return name
