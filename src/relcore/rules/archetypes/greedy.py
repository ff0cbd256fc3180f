"""Buyers who want something for themselves: quiet trust, sound papers, and never a benefit to a person.

What the firm gains is a rebate by contract, within our authority. Discretion is a matter of tone:
the record of what was said and done stays complete. A hint at a bribe is a matter for the principles.
"""

from __future__ import annotations

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Archetype,
    Assessment,
    CommitmentKind,
    Contract,
    CueKind,
    Customer,
    Layer,
    Opportunity,
    Promise,
    Recommendation,
    RepAuthority,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    days,
    deny,
    known,
    lowest,
    narrow,
    one_of,
    or_else,
    param,
    recommend,
    replace,
    value,
    when,
)
from relcore.rules.occasions import (
    follow_up_day,
    happened_within,
    is_open,
    is_type,
    not_promised_yet,
)
from relcore.rules.scoring import CLEAR, FAINT, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("greedy")

playbook.parameter(
    "greedy.demand_answer_days",
    3,
    "Days after an excessive demand by which we offer something else",
    unit="days",
    at_least=1,
    at_most=30,
)

HINTS = {
    "complexity": Hint(CueKind.INTERNAL_COMPLEXITY, CLEAR, "S3.4-greedy.cue.1"),
    "pressure": Hint(CueKind.PRICE_PRESSURE, CLEAR, "S3.4-greedy.cue.1"),
    "trust": Hint(CueKind.STABLE_ONCE_TRUSTED, FAINT, "S3.4-greedy.cue.2"),
    "bribe": Hint(CueKind.BRIBE_SIGNAL, STRONG, "S3.4-greedy.cue.2"),
}


@playbook.table(HINTS, cites="S3.4-greedy")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Whoever presses on every side and hints at a benefit wants something beside the business."""
    return speaks_for(Archetype.GREEDY, sighting, row)


@playbook.rule(cites="S3.4-greedy.do.1")
def build_trust_quietly(assessment: Assessment, deal: Opportunity) -> Clause:
    """Quiet attention and privacy build trust where the position inside the firm is delicate."""
    return when(is_type(assessment, Archetype.GREEDY), is_open(deal)).then(
        recommend(Action.DISCREET_RAPPORT, about=deal.id, due=follow_up_day(), reason="greedy-quiet-trust")
    )


@playbook.rule(cites="S3.4-greedy.do.3")
def secure_quality(assessment: Assessment, deal: Opportunity) -> Clause:
    """Quality, price and service are secured on paper, so that demands have a measure."""
    return when(
        is_type(assessment, Archetype.GREEDY),
        is_open(deal),
        not_promised_yet(deal, CommitmentKind.SERVICE),
    ).then(
        recommend(
            Action.QUALITY_ASSURANCE_PLAN, about=deal.id, due=follow_up_day(), reason="greedy-secure-quality"
        )
    )


@playbook.rule(cites=("S3.4-greedy.do.3", "S0.R4-transact.do.1", "S0.R4-transact.guard.1"))
def rebate_by_contract(assessment: Assessment, deal: Opportunity) -> Clause:
    """Where others would give to the person, we agree a rebate with the company, in the contract."""
    return when(
        is_type(assessment, Archetype.GREEDY),
        is_open(deal),
        absent(Contract, lambda contract: value(contract.rebate_agreed)),
    ).then(
        recommend(
            Action.AGREE_COMPANY_REBATE_TERMS,
            about=deal.id,
            due=follow_up_day(),
            reason="greedy-rebate-by-contract",
        )
    )


@playbook.rule(cites=("S3.4-greedy.do.2", "S3.4-greedy.do.4"))
def sources_pay_the_person(assessment: Assessment, deal: Opportunity) -> Clause:
    """The sources would pay the person; this is proposed so that the refusal and its reason can be read."""
    return when(is_type(assessment, Archetype.GREEDY), is_open(deal)).then(
        recommend(
            Action.PERSONAL_KICKBACK, about=deal.id, due=follow_up_day(), reason="greedy-sources-propose"
        )
    )


@playbook.rule(cites="S3.4-greedy.dont.1")
def answer_demand_with_alternative(assessment: Assessment, demand: AccountEvent) -> Clause:
    """An excessive demand is met with another offer, never with a plain yes."""
    return when(
        is_type(assessment, Archetype.GREEDY),
        demand.kind == AccountEventKind.UNREASONABLE_NEED,
        ~value(demand.resolved) | ~known(demand.resolved),
        happened_within(demand.on, param("objection.recent_days")),
    ).then(
        recommend(
            Action.OFFER_ALTERNATIVE,
            about=demand.id,
            due=demand.on + days(param("greedy.demand_answer_days")),
            reason="greedy-alternative",
        )
    )


@playbook.guard(Layer.TYPE, cites=("S3.4-greedy.do.2", "S3.4-greedy.do.4", "S0.R4-transact.guard.1"))
def no_kickback(candidate: Recommendation, assessment: Assessment) -> Clause:
    """No amount, taxed or not, goes to the person; the firm may have an open rebate instead."""
    return when(is_type(assessment, Archetype.GREEDY), candidate.action == Action.PERSONAL_KICKBACK).then(
        replace(candidate, Action.COMPANY_REBATE, "greedy-rebate-to-the-firm")
    )


@playbook.guard(Layer.TYPE, cites=("S3.4-greedy.do.2", "S0.R4-transact.guard.1"))
def no_personal_gifts(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Where a gift could be read as a payment, there is none, and no meal in private."""
    return when(
        is_type(assessment, Archetype.GREEDY),
        one_of(candidate.action, Action.PERSONAL_GIFT, Action.INVITE_TO_BANQUET),
    ).then(deny(candidate, "greedy-no-personal-gifts"))


@playbook.guard(Layer.TYPE, cites=("S3.4-greedy.do.4", "S2.CT5-authority.guard.1"))
def rebate_within_authority(candidate: Recommendation, assessment: Assessment, customer: Customer) -> Clause:
    """A rebate to the firm stays within what the representative may grant."""
    limit = or_else(
        lowest(RepAuthority, lambda a: a.max_concession, lambda a: a.rep_id == customer.owner),
        lowest(RepAuthority, lambda a: a.max_concession, lambda a: ~known(a.rep_id)),
    )
    return when(
        is_type(assessment, Archetype.GREEDY),
        candidate.action == Action.COMPANY_REBATE,
        known(limit),
    ).then(narrow(candidate, "greedy-within-authority", limit=limit))


@playbook.guard(Layer.TYPE, cites="S3.4-greedy.dont.1")
def nothing_for_nothing(candidate: Recommendation, assessment: Assessment) -> Clause:
    """A price is promised in return for something, or the demands have no end."""
    return when(
        is_type(assessment, Archetype.GREEDY),
        candidate.promise == Promise.PRICE,
        candidate.action != Action.PERSONAL_KICKBACK,
    ).then(narrow(candidate, "greedy-nothing-for-nothing"))
