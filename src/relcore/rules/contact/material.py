"""The same material once: what one team has sent, no other team sends again."""

from __future__ import annotations

from relcore.facts import BUILTIN_ACTIONS, Interaction, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days_between,
    days_since,
    deny,
    known,
    one_of,
    param,
    value,
    warn,
    when,
)
from relcore.rules.contact.counted import is_ours

playbook = Playbook("material")

playbook.parameter(
    "material.again_days",
    180,
    "Days in which the same material is not sent to a customer again",
    unit="days",
    at_least=1,
    at_most=3660,
)

SENDING = tuple(spec.name for spec in BUILTIN_ACTIONS if spec.group == "material")
"""Actions that send material, be it a brochure or news of a product."""


def is_same(candidate: Recommendation, sent: Interaction) -> Condition:
    """Hold where the candidate would send the same material, or material on the same matter."""
    return (sent.material == candidate.about) | (
        one_of(candidate.action, *SENDING) & known(sent.material) & (sent.about == candidate.about)
    )


@playbook.guard(Layer.CONSENT, cites=("S1.C2-mkt.guard.1", "S1.I1-orient.guard.1"))
def not_again(candidate: Recommendation, sent: Interaction) -> Clause:
    """What the customer has received, from whichever team, is not sent again."""
    return when(
        known(candidate.about),
        is_ours(sent),
        days_since(sent.on) < param("material.again_days"),
        is_same(candidate, sent),
    ).then(deny(candidate, "material-sent"))


@playbook.rule(cites="S1.C2-mkt.guard.1")
def sent_twice(first: Interaction, again: Interaction) -> Clause:
    """Two teams that send the same material do not know of each other, and the customer notices."""
    return when(
        known(first.material),
        first.material == again.material,
        value(first.team) != value(again.team),
        is_ours(first) & is_ours(again),
        first.on <= again.on,
        days_between(first.on, again.on) < param("material.again_days"),
        days_since(again.on) < param("material.again_days"),
    ).then(warn("material-twice", about=again.material, since=again.on))
