"""How warm the relationship is kept, by the customer's own rhythm."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from relcore.facts import (
    Action,
    Assessment,
    Axis,
    CareTemperature,
    Fact,
    InteractionKind,
    VerdictKind,
)
from relcore.rules import care_temperature, customer_value
from tests.rules.proposals import judged, proposal
from tests.rules.records import order
from tests.rules.support import DAY, actions, ago, assessed, decide, met, somebody

RETAIN, WARM, FRESH = CareTemperature.RETAIN, CareTemperature.KEEP_WARM, CareTemperature.KEEP_FRESH


def found(*facts: Fact) -> Assessment:
    return assessed(decide([somebody(), *facts], DAY, care_temperature.playbook), Axis.CARE_TEMPERATURE)


def rhythm(gap: int, last: int) -> list[Fact]:
    """Tell of four purchases with a gap between them, the last one some days ago."""
    return [order(last + gap * n) for n in range(4)]


def test_before_the_first_purchase_there_is_nobody_to_keep_warm() -> None:
    cold = found(met())
    assert (cold.value, cold.reason) == (None, "temperature-no-customer")


@pytest.mark.parametrize(("days_ago", "value"), [(45, WARM), (46, RETAIN)])
def test_without_a_rhythm_our_cadence_counts(days_ago: int, value: CareTemperature) -> None:
    assert found(order(days_ago)).value == value
    assert found(order(300), met(on=ago(days_ago))).value == value


@pytest.mark.parametrize(
    ("gap", "last", "value"),
    [
        (90, 90, WARM),
        (90, 91, RETAIN),
        (10, 45, WARM),
        (10, 46, RETAIN),
        (200, 180, WARM),
        (200, 181, RETAIN),
    ],
)
def test_who_buys_seldom_need_not_hear_from_us_often(gap: int, last: int, value: CareTemperature) -> None:
    assert found(*rhythm(gap, last)).value == value


@pytest.mark.parametrize(("days_ago", "value"), [(90, FRESH), (91, WARM)])
def test_something_new_keeps_it_fresh_for_a_season(days_ago: int, value: CareTemperature) -> None:
    assert found(order(5), met(on=ago(days_ago), new_idea=True)).value == value
    assert found(order(5), met(InteractionKind.DEMO, ago(days_ago))).value == value
    assert found(order(5), met(on=ago(days_ago), joint_work=True)).value == value


def test_an_idea_alone_warms_nobody_up_who_has_not_heard_from_us() -> None:
    assert found(order(300), met(on=ago(60), new_idea=True)).value == RETAIN


def test_a_mailing_or_a_call_in_vain_is_no_contact() -> None:
    assert found(order(60), met(InteractionKind.MATERIAL, ago(3))).value == RETAIN
    assert found(order(60), met(InteractionKind.CALL, ago(3), answered=False)).value == RETAIN
    assert found(order(60), met(InteractionKind.CALL, ago(3))).value == WARM


def test_who_is_gone_has_no_temperature() -> None:
    assert found(order(731)).reason == "temperature-gone"
    assert found(order(730)).value == RETAIN
    left = decide([somebody(is_active=False), order(100)], DAY, care_temperature.playbook)
    assert assessed(left, Axis.CARE_TEMPERATURE).value is None


def test_it_tells_since_when_and_how_long_at_most() -> None:
    warm = found(order(300), met(on=ago(10)))
    assert (warm.since, warm.expires) == (ago(10), ago(10) + timedelta(46))
    of_its_own_rhythm = found(*(order(days) for days in (360, 300, 240, 180, 120, 60)))
    assert (of_its_own_rhythm.since, of_its_own_rhythm.expires) == (ago(60), ago(60) + timedelta(181))
    assert found(order(100)).expires is None


def advised(sales: int, *facts: Fact) -> set[str]:
    told = [somebody(), order(300, amount=Decimal(sales)), *facts]
    return actions(decide(told, DAY, care_temperature.playbook, customer_value.playbook))


def test_what_cools_down_gets_a_call_and_what_is_warm_an_idea() -> None:
    assert Action.KEEP_WARM_CALL in advised(2_000)
    assert Action.KEEP_WARM_CALL not in advised(2_000, met())
    assert Action.BRING_NEW_IDEA in advised(20_000, met())
    assert advised(20_000, met(new_idea=True)) == set()
    assert Action.BRING_NEW_IDEA not in advised(2_000, met())


def test_a_light_customer_is_not_called_to_keep_it_warm() -> None:
    # A single old purchase asks for no second one any more, so only the temperature could bring the call.
    old = [somebody(), order(400, amount=Decimal(10))]
    books = (care_temperature.playbook, customer_value.playbook)
    assert actions(decide(old, DAY, *books)) == set()


def test_whom_we_keep_fresh_needs_no_call_for_its_own_sake() -> None:
    book = proposal(Action.KEEP_WARM_CALL, Action.ASK_USAGE)
    fresh = decide([somebody(), order(5), met(new_idea=True)], DAY, care_temperature.playbook, book)
    assert judged(fresh, Action.KEEP_WARM_CALL) == {"kept-fresh-already": VerdictKind.DEFER}
    assert judged(fresh, Action.ASK_USAGE) == {}
    warm = decide([somebody(), order(5), met()], DAY, care_temperature.playbook, book)
    assert judged(warm, Action.KEEP_WARM_CALL) == {}


def test_who_fell_silent_is_called_all_the_same() -> None:
    silent = [somebody(), *rhythm(5, 12), met(on=ago(40), new_idea=True)]
    ledger = decide(silent, DAY, care_temperature.playbook, proposal(Action.KEEP_WARM_CALL))
    assert assessed(ledger, Axis.CARE_TEMPERATURE).value == FRESH
    assert judged(ledger, Action.KEEP_WARM_CALL) == {}
