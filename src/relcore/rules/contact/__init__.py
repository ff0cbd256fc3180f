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

# The numbers by which the scheduler finds a day and an hour for what rules advise.
playbook.parameter(
    "contact.patience_days",
    14,
    "Days after its due date, or after the first possible day, in which a contact put off still makes sense",
    unit="days",
    at_least=0,
    at_most=366,
)
playbook.parameter(
    "contact.quiet_from_hour",
    21,
    "Hour from which nobody is called or texted, where no policy says",
    unit="hour of the day",
    at_least=12,
    at_most=24,
)
playbook.parameter(
    "contact.quiet_until_hour",
    8,
    "Hour until which nobody is called or texted, where no policy says",
    unit="hour of the day",
    at_least=0,
    at_most=12,
)
playbook.parameter(
    "contact.shortest_minutes",
    15,
    "Minutes that a free stretch of the day must last to be used",
    unit="minutes",
    at_least=1,
    at_most=480,
)
playbook.parameter(
    "contact.working_days_only",
    1,
    "1 to visit and call on working days only where no policy says and it is no service; 0 for any day",
    unit="yes or no",
    at_least=0,
    at_most=1,
)
playbook.parameter(
    "contact.one_matter_together",
    1,
    "1 to count what is about the same matter, for the same purpose, as one contact; 0 to count each action",
    unit="yes or no",
    at_least=0,
    at_most=1,
)

__all__ = ["playbook"]
