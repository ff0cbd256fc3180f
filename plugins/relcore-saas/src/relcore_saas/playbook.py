"""The parts of the playbook, each a file that answers one question."""

from __future__ import annotations

from relcore.lang import Playbook
from relcore_saas import champions, onboarding, renewal, seats, support, usage

PARTS: tuple[Playbook, ...] = (
    onboarding.playbook,
    usage.playbook,
    champions.playbook,
    seats.playbook,
    support.playbook,
    renewal.playbook,
)
"""All parts, in the order of a subscription's life."""
