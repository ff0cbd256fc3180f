"""Why and why not: rules asked again on the final ledger. Nothing here concludes anything."""

from relcore.explain.leads import leads_to
from relcore.explain.tables import final_world
from relcore.explain.unknowns import Blocked, blocked

__all__ = [
    "Blocked",
    "blocked",
    "final_world",
    "leads_to",
]
