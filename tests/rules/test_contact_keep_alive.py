"""An active customer never falls silent: one contact, through the cheapest channel that is allowed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relcore.advice import CustomerAdvice
from relcore.facts import (
    Action,
    Archetype,
    Assessment,
    Axis,
    Channel,
    Consent,
    ContactPolicy,
    Customer,
    Fact,
    InteractionKind,
    Purpose,
    Recommendation,
)
from relcore.ledger import Ledger
from relcore.rules import contact
from tests.rules.records import allowed, order, refused
from tests.rules.support import DAY, WHO, ago, decide, met, somebody, warnings
from tests.rules.support import advise as advise_on

PHONE, EMAIL, CHAT, SMS, MAIL, VISIT = (
    Channel.PHONE,
    Channel.EMAIL,
    Channel.CHAT,
    Channel.SMS,
    Channel.MAIL,
    Channel.VISIT,
)


def active(**fields: Any) -> Customer:
    return somebody(**({"is_active": True} | fields))


def run(*facts: Fact, last: int | None = 100) -> Ledger:
    history = [] if last is None else [met(on=ago(last))]
    known = facts if any(isinstance(fact, Customer) for fact in facts) else (active(), *facts)
    return decide([*known, *history], DAY, contact.playbook)


def floor(ledger: Ledger) -> Recommendation | None:
    found = [item for item in ledger.of(Recommendation) if item.reason == "keep-alive"]
    assert len(found) < 2
    return found[0] if found else None


def due(*facts: Fact, last: int | None = 100) -> date | None:
    found = floor(run(*facts, last=last))
    return found.due if found else None


def way(*facts: Fact) -> tuple[Action, Channel | None] | None:
    found = floor(run(*facts))
    return (Action(found.action), found.channel) if found else None


# --- when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("last", [82, 83, 90, 100, 400])
def test_a_customer_about_to_fall_silent_hears_from_us(last: int) -> None:
    assert due(last=last) == (ago(last - 90) if last >= 83 else None)


def test_a_policy_says_after_how_many_days_and_the_strictest_holds() -> None:
    policies = [ContactPolicy(id=str(days), keep_alive_days=days) for days in (30, 200)]
    assert due(policies[0], last=25) == ago(25 - 30)
    assert due(policies[1], last=100) is None
    assert due(*policies, last=25) == ago(25 - 30)


def test_a_policy_for_a_type_holds_for_that_type() -> None:
    policy = ContactPolicy(keep_alive_days=30, archetype=Archetype.OWNER_MINDED)
    assert due(policy, last=40) is None
    assert due(policy, Assessment(axis=Axis.ARCHETYPE, value=Archetype.OWNER_MINDED), last=40) == ago(10)


def test_a_contact_counts_whoever_began_it() -> None:
    call = met(InteractionKind.REQUEST, ago(3), id="call", direction="inbound")
    assert due(call) is None


def test_who_has_never_heard_from_us_has_waited_since_becoming_a_customer() -> None:
    assert due(active(since=ago(95)), last=None) == ago(5)
    assert due(active(since=ago(50)), last=None) is None
    assert due(active(), last=None) is None


@pytest.mark.parametrize(
    ("customer", "facts", "counts"),
    [
        (somebody(is_active=True), [], True),
        (somebody(is_active=False), [order(20)], False),
        (somebody(), [], False),
        (somebody(), [order(20)], True),
        (somebody(), [order(400)], False),
        (somebody(), [order(20, cancelled=True)], False),
    ],
    ids=["active", "given up", "unknown", "ordered of late", "ordered long ago", "cancelled"],
)
def test_only_active_customers_are_kept_in_touch_with(
    customer: Customer, facts: list[Fact], counts: bool
) -> None:
    assert (due(customer, *facts) is not None) is counts


# --- how -------------------------------------------------------------------------------------------

NEEDS = ContactPolicy(needs_consent=True)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], (Action.KEEP_WARM_CALL, PHONE)),
        ([allowed()], (Action.KEEP_WARM_CALL, CHAT)),
        ([allowed(EMAIL)], (Action.SEND_GREETING, EMAIL)),
        ([allowed(SMS)], (Action.SEND_GREETING, SMS)),
        ([allowed(EMAIL, purpose=Purpose.MARKETING)], (Action.KEEP_WARM_CALL, PHONE)),
        ([refused(PHONE)], (Action.SEND_POSTCARD, MAIL)),
        ([refused(PHONE), refused(MAIL)], (Action.GREETING_BY_PERSON, VISIT)),
        ([refused(PHONE), refused(MAIL), refused(VISIT)], None),
        ([NEEDS], None),
        ([NEEDS, allowed(MAIL)], (Action.SEND_POSTCARD, MAIL)),
        ([allowed(), ContactPolicy(channel=CHAT, max_contacts=0)], (Action.SEND_GREETING, EMAIL)),
        ([ContactPolicy(channel=PHONE, max_contacts=0)], (Action.SEND_POSTCARD, MAIL)),
        ([refused()], None),
    ],
    ids=lambda item: None,
)
def test_the_cheapest_channel_that_is_allowed_is_used(
    facts: list[Fact], expected: tuple[Action, Channel] | None
) -> None:
    assert way(*facts) == expected


def test_the_contact_is_no_service_and_sells_nothing() -> None:
    found = floor(run(allowed(EMAIL)))
    assert found
    assert found.purpose == Purpose.RELATIONSHIP


def test_where_no_channel_is_allowed_somebody_is_told() -> None:
    assert "no-way-to-keep-in-touch" in warnings(run(refused()))
    assert "no-way-to-keep-in-touch" not in warnings(run())
    assert "no-way-to-keep-in-touch" not in warnings(run(refused(), active(opted_out=True)))


# --- what comes before it --------------------------------------------------------------------------


def advise(*facts: Fact) -> CustomerAdvice:
    return advise_on([met(on=ago(100)), *facts], DAY, contact.playbook)


def standing(advice: CustomerAdvice) -> set[str]:
    return {item.action for item in advice.actions}


def test_the_floor_never_beats_an_opt_out() -> None:
    assert Action.KEEP_WARM_CALL in standing(advise(active()))
    advice = advise(active(opted_out=True))
    assert standing(advice) == set()
    assert [item.reason for item in advice.suppressed] == ["opted-out"]
    taken_back = Consent(customer_id=WHO, granted=True, given_on=ago(90), withdrawn_on=DAY)
    assert standing(advise(active(), taken_back)) == set()


def test_the_floor_never_beats_a_cap_for_everybody() -> None:
    advice = advise(active(), ContactPolicy(max_contacts=1, window_days=120))
    assert standing(advice) == set()
    assert [item.earliest for item in advice.suppressed] == [ago(100 - 120)]


def test_the_floor_beats_a_limit_for_a_type() -> None:
    stingy = Assessment(axis=Axis.ARCHETYPE, value=Archetype.STINGY)
    policy = ContactPolicy(max_contacts=1, window_days=120, archetype=Archetype.STINGY)
    assert Action.KEEP_WARM_CALL in standing(advise(active(), stingy, policy))


def test_the_floor_leaves_in_peace_who_does_not_answer() -> None:
    row = [
        met(InteractionKind.EMAIL, ago(days), id=f"m{days}", direction="outbound", answered=False)
        for days in (91, 92, 93)
    ]
    policy = ContactPolicy(keep_alive_days=90)
    assert Action.KEEP_WARM_CALL in standing(advise(active(), policy, *row))
    soon = [
        met(InteractionKind.EMAIL, ago(days), id=f"m{days}", direction="outbound", answered=False)
        for days in (31, 32, 33)
    ]
    monthly = ContactPolicy(keep_alive_days=30)
    assert standing(advise(active(), monthly, *soon)) == set()
