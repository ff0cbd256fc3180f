"""The golden scenarios on stages, promises and service, and the contradictions of the sources, as advice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest

from relcore.advice import CustomerAdvice, SuppressedAction
from relcore.advisor import Advisor
from relcore.facts import (
    Action,
    Commitment,
    CommitmentKind,
    Complaint,
    ComplaintKind,
    Cue,
    CueKind,
    Customer,
    Fact,
    Opportunity,
    OpportunityStage,
    Order,
    RepAuthority,
    SaleStep,
    ShareStage,
    SpendEstimate,
)
from relcore.lang import Playbook
from relcore.rules import builtin
from tests.rules.proposals import proposal

TODAY = date(2026, 3, 2)
WHO = "acme"
CUSTOMER = Customer(customer_id=WHO, name="Acme", owner="anna")


@cache
def advisor(*others: Playbook) -> Advisor:
    return Advisor([builtin(), *others])


def told(facts: Iterable[Fact], *others: Playbook) -> CustomerAdvice:
    """Give the advice on facts, with playbooks of other people beside the built-in one."""
    return advisor(*others).advise([CUSTOMER, *facts], as_of=TODAY)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def standing(advice: CustomerAdvice) -> set[str]:
    return {item.action for item in advice.actions}


def fallen(advice: CustomerAdvice, action: str) -> SuppressedAction:
    (found,) = (item for item in advice.suppressed if item.action == action)
    return found


def warned(advice: CustomerAdvice) -> set[str]:
    return {item.code for item in advice.warnings}


def years(*shares: str) -> list[Fact]:
    """Tell our share year by year, the last year being the one before today's."""
    return [
        SpendEstimate(
            customer_id=WHO,
            period_start=date(year, 1, 1),
            period_end=date(year, 12, 31),
            share=Decimal(share),
        )
        for year, share in zip(range(2026 - len(shares), 2026), shares, strict=True)
    ]


# --- the golden scenarios --------------------------------------------------------------------------


def test_g2_a_buyer_who_hints_at_a_bribe_gets_an_open_rebate_and_compliance_is_told() -> None:
    kinds = (CueKind.BRIBE_SIGNAL, CueKind.PRICE_PRESSURE, CueKind.INTERNAL_COMPLEXITY)
    advice = told(
        [
            *(Cue(customer_id=WHO, kind=kind, observed_on=ago(2)) for kind in kinds),
            Opportunity(customer_id=WHO, id="deal", stage=OpportunityStage.ENGAGING, engaged_on=ago(9)),
            RepAuthority(max_concession=Decimal(500)),
        ]
    )
    assert advice.assessments["archetype"].value == "greedy"
    kickback = fallen(advice, Action.PERSONAL_KICKBACK)
    assert (kickback.verdict, kickback.replaced_by) == ("replace", Action.COMPANY_REBATE)
    assert "S0.R4-transact.guard.1" in kickback.cites
    assert "S3.4-greedy.do.2" in {cite for reason in kickback.because for cite in reason.cites}
    (rebate,) = (item for item in advice.actions if item.action == Action.COMPANY_REBATE)
    assert rebate.limit == 500
    assert {Action.REPORT_TO_COMPLIANCE, Action.STOP_CONCESSIONS} <= standing(advice)
    assert "bribe-signal" in warned(advice)


def test_g7_a_purchase_in_the_shop_is_followed_to_the_door_and_greeted_by_a_person() -> None:
    advice = told([Order(customer_id=WHO, id="o1", placed_on=TODAY, in_shop=True)])
    assert Action.ESCORT_TO_DOOR in standing(advice)
    (greeting,) = (item for item in advice.actions if item.action == Action.GREETING_BY_PERSON)
    assert (greeting.due, greeting.channel) == (ago(-2), "phone")
    assert fallen(advice, Action.SEND_GREETING).replaced_by == Action.GREETING_BY_PERSON


def test_g8_a_share_that_falls_for_two_periods_is_a_fall_by_one_stage_and_is_repaired() -> None:
    advice = told(years("0.82", "0.78", "0.74"))
    assert advice.assessments["share_stage"].value == ShareStage.STABLE
    assert "share-regress" in warned(advice)
    assert {Action.REPAIR_PLAN, Action.REPAIR_VISIT} <= standing(advice)


def test_g8_one_period_below_is_a_warning_only() -> None:
    advice = told(years("0.82", "0.78"))
    assert advice.assessments["share_stage"].value == ShareStage.STRATEGIC
    assert "share-regress" not in warned(advice)
    assert "share-slipping" in warned(advice)


def test_g9_a_share_that_leaps_moves_the_stage_one_step_at_a_time() -> None:
    advice = told(years("0", "0.85"))
    assert advice.assessments["share_stage"].value == ShareStage.INITIAL
    assert "no-jump" in warned(advice)
    later = [told(years("0", *["0.85"] * n)).assessments["share_stage"].value for n in (2, 3, 4)]
    assert later == [ShareStage.STABLE, ShareStage.STRATEGIC, ShareStage.STRATEGIC]


def test_g10_a_burnt_motor_is_inspected_and_its_cause_told_neutrally() -> None:
    advice = told(
        [
            Complaint(
                customer_id=WHO,
                id="motor",
                opened_on=ago(1),
                kind=ComplaintKind.USE,
                instruction_ignored=True,
                keeps_demanding=True,
            )
        ]
    )
    assert {Action.INSPECT_PRODUCT, Action.NEUTRAL_CAUSE} <= standing(advice)
    assert fallen(advice, Action.BLAME_THIRD_PARTY).replaced_by == Action.NEUTRAL_CAUSE
    assert fallen(advice, Action.CONFRONT_WITH_EVIDENCE).reason == "confrontation-needs-approval"


def test_g11_a_fair_claim_beyond_the_limit_is_passed_on_and_only_the_day_is_promised() -> None:
    advice = told(
        [
            Complaint(
                customer_id=WHO, id="claim", opened_on=TODAY, claim_amount=Decimal(900), claim_reasonable=True
            ),
            RepAuthority(max_claim=Decimal(500)),
        ]
    )
    assert {Action.ESCALATE_CLAIM, Action.PROMISE_ESCALATION_DATE} <= standing(advice)
    assert fallen(advice, Action.SETTLE_CLAIM).layer == "4_authority"
    assert advice.actions[0].action == Action.HANDLE_COMPLAINT
    assert advice.actions[0].due == TODAY


def test_g12_a_promised_visit_that_did_not_happen_comes_first_and_stops_new_promises() -> None:
    advice = told(
        [
            Commitment(
                customer_id=WHO, id="visit", kind=CommitmentKind.VISIT, made_on=ago(10), due_on=ago(8)
            ),
            Opportunity(
                customer_id=WHO,
                id="deal",
                stage=OpportunityStage.ENGAGING,
                engaged_on=ago(9),
                sale_step=SaleStep.NEGOTIATION,
            ),
        ]
    )
    assert advice.actions[0].action == Action.REPAIR_VISIT
    assert "promise-overdue" in warned(advice)
    assert fallen(advice, Action.NEGOTIATE_TERMS).reason == "promise-debt"


# --- contradictions of the sources -----------------------------------------------------------------


def test_c1_a_kickback_is_denied_at_any_amount_and_taxed_or_not() -> None:
    for amount in ("0.01", "1000000"):
        advice = told(
            [RepAuthority(max_concession=Decimal(500))],
            proposal(Action.PERSONAL_KICKBACK, amount=Decimal(amount)),
        )
        assert Action.PERSONAL_KICKBACK not in standing(advice)
        (rebate,) = (item for item in advice.actions if item.action == Action.COMPANY_REBATE)
        assert rebate.amount == 500


@pytest.mark.parametrize(
    ("proposed", "instead"),
    [
        (Action.BLUFF_ON_PRICE, Action.TRANSPARENT_QUOTE),
        (Action.PLAY_DUMB, Action.WITHHOLD_JUDGEMENT),
        (Action.WHITE_LIE, Action.TELL_TACTFULLY),
    ],
    ids=["c2", "c3", "c4"],
)
def test_c2_to_c4_what_is_not_true_gives_way_to_what_is(proposed: Action, instead: Action) -> None:
    advice = told([], proposal(proposed))
    assert fallen(advice, proposed).replaced_by == instead
    assert fallen(advice, proposed).layer == "2_principle"
    assert instead in standing(advice)


# --- little is known -------------------------------------------------------------------------------


def test_a_bare_export_of_deals_brings_advice_and_questions() -> None:
    advice = told(
        [
            Opportunity(customer_id=WHO, id="quiet", stage=OpportunityStage.ENGAGING, engaged_on=ago(100)),
            Opportunity(customer_id=WHO, id="lost", stage=OpportunityStage.LOST, closed_on=ago(5)),
            Opportunity(
                customer_id=WHO, id="won", stage=OpportunityStage.WON, closed_on=ago(5), value=Decimal(900)
            ),
        ]
    )
    assert {Action.SCHEDULE_NEXT_STEP, Action.REVIEW_LOSS, Action.THANK_CUSTOMER} <= standing(advice)
    asked = {item.code for item in advice.questions}
    assert {"share-of-wallet", "consent", "who-decides", "buyer-type", "lost-reason"} <= asked


def test_a_bare_list_of_purchases_shows_who_fell_silent() -> None:
    orders = [Order(customer_id=WHO, id=str(n), placed_on=ago(n), amount=Decimal(20)) for n in (90, 80, 70)]
    assert Action.WINBACK_CALL in standing(told(orders))
    assert {"share-of-wallet", "consent"} <= {item.code for item in told(orders).questions}


def test_advice_speaks_chinese_to_the_last_word() -> None:
    order = Order(customer_id=WHO, id="o1", placed_on=TODAY, in_shop=True)
    advice = advisor().advise([CUSTOMER, order], as_of=TODAY, lang="zh")
    texts = [item.text for item in advice.actions] + [item.text for item in advice.suppressed]
    texts += [reason.text for item in advice.actions for reason in item.because]
    texts += [item.text for item in advice.assessments.values() if item.text]
    assert len(texts) > 5
    assert [text for text in texts if not any("\u4e00" <= letter <= "\u9fff" for letter in text)] == []
