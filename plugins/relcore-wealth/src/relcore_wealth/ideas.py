"""Ideas for a client: how long one stays fresh."""

from __future__ import annotations

from relcore.lang import Condition, Playbook, days_since, or_else, param
from relcore_wealth.facts import ProductIdea

ORIGIN = "relcore-wealth"
"""Who made the rules of this package up."""

playbook = Playbook("wealth.ideas")

playbook.parameter(
    "wealth.idea_days",
    45,
    "Days for which an idea for a client stays fresh",
    unit="days",
    origin=ORIGIN,
    at_least=1,
    at_most=365,
)


def is_alive(idea: ProductIdea) -> Condition:
    """Hold for an idea that is neither dropped nor stale."""
    span: int = param("wealth.idea_days")
    return (
        ~or_else(idea.dropped, False) & (days_since(idea.noted_on) >= 0) & (days_since(idea.noted_on) <= span)
    )
