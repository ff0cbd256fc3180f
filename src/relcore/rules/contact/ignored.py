"""Contacts that came back without an answer: after several in a row the customer is left in peace."""

from __future__ import annotations

from datetime import date

from relcore.facts import (
    Conclusion,
    Customer,
    Direction,
    Interaction,
    InteractionKind,
    Layer,
    Purpose,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    conclude,
    count,
    days,
    days_since,
    defer,
    earliest,
    exists,
    known,
    latest,
    or_else,
    param,
    value,
    warn,
    when,
)
from relcore.rules.contact.counted import is_ours

playbook = Playbook("ignored")

playbook.parameter(
    "contact.ignored_limit",
    3,
    "Contacts in a row without an answer after which a customer is left in peace",
    unit="contacts",
    at_least=1,
    at_most=100,
)
playbook.parameter(
    "contact.ignored_rest_days",
    60,
    "Days after the last contact without an answer for which a customer is left in peace",
    unit="days",
    at_least=1,
    at_most=3660,
)


class SignOfLife(Conclusion):
    """The last day on which the customer answered or began a contact itself."""

    on: date | None = None


class Ignored(Conclusion):
    """So many contacts in a row without an answer that we stop for a while."""

    last: date | None = None


def is_sign_of_life(contact: Interaction) -> Condition:
    """Hold where the customer answered, or began the contact."""
    return (
        (or_else(contact.direction, Direction.OUTBOUND) == Direction.INBOUND)
        | (contact.kind == InteractionKind.REQUEST)
        | or_else(contact.answered, False)
    ) & (days_since(contact.on) >= 0)


def is_ignored(contact: Interaction) -> Condition:
    """Hold for a contact of ours without an answer, with no sign of life since."""
    return (
        is_ours(contact)
        & ~or_else(contact.answered, True)
        & absent(SignOfLife, lambda sign: value(sign.on) >= contact.on)
    )


@playbook.rule(origin="relcore")
def sign_of_life(customer: Customer) -> Clause:
    """Whoever answers or gets in touch is not ignoring us."""
    return when(exists(Interaction, is_sign_of_life)).then(
        conclude(SignOfLife, on=latest(Interaction, lambda contact: contact.on, is_sign_of_life))
    )


@playbook.rule(cites="S1.G3-time.guard.1", origin="relcore")
def ignored(customer: Customer) -> Clause:
    """Several contacts in a row without an answer are an answer."""
    return when(count(Interaction, is_ignored) >= param("contact.ignored_limit")).then(
        conclude(Ignored, last=latest(Interaction, lambda contact: contact.on, is_ignored)),
    )


@playbook.rule(cites="S1.G3-time.guard.1", origin="relcore")
def tell_of_ignored(ignored: Ignored) -> Clause:
    """That nobody answers is worth knowing: perhaps the time, the channel or the person is wrong."""
    return when(known(ignored.last)).then(
        warn("contacts-ignored", since=earliest(Interaction, lambda contact: contact.on, is_ignored))
    )


@playbook.guard(Layer.CONSENT, cites="S1.G3-time.guard.1", origin="relcore")
def leave_in_peace(candidate: Recommendation, ignored: Ignored) -> Clause:
    """Who does not answer is left in peace for a while; service goes on."""
    free = value(ignored.last) + days(param("contact.ignored_rest_days"))
    return when(
        known(candidate.channel),
        or_else(candidate.purpose, Purpose.SALES) != Purpose.SERVICE,
        free > as_of(),
    ).then(defer(candidate, "contacts-ignored", until=free))
