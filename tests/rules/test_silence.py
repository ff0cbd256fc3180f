"""Silence is judged against the customer's own rhythm."""

from __future__ import annotations

import pytest

from relcore.facts import Action, Fact, InteractionKind, InteractionOutcome
from relcore.ledger import Ledger
from relcore.rules import silence
from tests.rules.records import order
from tests.rules.support import DAY, actions, ago, decide, met, somebody, warnings


def run(*facts: Fact) -> Ledger:
    return decide(facts, DAY, silence.playbook)


def rhythm(last: int, gap: int = 10, times: int = 3) -> list[Fact]:
    """Tell of purchases every `gap` days, the last one `last` days ago."""
    return [order(last + gap * n) for n in range(times)]


@pytest.mark.parametrize(
    ("last", "action", "code"),
    [
        (20, None, None),
        (21, Action.KEEP_WARM_CALL, "fell-silent"),
        (40, Action.KEEP_WARM_CALL, "fell-silent"),
        (41, Action.WINBACK_CALL, "about-to-leave"),
        (730, Action.WINBACK_CALL, "about-to-leave"),
        (731, None, "gone-for-good"),
    ],
)
def test_a_customer_is_silent_after_twice_its_own_gap(
    last: int, action: Action | None, code: str | None
) -> None:
    ledger = run(*rhythm(last))
    assert actions(ledger) == ({action} if action else set())
    assert warnings(ledger) == ({code} if code else set())


def test_who_buys_once_a_year_is_not_silent_after_two_months() -> None:
    assert actions(run(*rhythm(60, gap=365))) == set()


def test_two_purchases_are_no_rhythm_yet() -> None:
    assert actions(run(*rhythm(25, times=2))) == set()
    assert actions(run(*rhythm(25, times=3))) == {Action.KEEP_WARM_CALL}


def test_an_uneven_rhythm_counts_by_its_average() -> None:
    uneven = [order(100), order(95), order(41)]
    assert actions(run(*uneven)) == set()
    # 59 days lie between the first and the last of them; twice the average is 59.
    assert actions(run(order(119), order(114), order(60))) == {Action.KEEP_WARM_CALL}
    assert actions(run(order(118), order(113), order(59))) == set()


def test_who_was_called_of_late_is_left_alone() -> None:
    facts = rhythm(25)
    assert actions(run(*facts, met(InteractionKind.CALL, on=ago(29)))) == set()
    assert actions(run(*facts, met(InteractionKind.CALL, on=ago(30)))) == {Action.KEEP_WARM_CALL}


def test_who_is_known_to_be_gone_is_not_called() -> None:
    assert actions(run(*rhythm(25), somebody(is_active=False))) == set()
    assert actions(run(*rhythm(25), somebody(is_active=True))) == {Action.KEEP_WARM_CALL}


@pytest.mark.parametrize(("last", "called"), [(89, False), (90, True), (360, True), (361, False)])
def test_who_bought_once_is_asked_back_after_a_season(last: int, called: bool) -> None:
    assert (Action.KEEP_WARM_CALL in actions(run(order(last)))) is called
    assert warnings(run(order(last))) == set()


def test_nobody_with_a_rhythm_or_a_contact_of_late_is_asked_back_after_a_season() -> None:
    assert actions(run(*rhythm(100, gap=365))) == set()
    assert actions(run(order(100), met(InteractionKind.CALL, on=DAY))) == set()
    assert actions(run(order(100), somebody(is_active=False))) == set()


def test_who_left_without_a_word_is_asked_why() -> None:
    left = met(on=ago(3), outcome=InteractionOutcome.LEFT_SILENTLY)
    assert actions(run(left)) == {Action.ASK_SILENT_CUSTOMER}
    came_back = met(InteractionKind.CALL, on=ago(2), id="later")
    assert actions(run(left, came_back)) == set()
    to_come = met(InteractionKind.CALL, on=ago(-2), id="later")
    assert actions(run(left, to_come)) == {Action.ASK_SILENT_CUSTOMER}


@pytest.mark.parametrize(("age", "asked"), [(0, True), (30, True), (31, False), (-1, False)])
def test_who_left_long_ago_is_not_asked_any_more(age: int, asked: bool) -> None:
    left = met(on=ago(age), outcome=InteractionOutcome.LEFT_SILENTLY)
    assert (Action.ASK_SILENT_CUSTOMER in actions(run(left))) is asked
