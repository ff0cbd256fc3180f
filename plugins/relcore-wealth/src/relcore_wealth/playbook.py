"""The parts of the playbook, each a file that answers one question."""

from __future__ import annotations

from relcore.lang import Playbook
from relcore_wealth import care, cooling_off, liquidity, products, profiles, rivals, yields

PARTS: tuple[Playbook, ...] = (
    profiles.playbook,
    products.playbook,
    yields.playbook,
    rivals.playbook,
    liquidity.playbook,
    cooling_off.playbook,
    care.playbook,
)
"""All parts, in the order in which a relationship manager thinks: whom, what, with which words, and after."""
