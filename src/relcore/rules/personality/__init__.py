"""The four personalities: in which form, at which length and how fast to talk with a person.

A personality never opens or shuts a door and never moves a price; that is for the archetype.
"""

from relcore.lang import Playbook
from relcore.rules import occasions, scoring, sightings
from relcore.rules.personality import amiable, analytical, dominant, emotional

playbook = Playbook("personality")
"""With the scoring that archetypes are assessed by, too."""

playbook.include(
    occasions.playbook,
    sightings.playbook,
    scoring.playbook,
    analytical.playbook,
    dominant.playbook,
    emotional.playbook,
    amiable.playbook,
)

__all__ = ["playbook"]
