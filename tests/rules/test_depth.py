"""What the firms exchange; nothing deeper while the goods let the customer down."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import (
    Action,
    Assessment,
    Audience,
    Axis,
    ComplaintStatus,
    Delivery,
    Depth,
    Fact,
    Interaction,
    Sensitivity,
    StageRecord,
    VerdictKind,
)
from relcore.rules import customer_value, depth
from tests.rules.proposals import judged, proposal
from tests.rules.records import complaint, order
from tests.rules.support import DAY, WHO, actions, ago, assessed, decide, met, somebody, warnings

BASIC, COOPERATION, INTERDEPENDENCE = Depth.BASIC, Depth.COOPERATION, Depth.INTERDEPENDENCE


def found(*facts: Fact, **fields: Any) -> Assessment:
    return assessed(decide([somebody(**fields), *facts], DAY, depth.playbook), Axis.DEPTH)


def shared(what: Sensitivity, days_ago: int = 30, **fields: Any) -> Interaction:
    return met(on=ago(days_ago), shared=what, **fields)


def late(days: int) -> Delivery:
    return Delivery(customer_id=WHO, id="goods", promised_on=ago(days))


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ([], BASIC),
        ([shared(Sensitivity.PUBLIC)], BASIC),
        ([shared(Sensitivity.USEFUL)], COOPERATION),
        ([shared(Sensitivity.SENSITIVE)], INTERDEPENDENCE),
        ([met(joint_work=True)], INTERDEPENDENCE),
        ([met(joint_work=False)], BASIC),
    ],
)
def test_what_is_exchanged_says_how_deep_it_is(facts: list[Fact], level: Depth) -> None:
    assert found(order(10), *facts).value == level


def test_before_any_goods_nothing_is_exchanged() -> None:
    told = found(shared(Sensitivity.SENSITIVE))
    assert (told.value, told.reason) == (None, "depth-nothing-yet")


@pytest.mark.parametrize(("age", "level"), [(365, COOPERATION), (366, BASIC)])
def test_an_exchange_of_long_ago_tells_nothing(age: int, level: Depth) -> None:
    assert found(order(10), shared(Sensitivity.USEFUL, age)).value == level


def test_an_open_complaint_holds_it_at_goods_for_money() -> None:
    facts = [order(10), shared(Sensitivity.SENSITIVE), complaint(2)]
    assert found(*facts).value == BASIC
    assert "depth-held-back" in warnings(decide([somebody(), *facts], DAY, depth.playbook))
    settled = [*facts[:2], complaint(2, status=ComplaintStatus.SETTLED)]
    assert found(*settled).value == INTERDEPENDENCE
    assert "depth-held-back" not in warnings(decide([somebody(), *settled], DAY, depth.playbook))


@pytest.mark.parametrize(("days", "level"), [(0, COOPERATION), (1, BASIC)])
def test_a_late_delivery_holds_it_back_from_the_first_day(days: int, level: Depth) -> None:
    assert found(order(10), shared(Sensitivity.USEFUL), late(days)).value == level


def test_a_complaint_without_anything_deeper_is_no_setback() -> None:
    assert "depth-held-back" not in warnings(
        decide([somebody(), order(10), complaint(2)], DAY, depth.playbook)
    )


def test_a_broken_confidence_keeps_it_from_the_top() -> None:
    facts = [order(10), shared(Sensitivity.SENSITIVE), met(on=ago(5), id="leak", confidential_shared=True)]
    assert found(*facts).value == COOPERATION


def test_a_confirmed_level_speaks_for_itself_but_not_against_a_complaint() -> None:
    record = StageRecord(customer_id=WHO, axis=Axis.DEPTH, value=INTERDEPENDENCE, since=ago(90))
    assert found(order(10), record).value == INTERDEPENDENCE
    assert found(order(10), record, complaint(2)).value == BASIC


@pytest.mark.parametrize(("expires_in", "value"), [(1, INTERDEPENDENCE), (0, BASIC)])
def test_a_confirmed_level_counts_no_more_on_the_day_of_its_next_confirmation(
    expires_in: int, value: str
) -> None:
    record = StageRecord(
        customer_id=WHO, axis=Axis.DEPTH, value=INTERDEPENDENCE, since=ago(90), expires_on=ago(-expires_in)
    )
    assert found(order(10), record).value == value


def test_a_single_person_is_no_firm() -> None:
    assert found(order(10), is_group=False).reason == "depth-no-firm"
    assert found(order(10), audience=Audience.CONSUMER).reason == "depth-no-firm"
    assert found(order(10), is_group=True).value == BASIC


def test_it_holds_as_long_as_the_evidence() -> None:
    exchange = found(order(10), shared(Sensitivity.USEFUL, 30))
    assert exchange.expires is not None
    assert (exchange.expires - DAY).days == 336
    assert found(order(10)).expires is None


def test_joint_projects_wait_for_what_was_bought() -> None:
    book = proposal(Action.INVITE_INTO_DESIGN, Action.VALUE_REPORT)
    open_case = decide([somebody(), order(10), complaint(2)], DAY, depth.playbook, book)
    waiting = {"lower-needs-unmet": VerdictKind.DEFER}
    assert judged(open_case, Action.INVITE_INTO_DESIGN) == waiting
    assert judged(open_case, Action.VALUE_REPORT) == {}
    assert (
        judged(decide([somebody(), order(10), late(1)], DAY, depth.playbook, book), Action.INVITE_INTO_DESIGN)
        == waiting
    )
    assert judged(decide([somebody(), order(10)], DAY, depth.playbook, book), Action.INVITE_INTO_DESIGN) == {}


def test_with_a_customer_that_matters_the_next_level_is_worth_the_work() -> None:
    books = (depth.playbook, customer_value.playbook)
    big = [somebody(), order(10, amount=Decimal(50_000))]
    assert Action.VALUE_REPORT in actions(decide(big, DAY, *books))
    assert Action.PROACTIVE_ANALYSIS in actions(decide([*big, shared(Sensitivity.USEFUL)], DAY, *books))
    assert Action.VALUE_REPORT not in actions(decide([*big, complaint(2)], DAY, *books))
    small = [somebody(), order(10, amount=Decimal(10))]
    assert Action.VALUE_REPORT not in actions(decide(small, DAY, *books))
