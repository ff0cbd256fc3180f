"""What a customer asks for in a complaint: settled fast where it is fair and ours to give, else passed on."""

from __future__ import annotations

from relcore.facts import Action, Complaint, Layer, Purpose, Recommendation
from relcore.lang import (
    Clause,
    Playbook,
    as_of,
    ask,
    days,
    exists,
    known,
    param,
    recommend,
    replace,
    value,
    when,
)
from relcore.rules import authority, complaints, parameters
from relcore.rules.authority import OwnAuthority
from relcore.rules.complaints import is_open

playbook = Playbook("claims")
playbook.include(authority.playbook, complaints.playbook, parameters.playbook)


@playbook.rule(cites="S2.CT5-authority.do.1")
def settle_reasonable_claim(complaint: Complaint) -> Clause:
    """A reasonable claim is settled fast."""
    return when(
        is_open(complaint),
        value(complaint.claim_reasonable),
        known(complaint.claim_amount),
        ~known(complaint.carried_out_on),
        ~known(complaint.escalated_on),
    ).then(
        recommend(
            Action.SETTLE_CLAIM,
            about=complaint.id,
            amount=complaint.claim_amount,
            weight=3,
            reason="claim-reasonable",
        )
    )


@playbook.rule(cites=("S1.M.do.3", "S2.CP2-where.guard.1"))
def offer_alternative_to_excessive_claim(complaint: Complaint) -> Clause:
    """An unreasonable claim gets another offer, for endless concessions would be unfair to the company."""
    return when(is_open(complaint), ~value(complaint.claim_reasonable), ~known(complaint.agreed_on)).then(
        recommend(
            Action.OFFER_ALTERNATIVE,
            about=complaint.id,
            purpose=Purpose.SERVICE,
            reason="claim-unreasonable",
        )
    )


@playbook.rule(cites="S2.CT4-ask.do.1")
def ask_whether_claim_is_fair(complaint: Complaint) -> Clause:
    """A claim that nobody has judged yet waits for a judgement."""
    return when(is_open(complaint), known(complaint.claim_amount), ~known(complaint.claim_reasonable)).then(
        ask("claim-reasonable", about=complaint.id)
    )


@playbook.guard(Layer.AUTHORITY, cites="S2.CT5-authority.guard.1")
def claim_above_authority(candidate: Recommendation, own: OwnAuthority) -> Clause:
    """A claim above one's limit goes to somebody who may decide; nobody promises what is not his to give."""
    return when(candidate.action == Action.SETTLE_CLAIM, value(candidate.amount) > value(own.max_claim)).then(
        replace(candidate, Action.ESCALATE_CLAIM, "claim-above-authority")
    )


@playbook.guard(Layer.AUTHORITY, cites="S2.CT5-authority.guard.1")
def claim_without_known_authority(candidate: Recommendation) -> Clause:
    """Where nobody knows the limit for claims, the claim goes to somebody who may decide."""
    return when(
        candidate.action == Action.SETTLE_CLAIM,
        ~exists(OwnAuthority, lambda own: known(own.max_claim)),
    ).then(replace(candidate, Action.ESCALATE_CLAIM, "claim-limit-unknown"))


@playbook.rule(cites=("S2.CT5-authority.guard.1", "S2.CP3-fast.do.1"))
def say_when_it_will_be_decided(candidate: Recommendation) -> Clause:
    """Who must pass a claim on says by when it will be decided, and promises nothing else."""
    return when(candidate.action == Action.ESCALATE_CLAIM).then(
        recommend(
            Action.PROMISE_ESCALATION_DATE,
            about=candidate.about,
            due=as_of() + days(param("complaint.decision_days")),
            weight=3,
            reason="say-when-decided",
        )
    )
