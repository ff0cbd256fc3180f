"""Closing in writing, the way into a new account, the map of key people, and keeping whom a rival lures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import (
    AccountEventKind,
    Action,
    Contact,
    Contract,
    Customer,
    DecisionRole,
    Fact,
    InteractionKind,
    OpportunityStage,
    TalkDepth,
    Topic,
    VerdictKind,
)
from relcore.rules.plays import closing, entry, key_people, retention
from tests.rules.plays.told import Stand, run, statuses, steps
from tests.rules.proposals import judged, proposal
from tests.rules.records import happened, order
from tests.rules.support import DAY, WHO, actions, ago, deal, decide, met, recommended, somebody

# --- from a word to a contract ---------------------------------------------------------------------


def agreed(days_ago: int = 1, **fields: Any) -> Fact:
    return order(days_ago, id="o1", **({"agreed_orally": True} | fields))


def contract(**fields: Any) -> Contract:
    return Contract(customer_id=WHO, id="k1", order_id="o1", **fields)


def papers(*facts: Fact) -> dict[str, str]:
    return statuses(run(closing.playbook, facts), "closing")


def test_what_was_said_is_checked_and_written_down_first() -> None:
    assert papers(agreed()) == {
        "closing-check": "due",
        "closing-write": "due",
        "closing-explain": "waiting",
        "closing-sign": "waiting",
    }


@pytest.mark.parametrize(("days_ago", "status"), [(3, "due"), (4, "late")])
def test_it_is_written_down_within_three_days(days_ago: int, status: str) -> None:
    assert papers(agreed(days_ago))["closing-write"] == status


def test_paper_by_paper_to_the_signature() -> None:
    checked = agreed(fulfilment_checked=True)
    assert papers(checked, contract(written=True))["closing-explain"] == "due"
    assert papers(checked, contract(written=True))["closing-sign"] == "waiting"
    explained = papers(checked, contract(written=True, terms_explained=True))
    assert explained["closing-sign"] == "due"
    signed = papers(checked, contract(written=True, signed=True))
    assert set(signed.values()) == {"done"}


def test_nobody_signs_what_nobody_checked() -> None:
    told = papers(agreed(), contract(written=True, terms_explained=True))
    assert (told["closing-check"], told["closing-sign"]) == ("due", "waiting")


@pytest.mark.parametrize(("amount", "together"), [(49_999, False), (50_000, True), (None, False)])
def test_large_orders_are_drafted_together(amount: int | None, together: bool) -> None:
    told = papers(agreed(amount=amount))
    assert ("closing-draft-together" in told) is together
    assert ("closing-write" in told) is not together


def test_goods_for_cash_need_no_contract() -> None:
    assert papers(agreed(goods_for_cash=True)) == {}
    assert papers(agreed(agreed_orally=False)) == {}
    assert papers(agreed(agreed_orally=False), contract(written=True)) != {}
    assert papers(agreed(days_ago=91)) == {}


def test_a_large_contract_is_shortened_and_explained_before_anybody_signs() -> None:
    book = proposal(Action.REQUIRE_WRITTEN_CONTRACT, about="o1")
    large = [somebody(), agreed(amount=60_000), contract(written=True)]
    ledger = decide(large, DAY, closing.playbook, book)
    assert Action.SIMPLIFY_CONTRACT in actions(ledger)
    assert judged(ledger, Action.REQUIRE_WRITTEN_CONTRACT) == {"explain-before-signing": VerdictKind.DEFER}
    explained = [*large[:2], contract(written=True, terms_explained=True)]
    ledger = decide(explained, DAY, closing.playbook, book)
    assert Action.SIMPLIFY_CONTRACT not in actions(ledger)
    assert judged(ledger, Action.REQUIRE_WRITTEN_CONTRACT) == {}


# --- the way in ------------------------------------------------------------------------------------

STRANGER: dict[str, Any] = {"is_prospect": True, "industry": "shoes", "supplier_count": 3}


def person(role: DecisionRole, **fields: Any) -> Contact:
    return Contact(customer_id=WHO, **({"id": role.value, "role": role} | fields))


def way_in(*facts: Fact, **fields: Any) -> dict[str, Stand]:
    return steps(run(entry.playbook, facts, **({"is_prospect": True} | fields)), "entry")


def test_the_way_in_is_taken_for_a_deal_or_a_customer_that_is_worth_it() -> None:
    assert way_in() == {}
    assert way_in(deal()) != {}
    assert way_in(purchasing_power=5, purchase_intent=5) != {}
    assert way_in(deal(), is_prospect=False) == {}


def test_house_people_and_trust_come_first_with_a_day_each() -> None:
    told = way_in(deal(opened_on=ago(20)))
    assert told["entry-research"] == Stand("late", ago(6))
    assert told["entry-people"] == Stand("due", ago(-8))
    assert told["entry-watch"] == Stand("due", None)
    assert told["entry-use-opening"].status == "waiting"


def test_the_opening_is_used_once_we_know_whom_to_ask() -> None:
    people = [person(DecisionRole.DECIDER), person(DecisionRole.INSIDER)]
    opening = happened(AccountEventKind.COST_CUTTING, 3)
    told = way_in(deal(), opening, *people, **STRANGER)
    assert told["entry-research"].status == told["entry-people"].status == "done"
    assert told["entry-use-opening"] == Stand("due", ago(-18))
    assert way_in(deal(), opening, people[0])["entry-use-opening"].status == "waiting"
    offered = met(InteractionKind.PROPOSAL, ago(1))
    assert way_in(deal(), opening, *people, offered)["entry-use-opening"].status == "done"


def test_trust_is_there_once_we_talk_about_work() -> None:
    talk = met(depth=TalkDepth.WORK)
    assert way_in(deal())["entry-trust"].status != "done"
    assert way_in(deal(), talk)["entry-trust"].status == "done"


# --- the map of key people -------------------------------------------------------------------------


def people(*facts: Fact, **fields: Any) -> dict[str, str]:
    return statuses(run(key_people.playbook, [deal(), *facts], **fields), "key-people")


def test_the_map_is_drawn_while_a_deal_with_a_firm_is_talked_about() -> None:
    assert people(is_group=False) == {}
    still = deal(stage=OpportunityStage.PROSPECTING)
    assert steps(run(key_people.playbook, [still]), "key-people") == {}
    assert people() == {
        "people-explain": "late",
        "people-decide": "due",
        "people-weigh": "waiting",
        "people-meet": "waiting",
    }


def test_the_decider_is_weighed_and_met() -> None:
    decider = person(DecisionRole.DECIDER, id="boss")
    assert people(decider)["people-weigh"] == "due"
    assert people(decider)["people-meet"] == "due"
    weighed = person(DecisionRole.DECIDER, id="boss", decision_power=5)
    told = people(weighed, met(on=ago(180), contact_id="boss"))
    assert (told["people-weigh"], told["people-meet"]) == ("done", "done")
    assert people(weighed, met(on=ago(181), contact_id="boss"))["people-meet"] == "due"


def test_the_others_who_have_a_say_are_not_forgotten() -> None:
    decider = person(DecisionRole.DECIDER)
    gate = person(DecisionRole.GATEKEEPER, id="gate")
    assert people(decider, gate)["people-others"] == "due"
    assert people(decider, gate, met(contact_id="gate"))["people-others"] == "done"
    assert "people-others" not in people(decider)


def test_who_left_no_longer_counts() -> None:
    gone = person(DecisionRole.DECIDER, left_on=ago(1))
    assert people(gone)["people-decide"] == "due"


# --- whom a rival lures ----------------------------------------------------------------------------


def lured(*facts: Fact, days_ago: int = 2, **fields: Any) -> dict[str, Stand]:
    event = happened(AccountEventKind.RIVAL_OFFER, days_ago, **({"advantage": Decimal("0.02")} | fields))
    return steps(run(retention.playbook, [event, *facts]), "retention")


@pytest.mark.parametrize(("advantage", "on"), [("0.02", True), ("0.0199", False)])
def test_a_clearly_better_offer_is_a_threat(advantage: str, on: bool) -> None:
    assert bool(lured(advantage=Decimal(advantage))) is on


@pytest.mark.parametrize(("amount", "on"), [(5_000_000, True), (4_999_999, False)])
def test_a_large_sum_that_leaves_is_a_threat(amount: int, on: bool) -> None:
    event = happened(AccountEventKind.LARGE_OUTFLOW, 2, amount=Decimal(amount))
    assert bool(steps(run(retention.playbook, [event]), "retention")) is on


def test_somebody_talks_at_once_and_answers_within_three_days() -> None:
    told = lured()
    assert told["retain-talk"] == Stand("late", ago(1))
    assert told["retain-answer"] == Stand("due", ago(-1))
    assert told["retain-worth"] == Stand("due", ago(-5))
    assert told["retain-decide"].status == "waiting"


def test_talk_and_answer_lead_to_the_question_whether_they_stay() -> None:
    talk, offer = met(InteractionKind.CALL, ago(1), id="t"), met(InteractionKind.QUOTE, ago(1), id="q")
    told = lured(talk, offer)
    assert told["retain-decide"] == Stand("due", ago(-12))
    assert lured(met(InteractionKind.CALL, ago(1), answered=False))["retain-talk"].status == "late"
    worth = met(InteractionKind.VISIT, ago(1), topics=(Topic.ROI,))
    assert lured(worth)["retain-worth"].status == "done"


def test_the_play_ends_with_the_answer_or_after_a_month() -> None:
    assert lured(resolved=True) == {}
    assert lured(days_ago=30) != {}
    assert lured(days_ago=31) == {}


def test_what_is_due_is_recommended() -> None:
    event = happened(AccountEventKind.RIVAL_OFFER, 2, advantage=Decimal("0.05"))
    ledger = decide([Customer(customer_id=WHO), event], DAY, retention.playbook)
    call = recommended(ledger, Action.WINBACK_CALL)
    assert (call.about, call.due) == ("event", ago(1))
    assert Action.ASK_FOR_DECISION not in actions(ledger)
