"""What seldom happens, told with proposals that a file of stories cannot hold."""

from __future__ import annotations

from datetime import date

from relcore.facts import Action, Channel, ContactPolicy, Customer
from relcore.testing import given, proposal

DAY = date(2026, 3, 2)
ACME = Customer(customer_id="acme", name="Acme")
LETTER = proposal(Action.PRODUCT_INTRODUCTION, channel=Channel.MAIL)


def test_where_our_policy_asks_for_permission_a_letter_waits_for_it_too() -> None:
    policy = ContactPolicy(id="mail", channel=Channel.MAIL, needs_consent=True)
    story = given(ACME, policy, as_of=DAY, playbooks=[LETTER])
    story.expect("not product_introduction: consent-unknown", "ask consent")
    story.because("do ask_consent", "consent.ask_for_permission#mail")


def test_without_such_a_policy_a_letter_needs_no_permission() -> None:
    given(ACME, as_of=DAY, playbooks=[LETTER]).never("not product_introduction: consent-unknown")
