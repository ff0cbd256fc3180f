"""What the customer has bought: days, not orders; deals only where no order is on record."""

from __future__ import annotations

from relcore.facts import Fact, OpportunityStage
from relcore.rules import purchases
from relcore.rules.purchases import PurchaseRecord
from tests.rules.records import order
from tests.rules.support import DAY, ago, deal, decide


def record(*facts: Fact) -> PurchaseRecord | None:
    found = decide(facts, DAY, purchases.playbook).of(PurchaseRecord)
    assert len(found) <= 1
    return found[0] if found else None


def test_several_orders_on_one_day_are_one_visit_to_the_shop() -> None:
    found = record(order(30), order(10, id="a"), order(10, id="b"))
    assert found is not None
    assert (found.days, found.first, found.last) == (2, ago(30), ago(10))


def test_what_was_cancelled_or_lies_ahead_was_not_bought() -> None:
    assert record(order(3, cancelled=True)) is None
    assert record(order(-1)) is None
    assert record(order(0)) is not None


def test_a_won_deal_stands_for_an_order_where_there_is_none() -> None:
    won = deal(stage=OpportunityStage.WON, closed_on=ago(5))
    found = record(won)
    assert found is not None
    assert (found.days, found.last) == (1, ago(5))
    both = record(won, order(9))
    assert both is not None
    assert (both.days, both.last) == (1, ago(9))
    assert record(deal(stage=OpportunityStage.LOST, closed_on=ago(5))) is None
    assert record(deal(stage=OpportunityStage.WON, closed_on=ago(0))) is not None
    assert record(deal(stage=OpportunityStage.WON, closed_on=ago(-1))) is None
