"""Promises are kept, debts are paid before anything new is promised."""

from __future__ import annotations

from typing import Any

import pytest

from relcore.facts import (
    Action,
    Commitment,
    CommitmentKind,
    CommitmentOutcome,
    Fact,
    InteractionKind,
    VerdictKind,
)
from relcore.ledger import Ledger
from relcore.rules import promises
from tests.rules.proposals import judged, proposal
from tests.rules.records import promise
from tests.rules.support import DAY, actions, ago, decide, met, recommended, somebody, warnings


def run(*facts: Fact) -> Ledger:
    return decide(facts, DAY, promises.playbook)


@pytest.mark.parametrize(("due_in", "listed"), [(4, False), (3, True), (0, True)])
def test_a_promise_is_on_the_list_three_days_before_its_day(due_in: int, listed: bool) -> None:
    ledger = run(promise(due_in))
    assert (Action.KEEP_PROMISE in actions(ledger)) is listed
    assert Action.REPAIR_VISIT not in actions(ledger)
    if listed:
        assert recommended(ledger, Action.KEEP_PROMISE).due == ago(-due_in)


def test_the_day_after_it_is_a_debt() -> None:
    ledger = run(promise(-1))
    visit = recommended(ledger, Action.REPAIR_VISIT)
    assert (visit.about, visit.due) == ("promise", DAY)
    assert "promise-overdue" in warnings(ledger)
    assert Action.KEEP_PROMISE not in actions(ledger)


@pytest.mark.parametrize("outcome", [CommitmentOutcome.KEPT, CommitmentOutcome.WITHDRAWN])
def test_what_was_kept_or_taken_back_is_no_debt(outcome: CommitmentOutcome) -> None:
    assert actions(run(promise(-1, outcome=outcome))) == set()
    assert actions(run(promise(-1, kept_on=ago(0)))) == set()


def test_a_promise_of_which_nobody_noted_the_end_counts_as_open() -> None:
    assert Action.REPAIR_VISIT in actions(run(promise(-1, outcome=None)))
    assert Action.REPAIR_VISIT in actions(run(promise(-1, outcome=CommitmentOutcome.OPEN)))


@pytest.mark.parametrize(("made", "late"), [(2, False), (3, True)])
def test_a_promise_to_come_by_falls_due_after_two_days(made: int, late: bool) -> None:
    told = promise(made=made, kind=CommitmentKind.VISIT)
    assert (Action.REPAIR_VISIT in actions(run(told))) is late
    assert actions(run(promise(made=made, kind=CommitmentKind.DOCUMENT))) == set()


def test_a_visit_that_was_promised_and_kept_is_no_debt() -> None:
    told = promise(made=9, kind=CommitmentKind.VISIT, outcome=CommitmentOutcome.KEPT)
    assert actions(run(told)) == set()


@pytest.mark.parametrize(
    ("kind", "contact", "kept"),
    [
        (CommitmentKind.VISIT, InteractionKind.VISIT, True),
        (CommitmentKind.VISIT, InteractionKind.CALL, False),
        (CommitmentKind.CALL, InteractionKind.CALL, True),
        (CommitmentKind.DOCUMENT, InteractionKind.VISIT, False),
    ],
)
def test_the_diary_shows_that_a_visit_or_call_was_kept(
    kind: CommitmentKind, contact: InteractionKind, kept: bool
) -> None:
    facts = [promise(-1, kind=kind), met(contact, on=ago(5))]
    assert (Action.REPAIR_VISIT not in actions(run(*facts))) is kept


def test_a_visit_of_the_same_day_keeps_it_and_one_to_come_does_not() -> None:
    told = promise(-1, made=4, kind=CommitmentKind.VISIT)
    assert actions(run(told, met(on=ago(4)))) == set()
    assert actions(run(told, met(on=DAY))) == set()
    assert Action.REPAIR_VISIT in actions(run(told, met(on=ago(-1))))


def test_a_promise_that_is_given_tomorrow_binds_nobody_yet() -> None:
    assert actions(run(promise(3, made=-1))) == set()
    assert Action.KEEP_PROMISE in actions(run(promise(3, made=0)))
    assert actions(run(promise(made=-1, kind=CommitmentKind.VISIT))) == set()
    assert Action.KEEP_PROMISE in actions(run(promise(made=0, kind=CommitmentKind.VISIT)))


def test_a_visit_before_the_promise_does_not_keep_it() -> None:
    facts = [promise(-1, made=4, kind=CommitmentKind.VISIT), met(on=ago(5))]
    assert Action.REPAIR_VISIT in actions(run(*facts))


def test_a_broken_promise_is_a_debt_until_somebody_spoke_about_it() -> None:
    broken = promise(-5, outcome=CommitmentOutcome.BROKEN)
    assert Action.REPAIR_VISIT in actions(run(broken))
    assert Action.REPAIR_VISIT in actions(run(broken, met(about="other")))
    assert actions(run(broken, met(about="promise"))) == set()
    assert actions(run(broken, met(about="promise", on=DAY))) == set()
    assert Action.REPAIR_VISIT in actions(run(broken, met(about="promise", on=ago(-1))))


@pytest.mark.parametrize(("age", "owed"), [(0, True), (730, True), (731, False), (-1, False)])
def test_a_broken_promise_is_a_debt_from_its_day_on_and_fades(age: int, owed: bool) -> None:
    broken = promise(-age, made=900, outcome=CommitmentOutcome.BROKEN)
    assert (Action.REPAIR_VISIT in actions(run(broken))) is owed


def promised(**fields: Any) -> dict[str, VerdictKind]:
    book = proposal(Action.PROMISE_DELIVERY_DATE, Action.ASK_USAGE)
    ledger = decide([somebody(), promise(**fields)], DAY, promises.playbook, book)
    assert judged(ledger, Action.ASK_USAGE) == {}
    return judged(ledger, Action.PROMISE_DELIVERY_DATE)


def test_no_new_promise_while_an_old_one_is_broken() -> None:
    assert promised(due_in=-1) == {"promise-debt": VerdictKind.DENY}
    assert promised(due_in=-1, outcome=CommitmentOutcome.BROKEN) == {"promise-debt": VerdictKind.DENY}
    assert promised(due_in=0) == {}
    assert promised(due_in=-1, outcome=CommitmentOutcome.KEPT) == {}


def test_an_old_debt_does_not_keep_a_claim_from_being_settled() -> None:
    claim = (Action.SETTLE_CLAIM, Action.PROMISE_ESCALATION_DATE)
    ledger = decide([somebody(), promise(-1)], DAY, promises.playbook, proposal(*claim))
    assert [judged(ledger, action) for action in claim] == [{}, {}]


@pytest.mark.parametrize(("age", "owed"), [(730, True), (731, False)])
def test_debts_fade_in_the_end(age: int, owed: bool) -> None:
    assert (Action.REPAIR_VISIT in actions(run(promise(-age, made=age)))) is owed


def test_three_slips_in_a_year_wear_trust_away() -> None:
    late = [promise(-n, id=str(n), made=40) for n in (5, 9)]
    assert "promises-eroding" not in warnings(run(*late))
    kept_late = Commitment(customer_id="c1", id="kept", made_on=ago(60), due_on=ago(50), kept_on=ago(49))
    assert "promises-eroding" in warnings(run(*late, kept_late))
    assert "promises-eroding" in warnings(run(promise(-365, id="a", made=400), *late))
    assert "promises-eroding" not in warnings(run(promise(-366, id="a", made=400), *late))
    on_time = kept_late.model_copy(update={"kept_on": ago(50)})
    assert "promises-eroding" not in warnings(run(*late, on_time))
