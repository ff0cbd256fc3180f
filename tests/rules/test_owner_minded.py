from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import Action, Archetype, InteractionKind, Order, Topic, VerdictKind
from tests.rules.support import (
    DAY,
    WHO,
    actions,
    ago,
    deal,
    decide,
    known_as,
    meeting,
    met,
    recommended,
    somebody,
    verdicts,
    with_proposal,
)

OWNER = [somebody(), known_as(Archetype.OWNER_MINDED)]
ORDER = Order(customer_id=WHO, id="order", placed_on=ago(100))


def test_a_first_deal_opens_with_value_and_a_later_one_with_honest_tiers() -> None:
    first, later = decide([*OWNER, deal()]), decide([*OWNER, deal(), ORDER])
    assert Action.VALUE_FOR_MONEY_OFFER in actions(first)
    assert Action.TIERED_OFFER not in actions(first)
    assert recommended(later, Action.TIERED_OFFER, "owner-honest-tiers").about == "deal"
    assert Action.VALUE_FOR_MONEY_OFFER not in actions(later)


def test_after_a_quote_no_further_offer_is_advised() -> None:
    offers = {Action.VALUE_FOR_MONEY_OFFER, Action.TIERED_OFFER, Action.CLEVER_TACTICS}
    for facts in ([deal()], [deal(), ORDER]):
        assert not offers & actions(decide([*OWNER, *facts, met(InteractionKind.QUOTE)]))


def test_we_ask_what_quality_means_until_we_have_learned_it() -> None:
    assert Action.ASK_NEEDS in actions(decide([*OWNER, deal()]))
    for days, wanted in ((3, False), (20, False), (21, True)):
        learned = met(on=ago(days), learned_something=True)
        assert (Action.ASK_NEEDS in actions(decide([*OWNER, deal(), learned]))) is wanted


def test_an_objection_to_the_price_is_answered_by_what_it_pays_for() -> None:
    talk: dict[str, Any] = {"objection": "dear", "objection_answered": False}
    found = recommended(decide([*OWNER, met(topics=(Topic.PRICE,), **talk)]), Action.EXPLAIN_PRICE_CHANGE)
    assert (found.about, found.due) == ("talk", ago(1))
    assert Action.EXPLAIN_PRICE_CHANGE not in actions(decide([*OWNER, met(topics=(Topic.USAGE,), **talk)]))
    assert Action.EXPLAIN_PRICE_CHANGE not in actions(decide([*OWNER, met(**talk)]))


@pytest.mark.parametrize(("days", "wanted"), [(45, False), (46, True), (60, True), (200, True)])
def test_a_return_visit_is_advised_two_weeks_before_it_is_due(days: int, wanted: bool) -> None:
    last = met(on=ago(days), next_step_agreed=True)
    ledger = decide([*OWNER, ORDER, last])
    assert (Action.REGULAR_RETURN_VISIT in actions(ledger)) is wanted
    if wanted:
        assert recommended(ledger, Action.REGULAR_RETURN_VISIT).due == last.on + timedelta(days=60)


def test_a_call_is_no_visit_and_one_of_today_or_to_come_is() -> None:
    call = met(InteractionKind.CALL, ago(1))
    assert Action.REGULAR_RETURN_VISIT in actions(decide([*OWNER, ORDER, call]))
    assert Action.REGULAR_RETURN_VISIT not in actions(decide([*OWNER, ORDER, met(on=DAY)]))
    assert Action.REGULAR_RETURN_VISIT not in actions(decide([*OWNER, ORDER, meeting()]))
    ahead = met(on=ago(-1))
    assert Action.REGULAR_RETURN_VISIT in actions(decide([*OWNER, ORDER, ahead]))


def test_without_any_visit_the_return_visit_counts_from_the_last_order() -> None:
    assert recommended(decide([*OWNER, ORDER]), Action.REGULAR_RETURN_VISIT).due == ago(40)
    assert Action.REGULAR_RETURN_VISIT not in actions(decide(OWNER))


def test_a_clever_tactic_gives_way_to_honest_tiers() -> None:
    ledger = decide([*OWNER, deal(), ORDER])
    found = verdicts(ledger, Action.CLEVER_TACTICS)["owner-truthful-anchors"]
    assert (found.kind, found.replaced_by, found.candidate) == (
        VerdictKind.REPLACE,
        Action.TIERED_OFFER,
        "owner_minded.sources_use_a_tactic",
    )


def test_the_first_concession_ends_at_a_small_part_of_the_deal() -> None:
    book = with_proposal(Action.COMPANY_REBATE, about="deal")
    found = verdicts(decide([*OWNER, deal(value=20_000)], DAY, *book), Action.COMPANY_REBATE)
    assert found["owner-small-first-concession"].limit == Decimal(600)
    assert verdicts(decide([*OWNER, deal(value=20_000), ORDER], DAY, *book), Action.COMPANY_REBATE) == {}
    for facts in (
        [*OWNER, deal(id="other", value=20_000)],
        [somebody(), known_as(Archetype.RATIONAL), deal(value=20_000)],
    ):
        assert verdicts(decide(facts, DAY, *book), Action.COMPANY_REBATE) == {}
    unknown = verdicts(decide([*OWNER, deal()], DAY, *book), Action.COMPANY_REBATE)
    assert unknown["owner-small-first-concession"].limit is None


def test_a_dearer_offer_must_name_what_improves() -> None:
    ledger = decide(OWNER, DAY, *with_proposal(Action.UPSELL))
    assert verdicts(ledger, Action.UPSELL)["owner-say-what-improves"].kind == VerdictKind.NARROW
