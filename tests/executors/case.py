"""A case: rules, facts, and what must follow; one file of `cases` for each feature of the language.

A case is a module with these names:

- `PLAYBOOK`: the rules
- `GIVEN`: the facts of one customer, and of the company
- `AS_OF`: the day of the decision
- `EXPECT`: every conclusion that must follow
- `SUPPORTS` (where they matter): for some of the conclusions, every way in which they are reached
- `SETTINGS` (where they matter): values that the company set
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any

from relcore.facts.base import Conclusion, Fact
from relcore.facts.snapshot import Snapshot
from relcore.ir import RuleSet, Scalar
from relcore.lang import Playbook, fact_type
from relcore.ledger import Ledger, Ref, Support, plain, row_id
from relcore.program import Program, compile_program
from tests.executors import cases


@dataclass(frozen=True)
class Case:
    """Rules, facts, and what must follow."""

    name: str
    says: str
    playbook: Playbook
    given: Sequence[Fact]
    as_of: date
    expect: Sequence[Conclusion]
    supports: Sequence[tuple[Conclusion, Sequence[Support]]] = ()
    settings: Mapping[str, Scalar] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    def program(self, *, backwards: bool = False) -> Program:
        """Compile the rules, if wanted in the opposite order."""
        ruleset: RuleSet = self.playbook.ruleset()
        if backwards:
            ruleset = replace(ruleset, rules=ruleset.rules[::-1], types=ruleset.types[::-1])
        return compile_program([ruleset], self.settings)

    def snapshot(self, *, backwards: bool = False) -> Snapshot:
        """Gather the facts, if wanted in the opposite order."""
        return Snapshot.of(reversed(self.given) if backwards else self.given)


def ref(fact: Fact) -> Ref:
    """Refer to a fact or a conclusion as supports do."""
    name = type(fact).__name__
    return Ref(name, row_id(name, row_of(fact)) if isinstance(fact, Conclusion) else fact.identity)


def by(rule: str, *facts: Fact, witnesses: Sequence[Fact] = ()) -> Support:
    """Give a support: a rule of the case, what was bound to its parameters, and witnesses."""
    return Support(f"case.{rule}", tuple(map(ref, facts)), tuple(map(ref, witnesses)))


def row_of(conclusion: Fact) -> tuple[Any, ...]:
    """Give the content of a conclusion as a row."""
    return tuple(getattr(conclusion, name) for name in fact_type(type(conclusion)).columns)


def told(conclusions: Sequence[Conclusion]) -> list[str]:
    """Tell conclusions line by line, in an order of their own, so that differences are seen at once."""
    return sorted(f"{type(one).__name__} {_content(one)}" for one in conclusions)


def _content(conclusion: Conclusion) -> str:
    names = fact_type(type(conclusion)).columns
    return ", ".join(f"{name}={plain(getattr(conclusion, name))!r}" for name in names)


def concluded(ledger: Ledger) -> list[Conclusion]:
    """Give all conclusions of a ledger."""
    models: list[type[Conclusion]] = [ledger.shape.models[name] for name in sorted(ledger.derived)]
    return [conclusion for model in models for conclusion in ledger.of(model)]


def load(module: ModuleType) -> Case:
    """Read a case from its module."""
    given: dict[str, Any] = {
        "says": module.__doc__ or "",
        "playbook": module.PLAYBOOK,
        "given": module.GIVEN,
        "as_of": module.AS_OF,
        "expect": module.EXPECT,
        "supports": getattr(module, "SUPPORTS", ()),
        "settings": getattr(module, "SETTINGS", {}),
    }
    return Case(module.__name__.rpartition(".")[2], **given)


def all_cases() -> list[Case]:
    """Give the cases in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(cases.__path__))
    return [load(import_module(f"{cases.__name__}.{name}")) for name in names]
