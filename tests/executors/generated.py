"""Generated programs and facts, as the kit for rule authors ships them."""

from __future__ import annotations

from relcore.testing.programs import rulesets
from relcore.testing.toy_world import AS_OF, CONSTANTS, MODELS, PARAMETERS, TYPES, fact_lists

__all__ = ["AS_OF", "CONSTANTS", "MODELS", "PARAMETERS", "TYPES", "fact_lists", "rulesets"]
