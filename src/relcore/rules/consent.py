"""What the customer allows: no contact against a refusal, no selling in writing without a permission.

Unknown is not yes. A refusal counts until the same person gives a later permission. Contact caps, quiet hours
and busy hours have their own files beside this one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    Channel,
    Consent,
    ConsentScope,
    Contact,
    ContactPolicy,
    Contract,
    Customer,
    Layer,
    Purpose,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    ask,
    deny,
    exists,
    known,
    narrow,
    one_of,
    or_else,
    recommend,
    replace,
    value,
    when,
)
from relcore.rules import complaints, permissions
from relcore.rules.complaints import OpenComplaint
from relcore.rules.permissions import Permission, Refusal, covers, is_permitted

playbook = Playbook("consent")
playbook.include(complaints.playbook, permissions.playbook)


def needs_permission(candidate: Recommendation) -> Condition:
    """Hold for selling by e-mail or text message, and for whatever our contact policy says."""
    return (
        one_of(candidate.channel, Channel.EMAIL, Channel.SMS)
        & one_of(candidate.purpose, Purpose.SALES, Purpose.MARKETING)
    ) | exists(
        ContactPolicy,
        lambda policy: (
            value(policy.needs_consent)
            & ~known(policy.archetype)
            & covers(policy, candidate.channel, candidate.purpose)
        ),
    )


def is_unknown(candidate: Recommendation) -> Condition:
    """Hold where nobody knows whether the customer allows the contact."""
    return absent(
        Permission, lambda permission: covers(permission, candidate.channel, candidate.purpose)
    ) & absent(Refusal, lambda refusal: covers(refusal, candidate.channel, candidate.purpose))


def may_not_be_written(candidate: Recommendation) -> Condition:
    """Hold for a message that the customer does not permit in its channel."""
    return one_of(candidate.channel, Channel.SMS, Channel.EMAIL, Channel.CHAT) & ~is_permitted(
        candidate.channel, candidate.purpose
    )


# --- no contact at all -----------------------------------------------------------------------------


def is_owed(candidate: Recommendation) -> Condition:
    """Hold for service by a person that an open complaint or a contract requires."""
    return (
        (or_else(candidate.purpose, Purpose.SALES) == Purpose.SERVICE)
        & one_of(candidate.channel, Channel.PHONE, Channel.VISIT)
        & (
            exists(OpenComplaint, lambda complaint: complaint.complaint == candidate.about)
            | (exists(OpenComplaint) & one_of(candidate.action, *COMPLAINT_WORK))
            | exists(
                Contract,
                lambda contract: (
                    ((contract.id == candidate.about) | (contract.order_id == candidate.about))
                    & (or_else(contract.ends_on, as_of()) >= as_of())
                ),
            )
        )
    )


COMPLAINT_WORK = (
    Action.HANDLE_COMPLAINT,
    Action.LISTEN_AND_APOLOGISE,
    Action.INSPECT_PRODUCT,
    Action.ASK_PREFERRED_SOLUTION,
    Action.SAY_WE_ARE_CHECKING,
    Action.ACKNOWLEDGE_DEFECT,
    Action.SETTLE_CLAIM,
    Action.PROMISE_ESCALATION_DATE,
    Action.CARRY_OUT_SOLUTION,
    Action.CONFIRM_SATISFACTION,
)
"""What a complaint without an identity of its own may call for."""


@playbook.guard(Layer.CONSENT, cites=("S1.G7-nostop.do.1", "S0.P2-respect.do.1"), origin="relcore")
def opted_out(candidate: Recommendation, customer: Customer) -> Clause:
    """Who wants no contact gets none, save what an open complaint or a contract requires, by a person."""
    return when(known(candidate.channel), value(customer.opted_out), ~is_owed(candidate)).then(
        deny(candidate, "opted-out")
    )


@playbook.guard(Layer.CONSENT, cites="S0.P2-respect.do.1", origin="relcore")
def nobody_left_to_contact(candidate: Recommendation) -> Clause:
    """Where every person whom we know there opted out, the customer gets no contact either."""
    return when(
        known(candidate.channel),
        exists(Contact, lambda contact: value(contact.opted_out) & ~known(contact.left_on)),
        absent(Contact, lambda contact: ~or_else(contact.opted_out, False) & ~known(contact.left_on)),
        ~is_owed(candidate),
    ).then(deny(candidate, "opted-out"))


# --- refused ---------------------------------------------------------------------------------------


@playbook.guard(Layer.CONSENT, cites=("S1.J1-email.guard.1", "S1.J2-sms.guard.1"))
def refused(candidate: Recommendation, refusal: Refusal) -> Clause:
    """What the customer refused or took back is not done, until the same person permits it again."""
    return when(
        known(candidate.channel),
        covers(refusal, candidate.channel, candidate.purpose),
        absent(
            Permission,
            lambda permission: (
                covers(permission, candidate.channel, candidate.purpose)
                & (permission.whose == refusal.whose)
                & (value(permission.since) > value(refusal.since))
            ),
        ),
        ~is_owed(candidate),
    ).then(deny(candidate, "consent-refused"))


# --- unknown ---------------------------------------------------------------------------------------

GREETINGS = (Action.SEND_GREETING, Action.HOLIDAY_WISHES)
"""What a person does instead where it may not be written."""
IN_PERSON = (Channel.VISIT, Channel.PHONE, Channel.VIDEO, Channel.SHOP)


def done_by(channel: Channel) -> tuple[str, ...]:
    """Give the actions, other than marketing, that are best done through a channel when done in person."""
    return tuple(
        spec.name
        for spec in BUILTIN_ACTIONS
        if spec.purpose is not Purpose.MARKETING
        and next((one for one in spec.channels if one in IN_PERSON), None) is channel
    )


BY_VISIT = done_by(Channel.VISIT)
BY_PHONE = done_by(Channel.PHONE)


def may_be_done_in_person(candidate: Recommendation, channel: Channel, actions: tuple[str, ...]) -> Condition:
    """Hold where an action can be done through a channel in person, and nothing speaks against it."""
    return (
        one_of(candidate.action, *actions)
        & (or_else(candidate.purpose, Purpose.MARKETING) != Purpose.MARKETING)
        & absent(Refusal, lambda refusal: covers(refusal, channel, candidate.purpose))
        & absent(
            ContactPolicy,
            lambda policy: (
                value(policy.needs_consent)
                & ~known(policy.archetype)
                & covers(policy, channel, candidate.purpose)
            ),
        )
    )


@playbook.guard(Layer.CONSENT, cites=("S1.J1-email.guard.1", "S1.J2-sms.guard.1"), origin="relcore")
def unknown_so_visit(candidate: Recommendation) -> Clause:
    """What may not be written yet is brought in person, where it is business between two people."""
    return when(
        needs_permission(candidate),
        is_unknown(candidate),
        may_be_done_in_person(candidate, Channel.VISIT, BY_VISIT),
    ).then(narrow(candidate, "consent-unknown-in-person", channel=Channel.VISIT))


@playbook.guard(Layer.CONSENT, cites=("S1.J1-email.guard.1", "S1.J2-sms.guard.1"), origin="relcore")
def unknown_so_call(candidate: Recommendation) -> Clause:
    """What may not be written yet is told by phone, where a call does as well."""
    return when(
        needs_permission(candidate),
        is_unknown(candidate),
        may_be_done_in_person(candidate, Channel.PHONE, BY_PHONE),
    ).then(narrow(candidate, "consent-unknown-in-person", channel=Channel.PHONE))


@playbook.guard(
    Layer.CONSENT, cites=("S1.J1-email.guard.1", "S1.J2-sms.guard.1", "S1.J2-sms.guard.2", "S1.J1-email.do.1")
)
def unknown_is_not_yes(candidate: Recommendation) -> Clause:
    """Without a permission nobody gets a mailing: harvested addresses bring complaints and nothing else."""
    return when(
        needs_permission(candidate),
        is_unknown(candidate),
        ~(one_of(candidate.action, *GREETINGS) & may_not_be_written(candidate)),
        ~may_be_done_in_person(candidate, Channel.VISIT, BY_VISIT),
        ~may_be_done_in_person(candidate, Channel.PHONE, BY_PHONE),
    ).then(deny(candidate, "consent-unknown"))


class Written(NamedTuple):
    """A channel in which a permission may be missing."""

    channel: Channel


WRITTEN = {
    "email": Written(Channel.EMAIL),
    "sms": Written(Channel.SMS),
    "chat": Written(Channel.CHAT),
    "mail": Written(Channel.MAIL),
}


@playbook.table(WRITTEN, cites=("S1.J1-email.guard.1", "S1.J2-sms.guard.1"))
def ask_for_permission(candidate: Recommendation, written: Written) -> Clause:
    """Where advice waits for a permission, somebody asks for it."""
    return when(
        candidate.channel == written.channel, needs_permission(candidate), is_unknown(candidate)
    ).then(
        ask("consent", about=written.channel),
        recommend(Action.ASK_CONSENT, weight=Decimal("0.5"), reason="consent-unknown"),
    )


@playbook.rule(cites="S1.J1-email.guard.1", origin="relcore")
def ask_what_is_permitted(customer: Customer) -> Clause:
    """Of a customer who never said what it permits, that is one of the first things to ask."""
    return when(
        absent(Consent, lambda consent: consent.scope == ConsentScope.CONTACT),
        ~or_else(customer.opted_out, False),
    ).then(ask("consent"))


# --- announced, and greeted by a person ------------------------------------------------------------


@playbook.guard(Layer.CONSENT, cites="S1.J2-sms.guard.1")
def announce_first(candidate: Recommendation) -> Clause:
    """Who agreed to messages without being told that they are about products is told first."""
    return when(
        candidate.channel == Channel.SMS,
        one_of(candidate.purpose, Purpose.SALES, Purpose.MARKETING),
        exists(
            Permission,
            lambda permission: (
                covers(permission, candidate.channel, candidate.purpose) & ~value(permission.announced)
            ),
        ),
        absent(
            Permission,
            lambda permission: (
                covers(permission, candidate.channel, candidate.purpose) & value(permission.announced)
            ),
        ),
    ).then(replace(candidate, Action.ANNOUNCE_MESSAGES, "not-announced"))


@playbook.guard(Layer.CONSENT, cites=("S1.B2-greet2d.num.1", "S1.J1-email.guard.1", "S1.J2-sms.guard.1"))
def greet_in_person(candidate: Recommendation) -> Clause:
    """A greeting that may not be written is given by a person, so that no buyer goes without."""
    return when(candidate.action == Action.SEND_GREETING, may_not_be_written(candidate)).then(
        replace(candidate, Action.GREETING_BY_PERSON, "greeting-without-consent")
    )


@playbook.guard(Layer.CONSENT, cites=("S1.G2-tag.do.4", "S1.J1-email.guard.1", "S1.J2-sms.guard.1"))
def wish_in_person(candidate: Recommendation) -> Clause:
    """Good wishes that may not be written are given by a person."""
    return when(candidate.action == Action.HOLIDAY_WISHES, may_not_be_written(candidate)).then(
        replace(candidate, Action.GREETING_BY_PERSON, "greeting-without-consent")
    )
