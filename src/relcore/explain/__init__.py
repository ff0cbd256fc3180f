"""Why and why not: rules asked again on the final ledger. Nothing here concludes anything."""

from relcore.explain.answers import Condition, Judgement, Missing, Near, RuleAnswer, WhyNot
from relcore.explain.change import Add, Change, Remove, SetField, SetParameter, Wait, apply
from relcore.explain.phrase import Phrases, say
from relcore.explain.prooftext import proof_text
from relcore.explain.remedies import Remedies
from relcore.explain.scene import Scene
from relcore.explain.tables import final_world
from relcore.explain.unknowns import Waiting, waiting
from relcore.explain.whynot import why_not

__all__ = [
    "Add",
    "Change",
    "Condition",
    "Judgement",
    "Missing",
    "Near",
    "Phrases",
    "Remedies",
    "Remove",
    "RuleAnswer",
    "Scene",
    "SetField",
    "SetParameter",
    "Wait",
    "Waiting",
    "WhyNot",
    "apply",
    "final_world",
    "proof_text",
    "say",
    "waiting",
    "why_not",
]
