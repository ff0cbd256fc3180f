from __future__ import annotations

from datetime import timedelta

import pytest

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Archetype,
    Delivery,
    Direction,
    Holiday,
    InteractionKind,
    Order,
    VerdictKind,
)
from tests.rules.support import (
    DAY,
    WHO,
    actions,
    ago,
    deal,
    decide,
    known_as,
    met,
    recommended,
    somebody,
    verdicts,
    with_proposal,
)

CREDIT = [somebody(country="CN"), known_as(Archetype.CREDIT_SEEKING)]
ORDER = Order(customer_id=WHO, id="order", placed_on=ago(10))


def test_an_order_brings_credit_to_the_contact_for_a_month() -> None:
    found = recommended(decide([*CREDIT, ORDER]), Action.CREDIT_TO_CONTACT)
    assert (found.about, found.due) == ("order", ago(3))
    for days, wanted in ((30, True), (31, False)):
        order = Order(customer_id=WHO, id="order", placed_on=ago(days))
        assert (Action.CREDIT_TO_CONTACT in actions(decide([*CREDIT, order]))) is wanted
    cancelled = Order(customer_id=WHO, id="order", placed_on=ago(10), cancelled=True)
    assert Action.CREDIT_TO_CONTACT not in actions(decide([*CREDIT, cancelled]))


def test_a_success_of_the_customer_is_theirs() -> None:
    prize = AccountEvent(customer_id=WHO, id="prize", kind=AccountEventKind.HONOUR, on=ago(4))
    assert recommended(decide([*CREDIT, prize]), Action.CREDIT_TO_CONTACT).about == "prize"
    other = AccountEvent(customer_id=WHO, id="prize", kind=AccountEventKind.RETURN, on=ago(4))
    assert actions(decide([*CREDIT, other])) == set()


def test_quality_is_watched_until_the_order_has_arrived() -> None:
    assert Action.QUALITY_ASSURANCE_PLAN in actions(decide([*CREDIT, ORDER]))
    old = Order(customer_id=WHO, id="order", placed_on=ago(31))
    assert Action.QUALITY_ASSURANCE_PLAN not in actions(decide([*CREDIT, old]))
    cancelled = ORDER.model_copy(update={"cancelled": True})
    assert Action.QUALITY_ASSURANCE_PLAN not in actions(decide([*CREDIT, cancelled]))
    goods = Delivery(customer_id=WHO, order_id="order", delivered_on=ago(1))
    assert Action.QUALITY_ASSURANCE_PLAN not in actions(decide([*CREDIT, ORDER, goods]))


def test_an_open_deal_calls_for_help_with_the_daily_work() -> None:
    assert Action.SUPPORT_DAILY_WORK in actions(decide([*CREDIT, deal()]))


@pytest.mark.parametrize(
    ("days", "country", "wishes", "wanted"),
    [
        (0, "CN", True, True),
        (7, "CN", True, True),
        (7, None, True, True),
        (8, "CN", True, False),
        (-1, "CN", True, False),
        (7, "DE", True, False),
        (7, "CN", False, False),
        (7, "CN", None, False),
    ],
)
def test_wishes_are_due_on_a_holiday_of_the_customer(
    days: int, country: str | None, wishes: bool | None, wanted: bool
) -> None:
    holiday = Holiday(on=DAY + timedelta(days=days), country=country, wishes=wishes)
    ledger = decide([*CREDIT, holiday])
    assert (Action.HOLIDAY_WISHES in actions(ledger)) is wanted
    if wanted:
        assert recommended(ledger, Action.HOLIDAY_WISHES).due == holiday.on


def test_wishes_that_were_sent_are_not_sent_again() -> None:
    holiday = Holiday(on=DAY + timedelta(days=2), wishes=True)
    for days, wanted in ((0, False), (5, False), (6, True)):
        greeted = met(InteractionKind.GREETING, ago(days))
        assert (Action.HOLIDAY_WISHES in actions(decide([*CREDIT, holiday, greeted]))) is wanted


@pytest.mark.parametrize(("days", "deferred"), [(-1, False), (0, True), (29, True), (30, False), (90, False)])
def test_contacts_of_ours_lie_a_month_apart(days: int, deferred: bool) -> None:
    last = met(InteractionKind.CALL, ago(days), direction=Direction.OUTBOUND)
    ledger = decide([*CREDIT, last], DAY, *with_proposal(Action.KEEP_WARM_CALL))
    found = verdicts(ledger, Action.KEEP_WARM_CALL)
    assert ("credit-not-too-often" in found) is deferred
    if deferred:
        assert found["credit-not-too-often"].kind == VerdictKind.DEFER
        assert found["credit-not-too-often"].until == last.on + timedelta(days=30)


def test_a_call_by_the_customer_starts_no_gap_and_service_knows_none() -> None:
    theirs = met(InteractionKind.CALL, ago(1), direction=Direction.INBOUND)
    assert (
        verdicts(decide([*CREDIT, theirs], DAY, *with_proposal(Action.KEEP_WARM_CALL)), Action.KEEP_WARM_CALL)
        == {}
    )
    ours = met(InteractionKind.CALL, ago(1), direction=Direction.OUTBOUND)
    ledger = decide([*CREDIT, ours], DAY, *with_proposal(Action.HANDLE_COMPLAINT))
    assert verdicts(ledger, Action.HANDLE_COMPLAINT) == {}


def test_face_is_protected() -> None:
    proposed = (Action.CONFRONT_WITH_EVIDENCE, Action.VALUE_REPORT, Action.FIND_INSIDER)
    ledger = decide(CREDIT, DAY, *with_proposal(*proposed))
    assert (
        verdicts(ledger, Action.CONFRONT_WITH_EVIDENCE)["credit-protect-face"].replaced_by
        == Action.TELL_TACTFULLY
    )
    assert verdicts(ledger, Action.VALUE_REPORT)["credit-through-them"].kind == VerdictKind.NARROW
    assert verdicts(ledger, Action.FIND_INSIDER)["credit-not-past-them"].kind == VerdictKind.DENY
