"""How important a customer is."""

from __future__ import annotations

import pytest

from relcore.facts import Action, Axis, Fact, OpportunityStage, ValueClass
from relcore.rules import customer_value
from tests.rules.records import order
from tests.rules.support import DAY, actions, ago, assessed, deal, decide, questions, somebody, warnings


def value(*facts: Fact) -> str | None:
    return assessed(decide(facts, DAY, customer_value.playbook), Axis.VALUE).value


@pytest.mark.parametrize(
    ("sales", "expected"),
    [
        (100_000, ValueClass.KEY),
        (99_999, ValueClass.IMPORTANT),
        (20_000, ValueClass.IMPORTANT),
        (19_999, ValueClass.STANDARD),
        (1_000, ValueClass.STANDARD),
        (999, ValueClass.LIGHT),
    ],
)
def test_sales_of_the_last_year_make_the_class(sales: int, expected: ValueClass) -> None:
    assert value(somebody(), order(10, amount=sales)) == expected


def test_orders_add_up_and_old_ones_drop_out() -> None:
    assert value(somebody(), order(10, amount=60_000), order(20, amount=40_000)) == ValueClass.KEY
    assert value(somebody(), order(364, amount=100_000)) == ValueClass.KEY
    assert value(somebody(), order(365, amount=100_000)) == ValueClass.LIGHT
    assert value(somebody(), order(10, amount=100_000, cancelled=True)) is None


def test_won_deals_count_where_no_order_is_on_record() -> None:
    won = deal(stage=OpportunityStage.WON, opened_on=None, closed_on=ago(10), value=30_000)
    assert value(somebody(), won) == ValueClass.IMPORTANT
    assert value(somebody(), won, order(5, amount=2_000)) == ValueClass.STANDARD


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"purchasing_power": 4, "purchase_intent": 4}, ValueClass.IMPORTANT),
        ({"purchasing_power": 5, "purchase_intent": 3}, ValueClass.LIGHT),
        ({"influence": 5}, ValueClass.IMPORTANT),
        ({"influence": 4}, None),
        ({"purchasing_power": 5}, None),
    ],
)
def test_before_the_first_purchase_power_times_intent_and_example_count(
    fields: dict[str, int], expected: ValueClass | None
) -> None:
    assert value(somebody(**fields)) == expected


def test_a_promise_of_more_lifts_a_small_customer() -> None:
    assert value(somebody(influence=5), order(10, amount=10)) == ValueClass.IMPORTANT


def test_a_large_customer_that_may_not_pay_is_no_key_account() -> None:
    ledger = decide([somebody(payment_risk=4), order(10, amount=100_000)], DAY, customer_value.playbook)
    assert assessed(ledger, Axis.VALUE).value == ValueClass.IMPORTANT
    assert "risky-payer" in warnings(ledger)
    assert value(somebody(payment_risk=3), order(10, amount=100_000)) == ValueClass.KEY


def test_where_nothing_is_known_the_class_is_asked_for() -> None:
    ledger = decide([somebody(), deal()], DAY, customer_value.playbook)
    assert assessed(ledger, Axis.VALUE).value is None
    assert questions(ledger) == {"importance"}
    assert actions(ledger) == {Action.SCORE_IMPORTANCE}
    assert actions(decide([somebody()], DAY, customer_value.playbook)) == set()


def test_orders_without_amounts_tell_nothing_of_the_class() -> None:
    assert value(somebody(), order(10)) is None
