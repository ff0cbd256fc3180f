"""How often is often enough: caps over a rolling window, days between two contacts, and channels never used.

No number is no cap, and 0 is never. Service is not held back but counts; limits for a type of buyer come
after those for everybody, and give way to the contact that keeps a customer from falling silent.
"""

from __future__ import annotations

from datetime import date

from relcore.facts import (
    Archetype,
    Assessment,
    Axis,
    Channel,
    Conclusion,
    ContactPolicy,
    Interaction,
    Layer,
    Purpose,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    as_of,
    conclude,
    count,
    days,
    days_since,
    defer,
    deny,
    earliest,
    exists,
    known,
    latest,
    narrow,
    or_else,
    param,
    value,
    warn,
    when,
)
from relcore.rules import consent
from relcore.rules.consent import is_owed
from relcore.rules.contact import counted
from relcore.rules.contact.counted import is_counted, is_exempt, is_floor, is_meant

playbook = Playbook("caps")
playbook.include(consent.playbook, counted.playbook)


class CapReached(Conclusion):
    """A cap that leaves no room for a further contact before `until`."""

    channel: Channel | None = None
    purpose: Purpose | None = None
    archetype: Archetype | None = None
    until: date | None = None


class TooSoon(Conclusion):
    """A contact so recent that the next has to wait until a day."""

    channel: Channel | None = None
    purpose: Purpose | None = None
    archetype: Archetype | None = None
    until: date | None = None


def in_window(policy: ContactPolicy, contact: Interaction) -> Condition:
    """Hold for a contact that a policy counts today."""
    window: int = or_else(policy.window_days, param("contact.window_days"))
    return is_counted(policy, contact) & (days_since(contact.on) < window)


def is_held_back(candidate: Recommendation, limit: CapReached | TooSoon) -> Condition:
    """Hold for a contact that a limit speaks of and does not let pass."""
    return is_meant(candidate, limit.channel, limit.purpose) & ~is_exempt(candidate, limit.purpose)


def of_type(assessment: Assessment, archetype: Archetype | None) -> Condition:
    """Hold where the buyer is taken to be of the type that a limit is for."""
    return (assessment.axis == Axis.ARCHETYPE) & (assessment.value == archetype)


# --- what is used up -------------------------------------------------------------------------------


@playbook.rule(cites="S1.G3-time.guard.1", origin="relcore")
def cap_reached(policy: ContactPolicy) -> Clause:
    """A cap has room again on the day on which one of the last contacts that fill it leaves the window."""
    most = value(policy.max_contacts)
    last = latest(
        Interaction,
        lambda one: one.on,
        lambda one: (
            in_window(policy, one)
            & (count(Interaction, lambda other: in_window(policy, other) & (other.on >= one.on)) >= most)
        ),
    )
    return when(most >= 1, count(Interaction, lambda contact: in_window(policy, contact)) >= most).then(
        conclude(
            CapReached,
            channel=policy.channel,
            purpose=policy.purpose,
            archetype=policy.archetype,
            until=value(last) + days(or_else(policy.window_days, param("contact.window_days"))),
        )
    )


@playbook.rule(cites="S1.G3-time.guard.1", origin="relcore")
def too_soon(policy: ContactPolicy) -> Clause:
    """So many days lie between two contacts, counted from the last one."""
    last = value(latest(Interaction, lambda contact: contact.on, lambda contact: is_counted(policy, contact)))
    gap = value(policy.min_gap_days)
    return when(known(policy.min_gap_days), last + days(gap) > as_of()).then(
        conclude(
            TooSoon,
            channel=policy.channel,
            purpose=policy.purpose,
            archetype=policy.archetype,
            until=last + days(gap),
        )
    )


# --- limits for everybody --------------------------------------------------------------------------


@playbook.guard(Layer.CONSENT, cites="S1.G3-time.guard.1", origin="relcore")
def never(candidate: Recommendation, policy: ContactPolicy) -> Clause:
    """A cap of 0 closes a channel or a purpose, save for what an open complaint or a contract requires."""
    return when(
        value(policy.max_contacts) == 0,
        ~known(policy.archetype),
        is_meant(candidate, policy.channel, policy.purpose),
        ~is_owed(candidate),
    ).then(deny(candidate, "contact-never"))


@playbook.guard(Layer.CONSENT, cites="S1.G3-time.guard.1", origin="relcore")
def cap(candidate: Recommendation, limit: CapReached) -> Clause:
    """What goes beyond a cap waits until the window has room again."""
    return when(~known(limit.archetype), is_held_back(candidate, limit)).then(
        defer(candidate, "contact-cap", until=limit.until)
    )


@playbook.guard(Layer.CONSENT, cites="S1.G3-time.guard.1", origin="relcore")
def gap(candidate: Recommendation, limit: TooSoon) -> Clause:
    """What comes too soon after the last contact waits."""
    return when(~known(limit.archetype), is_held_back(candidate, limit)).then(
        defer(candidate, "contact-too-soon", until=limit.until)
    )


# --- limits for a type of buyer --------------------------------------------------------------------


@playbook.guard(Layer.TYPE, cites=("S3.5-credit.dont.2", "S3.6-stingy.do.1"), origin="relcore")
def never_for_type(candidate: Recommendation, policy: ContactPolicy, assessment: Assessment) -> Clause:
    """A cap of 0 for a type of buyer leaves service, and the contact that keeps it from falling silent."""
    return when(
        value(policy.max_contacts) == 0,
        of_type(assessment, policy.archetype),
        is_meant(candidate, policy.channel, policy.purpose),
        ~is_exempt(candidate, policy.purpose),
        ~is_floor(candidate),
    ).then(deny(candidate, "contact-never-for-type"))


@playbook.guard(Layer.TYPE, cites=("S3.5-credit.dont.2", "S3.6-stingy.do.1"), origin="relcore")
def cap_for_type(candidate: Recommendation, limit: CapReached, assessment: Assessment) -> Clause:
    """A type of buyer that wants little contact gets little."""
    return when(
        of_type(assessment, limit.archetype), is_held_back(candidate, limit), ~is_floor(candidate)
    ).then(defer(candidate, "contact-cap-for-type", until=limit.until))


@playbook.guard(Layer.TYPE, cites=("S3.5-credit.dont.2", "S3.6-stingy.do.1"), origin="relcore")
def gap_for_type(candidate: Recommendation, limit: TooSoon, assessment: Assessment) -> Clause:
    """Between two contacts with a type of buyer that wants little lies more time."""
    return when(
        of_type(assessment, limit.archetype), is_held_back(candidate, limit), ~is_floor(candidate)
    ).then(defer(candidate, "contact-too-soon-for-type", until=limit.until))


# --- service goes on, and is counted ---------------------------------------------------------------


@playbook.guard(Layer.CONSENT, cites="S1.G7-nostop.do.1", origin="relcore")
def service_passes(candidate: Recommendation, limit: CapReached) -> Clause:
    """Service goes on where a cap is reached; it is noted and counts."""
    return when(
        ~known(limit.archetype),
        is_meant(candidate, limit.channel, limit.purpose),
        is_exempt(candidate, limit.purpose),
    ).then(narrow(candidate, "service-passes-cap"))


@playbook.rule(cites="S1.G3-time.guard.1", origin="relcore")
def more_than_meant(policy: ContactPolicy) -> Clause:
    """More contacts than a cap allows are worth knowing, even where all of the surplus was service."""
    most = value(policy.max_contacts)
    return when(
        known(policy.max_contacts),
        ~known(policy.archetype)
        | exists(Assessment, lambda assessment: of_type(assessment, policy.archetype)),
        count(Interaction, lambda contact: in_window(policy, contact)) > most,
    ).then(
        warn(
            "more-contacts-than-meant",
            since=earliest(Interaction, lambda one: one.on, lambda one: in_window(policy, one)),
        )
    )
