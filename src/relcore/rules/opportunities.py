"""Deals: which step the sale has reached, what it needs, when it went quiet, and what a loss teaches.

A deal that names its step is taken at its word; else the stage in the CRM gives the step. A bare export of
deals is enough for most of this.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    Action,
    Axis,
    Conclusion,
    Contact,
    DecisionRole,
    Interaction,
    Opportunity,
    OpportunityStage,
    Promise,
    SaleStep,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    ask,
    assess,
    conclude,
    days,
    days_since,
    days_until,
    known,
    latest,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import occasions, parameters
from relcore.rules.occasions import is_open

playbook = Playbook("opportunities")
playbook.include(parameters.playbook, occasions.playbook)


class DealStep(Conclusion):
    """The step that an open deal has reached."""

    deal: str | None = None
    """Identity of the deal, where it has one."""
    step: SaleStep
    rank: int
    due: date | None = None
    """Day on which the deal is expected to close."""


class QuietDeal(Conclusion):
    """An open deal about which nobody has spoken for too long."""

    deal: str | None = None
    since: date
    """First day of serious talks."""


# --- the step of the sale --------------------------------------------------------------------------


class Named(NamedTuple):
    """A step, and what it asks for."""

    step: SaleStep
    action: Action
    reason: str
    cites: tuple[str, ...]
    promise: Promise | None = None


STEPS = {
    "development": Named(
        SaleStep.DEVELOPMENT,
        Action.QUALIFY_LEAD,
        "step-development",
        ("S1.K4-1.flow", "S1.C1-sales.metric.1"),
    ),
    "entry": Named(SaleStep.ENTRY, Action.KEY_PERSON_MAP, "step-entry", ("S1.K4-2.flow",)),
    "proposal": Named(SaleStep.PROPOSAL, Action.INFLUENCE_CRITERIA, "step-proposal", ("S1.K4-3.flow",)),
    "bid": Named(SaleStep.BID, Action.SUBMIT_BID, "step-bid", ("S1.K4-4.flow",)),
    "negotiation": Named(SaleStep.NEGOTIATION, Action.NEGOTIATE_TERMS, "step-negotiation", ("S1.K4-5.flow",)),
    # What is carried out was promised before; it is no new promise.
    "implementation": Named(
        SaleStep.IMPLEMENTATION,
        Action.IMPLEMENT_PROJECT,
        "step-implementation",
        ("S1.K4-6.flow",),
        Promise.NOTHING,
    ),
}


def is_under_way(deal: Opportunity) -> Condition:
    """Hold for an open deal, and for one that was won of late and is being carried out."""
    span: int = param("deal.implementation_days")
    return is_open(deal) | (
        (deal.stage == OpportunityStage.WON)
        & (deal.sale_step == SaleStep.IMPLEMENTATION)
        & (days_since(deal.closed_on) <= span)
    )


@playbook.table(STEPS)
def step_by_name(deal: Opportunity, row: Named) -> Clause:
    """A deal that names its step is taken at its word."""
    return when(is_under_way(deal), deal.sale_step == row.step).then(
        conclude(DealStep, deal=deal.id, step=row.step, rank=row.step.rank, due=deal.expected_close_on)
    )


class Inferred(NamedTuple):
    """The step that a stage in the CRM stands for."""

    stage: OpportunityStage
    tender: bool
    step: SaleStep


INFERRED = {
    "prospecting": Inferred(OpportunityStage.PROSPECTING, False, SaleStep.DEVELOPMENT),
    "prospecting_tender": Inferred(OpportunityStage.PROSPECTING, True, SaleStep.DEVELOPMENT),
    "engaging": Inferred(OpportunityStage.ENGAGING, False, SaleStep.ENTRY),
    "engaging_tender": Inferred(OpportunityStage.ENGAGING, True, SaleStep.BID),
}


@playbook.table(INFERRED, cites=("S1.K4-1.flow", "S1.K4-2.flow", "S1.K4-4.flow"), origin="relcore")
def step_by_stage(deal: Opportunity, row: Inferred) -> Clause:
    """Without a named step prospecting is development, talks are the entry, and a tender is the bid."""
    return when(
        ~known(deal.sale_step), deal.stage == row.stage, or_else(deal.tender, False) == row.tender
    ).then(conclude(DealStep, deal=deal.id, step=row.step, rank=row.step.rank, due=deal.expected_close_on))


@playbook.table(STEPS)
def furthest_step(deal: DealStep, row: Named) -> Clause:
    """Of several deals the one that is furthest on says where the sale stands."""
    return when(deal.step == row.step, deal.rank == latest(DealStep, lambda other: other.rank)).then(
        assess(Axis.SALE_STEP, row.step, reason="furthest-step")
    )


@playbook.table({key: row for key, row in STEPS.items() if row.step is not SaleStep.ENTRY})
def do_the_step(deal: DealStep, row: Named) -> Clause:
    """Each step of the sale answers a step of the buyer, and has its own work."""
    return when(deal.step == row.step).then(
        recommend(
            row.action,
            about=deal.deal,
            due=deal.due,
            promise=row.promise,
            reason=row.reason,
        )
    )


@playbook.rule(cites=("S1.K4-2.flow", "S1.O1-develop.do.2"))
def find_out_who_decides(deal: Opportunity) -> Clause:
    """At the entry find out who decides; as long as we do not know, ask."""
    return when(
        is_open(deal),
        ~or_else(deal.key_person_known, False),
        absent(
            Contact,
            lambda contact: (
                (contact.role == DecisionRole.DECIDER) & (or_else(contact.left_on, as_of()) >= as_of())
            ),
        ),
    ).then(
        ask("who-decides"),
        recommend(Action.KEY_PERSON_MAP, weight=Decimal("0.8"), reason="step-entry"),
    )


# --- deals that went quiet -------------------------------------------------------------------------


@playbook.rule(cites=("S1.G7-nostop.do.1", "S1.A0.anti.2"), origin="relcore")
def quiet_deal(deal: Opportunity) -> Clause:
    """An open deal is quiet when the talks began long ago and nobody has been in touch of late."""
    return when(
        deal.stage == OpportunityStage.ENGAGING,
        known(deal.engaged_on),
        days_since(deal.engaged_on) > param("deal.stale_days"),
        absent(
            Interaction,
            lambda i: (
                (days_since(i.on) >= 0)
                & (days_since(i.on) <= param("deal.stale_days"))
                & (or_else(i.about, or_else(deal.id, "")) == or_else(deal.id, ""))
            ),
        ),
    ).then(conclude(QuietDeal, deal=deal.id, since=value(deal.engaged_on)))


@playbook.rule(cites=("S1.G7-nostop.do.1", "S1.A0.anti.2"), origin="relcore")
def wake_a_quiet_deal(quiet: QuietDeal) -> Clause:
    """A deal that went quiet gets a call that ends with a date, before a rival makes it."""
    return when(days_since(quiet.since) <= param("deal.requalify_days")).then(
        warn("deal-gone-quiet", about=quiet.deal, since=quiet.since),
        recommend(
            Action.SCHEDULE_NEXT_STEP,
            about=quiet.deal,
            due=as_of() + days(7),
            weight=2,
            reason="deal-gone-quiet",
        ),
    )


@playbook.rule(cites="S1.C1-sales.metric.1", origin="relcore")
def question_a_dormant_deal(quiet: QuietDeal) -> Clause:
    """A deal that has been quiet for half a year must prove that it is real, or be closed."""
    return when(days_since(quiet.since) > param("deal.requalify_days")).then(
        warn("deal-dormant", about=quiet.deal, since=quiet.since),
        recommend(Action.QUALIFY_LEAD, about=quiet.deal, weight=Decimal("1.2"), reason="deal-dormant"),
    )


@playbook.rule(origin="relcore")
def expected_day_has_passed(deal: Opportunity) -> Clause:
    """A deal that is still open after its expected day needs a new date, agreed with the customer."""
    return when(is_open(deal), known(deal.expected_close_on), days_until(deal.expected_close_on) < 0).then(
        warn("close-date-passed", about=deal.id, since=deal.expected_close_on),
        recommend(
            Action.SCHEDULE_NEXT_STEP,
            about=deal.id,
            due=as_of() + days(7),
            weight=Decimal("1.5"),
            reason="close-date-passed",
        ),
    )


# --- deals that were lost --------------------------------------------------------------------------


def was_lost_lately(deal: Opportunity) -> Condition:
    """Hold for a deal that was lost in the time of the review."""
    span: int = param("deal.loss_review_days")
    return (
        (deal.stage == OpportunityStage.LOST)
        & (days_since(deal.closed_on) >= 0)
        & (days_since(deal.closed_on) <= span)
    )


@playbook.rule(cites="S1.G5-review.do.1")
def review_the_loss(deal: Opportunity) -> Clause:
    """After a loss ask why, and why again, and what the winner had that we missed."""
    return when(known(deal.closed_on), was_lost_lately(deal)).then(
        recommend(
            Action.REVIEW_LOSS,
            due=value(deal.closed_on) + days(param("deal.loss_review_days")),
            reason="deal-lost",
        )
    )


@playbook.rule(cites="S1.G5-review.do.1")
def ask_why_it_was_lost(deal: Opportunity) -> Clause:
    """A loss without a reason teaches nothing: the customer will often tell it when asked."""
    return when(was_lost_lately(deal), ~known(deal.lost_reason)).then(ask("lost-reason", about=deal.id))
