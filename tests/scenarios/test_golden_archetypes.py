"""The golden scenarios on types of buyers, as they are told and what has to come of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from functools import cache

from relcore.advice import CustomerAdvice
from relcore.advisor import Advisor
from relcore.facts import (
    Action,
    Contract,
    CueKind,
    Fact,
    InteractionKind,
    InteractionOutcome,
    Order,
    RepAuthority,
    Topic,
)
from relcore.rules import builtin
from tests.rules.proposals import proposal
from tests.rules.support import DAY, WHO, ago, deal, meeting, met, saw, somebody


@cache
def advisor(*proposed: Action, about: str | None = None) -> Advisor:
    return Advisor([builtin(), proposal(*proposed, about=about)])


def told(facts: Iterable[Fact], *proposed: Action, about: str | None = None) -> CustomerAdvice:
    """Give the advice on facts; somebody may have proposed something before."""
    return advisor(*proposed, about=about).advise(facts, as_of=DAY)


def standing(advice: CustomerAdvice) -> set[str]:
    return {item.action for item in advice.actions}


def codes(advice: CustomerAdvice) -> set[str]:
    return {item.code for item in advice.warnings}


def test_g1_football_with_somebody_who_weighs_facts() -> None:
    advice = told(
        [
            somebody(),
            *saw(
                CueKind.OFFICE_ORDER,
                CueKind.OFFICE_CHART,
                CueKind.DRESS_PLAIN,
                CueKind.ASKS_TECH_DETAIL,
                CueKind.COMPARES_SUPPLIERS,
                CueKind.SILENT_COLD,
                CueKind.WANTS_WRITING,
                on=ago(3),
            ),
            met(topics=(Topic.FAMILY, Topic.SPORTS), answers_vague=True, next_step_agreed=False),
        ]
    )
    assert advice.assessments["personality"].value == "analytical"
    assert {"topic-mismatch", "vague-answer", "no-next-step"} <= codes(advice)
    assert {item.about for item in advice.warnings} == {"talk"}
    assert Action.SCHEDULE_NEXT_STEP in standing(advice)


def test_g2_a_hint_at_something_for_the_person() -> None:
    advice = told(
        [
            somebody(owner="anna"),
            *saw(CueKind.BRIBE_SIGNAL, CueKind.INTERNAL_COMPLEXITY, CueKind.PRICE_PRESSURE),
            deal(value=80_000),
            RepAuthority(max_concession=Decimal(1_000)),
        ]
    )
    assert advice.assessments["archetype"].value == "greedy"
    assert Action.PERSONAL_KICKBACK not in standing(advice)
    (refused,) = (item for item in advice.suppressed if item.action == Action.PERSONAL_KICKBACK)
    assert refused.replaced_by == Action.COMPANY_REBATE
    cites = {*refused.cites, *(cite for reason in refused.because for cite in reason.cites)}
    assert {"S3.4-greedy.do.2", "S0.R4-transact.guard.1"} <= cites
    (rebate,) = (item for item in advice.actions if item.action == Action.COMPANY_REBATE)
    assert rebate.limit is not None
    assert rebate.limit <= Decimal(1_000)
    assert {Action.REPORT_TO_COMPLIANCE, Action.STOP_CONCESSIONS} <= standing(advice)


def test_g3_a_tender_that_nothing_requires() -> None:
    advice = told(
        [
            somebody(),
            *saw(CueKind.PRICE_FIRST, CueKind.DISLOYAL, CueKind.NEEDLESS_TENDER, CueKind.USES_TENDER),
            deal(tender=True, tender_needed=False),
        ],
        Action.SUBMIT_BID,
        Action.INVITE_TO_BANQUET,
        Action.BLUFF_ON_PRICE,
        about="deal",
    )
    assert advice.assessments["archetype"].value == "stingy"
    assert {Action.DECLINE_TENDER, Action.LIMIT_EFFORT} <= standing(advice)
    assert not {Action.SUBMIT_BID, Action.INVITE_TO_BANQUET, Action.BLUFF_ON_PRICE} & standing(advice)
    (bluff,) = (item for item in advice.suppressed if item.action == Action.BLUFF_ON_PRICE)
    assert bluff.replaced_by == Action.TRANSPARENT_QUOTE
    words = " ".join(item.text.lower() for item in advice.actions)
    assert "cunning" not in words
    assert "stingy" not in words


def urgent_and_generous(*papers: Fact) -> CustomerAdvice:
    order = Order(
        customer_id=WHO,
        id="order",
        placed_on=ago(1),
        amount=Decimal(46_000),
        production_start_requested=True,
        fulfilment_checked=True,
    )
    facts = [somebody(), *saw(CueKind.OFFERS_ABOVE_QUOTE, CueKind.URGENT_CLAIM), order, *papers]
    return told(facts, Action.PROMISE_DELIVERY_DATE, about="order")


def test_g4_an_offer_above_the_quote_and_nothing_signed() -> None:
    advice = urgent_and_generous()
    assert advice.assessments["archetype"].value == "difficult"
    assert not {Action.START_PRODUCTION, Action.PROMISE_DELIVERY_DATE} & standing(advice)
    (start,) = (item for item in advice.suppressed if item.action == Action.START_PRODUCTION)
    assert {start.reason, *(ruling.reason for ruling in start.also)} == {
        "difficult-spec-missing",
        "difficult-prepayment-missing",
        "difficult-contract-missing",
        "difficult-price-missing",
    }
    assert {
        Action.REQUIRE_SIGNED_SPEC,
        Action.REQUIRE_PREPAYMENT,
        Action.REQUIRE_WRITTEN_CONTRACT,
        Action.AGREE_PRICE_FIRST,
    } <= standing(advice)


def test_g4_work_begins_when_signature_prepayment_and_price_are_there() -> None:
    papers = Contract(
        customer_id=WHO,
        order_id="order",
        written=True,
        signed=True,
        spec_signed=True,
        prepayment_received=True,
        price_agreed=True,
    )
    advice = urgent_and_generous(papers)
    assert advice.assessments["archetype"].value == "difficult"
    assert {Action.START_PRODUCTION, Action.PROMISE_DELIVERY_DATE} <= standing(advice)


def test_g5_three_times_good_and_no_order() -> None:
    days = (70, 40, 10)
    advice = told(
        [
            somebody(),
            *(cue for day in days for cue in saw(CueKind.APPROVES_WITHOUT_BUYING, on=ago(day))),
            *(
                met(on=ago(day), id=f"visit{day}", outcome=InteractionOutcome.AGREED, next_step_agreed=True)
                for day in days
            ),
            *saw(CueKind.ASKS_EASE_OF_USE, on=ago(10)),
            deal(opened_on=ago(80)),
        ],
        Action.ASK_FOR_DECISION,
        Action.UPSELL,
        about="deal",
    )
    assert advice.assessments["personality"].value == "amiable"
    assert {Action.INVOLVE_USERS, Action.USER_DEMO} <= standing(advice)
    assert not {Action.ASK_FOR_DECISION, Action.UPSELL} & standing(advice)
    assert "approval-is-no-order" in codes(advice)


def test_g6_one_minute_late_for_somebody_who_decides_fast() -> None:
    advice = told(
        [
            somebody(),
            *saw(CueKind.ASKS_ROI, CueKind.IMPATIENT, CueKind.SAYS_I_THINK, on=ago(40)),
            met(InteractionKind.CALL, ago(40)),
            meeting(timedelta(minutes=1), notified_late=False),
        ]
    )
    assert advice.assessments["personality"].value == "dominant"
    by_name = {item.action: item for item in advice.actions}
    assert by_name[Action.CALL_AHEAD_LATE].due == DAY
    assert by_name[Action.ROI_BRIEF].about == "meeting"
    assert advice.actions[0].action == Action.CALL_AHEAD_LATE
