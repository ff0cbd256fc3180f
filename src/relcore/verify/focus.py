"""Which guards and which conclusions a property turns on, so that not every rule has to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from relcore.ir import Aggregate, Exists, Rule, walk
from relcore.program import Program

VERDICT = "Verdict"
COMMON = frozenset({"Customer", "Recommendation", VERDICT})
"""Types that so many rules look at that to share them says little."""


@dataclass(frozen=True)
class Focus:
    """Guards that are taken into account and types of conclusions that are followed to their rules.

    To leave some out is safe: what can never be without a guard can never be with it.
    """

    guards: frozenset[str]
    types: frozenset[str]

    @classmethod
    def of(cls, program: Program, breach: Rule) -> Focus:
        """Take the guards that speak of what a property speaks of, directly or through one conclusion."""
        looked = named(breach) - {VERDICT}
        types = frozenset(
            head.fact
            for rule in program.rules.values()
            for head in rule.heads
            if head.fact not in COMMON and (read := named(rule) - {head.fact}) <= looked and read - COMMON
        )
        near = (looked - COMMON) | types or looked & {"Customer"}
        guards = frozenset(
            rule.id
            for rule in program.rules.values()
            if rule.layer and ((found := asked(rule)) <= COMMON - {"Customer"} or found & near)
        )
        return cls(guards, types)

    def with_guards(self, guards: Iterable[str]) -> Focus:
        """Take more guards into account."""
        return replace(self, guards=self.guards | frozenset(guards))


def asked(rule: Rule) -> frozenset[str]:
    """Give the types of facts that the conditions of a rule look at."""
    inner = {node.fact for part in rule.where for node in walk(part) if isinstance(node, (Exists, Aggregate))}
    return frozenset(inner | {bind.fact for bind in rule.binds})


def named(rule: Rule) -> frozenset[str]:
    """Give the types of facts that a rule looks at, for its conditions or for what it concludes."""
    heads = (expr for head in rule.heads for _, expr in head.fields)
    inner = {node.fact for expr in heads for node in walk(expr) if isinstance(node, (Exists, Aggregate))}
    return asked(rule) | inner
