"""The nine archetypes: what drives a buyer, which doors that opens, and which it keeps shut.

The archetype decides on gates and prices; form and pace belong to the personality.
"""

from relcore.lang import Playbook
from relcore.rules import occasions, scoring, sightings
from relcore.rules.archetypes import (
    composite,
    credit_seeking,
    difficult,
    greedy,
    owner_minded,
    rational,
    relationship,
    stingy,
    task_driven,
)

playbook = Playbook("archetypes")
"""With the scoring that personalities are assessed by, too."""

playbook.include(
    occasions.playbook,
    sightings.playbook,
    scoring.playbook,
    rational.playbook,
    task_driven.playbook,
    owner_minded.playbook,
    greedy.playbook,
    credit_seeking.playbook,
    stingy.playbook,
    difficult.playbook,
    relationship.playbook,
    composite.playbook,
)

__all__ = ["playbook"]
