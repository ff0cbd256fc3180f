"""Stories of clients and their relationship managers: what is done, what is refused, and by which rule."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
import relcore_wealth
from relcore_wealth.facts import (
    Holding,
    Outflow,
    ProductIdea,
    ProductPurchase,
    ReportingDay,
    RiskProfile,
    RivalRate,
    WealthClient,
    WealthProduct,
    YieldWord,
)

from relcore import Advisor
from relcore.facts import Customer, Fact, Interaction, InteractionKind
from relcore.plugins import load_plugins
from relcore.testing import given, proposal

TODAY = date(2026, 6, 24)
WHO = "c1"
ADVISOR = Advisor(plugins=[relcore_wealth])


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


CUSTOMER = Customer(customer_id=WHO, name="Rui")
CLIENT = WealthClient(customer_id=WHO, assets=Decimal(500_000), vulnerable=False)
PROFILE = RiskProfile(customer_id=WHO, id="risk", level=3, assessed_on=ago(60))
FUND = WealthProduct(id="fund", name="Balanced fund", risk=3, approved=True, is_complex=False, lock_in_days=3)
HELD = Holding(customer_id=WHO, id="hold", product_id="fund", amount=Decimal(50_000))
TALK = Interaction(customer_id=WHO, id="talk", kind=InteractionKind.MEETING, on=ago(60))
IDEA = ProductIdea(
    customer_id=WHO,
    id="idea",
    product_id="fund",
    noted_on=ago(2),
    amount=Decimal(40_000),
    names_a_yield=False,
)
USUAL = (CUSTOMER, CLIENT, PROFILE, FUND, TALK)
PRESENTED = "do wealth.present_product about idea"


def changed(fact: Fact, **fields: object) -> Fact:
    return type(fact).model_validate(fact.model_dump() | fields)


# --- suitability -----------------------------------------------------------------------------------


def test_an_idea_that_suits_is_presented() -> None:
    given(USUAL, IDEA, as_of=TODAY, advisor=ADVISOR).expect(PRESENTED).because(
        PRESENTED, "wealth.products.present_what_may_fit"
    )


def test_without_a_risk_profile_the_profile_comes_first() -> None:
    given(CUSTOMER, CLIENT, FUND, IDEA, as_of=TODAY, advisor=ADVISOR).expect(
        "instead of wealth.present_product do wealth.assess_risk"
    ).never(PRESENTED)


def test_a_client_with_products_and_no_profile_is_assessed_once() -> None:
    advice = given(CUSTOMER, CLIENT, HELD, TALK, as_of=TODAY, advisor=ADVISOR).advice
    assert [action.action for action in advice.actions].count("wealth.assess_risk") == 1


@pytest.mark.parametrize("aged", [{"assessed_on": ago(366)}, {"valid_until": ago(1)}])
def test_a_profile_that_has_aged_no_longer_carries_a_product(aged: dict[str, object]) -> None:
    facts = (CUSTOMER, CLIENT, FUND, TALK, changed(PROFILE, **aged))
    given(facts, IDEA, as_of=TODAY, advisor=ADVISOR).never(PRESENTED)
    given(facts, HELD, as_of=TODAY, advisor=ADVISOR).expect("warn wealth-profile-ran-out")


def test_a_profile_is_renewed_before_it_ends() -> None:
    given(
        CUSTOMER, CLIENT, TALK, HELD, changed(PROFILE, assessed_on=ago(340)), as_of=TODAY, advisor=ADVISOR
    ).expect("do wealth.assess_risk").never("warn wealth-profile-ran-out")


def test_the_latest_profile_counts_also_where_it_allows_less() -> None:
    cautious = changed(PROFILE, id="risk-2", level=2, assessed_on=ago(5))
    given(USUAL, cautious, IDEA, as_of=TODAY, advisor=ADVISOR).expect(
        "not wealth.present_product: wealth-too-risky"
    )


@pytest.mark.parametrize(
    ("product", "reason"),
    [
        ({"risk": 4}, "wealth-too-risky"),
        ({"risk": None}, "wealth-too-risky"),
        ({"approved": False}, "wealth-not-on-shelf"),
        ({"approved": None}, "wealth-not-on-shelf"),
        ({"id": "another"}, "wealth-not-on-shelf"),
    ],
)
def test_an_unsuitable_product_is_refused_and_so_is_an_unknown_one(
    product: dict[str, object], reason: str
) -> None:
    facts = (CUSTOMER, CLIENT, PROFILE, TALK, changed(FUND, **product))
    given(facts, IDEA, as_of=TODAY, advisor=ADVISOR).expect(
        f"not wealth.present_product: {reason}", "do wealth.look_for_suitable"
    ).never(PRESENTED)


def test_what_is_not_approved_is_reported() -> None:
    facts = (CUSTOMER, CLIENT, PROFILE, TALK, changed(FUND, approved=False))
    given(facts, IDEA, as_of=TODAY, advisor=ADVISOR).expect(
        "warn wealth-not-approved", "do report_to_compliance about idea"
    )


@pytest.mark.parametrize("is_complex", [True, None])
def test_who_needs_protection_is_shown_nothing_complex(is_complex: bool | None) -> None:
    facts = (CUSTOMER, changed(CLIENT, vulnerable=True), PROFILE, TALK, changed(FUND, is_complex=is_complex))
    given(facts, IDEA, as_of=TODAY, advisor=ADVISOR).expect("not wealth.present_product: wealth-too-complex")


def test_a_second_person_looks_at_a_bold_profile_of_who_needs_protection() -> None:
    bold = changed(PROFILE, level=4)
    facts = (CUSTOMER, changed(CLIENT, vulnerable=True), TALK)
    given(facts, bold, as_of=TODAY, advisor=ADVISOR).expect("do wealth.second_look")
    given(facts, changed(bold, seconded=True), as_of=TODAY, advisor=ADVISOR).never("do wealth.second_look")


def test_money_that_is_needed_soon_is_not_locked_in() -> None:
    soon = changed(CLIENT, needs_money_on=ahead(40))
    facts = (CUSTOMER, soon, PROFILE, TALK, HELD, changed(FUND, lock_in_days=90))
    given(facts, IDEA, as_of=TODAY, advisor=ADVISOR).expect(
        "not wealth.present_product: wealth-money-needed", "do wealth.plan_liquidity"
    )


def test_one_product_is_not_allowed_to_become_everything() -> None:
    much = changed(HELD, amount=120_000)
    given(USUAL, much, IDEA, as_of=TODAY, advisor=ADVISOR).expect(
        "instead of wealth.present_product do wealth.talk_about_spreading"
    )
    bolder = Advisor(plugins=[relcore_wealth], settings={"wealth.largest_share": Decimal("0.40")})
    given(USUAL, much, IDEA, as_of=TODAY, advisor=bolder).expect(PRESENTED)


PROPOSED = Advisor(
    [
        *load_plugins().base,
        proposal(
            "cross_sell",
            "upsell",
            "product_introduction",
            "wealth.promise_yield",
            "wealth.deposit_for_the_day",
        ),
    ],
    plugins=[relcore_wealth],
)
"""An advisor beside whom somebody proposes all that the guards must refuse."""


@pytest.mark.parametrize("action", ["cross_sell", "upsell", "product_introduction"])
def test_selling_under_another_name_waits_for_the_profile_too(action: str) -> None:
    given(CUSTOMER, CLIENT, as_of=TODAY, advisor=PROPOSED).expect(
        f"instead of {action} do wealth.assess_risk"
    )


# --- yields ----------------------------------------------------------------------------------------


def test_whoever_proposes_it_no_yield_is_promised() -> None:
    given(USUAL, IDEA, as_of=TODAY, advisor=PROPOSED).expect(
        "not wealth.promise_yield: wealth-no-promised-yield"
    ).never("do wealth.promise_yield")


def test_words_that_name_a_yield_are_replaced_by_all_that_may_come_of_it() -> None:
    given(USUAL, changed(IDEA, names_a_yield=True), as_of=TODAY, advisor=ADVISOR).expect(
        "instead of wealth.present_product do wealth.present_scenarios"
    )


def test_scenarios_of_an_unsuitable_product_are_refused_as_well() -> None:
    risky = (CUSTOMER, CLIENT, PROFILE, TALK, changed(FUND, risk=5))
    given(risky, changed(IDEA, names_a_yield=True), as_of=TODAY, advisor=ADVISOR).never(
        "do wealth.present_scenarios"
    )


def test_a_promised_yield_is_taken_back_before_anything_is_sold() -> None:
    word = YieldWord(customer_id=WHO, id="word", on=ago(3), rep_id="jonas", product_id="fund")
    given(USUAL, IDEA, word, as_of=TODAY, advisor=ADVISOR).expect(
        "first do wealth.correct_promise",
        "do report_to_compliance about word",
        "not wealth.present_product: wealth-correct-first",
    )
    given(USUAL, IDEA, changed(word, corrected_on=ago(2)), as_of=TODAY, advisor=ADVISOR).expect(PRESENTED)


# --- rivals and reporting days ---------------------------------------------------------------------

RIVAL = RivalRate(
    customer_id=WHO, id="rival", on=ago(4), rate=Decimal("0.035"), our_rate=Decimal("0.025"), insured=False
)
HALF_YEAR = ReportingDay(id="h1", on=ahead(6))


def test_a_better_yield_elsewhere_is_compared_openly() -> None:
    given(USUAL, RIVAL, as_of=TODAY, advisor=ADVISOR).expect(
        "do wealth.compare_terms about rival", "warn wealth-rival-uninsured"
    ).never("warn wealth-reporting-day")


def test_before_a_reporting_day_the_comparison_cannot_wait() -> None:
    far = given(USUAL, RIVAL, as_of=TODAY, advisor=ADVISOR).advice
    near = (
        given(USUAL, RIVAL, HALF_YEAR, as_of=TODAY, advisor=ADVISOR)
        .expect("warn wealth-reporting-day")
        .advice
    )
    rank = {
        name: next(action.rank for action in advice.actions if action.action == "wealth.compare_terms")
        for name, advice in (("far", far), ("near", near))
    }
    assert rank["near"] > rank["far"]


@pytest.mark.parametrize("change", [{"rate": "0.029"}, {"answered_on": ago(1)}, {"on": ago(31)}])
def test_a_small_an_answered_or_an_old_gap_calls_for_nothing(change: dict[str, object]) -> None:
    given(USUAL, changed(RIVAL, **change), HALF_YEAR, as_of=TODAY, advisor=ADVISOR).never(
        "do wealth.compare_terms"
    )


def test_nobody_is_asked_to_park_money_for_our_figures() -> None:
    given(USUAL, HALF_YEAR, as_of=TODAY, advisor=PROPOSED).expect(
        "instead of wealth.deposit_for_the_day do wealth.plan_liquidity"
    )


def test_a_maturity_just_before_a_reporting_day_is_talked_about_early() -> None:
    maturing = changed(HELD, matures_on=ahead(5))
    given(USUAL, maturing, HALF_YEAR, as_of=TODAY, advisor=ADVISOR).because(
        "do wealth.maturity_talk about hold", "wealth.rivals.maturity_before_the_reporting_day"
    )
    given(USUAL, maturing, as_of=TODAY, advisor=ADVISOR).because(
        "do wealth.maturity_talk about hold", "wealth.liquidity.talk_before_maturity"
    )


# --- outflows --------------------------------------------------------------------------------------

OUT = Outflow(customer_id=WHO, id="out", on=ago(2), amount=Decimal(150_000))


@pytest.mark.parametrize(
    "facts",
    [(OUT,), (changed(CLIENT, assets=90_000_000), changed(OUT, amount=5_000_000))],
    ids=["a good part of the assets", "a large sum for anybody"],
)
def test_a_large_outflow_is_asked_about_before_anything_is_presented(facts: tuple[Fact, ...]) -> None:
    known = [fact for fact in USUAL if not any(type(fact) is type(other) for other in facts)]
    given(known, facts, IDEA, as_of=TODAY, advisor=ADVISOR).expect(
        "first do wealth.ask_about_outflow", "not wealth.present_product: wealth-understand-first"
    )


@pytest.mark.parametrize("change", [{"planned": True}, {"explained": True}, {"amount": 900}, {"on": ago(31)}])
def test_an_expected_an_explained_a_small_or_an_old_outflow_is_nothing_to_ask_about(
    change: dict[str, object],
) -> None:
    given(USUAL, IDEA, changed(OUT, **change), as_of=TODAY, advisor=ADVISOR).expect(PRESENTED).never(
        "do wealth.ask_about_outflow"
    )


def test_many_small_outflows_make_a_review() -> None:
    drops = [changed(OUT, id=f"out-{week}", on=ago(7 * week), amount=30_000) for week in range(4)]
    given(USUAL, drops, as_of=TODAY, advisor=ADVISOR).expect(
        "do wealth.portfolio_review", "warn wealth-drop-by-drop"
    ).never("do wealth.ask_about_outflow")


def test_a_payment_to_somebody_new_is_checked_the_same_day_where_protection_is_needed() -> None:
    paid = changed(OUT, amount=9_000, new_payee=True)
    protected = (CUSTOMER, changed(CLIENT, vulnerable=True), PROFILE, TALK)
    given(protected, paid, as_of=TODAY, advisor=ADVISOR).expect("first do wealth.check_for_fraud")
    given(USUAL, paid, as_of=TODAY, advisor=ADVISOR).never("do wealth.check_for_fraud")


# --- after the signature ---------------------------------------------------------------------------

BOUGHT = ProductPurchase(customer_id=WHO, id="buy", product_id="fund", signed_on=ago(5))


def test_in_the_cooling_off_nothing_is_sold_until_it_is_over() -> None:
    given(USUAL, IDEA, BOUGHT, as_of=TODAY, advisor=ADVISOR).expect(
        "not wealth.present_product: wealth-cooling-off"
    )
    own_day = changed(BOUGHT, cooling_off_until=ago(1))
    given(USUAL, IDEA, own_day, as_of=TODAY, advisor=ADVISOR).expect(PRESENTED)


def test_after_the_cooling_off_somebody_asks_whether_it_was_understood() -> None:
    over = changed(BOUGHT, signed_on=ago(15))
    given(USUAL, over, as_of=TODAY, advisor=ADVISOR).expect("do wealth.confirm_understanding about buy")
    given(USUAL, changed(over, confirmed_on=ago(1)), as_of=TODAY, advisor=ADVISOR).never(
        "do wealth.confirm_understanding"
    )


def test_who_withdraws_is_paid_back_and_not_persuaded() -> None:
    back = changed(BOUGHT, withdrawn_on=ago(2))
    given(USUAL, IDEA, back, as_of=TODAY, advisor=ADVISOR).expect(
        "do wealth.pay_back about buy", "not wealth.present_product: wealth-withdrawn"
    ).never("warn wealth-pay-back-late")
    late = changed(BOUGHT, signed_on=ago(20), withdrawn_on=ago(9))
    given(USUAL, late, as_of=TODAY, advisor=ADVISOR).expect("warn wealth-pay-back-late")
    settled = changed(BOUGHT, withdrawn_on=ago(4), paid_back_on=ago(1))
    given(USUAL, IDEA, settled, as_of=TODAY, advisor=ADVISOR).expect(PRESENTED).never("do wealth.pay_back")


# --- care ------------------------------------------------------------------------------------------


def test_a_loss_is_told_by_us_first_and_only_once() -> None:
    lost = changed(HELD, loss="0.15")
    given(USUAL, lost, as_of=TODAY, advisor=ADVISOR).expect("do wealth.tell_loss about hold")
    told = Interaction(customer_id=WHO, id="call", kind=InteractionKind.CALL, on=ago(3), about="hold")
    given(USUAL, lost, told, as_of=TODAY, advisor=ADVISOR).never("do wealth.tell_loss")


def test_the_whole_is_looked_at_once_a_year() -> None:
    given(CUSTOMER, CLIENT, PROFILE, HELD, as_of=TODAY, advisor=ADVISOR).expect("do wealth.portfolio_review")
    given(USUAL, HELD, as_of=TODAY, advisor=ADVISOR).never("do wealth.portfolio_review")


def test_unknown_assets_are_asked_for() -> None:
    given(CUSTOMER, changed(CLIENT, assets=None), PROFILE, HELD, as_of=TODAY, advisor=ADVISOR).expect(
        "ask wealth-assets"
    )
