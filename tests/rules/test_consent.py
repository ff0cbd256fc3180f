"""What the customer allows: refusals hold, unknown is not yes, greetings go by person."""

from __future__ import annotations

import pytest

from relcore.facts import (
    Action,
    Channel,
    Consent,
    ConsentScope,
    Contact,
    ContactPolicy,
    Contract,
    Fact,
    Layer,
    Purpose,
    Verdict,
    VerdictKind,
)
from relcore.ledger import Ledger
from relcore.rules import consent
from tests.rules.proposals import judged, proposal, replaced
from tests.rules.records import allowed, complaint, refused
from tests.rules.support import DAY, WHO, actions, ago, decide, questions, somebody

DENY, NARROW = VerdictKind.DENY, VerdictKind.NARROW
MAILING = Action.PRODUCT_INTRODUCTION


def mailing(*facts: Fact, channel: Channel = Channel.EMAIL) -> dict[str, VerdictKind]:
    """Give what is said of a marketing message."""
    ledger = decide([somebody(), *facts], DAY, consent.playbook, proposal(MAILING, channel=channel))
    return judged(ledger, MAILING)


def run(*facts: Fact, action: Action, channel: Channel | None = None) -> Ledger:
    return decide(facts, DAY, consent.playbook, proposal(action, channel=channel))


# --- marketing in writing --------------------------------------------------------------------------


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
def test_unknown_is_not_yes(channel: Channel) -> None:
    ledger = run(somebody(), action=MAILING, channel=channel)
    (verdict,) = ledger.of(Verdict)
    assert (verdict.kind, verdict.reason, verdict.layer) == (DENY, "consent-unknown", Layer.CONSENT)
    assert "consent" in questions(ledger)
    assert Action.ASK_CONSENT in actions(ledger)


@pytest.mark.parametrize(
    "consent_given",
    [
        allowed(Channel.EMAIL, purpose=Purpose.MARKETING),
        allowed(Channel.EMAIL),
        allowed(purpose=Purpose.MARKETING),
        allowed(),
        allowed(Channel.EMAIL, given_on=None),
        allowed(Channel.EMAIL, given_on=DAY),
        allowed(Channel.EMAIL, expires_on=DAY),
        allowed(Channel.EMAIL, withdrawn_on=ago(-1)),
    ],
    ids=["exact", "channel", "purpose", "everything", "undated", "today", "last day", "taken back tomorrow"],
)
def test_a_permission_that_covers_the_message_lets_it_pass(consent_given: Consent) -> None:
    assert mailing(consent_given) == {}


@pytest.mark.parametrize(
    ("consent_given", "reason"),
    [
        (allowed(Channel.SMS), "consent-unknown"),
        (allowed(Channel.EMAIL, purpose=Purpose.SERVICE), "consent-unknown"),
        (allowed(Channel.EMAIL, given_on=ago(-1)), "consent-unknown"),
        (allowed(Channel.EMAIL, expires_on=ago(1)), "consent-unknown"),
        (allowed(Channel.EMAIL, granted=None), "consent-unknown"),
        (allowed(Channel.EMAIL, scope=ConsentScope.REFERENCE), "consent-unknown"),
        (allowed(Channel.EMAIL, withdrawn_on=DAY), "consent-refused"),
        (refused(Channel.EMAIL), "consent-refused"),
        (refused(), "consent-refused"),
        (refused(purpose=Purpose.MARKETING), "consent-refused"),
    ],
    ids=[
        "another channel",
        "another purpose",
        "from tomorrow",
        "ran out",
        "no answer noted",
        "another matter",
        "taken back today",
        "refused",
        "refused everything",
        "refused the purpose",
    ],
)
def test_no_advice_without_a_permission_that_holds(consent_given: Consent, reason: str) -> None:
    assert mailing(consent_given) == {reason: DENY}


def test_a_refusal_of_something_else_or_of_tomorrow_holds_nothing_up() -> None:
    yes = allowed(Channel.EMAIL, id="yes")
    assert mailing(yes, refused(Channel.EMAIL, scope=ConsentScope.REFERENCE)) == {}
    assert mailing(yes, refused(Channel.EMAIL, given_on=ago(-1))) == {}
    assert mailing(yes, refused(Channel.EMAIL, given_on=DAY)) == {"consent-refused": DENY}


def test_a_later_permission_of_the_same_person_ends_a_refusal() -> None:
    later = allowed(Channel.EMAIL, given_on=ago(5), id="later")
    assert mailing(refused(given_on=ago(50)), later) == {}
    assert mailing(refused(given_on=ago(5), id="r"), allowed(Channel.EMAIL, given_on=ago(50))) == {
        "consent-refused": DENY
    }
    assert mailing(refused(given_on=ago(5), id="r"), later) == {"consent-refused": DENY}


def test_one_persons_permission_does_not_end_anothers_refusal() -> None:
    no = refused(Channel.EMAIL, given_on=ago(50), contact_id="ann")
    yes = allowed(Channel.EMAIL, given_on=ago(5), contact_id="bob")
    assert mailing(no, yes) == {"consent-refused": DENY}


# --- business between two people -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "channel"),
    [(Action.WRITTEN_PROPOSAL, Channel.VISIT), (Action.REQUIRE_PREPAYMENT, Channel.PHONE)],
)
def test_business_that_may_not_be_written_yet_is_done_in_person(action: Action, channel: Channel) -> None:
    ledger = run(somebody(), action=action)
    (verdict,) = ledger.of(Verdict)
    assert (verdict.kind, verdict.channel) == (NARROW, channel)
    assert "consent" in questions(ledger)


def test_what_is_permitted_stays_in_writing() -> None:
    for action in (Action.WRITTEN_PROPOSAL, Action.REQUIRE_PREPAYMENT):
        assert judged(run(somebody(), allowed(Channel.EMAIL), action=action), action) == {}


def test_where_the_visit_is_refused_too_nothing_is_left() -> None:
    ledger = run(somebody(), refused(Channel.VISIT), action=Action.WRITTEN_PROPOSAL)
    assert judged(ledger, Action.WRITTEN_PROPOSAL) == {"consent-unknown": DENY}


def test_a_refusal_holds_for_calls_and_visits_as_well() -> None:
    assert judged(
        run(somebody(), refused(Channel.PHONE), action=Action.WINBACK_CALL), Action.WINBACK_CALL
    ) == {"consent-refused": DENY}
    assert judged(run(somebody(), action=Action.WINBACK_CALL), Action.WINBACK_CALL) == {}


def test_service_by_e_mail_needs_no_permission_unless_our_policy_says_so() -> None:
    assert judged(run(somebody(), action=Action.VALUE_REPORT), Action.VALUE_REPORT) == {}
    policy = ContactPolicy(channel=Channel.EMAIL, needs_consent=True)
    narrowed = judged(run(somebody(), policy, action=Action.VALUE_REPORT), Action.VALUE_REPORT)
    assert narrowed == {"consent-unknown-in-person": NARROW}


def test_a_policy_for_every_channel_leaves_no_way_round() -> None:
    policy = ContactPolicy(needs_consent=True)
    assert judged(run(somebody(), policy, action=Action.WRITTEN_PROPOSAL), Action.WRITTEN_PROPOSAL) == {
        "consent-unknown": DENY
    }


def test_work_of_our_own_needs_no_permission() -> None:
    policy = ContactPolicy(needs_consent=True)
    person = Contact(customer_id=WHO, id="ann", opted_out=True)
    facts = (somebody(opted_out=True), policy, refused(), person)
    assert judged(run(*facts, action=Action.REVIEW_LOSS), Action.REVIEW_LOSS) == {}


# --- no contact at all -----------------------------------------------------------------------------


@pytest.mark.parametrize("action", [Action.KEEP_WARM_CALL, Action.ASK_USAGE, Action.WRITTEN_PROPOSAL])
def test_who_opted_out_gets_no_contact(action: Action) -> None:
    assert judged(run(somebody(opted_out=True), action=action), action)["opted-out"] is DENY


@pytest.mark.parametrize("opted_out", [False, None])
def test_who_did_not_opt_out_may_be_called(opted_out: bool | None) -> None:
    ledger = run(somebody(opted_out=opted_out), action=Action.KEEP_WARM_CALL)
    assert judged(ledger, Action.KEEP_WARM_CALL) == {}


def test_an_open_complaint_is_answered_all_the_same_by_a_person() -> None:
    book = proposal(Action.HANDLE_COMPLAINT, Action.VALUE_REPORT, about="complaint")
    facts = [somebody(opted_out=True), complaint()]
    ledger = decide(facts, DAY, consent.playbook, book)
    assert judged(ledger, Action.HANDLE_COMPLAINT) == {}
    assert judged(ledger, Action.VALUE_REPORT)["opted-out"] is DENY
    closed = [somebody(opted_out=True), complaint(closed_on=ago(1))]
    assert "opted-out" in judged(decide(closed, DAY, consent.playbook, book), Action.HANDLE_COMPLAINT)


@pytest.mark.parametrize(
    "no", [refused(), refused(Channel.PHONE), Contact(customer_id=WHO, id="ann", opted_out=True)]
)
def test_no_refusal_keeps_an_open_complaint_from_being_answered(no: Fact) -> None:
    book = proposal(Action.HANDLE_COMPLAINT, about="complaint")
    assert (
        judged(decide([somebody(), no, complaint()], DAY, consent.playbook, book), Action.HANDLE_COMPLAINT)
        == {}
    )
    assert judged(decide([somebody(), no], DAY, consent.playbook, book), Action.HANDLE_COMPLAINT) != {}


def test_a_complaint_opens_no_door_for_anything_else() -> None:
    facts = (somebody(opted_out=True), complaint())
    assert "opted-out" in judged(run(*facts, action=Action.ASK_USAGE), Action.ASK_USAGE)


def test_a_contract_is_served_all_the_same() -> None:
    book = proposal(Action.COLLECT_PAYMENT, about="order", channel=Channel.PHONE)
    contract = Contract(customer_id=WHO, id="contract", order_id="order")
    facts = [somebody(opted_out=True), contract]
    assert judged(decide(facts, DAY, consent.playbook, book), Action.COLLECT_PAYMENT) == {}
    over = [somebody(opted_out=True), contract.model_copy(update={"ends_on": ago(1)})]
    assert "opted-out" in judged(decide(over, DAY, consent.playbook, book), Action.COLLECT_PAYMENT)


def test_where_everybody_there_opted_out_the_customer_has() -> None:
    ann = Contact(customer_id=WHO, id="ann", opted_out=True)
    bob = Contact(customer_id=WHO, id="bob")
    assert "opted-out" in judged(run(somebody(), ann, action=Action.ASK_USAGE), Action.ASK_USAGE)
    assert judged(run(somebody(), ann, bob, action=Action.ASK_USAGE), Action.ASK_USAGE) == {}


# --- announced, greeted ----------------------------------------------------------------------------


def test_messages_about_products_are_announced_before_they_come() -> None:
    silent = allowed(Channel.SMS, announced=False)
    ledger = run(somebody(), silent, action=MAILING, channel=Channel.SMS)
    assert replaced(ledger, MAILING) == {Action.ANNOUNCE_MESSAGES}
    assert mailing(allowed(Channel.SMS, announced=True), channel=Channel.SMS) == {}
    assert mailing(allowed(Channel.SMS), channel=Channel.SMS) == {}
    assert mailing(allowed(Channel.EMAIL, announced=False)) == {}
    late = run(somebody(), silent, action=Action.CALL_AHEAD_LATE, channel=Channel.SMS)
    assert judged(late, Action.CALL_AHEAD_LATE) == {}


@pytest.mark.parametrize("action", [Action.SEND_GREETING, Action.HOLIDAY_WISHES])
@pytest.mark.parametrize("channel", [Channel.SMS, Channel.EMAIL, Channel.CHAT])
def test_a_greeting_that_may_not_be_written_is_given_by_a_person(action: Action, channel: Channel) -> None:
    assert replaced(run(somebody(), action=action, channel=channel), action) == {Action.GREETING_BY_PERSON}
    ledger = run(somebody(), allowed(channel), action=action, channel=channel)
    assert judged(ledger, action) == {}
    strict = run(
        somebody(), ContactPolicy(channel=channel, needs_consent=True), action=action, channel=channel
    )
    assert judged(strict, action) == {"greeting-without-consent": VerdictKind.REPLACE}


def test_what_may_be_asked_is_asked_of_those_who_never_said() -> None:
    assert "consent" in questions(decide([somebody()], DAY, consent.playbook))
    assert questions(decide([somebody(), refused()], DAY, consent.playbook)) == set()
    assert questions(decide([somebody(opted_out=True)], DAY, consent.playbook)) == set()
