"""What each stage calls for: an opening, proof, breadth, partnership, or repair."""

from __future__ import annotations

from decimal import Decimal

import pytest

from relcore.facts import AccountEventKind, Action, Contact, DecisionRole, Fact
from relcore.ledger import Ledger
from relcore.rules import stage_advice
from tests.rules.records import happened, shares
from tests.rules.support import DAY, WHO, actions, ago, decide, recommended, somebody, warnings

OPENINGS = [
    AccountEventKind.PRODUCT_LAUNCH,
    AccountEventKind.SUPPLIER_REVIEW,
    AccountEventKind.PERSONNEL_CHANGE,
    AccountEventKind.RIVAL_QUALITY_PROBLEM,
    AccountEventKind.RIVAL_RELATION_WORSENS,
    AccountEventKind.COST_CUTTING,
]
PROSPECT = somebody(is_prospect=True)


def run(*facts: Fact) -> Ledger:
    return decide(facts, DAY, stage_advice.playbook)


@pytest.mark.parametrize("kind", OPENINGS)
def test_an_opening_at_a_new_customer_is_used_with_a_plan(kind: AccountEventKind) -> None:
    ledger = run(PROSPECT, happened(kind))
    assert {Action.ENTRY_PLAN, Action.ENTRY_OFFER} <= actions(ledger)
    assert recommended(ledger, Action.ENTRY_OFFER).about == "event"
    assert Action.WAIT_FOR_OPENING not in actions(ledger)


@pytest.mark.parametrize(("age", "open_"), [(0, True), (90, True), (91, False), (-1, False)])
def test_an_opening_does_not_stay_open(age: int, open_: bool) -> None:
    found = actions(run(PROSPECT, happened(AccountEventKind.COST_CUTTING, age)))
    assert (Action.ENTRY_OFFER in found) is open_
    assert (Action.WAIT_FOR_OPENING in found) is not open_


def test_an_opening_that_was_used_is_over() -> None:
    found = actions(run(PROSPECT, happened(AccountEventKind.COST_CUTTING, resolved=True)))
    assert Action.ENTRY_OFFER not in found


def test_where_we_do_business_an_event_is_no_entry() -> None:
    found = actions(run(somebody(), *shares("0.3"), happened(AccountEventKind.SUPPLIER_REVIEW)))
    assert Action.ENTRY_OFFER not in found


def test_key_people_are_mapped_until_we_know_who_decides() -> None:
    found = actions(run(PROSPECT))
    assert {Action.KEY_PERSON_MAP, Action.FIND_INSIDER} <= found
    people = [
        Contact(customer_id=WHO, id="ann", role=DecisionRole.DECIDER),
        Contact(customer_id=WHO, id="bob", role=DecisionRole.INSIDER),
    ]
    assert not {Action.KEY_PERSON_MAP, Action.FIND_INSIDER} & actions(run(PROSPECT, *people))
    left = [person.model_copy(update={"left_on": ago(1)}) for person in people]
    assert {Action.KEY_PERSON_MAP, Action.FIND_INSIDER} <= actions(run(PROSPECT, *left))


def test_when_people_change_the_map_is_drawn_anew_at_any_stage() -> None:
    assert Action.KEY_PERSON_MAP in actions(run(somebody(), happened(AccountEventKind.PERSONNEL_CHANGE)))


@pytest.mark.parametrize(
    ("share", "drivers"),
    [
        ("0", {Action.WAIT_FOR_OPENING, Action.KEY_PERSON_MAP, Action.FIND_INSIDER}),
        ("0.3", {Action.VALUE_REPORT}),
        ("0.6", {Action.SOLUTION_OFFER}),
        ("0.9", {Action.LEADER_VISIT, Action.INVITE_INTO_DESIGN}),
    ],
)
def test_each_stage_has_its_own_driver(share: str, drivers: set[Action]) -> None:
    assert actions(run(somebody(), *shares(share))) == drivers


def test_a_fall_is_repaired_while_it_is_fresh() -> None:
    fallen = run(somebody(), *shares("0.82", "0.78", "0.74"))
    assert "share-regress" in warnings(fallen)
    assert {Action.REPAIR_PLAN, Action.REPAIR_VISIT} <= actions(fallen)


def test_a_fall_that_was_made_good_or_is_long_past_is_not_repaired() -> None:
    recovered = run(somebody(), *shares("0.82", "0.78", "0.74", "0.85", "0.85"))
    assert not {Action.REPAIR_PLAN, Action.REPAIR_VISIT} & actions(recovered)
    steady = run(somebody(), *shares("0.82", "0.78", "0.74", "0.74", "0.74", "0.74", "0.74"))
    assert Action.REPAIR_PLAN in actions(steady)
    past = run(somebody(), *shares("0.82", "0.78", "0.74", "0.74", "0.74", "0.74", "0.74", "0.74"))
    assert Action.REPAIR_PLAN not in actions(past)


@pytest.mark.parametrize(
    ("event", "answered"),
    [
        (happened(AccountEventKind.RIVAL_OFFER, advantage=Decimal("0.02")), True),
        (happened(AccountEventKind.RIVAL_OFFER, advantage=Decimal("0.019")), False),
        (happened(AccountEventKind.RIVAL_OFFER), False),
        (happened(AccountEventKind.LARGE_OUTFLOW, amount=5_000_000), True),
        (happened(AccountEventKind.LARGE_OUTFLOW, amount=4_999_999), False),
        (happened(AccountEventKind.LARGE_OUTFLOW, 0, amount=5_000_000), True),
        (happened(AccountEventKind.LARGE_OUTFLOW, 30, amount=5_000_000), True),
        (happened(AccountEventKind.LARGE_OUTFLOW, 31, amount=5_000_000), False),
        (happened(AccountEventKind.LARGE_OUTFLOW, -1, amount=5_000_000), False),
        (happened(AccountEventKind.RIVAL_OFFER, 31, advantage=Decimal("0.5")), False),
        (happened(AccountEventKind.OTHER, amount=5_000_000, advantage=Decimal("0.5")), False),
        (happened(AccountEventKind.LARGE_OUTFLOW, amount=5_000_000, resolved=True), False),
    ],
)
def test_a_threat_is_answered_before_the_customer_has_moved(event: Fact, answered: bool) -> None:
    assert (Action.RETENTION_OFFER in actions(run(event))) is answered
