"""What each stage by share of wallet calls for: an opening, proof, breadth, partnership, or repair.

The sources give a strategy for the development stage alone. What the later stages get here is relcore's own
modest choice, and says so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Assessment,
    Axis,
    Contact,
    DecisionRole,
    ShareStage,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    days,
    days_since,
    latest,
    one_of,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import parameters, share_of_wallet
from relcore.rules.share_of_wallet import StageChange

playbook = Playbook("stage_advice")
playbook.include(parameters.playbook, share_of_wallet.playbook)


def stands_at(assessment: Assessment, stage: ShareStage) -> Condition:
    """Hold where the customer stands at a stage."""
    return (assessment.axis == Axis.SHARE_STAGE) & (assessment.value == stage)


def nobody_known(*roles: DecisionRole) -> Condition:
    """Hold where we know nobody at the customer who plays one of these parts."""
    return absent(
        Contact,
        lambda contact: one_of(contact.role, *roles) & (or_else(contact.left_on, as_of()) >= as_of()),
    )


# --- development: find the people, wait for the opening, use it --------------------------------------


class Opening(NamedTuple):
    """Something that opens a door which was shut."""

    kind: AccountEventKind
    reason: str
    cites: str


OPENINGS = {
    "product_launch": Opening(
        AccountEventKind.PRODUCT_LAUNCH, "opening-product-launch", "S1.O1-develop.trig.1"
    ),
    "supplier_review": Opening(
        AccountEventKind.SUPPLIER_REVIEW, "opening-supplier-review", "S1.O1-develop.trig.2"
    ),
    "personnel_change": Opening(
        AccountEventKind.PERSONNEL_CHANGE, "opening-personnel-change", "S1.O1-develop.trig.3"
    ),
    "rival_quality": Opening(
        AccountEventKind.RIVAL_QUALITY_PROBLEM, "opening-rival-in-trouble", "S1.O1-develop.trig.4"
    ),
    "rival_relation": Opening(
        AccountEventKind.RIVAL_RELATION_WORSENS, "opening-rival-in-trouble", "S1.O1-develop.trig.4"
    ),
    "cost_cutting": Opening(AccountEventKind.COST_CUTTING, "opening-cost-cutting", "S1.O1-develop.trig.5"),
}
OPENING_KINDS = tuple(opening.kind for opening in OPENINGS.values())


def is_fresh(event: AccountEvent) -> Condition:
    """Hold while an opening is open."""
    span: int = param("entry.opening_days")
    return (days_since(event.on) >= 0) & (days_since(event.on) <= span) & ~or_else(event.resolved, False)


@playbook.table(OPENINGS, cites="S1.O1-develop.do.1")
def use_the_opening(assessment: Assessment, event: AccountEvent, opening: Opening) -> Clause:
    """At a customer that buys elsewhere an opening is used while it lasts, with a plan."""
    return when(
        stands_at(assessment, ShareStage.DEVELOPMENT), event.kind == opening.kind, is_fresh(event)
    ).then(
        recommend(Action.ENTRY_PLAN, about=event.id, due=as_of() + days(7), weight=2, reason=opening.reason),
        recommend(
            Action.ENTRY_OFFER, about=event.id, due=as_of() + days(21), weight=2, reason=opening.reason
        ),
    )


@playbook.rule(cites="S1.O1-develop.do.1")
def wait_for_an_opening(assessment: Assessment) -> Clause:
    """Without an opening even a good offer finds no door, so keep watching for one."""
    return when(
        stands_at(assessment, ShareStage.DEVELOPMENT),
        absent(AccountEvent, lambda event: one_of(event.kind, *OPENING_KINDS) & is_fresh(event)),
    ).then(recommend(Action.WAIT_FOR_OPENING, weight=Decimal("0.5"), reason="no-opening-yet"))


@playbook.rule(cites=("S1.O1-develop.do.2", "S1.K4-2.flow"))
def map_the_key_people(assessment: Assessment) -> Clause:
    """Before anything is offered, find out who decides and who has a say."""
    return when(stands_at(assessment, ShareStage.DEVELOPMENT), nobody_known(DecisionRole.DECIDER)).then(
        recommend(Action.KEY_PERSON_MAP, reason="decider-unknown")
    )


@playbook.rule(cites=("S1.O1-develop.do.2", "S1.E.do.2"))
def find_somebody_who_explains(assessment: Assessment) -> Clause:
    """Somebody who explains who does what, and nothing confidential, makes the entry easier."""
    return when(
        stands_at(assessment, ShareStage.DEVELOPMENT),
        nobody_known(DecisionRole.INSIDER, DecisionRole.INFLUENCER),
    ).then(recommend(Action.FIND_INSIDER, weight=Decimal("0.8"), reason="nobody-explains-the-house"))


@playbook.rule(cites=("S1.O1-develop.trig.3", "S1.O1-develop.do.2"))
def map_again_after_a_change(event: AccountEvent) -> Clause:
    """When people change at a customer, at any stage, the map of key people is drawn anew."""
    return when(event.kind == AccountEventKind.PERSONNEL_CHANGE, is_fresh(event)).then(
        recommend(Action.KEY_PERSON_MAP, weight=Decimal("1.5"), reason="people-changed")
    )


# --- the later stages ------------------------------------------------------------------------------


class Driver(NamedTuple):
    """What keeps a stage moving."""

    stage: ShareStage
    action: Action
    reason: str
    cites: str


DRIVERS = {
    "initial": Driver(ShareStage.INITIAL, Action.VALUE_REPORT, "prove-our-worth", "S1.F2-pyr.1"),
    "stable": Driver(ShareStage.STABLE, Action.SOLUTION_OFFER, "from-product-to-solution", "S1.P.do.1"),
    "strategic_leaders": Driver(
        ShareStage.STRATEGIC, Action.LEADER_VISIT, "tie-the-firms-together", "S1.D2-visit.do.1"
    ),
    "strategic_design": Driver(
        ShareStage.STRATEGIC, Action.INVITE_INTO_DESIGN, "shape-it-together", "S1.P.do.5"
    ),
}


@playbook.table(DRIVERS, cites="S1.O.flow.3", origin="relcore")
def drive_the_stage(assessment: Assessment, driver: Driver) -> Clause:
    """A candidate proves its worth, a main supplier solves whole problems, a strategic one is a partner."""
    return when(stands_at(assessment, driver.stage)).then(
        recommend(driver.action, weight=Decimal("0.6"), reason=driver.reason)
    )


# --- repair and defence ----------------------------------------------------------------------------


def is_fresh_fall(change: StageChange) -> Condition:
    """Hold where the last change of stage led down and there is still time to repair it."""
    span: int = param("stage.share.repair_days")
    return (
        (change.number == latest(StageChange, lambda other: other.number))
        & ~change.up
        & (days_since(change.period_end) <= span)
    )


@playbook.rule(cites="S1.O.flow.2")
def repair_after_a_fall(change: StageChange) -> Clause:
    """After a fall find out what is wrong, go there, and repair it while there is time."""
    return when(is_fresh_fall(change)).then(
        warn("share-regress", about=change.after, since=change.period_end),
        recommend(Action.REPAIR_PLAN, due=as_of() + days(7), weight=3, reason="share-regress"),
        recommend(Action.REPAIR_VISIT, due=as_of() + days(14), weight=3, reason="share-regress"),
    )


def calls_for_an_answer(event: AccountEvent) -> Condition:
    """Hold while a threat is fresh and open."""
    span: int = param("retention.days")
    return (days_since(event.on) >= 0) & (days_since(event.on) <= span) & ~or_else(event.resolved, False)


@playbook.rule(cites=("S1.L5.trig.1", "S1.C1-sales.metric.2"))
def answer_a_rival(event: AccountEvent) -> Clause:
    """A rival that offers clearly more is answered before the customer has moved."""
    return when(
        event.kind == AccountEventKind.RIVAL_OFFER,
        calls_for_an_answer(event),
        value(event.advantage) >= param("retention.rival_yield_gap"),
    ).then(
        warn("rival-offer", about=event.id, since=event.on),
        recommend(
            Action.RETENTION_OFFER, about=event.id, due=event.on + days(3), weight=3, reason="rival-offer"
        ),
    )


@playbook.rule(cites="S1.L5.trig.1")
def answer_an_outflow(event: AccountEvent) -> Clause:
    """When a large sum leaves, somebody asks at once what it would take to stay."""
    return when(
        event.kind == AccountEventKind.LARGE_OUTFLOW,
        calls_for_an_answer(event),
        value(event.amount) >= param("retention.outflow"),
    ).then(
        warn("large-outflow", about=event.id, since=event.on),
        recommend(
            Action.RETENTION_OFFER, about=event.id, due=event.on + days(3), weight=3, reason="large-outflow"
        ),
    )
