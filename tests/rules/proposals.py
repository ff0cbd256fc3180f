"""Proposals for guards to judge: playbooks that recommend what a test names, and what guards said of it."""

from __future__ import annotations

from typing import Any

from relcore.facts import ActionSpec, Recommendation, Verdict, VerdictKind
from relcore.lang import Playbook
from relcore.ledger import Ledger
from relcore.testing import proposal

__all__ = ["foreign", "judged", "proposal", "proposed", "replaced"]


def foreign(name: str, **properties: Any) -> Playbook:
    """Give a playbook of somebody else that declares an action and proposes it."""
    spec = ActionSpec(name=name, label_en="Foreign", label_zh="外来", **properties)
    book = proposal(name)
    book.action(spec)
    return book


def replaced(ledger: Ledger, action: str) -> set[str | None]:
    """Give the actions that guards put in the place of one."""
    said = (item for item in ledger.of(Verdict) if item.action == action)
    return {item.replaced_by for item in said if item.kind is VerdictKind.REPLACE}


def judged(ledger: Ledger, action: str) -> dict[str, VerdictKind]:
    """Give what guards say of an action: reasons and kinds of verdict."""
    return {item.reason: item.kind for item in ledger.of(Verdict) if item.action == action}


def proposed(ledger: Ledger, action: str) -> list[Recommendation]:
    """Give all recommendations of an action."""
    return [item for item in ledger.of(Recommendation) if item.action == action]
