"""The map of key people: who explains the house, who decides, what each one weighs, and all kept warm.

It is drawn while a deal with a firm is talked about. What we ask for are roles, needs and dates, nothing that
is confidential.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import (
    Action,
    Contact,
    Customer,
    DecisionRole,
    Interaction,
    Opportunity,
    OpportunityStage,
    PlayStep,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    days,
    days_since,
    earliest,
    exists,
    known,
    one_of,
    or_else,
    param,
    value,
)
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions

playbook = Playbook("key_people")
playbook.include(steps.playbook)

PLAY = "key-people"

playbook.parameter(
    "key_people.step_days",
    10,
    "Days within which each step of the map of key people is taken",
    unit="days",
    at_least=1,
    at_most=90,
)
playbook.parameter(
    "key_people.met_days",
    180,
    "Days for which a contact with a key person counts as being in touch",
    unit="days",
    at_least=7,
    at_most=730,
)

EXPLAINS = (DecisionRole.INSIDER, DecisionRole.INFLUENCER, DecisionRole.USER)
WEIGHS = (DecisionRole.DECIDER, DecisionRole.INFLUENCER, DecisionRole.GATEKEEPER)
HAS_A_SAY = (DecisionRole.INFLUENCER, DecisionRole.GATEKEEPER)


def is_talked_about(deal: Opportunity) -> Condition:
    """Hold for a deal about which serious talks are on."""
    return deal.stage == OpportunityStage.ENGAGING


def is_on(customer: Customer) -> Condition:
    """Hold while a deal with a firm is talked about."""
    return or_else(customer.is_group, True) & exists(Opportunity, is_talked_about)


def plays(contact: Contact, *roles: DecisionRole) -> Condition:
    """Hold for somebody who is still there and plays one of the parts."""
    return one_of(contact.role, *roles) & (or_else(contact.left_on, as_of()) >= as_of())


def was_met(contact: Contact) -> Condition:
    """Hold for somebody with whom there was a contact of late."""
    return exists(
        Interaction,
        lambda i: (
            (i.contact_id == contact.id)
            & (days_since(i.on) >= 0)
            & (days_since(i.on) <= param("key_people.met_days"))
        ),
    )


def by_step(number: int) -> date | None:
    """Give the day of a step, counted from the day on which the talks began."""
    start = earliest(Opportunity, lambda deal: or_else(deal.engaged_on, deal.opened_on), is_talked_about)
    return value(start) + days(param("key_people.step_days") * number)


def knows_the_decider(_: Customer) -> Condition:
    """Hold where we know who decides."""
    return exists(Contact, lambda contact: plays(contact, DecisionRole.DECIDER))


STEPS: dict[str, Step[Customer]] = table(
    Step(
        "people-explain",
        1,
        lambda _: exists(Contact, lambda contact: plays(contact, *EXPLAINS)),
        ("S1.O1-develop.do.2", "S1.E.do.2"),
        due=lambda _: by_step(1),
        action=Action.FIND_INSIDER,
        weight=Decimal("0.8"),
    ),
    Step(
        "people-decide",
        2,
        knows_the_decider,
        ("S1.O1-develop.do.2", "S1.K4-2.flow"),
        due=lambda _: by_step(2),
        action=Action.KEY_PERSON_MAP,
    ),
    Step(
        "people-weigh",
        3,
        lambda customer: (
            knows_the_decider(customer)
            & absent(Contact, lambda contact: plays(contact, *WEIGHS) & ~known(contact.decision_power))
        ),
        ("S1.O1-develop.do.2",),
        due=lambda _: by_step(3),
        after=("people-decide",),
        action=Action.UPDATE_RECORD,
        weight=Decimal("0.6"),
    ),
    Step(
        "people-meet",
        4,
        lambda _: exists(Contact, lambda contact: plays(contact, DecisionRole.DECIDER) & was_met(contact)),
        ("S1.O1-develop.do.2", "S1.K4-2.flow"),
        due=lambda _: by_step(4),
        after=("people-decide",),
        action=Action.PLANNED_VISIT,
    ),
    Step(
        "people-others",
        5,
        lambda _: absent(Contact, lambda contact: plays(contact, *HAS_A_SAY) & ~was_met(contact)),
        ("S1.O1-develop.do.2",),
        due=lambda _: by_step(5),
        after=("people-decide",),
        applies=lambda _: exists(Contact, lambda contact: plays(contact, *HAS_A_SAY)),
        action=Action.KEEP_WARM_CALL,
        weight=Decimal("0.8"),
    ),
)


@playbook.table(STEPS)
def plan_step(customer: Customer, row: Step[Customer]) -> Clause:
    """While a deal is talked about we learn who decides and who has a say, and stay in touch with all."""
    return plan(PLAY, STEPS, row, customer, (is_on(customer),))


@playbook.table(with_actions(STEPS))
def take_step(step: PlayStep, row: Step[Customer]) -> Clause:
    """The step of the map that is due is the next thing to do."""
    return next_step(PLAY, step, row)
