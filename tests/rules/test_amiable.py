from __future__ import annotations

import pytest

from relcore.facts import (
    Action,
    Commitment,
    CommitmentKind,
    Contact,
    CueKind,
    DecisionRole,
    Fact,
    InteractionKind,
    InteractionOutcome,
    Order,
    Personality,
    VerdictKind,
)
from tests.rules.support import (
    DAY,
    WHO,
    actions,
    ago,
    deal,
    decide,
    known_as,
    meeting,
    met,
    recommended,
    saw,
    somebody,
    verdicts,
    warnings,
    with_proposal,
)

AMIABLE = [somebody(), known_as(Personality.AMIABLE)]
OTHER = [somebody(), known_as(Personality.DOMINANT)]


def test_an_open_deal_brings_the_users_in() -> None:
    ledger = decide([*AMIABLE, deal()])
    assert {Action.INVOLVE_USERS, Action.USER_DEMO, Action.PERSONAL_GUARANTEE} <= actions(ledger)
    assert recommended(ledger, Action.INVOLVE_USERS).weight == 2
    assert actions(decide(AMIABLE)) == set()
    assert Action.INVOLVE_USERS not in actions(decide([*OTHER, deal()]))


def test_what_has_been_shown_and_assured_is_not_advised_again() -> None:
    assured = Commitment(customer_id=WHO, kind=CommitmentKind.SERVICE, made_on=ago(3))
    found = actions(decide([*AMIABLE, deal(), met(InteractionKind.DEMO), assured]))
    assert not {Action.USER_DEMO, Action.PERSONAL_GUARANTEE} & found
    assert Action.INVOLVE_USERS in found


def test_we_find_out_who_uses_it_where_no_user_is_known() -> None:
    user = Contact(customer_id=WHO, id="user", role=DecisionRole.USER)
    assert Action.KEY_PERSON_MAP in actions(decide([*AMIABLE, deal()]))
    assert Action.KEY_PERSON_MAP not in actions(decide([*AMIABLE, deal(), user]))


def test_a_meeting_is_prepared_with_who_does_what() -> None:
    assert recommended(decide([*AMIABLE, meeting()]), Action.PREPARE_VISIT).reason == "amiable-who-does-what"


def approvals(*days: int) -> list[Fact]:
    return [cue for day in days for cue in saw(CueKind.APPROVES_WITHOUT_BUYING, on=ago(day))]


@pytest.mark.parametrize(
    ("days", "noted"),
    [((1, 2), False), ((1, 2, 3), True), ((1, 2, 180), True), ((1, 2, 181), False)],
)
def test_three_approvals_without_an_order_are_noted(days: tuple[int, ...], noted: bool) -> None:
    assert ("approval-is-no-order" in warnings(decide([*AMIABLE, *approvals(*days)]))) is noted


def test_talks_that_ended_in_a_spoken_yes_are_counted_too() -> None:
    talks = [met(on=ago(day), id=f"t{day}", outcome=InteractionOutcome.AGREED) for day in (5, 35, 65)]
    assert "approval-is-no-order" in warnings(decide([*AMIABLE, *talks]))
    assert "approval-is-no-order" not in warnings(decide([*AMIABLE, *talks[:2]]))


def test_an_order_makes_approvals_what_they_say() -> None:
    order = Order(customer_id=WHO, id="order", placed_on=ago(20))
    assert "approval-is-no-order" not in warnings(decide([*AMIABLE, *approvals(1, 2, 3), order]))


def test_approval_is_noted_of_nobody_else() -> None:
    dominant = [*OTHER, *approvals(1, 2, 3), *saw(CueKind.ASKS_ROI, CueKind.IMPATIENT, CueKind.AMBITIOUS)]
    assert "approval-is-no-order" not in warnings(decide(dominant))


def test_a_question_for_the_decision_gives_way_to_the_users() -> None:
    ledger = decide(AMIABLE, DAY, *with_proposal(Action.ASK_FOR_DECISION))
    found = verdicts(ledger, Action.ASK_FOR_DECISION)["amiable-no-pressure"]
    assert (found.kind, found.replaced_by) == (VerdictKind.REPLACE, Action.INVOLVE_USERS)
    assert (
        verdicts(decide(OTHER, DAY, *with_proposal(Action.ASK_FOR_DECISION)), Action.ASK_FOR_DECISION) == {}
    )


def test_nothing_more_is_offered_while_a_decision_is_open() -> None:
    book = with_proposal(Action.UPSELL, Action.NEGOTIATE_TERMS)
    ledger = decide([*AMIABLE, deal()], DAY, *book)
    assert set(verdicts(ledger, Action.UPSELL)) == {"amiable-no-pressure"}
    assert set(verdicts(ledger, Action.NEGOTIATE_TERMS)) == {"amiable-no-pressure"}
    assert verdicts(decide(AMIABLE, DAY, *book), Action.UPSELL) == {}
