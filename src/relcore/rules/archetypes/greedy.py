"""Buyers who want something for themselves: quiet trust, sound papers, and never a benefit to a person.

What the firm gains is a rebate by contract, within our authority. Discretion is a matter of tone:
the record of what was said and done stays complete.
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
    Cue,
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
    Condition,
    Playbook,
    absent,
    days,
    deny,
    exists,
    known,
    narrow,
    one_of,
    param,
    recommend,
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
    "bribe_signal.report_days",
    1,
    "Days after a hint at a personal benefit by which compliance knows of it",
    unit="days",
    at_least=0,
    at_most=14,
)
playbook.parameter(
    "bribe_signal.holds_days",
    365,
    "Days for which a hint at a personal benefit stops concessions",
    unit="days",
    at_least=30,
    at_most=3660,
)
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


def hints_at_bribe(cue: Cue) -> Condition:
    """Hold where somebody there hinted at a personal benefit of late, whoever it was."""
    return (
        (cue.kind == CueKind.BRIBE_SIGNAL)
        & value(cue.present)
        & happened_within(cue.observed_on, param("bribe_signal.holds_days"))
    )


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


@playbook.rule(
    cites=("S3.4-greedy.do.2", "S3.4-greedy.do.4", "S0.R4-transact.guard.1", "S0.R4-transact.do.1")
)
def rebate_by_contract(assessment: Assessment, deal: Opportunity) -> Clause:
    """Where others would give to the person, we agree a rebate with the company, in the contract."""
    return when(
        is_type(assessment, Archetype.GREEDY),
        is_open(deal),
        absent(Contract, lambda contract: value(contract.rebate_agreed)),
        absent(Cue, hints_at_bribe),
    ).then(
        recommend(
            Action.AGREE_COMPANY_REBATE_TERMS,
            about=deal.id,
            due=follow_up_day(),
            reason="greedy-rebate-by-contract",
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


@playbook.rule(cites=("S3.4-greedy.cue.2", "S0.R4-transact.guard.1", "S0.R4-transact.guard.2"))
def report_bribe_signal(cue: Cue) -> Clause:
    """A hint at a personal benefit goes to compliance at once, and concessions stop until it is cleared."""
    day = cue.observed_on + days(param("bribe_signal.report_days"))
    return when(hints_at_bribe(cue)).then(
        recommend(
            Action.REPORT_TO_COMPLIANCE, about=cue.id, due=day, weight=3, reason="bribe-signal-reported"
        ),
        recommend(
            Action.STOP_CONCESSIONS, about=cue.id, due=day, weight=3, reason="bribe-signal-stops-concessions"
        ),
    )


@playbook.guard(Layer.PRINCIPLE, cites=("S3.4-greedy.dont.1", "S0.R4-transact.guard.2"))
def no_concession_after_bribe_signal(candidate: Recommendation, cue: Cue) -> Clause:
    """After a hint at a personal benefit nothing is conceded; a rebate by contract to the firm stays open."""
    return when(
        hints_at_bribe(cue),
        one_of(
            candidate.action,
            Action.SERVICE_CREDIT,
            Action.MEMBER_DISCOUNT,
            Action.RETENTION_OFFER,
            Action.COMPANY_GIFT,
            Action.INVITE_TO_BANQUET,
        ),
    ).then(deny(candidate, "bribe-signal-stops-concessions"))


@playbook.guard(Layer.TYPE, cites=("S3.4-greedy.do.4", "S2.CT5-authority.guard.1"))
def rebate_within_authority(
    candidate: Recommendation, assessment: Assessment, authority: RepAuthority
) -> Clause:
    """A rebate to the firm stays within what the representative may grant."""
    return when(
        is_type(assessment, Archetype.GREEDY),
        candidate.action == Action.COMPANY_REBATE,
        known(authority.max_concession),
        ~known(authority.rep_id) | exists(Customer, lambda customer: customer.owner == authority.rep_id),
    ).then(narrow(candidate, "greedy-within-authority", limit=authority.max_concession))


@playbook.guard(Layer.TYPE, cites="S3.4-greedy.dont.1")
def nothing_for_nothing(candidate: Recommendation, assessment: Assessment) -> Clause:
    """A price promise is made in return for something, or demands have no end."""
    return when(is_type(assessment, Archetype.GREEDY), candidate.promise == Promise.PRICE).then(
        narrow(candidate, "greedy-nothing-for-nothing")
    )
