"""Plays: what takes several steps, each with its day, from a complaint to the way into a new account."""

from relcore.lang import Playbook
from relcore.rules.plays import (
    affection,
    after_sale_service,
    closing,
    complaint_handling,
    entry,
    events,
    fulfilment,
    greeting,
    key_people,
    outlet_visits,
    promise_ledger,
    repair,
    retention,
    steps,
)

playbook = Playbook("plays")
playbook.include(
    steps.playbook,
    complaint_handling.playbook,
    promise_ledger.playbook,
    greeting.playbook,
    after_sale_service.playbook,
    closing.playbook,
    fulfilment.playbook,
    entry.playbook,
    key_people.playbook,
    repair.playbook,
    retention.playbook,
    outlet_visits.playbook,
    affection.playbook,
    events.playbook,
)

__all__ = ["playbook"]
