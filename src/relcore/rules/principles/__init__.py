"""The six principles: what every piece of advice must pass, whoever gives it."""

from relcore.lang import Playbook
from relcore.rules.principles import (
    dedication,
    discretion,
    innovation,
    integrity,
    respect,
    responsibility,
    understanding,
)

playbook = Playbook("principles")
playbook.include(
    understanding.playbook,
    respect.playbook,
    responsibility.playbook,
    dedication.playbook,
    integrity.playbook,
    discretion.playbook,
    innovation.playbook,
)

__all__ = ["playbook"]
