"""The door, the greeting within two days, the question after some weeks."""

from __future__ import annotations

import pytest

from relcore.facts import (
    Action,
    Channel,
    Delivery,
    Fact,
    InteractionKind,
    OpportunityStage,
    Purpose,
    Topic,
)
from relcore.ledger import Ledger
from relcore.rules import after_sale, consent
from tests.rules.proposals import judged, proposed, replaced
from tests.rules.records import allowed, complaint, order, refused
from tests.rules.support import DAY, WHO, actions, ago, deal, decide, met, recommended, somebody


def run(*facts: Fact) -> Ledger:
    return decide(facts, DAY, after_sale.playbook)


def test_who_paid_in_the_shop_is_walked_to_the_door_on_that_day() -> None:
    step = recommended(run(order(0, in_shop=True, paid=True, returning=True)), Action.ESCORT_TO_DOOR)
    assert (step.due, step.channel) == (DAY, Channel.SHOP)


@pytest.mark.parametrize(
    "facts",
    [
        [order(1, in_shop=True)],
        [order(0, in_shop=False)],
        [order(0)],
        [order(0, in_shop=True, paid=False)],
        [order(0, in_shop=True, returning=False)],
        [order(0, in_shop=True, cancelled=True)],
        [order(0, in_shop=True), met(InteractionKind.ESCORT, on=DAY)],
        [order(0, in_shop=True, placed_on=ago(-1))],
    ],
    ids=["yesterday", "elsewhere", "place unknown", "unpaid", "first time", "cancelled", "done", "tomorrow"],
)
def test_nobody_else_is_walked_to_the_door(facts: list[Fact]) -> None:
    assert Action.ESCORT_TO_DOOR not in actions(run(*facts))


@pytest.mark.parametrize(("age", "greeted"), [(0, True), (2, True), (3, False), (-1, False)])
def test_a_buyer_is_greeted_within_two_days(age: int, greeted: bool) -> None:
    ledger = run(order(age))
    assert (Action.SEND_GREETING in actions(ledger)) is greeted
    if greeted:
        greeting = recommended(ledger, Action.SEND_GREETING)
        assert (greeting.due, greeting.purpose) == (ago(age - 2), Purpose.SERVICE)


def test_one_greeting_is_enough() -> None:
    assert Action.SEND_GREETING not in actions(run(order(1), met(InteractionKind.GREETING, on=ago(1))))
    assert Action.SEND_GREETING in actions(run(order(1), met(InteractionKind.GREETING, on=ago(2))))
    assert len(proposed(run(order(1, id="a"), order(1, id="b")), Action.SEND_GREETING)) == 1


@pytest.mark.parametrize(
    ("permissions", "channel"),
    [
        ([allowed(Channel.EMAIL)], Channel.EMAIL),
        ([allowed(Channel.EMAIL), allowed(Channel.CHAT)], Channel.CHAT),
        ([allowed(Channel.EMAIL), allowed(Channel.SMS)], Channel.SMS),
        ([allowed()], Channel.SMS),
        ([allowed(), refused(Channel.SMS)], Channel.CHAT),
    ],
)
def test_the_greeting_takes_the_best_channel_that_is_permitted(
    permissions: list[Fact], channel: Channel
) -> None:
    assert recommended(run(order(1), *permissions), Action.SEND_GREETING).channel is channel


def test_without_a_permission_a_person_greets() -> None:
    ledger = decide([somebody(), order(1)], DAY, after_sale.playbook, consent.playbook)
    assert replaced(ledger, Action.SEND_GREETING) == {Action.GREETING_BY_PERSON}
    assert recommended(ledger, Action.GREETING_BY_PERSON).due == ago(-1)
    permitted = [somebody(), order(1), allowed(Channel.EMAIL)]
    ledger = decide(permitted, DAY, after_sale.playbook, consent.playbook)
    assert judged(ledger, Action.SEND_GREETING) == {}
    assert Action.GREETING_BY_PERSON not in actions(ledger)


@pytest.mark.parametrize(("age", "asked"), [(13, False), (14, True), (60, True), (61, False)])
def test_use_is_asked_after_two_weeks_and_within_two_months(age: int, asked: bool) -> None:
    assert (Action.ASK_USAGE in actions(run(order(age)))) is asked


def test_yesterdays_walk_to_the_door_was_another() -> None:
    facts = [order(0, in_shop=True), met(InteractionKind.ESCORT, on=ago(1))]
    assert Action.ESCORT_TO_DOOR in actions(run(*facts))
    assert Action.ESCORT_TO_DOOR in actions(run(order(0, in_shop=True), met(on=DAY)))


def test_use_is_not_asked_twice() -> None:
    assert Action.ASK_USAGE not in actions(run(order(20), met(topics=(Topic.USAGE,))))
    assert Action.ASK_USAGE not in actions(run(order(20), met(InteractionKind.RETURN_VISIT)))
    assert Action.ASK_USAGE in actions(run(order(20), met(topics=(Topic.PRICE,))))
    assert Action.ASK_USAGE not in actions(run(order(20), met(InteractionKind.RETURN_VISIT, on=ago(20))))
    assert Action.ASK_USAGE in actions(run(order(20), met(InteractionKind.RETURN_VISIT, on=ago(21))))


def test_a_frequent_buyer_is_asked_too() -> None:
    assert Action.ASK_USAGE in actions(run(order(1), order(20)))


@pytest.mark.parametrize(("mood", "asked"), [(2, True), (1, True), (0, False), (None, False)])
def test_a_referral_is_asked_of_those_who_are_glad(mood: int | None, asked: bool) -> None:
    talk = met(InteractionKind.RETURN_VISIT, sentiment=mood)
    assert (Action.REFERRAL_ASK in actions(run(talk))) is asked
    assert Action.REFERRAL_ASK not in actions(run(talk, complaint()))


@pytest.mark.parametrize(("age", "asked"), [(0, True), (60, True), (61, False), (-1, False)])
def test_only_talks_about_use_and_of_late_lead_on(age: int, asked: bool) -> None:
    talk = met(InteractionKind.RETURN_VISIT, on=ago(age), sentiment=2)
    assert ({Action.REFERRAL_ASK, Action.ASK_NEEDS} <= actions(run(talk))) is asked
    assert actions(run(met(InteractionKind.CALL, on=ago(age), sentiment=2))) == set()


def test_new_needs_are_asked_once_we_know_how_it_works() -> None:
    talk = met(InteractionKind.RETURN_VISIT)
    assert Action.ASK_NEEDS in actions(run(talk))
    assert Action.ASK_NEEDS not in actions(run(talk, order(1)))
    assert Action.ASK_NEEDS in actions(run(talk, order(3)))
    assert Action.ASK_NEEDS not in actions(run(talk, complaint()))


def test_what_arrived_broken_is_put_right_unasked() -> None:
    def arrived(days_ago: int = 1, **fields: bool) -> set[str]:
        delivery = Delivery.model_validate({"customer_id": WHO, "delivered_on": ago(days_ago), **fields})
        return actions(run(delivery))

    assert arrived(intact=False) == {Action.OFFER_REPAIR_OR_REPLACEMENT}
    assert arrived(quantity_ok=False) == {Action.OFFER_REPAIR_OR_REPLACEMENT}
    assert arrived(intact=True, quantity_ok=True) == arrived() == set()
    assert arrived(0, intact=False) == arrived(60, intact=False) != set()
    assert arrived(-1, intact=False) == arrived(61, intact=False) == set()


@pytest.mark.parametrize(("age", "thanked"), [(0, True), (14, True), (15, False), (-1, False)])
def test_a_won_deal_is_thanked_for(age: int, thanked: bool) -> None:
    won = deal(stage=OpportunityStage.WON, opened_on=None, closed_on=ago(age))
    assert (Action.THANK_CUSTOMER in actions(run(won))) is thanked
    assert Action.THANK_CUSTOMER not in actions(run(won, met(InteractionKind.GREETING, on=ago(age))))
    before = met(InteractionKind.GREETING, on=ago(age + 1))
    assert (
        Action.THANK_CUSTOMER in actions(run(won, before, met(InteractionKind.CALL, on=DAY, id="call")))
    ) is thanked
    lost = deal(stage=OpportunityStage.LOST, opened_on=None, closed_on=ago(age))
    assert Action.THANK_CUSTOMER not in actions(run(lost))
