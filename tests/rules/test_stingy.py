from __future__ import annotations

import pytest

from relcore.facts import Action, Archetype, Fact, InteractionKind, Order, Recommendation, VerdictKind
from tests.rules.support import (
    DAY,
    WHO,
    actions,
    ago,
    deal,
    decide,
    known_as,
    met,
    somebody,
    verdicts,
    with_proposal,
)

STINGY = [somebody(), known_as(Archetype.STINGY)]


def test_effort_is_limited_throughout() -> None:
    assert Action.LIMIT_EFFORT in actions(decide(STINGY))


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"tender": True, "tender_needed": False}, True),
        ({"tender": True, "tender_needed": False, "decisive_advantage": False}, True),
        ({"tender": True, "tender_needed": False, "decisive_advantage": True}, False),
        ({"tender": True, "tender_needed": True}, False),
        ({"tender": True}, False),
        ({"tender": False, "tender_needed": False}, False),
        ({"tender": True, "tender_needed": False, "stage": "lost"}, False),
    ],
)
def test_a_needless_tender_is_declined_unless_our_advantage_decides(
    fields: dict[str, object], wanted: bool
) -> None:
    found = actions(decide([*STINGY, deal(**fields)]))
    assert (Action.DECLINE_TENDER in found) is wanted


def test_where_our_advantage_decides_one_open_quote_states_the_floor() -> None:
    def quoted(*facts: Fact) -> bool:
        rules = {item.rule for item in decide([*STINGY, *facts]).of(Recommendation)}
        return "stingy.quote_floor_openly" in rules

    assert quoted(deal(decisive_advantage=True))
    assert not quoted(deal())
    assert not quoted(deal(decisive_advantage=True), met(InteractionKind.QUOTE))


def test_a_deal_that_only_the_price_decides_is_declined_kindly() -> None:
    assert Action.DECLINE_POLITELY in actions(decide([*STINGY, deal(decisive_advantage=False)]))
    assert Action.DECLINE_POLITELY not in actions(decide([*STINGY, deal()]))
    tender = deal(tender=True, tender_needed=True, decisive_advantage=False)
    assert Action.DECLINE_POLITELY not in actions(decide([*STINGY, tender]))


def test_no_bluff_is_proposed_where_we_would_not_quote() -> None:
    for facts in ([deal()], [deal(decisive_advantage=True), met(InteractionKind.QUOTE)]):
        assert Action.BLUFF_ON_PRICE not in actions(decide([*STINGY, *facts]))


def test_a_bluff_becomes_a_quote_that_stands() -> None:
    ledger = decide([*STINGY, deal(decisive_advantage=True)])
    found = verdicts(ledger, Action.BLUFF_ON_PRICE)["stingy-open-floor"]
    assert (found.kind, found.replaced_by) == (VerdictKind.REPLACE, Action.TRANSPARENT_QUOTE)


def test_an_order_is_checked_before_it_is_carried_out() -> None:
    for checked, wanted in ((False, True), (True, False), (None, False)):
        order = Order(customer_id=WHO, id="order", placed_on=ago(1), fulfilment_checked=checked)
        assert (Action.CHECK_FULFILMENT in actions(decide([*STINGY, order]))) is wanted
    for fields in ({"placed_on": ago(1), "cancelled": True}, {"placed_on": ago(-1)}):
        order = Order.model_validate(
            {"customer_id": WHO, "id": "order", "fulfilment_checked": False, **fields}
        )
        assert Action.CHECK_FULFILMENT not in actions(decide([*STINGY, order]))


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (Action.COMPANY_REBATE, "stingy-no-early-favours"),
        (Action.TRIAL_OFFER, "stingy-no-early-favours"),
        (Action.INVITE_TO_BANQUET, "stingy-no-courting"),
        (Action.INVITE_TO_SOCIAL_EVENT, "stingy-no-courting"),
    ],
)
def test_favours_and_courting_are_denied(action: Action, reason: str) -> None:
    assert verdicts(decide(STINGY, DAY, *with_proposal(action)), action)[reason].kind == VerdictKind.DENY


def test_less_effort_leaves_honesty_contract_and_service_alone() -> None:
    duties = (Action.HANDLE_COMPLAINT, Action.KEEP_PROMISE, Action.ACKNOWLEDGE_DEFECT, Action.ASK_USAGE)
    ledger = decide(STINGY, DAY, *with_proposal(*duties))
    assert [verdicts(ledger, action) for action in duties] == [{}, {}, {}, {}]


def test_no_bid_is_written_for_a_needless_tender() -> None:
    book = with_proposal(Action.SUBMIT_BID, about="deal")
    needless = decide([*STINGY, deal(tender=True, tender_needed=False)], DAY, *book)
    found = verdicts(needless, Action.SUBMIT_BID)["stingy-needless-tender"]
    assert found.replaced_by == Action.DECLINE_TENDER
    needed = decide([*STINGY, deal(tender=True, tender_needed=True)], DAY, *book)
    assert verdicts(needed, Action.SUBMIT_BID) == {}


def test_where_we_decline_no_presentation_is_prepared() -> None:
    shows = (Action.WRITTEN_PROPOSAL, Action.ROI_BRIEF, Action.SOLUTION_OFFER)
    book = with_proposal(*shows, about="deal")
    needless = decide([*STINGY, deal(tender=True, tender_needed=False)], DAY, *book)
    assert all("stingy-needless-tender" in verdicts(needless, action) for action in shows)
    for fields in (
        {"tender": True, "tender_needed": True},
        {"tender": True, "tender_needed": False, "decisive_advantage": True},
        {"tender": True, "tender_needed": False, "id": "other"},
    ):
        ledger = decide([*STINGY, deal(**fields)], DAY, *book)
        assert [verdicts(ledger, action) for action in shows] == [{}, {}, {}]
