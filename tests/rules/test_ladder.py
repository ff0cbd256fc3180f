"""The ladder: each step is the gate to the next, and nothing is known where nothing is told."""

from __future__ import annotations

import pytest

from relcore.facts import (
    Action,
    Axis,
    Contact,
    Contract,
    CueKind,
    Direction,
    Fact,
    InteractionKind,
    Ladder,
    OpportunityStage,
    Payment,
    PaymentKind,
    TalkDepth,
)
from relcore.ledger import Ledger
from relcore.rules import ladder
from tests.rules.records import order
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
    saw,
    somebody,
    warnings,
)


def run(*facts: Fact) -> Ledger:
    return decide([somebody(), *facts], DAY, ladder.playbook)


def step(*facts: Fact) -> str | None:
    return assessed(run(*facts), Axis.LADDER).value


def talk(depth: TalkDepth | None = None, kind: InteractionKind = InteractionKind.VISIT) -> Fact:
    return met(kind, depth=depth)


CONFIDED = talk(TalkDepth.CONFIDED)
PAID = Payment(customer_id=WHO, id="paid", paid_on=ago(1))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], None),
        ([talk()], Ladder.SAME_STREAM),
        ([talk(TalkDepth.SMALL_TALK)], Ladder.SAME_STREAM),
        ([talk(TalkDepth.WORK)], Ladder.COMMUNICATING),
        ([talk(TalkDepth.PERSONAL)], Ladder.COMMUNICATING),
        ([CONFIDED], Ladder.CONFIDING),
        ([CONFIDED, order()], Ladder.TRANSACTING),
        ([CONFIDED, deal(stage=OpportunityStage.WON)], Ladder.TRANSACTING),
        ([CONFIDED, order(paid=True)], Ladder.PAYING),
        ([CONFIDED, order(), PAID], Ladder.PAYING),
        ([CONFIDED, order(), PAID.model_copy(update={"paid_on": DAY})], Ladder.PAYING),
        ([CONFIDED, order(), PAID.model_copy(update={"paid_on": ago(-1)})], Ladder.TRANSACTING),
        ([CONFIDED, order(), PAID.model_copy(update={"kind": PaymentKind.REFUND})], Ladder.TRANSACTING),
        ([met(on=DAY)], Ladder.SAME_STREAM),
    ],
)
def test_each_step_is_reached_by_what_speaks_for_it(facts: list[Fact], expected: Ladder | None) -> None:
    assert step(*facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([order(paid=True)], None),
        ([talk(), order(paid=True)], Ladder.SAME_STREAM),
        ([talk(TalkDepth.WORK), order(), PAID], Ladder.COMMUNICATING),
        ([CONFIDED, PAID], Ladder.CONFIDING),
    ],
    ids=["order from a stranger", "small talk and an order", "work and an order", "payment without a deal"],
)
def test_no_step_is_left_out(facts: list[Fact], expected: Ladder | None) -> None:
    assert step(*facts) == expected


@pytest.mark.parametrize(
    "contact",
    [
        met(InteractionKind.EMAIL, direction=Direction.OUTBOUND),
        met(InteractionKind.CALL, answered=False),
        met(on=ago(-1)),
    ],
    ids=["our mail", "no answer", "to come"],
)
def test_a_contact_without_the_other_side_is_no_step(contact: Fact) -> None:
    assert step(contact) is None


def test_a_message_from_the_customer_is_a_contact() -> None:
    assert step(met(InteractionKind.EMAIL, direction=Direction.INBOUND)) == Ladder.SAME_STREAM


def test_an_observed_confidence_counts_like_a_noted_one() -> None:
    assert step(*saw(CueKind.CONFIDED)) == Ladder.CONFIDING
    assert step(*saw(CueKind.CONFIDED, present=False)) is None


def judged(value: Ladder, days_ago: int | None = 10, **fields: object) -> Contact:
    on = None if days_ago is None else ago(days_ago)
    return Contact.model_validate(
        {"customer_id": WHO, "id": "ann", "ladder_step": value, "ladder_on": on, **fields}
    )


def test_the_representatives_judgement_counts_and_opens_the_next_gate() -> None:
    assert step(judged(Ladder.CONFIDING)) == Ladder.CONFIDING
    assert step(judged(Ladder.CONFIDING), order()) == Ladder.TRANSACTING
    assert step(judged(Ladder.COMMUNICATING), order()) == Ladder.COMMUNICATING


@pytest.mark.parametrize(("age", "holds"), [(730, True), (731, False), (None, True), (-1, False)])
def test_a_judgement_grows_old(age: int | None, holds: bool) -> None:
    assert (step(judged(Ladder.CONFIDING, age)) is not None) is holds


def test_who_left_takes_the_confidence_along() -> None:
    assert step(judged(Ladder.CONFIDING, left_on=ago(1))) is None


@pytest.mark.parametrize(
    ("facts", "action"),
    [
        ([talk()], Action.DEEPEN_CONVERSATION),
        ([talk(TalkDepth.WORK)], Action.HEART_TO_HEART_TALK),
        ([CONFIDED], Action.FAIR_DEAL_OFFER),
    ],
)
def test_one_thing_leads_to_the_next_step(facts: list[Fact], action: Action) -> None:
    assert actions(run(*facts)) == {action}


def test_at_the_top_nothing_more_is_climbed() -> None:
    assert actions(run(CONFIDED, order(paid=True))) == set()


def test_where_nothing_is_known_the_ladder_says_so_and_asks() -> None:
    ledger = run(order())
    assert assessed(ledger, Axis.LADDER).reason == "ladder-unknown"
    assert questions(ledger) == {"how-close"}


def test_a_stranger_with_an_open_deal_is_studied_first() -> None:
    assert {Action.RESEARCH_CUSTOMER, Action.FIND_COMMON_GROUND} == actions(run(deal()))
    assert actions(run(deal(), order())) == set()
    assert actions(run()) == set()


def test_business_ahead_of_trust_is_noted() -> None:
    assert "deal-ahead-of-trust" in warnings(run(talk(TalkDepth.WORK), order()))
    assert "deal-ahead-of-trust" not in warnings(run(CONFIDED, order()))
    assert "deal-ahead-of-trust" not in warnings(run(order()))
    assert "deal-ahead-of-trust" not in warnings(run(talk(TalkDepth.WORK)))


def test_another_face_at_the_time_of_the_deal_is_noted() -> None:
    changed = met(attitude_changed=True)
    assert "attitude-changed" in warnings(run(changed, deal()))
    assert "attitude-changed" in warnings(run(changed, order(33)))
    assert "attitude-changed" not in warnings(run(changed, order(34)))
    assert "attitude-changed" in warnings(run(met(attitude_changed=True, on=ago(30)), order(0)))
    assert "attitude-changed" not in warnings(run(met(attitude_changed=True, on=ago(31)), order(0)))
    assert "attitude-changed" in warnings(run(met(attitude_changed=True, on=DAY), deal()))
    assert "attitude-changed" not in warnings(run(met(attitude_changed=True, on=ago(-1)), deal()))
    assert "attitude-changed" not in warnings(run(changed))
    assert "attitude-changed" not in warnings(run(met(attitude_changed=False), deal()))


def test_the_rebate_is_settled_before_the_contract_is_signed() -> None:
    def found(**fields: object) -> set[str]:
        return actions(run(Contract.model_validate({"customer_id": WHO, "id": "k", **fields})))

    assert found() == {Action.AGREE_COMPANY_REBATE_TERMS}
    assert found(signed=True) == found(rebate_agreed=False) == found(signed_on=ago(1)) == set()


@pytest.mark.parametrize(("due_in", "reminded"), [(3, True), (4, False), (-20, True)])
def test_what_falls_due_is_called_in(due_in: int, reminded: bool) -> None:
    due = Payment(customer_id=WHO, id="p", due_on=ago(-due_in))
    assert (Action.COLLECT_PAYMENT in actions(run(due))) is reminded
    if reminded:
        assert recommended(run(due), Action.COLLECT_PAYMENT).due == ago(-due_in)
    refund = due.model_copy(update={"kind": PaymentKind.REFUND})
    assert Action.COLLECT_PAYMENT not in actions(run(refund))
    assert Action.COLLECT_PAYMENT not in actions(run(due.model_copy(update={"paid_on": DAY})))
