"""The built-in playbook, and only rules: one file for each question that a salesperson asks.

`builtin` puts them together. Each file exposes its own `playbook`, which can be read and tried alone.
"""

from __future__ import annotations

from pathlib import Path

from relcore.facts import BUILTIN_ACTIONS
from relcore.lang import Playbook
from relcore.rules import (
    accepted,
    after_sale,
    archetypes,
    audience,
    authority,
    care_level,
    care_temperature,
    claims,
    closeness,
    complaints,
    consent,
    contact,
    contact_mix,
    customer_value,
    depth,
    figures,
    ill_will,
    ladder,
    lifecycle,
    occasions,
    opportunities,
    parameters,
    permissions,
    personality,
    plays,
    principles,
    promises,
    punctuality,
    purchases,
    scoring,
    share_of_wallet,
    share_periods,
    sightings,
    silence,
    stage_advice,
    unsettled,
    visits,
)

__all__ = ["WORDS", "builtin"]

WORDS = Path(__file__).parent / "locale"
"""Folder of the messages that the built-in rules use."""


def builtin(version: str = "") -> Playbook:
    """Give a fresh playbook with all built-in rules, parameters and actions, as of a version of relcore.

    >>> playbook = builtin()
    >>> playbook.name, len(playbook.ruleset().rules) > 200
    ('relcore', True)
    """
    playbook = Playbook("relcore", version, distribution="relcore")
    for spec in BUILTIN_ACTIONS:
        playbook.action(spec)
    playbook.include(
        parameters.playbook,
        # What every advice must pass.
        principles.playbook,
        permissions.playbook,
        consent.playbook,
        contact.playbook,
        authority.playbook,
        complaints.playbook,
        claims.playbook,
        ill_will.playbook,
        promises.playbook,
        # Who the customer is.
        sightings.playbook,
        scoring.playbook,
        archetypes.playbook,
        personality.playbook,
        customer_value.playbook,
        audience.playbook,
        # Where the relationship stands, and what comes next.
        ladder.playbook,
        share_periods.playbook,
        share_of_wallet.playbook,
        stage_advice.playbook,
        lifecycle.playbook,
        unsettled.playbook,
        purchases.playbook,
        silence.playbook,
        contact_mix.playbook,
        closeness.playbook,
        care_level.playbook,
        care_temperature.playbook,
        depth.playbook,
        figures.playbook,
        # The work of each day.
        occasions.playbook,
        opportunities.playbook,
        after_sale.playbook,
        visits.playbook,
        punctuality.playbook,
        # What takes several steps.
        plays.playbook,
        # What is meant to be as odd as it looks.
        accepted.playbook,
    )
    return playbook
