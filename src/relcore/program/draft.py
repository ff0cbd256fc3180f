"""A draft: rule sets on their way to becoming a program, with the problems found so far."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from relcore.errors import Diagnostic, Place
from relcore.ir import ActionDecl, FactType, Parameter, Rule, RuleSet, Scalar
from relcore.program.program import Override, Stratum


@dataclass(frozen=True)
class Draft:
    """What the passes hand on to one another."""

    sources: tuple[RuleSet, ...]
    settings: Mapping[str, Scalar] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    types: Mapping[str, FactType] = field(default_factory=dict)
    models: Mapping[str, type[Any]] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    values: Mapping[str, Scalar] = field(default_factory=dict)
    actions: Mapping[str, ActionDecl] = field(default_factory=dict)
    strata: tuple[Stratum, ...] = ()
    overrides: tuple[Override, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    def blame(self, problems: Iterable[Diagnostic]) -> Draft:
        """Give the draft with more problems noted."""
        return replace(self, problems=self.problems + tuple(problems))


def place_of(rule: Rule) -> Place:
    """Give the place to which a problem of a rule is pinned."""
    return rule.place if rule.place != Place() else Place(subject=f"rule {rule.id}")


def suggestion(name: str, known: Iterable[str]) -> str:
    """Offer the nearest known name, or the first dozen of those that are known."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return f"did you mean '{close[0]}'?"
    more = [f"and {len(names) - 12} more"] if len(names) > 12 else []
    return "known: " + ", ".join(names[:12] + more) if names else "none is known; declare it first"
