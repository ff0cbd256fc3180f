"""How close the relationship is by its nature: intimate, face to face, distant, or held by the brand alone.

The mix of contacts tells. Who buys and never meets or talks to anybody of ours is tied to the brand; where
the contacts are too few to tell, nobody guesses.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from relcore.facts import Action, Assessment, Axis, Closeness, Customer, ValueClass
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    assess,
    days_since,
    exists,
    one_of,
    param,
    recommend,
    when,
)
from relcore.rules import contact_mix, purchases
from relcore.rules.contact_mix import ContactMix
from relcore.rules.purchases import PurchaseRecord
from relcore.rules.validity import lapses_on

playbook = Playbook("closeness")
playbook.include(contact_mix.playbook, purchases.playbook)

playbook.parameter(
    "closeness.intimate_talks",
    2,
    "Talks in person beyond business, within the window, that make a relationship intimate",
    unit="talks",
    at_least=1,
    at_most=50,
)
playbook.parameter(
    "closeness.min_contacts",
    2,
    "Contacts within the window from which their mix tells anything",
    unit="contacts",
    at_least=1,
    at_most=50,
)


def is_personal(mix: ContactMix) -> Condition:
    """Hold where people spoke with us beyond business more than by chance."""
    enough: int = param("closeness.intimate_talks")
    return mix.personal >= enough


def tells_enough(mix: ContactMix) -> Condition:
    """Hold where there were enough contacts for their mix to tell anything."""
    enough: int = param("closeness.min_contacts")
    return mix.in_person + mix.remote >= enough


def buys_unseen() -> Condition:
    """Hold where the customer bought of late although nobody of ours met or talked to it."""
    span: int = param("contacts.window_days")
    return exists(PurchaseRecord, lambda record: days_since(record.last) <= span) & absent(
        ContactMix, lambda mix: mix.in_person + mix.remote > 0
    )


@playbook.rule(cites="S1.F1-type.1")
def intimate(mix: ContactMix) -> Clause:
    """Who speaks with us of more than business, more than once, is close to us."""
    return when(is_personal(mix)).then(
        assess(
            Axis.CLOSENESS,
            Closeness.INTIMATE,
            margin=mix.personal,
            reason="closeness-personal",
            expires=lapses_on(mix.last, param("contacts.window_days")),
        )
    )


@playbook.rule(cites="S1.F1-type.2")
def face_to_face(mix: ContactMix) -> Clause:
    """Where people meet at least as often as they call or write, the relationship is face to face."""
    return when(~is_personal(mix), tells_enough(mix), mix.in_person >= mix.remote).then(
        assess(
            Axis.CLOSENESS,
            Closeness.FACE_TO_FACE,
            margin=mix.in_person - mix.remote,
            reason="closeness-in-person",
            expires=lapses_on(mix.last, param("contacts.window_days")),
        )
    )


@playbook.rule(cites="S1.F1-type.3")
def distant(mix: ContactMix) -> Clause:
    """Where people mostly call or write, the relationship is a distant one."""
    return when(~is_personal(mix), tells_enough(mix), mix.in_person < mix.remote).then(
        assess(
            Axis.CLOSENESS,
            Closeness.DISTANT,
            margin=mix.remote - mix.in_person,
            reason="closeness-from-afar",
            expires=lapses_on(mix.last, param("contacts.window_days")),
        )
    )


@playbook.rule(cites="S1.F1-type.4")
def brand(customer: Customer) -> Clause:
    """Who buys without ever meeting or talking to us is held by the brand."""
    return when(buys_unseen()).then(assess(Axis.CLOSENESS, Closeness.BRAND, reason="closeness-brand"))


@playbook.rule(cites=("S1.F1-type.2", "S1.F1-type.3"))
def closeness_unknown(customer: Customer) -> Clause:
    """Where there was hardly any contact nobody can say how close the relationship is."""
    return when(absent(ContactMix, lambda mix: tells_enough(mix) | is_personal(mix)), ~buys_unseen()).then(
        assess(Axis.CLOSENESS, None, reason="closeness-few-contacts")
    )


# --- what it calls for -----------------------------------------------------------------------------


class Approach(NamedTuple):
    """What brings a customer closer."""

    closeness: Closeness
    action: Action
    reason: str
    cites: tuple[str, ...]


APPROACHES = {
    "distant": Approach(
        Closeness.DISTANT,
        Action.PLANNED_VISIT,
        "important-but-distant",
        ("S1.F1-type.3", "S1.I1-orient.do.1"),
    ),
    "brand": Approach(
        Closeness.BRAND, Action.INVITE_TO_COMMUNITY, "held-by-the-brand", ("S1.F1-type.4", "S4.3-comm.do.1")
    ),
}


@playbook.table(APPROACHES)
def come_closer(closeness: Assessment, importance: Assessment, approach: Approach) -> Clause:
    """A customer that matters is worth a face: who only gets letters is visited, a stranger is invited."""
    return when(
        closeness.value == approach.closeness,
        closeness.axis == Axis.CLOSENESS,
        importance.axis == Axis.VALUE,
        one_of(importance.value, ValueClass.KEY, ValueClass.IMPORTANT),
    ).then(recommend(approach.action, weight=Decimal("0.6"), reason=approach.reason))
