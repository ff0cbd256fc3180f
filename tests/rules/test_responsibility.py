"""What we promised can be delivered, and is watched until it has arrived."""

from __future__ import annotations

from typing import Any

import pytest

from relcore.facts import Action, Delivery, VerdictKind
from relcore.rules.principles import responsibility
from tests.rules.proposals import judged, proposal, replaced
from tests.rules.records import order
from tests.rules.support import DAY, WHO, actions, ago, decide, recommended, somebody, warnings


def delivery(**fields: Any) -> Delivery:
    return Delivery(customer_id=WHO, **({"id": "delivery"} | fields))


@pytest.mark.parametrize(("days", "tracked"), [(7, True), (8, False), (0, True), (-3, True)])
def test_a_delivery_is_tracked_from_a_week_before_its_day(days: int, tracked: bool) -> None:
    ledger = decide([delivery(promised_on=ago(-days))], DAY, responsibility.playbook)
    assert (Action.TRACK_DELIVERY in actions(ledger)) is tracked
    if tracked:
        assert recommended(ledger, Action.TRACK_DELIVERY).due == ago(-days)


def test_what_has_arrived_is_not_tracked() -> None:
    ledger = decide([delivery(promised_on=ago(1), delivered_on=ago(1))], DAY, responsibility.playbook)
    assert actions(ledger) == set()
    assert warnings(ledger) == set()


def test_a_late_delivery_is_told_and_no_new_date_is_promised() -> None:
    book = proposal(Action.PROMISE_DELIVERY_DATE, Action.PROMISE_ESCALATION_DATE)
    late = [somebody(), delivery(promised_on=ago(1))]
    ledger = decide(late, DAY, responsibility.playbook, book)
    assert "delivery-late" in warnings(ledger)
    assert judged(ledger, Action.PROMISE_DELIVERY_DATE) == {"delivery-late": VerdictKind.DEFER}
    assert judged(ledger, Action.PROMISE_ESCALATION_DATE) == {}
    today = [somebody(), delivery(promised_on=ago(0))]
    assert warnings(decide(today, DAY, responsibility.playbook, book)) == set()


@pytest.mark.parametrize("checked", [False, None])
def test_before_a_date_is_promised_somebody_checks(checked: bool | None) -> None:
    facts = [somebody(), order(id="o1", fulfilment_checked=checked)]
    ledger = decide(facts, DAY, responsibility.playbook, proposal(Action.PROMISE_DELIVERY_DATE, about="o1"))
    assert replaced(ledger, Action.PROMISE_DELIVERY_DATE) == {Action.CHECK_FULFILMENT}


def test_a_date_for_an_order_that_was_checked_may_be_promised() -> None:
    facts = [somebody(), order(id="o1", fulfilment_checked=True)]
    ledger = decide(facts, DAY, responsibility.playbook, proposal(Action.PROMISE_DELIVERY_DATE, about="o1"))
    assert judged(ledger, Action.PROMISE_DELIVERY_DATE) == {}


def test_an_order_that_nobody_checked_is_checked_until_it_has_arrived() -> None:
    open_order = order(id="o1", fulfilment_checked=False)
    assert Action.CHECK_FULFILMENT in actions(decide([open_order], DAY, responsibility.playbook))
    arrived = [open_order, delivery(order_id="o1", delivered_on=ago(1))]
    assert actions(decide(arrived, DAY, responsibility.playbook)) == set()
    assert actions(decide([order(fulfilment_checked=None)], DAY, responsibility.playbook)) == set()
