"""Contact policy: how often, how soon again, what not twice, and never silent; one file for each question.

Consent is in the file `consent` beside this folder; days and hours of a contact are found when advice is
scheduled.
"""

from relcore.lang import Playbook
from relcore.rules.contact import caps, counted, hours, ignored, keep_alive, material

playbook = Playbook("contact")
playbook.include(
    counted.playbook,
    caps.playbook,
    ignored.playbook,
    material.playbook,
    keep_alive.playbook,
    hours.playbook,
)

__all__ = ["playbook"]
