"""Understanding, the premise: know what moves and hurts the customer before proposing anything.

What is not known is asked. A purchase, a deal, a complaint, a talk that taught us something, an observation:
each tells something of the customer's needs; without any of them every proposal is a shot in the dark.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    BUILTIN_ACTION_SPECS,
    Action,
    Complaint,
    Conclusion,
    Cue,
    Customer,
    Interaction,
    InteractionKind,
    Layer,
    Opportunity,
    Promise,
    Purpose,
    Recommendation,
    SpendEstimate,
    Topic,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    ask,
    conclude,
    days_since,
    defer,
    holds,
    known,
    one_of,
    or_else,
    param,
    recommend,
    value,
    when,
)
from relcore.rules import parameters, purchases
from relcore.rules.purchases import PurchaseRecord

playbook = Playbook("understanding")
playbook.include(parameters.playbook, purchases.playbook)


class NeedsKnown(Conclusion):
    """Something that tells what the customer needs."""

    by: str


@playbook.rule(cites="S0.P1-understand.do.2")
def by_purchase(record: PurchaseRecord) -> Clause:
    """What the customer bought tells what it needs."""
    return when(days_since(record.last) <= param("needs.known_days")).then(
        conclude(NeedsKnown, by="purchase")
    )


@playbook.rule(cites="S0.P1-understand.do.2")
def by_deal(deal: Opportunity) -> Clause:
    """A deal that is talked about, or names a product, tells what the customer needs."""
    return when(known(deal.engaged_on) | known(deal.product) | known(deal.sale_step)).then(
        conclude(NeedsKnown, by="deal")
    )


@playbook.rule(cites=("S0.P1-understand.do.1", "S4.2-expert.do.1"))
def by_talk(talk: Interaction) -> Clause:
    """A talk about goals or troubles, a question of its own, and whatever taught us something tell it."""
    return when(
        days_since(talk.on) >= 0,
        days_since(talk.on) <= param("needs.known_days"),
        value(talk.learned_something)
        | (talk.kind == InteractionKind.REQUEST)
        | holds(value(talk.topics), Topic.OBSTACLES)
        | holds(value(talk.topics), Topic.GOALS)
        | holds(value(talk.topics), Topic.BUSINESS_IDEAS),
    ).then(conclude(NeedsKnown, by="talk"))


@playbook.rule(cites="S0.P1-understand.do.2")
def by_observation(cue: Cue) -> Clause:
    """What somebody observed about the buyer tells where to begin."""
    return when(
        value(cue.present),
        days_since(cue.observed_on) >= 0,
        days_since(cue.observed_on) <= param("needs.known_days"),
    ).then(conclude(NeedsKnown, by="observation"))


@playbook.rule(cites=("S0.P1-understand.do.1", "S2.V.flow.3"))
def by_complaint(complaint: Complaint) -> Clause:
    """A complaint tells where it hurts."""
    return when(
        days_since(complaint.opened_on) >= 0, days_since(complaint.opened_on) <= param("needs.known_days")
    ).then(conclude(NeedsKnown, by="complaint"))


@playbook.rule(cites="S0.P1-understand.do.2")
def by_share(estimate: SpendEstimate) -> Clause:
    """That we have a share of what the customer spends tells what it needs."""
    return when(value(estimate.share) > 0, days_since(estimate.period_end) <= param("needs.known_days")).then(
        conclude(NeedsKnown, by="share")
    )


# --- no proposal in the dark -----------------------------------------------------------------------

PROPOSING = ("presentation", "offer", "material")
PROPOSALS = (
    *(spec.name for spec in BUILTIN_ACTION_SPECS.values() if spec.group in PROPOSING),
    Action.ENTRY_OFFER,
    Action.FAIR_DEAL_OFFER,
    Action.TRIAL_OFFER,
    Action.TIERED_OFFER,
    Action.VALUE_FOR_MONEY_OFFER,
    Action.SOLUTION_OFFER,
)
KNOWN_ACTIONS = tuple(BUILTIN_ACTION_SPECS)


@playbook.guard(Layer.PRINCIPLE, cites=("S0.P1-understand", "S0.P1-understand.do.1", "S1.G4-benefit.dont.1"))
def no_proposal_in_the_dark(candidate: Recommendation) -> Clause:
    """Nothing is proposed before we know anything of what the customer needs: first ask, then offer."""
    return when(one_of(candidate.action, *PROPOSALS), absent(NeedsKnown)).then(
        defer(candidate, "needs-unknown", until=None)
    )


@playbook.guard(Layer.PRINCIPLE, cites=("S0.P1-understand", "S0.P1-understand.do.1"))
def no_foreign_proposal_in_the_dark(candidate: Recommendation) -> Clause:
    """The same holds for offers that other playbooks bring, whatever they are called."""
    return when(
        ~one_of(candidate.action, *KNOWN_ACTIONS),
        one_of(candidate.purpose, Purpose.SALES, Purpose.MARKETING),
        or_else(candidate.promise, Promise.NOTHING) != Promise.NOTHING,
        absent(NeedsKnown),
    ).then(defer(candidate, "needs-unknown", until=None))


# --- what is missing is asked ----------------------------------------------------------------------


@playbook.rule(cites=("S0.P1-understand.do.1", "S4.2-expert.do.1", "S1.L4.anti.1"))
def ask_what_moves_the_customer(customer: Customer) -> Clause:
    """Of a customer about whose needs nothing is known, its needs are the first question."""
    return when(absent(NeedsKnown), ~or_else(customer.opted_out, False)).then(
        ask("needs"), recommend(Action.ASK_NEEDS, weight=Decimal("0.8"), reason="needs-unknown")
    )


@playbook.rule(cites=("S1.A0.flow.2", "S0.P1-understand.do.2"))
def ask_what_kind_of_person(customer: Customer) -> Clause:
    """As long as nobody has observed the buyer, what kind of person it is stays a question."""
    return when(
        absent(Cue, lambda cue: days_since(cue.observed_on) >= 0), ~or_else(customer.opted_out, False)
    ).then(ask("buyer-type"))
