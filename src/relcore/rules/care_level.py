"""Who begins the contact after the sale: nobody, the customer in trouble, we, or both as partners.

Only contacts after the sale count for this question, so before a first purchase the axis abstains.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    Action,
    Assessment,
    Axis,
    CareLevel,
    Complaint,
    Conclusion,
    Customer,
    Interaction,
    ValueClass,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    assess,
    conclude,
    days_since,
    exists,
    known,
    one_of,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import contact_mix, purchases
from relcore.rules.contact_mix import (
    ANSWERS,
    ContactMix,
    brought_an_idea,
    is_of_late,
    is_ours,
    is_theirs,
)
from relcore.rules.purchases import PurchaseRecord
from relcore.rules.validity import lapses_on

playbook = Playbook("care_level")
playbook.include(contact_mix.playbook, purchases.playbook)

playbook.parameter(
    "care.regular_contacts",
    4,
    "Contacts of ours within the window from which we count as being in touch regularly",
    unit="contacts",
    at_least=1,
    at_most=100,
)


class Sign(Conclusion):
    """Something that a contact of late shows about who takes care of whom."""

    what: str


class Shown(NamedTuple):
    """A sign, the contact that shows it, and the level of care that it is about."""

    what: str
    by: Callable[[Interaction], Condition]
    cites: str


SIGNS = {
    "idea": Shown("idea", lambda i: brought_an_idea(i) & is_ours(i), "S1.Q1.4"),
    "joint_work": Shown("joint_work", lambda i: value(i.joint_work), "S1.Q1.5"),
    "begun": Shown("begun", lambda i: is_ours(i) | is_theirs(i), "S1.Q1.2"),
    "unclear": Shown("unclear", lambda i: ~one_of(i.kind, *ANSWERS) & ~known(i.direction), "S1.Q1.2"),
}


@playbook.table(SIGNS)
def notice(contact: Interaction, shown: Shown) -> Clause:
    """A contact of late may show an idea of ours, work on something together, or who began it."""
    return when(is_of_late(contact), shown.by(contact)).then(conclude(Sign, what=shown.what))


def shows(what: str) -> Condition:
    """Hold where a contact of late shows it."""
    return exists(Sign, lambda sign: sign.what == what)


def we_call_regularly(mix: ContactMix) -> Condition:
    """Hold where we are in touch regularly and bring something for the customer's own business."""
    enough: int = param("care.regular_contacts")
    return (mix.ours >= enough) & shows("idea")


def both_work_together(mix: ContactMix) -> Condition:
    """Hold where both sides begin contacts, often enough, and worked on something together."""
    enough: int = param("care.regular_contacts")
    return (mix.ours > 0) & (mix.theirs > 0) & (mix.ours + mix.theirs >= enough) & shows("joint_work")


def complained_of_late() -> Condition:
    """Hold where the customer came to us with a complaint."""
    span: int = param("contacts.window_days")
    return exists(Complaint, lambda c: (days_since(c.opened_on) >= 0) & (days_since(c.opened_on) <= span))


def came_to_us() -> Condition:
    """Hold where the customer began a contact, if only to complain."""
    return exists(ContactMix, lambda mix: mix.theirs > 0) | complained_of_late()


def cannot_be_told() -> Condition:
    """Hold where there were contacts, and of none the record says who began it."""
    return shows("unclear") & ~shows("begun")


# --- the level -------------------------------------------------------------------------------------


@playbook.rule(cites="S1.Q1.5")
def partnership(record: PurchaseRecord, mix: ContactMix) -> Clause:
    """Where both sides call and work on things together, they are partners."""
    return when(both_work_together(mix)).then(
        assess(
            Axis.CARE_LEVEL,
            CareLevel.PARTNERSHIP,
            reason="care-partners",
            expires=lapses_on(mix.last, param("contacts.window_days")),
        )
    )


@playbook.rule(cites="S1.Q1.4")
def proactive(record: PurchaseRecord, mix: ContactMix) -> Clause:
    """Where we come regularly and bring ideas, our care runs ahead of the need."""
    return when(we_call_regularly(mix), ~both_work_together(mix)).then(
        assess(
            Axis.CARE_LEVEL,
            CareLevel.PROACTIVE,
            reason="care-with-ideas",
            expires=lapses_on(mix.last, param("contacts.window_days")),
        )
    )


@playbook.rule(cites="S1.Q1.3")
def accountable(record: PurchaseRecord, mix: ContactMix) -> Clause:
    """Where we call after the sale, we stand by what we sold."""
    return when(mix.ours > 0, ~we_call_regularly(mix), ~both_work_together(mix)).then(
        assess(
            Axis.CARE_LEVEL,
            CareLevel.ACCOUNTABLE,
            reason="care-after-the-sale",
            expires=lapses_on(mix.last, param("contacts.window_days")),
        )
    )


@playbook.rule(cites="S1.Q1.2")
def reactive(record: PurchaseRecord) -> Clause:
    """Where only the customer calls, when something is wrong, we merely react."""
    return when(came_to_us(), absent(ContactMix, lambda mix: mix.ours > 0)).then(
        assess(Axis.CARE_LEVEL, CareLevel.REACTIVE, reason="care-on-call")
    )


@playbook.rule(cites="S1.Q1.1")
def basic(record: PurchaseRecord) -> Clause:
    """Where nobody calls after the sale, we sold and left."""
    return when(~came_to_us(), absent(ContactMix, lambda mix: mix.ours > 0), ~cannot_be_told()).then(
        assess(Axis.CARE_LEVEL, CareLevel.BASIC, reason="care-none")
    )


@playbook.rule(cites="S1.Q1.1", origin="relcore")
def nobody_noted_who_began(record: PurchaseRecord) -> Clause:
    """Where no record says who began the contacts, the level of care stays open."""
    return when(~complained_of_late(), cannot_be_told()).then(
        assess(Axis.CARE_LEVEL, None, reason="care-direction-unknown")
    )


@playbook.rule(cites="S1.Q1.1")
def nothing_sold_yet(customer: Customer) -> Clause:
    """Before the first sale there is no care after it."""
    return when(absent(PurchaseRecord)).then(assess(Axis.CARE_LEVEL, None, reason="care-before-the-sale"))


# --- what it calls for -----------------------------------------------------------------------------


class Lift(NamedTuple):
    """The care that a customer of a class should get, where it gets less."""

    importance: ValueClass
    level: CareLevel
    action: Action
    reason: str
    cites: tuple[str, ...]


LIFTS = {
    "key_basic": Lift(
        ValueClass.KEY,
        CareLevel.BASIC,
        Action.REGULAR_RETURN_VISIT,
        "care-below-value",
        ("S1.Q1.3", "S1.I1-orient.do.1", "S1.D0.flow.1"),
    ),
    "key_reactive": Lift(
        ValueClass.KEY,
        CareLevel.REACTIVE,
        Action.REGULAR_RETURN_VISIT,
        "care-below-value",
        ("S1.Q1.3", "S1.I1-orient.do.1", "S1.D0.flow.1"),
    ),
    "important_basic": Lift(
        ValueClass.IMPORTANT,
        CareLevel.BASIC,
        Action.REGULAR_RETURN_VISIT,
        "care-below-value",
        ("S1.Q1.3", "S1.I1-orient.do.1"),
    ),
    "key_accountable": Lift(
        ValueClass.KEY, CareLevel.ACCOUNTABLE, Action.BRING_NEW_IDEA, "care-needs-ideas", ("S1.Q1.4",)
    ),
    "key_proactive": Lift(
        ValueClass.KEY, CareLevel.PROACTIVE, Action.INVITE_INTO_DESIGN, "care-to-partnership", ("S1.Q1.5",)
    ),
}


@playbook.table(LIFTS)
def lift_the_care(level: Assessment, importance: Assessment, lift: Lift) -> Clause:
    """The best customers get the best care: where they get less, the next level is the work to do."""
    return when(
        level.value == lift.level,
        level.axis == Axis.CARE_LEVEL,
        importance.axis == Axis.VALUE,
        importance.value == lift.importance,
    ).then(recommend(lift.action, weight=Decimal("0.7"), reason=lift.reason))


@playbook.rule(cites=("S1.R.do.1", "S2.N4.guard.1", "S1.I1-orient.do.1"))
def more_care_than_value(level: Assessment, importance: Assessment) -> Clause:
    """Time that goes into a light customer is missing where it brings more."""
    return when(
        level.axis == Axis.CARE_LEVEL,
        one_of(level.value, CareLevel.PROACTIVE, CareLevel.PARTNERSHIP),
        importance.axis == Axis.VALUE,
        importance.value == ValueClass.LIGHT,
    ).then(warn("care-above-value"))
