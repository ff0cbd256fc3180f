"""Integrity, the foundation: no benefit for a person, no untruth, whoever proposes it, whatever it is called.

These guards look at who gains and at whether it is true, not at names, so that no playbook gets round them by
calling a thing otherwise. What the sources themselves propose against their own principles (kickbacks,
bluffing, playing dumb, white lies) is proposed elsewhere and turned here into something that is right.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    Action,
    Beneficiary,
    Conclusion,
    Cue,
    CueKind,
    Customer,
    GiftPolicy,
    Honesty,
    Interaction,
    Layer,
    Opportunity,
    Promise,
    Purpose,
    RecipientKind,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    days,
    days_since,
    deny,
    exists,
    lowest,
    narrow,
    one_of,
    or_else,
    param,
    recommend,
    replace,
    total,
    value,
    warn,
    when,
)
from relcore.rules import authority, complaints, occasions, parameters
from relcore.rules.authority import OwnAuthority
from relcore.rules.complaints import OpenComplaint
from relcore.rules.occasions import is_open

playbook = Playbook("integrity")
playbook.include(authority.playbook, complaints.playbook, occasions.playbook, parameters.playbook)


class Suspicion(Conclusion):
    """Something that compliance must know."""

    of: str


# --- no benefit for a person -----------------------------------------------------------------------


def is_courtesy(candidate: Recommendation) -> Condition:
    """Hold for a gift or a meal that promises nothing and is part of no deal."""
    return (or_else(candidate.purpose, Purpose.SALES) == Purpose.RELATIONSHIP) & (
        or_else(candidate.promise, Promise.PRICE) == Promise.NOTHING
    )


def left_for_courtesies() -> Decimal:
    """Give what our gift policy leaves for this customer this year; nothing where there is no policy."""
    cap = lowest(GiftPolicy, lambda policy: policy.max_value_per_recipient_per_year)
    given = total(
        Interaction,
        lambda gift: gift.gift_value,
        lambda gift: (
            (or_else(gift.gift_recipient, RecipientKind.PERSON) == RecipientKind.PERSON)
            & (days_since(gift.on) >= 0)
            & (days_since(gift.on) <= 365)
        ),
    )
    return or_else(cap, Decimal(0)) - given


def courtesy_is_permitted(candidate: Recommendation) -> Condition:
    """Hold where our policy and the customer's own rules let a person accept a courtesy of this value."""
    return (
        (left_for_courtesies() > 0)
        & (or_else(candidate.amount, Decimal(0)) <= left_for_courtesies())
        & exists(Customer, lambda customer: value(customer.gifts_permitted))
        & absent(Suspicion)
    )


@playbook.guard(
    Layer.PRINCIPLE,
    cites=("S0.R4-transact.guard.1", "S0.R4-transact.guard.2", "S0.P5-integrity.guard.1", "S3.4-greedy.do.2"),
)
def no_benefit_for_a_person(candidate: Recommendation) -> Clause:
    """What a person would gain from a deal goes to the person's company, openly and within our limit."""
    return when(candidate.beneficiary == Beneficiary.PERSON, ~is_courtesy(candidate)).then(
        replace(
            candidate,
            Action.COMPANY_REBATE,
            "personal-benefit",
            amount=lowest(OwnAuthority, lambda own: own.max_concession),
        )
    )


@playbook.guard(Layer.PRINCIPLE, cites=("S0.R4-transact.guard.1", "S0.P5-integrity.guard.1"))
def a_kickback_by_any_name(candidate: Recommendation) -> Clause:
    """A kickback stays one, whoever is said to gain from it."""
    return when(
        candidate.action == Action.PERSONAL_KICKBACK,
        or_else(candidate.beneficiary, Beneficiary.NOBODY) != Beneficiary.PERSON,
    ).then(deny(candidate, "relabelled"))


@playbook.guard(Layer.PRINCIPLE, cites=("S0.R4-transact.guard.1", "S1.G2-tag.do.3"))
def no_courtesy_beyond_the_rules(candidate: Recommendation) -> Clause:
    """A gift or a meal for a person passes only where both houses permit it; else the firm gets a token."""
    return when(
        candidate.beneficiary == Beneficiary.PERSON,
        is_courtesy(candidate),
        ~courtesy_is_permitted(candidate),
    ).then(replace(candidate, Action.COMPANY_GIFT, "courtesy-not-permitted"))


@playbook.guard(Layer.PRINCIPLE, cites="S1.G2-tag.do.3", origin="relcore")
def courtesy_within_the_year(candidate: Recommendation) -> Clause:
    """A courtesy that is permitted ends at what the year's limit leaves."""
    return when(
        candidate.beneficiary == Beneficiary.PERSON,
        is_courtesy(candidate),
        courtesy_is_permitted(candidate),
    ).then(narrow(candidate, "courtesy-limit", limit=left_for_courtesies()))


@playbook.guard(Layer.LAW, cites=("S0.R4-transact.guard.2", "S1.K4-4.flow"), origin="relcore")
def no_gift_during_a_tender(candidate: Recommendation) -> Clause:
    """While a tender runs the customer is given nothing, unless our policy says otherwise."""
    return when(
        one_of(candidate.beneficiary, Beneficiary.PERSON, Beneficiary.COMPANY),
        candidate.purpose == Purpose.RELATIONSHIP,
        exists(Opportunity, lambda deal: is_open(deal) & value(deal.tender)),
        absent(GiftPolicy, lambda policy: value(policy.allowed_in_tender)),
    ).then(deny(candidate, "gift-during-tender"))


# --- suspicion of bribery --------------------------------------------------------------------------


@playbook.rule(cites=("S3.4-greedy.cue.2", "S0.R4-transact.guard.2"))
def suspect_bribery(cue: Cue) -> Clause:
    """Where somebody hinted at a bribe, compliance is told and concessions stop."""
    return when(
        cue.kind == CueKind.BRIBE_SIGNAL,
        value(cue.present),
        days_since(cue.observed_on) >= 0,
        days_since(cue.observed_on) <= param("integrity.suspicion_days"),
    ).then(
        conclude(Suspicion, of="bribery"),
        warn("bribe-signal", about=cue.id, since=cue.observed_on),
        recommend(
            Action.REPORT_TO_COMPLIANCE,
            due=cue.observed_on + days(1),
            weight=5,
            reason="bribe-signal",
        ),
        recommend(Action.STOP_CONCESSIONS, weight=3, reason="bribe-signal"),
    )


@playbook.guard(Layer.PRINCIPLE, cites=("S0.R4-transact.guard.2", "S3.4-greedy.dont.1"))
def concessions_stop_under_suspicion(candidate: Recommendation) -> Clause:
    """Under suspicion nothing more is conceded, save the open rebate that a contract grants."""
    return when(
        candidate.beneficiary == Beneficiary.COMPANY,
        one_of(candidate.purpose, Purpose.SALES, Purpose.MARKETING),
        candidate.promise != Promise.NOTHING,
        candidate.action != Action.COMPANY_REBATE,
        exists(Suspicion, lambda suspicion: suspicion.of == "bribery"),
    ).then(deny(candidate, "concessions-stopped"))


@playbook.guard(Layer.PRINCIPLE, cites=("S0.R4-transact.guard.1", "S3.4-greedy.do.4"))
def rebate_only_on_contract_under_suspicion(candidate: Recommendation, own: OwnAuthority) -> Clause:
    """Under suspicion even the firm's rebate stays within the limit, in the contract and on the invoice."""
    return when(
        candidate.action == Action.COMPANY_REBATE,
        exists(Suspicion, lambda suspicion: suspicion.of == "bribery"),
    ).then(narrow(candidate, "rebate-on-contract-only", limit=own.max_concession))


# --- no untruth ------------------------------------------------------------------------------------


def is_untrue(candidate: Recommendation, *purposes: Purpose) -> Condition:
    """Hold for a deception that serves one of the purposes; one that names none counts as selling."""
    return (candidate.honesty == Honesty.DECEPTIVE) & one_of(
        or_else(candidate.purpose, Purpose.SALES), *purposes
    )


def is_about_price(candidate: Recommendation) -> Condition:
    """Hold where a price or a concession is at stake."""
    return or_else(candidate.promise, Promise.NOTHING) == Promise.PRICE


SELLING = (Purpose.SALES, Purpose.MARKETING, Purpose.INTERNAL)


@playbook.guard(Layer.PRINCIPLE, cites=("S0.P5-integrity.guard.1", "S4.1-trust.guard.2", "S3.6-stingy.do.2"))
def no_bluff(candidate: Recommendation) -> Clause:
    """Instead of a bluff the price is laid open item by item, with the floor that we mean."""
    return when(is_untrue(candidate, *SELLING), is_about_price(candidate)).then(
        replace(candidate, Action.TRANSPARENT_QUOTE, "bluff")
    )


@playbook.guard(
    Layer.PRINCIPLE, cites=("S0.P5-integrity.guard.1", "S4.1-trust.guard.2", "S3.9-composite.do.2")
)
def no_pretence(candidate: Recommendation) -> Clause:
    """Instead of pretending, withhold judgement and ask: silence is allowed, a false word is not."""
    return when(is_untrue(candidate, *SELLING), ~is_about_price(candidate)).then(
        replace(candidate, Action.WITHHOLD_JUDGEMENT, "pretence")
    )


@playbook.guard(Layer.PRINCIPLE, cites=("S0.P5-integrity.guard.1", "S4.1-trust.guard.2", "S4.1-trust.do.1"))
def no_white_lie(candidate: Recommendation) -> Clause:
    """Instead of a white lie the truth is told with tact."""
    return when(is_untrue(candidate, Purpose.RELATIONSHIP)).then(
        replace(candidate, Action.TELL_TACTFULLY, "white-lie")
    )


@playbook.guard(
    Layer.PRINCIPLE,
    cites=("S0.P5-integrity.guard.1", "S0.P2-respect.do.1", "S2.CP1-root.do.2", "S2.CT8-malice.do.1"),
)
def no_scapegoat(candidate: Recommendation) -> Clause:
    """In a complaint nobody is blamed without evidence; the likely cause is told as the records show it."""
    return when(is_untrue(candidate, Purpose.SERVICE), exists(OpenComplaint)).then(
        replace(candidate, Action.NEUTRAL_CAUSE, "blame-without-evidence")
    )


@playbook.guard(Layer.PRINCIPLE, cites=("S0.P5-integrity.guard.1", "S4.1-trust.guard.2"))
def no_untruth_in_service(candidate: Recommendation) -> Clause:
    """In service, too, the truth is told with tact."""
    return when(is_untrue(candidate, Purpose.SERVICE), absent(OpenComplaint)).then(
        replace(candidate, Action.TELL_TACTFULLY, "untruth")
    )


@playbook.guard(Layer.PRINCIPLE, cites=("S0.P5-integrity.guard.1", "S4.1-trust.guard.2"))
def an_untruth_by_any_name(candidate: Recommendation) -> Clause:
    """A deception stays one, however honest it is said to be."""
    return when(
        one_of(
            candidate.action,
            Action.BLUFF_ON_PRICE,
            Action.PLAY_DUMB,
            Action.WHITE_LIE,
            Action.BLAME_THIRD_PARTY,
        ),
        or_else(candidate.honesty, Honesty.TRUTHFUL) != Honesty.DECEPTIVE,
    ).then(deny(candidate, "relabelled"))


@playbook.guard(Layer.PRINCIPLE, cites=("S0.P5-integrity.guard.1", "S3.3-owner.do.4", "S3.9-composite.do.2"))
def withholding_ends_at_a_false_word(candidate: Recommendation) -> Clause:
    """To withhold a judgement is fair as long as every word that is said is true."""
    return when(candidate.honesty == Honesty.WITHHOLDING).then(narrow(candidate, "no-false-word"))
