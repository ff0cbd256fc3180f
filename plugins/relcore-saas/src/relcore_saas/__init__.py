"""relcore for subscription software: onboarding, usage, champions, seats, renewals and support."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from relcore.facts import ActionSpec
from relcore.lang import Playbook
from relcore.plugins import RowReader, hookimpl
from relcore_saas.actions import ACTIONS
from relcore_saas.playbook import PARTS
from relcore_saas.week_tables import read_week_table

__all__ = [
    "EXAMPLE",
    "EXAMPLE_DAY",
    "WORDS",
    "relcore_actions",
    "relcore_playbooks",
    "relcore_readers",
    "relcore_words",
]

__version__ = "0.1.0"

relcore_api = 1
relcore_name = "saas"

EXAMPLE = Path(__file__).parent / "example"
"""Folder of the example book: exports of an invented maker of software, and the mapping that reads them."""
EXAMPLE_DAY = date(2026, 6, 16)
"""The day for which the example book is written."""
WORDS = Path(__file__).parent / "locale"
"""Folder of the messages, in English and Chinese."""


@hookimpl
def relcore_playbooks() -> Iterable[Playbook]:
    """Give the rules and guards."""
    playbook = Playbook("saas", __version__)
    playbook.include(*PARTS)
    return [playbook]


@hookimpl
def relcore_actions() -> Iterable[ActionSpec]:
    """Give the actions that the rules recommend."""
    return ACTIONS


@hookimpl
def relcore_words() -> Iterable[Path]:
    """Give the messages."""
    return [WORDS]


@hookimpl
def relcore_readers() -> Mapping[str, RowReader]:
    """Read usage tables that have one column for each week."""
    return {".weeks": read_week_table}
