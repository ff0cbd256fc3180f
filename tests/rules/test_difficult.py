from __future__ import annotations

from typing import Any

import pytest

from relcore.facts import (
    Action,
    Archetype,
    Contract,
    CueKind,
    Delivery,
    Fact,
    InteractionKind,
    Order,
    Payment,
    PaymentKind,
)
from tests.rules.support import (
    DAY,
    WHO,
    actions,
    advise,
    ago,
    deal,
    decide,
    known_as,
    met,
    questions,
    recommended,
    saw,
    somebody,
    verdicts,
    warnings,
    with_proposal,
)

DIFFICULT = [somebody(), known_as(Archetype.DIFFICULT)]
ORDER = Order(customer_id=WHO, id="order", placed_on=ago(4), production_start_requested=True)
START = with_proposal(Action.START_PRODUCTION, Action.PROMISE_DELIVERY_DATE, about="order")
IN_PLACE = {"spec_signed": True, "signed": True, "price_agreed": True, "prepayment_received": True}
MISSING = {
    "spec_signed": ("difficult-spec-missing", Action.REQUIRE_SIGNED_SPEC),
    "signed": ("difficult-contract-missing", Action.REQUIRE_WRITTEN_CONTRACT),
    "price_agreed": ("difficult-price-missing", Action.AGREE_PRICE_FIRST),
    "prepayment_received": ("difficult-prepayment-missing", Action.REQUIRE_PREPAYMENT),
}


def contract(**fields: Any) -> Contract:
    return Contract(customer_id=WHO, **{"order_id": "order", **IN_PLACE, **fields})


def refusals(*facts: Fact) -> set[str]:
    return set(verdicts(decide([*DIFFICULT, ORDER, *facts], DAY, *START), Action.START_PRODUCTION))


def test_work_begins_when_all_papers_are_in_place() -> None:
    assert refusals(contract()) == set()


def test_without_any_contract_each_missing_paper_is_a_reason_of_its_own() -> None:
    assert refusals() == {reason for reason, _ in MISSING.values()}


@pytest.mark.parametrize("paper", MISSING)
@pytest.mark.parametrize("value", [False, None])
def test_one_missing_or_unknown_paper_stops_the_work(paper: str, value: bool | None) -> None:
    assert refusals(contract(**{paper: value})) == {MISSING[paper][0]}


def test_the_papers_of_another_order_do_not_count() -> None:
    assert len(refusals(contract(order_id="other"))) == 4
    assert len(refusals(contract(order_id=None))) == 4


def test_a_prepayment_counts_once_it_was_paid() -> None:
    def paid(**fields: Any) -> Payment:
        return Payment(customer_id=WHO, **{"order_id": "order", "kind": PaymentKind.PREPAYMENT, **fields})

    papers = contract(prepayment_received=None)
    assert refusals(papers, paid(paid_on=DAY)) == set()
    for other in (paid(due_on=ago(1)), paid(paid_on=ago(-1)), paid(paid_on=DAY, kind=PaymentKind.FINAL)):
        assert refusals(papers, other) == {"difficult-prepayment-missing"}


def test_other_buyers_need_no_papers_for_this_guard() -> None:
    ledger = decide([somebody(), ORDER], DAY, *START)
    assert verdicts(ledger, Action.START_PRODUCTION) == {}


def test_missing_papers_are_asked_for_when_work_is_to_begin() -> None:
    ledger = decide([*DIFFICULT, ORDER])
    assert {action for _, action in MISSING.values()} <= actions(ledger)
    assert recommended(ledger, Action.REQUIRE_SIGNED_SPEC).due == ago(1)
    assert actions(decide([*DIFFICULT, ORDER, contract()])) == {Action.START_PRODUCTION}
    quiet = Order(customer_id=WHO, id="order", placed_on=ago(4))
    assert actions(decide([*DIFFICULT, quiet])) == set()


def test_work_that_somebody_asked_for_waits_for_the_papers_and_then_begins() -> None:
    def begins(*facts: Fact) -> bool:
        advice = advise([*DIFFICULT, ORDER, *facts])
        return Action.START_PRODUCTION in {item.action for item in advice.actions}

    assert not begins()
    assert begins(contract())
    assert not begins(contract(), Delivery(customer_id=WHO, order_id="order", dispatched_on=DAY))
    assert begins(contract(), Delivery(customer_id=WHO, order_id="other", dispatched_on=DAY))


@pytest.mark.parametrize("paper", ["spec_signed", "prepayment_received"])
def test_no_date_is_named_before_specification_and_prepayment(paper: str) -> None:
    def said(*papers: Fact) -> set[str]:
        ledger = decide([*DIFFICULT, ORDER, *papers], DAY, *START)
        return set(verdicts(ledger, Action.PROMISE_DELIVERY_DATE))

    assert said(contract(**{paper: None})) == {"difficult-no-date-yet"}
    assert said(contract(signed=None, price_agreed=None)) == set()


def test_price_and_quality_are_quoted_as_they_are() -> None:
    assert Action.TRANSPARENT_QUOTE in actions(decide([*DIFFICULT, deal()]))
    assert Action.TRANSPARENT_QUOTE not in actions(decide([*DIFFICULT, deal(), met(InteractionKind.QUOTE)]))


def test_an_urgent_claim_raises_a_question_until_somebody_looked() -> None:
    claim = saw(CueKind.URGENT_CLAIM)
    assert "is-it-urgent" in questions(decide(claim))
    assert "is-it-urgent" not in questions(decide([*claim, *saw(CueKind.URGENT_CLAIM_VERIFIED)]))
    denied = saw(CueKind.URGENT_CLAIM_VERIFIED, present=False)
    assert "is-it-urgent" not in questions(decide([*claim, *denied]))


def test_an_offer_above_our_quote_is_noticed() -> None:
    assert "offer-above-quote" in warnings(decide(saw(CueKind.OFFERS_ABOVE_QUOTE)))
    assert warnings(decide(saw(CueKind.SHOWY_START))) == set()
