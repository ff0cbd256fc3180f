"""Who does not answer is left in peace, calls that nobody takes lead to the hours, material is sent once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from relcore.facts import (
    Action,
    BusyHours,
    Channel,
    Fact,
    Finding,
    Interaction,
    InteractionKind,
    VerdictKind,
)
from relcore.ir import Scalar
from relcore.ledger import Ledger
from relcore.rules import contact
from tests.rules.proposals import judged, proposal
from tests.rules.records import allowed
from tests.rules.support import DAY, WHO, actions, ago, decide, met, questions, somebody, verdicts, warnings

DEFER, DENY = VerdictKind.DEFER, VerdictKind.DENY
OFFER = Action.SOLUTION_OFFER


def run(
    *facts: Fact, action: Action = OFFER, settings: Mapping[str, Scalar] | None = None, **fields: Any
) -> Ledger:
    books = (contact.playbook, proposal(action, **fields))
    return decide([somebody(), *facts], DAY, *books, settings=settings)


def wrote(days_ago: int, answered: bool | None = False, **fields: Any) -> Interaction:
    given = {"id": f"m{days_ago}", "channel": Channel.EMAIL, "direction": "outbound", "answered": answered}
    return met(InteractionKind.EMAIL, ago(days_ago), **(given | fields))


# --- ignored ---------------------------------------------------------------------------------------


def test_after_three_contacts_without_an_answer_the_customer_is_left_in_peace() -> None:
    ledger = run(wrote(30), wrote(20), wrote(10))
    assert judged(ledger, OFFER) == {"contacts-ignored": DEFER}
    assert verdicts(ledger, OFFER)["contacts-ignored"].until == ago(10 - 60)
    (found,) = (item for item in ledger.of(Finding) if item.code == "contacts-ignored")
    assert found.since == ago(30)


@pytest.mark.parametrize(
    "last",
    [
        wrote(5, True),
        wrote(10, True),
        wrote(5, None, direction="inbound"),
        met(InteractionKind.REQUEST, ago(5), id="ask"),
    ],
    ids=["answered later", "answered the same day", "wrote to us", "asked us"],
)
def test_any_sign_of_life_ends_the_row(last: Interaction) -> None:
    assert judged(run(wrote(30), wrote(20), wrote(10, id="x"), last), OFFER) == {}


def test_an_answer_before_the_row_does_not_end_it() -> None:
    assert judged(run(wrote(40, True), wrote(30), wrote(20), wrote(10)), OFFER) != {}


def test_an_answer_on_the_day_of_a_contact_is_an_answer_to_it() -> None:
    at_once = {"contact.ignored_limit": 1}
    assert judged(run(wrote(10), settings=at_once), OFFER) == {"contacts-ignored": DEFER}
    assert judged(run(wrote(10), wrote(10, True, id="other"), settings=at_once), OFFER) == {}


def test_what_nobody_noted_is_neither_an_answer_nor_a_silence() -> None:
    assert judged(run(wrote(30), wrote(20), wrote(10, None)), OFFER) == {}
    assert judged(run(wrote(30), wrote(20), wrote(15, None), wrote(10)), OFFER) != {}


def test_peace_ends_after_a_while() -> None:
    row = [wrote(80), wrote(70), wrote(60)]
    assert judged(run(*row), OFFER) == {}
    assert "contacts-ignored" in warnings(run(*row))


def test_service_goes_on_and_so_does_work_inside_our_company() -> None:
    row = [wrote(30), wrote(20), wrote(10)]
    assert judged(run(*row, action=Action.ASK_USAGE), Action.ASK_USAGE) == {}
    assert judged(run(*row, action=Action.RESEARCH_CUSTOMER), Action.RESEARCH_CUSTOMER) == {}


def test_a_company_sets_how_many_and_how_long() -> None:
    patient = {"contact.ignored_limit": 4}
    assert judged(run(wrote(30), wrote(20), wrote(10), settings=patient), OFFER) == {}
    short = run(wrote(30), wrote(20), wrote(10), settings={"contact.ignored_rest_days": 11})
    assert verdicts(short, OFFER)["contacts-ignored"].until == ago(-1)


# --- hours -----------------------------------------------------------------------------------------


def call(days_ago: int, answered: bool | None = False, **fields: Any) -> Interaction:
    given = {"id": f"c{days_ago}", "direction": "outbound", "answered": answered}
    return met(InteractionKind.CALL, ago(days_ago), **(given | fields))


def test_calls_that_nobody_takes_lead_to_a_look_at_the_hours() -> None:
    ledger = run(call(3), call(9))
    assert Action.LEARN_BUSY_HOURS in actions(ledger)
    assert "busy-hours" in questions(ledger)


@pytest.mark.parametrize(
    "facts",
    [
        [call(3)],
        [call(3), call(9, None)],
        [call(3), call(9, True)],
        [call(3), call(61)],
        [call(3), wrote(9)],
        [call(3), call(9, direction="inbound")],
    ],
    ids=["one", "not noted", "taken", "long ago", "written", "from them"],
)
def test_without_several_missed_calls_nobody_looks_into_the_hours(facts: list[Fact]) -> None:
    assert Action.LEARN_BUSY_HOURS not in actions(run(*facts))


def test_known_hours_need_not_be_learned() -> None:
    known = BusyHours.model_validate({"customer_id": WHO, "busy_from": "09:00", "busy_until": "10:00"})
    assert Action.LEARN_BUSY_HOURS not in actions(run(call(3), call(9), known))


# --- material --------------------------------------------------------------------------------------

SEND = Action.SEND_MATERIAL


def sent(days_ago: int, material: str | None = "Brochure", **fields: Any) -> Interaction:
    given = {"id": f"s{days_ago}", "channel": Channel.EMAIL, "direction": "outbound", "material": material}
    return met(InteractionKind.MATERIAL, ago(days_ago), **(given | fields))


def mailing(*facts: Fact, about: str | None = "Brochure") -> dict[str, VerdictKind]:
    return judged(run(allowed(), *facts, action=SEND, channel=Channel.EMAIL, about=about), SEND)


@pytest.mark.parametrize("team", ["north", "south", None])
def test_what_the_customer_has_received_is_not_sent_again_whichever_team_sent_it(team: str | None) -> None:
    assert mailing(sent(20, team=team)) == {"material-sent": DENY}


def test_news_about_the_same_matter_is_sent_once() -> None:
    assert mailing(sent(20, "Launch letter", about="launch-1"), about="launch-1") == {"material-sent": DENY}
    assert mailing(sent(20, None, about="launch-1"), about="launch-1") == {}


@pytest.mark.parametrize(
    "before",
    [sent(180), sent(20, "Price list"), sent(20, direction="inbound"), sent(-2), wrote(20, True)],
    ids=["long ago", "something else", "from them", "to come", "a letter"],
)
def test_other_material_and_old_material_stand_in_nobodys_way(before: Interaction) -> None:
    assert mailing(before) == {}


def test_a_mailing_about_nothing_in_particular_repeats_nothing() -> None:
    assert mailing(sent(20), about=None) == {}


def test_two_teams_that_sent_the_same_are_told_of_each_other() -> None:
    twice = run(sent(40, team="north"), sent(20, team="south"))
    (found,) = (item for item in twice.of(Finding) if item.code == "material-twice")
    assert (found.about, found.since) == ("Brochure", ago(20))


@pytest.mark.parametrize(
    "again",
    [
        sent(20, team="north"),
        sent(20, team=None),
        sent(20, "Price list", team="south"),
        sent(220, team="south"),
    ],
    ids=["the same team", "team not noted", "something else", "half a year apart"],
)
def test_nothing_is_told_where_no_two_teams_sent_the_same(again: Interaction) -> None:
    assert "material-twice" not in warnings(run(sent(40, team="north"), again))
