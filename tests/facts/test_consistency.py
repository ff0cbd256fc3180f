"""Facts that contradict themselves are refused with the way out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore.facts import (
    Appointment,
    Axis,
    BusyHours,
    Commitment,
    CommitmentOutcome,
    Complaint,
    Consent,
    Contact,
    ContactPolicy,
    Contract,
    Customer,
    Delivery,
    Fact,
    IndustryHours,
    Interaction,
    InteractionKind,
    Opportunity,
    Order,
    RepAuthority,
    SpendEstimate,
    StageRecord,
    Topic,
    WorkWeek,
)

EARLY, LATE = date(2026, 3, 2), date(2026, 3, 9)
VISIT: dict[str, Any] = {"customer_id": "c1", "kind": InteractionKind.VISIT, "on": LATE}
PERIOD: dict[str, Any] = {"customer_id": "c1", "period_start": EARLY, "period_end": LATE}

BACKWARDS: list[tuple[type[Fact], dict[str, Any], str, str]] = [
    (Opportunity, {}, "opened_on", "engaged_on"),
    (Opportunity, {}, "engaged_on", "closed_on"),
    (Opportunity, {}, "opened_on", "closed_on"),
    (Contract, {}, "starts_on", "ends_on"),
    (Contract, {}, "signed_on", "ends_on"),
    (Delivery, {}, "dispatched_on", "delivered_on"),
    (Delivery, {}, "delivered_on", "installed_on"),
    (Commitment, {}, "made_on", "due_on"),
    (Commitment, {}, "made_on", "kept_on"),
    (Complaint, {}, "opened_on", "first_reply_on"),
    (Complaint, {}, "opened_on", "escalated_on"),
    (Complaint, {}, "opened_on", "agreed_on"),
    (Complaint, {}, "opened_on", "closed_on"),
    (Complaint, {"opened_on": EARLY}, "agreed_on", "carried_out_on"),
    (Consent, {}, "given_on", "withdrawn_on"),
    (Consent, {}, "given_on", "expires_on"),
    (SpendEstimate, {}, "period_start", "period_end"),
    (Interaction, {"kind": InteractionKind.VISIT}, "on", "next_step_on"),
    (StageRecord, {"axis": Axis.DEPTH, "value": "basic"}, "since", "until"),
]


@pytest.mark.parametrize(("kind", "rest", "earlier", "later"), BACKWARDS)
def test_dates_that_run_backwards_are_refused(
    kind: type[Fact], rest: dict[str, Any], earlier: str, later: str
) -> None:
    told = {"customer_id": "c1", **rest}
    kind.model_validate({**told, earlier: EARLY, later: LATE})
    kind.model_validate({**told, earlier: EARLY, later: EARLY})
    message = rf"{later} \(2026-03-02\) lies before {earlier} \(2026-03-09\); correct one of them"
    with pytest.raises(ValueError, match=message):
        kind.model_validate({**told, earlier: LATE, later: EARLY})


@pytest.mark.parametrize(
    ("kind", "told", "message"),
    [
        (
            Opportunity,
            {"stage": "engaging", "closed_on": LATE},
            "closed_on is given although the stage is 'engaging'; set the stage to won or lost",
        ),
        (Contract, {"signed": False, "signed_on": LATE}, "signed_on is given although signed is false"),
        (
            Commitment,
            {"kept_on": LATE, "outcome": "broken"},
            "kept_on is given although the outcome is 'broken'; set the outcome to kept",
        ),
        (
            Complaint,
            {"opened_on": EARLY, "closed_on": LATE, "status": "checking"},
            "closed_on is given although the status is 'checking'; set the status to settled or rejected",
        ),
        (
            Interaction,
            VISIT | {"minutes": 5, "business_minutes": 6},
            r"business_minutes \(6\) is more than minutes",
        ),
        (
            Interaction,
            VISIT | {"minutes": 5, "product_pitch_minutes": 6},
            r"product_pitch_minutes \(6\) is more than minutes \(5\); correct one of them",
        ),
        (
            Interaction,
            VISIT | {"next_step_on": LATE, "next_step_agreed": False},
            "next_step_on is given although next_step_agreed is false; leave out next_step_on",
        ),
        (
            SpendEstimate,
            PERIOD | {"category_spend": 10, "our_sales": 11},
            r"our_sales \(11\) is more than category_spend \(10\); correct one of them",
        ),
        (
            StageRecord,
            {"axis": "ladder", "value": "stable", "since": EARLY},
            "no value of the axis 'ladder'; give one",
        ),
        (
            BusyHours,
            {"busy_from": time(14), "busy_until": time(11)},
            "give two facts for hours that last over midnight",
        ),
        (
            Customer,
            {"timezone": "Mars/Olympus"},
            "'Mars/Olympus' is no known time zone; give an IANA name",
        ),
        (Customer, {"timezone": "../etc"}, "is no known time zone"),
        (Customer, {"country": "China"}, "pattern"),
        (Customer, {"purchasing_power": 6}, "less than or equal to 5"),
        (Customer, {"currency": "yuan"}, "pattern"),
        (Contact, {"id": ""}, "at least 1 character"),
        (Order, {"placed_on": 20260302}, "20260302 is a number, not a date; give a date such as 2026-03-02"),
        (Order, {"placed_on": date(1899, 12, 31)}, "greater than or equal to 1900-01-01"),
        (Order, {"placed_on": date(2201, 1, 1)}, "less than or equal to 2200-12-31"),
        (Order, {"placed_on": EARLY, "amount": "-1"}, "greater than or equal to 0"),
        (Order, {"placed_on": EARLY, "amount": "0.00001"}, "4 decimal places"),
        (Order, {"placed_on": EARLY, "amount": "NaN"}, "finite"),
        (Appointment, {"planned_at": datetime(2026, 3, 2, 9, 0)}, "timezone"),
    ],
)
def test_a_contradiction_is_refused_with_the_way_out(
    kind: type[Fact], told: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        kind(**{"customer_id": "c1", **told})


def test_hours_of_an_industry_stay_within_a_day() -> None:
    with pytest.raises(ValueError, match=r"busy_until .* is not after busy_from"):
        IndustryHours(industry="catering", busy_from=time(11), busy_until=time(11))


def test_quiet_hours_may_last_over_midnight_but_carry_no_zone() -> None:
    assert ContactPolicy(quiet_from=time(20), quiet_until=time(8)).quiet_until == time(8)
    with pytest.raises(ValueError, match="carries a zone; give the time on the customer's clock"):
        ContactPolicy(quiet_from=time(20, tzinfo=UTC))


def test_no_cap_and_never_are_different_contact_policies() -> None:
    assert ContactPolicy().max_contacts is None
    assert ContactPolicy(max_contacts=0).max_contacts == 0


def test_a_discount_is_a_part_of_the_price() -> None:
    with pytest.raises(ValueError, match="less than or equal to 1"):
        RepAuthority(max_discount=Decimal(5))


def test_a_day_on_which_a_promise_was_kept_makes_it_kept() -> None:
    assert Commitment(customer_id="c1", kept_on=LATE).outcome is CommitmentOutcome.KEPT
    assert Commitment(customer_id="c1").outcome is None


def test_a_day_for_the_next_step_means_that_it_was_agreed() -> None:
    assert Interaction(**VISIT, next_step_on=LATE + timedelta(days=1)).next_step_agreed is True
    assert Interaction(**VISIT, next_step_agreed=False).next_step_agreed is False
    assert Interaction(**VISIT).next_step_agreed is None


def test_topics_are_a_set() -> None:
    one = Interaction(**VISIT, topics=(Topic.SPORTS, Topic.FAMILY, Topic.SPORTS))
    other = Interaction(**VISIT, topics=(Topic.FAMILY, Topic.SPORTS))
    assert one == other
    assert one.identity == other.identity
    assert one.topics == (Topic.FAMILY, Topic.SPORTS)


def test_working_days_are_a_set() -> None:
    assert WorkWeek(working_days=(7, 1, 7)).working_days == (1, 7)
    with pytest.raises(ValueError, match="at least 1 item"):
        WorkWeek(working_days=())


def test_a_customer_is_identified_by_its_own_id() -> None:
    assert Customer(customer_id="c1", name="A").identity == "c1"
    assert Customer(customer_id="c1", id="row-7").identity == "row-7"


def test_a_given_share_stands() -> None:
    assert SpendEstimate(**PERIOD, share=Decimal("0.82")).share == Decimal("0.82")
    assert SpendEstimate(
        **PERIOD, share=Decimal("0.8"), category_spend=Decimal(10), our_sales=Decimal(9)
    ).share == Decimal("0.8")


def test_a_share_stays_unknown_while_an_amount_is_unknown() -> None:
    assert SpendEstimate(**PERIOD, our_sales=Decimal(9)).share is None
    assert SpendEstimate(**PERIOD, category_spend=Decimal(9)).share is None
    assert SpendEstimate(**PERIOD, category_spend=Decimal(0), our_sales=Decimal(0)).share is None


money = st.decimals(min_value=0, max_value=Decimal("999999999999999.9999"), places=4)


@given(money, money)
def test_a_computed_share_is_the_nearest_of_eight_places(one: Decimal, other: Decimal) -> None:
    ours, spend = sorted((one, other))
    share = SpendEstimate(**PERIOD, category_spend=spend, our_sales=ours).share
    if spend == 0:
        assert share is None
        return
    assert share is not None
    # In whole numbers: |share - ours/spend| <= half of the last place.
    share_units, ours_units, spend_units = int(share * 10**8), int(ours * 10**4), int(spend * 10**4)
    distance = 2 * abs(share_units * spend_units - ours_units * 10**8)
    assert distance <= spend_units
    if distance == spend_units:
        assert share_units % 2 == 0
