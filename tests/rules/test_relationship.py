from __future__ import annotations

from decimal import Decimal

import pytest

from relcore.facts import (
    Action,
    Archetype,
    Contract,
    CueKind,
    Delivery,
    InteractionKind,
    Order,
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
    saw,
    somebody,
    verdicts,
    with_proposal,
)

FRIEND = [somebody(), known_as(Archetype.RELATIONSHIP)]
SIZED = {Action.HELP_WITH_SMALL_ORDER, Action.FORMAL_TERMS_FOR_LARGE_ORDER}


def order(amount: int, days: int = 5) -> Order:
    return Order(customer_id=WHO, id="order", placed_on=ago(days), amount=Decimal(amount))


def test_fees_are_listed_until_a_quote_was_given() -> None:
    assert Action.EXPLICIT_FEE_LIST in actions(decide([*FRIEND, deal()]))
    assert Action.EXPLICIT_FEE_LIST not in actions(decide([*FRIEND, deal(), met(InteractionKind.QUOTE)]))


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        (499, {Action.HELP_WITH_SMALL_ORDER}),
        (500, set()),
        (9_999, set()),
        (10_000, {Action.FORMAL_TERMS_FOR_LARGE_ORDER}),
    ],
)
def test_small_business_is_help_and_large_business_goes_the_formal_way(
    amount: int, wanted: set[Action]
) -> None:
    assert actions(decide([*FRIEND, deal(value=amount)])) & SIZED == wanted
    assert actions(decide([*FRIEND, order(amount)])) & SIZED == wanted


def test_it_is_settled_within_a_week_of_the_order_and_else_of_the_last_contact() -> None:
    call = met(InteractionKind.CALL, ago(15))
    ordered = recommended(decide([*FRIEND, order(400), call]), Action.HELP_WITH_SMALL_ORDER)
    assert ordered.due == ago(-2)
    expected = recommended(decide([*FRIEND, deal(value=400), call]), Action.HELP_WITH_SMALL_ORDER)
    assert expected.due == ago(8)


def test_an_order_that_has_arrived_or_is_old_needs_no_terms() -> None:
    goods = Delivery(customer_id=WHO, order_id="order", delivered_on=ago(1))
    assert actions(decide([*FRIEND, order(50_000), goods])) == set()
    assert actions(decide([*FRIEND, order(50_000, days=61)])) == set()
    cancelled = order(50_000).model_copy(update={"cancelled": True})
    assert actions(decide([*FRIEND, cancelled])) == set()
    assert actions(decide([*FRIEND, order(50_000, days=60)])) == {Action.FORMAL_TERMS_FOR_LARGE_ORDER}


def test_a_signed_contract_settles_the_terms_and_an_unsigned_one_does_not() -> None:
    for signed, wanted in ((True, False), (None, True), (False, True)):
        terms = Contract(customer_id=WHO, order_id="order", written=True, signed=signed)
        found = actions(decide([*FRIEND, order(50_000), terms]))
        assert (Action.FORMAL_TERMS_FOR_LARGE_ORDER in found) is wanted


def test_friendship_used_for_advantage_may_be_declined_kindly() -> None:
    advantage = saw(CueKind.TAKES_ADVANTAGE)
    found = recommended(decide([*FRIEND, order(50_000), *advantage]), Action.DECLINE_POLITELY)
    assert (found.about, found.reason) == ("order", "friend-kind-no")
    assert Action.DECLINE_POLITELY not in actions(decide([*FRIEND, order(50_000)]))
    assert Action.DECLINE_POLITELY not in actions(decide([*FRIEND, order(400), *advantage]))


def test_work_on_a_large_order_waits_for_the_contract() -> None:
    book = with_proposal(Action.START_PRODUCTION, about="order")
    large = verdicts(decide([*FRIEND, order(10_000)], DAY, *book), Action.START_PRODUCTION)
    assert large["friend-formal-terms"].replaced_by == Action.REQUIRE_WRITTEN_CONTRACT
    terms = Contract(customer_id=WHO, order_id="order", written=True, signed=True)
    for facts in ([order(9_999)], [order(10_000), terms]):
        assert verdicts(decide([*FRIEND, *facts], DAY, *book), Action.START_PRODUCTION) == {}


def test_nothing_more_is_sold_on_a_small_favour() -> None:
    book = with_proposal(Action.UPSELL, Action.CROSS_SELL)
    small = decide([*FRIEND, order(400)], DAY, *book)
    assert set(verdicts(small, Action.UPSELL)) == {"friend-no-small-gains"}
    assert verdicts(decide([*FRIEND, order(50_000)], DAY, *book), Action.CROSS_SELL) == {}
