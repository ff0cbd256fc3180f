"""Caps and gaps as rules: what a limit holds back and until when, what it lets pass, and what it tells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relcore.facts import (
    Action,
    Archetype,
    Assessment,
    Axis,
    Channel,
    ContactPolicy,
    Fact,
    Interaction,
    InteractionKind,
    Layer,
    Purpose,
    Verdict,
    VerdictKind,
)
from relcore.ledger import Ledger
from relcore.rules import contact
from tests.rules.proposals import judged, proposal
from tests.rules.records import allowed, complaint
from tests.rules.support import DAY, ago, decide, met, somebody, verdicts, warnings

DEFER, DENY, NARROW = VerdictKind.DEFER, VerdictKind.DENY, VerdictKind.NARROW
OFFER = Action.SOLUTION_OFFER
"""A visit that sells."""


def run(*facts: Fact, action: Action = OFFER, **fields: Any) -> Ledger:
    return decide([somebody(), *facts], DAY, contact.playbook, proposal(action, **fields))


def policy(most: int | None = None, days: int | None = 30, **fields: Any) -> ContactPolicy:
    return ContactPolicy(**({"id": "p", "max_contacts": most, "window_days": days} | fields))


def visit(days_ago: int, kind: InteractionKind = InteractionKind.VISIT, **fields: Any) -> Interaction:
    given = {"channel": Channel.VISIT, "direction": "outbound", "purpose": Purpose.SALES}
    return met(kind, ago(days_ago), **({"id": f"v{days_ago}"} | given | fields))


def until(ledger: Ledger, reason: str, action: Action = OFFER) -> date | None:
    return verdicts(ledger, action)[reason].until


# --- caps ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [0, 1, 2, 3, 5])
def test_a_cap_holds_back_once_it_is_reached(known: int) -> None:
    ledger = run(policy(3), *(visit(days) for days in range(1, known + 1)))
    assert judged(ledger, OFFER) == ({"contact-cap": DEFER} if known >= 3 else {})


def test_there_is_room_again_when_one_of_the_last_contacts_leaves_the_window() -> None:
    ledger = run(policy(2), visit(3), visit(10), visit(20), visit(29))
    assert until(ledger, "contact-cap") == ago(10 - 30)
    (verdict,) = ledger.of(Verdict)
    assert (verdict.layer, verdict.rule) == (Layer.CONSENT, "caps.cap")


@pytest.mark.parametrize(("days", "held"), [(29, True), (30, False)])
def test_the_window_ends_on_the_day_of_the_contact(days: int, held: bool) -> None:
    assert bool(judged(run(policy(1), visit(days)), OFFER)) is held


def test_contacts_on_one_day_count_one_by_one() -> None:
    twice = [visit(4, id="a"), visit(4, id="b"), visit(9)]
    assert until(run(policy(2), *twice), "contact-cap") == ago(4 - 30)


def test_no_number_is_no_cap_and_zero_is_never() -> None:
    assert judged(run(policy(None), *(visit(days) for days in range(20))), OFFER) == {}
    assert judged(run(policy(0)), OFFER) == {"contact-never": DENY}
    assert judged(run(policy(0, None)), OFFER) == {"contact-never": DENY}


def test_a_cap_without_a_window_counts_over_the_usual_days() -> None:
    assert until(run(policy(1, None), visit(20)), "contact-cap") == ago(20 - 30)


@pytest.mark.parametrize(
    "limit",
    [
        policy(1, channel=Channel.PHONE),
        policy(1, purpose=Purpose.MARKETING),
        policy(1, archetype=Archetype.STINGY),
    ],
    ids=["another channel", "another purpose", "another type"],
)
def test_a_cap_that_speaks_of_something_else_holds_nothing_back(limit: ContactPolicy) -> None:
    history = [visit(1), visit(2, channel=Channel.PHONE), visit(3, purpose=Purpose.MARKETING)]
    assert judged(run(limit, *history), OFFER) == {}


@pytest.mark.parametrize(
    ("talk", "counts"),
    [
        (visit(1, channel=None), True),
        (visit(1, channel=None, kind=InteractionKind.CALL), False),
        (visit(1, channel=None, kind=InteractionKind.OTHER), True),
        (visit(1, purpose=None), True),
        (visit(1, purpose=None, kind=InteractionKind.RETURN_VISIT), False),
        (visit(1, direction=None), True),
        (visit(1, direction="inbound"), False),
        (visit(1, direction=None, kind=InteractionKind.REQUEST), False),
        (visit(-1), False),
    ],
    ids=[
        "a visit, channel not noted",
        "a call, channel not noted",
        "something, channel not noted",
        "purpose not noted",
        "service by its kind",
        "who began not noted",
        "the customer began",
        "the customer asked",
        "to come",
    ],
)
def test_what_nobody_noted_counts_unless_the_kind_tells(talk: Interaction, counts: bool) -> None:
    limit = policy(1, channel=Channel.VISIT, purpose=Purpose.SALES)
    assert bool(judged(run(limit, talk), OFFER)) is counts


def test_work_inside_our_company_is_no_contact() -> None:
    assert judged(run(policy(0), action=Action.RESEARCH_CUSTOMER), Action.RESEARCH_CUSTOMER) == {}


# --- gaps ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "held"), [(0, True), (4, True), (5, False), (9, False)])
def test_so_many_days_lie_between_two_contacts(days: int, held: bool) -> None:
    ledger = run(policy(min_gap_days=5), visit(days))
    assert judged(ledger, OFFER) == ({"contact-too-soon": DEFER} if held else {})
    if held:
        assert until(ledger, "contact-too-soon") == ago(days - 5)


def test_a_gap_of_no_days_and_a_customer_nobody_met_hold_nothing_back() -> None:
    assert judged(run(policy(min_gap_days=0), visit(0)), OFFER) == {}
    assert judged(run(policy(min_gap_days=5)), OFFER) == {}


# --- service ---------------------------------------------------------------------------------------


def test_service_passes_a_cap_and_a_note_says_that_it_counts() -> None:
    ledger = run(policy(1), visit(1), action=Action.ASK_USAGE)
    assert judged(ledger, Action.ASK_USAGE) == {"service-passes-cap": NARROW}


def test_service_counts_for_what_is_no_service() -> None:
    talk = visit(1, purpose=Purpose.SERVICE)
    assert judged(run(policy(1), talk), OFFER) == {"contact-cap": DEFER}
    assert judged(run(policy(1, purpose=Purpose.SALES), talk), OFFER) == {}


def test_a_cap_for_service_holds_service() -> None:
    limit = policy(1, purpose=Purpose.SERVICE)
    talk = visit(1, purpose=Purpose.SERVICE)
    assert judged(run(limit, talk, action=Action.ASK_USAGE), Action.ASK_USAGE) == {"contact-cap": DEFER}
    by_kind = visit(1, purpose=None, kind=InteractionKind.RETURN_VISIT)
    assert judged(run(limit, by_kind, action=Action.ASK_USAGE), Action.ASK_USAGE) == {"contact-cap": DEFER}


def test_a_closed_channel_is_closed_for_service_too_save_what_an_open_complaint_requires() -> None:
    closed = policy(0, channel=Channel.PHONE)
    assert judged(run(closed, action=Action.ASK_USAGE), Action.ASK_USAGE) == {"contact-never": DENY}
    owed = run(closed, complaint(), action=Action.ASK_PREFERRED_SOLUTION)
    assert judged(owed, Action.ASK_PREFERRED_SOLUTION) == {}


def test_more_contacts_than_meant_are_told_with_the_day_from_which_they_count() -> None:
    service = [visit(days, purpose=Purpose.SERVICE) for days in (2, 5, 9)]
    assert "more-contacts-than-meant" in warnings(run(policy(2), *service))
    assert "more-contacts-than-meant" not in warnings(run(policy(3), *service))
    assert "more-contacts-than-meant" not in warnings(run(policy(2, archetype=Archetype.STINGY), *service))


# --- limits for a type of buyer --------------------------------------------------------------------


STINGY = Assessment(axis=Axis.ARCHETYPE, value=Archetype.STINGY)


@pytest.mark.parametrize(
    ("limit", "reason", "kind"),
    [
        (policy(1, archetype=Archetype.STINGY), "contact-cap-for-type", DEFER),
        (policy(min_gap_days=9, archetype=Archetype.STINGY), "contact-too-soon-for-type", DEFER),
        (policy(0, archetype=Archetype.STINGY), "contact-never-for-type", DENY),
    ],
)
def test_limits_for_a_type_hold_for_buyers_of_that_type_in_the_layer_of_types(
    limit: ContactPolicy, reason: str, kind: VerdictKind
) -> None:
    (verdict,) = run(limit, STINGY, visit(1)).of(Verdict)
    assert (verdict.reason, verdict.kind, verdict.layer) == (reason, kind, Layer.TYPE)
    assert judged(run(limit, visit(1)), OFFER) == {}
    assert judged(run(limit, STINGY, visit(1), action=Action.ASK_USAGE), Action.ASK_USAGE) == {}
    floor = run(limit, STINGY, visit(1), action=Action.KEEP_WARM_CALL, reason="keep-alive")
    assert judged(floor, Action.KEEP_WARM_CALL) == {}


def test_limits_for_everybody_hold_back_the_floor() -> None:
    floor = run(policy(1), visit(1), action=Action.KEEP_WARM_CALL, reason="keep-alive")
    assert judged(floor, Action.KEEP_WARM_CALL) == {"contact-cap": DEFER}
    mailing = run(policy(1), visit(1), allowed(), action=Action.SEND_MATERIAL, channel=Channel.EMAIL)
    assert judged(mailing, Action.SEND_MATERIAL) == {"contact-cap": DEFER}
