"""People: who cares about the product at the customer, and what happens when that person leaves."""

from __future__ import annotations

from datetime import date

from relcore.facts import Conclusion, Contact, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    ask,
    conclude,
    count,
    days,
    days_since,
    defer,
    exists,
    known,
    one_of,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore_saas.actions import CHECK_IN, EXPANSIONS, FIND_CHAMPION, MEET_SUCCESSOR, WIDEN_CONTACTS
from relcore_saas.facts import ProductRole, ProductRoleKind, Subscription
from relcore_saas.subscriptions import ORIGIN, is_running

playbook = Playbook("saas.champions")

playbook.parameter(
    "saas.successor_days",
    7,
    "Days after a champion left within which we meet the successor",
    unit="days",
    origin=ORIGIN,
    at_least=1,
    at_most=60,
)
playbook.parameter(
    "saas.champion_left_days",
    180,
    "Days for which a champion's leaving is a danger",
    unit="days",
    origin=ORIGIN,
    at_least=30,
    at_most=730,
)
playbook.parameter(
    "saas.champion_silent_days",
    21,
    "Days without a sign of the champion in the product after which we check in",
    unit="days",
    origin=ORIGIN,
    at_least=7,
    at_most=180,
)
playbook.parameter(
    "saas.one_contact_seats",
    25,
    "Seats from which one person is too few to know",
    unit="seats",
    origin=ORIGIN,
    at_least=2,
    at_most=100_000,
)


class ChampionGone(Conclusion):
    """The champion left and nobody has taken over."""

    contact: str
    left_on: date | None = None


def is_gone(contact: Contact) -> Condition:
    """Hold for a person who has left."""
    return known(contact.left_on) & (days_since(contact.left_on) >= 0)


def is_there(role: ProductRole) -> Condition:
    """Hold for a champion who has not left."""
    return (role.role == ProductRoleKind.CHAMPION) & absent(
        Contact, lambda contact: (contact.id == role.contact_id) & is_gone(contact)
    )


@playbook.rule(origin=ORIGIN)
def champion_left(role: ProductRole, contact: Contact) -> Clause:
    """When the champion leaves, we meet the successor before somebody else's product does."""
    return when(
        role.role == ProductRoleKind.CHAMPION,
        contact.id == role.contact_id,
        is_gone(contact),
        days_since(contact.left_on) <= param("saas.champion_left_days"),
        absent(ProductRole, is_there),
    ).then(
        conclude(ChampionGone, contact=contact.id, left_on=contact.left_on),
        warn("saas-champion-left", about=contact.id, since=contact.left_on),
        recommend(
            MEET_SUCCESSOR,
            about=contact.id,
            due=value(contact.left_on) + days(param("saas.successor_days")),
            weight=3,
            reason="saas-champion-left",
        ),
    )


@playbook.rule(origin=ORIGIN)
def champion_is_silent(role: ProductRole) -> Clause:
    """A champion who no longer opens the product has lost heart, or has another task: ask."""
    return when(
        is_there(role),
        known(role.last_seen_on),
        days_since(role.last_seen_on) > param("saas.champion_silent_days"),
    ).then(recommend(CHECK_IN, about=role.contact_id, reason="saas-champion-silent"))


@playbook.rule(origin=ORIGIN)
def nobody_cares_yet(subscription: Subscription) -> Clause:
    """A product that nobody at the customer makes their own is the first to be cut."""
    return when(
        is_running(subscription),
        absent(ProductRole, lambda role: role.role == ProductRoleKind.CHAMPION),
    ).then(ask("saas-champion"), recommend(FIND_CHAMPION, reason="saas-no-champion"))


@playbook.rule(origin=ORIGIN)
def only_one_person(subscription: Subscription) -> Clause:
    """A large subscription that hangs on one person hangs on a thread."""
    return when(
        is_running(subscription),
        value(subscription.seats) >= param("saas.one_contact_seats"),
        count(ProductRole) == 1,
    ).then(recommend(WIDEN_CONTACTS, reason="saas-one-contact"))


@playbook.guard(Layer.STAGE, origin=ORIGIN)
def first_the_people_then_more(candidate: Recommendation) -> Clause:
    """While nobody has taken over from the champion nothing more is sold."""
    return when(one_of(candidate.action, *EXPANSIONS), exists(ChampionGone)).then(
        defer(candidate, "saas-successor-first", until=None)
    )
