"""The advisor asked again with other facts: what would change, what the next step takes, what to ask."""

from relcore.simulation.asking import Asked, questions_of
from relcore.simulation.edits import Edit, parse_add, parse_remove, parse_set
from relcore.simulation.next_stage import NextStage, next_stage
from relcore.simulation.what_if import WhatIf, what_if

__all__ = [
    "Asked",
    "Edit",
    "NextStage",
    "WhatIf",
    "next_stage",
    "parse_add",
    "parse_remove",
    "parse_set",
    "questions_of",
    "what_if",
]
