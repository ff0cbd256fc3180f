"""Stories of outlets and those who serve them: what is done on a visit, and what is never done."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
import relcore_wholesale
from relcore_wholesale.facts import (
    CodeCheck,
    ConsumerDay,
    DisplayCheck,
    DisplayDeal,
    ListPrice,
    Outlet,
    OutletGrade,
    SellThrough,
    ShopPerson,
    ShopSide,
    StockCheck,
    StrayGoods,
)

from relcore import Advisor
from relcore.facts import Audience, Complaint, Customer, Fact, Interaction, InteractionKind, Topic
from relcore.plugins import load_plugins
from relcore.testing import given, proposal

TODAY = date(2026, 6, 15)
WHO = "c1"
ADVISOR = Advisor(plugins=[relcore_wholesale])
PROPOSED = Advisor(
    [
        *load_plugins().base,
        proposal(
            "cross_sell",
            "upsell",
            "tiered_offer",
            "planned_visit",
            "wholesale.load_outlet",
            "wholesale.demand_price",
            "wholesale.pay_staff",
            "wholesale.talk_about_territory",
        ),
    ],
    plugins=[relcore_wholesale],
)
"""An advisor beside whom somebody proposes all that the guards must refuse."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def changed(fact: Fact, **fields: object) -> Fact:
    return type(fact).model_validate(fact.model_dump() | fields)


CUSTOMER = Customer(customer_id=WHO, name="The Old Mill", audience=Audience.TERMINAL)
OUTLET = Outlet(customer_id=WHO, grade=OutletGrade.B, territory="north")
VISIT = Interaction(customer_id=WHO, id="visit", kind=InteractionKind.VISIT, on=ago(5))
USUAL = (CUSTOMER, OUTLET, VISIT)


# --- orderly visits --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "days", "due"),
    [("a", 5, True), ("a", 4, False), ("b", 12, True), ("b", 11, False), ("c", 26, True)],
)
def test_each_grade_has_its_rhythm(grade: str, days: int, due: bool) -> None:
    story = given(
        changed(CUSTOMER, audience=None),
        changed(OUTLET, grade=grade),
        changed(VISIT, on=ago(days)),
        as_of=TODAY,
        advisor=ADVISOR,
    )
    assert due is any(
        reason.rule == "wholesale.route.next_on_the_route"
        for action in story.advice.actions
        for reason in action.because
    )


def test_an_outlet_where_nobody_has_been_is_visited_within_days() -> None:
    given(CUSTOMER, OUTLET, as_of=TODAY, advisor=ADVISOR).because(
        "do planned_visit", "wholesale.route.first_visit"
    )


def test_a_visit_before_its_turn_waits_unless_something_is_open() -> None:
    facts = (CUSTOMER, changed(OUTLET, grade="c"), VISIT)
    not_before = f"do planned_visit from {ahead(23).isoformat()}"
    given(facts, as_of=TODAY, advisor=PROPOSED).expect(not_before)
    trouble = Complaint(customer_id=WHO, id="k1", opened_on=ago(1))
    given(facts, trouble, as_of=TODAY, advisor=PROPOSED).never(not_before)


def test_a_grade_that_nobody_gave_is_asked_for_once() -> None:
    advice = given(CUSTOMER, changed(OUTLET, grade=None), VISIT, as_of=TODAY, advisor=ADVISOR).advice
    asked = [question.code for question in advice.questions]
    assert asked.count("wholesale-grade") == 1
    assert "Outlet.grade" not in asked


# --- the shelf -------------------------------------------------------------------------------------

COUNT = StockCheck(
    customer_id=WHO,
    id="count",
    on=ago(5),
    product="ale",
    on_hand=60,
    sold_per_week=20,
    oldest_expiry=ahead(200),
)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"on_hand": 0}, "do wholesale.restock about count"),
        ({"on_hand": 19}, "do wholesale.propose_order about count"),
        ({"on_hand": 161}, "do wholesale.help_sell about count"),
        ({"oldest_expiry": ahead(45)}, "do wholesale.rotate_stock about count"),
        ({"oldest_expiry": ago(1)}, "first do wholesale.remove_expired"),
    ],
)
def test_what_the_count_shows_is_put_right(change: dict[str, object], line: str) -> None:
    given(USUAL, changed(COUNT, **change), as_of=TODAY, advisor=ADVISOR).expect(line)


def test_a_shelf_in_order_asks_for_nothing() -> None:
    advice = given(USUAL, COUNT, as_of=TODAY, advisor=ADVISOR).advice
    assert not {action.action for action in advice.actions if action.about == "count"}


def test_only_the_last_count_of_a_product_tells() -> None:
    empty = changed(COUNT, id="old", on=ago(12), on_hand=0)
    given(USUAL, empty, COUNT, as_of=TODAY, advisor=ADVISOR).never("do wholesale.restock")


def test_an_old_count_is_made_again() -> None:
    given(USUAL, changed(COUNT, on=ago(31), on_hand=0), as_of=TODAY, advisor=ADVISOR).expect(
        "do wholesale.count_shelf"
    ).never("do wholesale.restock")


def test_nobody_loads_an_outlet_with_goods() -> None:
    given(USUAL, COUNT, as_of=TODAY, advisor=PROPOSED).expect(
        "instead of wholesale.load_outlet do wholesale.help_sell"
    )


@pytest.mark.parametrize("action", ["cross_sell", "upsell"])
def test_where_goods_lie_too_long_nothing_is_sold_on_top(action: str) -> None:
    much = changed(COUNT, on_hand=400)
    given(USUAL, much, as_of=TODAY, advisor=PROPOSED).expect(f"instead of {action} do wholesale.help_sell")


# --- the display -----------------------------------------------------------------------------------

DEAL = DisplayDeal(customer_id=WHO, id="deal", starts_on=ago(60), ends_on=ahead(60), fee=Decimal(150))
SEEN = DisplayCheck(
    customer_id=WHO, id="look", on=ago(5), in_place=True, full_and_clean=True, rival_there=False
)
DUE = changed(DEAL, pay_on=ahead(3))


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"in_place": False}, ("warn wholesale-display-gone", "do wholesale.rebuild_display about deal")),
        ({"full_and_clean": False}, ("do wholesale.rebuild_display about deal",)),
        ({"rival_there": True}, ("warn wholesale-rival-in-place", "do wholesale.settle_display about deal")),
        ({"on": ago(31)}, ("do wholesale.look_at_display about deal",)),
    ],
)
def test_a_display_is_kept_as_agreed(change: dict[str, object], lines: tuple[str, ...]) -> None:
    given(USUAL, DEAL, changed(SEEN, **change), as_of=TODAY, advisor=ADVISOR).expect(*lines)


def test_a_display_whose_time_is_over_is_left_alone() -> None:
    over = changed(DEAL, ends_on=ago(1))
    given(USUAL, over, changed(SEEN, in_place=False), as_of=TODAY, advisor=ADVISOR).never(
        "do wholesale.rebuild_display"
    )


def test_the_fee_is_paid_on_what_was_seen() -> None:
    given(USUAL, DUE, SEEN, as_of=TODAY, advisor=ADVISOR).expect("do wholesale.pay_display_fee about deal")


@pytest.mark.parametrize("seen", [{"in_place": False}, {"in_place": None}, {"on": ago(40)}])
def test_no_fee_is_paid_for_what_nobody_saw(seen: dict[str, object]) -> None:
    given(USUAL, DUE, changed(SEEN, **seen), as_of=TODAY, advisor=ADVISOR).expect(
        "instead of wholesale.pay_display_fee do wholesale.look_at_display"
    )


def test_a_fee_is_paid_once() -> None:
    given(USUAL, changed(DUE, paid_on=ago(1)), SEEN, as_of=TODAY, advisor=ADVISOR).never(
        "do wholesale.pay_display_fee"
    )


# --- sell-through ----------------------------------------------------------------------------------

MAY = SellThrough(customer_id=WHO, id="may", product="ale", period_end=ago(15), delivered=100, sold=80)


@pytest.mark.parametrize(
    ("sold", "line"),
    [(59, "do wholesale.help_sell about may"), (95, "do wholesale.propose_order about may")],
)
def test_what_goes_out_counts(sold: int, line: str) -> None:
    given(USUAL, changed(MAY, sold=sold), as_of=TODAY, advisor=ADVISOR).expect(line)
    given(USUAL, MAY, as_of=TODAY, advisor=ADVISOR).never(line, "ask wholesale-sell-out")


def test_only_the_last_period_tells() -> None:
    slow = changed(MAY, id="april", period_end=ago(45), sold=10)
    given(USUAL, slow, MAY, as_of=TODAY, advisor=ADVISOR).never("do wholesale.help_sell")


def test_outlets_that_matter_are_asked_what_goes_out() -> None:
    given(USUAL, as_of=TODAY, advisor=ADVISOR).expect("ask wholesale-sell-out")


# --- goods that stray ------------------------------------------------------------------------------

CODES = CodeCheck(customer_id=WHO, id="codes", on=ago(3), product="ale", belongs_to="south", verified=True)
STRAY = StrayGoods(customer_id=WHO, id="stray", on=ago(10), found_in="south", pieces=48, proved=True)


def test_codes_are_compared_before_anybody_speaks() -> None:
    given(USUAL, changed(CODES, verified=None), as_of=TODAY, advisor=ADVISOR).expect(
        "do wholesale.verify_codes about codes"
    ).never("do wholesale.trace_goods", "do wholesale.tell_protection", "warn wholesale-foreign-goods")


def test_foreign_goods_are_traced_and_the_outlet_hears_of_it() -> None:
    given(USUAL, CODES, as_of=TODAY, advisor=ADVISOR).expect(
        "warn wholesale-foreign-goods",
        "do wholesale.trace_goods about codes",
        "do wholesale.tell_protection about codes",
    )
    given(USUAL, changed(CODES, told_on=ago(1)), as_of=TODAY, advisor=ADVISOR).never(
        "do wholesale.tell_protection"
    )


def test_goods_of_the_own_territory_are_nothing_to_talk_about() -> None:
    given(USUAL, changed(CODES, belongs_to="north"), as_of=TODAY, advisor=ADVISOR).never(
        "do wholesale.trace_goods", "do wholesale.verify_codes"
    )


def test_a_price_below_ours_hints_at_goods_from_elsewhere() -> None:
    price = ListPrice(id="ale", product="ale", price=Decimal("2.40"))
    cheap = changed(COUNT, shelf_price="2.39")
    given(USUAL, cheap, price, as_of=TODAY, advisor=ADVISOR).expect("do wholesale.verify_codes about count")
    given(USUAL, changed(COUNT, shelf_price="2.40"), price, as_of=TODAY, advisor=ADVISOR).never(
        "do wholesale.verify_codes"
    )


def test_no_outlet_is_told_what_to_charge() -> None:
    given(USUAL, as_of=TODAY, advisor=PROPOSED).expect(
        "instead of wholesale.demand_price do wholesale.explain_price"
    )


def test_the_source_is_talked_with_only_when_it_is_proved() -> None:
    given(USUAL, STRAY, as_of=TODAY, advisor=ADVISOR).expect(
        "do wholesale.talk_about_territory about stray", "warn wholesale-strayed"
    )
    given(USUAL, changed(STRAY, proved=None), as_of=TODAY, advisor=ADVISOR).expect(
        "do wholesale.verify_codes about stray"
    ).never("do wholesale.talk_about_territory")
    given(USUAL, changed(STRAY, proved=False), as_of=TODAY, advisor=PROPOSED).expect(
        "instead of wholesale.talk_about_territory do wholesale.verify_codes"
    )


def test_the_second_time_the_bonus_waits_and_nothing_on_volume_is_offered() -> None:
    again = changed(STRAY, id="again", on=ago(2))
    given(USUAL, STRAY, as_of=TODAY, advisor=ADVISOR).never("do wholesale.hold_bonus")
    given(USUAL, STRAY, again, as_of=TODAY, advisor=PROPOSED).expect(
        "do wholesale.hold_bonus", "not tiered_offer: wholesale-strayed"
    )
    settled = changed(again, settled_on=ago(1))
    given(USUAL, STRAY, settled, as_of=TODAY, advisor=ADVISOR).never("do wholesale.hold_bonus")


# --- three sides of an outlet ----------------------------------------------------------------------

OWNER = ShopPerson(customer_id=WHO, id="p1", contact_id="fiona", side=ShopSide.OWNER)
STAFF = ShopPerson(customer_id=WHO, id="p2", contact_id="paul", side=ShopSide.STAFF, trained_on=ago(30))


def test_the_owner_is_talked_with_about_the_own_business() -> None:
    line = "do wholesale.talk_with_owner about fiona"
    quota = changed(VISIT, contact_id="fiona", topics=[Topic.SALES_FIGURES])
    business = changed(VISIT, contact_id="fiona", topics=[Topic.OBSTACLES])
    given(CUSTOMER, OUTLET, OWNER, STAFF, quota, as_of=TODAY, advisor=ADVISOR).expect(line)
    given(CUSTOMER, OUTLET, OWNER, STAFF, business, as_of=TODAY, advisor=ADVISOR).never(line)


def test_the_staff_is_shown_our_products_again_after_some_months() -> None:
    line = "do wholesale.train_staff about paul"
    given(USUAL, OWNER, STAFF, as_of=TODAY, advisor=ADVISOR).never(line)
    for trained_on in (None, ago(121)):
        given(USUAL, OWNER, changed(STAFF, trained_on=trained_on), as_of=TODAY, advisor=ADVISOR).expect(line)


def test_consumers_get_their_day_where_the_display_stands() -> None:
    given(USUAL, DEAL, SEEN, as_of=TODAY, advisor=ADVISOR).expect("do wholesale.consumer_day")
    held = ConsumerDay(customer_id=WHO, id="day", on=ago(20))
    given(USUAL, DEAL, SEEN, held, as_of=TODAY, advisor=ADVISOR).never("do wholesale.consumer_day")
    given(USUAL, DEAL, as_of=TODAY, advisor=ADVISOR).never("do wholesale.consumer_day")


def test_the_people_of_an_outlet_are_asked_for() -> None:
    given(USUAL, as_of=TODAY, advisor=ADVISOR).expect("ask wholesale-owner", "ask wholesale-staff")
    given(USUAL, OWNER, STAFF, as_of=TODAY, advisor=ADVISOR).never(
        "ask wholesale-owner", "ask wholesale-staff"
    )


def test_nobody_is_paid_behind_the_owners_back() -> None:
    given(USUAL, as_of=TODAY, advisor=PROPOSED).expect(
        "instead of wholesale.pay_staff do wholesale.open_staff_scheme"
    ).never("do wholesale.pay_staff")
