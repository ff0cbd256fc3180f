"""The scorecard of importance: its weights are the company's, risk takes points, nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from relcore.facts import Assessment, Axis, Fact, ValueChain, ValueClass
from relcore.ir import Scalar
from relcore.rules import customer_value
from relcore.rules.customer_value import Mark
from tests.rules.records import order
from tests.rules.support import DAY, assessed, decide, somebody

PROMISING = {"purchasing_power": 4, "purchase_intent": 4}


def judged(*facts: Fact, **settings: Scalar) -> Assessment:
    given = {f"value.{name}": value for name, value in settings.items()}
    named = {name.replace("points_", "points."): value for name, value in given.items()}
    return assessed(decide(facts, DAY, customer_value.playbook, settings=named), Axis.VALUE)


def test_every_criterion_gives_its_points() -> None:
    customer = somebody(**PROMISING, influence=5, payment_risk=4, value_chain=ValueChain.DOWNSTREAM)
    ledger = decide([customer, order(10, amount=20_000)], DAY, customer_value.playbook)
    marks = {mark.criterion: mark.points for mark in ledger.of(Mark)}
    assert marks == {"sales": 40, "promise": 40, "influence": 40, "risk": -20, "place": 0}


def test_good_sales_and_a_great_promise_make_a_key_account_together() -> None:
    key = judged(somebody(**PROMISING), order(10, amount=20_000))
    assert (key.value, key.margin) == (ValueClass.KEY, Decimal(0))
    assert judged(somebody(**PROMISING), order(10, amount=19_999)).value == ValueClass.IMPORTANT


@pytest.mark.parametrize(
    ("sales", "expected"),
    [(100_000, ValueClass.IMPORTANT), (20_000, ValueClass.STANDARD), (1_000, ValueClass.LIGHT)],
)
def test_a_risk_of_payment_costs_one_class(sales: int, expected: ValueClass) -> None:
    assert judged(somebody(payment_risk=4), order(10, amount=sales)).value == expected
    assert judged(somebody(payment_risk=3), order(10, amount=sales)).value != expected


def test_no_number_of_points_makes_a_risky_payer_a_key_account() -> None:
    risky = judged(somebody(**PROMISING, influence=5, payment_risk=5), order(10, amount=100_000))
    assert (risky.value, risky.margin) == (ValueClass.IMPORTANT, Decimal(100))


def test_the_margin_is_the_distance_from_the_class_below_or_above() -> None:
    assert judged(somebody(), order(10, amount=100_000)).margin == 0
    assert judged(somebody(**PROMISING), order(10, amount=1_000)).margin == 20
    assert judged(somebody(), order(10, amount=10)).margin == 20


def test_the_weights_are_the_companys_own() -> None:
    bought = order(10, amount=20_000)
    assert judged(somebody(), bought).value == ValueClass.IMPORTANT
    assert judged(somebody(), bought, points_important_sales=80).value == ValueClass.KEY
    assert judged(somebody(), bought, points_important_sales=10).value == ValueClass.LIGHT
    assert judged(somebody(), bought, important_from=41).value == ValueClass.STANDARD


def test_a_place_in_the_chain_counts_once_the_company_says_how_much() -> None:
    outlet = somebody(value_chain=ValueChain.DOWNSTREAM)
    assert judged(outlet, order(10, amount=1_000)).value == ValueClass.STANDARD
    assert judged(outlet, order(10, amount=1_000), points_downstream=20).value == ValueClass.IMPORTANT


def test_place_and_risk_alone_tell_nothing() -> None:
    assert judged(somebody(value_chain=ValueChain.UPSTREAM, payment_risk=5)).value is None


def test_example_counts_from_the_rating_that_the_company_sets() -> None:
    assert judged(somebody(influence=4)).value is None
    assert judged(somebody(influence=4), influential=4).value == ValueClass.IMPORTANT
