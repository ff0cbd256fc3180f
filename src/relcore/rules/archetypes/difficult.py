"""Buyers with whom carelessness gets expensive: courtesy as with anybody, and papers before work.

The assessment stays inside our firm and expires. All that the customer meets are ordinary safeguards:
a signed specification, a signed contract, a prepayment, an agreed price.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from relcore.facts import (
    Action,
    Archetype,
    Assessment,
    Contract,
    CueKind,
    Delivery,
    InteractionKind,
    Layer,
    Opportunity,
    Order,
    Payment,
    PaymentKind,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    ask,
    days,
    deny,
    exists,
    known,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules.occasions import follow_up_day, is_open, is_running, is_type, not_yet
from relcore.rules.scoring import CLEAR, FAINT, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting, nobody_looked

playbook = Playbook("difficult")

playbook.parameter(
    "difficult.papers_days",
    3,
    "Days after an order by which missing papers are asked for",
    unit="days",
    at_least=0,
    at_most=30,
)

HINTS = {
    "show": Hint(CueKind.SHOWY_START, CLEAR, "S3.7-tricky.cue.1"),
    "above": Hint(CueKind.OFFERS_ABOVE_QUOTE, STRONG, "S3.7-tricky.cue.1"),
    "material": Hint(CueKind.BRINGS_NO_MATERIAL, CLEAR, "S3.7-tricky.cue.2"),
    "not_fussy": Hint(CueKind.NOT_FUSSY, FAINT, "S3.7-tricky.cue.2"),
    "errors": Hint(CueKind.PROVOKES_ERRORS, STRONG, "S3.7-tricky.cue.3"),
}
URGENCY = Hint(CueKind.URGENT_CLAIM, CLEAR, "S3.7-tricky.cue.3")


class Paper(NamedTuple):
    """A safeguard before work begins: whether it is in place for an order, and how to get it."""

    in_place: Callable[[str | None], Condition]
    ask_for: Action
    reason: str
    cites: str


def belongs_to(contract: Contract, matter: str | None) -> Condition:
    """Hold where a contract is about an order or a deal."""
    return (contract.order_id == matter) | (contract.opportunity_id == matter)


def spec_signed(matter: str | None) -> Condition:
    """Hold where the customer signed the specification in person."""
    return exists(Contract, lambda c: belongs_to(c, matter) & value(c.spec_signed))


def contract_signed(matter: str | None) -> Condition:
    """Hold where a contract is signed."""
    return exists(Contract, lambda c: belongs_to(c, matter) & value(c.signed))


def price_agreed(matter: str | None) -> Condition:
    """Hold where the price is agreed."""
    return exists(Contract, lambda c: belongs_to(c, matter) & value(c.price_agreed))


def prepaid(matter: str | None) -> Condition:
    """Hold where the prepayment has arrived."""
    return exists(Contract, lambda c: belongs_to(c, matter) & value(c.prepayment_received)) | exists(
        Payment,
        lambda p: (p.order_id == matter) & (p.kind == PaymentKind.PREPAYMENT) & (value(p.paid_on) <= as_of()),
    )


PAPERS = {
    "spec": Paper(spec_signed, Action.REQUIRE_SIGNED_SPEC, "difficult-spec-missing", "S3.7-tricky.guard.1"),
    "prepayment": Paper(
        prepaid, Action.REQUIRE_PREPAYMENT, "difficult-prepayment-missing", "S3.7-tricky.guard.2"
    ),
    "contract": Paper(
        contract_signed,
        Action.REQUIRE_WRITTEN_CONTRACT,
        "difficult-contract-missing",
        "S3.7-tricky.guard.2",
    ),
    "price": Paper(price_agreed, Action.AGREE_PRICE_FIRST, "difficult-price-missing", "S3.7-tricky.guard.3"),
}


def starts_work(candidate: Recommendation, assessment: Assessment) -> Condition:
    """Hold where work is to begin for a buyer who calls for care."""
    return is_type(assessment, Archetype.DIFFICULT) & (candidate.action == Action.START_PRODUCTION)


@playbook.table(HINTS, cites="S3.7-tricky")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """A splendid start, an offer above our price and no papers call for care."""
    return speaks_for(Archetype.DIFFICULT, sighting, row)


@playbook.table({"claim": URGENCY}, cites="S3.7-tricky")
def unverified_urgency(sighting: Sighting, row: Hint) -> Clause:
    """Great urgency calls for care as long as nobody has seen the reason for it."""
    return speaks_for(
        Archetype.DIFFICULT,
        sighting,
        row,
        absent(Sighting, lambda other: other.kind == CueKind.URGENT_CLAIM_VERIFIED),
    )


@playbook.rule(cites="S3.7-tricky.cue.3")
def ask_about_urgency(sighting: Sighting) -> Clause:
    """Where something is said to be urgent, somebody finds out whether it is."""
    return when(sighting.kind == CueKind.URGENT_CLAIM, nobody_looked(CueKind.URGENT_CLAIM_VERIFIED)).then(
        ask("is-it-urgent")
    )


@playbook.rule(cites="S3.7-tricky.cue.1")
def notice_generous_offer(sighting: Sighting) -> Clause:
    """An offer above our own quote is unusual enough to be looked at twice."""
    return when(sighting.kind == CueKind.OFFERS_ABOVE_QUOTE).then(
        warn("offer-above-quote", since=sighting.observed_on)
    )


@playbook.rule(cites="S3.7-tricky.do.1")
def quote_as_it_is(assessment: Assessment, deal: Opportunity) -> Clause:
    """Price and quality are put down as they are, neither better nor dearer than quoted."""
    return when(
        is_type(assessment, Archetype.DIFFICULT),
        is_open(deal),
        not_yet(deal, InteractionKind.QUOTE),
    ).then(
        recommend(Action.TRANSPARENT_QUOTE, about=deal.id, due=follow_up_day(), reason="difficult-as-quoted")
    )


@playbook.table(PAPERS, cites="S3.7-tricky.dont.1")
def ask_for_paper(assessment: Assessment, order: Order, paper: Paper) -> Clause:
    """What is missing before work may begin is asked for at once, not waited for."""
    return when(
        is_type(assessment, Archetype.DIFFICULT),
        is_running(order),
        value(order.production_start_requested),
        ~paper.in_place(order.id),
    ).then(
        recommend(
            paper.ask_for,
            about=order.id,
            due=order.placed_on + days(param("difficult.papers_days")),
            weight=2,
            reason=paper.reason,
        )
    )


@playbook.rule(cites=("S3.7-tricky.guard.1", "S3.7-tricky.guard.2", "S3.7-tricky.guard.3"))
def start_as_asked(assessment: Assessment, order: Order) -> Clause:
    """When somebody asks us to begin, we begin, as soon as the guards below have nothing against it."""
    return when(
        is_type(assessment, Archetype.DIFFICULT),
        is_running(order),
        value(order.production_start_requested),
        absent(Delivery, lambda goods: (goods.order_id == order.id) & known(goods.dispatched_on)),
        absent(Delivery, lambda goods: (goods.order_id == order.id) & known(goods.delivered_on)),
    ).then(recommend(Action.START_PRODUCTION, about=order.id, reason="difficult-start-as-asked"))


@playbook.guard(Layer.AUTHORITY, cites="S3.7-tricky.guard.1")
def no_start_without_spec(candidate: Recommendation, assessment: Assessment) -> Clause:
    """No work begins before the customer has signed the specification in person."""
    return when(starts_work(candidate, assessment), ~spec_signed(candidate.about)).then(
        deny(candidate, "difficult-spec-missing")
    )


@playbook.guard(Layer.AUTHORITY, cites="S3.7-tricky.guard.2")
def no_start_without_prepayment(candidate: Recommendation, assessment: Assessment) -> Clause:
    """No work begins before the prepayment has arrived."""
    return when(starts_work(candidate, assessment), ~prepaid(candidate.about)).then(
        deny(candidate, "difficult-prepayment-missing")
    )


@playbook.guard(Layer.AUTHORITY, cites="S3.7-tricky.guard.2")
def no_start_without_contract(candidate: Recommendation, assessment: Assessment) -> Clause:
    """No work begins before the contract is signed."""
    return when(starts_work(candidate, assessment), ~contract_signed(candidate.about)).then(
        deny(candidate, "difficult-contract-missing")
    )


@playbook.guard(Layer.AUTHORITY, cites="S3.7-tricky.guard.3")
def no_start_without_price(candidate: Recommendation, assessment: Assessment) -> Clause:
    """No work begins before the price is agreed."""
    return when(starts_work(candidate, assessment), ~price_agreed(candidate.about)).then(
        deny(candidate, "difficult-price-missing")
    )


@playbook.guard(Layer.AUTHORITY, cites="S3.7-tricky.dont.1")
def no_date_before_papers(candidate: Recommendation, assessment: Assessment) -> Clause:
    """No delivery date is named before specification and prepayment are in place."""
    return when(
        is_type(assessment, Archetype.DIFFICULT),
        candidate.action == Action.PROMISE_DELIVERY_DATE,
        ~(spec_signed(candidate.about) & prepaid(candidate.about)),
    ).then(deny(candidate, "difficult-no-date-yet"))
