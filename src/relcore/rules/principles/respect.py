"""Respect, the safeguard: dignity and lawful interests of the customer and of those around it.

That nobody is contacted against his will is said in `consent`; busy and quiet hours have their own file.
"""

from __future__ import annotations

from relcore.facts import Action, Consent, ConsentScope, Interaction, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    days_since,
    deny,
    known,
    or_else,
    param,
    replace,
    value,
    warn,
    when,
)
from relcore.rules import parameters

playbook = Playbook("respect")
playbook.include(parameters.playbook)


def is_lasting(consent: Consent) -> Condition:
    """Hold for a permission that was given and neither ran out nor was taken back."""
    return (
        value(consent.granted)
        & (or_else(consent.given_on, as_of()) <= as_of())
        & (or_else(consent.expires_on, as_of()) >= as_of())
        & (~known(consent.withdrawn_on) | (value(consent.withdrawn_on) > as_of()))
    )


@playbook.guard(Layer.PRINCIPLE, cites=("S4.2-expert.do.3", "S1.F2-pyr.2", "S0.P2-respect.do.1"))
def no_names_of_other_customers(candidate: Recommendation) -> Clause:
    """What works elsewhere is told without names, for one customer's matters are not another's."""
    return when(candidate.action == Action.SHARE_NAMED_PRACTICE).then(
        replace(candidate, Action.SHARE_ANONYMISED_PRACTICE, "no-names")
    )


@playbook.guard(Layer.PRINCIPLE, cites=("S0.P2-respect.do.1", "S1.P.do.2", "S1.G1-db.do.1"))
def family_only_with_permission(candidate: Recommendation) -> Clause:
    """The family is nobody's business unless the customer says so."""
    return when(
        candidate.action == Action.REACH_FAMILY,
        absent(
            Consent,
            lambda consent: (consent.scope == ConsentScope.FAMILY_DATA) & is_lasting(consent),
        ),
    ).then(deny(candidate, "family-without-permission"))


def is_recent(talk: Interaction) -> Condition:
    """Hold for a contact of late."""
    span: int = param("request.recent_days")
    return (days_since(talk.on) >= 0) & (days_since(talk.on) <= span)


@playbook.rule(cites=("S0.P2-respect.do.1", "S1.F2-pyr.2"))
def confidence_was_broken(talk: Interaction) -> Clause:
    """Whoever told one customer's matters to another has to know what that costs."""
    return when(value(talk.confidential_shared), is_recent(talk)).then(
        warn("confidence-broken", about=talk.id, since=talk.on)
    )


@playbook.rule(cites=("S0.P2-respect.do.1", "S2.CP1-root.do.2"))
def somebody_was_blamed(talk: Interaction) -> Clause:
    """Nobody is named as the cause without evidence."""
    return when(value(talk.blamed_person), is_recent(talk)).then(
        warn("person-blamed", about=talk.id, since=talk.on)
    )


@playbook.rule(cites=("S2.CT2-listen.do.1", "S0.P2-respect.do.1"))
def customer_was_interrupted(talk: Interaction) -> Clause:
    """Who is interrupted while telling a grievance has two grievances."""
    return when(value(talk.interrupted), is_recent(talk)).then(
        warn("interrupted", about=talk.id, since=talk.on)
    )


@playbook.rule(cites="S2.CT3-apologise.dont.1")
def own_house_was_blamed(talk: Interaction) -> Clause:
    """To join in blaming our own house helps nobody: say what is wrong, and what we do about it."""
    return when(value(talk.blamed_company), is_recent(talk)).then(
        warn("own-house-blamed", about=talk.id, since=talk.on)
    )
