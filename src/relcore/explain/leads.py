"""Where rules lead to: the actions that depend on each rule, by what rules read and conclude."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from relcore.explain.kept import Kept
from relcore.ir import Const, Rule
from relcore.program import Program, dependencies
from relcore.program.strata import components

RECOMMENDATION = "Recommendation"


def actions_of(rule: Rule) -> Iterator[str]:
    """Give the actions that a rule recommends itself."""
    for head in rule.heads:
        action = dict(head.fields).get("action")
        if head.fact == RECOMMENDATION and isinstance(action, Const):
            yield str(action.value)


def _leads_to(program: Program) -> Mapping[str, frozenset[str]]:
    needs = dependencies(tuple(program.rules.values()))
    found = {id: frozenset(actions_of(rule)) for id, rule in program.rules.items()}
    # Needed rules come first, so that backwards each group is complete before it is passed on.
    for group in reversed(list(components(needs))):
        together = frozenset[str]().union(*(found[member] for member in group))
        for member in group:
            found[member] = together
            for needed in needs[member]:
                if needed not in group:
                    found[needed] |= together
    return found


_kept = Kept(_leads_to)


def leads_to(program: Program) -> Mapping[str, frozenset[str]]:
    """Map each rule to the actions that it, or any rule that depends on it, recommends."""
    return _kept(program)
