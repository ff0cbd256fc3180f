"""What no playbook may let through, written in the rule language over given facts alone.

Each rule here holds of an *action that stands* (a candidate as it leaves the guards, with the channel and the
amount that they left it) where it breaks a promise of relcore. No conclusion of a playbook is asked, for a
playbook could conclude whatever suits it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from relcore.facts import (
    Action,
    Beneficiary,
    Channel,
    Consent,
    ConsentScope,
    ContactPolicy,
    Contract,
    Customer,
    GiftPolicy,
    Interaction,
    Layer,
    Promise,
    Purpose,
    RecipientKind,
    Recommendation,
    RepAuthority,
    Verdict,
    VerdictKind,
)
from relcore.ir import Rule
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    days_since,
    exists,
    known,
    lowest,
    one_of,
    or_else,
    total,
    value,
    warn,
    when,
)

playbook = Playbook("safety")

PERSONAL_ACTIONS = (Action.PERSONAL_KICKBACK, Action.PERSONAL_GIFT, Action.INVITE_TO_BANQUET)
"""What benefits a person, whoever is said to gain."""


WIDE = (Layer.LAW, Layer.PRINCIPLE, Layer.CONSENT, Layer.AUTHORITY)
"""Layers whose verdicts hit every candidate of the matter, as in `relcore.advice.candidates`."""


def hits(verdict: Verdict, action: Recommendation) -> Condition:
    """Hold where a verdict is about a candidate."""
    return (
        (verdict.action == action.action)
        & ((verdict.about == action.about) | (~known(verdict.about) & ~known(action.about)))
        & (one_of(verdict.layer, *WIDE) | (verdict.candidate == action.rule))
    )


# --- a personal benefit ----------------------------------------------------------------------------


def is_courtesy(action: Recommendation) -> Condition:
    """Hold for a gift or a meal that promises nothing and is part of no deal."""
    return (
        (action.purpose == Purpose.RELATIONSHIP)
        & (action.promise == Promise.NOTHING)
        & (action.action != Action.PERSONAL_KICKBACK)
    )


def courtesy_is_allowed(action: Recommendation) -> Condition:
    """Hold where our gift policy and the customer's own rules leave room for a courtesy of this value."""
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
    left = value(cap) - given
    return (
        known(cap)
        & (left > 0)
        & (or_else(action.amount, Decimal(0)) <= left)
        & exists(Customer, lambda customer: value(customer.gifts_permitted))
    )


@playbook.rule(origin="relcore", id="personal-benefit")
def personal_benefit(action: Recommendation) -> Clause:
    """A person gains from it, and it is no courtesy that both houses permit."""
    return when(
        (action.beneficiary == Beneficiary.PERSON) | one_of(action.action, *PERSONAL_ACTIONS),
        ~or_else(is_courtesy(action) & courtesy_is_allowed(action), False),
    ).then(warn("personal-benefit"))


# --- a message without consent ---------------------------------------------------------------------


IN_WRITING = (Channel.EMAIL, Channel.SMS, Channel.CHAT, Channel.MAIL)
"""Channels of messages; service by a person, which a complaint or a contract may require, is none."""


def speaks_of(given: Consent | ContactPolicy, action: Recommendation) -> Condition:
    """Hold where what was given covers the channel and the purpose of an action."""
    return (or_else(given.channel, action.channel) == action.channel) & (
        or_else(given.purpose, action.purpose) == action.purpose
    )


def is_in_force(consent: Consent) -> Condition:
    """Hold for a permission to be contacted that holds today."""
    return (
        (consent.scope == ConsentScope.CONTACT)
        & value(consent.granted)
        & (or_else(consent.given_on, as_of()) <= as_of())
        & (or_else(consent.expires_on, as_of()) >= as_of())
        & (~known(consent.withdrawn_on) | (value(consent.withdrawn_on) > as_of()))
    )


def is_selling(action: Recommendation) -> Condition:
    """Hold for selling and marketing, and for what does not say what it is for."""
    return one_of(or_else(action.purpose, Purpose.SALES), Purpose.SALES, Purpose.MARKETING)


@playbook.rule(origin="relcore", id="message-without-consent")
def message_without_consent(action: Recommendation) -> Clause:
    """It sells by e-mail or text message, or our contact policy asks for a consent, and none is in force."""
    return when(
        one_of(action.channel, *IN_WRITING) | (known(action.channel) & is_selling(action)),
        (one_of(action.channel, Channel.EMAIL, Channel.SMS) & is_selling(action))
        | exists(
            ContactPolicy,
            lambda policy: value(policy.needs_consent) & ~known(policy.archetype) & speaks_of(policy, action),
        ),
        absent(Consent, lambda consent: is_in_force(consent) & speaks_of(consent, action)),
    ).then(warn("message-without-consent"))


@playbook.rule(origin="relcore", id="selling-after-opt-out")
def selling_after_opt_out(action: Recommendation) -> Clause:
    """It sells to a customer who wants no contact."""
    return when(
        known(action.channel),
        is_selling(action),
        exists(Customer, lambda customer: value(customer.opted_out)),
    ).then(warn("selling-after-opt-out"))


# --- a promise beyond authority --------------------------------------------------------------------


def in_person(authority: RepAuthority) -> Condition:
    """Hold for what was given to the representative in charge by name."""
    return exists(Customer, lambda customer: customer.owner == authority.rep_id)


def counts(authority: RepAuthority) -> Condition:
    """Hold for the authority that counts: the representative's own, or, where there is none, everybody's."""
    return in_person(authority) | (~known(authority.rep_id) & ~exists(RepAuthority, in_person))


@playbook.rule(origin="relcore", id="promise-of-a-date")
def promise_of_a_date(action: Recommendation) -> Clause:
    """It promises a date that the representative may not promise."""
    return when(
        action.promise == Promise.DATE,
        # When somebody else will decide is not for him to keep, and may be said.
        action.action != Action.PROMISE_ESCALATION_DATE,
        exists(RepAuthority, lambda authority: counts(authority) & ~value(authority.may_promise_dates)),
    ).then(warn("promise-of-a-date"))


@playbook.rule(origin="relcore", id="promise-of-a-price")
def promise_of_a_price(action: Recommendation) -> Clause:
    """It names a price that the representative may not promise, and nothing holds it until it is released."""
    return when(
        action.promise == Promise.PRICE,
        action.action != Action.SETTLE_CLAIM,
        exists(RepAuthority, lambda authority: counts(authority) & ~value(authority.may_promise_prices)),
        absent(
            Verdict,
            lambda verdict: (
                (verdict.kind == VerdictKind.NARROW)
                & (verdict.layer == Layer.AUTHORITY)
                & hits(verdict, action)
            ),
        ),
    ).then(warn("promise-of-a-price"))


@playbook.rule(origin="relcore", id="concession-above-limit")
def concession_above_limit(action: Recommendation) -> Clause:
    """It gives more than the representative may concede."""
    return when(
        action.action != Action.SETTLE_CLAIM,
        exists(
            RepAuthority,
            lambda authority: counts(authority) & (value(action.amount) > value(authority.max_concession)),
        ),
    ).then(warn("concession-above-limit"))


@playbook.rule(origin="relcore", id="claim-above-limit")
def claim_above_limit(action: Recommendation) -> Clause:
    """It settles a claim that is above what the representative may settle."""
    return when(
        action.action == Action.SETTLE_CLAIM,
        exists(
            RepAuthority,
            lambda authority: counts(authority) & (value(action.amount) > value(authority.max_claim)),
        ),
    ).then(warn("claim-above-limit"))


@playbook.rule(origin="relcore", id="production-beyond-authority")
def production_beyond_authority(action: Recommendation) -> Clause:
    """It starts production although the representative may not."""
    return when(
        (action.promise == Promise.PRODUCTION) | (action.action == Action.START_PRODUCTION),
        exists(RepAuthority, lambda authority: counts(authority) & ~value(authority.may_start_production)),
    ).then(warn("production-beyond-authority"))


# --- production without signature ------------------------------------------------------------------


@playbook.rule(origin="relcore", id="production-without-signature")
def production_without_signature(action: Recommendation) -> Clause:
    """It starts production for something that no signed contract is about."""
    return when(
        (action.promise == Promise.PRODUCTION) | (action.action == Action.START_PRODUCTION),
        absent(
            Contract,
            lambda contract: (
                ((contract.order_id == action.about) | (contract.opportunity_id == action.about))
                & value(contract.signed)
            ),
        ),
    ).then(warn("production-without-signature"))


# --- how candidates are settled --------------------------------------------------------------------

settling = Playbook("settling")


@settling.rule(origin="relcore", id="stands")
def stands(action: Recommendation) -> Clause:
    """No verdict removes the candidate; that it may be put off is left open."""
    return when(
        absent(
            Verdict,
            lambda verdict: (
                one_of(verdict.kind, VerdictKind.DENY, VerdictKind.REPLACE) & hits(verdict, action)
            ),
        ),
        absent(
            Verdict,
            lambda verdict: (
                (verdict.kind == VerdictKind.DEFER) & ~known(verdict.until) & hits(verdict, action)
            ),
        ),
    ).then(warn("stands"))


@settling.rule(origin="relcore", id="in-its-channel")
def in_its_channel(action: Recommendation) -> Clause:
    """No verdict leaves another channel only."""
    return when(
        absent(
            Verdict,
            lambda verdict: (
                (verdict.kind == VerdictKind.NARROW)
                & known(verdict.channel)
                & ~or_else(verdict.channel == action.channel, False)
                & hits(verdict, action)
            ),
        ),
    ).then(warn("in-its-channel"))


@settling.rule(origin="relcore", id="within-its-limits")
def within_its_limits(action: Recommendation) -> Clause:
    """No verdict leaves a smaller amount."""
    return when(
        absent(
            Verdict,
            lambda verdict: (
                (verdict.kind == VerdictKind.NARROW)
                & (value(verdict.limit) < value(action.amount))
                & hits(verdict, action)
            ),
        ),
    ).then(warn("within-its-limits"))


@dataclass(frozen=True)
class Property:
    """A promise of relcore, and the rules that tell an action which breaks it."""

    name: str
    sentence: str
    breaches: tuple[Rule, ...]


_SENTENCES: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "no-personal-benefit": ("No advice gives a person a benefit.", ("personal-benefit",)),
        "no-message-without-consent": (
            "No message goes out without consent.",
            ("message-without-consent", "selling-after-opt-out"),
        ),
        "no-promise-beyond-authority": (
            "Nothing is promised or given beyond the representative's authority.",
            (
                "promise-of-a-date",
                "promise-of-a-price",
                "concession-above-limit",
                "claim-above-limit",
                "production-beyond-authority",
            ),
        ),
        "no-production-without-signature": (
            "No production starts without a signed contract.",
            ("production-without-signature",),
        ),
    }
)
_BREACHES = {rule.id: rule for rule in playbook.ruleset().rules}
_SETTLING = {rule.id: rule for rule in settling.ruleset().rules}
STANDS, IN_ITS_CHANNEL, WITHIN_ITS_LIMITS = (
    _SETTLING[name].where for name in ("stands", "in-its-channel", "within-its-limits")
)

PROPERTIES: tuple[Property, ...] = tuple(
    Property(name, sentence, tuple(_BREACHES[breach] for breach in breaches))
    for name, (sentence, breaches) in _SENTENCES.items()
)
"""What `relcore prove` proves."""
