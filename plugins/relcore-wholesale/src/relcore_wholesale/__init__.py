"""relcore for a distributor of consumer goods who serves outlets: visits, shelves, displays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from relcore.facts import ActionSpec
from relcore.lang import Playbook
from relcore.plugins import hookimpl
from relcore_wholesale.actions import ACTIONS
from relcore_wholesale.playbook import PARTS

__all__ = ["EXAMPLE", "EXAMPLE_DAY", "WORDS", "relcore_actions", "relcore_playbooks", "relcore_words"]

__version__ = "0.1.0"

relcore_api = 1
relcore_name = "wholesale"

EXAMPLE = Path(__file__).parent / "example"
"""Folder of the example book: invented outlets of an invented drinks distributor."""
EXAMPLE_DAY = date(2026, 6, 15)
"""The day for which the example book is written."""
WORDS = Path(__file__).parent / "locale"
"""Folder of the messages, in English and Chinese."""


@hookimpl
def relcore_playbooks() -> Iterable[Playbook]:
    """Give the rules and guards."""
    playbook = Playbook("wholesale", __version__)
    playbook.include(*PARTS)
    return [playbook]


@hookimpl
def relcore_actions() -> Iterable[ActionSpec]:
    """Give the actions that the rules recommend, and those that the guards refuse by name."""
    return ACTIONS


@hookimpl
def relcore_words() -> Iterable[Path]:
    """Give the messages."""
    return [WORDS]
