"""What has been seen of a buyer and still counts today, and for how much.

What speaks for which type is said in the files of the types, never here.

Three things keep one impression from becoming a label:

- a kind of cue counts once, by the latest look; to see it again refreshes it and does not add to it;
- a look that found nothing takes an older sighting back, and counts neither for nor against a type;
- the weight halves with each half-life and is gone after the third; what is only on record counts half.

What is not on record says nothing, and nobody is asked for it. All people at a customer are scored as one
buyer. Where the person who decides is known and has been observed, what was seen of others does not count.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from relcore.facts import Conclusion, Contact, Cue, CueKind, Customer, DecisionRole, Opportunity
from relcore.lang import (
    Clause,
    Conclude,
    Condition,
    Playbook,
    absent,
    as_of,
    conclude,
    days_since,
    known,
    or_else,
    param,
    value,
    when,
)
from relcore.rules.occasions import is_open

playbook = Playbook("sightings")

playbook.parameter(
    "scoring.half_life_days",
    180,
    "Days after which an observation counts half",
    unit="days",
    at_least=7,
    at_most=3660,
)
playbook.parameter(
    "scoring.many_suppliers",
    3,
    "Suppliers on record from which a buyer counts as one who compares",
    unit="suppliers",
    at_least=2,
    at_most=100,
)
playbook.parameter(
    "scoring.little_power",
    2,
    "Greatest decision power on record that counts as little",
    unit="rating from 1 to 5",
    at_least=1,
    at_most=5,
)

FULL: Final = 4
"""Strength of a fresh sighting; it can be halved twice without a remainder."""
RECORDED: Final = 2
"""Strength of what is only on record: half, for nobody has looked."""
STEPS: Final = 3
"""Half-lives after which a sighting is forgotten."""

_DECIDER: Final = "decider"
_ANYBODY: Final = "anybody"


class Look(Conclusion):
    """An observation with a result, made by the day of the decision."""

    kind: CueKind
    present: bool
    observed_on: date
    whose: str
    """Whether it is about the person who decides ("decider") or not ("anybody")."""


class Sighting(Conclusion):
    """A kind of cue that counts today."""

    kind: CueKind
    strength: int
    """4 for a fresh sighting, 2 in the second half-life, 1 in the third; 2 for what is only on record."""
    observed_on: date | None = None
    """Day of the observation; unknown where the customer's record says it."""


class Age(NamedTuple):
    """A span of half-lives, and the strength that is left in it."""

    begins: int
    ends: int
    strength: int


AGES = {
    "fresh": Age(0, 1, FULL),
    "ageing": Age(1, 2, FULL // 2),
    "fading": Age(2, STEPS, FULL // 4),
}


def has_result(cue: Cue) -> Condition:
    """Hold where somebody looked by the day of the decision and could tell."""
    return known(cue.present) & (days_since(cue.observed_on) >= 0)


def has_not_left(person: Contact) -> Condition:
    """Hold where a person is still at the customer."""
    return ~known(person.left_on) | (value(person.left_on) > as_of())


def nobody_looked(kind: CueKind) -> Condition:
    """Hold where nobody has looked for a cue; a look says more than a record."""
    return absent(Look, lambda look: look.kind == kind)


def look(cue: Cue, whose: str) -> Conclude:
    """Conclude that a cue may count."""
    return conclude(Look, kind=cue.kind, present=value(cue.present), observed_on=cue.observed_on, whose=whose)


def on_record(kind: CueKind) -> Conclude:
    """Conclude a sighting that rests on the customer's record and does not age."""
    return conclude(Sighting, kind=kind, strength=RECORDED)


@playbook.rule(cites=("S1.A0.flow.2", "S1.A0.flow.4"))
def look_at_decider(cue: Cue, contact: Contact) -> Clause:
    """What was observed of the person who decides may count."""
    return when(
        has_result(cue),
        cue.contact_id == contact.id,
        contact.role == DecisionRole.DECIDER,
        has_not_left(contact),
    ).then(look(cue, _DECIDER))


@playbook.rule(cites="S1.A0.flow.2")
def look_at_customer(cue: Cue) -> Clause:
    """What was observed without naming a person may count."""
    return when(has_result(cue), ~known(cue.contact_id)).then(look(cue, _ANYBODY))


@playbook.rule(cites="S1.A0.flow.2")
def look_at_others(cue: Cue) -> Clause:
    """What was observed of somebody else may count as long as nobody has observed the person who decides."""
    return when(
        has_result(cue),
        known(cue.contact_id),
        absent(Look, lambda other: other.whose == _DECIDER),
        absent(Contact, lambda gone: (gone.id == cue.contact_id) & ~has_not_left(gone)),
    ).then(look(cue, _ANYBODY))


@playbook.table(AGES, cites="S3.0.flow.1")
def see(look: Look, age: Age) -> Clause:
    """The latest look at a thing counts: in full at first, half after one half-life, a quarter after two."""
    return when(
        look.present,
        absent(Look, lambda later: (later.kind == look.kind) & (later.observed_on > look.observed_on)),
        days_since(look.observed_on) >= param("scoring.half_life_days") * age.begins,
        days_since(look.observed_on) < param("scoring.half_life_days") * age.ends,
    ).then(conclude(Sighting, kind=look.kind, strength=age.strength, observed_on=look.observed_on))


class PersonOnRecord(NamedTuple):
    """Something that the record of a person says, and the cue that it stands for."""

    kind: CueKind
    says: Callable[[Contact], Condition]
    cites: str


PEOPLE = {
    "owner": PersonOnRecord(
        CueKind.IS_OWNER_OR_MANAGER,
        lambda person: or_else(person.is_owner_or_manager, False),
        "S3.3-owner.cue.1",
    ),
    "task": PersonOnRecord(
        CueKind.IS_ASSIGNED_TASK, lambda person: or_else(person.is_assigned_task, False), "S3.2-task.cue.1"
    ),
    "career": PersonOnRecord(
        CueKind.CAREER_RISING, lambda person: or_else(person.career_rising, False), "S3.5-credit.cue.1"
    ),
    "power": PersonOnRecord(
        CueKind.LOW_DECISION_POWER,
        lambda person: (
            known(person.decision_power) & (value(person.decision_power) <= param("scoring.little_power"))
        ),
        "S3.5-credit.cue.1",
    ),
}


@playbook.table(PEOPLE)
def read_person(contact: Contact, row: PersonOnRecord) -> Clause:
    """What the record says of the buyer counts half, unless somebody has looked."""
    return when(
        row.says(contact),
        has_not_left(contact),
        (contact.role == DecisionRole.DECIDER)
        | absent(Contact, lambda other: (other.role == DecisionRole.DECIDER) & has_not_left(other)),
        nobody_looked(row.kind),
    ).then(on_record(row.kind))


@playbook.rule(cites="S3.1-rational.cue.1")
def read_supplier_count(customer: Customer) -> Clause:
    """Whoever keeps many suppliers on record compares them; this counts half, unless somebody has looked."""
    return when(
        or_else(customer.supplier_count, 0) >= param("scoring.many_suppliers"),
        nobody_looked(CueKind.COMPARES_SUPPLIERS),
    ).then(on_record(CueKind.COMPARES_SUPPLIERS))


@playbook.rule(cites="S3.6-stingy.cue.1")
def read_tender(deal: Opportunity) -> Clause:
    """An open deal under tender counts half as a cue, unless somebody has looked."""
    return when(is_open(deal), or_else(deal.tender, False), nobody_looked(CueKind.USES_TENDER)).then(
        on_record(CueKind.USES_TENDER)
    )


@playbook.rule(cites="S3.6-stingy.cue.1")
def read_needless_tender(deal: Opportunity) -> Clause:
    """A tender that nothing requires counts half as a cue, unless somebody has looked."""
    return when(
        is_open(deal),
        or_else(deal.tender, False),
        ~or_else(deal.tender_needed, True),
        nobody_looked(CueKind.NEEDLESS_TENDER),
    ).then(on_record(CueKind.NEEDLESS_TENDER))
