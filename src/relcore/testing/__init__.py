"""The kit for rule authors: stories, strategies, laws, rule coverage and mutants, for any playbook."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from relcore.testing.cases import Cases, approved
    from relcore.testing.check import check_playbook, examine
    from relcore.testing.law import Breach, Law, Subject
    from relcore.testing.laws import LAWS
    from relcore.testing.lives import Life, books, customer_lives
    from relcore.testing.monotone import Monotone
    from relcore.testing.programs import rulesets
    from relcore.testing.story import Story, StoryError, given, proposal
    from relcore.testing.strategies import facts_of, register_strategy

__all__ = [
    "LAWS",
    "Breach",
    "Cases",
    "Law",
    "Life",
    "Monotone",
    "Story",
    "StoryError",
    "Subject",
    "approved",
    "books",
    "check_playbook",
    "customer_lives",
    "examine",
    "facts_of",
    "given",
    "proposal",
    "register_strategy",
    "rulesets",
]

_ROOMS = {
    "LAWS": "laws",
    "Breach": "law",
    "Cases": "cases",
    "Law": "law",
    "Life": "lives",
    "Monotone": "monotone",
    "Story": "story",
    "StoryError": "story",
    "Subject": "law",
    "approved": "cases",
    "books": "lives",
    "check_playbook": "check",
    "customer_lives": "lives",
    "examine": "check",
    "facts_of": "strategies",
    "given": "story",
    "proposal": "story",
    "register_strategy": "strategies",
    "rulesets": "programs",
}


def __getattr__(name: str) -> Any:
    """Load a name from its module when it is first used, so that listening to a suite loads little."""
    if name in _ROOMS:
        return getattr(import_module(f"relcore.testing.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'relcore.testing' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
