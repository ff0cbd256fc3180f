"""The part in the channel: told, confirmed, seen at the counter, or asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relcore.facts import Action, Audience, Axis, Fact, StageRecord, VerdictKind
from relcore.rules import audience
from tests.rules.proposals import judged, proposal
from tests.rules.records import order
from tests.rules.support import DAY, WHO, ago, assessed, decide, questions, somebody


def part(*facts: Fact) -> tuple[str | None, str | None]:
    found = assessed(decide(facts, DAY, audience.playbook), Axis.AUDIENCE)
    return found.value, found.reason


def confirmed(value: Audience, since: date, **fields: Any) -> StageRecord:
    return StageRecord(customer_id=WHO, axis=Axis.AUDIENCE, value=value, since=since, **fields)


@pytest.mark.parametrize("told", list(Audience))
def test_what_the_record_says_is_taken_as_it_stands(told: Audience) -> None:
    assert part(somebody(audience=told)) == (told, "audience-told")
    assert part(somebody(audience=told), confirmed(Audience.CONSUMER, ago(1))) == (told, "audience-told")


def test_the_last_confirmation_counts_where_the_record_is_silent() -> None:
    old, new = confirmed(Audience.DIRECT, ago(90)), confirmed(Audience.TERMINAL, ago(10))
    assert part(somebody(), old, new) == (Audience.TERMINAL, "audience-confirmed")
    assert part(somebody(), confirmed(Audience.DIRECT, ago(-1))) == (None, "audience-unknown")


@pytest.mark.parametrize(
    ("field", "days_ago", "holds"),
    [("until", 0, True), ("until", 1, False), ("expires_on", -1, True), ("expires_on", 0, False)],
)
def test_a_confirmation_holds_to_its_last_day_but_not_on_the_day_of_the_next_one(
    field: str, days_ago: int, holds: bool
) -> None:
    record = confirmed(Audience.DIRECT, ago(90), **{field: ago(days_ago)})
    assert (part(somebody(), record)[0] == Audience.DIRECT) is holds


def test_a_single_person_at_our_counter_is_a_consumer() -> None:
    bought = order(3, in_shop=True)
    assert part(somebody(is_group=False), bought) == (Audience.CONSUMER, "audience-shopper")
    assert part(somebody(is_group=False), order(3)) == (None, "audience-unknown")
    assert part(somebody(is_group=True), bought) == (None, "audience-unknown")
    assert part(somebody(), bought) == (None, "audience-unknown")
    assert part(somebody(is_group=False), order(3, in_shop=True, cancelled=True))[0] is None


def test_a_part_that_nobody_knows_is_asked_for() -> None:
    assert questions(decide([somebody()], DAY, audience.playbook)) == {"audience"}
    assert questions(decide([somebody(audience=Audience.DIRECT)], DAY, audience.playbook)) == set()


@pytest.mark.parametrize(("days_ago", "waits"), [(0, True), (2, True), (3, False)])
def test_in_the_days_of_thanks_a_consumer_is_sold_nothing(days_ago: int, waits: bool) -> None:
    book = proposal(Action.CROSS_SELL, Action.ASK_USAGE)
    facts = [somebody(audience=Audience.CONSUMER), order(days_ago)]
    ledger = decide(facts, DAY, audience.playbook, book)
    assert judged(ledger, Action.CROSS_SELL) == ({"thanks-before-sales": VerdictKind.DEFER} if waits else {})
    assert judged(ledger, Action.ASK_USAGE) == {}
    firm = decide([somebody(audience=Audience.DIRECT), order(days_ago)], DAY, audience.playbook, book)
    assert judged(firm, Action.CROSS_SELL) == {}
