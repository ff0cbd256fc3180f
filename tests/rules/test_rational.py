from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from relcore.facts import Action, Archetype, Commitment, CommitmentOutcome, InteractionKind, Order
from tests.rules.support import (
    WHO,
    actions,
    ago,
    deal,
    decide,
    known_as,
    met,
    recommended,
    somebody,
    verdicts,
    with_proposal,
)

RATIONAL = [somebody(), known_as(Archetype.RATIONAL)]
OTHER = [somebody(), known_as(Archetype.OWNER_MINDED)]


def test_an_open_deal_calls_for_a_quote_with_pros_and_cons_until_one_was_sent() -> None:
    ledger = decide([*RATIONAL, deal()])
    found = recommended(ledger, Action.TRANSPARENT_QUOTE)
    assert (found.about, found.reason) == ("deal", "rational-pros-and-cons")
    assert Action.TRANSPARENT_QUOTE not in actions(decide([*RATIONAL, deal(), met(InteractionKind.QUOTE)]))
    before = met(InteractionKind.QUOTE, ago(21))
    assert Action.TRANSPARENT_QUOTE in actions(decide([*RATIONAL, deal(), before]))


def test_a_closed_deal_calls_for_nothing() -> None:
    assert actions(decide([*RATIONAL, deal(stage="won")])) == set()
    assert Action.TRANSPARENT_QUOTE not in actions(decide([*OTHER, deal()]))


def test_an_objection_is_answered_within_two_days_of_it() -> None:
    talk = met(objection="too dear", objection_answered=False, next_step_agreed=True)
    found = recommended(decide([*RATIONAL, talk]), Action.FACTUAL_ANSWER)
    assert (found.about, found.due) == ("talk", talk.on + timedelta(days=2))


def test_an_objection_that_was_answered_or_is_old_or_undecided_calls_for_nothing() -> None:
    for fields in ({"objection_answered": True}, {"objection_answered": None}):
        assert Action.FACTUAL_ANSWER not in actions(decide([*RATIONAL, met(objection="no", **fields)]))
    for days, wanted in ((60, True), (61, False)):
        old = met(on=ago(days), objection="no", objection_answered=False)
        assert (Action.FACTUAL_ANSWER in actions(decide([*RATIONAL, old]))) is wanted


def test_open_promises_weigh_double_and_are_due_as_promised() -> None:
    promise = Commitment(customer_id=WHO, id="word", due_on=ago(-5))
    found = recommended(decide([*RATIONAL, promise]), Action.KEEP_PROMISE)
    assert (found.about, found.due, found.weight) == ("word", ago(-5), Decimal(2))
    kept = Commitment(customer_id=WHO, id="word", due_on=ago(-5), outcome=CommitmentOutcome.KEPT)
    assert actions(decide([*RATIONAL, kept])) == set()


def test_gifts_and_meals_are_denied_and_service_is_not() -> None:
    given = (Action.PERSONAL_GIFT, Action.COMPANY_GIFT, Action.INVITE_TO_BANQUET)
    ledger = decide(RATIONAL, ago(0), *with_proposal(*given, Action.ASK_USAGE))
    assert all(set(verdicts(ledger, action)) == {"rational-no-gifts"} for action in given)
    assert verdicts(ledger, Action.ASK_USAGE) == {}
    assert verdicts(decide(OTHER, ago(0), *with_proposal(*given)), Action.COMPANY_GIFT) == {}


def test_small_talk_is_left_out() -> None:
    ledger = decide(RATIONAL, ago(0), *with_proposal(Action.SMALL_TALK))
    assert set(verdicts(ledger, Action.SMALL_TALK)) == {"rational-straight-to-the-point"}


def test_a_date_is_promised_only_when_we_know_that_we_can_keep_it() -> None:
    book = with_proposal(Action.PROMISE_DELIVERY_DATE, about="order")
    for checked, stands in ((None, False), (False, False), (True, True)):
        order = Order(customer_id=WHO, id="order", placed_on=ago(2), fulfilment_checked=checked)
        ledger = decide([*RATIONAL, order], ago(0), *book)
        found = verdicts(ledger, Action.PROMISE_DELIVERY_DATE)
        assert (found == {}) is stands
        if not stands:
            assert found["rational-check-before-promise"].replaced_by == Action.CHECK_FULFILMENT
            assert recommended(ledger, Action.CHECK_FULFILMENT).about == "order"
