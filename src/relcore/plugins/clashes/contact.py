"""Clashes about contact: how often, how warmly, how fast, and what may be known."""

from __future__ import annotations

from collections.abc import Iterator

from relcore.errors import Place
from relcore.facts import Action, Archetype, Channel, Personality, Promise, Purpose
from relcore.plugins.clashes.interest import Clash
from relcore.plugins.clashes.reading import Added
from relcore.program.draft import place_of

_SELDOM = frozenset({Archetype.CREDIT_SEEKING, Archetype.STINGY, Archetype.TASK_DRIVEN})
_MATTER_OF_FACT = frozenset({Personality.ANALYTICAL, Personality.DOMINANT, Archetype.RATIONAL})
_IN_NO_HURRY = frozenset({Personality.ANALYTICAL, Personality.AMIABLE})
_WRITTEN = frozenset({Channel.EMAIL, Channel.SMS, Channel.CHAT})
_CHAT = frozenset({Action.SMALL_TALK, Action.INFORMAL_MEETING})
_PERMISSION = frozenset({"Consent", "Permission"})
_UNASKED = frozenset({"touch", "material"})
_SELLING = frozenset({Purpose.SALES, Purpose.MARKETING})


def writes_too_often(added: Added) -> Iterator[Clash]:
    """C7: unasked contact with people who want little of it, or less room between contacts."""
    for reading in added.readings:
        for act in reading.acts:
            purpose = act.tells("purpose")
            unasked = purpose == Purpose.MARKETING or act.spec.group in _UNASKED
            if act.spec.contact and unasked and purpose != Purpose.SERVICE and reading.types & _SELDOM:
                yield place_of(reading.rule), f"it proposes '{act.spec.name}' to people who want few contacts"
    for name in ("contact.floor_days", "credit_seeking.min_gap_days"):
        for new, old in added.replaced(name):
            if new.default < old.default:  # type: ignore[operator]
                yield (
                    Place(subject=f"parameter {name}"),
                    f"{new.default} days instead of {old.default} mean more contacts, not a lasting one",
                )


def chats_with_people_of_few_words(added: Added) -> Iterator[Clash]:
    """C10: small talk with people who come for the matter."""
    for reading in added.readings:
        for act in reading.acts:
            if act.spec.name in _CHAT and reading.types & _MATTER_OF_FACT:
                yield (
                    place_of(reading.rule),
                    f"it proposes '{act.spec.name}' to people who come for the matter",
                )


def greets_without_permission(added: Added) -> Iterator[Clash]:
    """C11: a greeting in writing without a permission, or one that sells."""
    for reading in added.readings:
        for act in reading.acts:
            written = "channel" in act.said and act.tells("channel") in _WRITTEN
            if act.spec.group == "greeting" and written and not reading.facts & _PERMISSION:
                yield (
                    place_of(reading.rule),
                    f"it proposes '{act.spec.name}' in writing and asks no permission",
                )
    for spec in added.specs:
        if spec.group == "greeting" and spec.purpose in _SELLING:
            yield Place(subject=f"action {spec.name}"), f"'{spec.name}' greets in order to sell"


def hurries(added: Added) -> Iterator[Clash]:
    """C14: pressure on people who need time, or a date before the papers are there."""
    for reading in added.readings:
        for act in reading.acts:
            if act.spec.name == Action.ASK_FOR_DECISION and reading.types & _IN_NO_HURRY:
                yield place_of(reading.rule), "it asks people for a decision who need time"
            dated = act.tells("promise") == Promise.DATE and act.tells("purpose") in _SELLING
            if dated and Archetype.DIFFICULT in reading.types:
                yield place_of(reading.rule), f"it proposes '{act.spec.name}' where the papers come first"


def reaches_the_family(added: Added) -> Iterator[Clash]:
    """C21: the family, without a permission."""
    for reading in added.readings:
        for act in reading.acts:
            if act.spec.name == Action.REACH_FAMILY and "Consent" not in reading.facts:
                yield place_of(reading.rule), "it reaches out to the family and asks no permission"


def sells_at_social_events(added: Added) -> Iterator[Clash]:
    """C24: an event that is social and sells."""
    for reading in added.readings:
        names = {act.spec.name for act in reading.acts}
        if names >= {Action.INVITE_TO_SOCIAL_EVENT, Action.INVITE_TO_PRODUCT_EVENT}:
            yield place_of(reading.rule), "it invites to a social event and to a product event at once"
        for act in reading.acts:
            social = act.spec.name == Action.INVITE_TO_SOCIAL_EVENT
            if social and act.tells("purpose") in _SELLING:
                yield place_of(reading.rule), "it invites to a social event in order to sell"
            elif act.tells("purpose") in _SELLING and reading.fixes("Interaction", "event_type", "social"):
                yield place_of(reading.rule), f"it proposes '{act.spec.name}' at a social event"
