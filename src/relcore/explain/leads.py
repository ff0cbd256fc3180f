"""Where rules lead to: the actions that depend on each rule, by what rules read and conclude."""

from __future__ import annotations

from collections.abc import Iterator

from relcore.explain.kept import Kept
from relcore.ir import Const, Exists, Rule, Scope, conjuncts
from relcore.program import Program, dependencies

RECOMMENDATION = "Recommendation"


def actions_of(rule: Rule) -> Iterator[str]:
    """Give the actions that a rule recommends itself."""
    for head in rule.heads:
        action = dict(head.fields).get("action")
        if head.fact == RECOMMENDATION and isinstance(action, Const):
            yield str(action.value)


class Leads:
    """Follows the rules of a program from one to those that depend on it."""

    def __init__(self, program: Program) -> None:
        rules = tuple(program.rules.values())
        self._dependents: dict[str, list[str]] = {rule.id: [] for rule in rules}
        for dependent, needs in dependencies(rules).items():
            for needed in needs:
                self._dependents[needed].append(dependent)
        self._actions = {rule.id: frozenset(actions_of(rule)) for rule in rules}
        self._given = {rule.id: frozenset(_given(program, rule)) for rule in rules}

    def of(self, rule: str, there: frozenset[str]) -> frozenset[str]:
        """Give the actions that the rule, or any that depends on it, recommends.

        A dependent rule counts only where facts of all types that it needs are `there`: what an answer brings
        must not be counted upon with facts that nobody has told.
        """
        reached = {rule}
        waiting = [rule]
        while waiting:
            for dependent in self._dependents[waiting.pop()]:
                if dependent not in reached and self._given[dependent] <= there:
                    reached.add(dependent)
                    waiting.append(dependent)
        return frozenset().union(*(self._actions[member] for member in reached))


def _given(program: Program, rule: Rule) -> Iterator[str]:
    """Give the types of which a rule needs a fact that was told."""
    needed = [bind.fact for bind in rule.binds]
    for condition in rule.where:
        needed += [part.fact for part in conjuncts(condition) if isinstance(part, Exists)]
    return (name for name in needed if program.types[name].scope is not Scope.CONCLUSION)


leads_of = Kept(Leads)
"""Gives the leads of a program, found out once."""
