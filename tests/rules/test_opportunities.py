"""Deals: their step, their silence, their losses."""

from __future__ import annotations

import pytest

from relcore.facts import (
    Action,
    Axis,
    Contact,
    DecisionRole,
    Fact,
    InteractionKind,
    OpportunityStage,
    Promise,
    SaleStep,
)
from relcore.ledger import Ledger
from relcore.rules import opportunities
from tests.rules.proposals import proposed
from tests.rules.support import (
    DAY,
    WHO,
    actions,
    ago,
    assessed,
    deal,
    decide,
    met,
    questions,
    recommended,
    somebody,
    warnings,
)

PROSPECTING, ENGAGING = OpportunityStage.PROSPECTING, OpportunityStage.ENGAGING
LOST, WON = OpportunityStage.LOST, OpportunityStage.WON


def run(*facts: Fact) -> Ledger:
    return decide(facts, DAY, opportunities.playbook)


@pytest.mark.parametrize(
    ("named", "action"),
    [
        (SaleStep.DEVELOPMENT, Action.QUALIFY_LEAD),
        (SaleStep.ENTRY, Action.KEY_PERSON_MAP),
        (SaleStep.PROPOSAL, Action.INFLUENCE_CRITERIA),
        (SaleStep.BID, Action.SUBMIT_BID),
        (SaleStep.NEGOTIATION, Action.NEGOTIATE_TERMS),
    ],
)
def test_each_step_has_its_own_work(named: SaleStep, action: Action) -> None:
    ledger = run(deal(sale_step=named))
    assert assessed(ledger, Axis.SALE_STEP).value == named
    assert action in actions(ledger)


def test_a_deal_that_is_carried_out_promises_nothing_new() -> None:
    won = deal(stage=WON, opened_on=None, closed_on=ago(90), sale_step=SaleStep.IMPLEMENTATION)
    assert recommended(run(won), Action.IMPLEMENT_PROJECT).promise is Promise.NOTHING
    assert actions(run(won.model_copy(update={"closed_on": ago(91)}))) == set()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"stage": PROSPECTING}, SaleStep.DEVELOPMENT),
        ({"stage": ENGAGING}, SaleStep.ENTRY),
        ({"stage": ENGAGING, "tender": True}, SaleStep.BID),
        ({"stage": ENGAGING, "sale_step": SaleStep.PROPOSAL, "tender": True}, SaleStep.PROPOSAL),
    ],
)
def test_without_a_named_step_the_stage_gives_it(fields: dict[str, object], expected: SaleStep) -> None:
    assert assessed(run(deal(**fields)), Axis.SALE_STEP).value == expected


def test_the_deal_that_is_furthest_on_says_where_the_sale_stands() -> None:
    two = [deal(id="a", sale_step=SaleStep.DEVELOPMENT), deal(id="b", sale_step=SaleStep.BID)]
    assert assessed(run(*two), Axis.SALE_STEP).value == SaleStep.BID
    assert {item.about for item in proposed(run(*two), Action.QUALIFY_LEAD)} == {"a"}


@pytest.mark.parametrize("stage", [WON, LOST])
def test_a_deal_that_is_over_has_no_step(stage: OpportunityStage) -> None:
    ledger = run(deal(stage=stage, opened_on=ago(400), closed_on=ago(200)))
    assert actions(ledger) == questions(ledger) == warnings(ledger) == set()


def test_who_decides_is_asked_as_long_as_nobody_knows() -> None:
    assert "who-decides" in questions(run(deal()))
    assert "who-decides" not in questions(run(deal(key_person_known=True)))
    decider = Contact(customer_id=WHO, id="ann", role=DecisionRole.DECIDER)
    assert "who-decides" not in questions(run(deal(), decider))
    gone = decider.model_copy(update={"left_on": ago(1)})
    assert "who-decides" in questions(run(deal(), gone))


# --- quiet deals -----------------------------------------------------------------------------------


def engaged(days_ago: int, **fields: object) -> Fact:
    return deal(opened_on=None, engaged_on=ago(days_ago), **fields)


@pytest.mark.parametrize(
    ("age", "code", "action"),
    [
        (60, None, None),
        (61, "deal-gone-quiet", Action.SCHEDULE_NEXT_STEP),
        (180, "deal-gone-quiet", Action.SCHEDULE_NEXT_STEP),
        (181, "deal-dormant", Action.QUALIFY_LEAD),
    ],
)
def test_a_deal_goes_quiet_and_later_has_to_prove_that_it_is_real(
    age: int, code: str | None, action: Action | None
) -> None:
    ledger = run(engaged(age))
    assert warnings(ledger) == ({code} if code else set())
    assert {Action.SCHEDULE_NEXT_STEP, Action.QUALIFY_LEAD} & actions(ledger) == (
        {action} if action else set()
    )
    if action:
        assert recommended(ledger, action).about == "deal"


def test_a_contact_of_late_keeps_a_deal_alive_unless_it_was_about_another() -> None:
    assert warnings(run(engaged(100), met(InteractionKind.CALL, on=ago(60)))) == set()
    assert warnings(run(engaged(100), met(InteractionKind.CALL, on=ago(61)))) == {"deal-gone-quiet"}
    assert warnings(run(engaged(100), met(about="deal"))) == set()
    assert warnings(run(engaged(100), met(on=DAY))) == set()
    assert warnings(run(engaged(100), met(on=ago(-1)))) == {"deal-gone-quiet"}
    assert warnings(run(engaged(100), met(about="other"))) == {"deal-gone-quiet"}


def test_prospecting_and_undated_deals_cannot_go_quiet() -> None:
    assert warnings(run(engaged(100, stage=PROSPECTING))) == set()
    assert warnings(run(deal(engaged_on=None))) == set()


@pytest.mark.parametrize(("due_in", "passed"), [(0, False), (-1, True)])
def test_a_deal_still_open_after_its_day_needs_a_new_one(due_in: int, passed: bool) -> None:
    ledger = run(deal(expected_close_on=ago(-due_in)))
    assert ("close-date-passed" in warnings(ledger)) is passed
    assert (Action.SCHEDULE_NEXT_STEP in actions(ledger)) is passed


# --- losses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("age", "reviewed"), [(0, True), (30, True), (31, False)])
def test_a_loss_is_reviewed_within_a_month(age: int, reviewed: bool) -> None:
    ledger = run(deal(stage=LOST, opened_on=None, closed_on=ago(age)))
    assert (Action.REVIEW_LOSS in actions(ledger)) is reviewed
    assert ("lost-reason" in questions(ledger)) is reviewed


def test_a_known_reason_is_not_asked_for() -> None:
    ledger = run(deal(stage=LOST, closed_on=ago(3), lost_reason="price"))
    assert Action.REVIEW_LOSS in actions(ledger)
    assert questions(ledger) == set()


def test_advice_on_deals_needs_no_more_than_a_bare_export() -> None:
    facts = [somebody(), engaged(100, id="a"), deal(id="b", stage=LOST, closed_on=ago(3))]
    assert {Action.SCHEDULE_NEXT_STEP, Action.REVIEW_LOSS, Action.KEY_PERSON_MAP} == actions(run(*facts))
