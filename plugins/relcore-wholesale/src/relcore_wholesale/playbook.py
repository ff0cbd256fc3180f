"""The parts of the playbook, each a file that answers one question."""

from __future__ import annotations

from relcore.lang import Playbook
from relcore_wholesale import affection, display, route, sell_through, shelf, territory

PARTS: tuple[Playbook, ...] = (
    route.playbook,
    shelf.playbook,
    display.playbook,
    sell_through.playbook,
    territory.playbook,
    affection.playbook,
)
"""All parts, in the order of a visit: the way there, the shelf, the display, the talk, and the people."""
