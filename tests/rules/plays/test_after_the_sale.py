"""After the sale: greeting, questions, delivery, and the ledger of promises."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import (
    AccountEventKind,
    Action,
    CommitmentKind,
    CommitmentOutcome,
    Delivery,
    Fact,
    InteractionKind,
    PlayStep,
    RepAuthority,
    Tally,
    Topic,
)
from relcore.rules.plays import after_sale_service, fulfilment, greeting, promise_ledger
from relcore.rules.plays.promise_ledger import PromiseLedger
from tests.rules.plays.told import Stand, run, statuses, steps
from tests.rules.records import complaint, happened, order, promise
from tests.rules.support import (
    DAY,
    WHO,
    actions,
    ago,
    decide,
    met,
    recommended,
    somebody,
    warnings,
)

# --- the greeting ----------------------------------------------------------------------------------


def greeted(*facts: Fact) -> dict[str, Stand]:
    return steps(run(greeting.playbook, facts), "greeting")


@pytest.mark.parametrize(
    ("days_ago", "status"), [(0, "due"), (2, "due"), (3, "late"), (7, "late"), (8, None)]
)
def test_a_greeting_is_due_within_two_days_and_better_late_than_never(
    days_ago: int, status: str | None
) -> None:
    found = greeted(order(days_ago)).get("greet-within-two-days")
    assert (found and found.status) == status


def test_a_greeting_since_the_purchase_is_enough() -> None:
    assert greeted(order(1), met(InteractionKind.GREETING, ago(0)))["greet-within-two-days"].status == "done"
    before = greeted(order(1), met(InteractionKind.GREETING, ago(2)))
    assert before["greet-within-two-days"].status == "due"


def test_the_way_to_the_door_belongs_to_the_day() -> None:
    assert greeted(order(0, in_shop=True))["greet-at-the-door"] == Stand("due", DAY)
    assert (
        greeted(order(0, in_shop=True), met(InteractionKind.ESCORT, DAY))["greet-at-the-door"].status
        == "done"
    )
    assert "greet-at-the-door" not in greeted(order(1, in_shop=True))
    assert "greet-at-the-door" not in greeted(order(0))


def test_a_late_greeting_is_given_by_a_person() -> None:
    late = decide([somebody(), order(3)], DAY, greeting.playbook)
    assert recommended(late, Action.GREETING_BY_PERSON).due == ago(1)
    assert actions(decide([somebody(), order(2)], DAY, greeting.playbook)) == set()


# --- questions after the sale ----------------------------------------------------------------------


def asked(*facts: Fact) -> dict[str, str]:
    return statuses(run(after_sale_service.playbook, facts), "after-sale")


def usage(days_ago: int, **fields: Any) -> Fact:
    return met(InteractionKind.RETURN_VISIT, ago(days_ago), **fields)


@pytest.mark.parametrize(("days_ago", "status"), [(13, "waiting"), (14, "due"), (28, "due"), (29, "late")])
def test_use_is_asked_about_when_there_is_something_to_tell(days_ago: int, status: str) -> None:
    assert asked(order(days_ago))["after-ask-use"] == status


def test_the_next_question_waits_for_the_answer_to_the_one_before() -> None:
    assert asked(order(20))["after-ask-needs"] == "waiting"
    told = asked(order(20), usage(2))
    assert told == {
        "after-ask-use": "done",
        "after-ask-needs": "due",
        "after-ask-referral": "waiting",
    }
    assert asked(order(20), usage(2, sentiment=1))["after-ask-referral"] == "due"
    assert asked(order(20), usage(2, sentiment=0))["after-ask-referral"] == "waiting"


def test_while_a_complaint_is_open_nobody_is_asked_for_business() -> None:
    told = asked(order(20), usage(2, sentiment=2), complaint(1))
    assert (told["after-ask-needs"], told["after-ask-referral"]) == ("waiting", "waiting")


def test_a_new_order_or_a_talk_about_goals_answers_what_is_needed_next() -> None:
    assert asked(order(20), usage(5), order(1))["after-ask-needs"] == "done"
    goals = met(on=ago(1), id="goals", topics=(Topic.GOALS,))
    assert asked(order(20), usage(5), goals)["after-ask-needs"] == "done"


def test_a_referral_is_not_asked_for_twice() -> None:
    told = asked(order(20), usage(5, sentiment=2), happened(AccountEventKind.REFERRAL))
    assert told["after-ask-referral"] == "done"


def test_who_buys_every_week_is_asked_now_and_then_all_the_same() -> None:
    weekly = [order(n) for n in (1, 8, 15, 22)]
    assert asked(*weekly)["after-ask-use"] == "due"
    assert asked(*weekly, usage(3))["after-ask-use"] == "done"


def test_two_months_after_the_purchase_nobody_asks() -> None:
    assert asked(order(60)) != {}
    assert asked(order(61)) == {}


# --- the delivery ----------------------------------------------------------------------------------


def goods(promised_in: int, **fields: Any) -> Delivery:
    return Delivery(customer_id=WHO, id="goods", promised_on=ago(-promised_in), **fields)


def delivered(promised_in: int, **fields: Any) -> dict[str, Stand]:
    return steps(run(fulfilment.playbook, [goods(promised_in, **fields)]), "fulfilment")


def test_goods_are_followed_from_a_week_before_their_day() -> None:
    assert delivered(8) == {}
    assert delivered(7)["fulfil-dispatch"] == Stand("due", ago(-5))
    assert delivered(1)["fulfil-dispatch"].status == "late"
    assert delivered(1)["fulfil-arrive"].status == "waiting"


def test_goods_on_their_way_are_due_on_the_promised_day() -> None:
    assert delivered(0, dispatched_on=ago(2))["fulfil-arrive"] == Stand("due", DAY)
    assert delivered(-1, dispatched_on=ago(2))["fulfil-arrive"].status == "late"


def test_what_arrived_is_checked_within_three_days() -> None:
    assert delivered(-2, delivered_on=ago(2))["fulfil-check"] == Stand("due", ago(-1))
    checked = delivered(-2, delivered_on=ago(2), intact=True, quantity_ok=True)
    assert {stand.status for stand in checked.values()} == {"done"}
    assert delivered(-20, delivered_on=ago(15)) == {}


def test_what_arrived_broken_is_put_right() -> None:
    broken = {"delivered_on": ago(2), "intact": False, "quantity_ok": True}
    assert delivered(-2, **broken)["fulfil-put-right"].status == "due"
    repaired = [goods(-2, **broken), met(InteractionKind.SERVICE, ago(1), about="goods")]
    assert steps(run(fulfilment.playbook, repaired), "fulfilment")["fulfil-put-right"].status == "done"


def test_a_company_that_installs_and_packs_says_so() -> None:
    settings = {"service.installs": True, "service.packs": True}
    arrived = [somebody(), goods(-2, delivered_on=ago(2), intact=True, quantity_ok=True)]
    assert Action.OFFER_INSTALLATION not in actions(decide(arrived, DAY, fulfilment.playbook))
    ledger = decide(arrived, DAY, fulfilment.playbook, settings=settings)
    assert recommended(ledger, Action.OFFER_INSTALLATION).due == ago(-1)
    to_come = [somebody(), goods(5)]
    assert Action.OFFER_PACKAGING not in actions(decide(to_come, DAY, fulfilment.playbook))
    assert Action.OFFER_PACKAGING in actions(decide(to_come, DAY, fulfilment.playbook, settings=settings))


# --- the ledger of promises ------------------------------------------------------------------------


def promised(*facts: Fact) -> dict[str | None, dict[str, str]]:
    ledger = run(promise_ledger.playbook, facts)
    found: dict[str | None, dict[str, str]] = {}
    for step in ledger.of(PlayStep):
        if step.play == "promise":
            found.setdefault(step.about, {})[step.code] = step.status
    return found


def counted(*facts: Fact) -> tuple[int, int, int, int]:
    (book,) = run(promise_ledger.playbook, facts).of(PromiseLedger)
    return book.open, book.due, book.broken, book.kept


def test_promises_are_counted_open_due_broken_and_kept() -> None:
    told = [
        promise(30, id="far"),
        promise(3, id="near"),
        promise(-1, id="late"),
        promise(-9, id="broken", outcome=CommitmentOutcome.BROKEN),
        promise(-5, id="kept", kept_on=ago(5)),
        promise(2, id="taken back", outcome=CommitmentOutcome.WITHDRAWN),
    ]
    assert counted(*told) == (2, 1, 2, 1)
    tallies = {item.code: (item.number, item.since) for item in run(promise_ledger.playbook, told).of(Tally)}
    assert tallies == {
        "promises-open": (2, ago(-3)),
        "promises-due": (1, ago(-3)),
        "promises-broken": (2, ago(9)),
    }


def test_a_clean_ledger_says_nothing() -> None:
    kept = promise(-5, kept_on=ago(5))
    assert counted(kept) == (0, 0, 0, 1)
    assert run(promise_ledger.playbook, [kept]).of(Tally) == []
    assert run(promise_ledger.playbook, []).of(PromiseLedger) == []


def test_what_was_kept_more_than_a_year_ago_is_not_counted() -> None:
    assert counted(promise(-365, made=400, kept_on=ago(365))) == (0, 0, 0, 1)
    assert counted(promise(-366, made=400, kept_on=ago(366))) == (0, 0, 0, 0)


def test_each_promise_is_kept_by_its_day_or_put_right() -> None:
    assert promised(promise(0)) == {"promise": {"promise-keep": "due"}}
    assert promised(promise(-1)) == {"promise": {"promise-keep": "late", "promise-put-right": "due"}}
    assert promised(promise(-2)) == {"promise": {"promise-keep": "late", "promise-put-right": "late"}}
    assert promised(promise(-2, kept_on=ago(2))) == {}


def test_a_broken_promise_is_settled_once_somebody_spoke_about_it() -> None:
    broken = promise(-2, outcome=CommitmentOutcome.BROKEN)
    assert promised(broken) == {"promise": {"promise-keep": "late", "promise-put-right": "late"}}
    assert promised(broken, met(about="promise")) == {}


def test_a_visit_without_a_day_is_kept_within_two_days() -> None:
    soon = promise(made=2, kind=CommitmentKind.VISIT)
    assert promised(soon) == {"promise": {"promise-keep": "due"}}
    later = promise(made=3, kind=CommitmentKind.VISIT)
    assert promised(later)["promise"]["promise-keep"] == "late"


@pytest.mark.parametrize(
    ("kind", "fields", "beyond"),
    [
        (CommitmentKind.PRICE, {"amount": Decimal(500)}, False),
        (CommitmentKind.PRICE, {"amount": Decimal(501)}, True),
        (CommitmentKind.PRICE, {}, True),
        (CommitmentKind.DELIVERY, {}, True),
        (CommitmentKind.CALL, {}, False),
    ],
)
def test_what_was_not_ours_to_promise_is_passed_on(
    kind: CommitmentKind, fields: dict[str, Any], beyond: bool
) -> None:
    limit = RepAuthority(max_concession=Decimal(500), may_promise_prices=False, may_promise_dates=False)
    ledger = run(promise_ledger.playbook, [promise(5, kind=kind, **fields), limit])
    assert ("promised-beyond-authority" in warnings(ledger)) is beyond
    assert (Action.ESCALATE_CLAIM in actions(ledger)) is beyond


def test_where_nobody_knows_the_limit_nothing_is_beyond_it() -> None:
    told = promise(5, kind=CommitmentKind.PRICE, amount=Decimal(9_999))
    assert "promised-beyond-authority" not in warnings(run(promise_ledger.playbook, [told, RepAuthority()]))
