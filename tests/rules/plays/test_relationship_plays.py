"""Repair after a fall, orderly visits to outlets, appreciation and gratitude, and joint events."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import (
    AccountEventKind,
    Action,
    Audience,
    Channel,
    CommitmentOutcome,
    CueKind,
    EventType,
    Fact,
    Interaction,
    InteractionKind,
    IssueClass,
    Purpose,
    Topic,
    VerdictKind,
)
from relcore.rules.plays import affection, events, outlet_visits, repair
from tests.rules.plays.told import Stand, run, statuses, steps
from tests.rules.proposals import judged, proposal
from tests.rules.records import allowed, complaint, happened, order, promise, shares
from tests.rules.support import (
    DAY,
    actions,
    ago,
    decide,
    meeting,
    met,
    recommended,
    saw,
    somebody,
    warnings,
)

# --- repair ----------------------------------------------------------------------------------------

FALLEN = shares("0.82", "0.78", "0.74")


def repaired(*facts: Fact, fallen: list[Fact] = FALLEN) -> dict[str, str]:
    return statuses(run(repair.playbook, [*fallen, *facts]), "repair")


def test_only_a_fall_is_repaired() -> None:
    assert repaired(fallen=shares("0.82", "0.82")) == {}
    assert repaired(fallen=shares("0.82", "0.78")) == {}
    assert repaired(fallen=shares("0.40", "0.60", "0.60")) == {}


def test_after_a_fall_we_find_out_and_go_there_first() -> None:
    assert repaired() == {
        "repair-find-out": "due",
        "repair-visit": "due",
        "repair-remedy": "waiting",
        "repair-keep-word": "waiting",
        "repair-measure": "waiting",
    }


def test_the_days_of_the_repair_count_from_the_period_of_the_fall() -> None:
    told = steps(run(repair.playbook, FALLEN), "repair")
    assert told["repair-find-out"].due == ago(-30)
    assert told["repair-visit"].due == ago(-60)
    year_ago = shares("0.82", "0.78", "0.74", "0.74", "0.74")
    assert repaired(fallen=year_ago)["repair-find-out"] == "late"


def test_a_remedy_is_promised_and_kept_and_the_next_figure_shows_it() -> None:
    fallen = shares("0.82", "0.78", "0.74", "0.75")
    visit = met(on=ago(60), learned_something=True)
    assert repaired(visit, fallen=fallen)["repair-remedy"] == "late"
    word = promise(-20, made=50, kept_on=ago(20))
    told = repaired(visit, word, fallen=fallen)
    assert (told["repair-remedy"], told["repair-keep-word"]) == ("done", "done")
    assert told["repair-measure"] == "done"


def test_a_word_that_is_broken_repairs_nothing() -> None:
    fallen = shares("0.82", "0.78", "0.74", "0.75")
    visit = met(on=ago(60), learned_something=True)
    kept = promise(-20, made=50, id="kept", kept_on=ago(20))
    broken = promise(-3, made=50, id="broken", outcome=CommitmentOutcome.BROKEN)
    assert repaired(visit, kept, broken, fallen=fallen)["repair-keep-word"] == "due"


# --- outlets ---------------------------------------------------------------------------------------


def outlet(*facts: Fact, **fields: Any) -> dict[str, Stand]:
    told = {"audience": Audience.TERMINAL} | fields
    return steps(run(outlet_visits.playbook, facts, **told), "outlet-visits")


def test_outlets_are_visited_in_a_rhythm_and_nobody_else() -> None:
    assert outlet(audience=Audience.DIRECT) == {}
    assert outlet(audience=None) == {}
    assert outlet(is_active=False) == {}
    assert outlet() != {}


@pytest.mark.parametrize(
    ("days_ago", "stand"),
    [
        (13, Stand("done", None)),
        (14, Stand("due", DAY)),
        (15, Stand("late", ago(1))),
        (None, Stand("due", None)),
    ],
)
def test_a_visit_is_due_two_weeks_after_the_last(days_ago: int | None, stand: Stand) -> None:
    visits = [] if days_ago is None else [met(on=ago(days_ago))]
    assert outlet(*visits)["outlet-visit"] == stand


def test_a_light_outlet_is_not_visited_in_a_rhythm() -> None:
    assert outlet(order(5, amount=Decimal(10))) == {}
    assert outlet(order(5, amount=Decimal(5_000))) != {}


@pytest.mark.parametrize(
    ("issue", "code", "days"),
    [
        (IssueClass.DAILY, "outlet-daily", 0),
        (IssueClass.EXPENSE, "outlet-expense", 3),
        (IssueClass.SELL_THROUGH, "outlet-sell-through", 7),
    ],
)
def test_each_kind_of_issue_has_its_own_pace(issue: IssueClass, code: str, days: int) -> None:
    told = outlet(complaint(days, issue=issue))
    assert told[code] == Stand("due", DAY)
    assert outlet(complaint(days + 1, issue=issue))[code] == Stand("late", ago(1))
    assert code not in outlet()


def test_ideas_come_after_the_outlets_own_troubles_are_known() -> None:
    assert outlet()["outlet-idea"].status == "waiting"
    troubles = met(on=ago(10), topics=(Topic.OBSTACLES,))
    assert outlet(troubles)["outlet-idea"] == Stand("due", ago(-50))
    idea = met(on=ago(10), topics=(Topic.OBSTACLES,), new_idea=True)
    assert outlet(idea)["outlet-idea"].status == "done"
    old = met(on=ago(61), topics=(Topic.OBSTACLES,))
    assert outlet(old)["outlet-obstacles"].status == "late"


def test_no_visit_ends_without_the_day_of_the_next() -> None:
    assert outlet(met(on=ago(3)))["outlet-next-step"].status == "due"
    assert outlet(met(on=ago(3), next_step_agreed=True))["outlet-next-step"].status == "done"
    assert outlet(met(on=ago(3)), meeting())["outlet-next-step"].status == "done"


# --- appreciation and gratitude --------------------------------------------------------------------

BIG = order(30, amount=Decimal(100_000))


def appreciated(*facts: Fact, **fields: Any) -> dict[str, str]:
    told = {"audience": Audience.DIRECT} | fields
    return statuses(run(affection.playbook, facts, **told), "appreciation")


def test_direct_customers_that_matter_are_tied_by_word_gain_and_thanks() -> None:
    assert appreciated(BIG) == {
        "appreciate-word": "done",
        "appreciate-gain": "due",
        "appreciate-people": "due",
    }
    assert appreciated(order(30, amount=Decimal(10))) == {}
    assert appreciated(BIG, audience=Audience.TERMINAL) == {}


def test_nobody_is_thanked_on_a_broken_promise() -> None:
    told = appreciated(BIG, promise(-3))
    assert (told["appreciate-word"], told["appreciate-people"]) == ("due", "waiting")


@pytest.mark.parametrize(("days_ago", "status"), [(180, "done"), (181, "due")])
def test_a_thank_you_lasts_half_a_year(days_ago: int, status: str) -> None:
    assert appreciated(BIG, met(InteractionKind.GREETING, ago(days_ago)))["appreciate-people"] == status


def grateful(*facts: Fact) -> dict[str, str]:
    return statuses(run(affection.playbook, facts, audience=Audience.CONSUMER), "gratitude")


def test_a_consumer_is_asked_before_it_is_taught_or_invited() -> None:
    told = grateful(order(20))
    assert told["thank-open-line"] == told["thank-know"] == told["thank-learn"] == "due"
    assert told["thank-teach"] == told["thank-community"] == "waiting"
    assert grateful(order(13))["thank-learn"] == "waiting"


def test_who_comes_back_gets_what_members_get() -> None:
    assert "thank-give" not in grateful(order(20))
    talk = met(InteractionKind.RETURN_VISIT, ago(2), topics=(Topic.USAGE,))
    told = grateful(order(20), order(90), talk, allowed(Channel.SMS), *saw(CueKind.WIDE_NETWORK))
    assert told == {
        "thank-open-line": "done",
        "thank-know": "done",
        "thank-learn": "done",
        "thank-teach": "done",
        "thank-community": "due",
        "thank-give": "due",
    }


# --- events ----------------------------------------------------------------------------------------


def event(days_ago: int, kind: EventType = EventType.SOCIAL, **fields: Any) -> Interaction:
    return met(InteractionKind.EVENT, ago(days_ago), event_type=kind, **({"id": "event"} | fields))


def hosted(*facts: Fact) -> dict[str, Stand]:
    return steps(run(events.playbook, [BIG, *facts]), "social-event")


@pytest.mark.parametrize(("days_ago", "stand"), [(180, Stand("done", None)), (181, Stand("late", ago(1)))])
def test_a_key_account_is_a_guest_twice_a_year(days_ago: int, stand: Stand) -> None:
    assert hosted(event(days_ago))["event-invite"] == stand
    assert hosted()["event-invite"] == Stand("due", None)
    assert steps(run(events.playbook, [order(30, amount=Decimal(20_000))]), "social-event") == {}


def test_after_the_event_it_is_noted_and_the_guest_thanked() -> None:
    told = hosted(event(1))
    assert told["event-note"] == Stand("due", ago(-1))
    assert told["event-thank"] == Stand("due", ago(-6))
    noted = hosted(event(1, learned_something=True), met(InteractionKind.CALL, ago(0)))
    assert (noted["event-note"].status, noted["event-thank"].status) == ("done", "done")
    assert "event-note" not in hosted()
    assert "event-note" not in hosted(event(1, EventType.PROMOTIONAL))


def test_a_new_product_has_an_event_of_its_own() -> None:
    launch = happened(AccountEventKind.PRODUCT_LAUNCH, 5)
    told = steps(run(events.playbook, [BIG, launch]), "product-event")
    assert told["product-event-invite"] == Stand("due", ago(-25))
    assert told["product-event-ask"].status == "waiting"
    shown = event(2, EventType.PROMOTIONAL)
    told = steps(run(events.playbook, [BIG, launch, shown]), "product-event")
    assert told["product-event-ask"] == Stand("due", ago(-5))
    social = steps(run(events.playbook, [BIG, launch, event(2)]), "product-event")
    assert social["product-event-invite"].status == "due"


@pytest.mark.parametrize(
    ("action", "purpose", "refused"),
    [
        (Action.INVITE_TO_SOCIAL_EVENT, Purpose.RELATIONSHIP, False),
        (Action.INVITE_TO_SOCIAL_EVENT, Purpose.SALES, True),
        (Action.INVITE_TO_SOCIAL_EVENT, Purpose.MARKETING, True),
        (Action.INVITE_TO_PRODUCT_EVENT, Purpose.MARKETING, False),
        (Action.INVITE_TO_PRODUCT_EVENT, Purpose.SALES, False),
        (Action.INVITE_TO_PRODUCT_EVENT, Purpose.RELATIONSHIP, True),
    ],
)
def test_c24_an_event_is_called_what_it_is(action: Action, purpose: Purpose, refused: bool) -> None:
    ledger = decide([somebody()], DAY, events.playbook, proposal(action, purpose=purpose))
    assert judged(ledger, action) == ({"event-mixed": VerdictKind.DENY} if refused else {})


@pytest.mark.parametrize(("days_ago", "waits"), [(0, True), (1, False)])
def test_c24_on_the_day_of_a_social_event_nothing_is_sold(days_ago: int, waits: bool) -> None:
    book = proposal(Action.CROSS_SELL, Action.SEND_MATERIAL, Action.THANK_CUSTOMER, Action.QUALIFY_LEAD)
    ledger = decide([somebody(), event(days_ago)], DAY, events.playbook, book)
    expected = {"social-event-today": VerdictKind.DEFER} if waits else {}
    assert judged(ledger, Action.CROSS_SELL) == judged(ledger, Action.SEND_MATERIAL) == expected
    assert judged(ledger, Action.THANK_CUSTOMER) == judged(ledger, Action.QUALIFY_LEAD) == {}
    other = decide([somebody(), event(0, EventType.PROMOTIONAL)], DAY, events.playbook, book)
    assert judged(other, Action.CROSS_SELL) == {}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"minutes": Decimal(60), "business_minutes": Decimal(5)}, True),
        ({"topics": (Topic.PRICE,)}, True),
        ({"topics": (Topic.SPORTS,)}, False),
        ({"business_minutes": Decimal(0)}, False),
    ],
)
def test_business_at_a_social_event_is_told(fields: dict[str, Any], told: bool) -> None:
    ledger = run(events.playbook, [event(3, **fields)])
    assert ("business-at-social-event" in warnings(ledger)) is told
    promotional = run(events.playbook, [event(3, EventType.PROMOTIONAL, **fields)])
    assert "business-at-social-event" not in warnings(promotional)


def test_an_invitation_says_by_when() -> None:
    ledger = run(events.playbook, [BIG, event(170)])
    assert Action.INVITE_TO_SOCIAL_EVENT not in actions(ledger)
    ledger = run(events.playbook, [BIG, event(200)])
    assert recommended(ledger, Action.INVITE_TO_SOCIAL_EVENT).due == ago(20)
