"""Stories of subscriptions: what the numbers and the people tell, and what is done before the renewal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import relcore_saas
from relcore_saas.facts import (
    FeatureUse,
    OnboardingKind,
    OnboardingStep,
    ProductRole,
    ProductRoleKind,
    Subscription,
    SupportTicket,
    SurveyAnswer,
    UsageWeek,
)

from relcore import Advisor
from relcore.facts import Contact, Customer, Fact, Interaction, InteractionKind, Topic
from relcore.plugins import load_plugins
from relcore.testing import given, proposal

TODAY = date(2026, 6, 16)
WHO = "c1"
ADVISOR = Advisor(plugins=[relcore_saas])
PROPOSED = Advisor(
    [
        *load_plugins().base,
        proposal("upsell", "saas.propose_seats", "saas.announce_price", "saas.renewal_talk"),
    ],
    plugins=[relcore_saas],
)
"""An advisor beside whom somebody proposes what the guards must look at."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def changed(fact: Fact, **fields: object) -> Fact:
    return type(fact).model_validate(fact.model_dump() | fields)


CUSTOMER = Customer(customer_id=WHO, name="Mesa", category="software")
SUBSCRIPTION = Subscription(
    customer_id=WHO,
    id="s1",
    starts_on=ago(400),
    seats=20,
    renews_on=ahead(300),
    auto_renews=True,
    notice_days=30,
)
TALK = Interaction(
    customer_id=WHO,
    id="talk",
    kind=InteractionKind.MEETING,
    on=ago(20),
    topics=(Topic.GOALS,),
    learned_something=True,
)
CHAMPION = ProductRole(
    customer_id=WHO, id="r1", contact_id="joan", role=ProductRoleKind.CHAMPION, last_seen_on=ago(1)
)
JOAN = Contact(customer_id=WHO, id="joan", name="Joan")
USUAL = (CUSTOMER, SUBSCRIPTION, TALK, CHAMPION, JOAN)

MONDAYS = [date(2026, 6, 8) - timedelta(weeks=back) for back in range(8)]


def usage(*figures: int | None) -> list[UsageWeek]:
    """Give weeks with figures, the last whole week first."""
    return [
        UsageWeek(customer_id=WHO, week_start=monday, active_users=figure)
        for monday, figure in zip(MONDAYS, figures, strict=False)
    ]


STEADY = usage(*[15] * 8)


# --- onboarding ------------------------------------------------------------------------------------

NEW = changed(SUBSCRIPTION, starts_on=ago(10))


def done(*kinds: OnboardingKind) -> list[OnboardingStep]:
    return [OnboardingStep(customer_id=WHO, id=kind.value, kind=kind, done_on=ago(1)) for kind in kinds]


KINDS = list(OnboardingKind)


@pytest.mark.parametrize(
    ("taken", "next_one"),
    [
        (0, "saas.kick_off"),
        (1, "saas.invite_users"),
        (2, "saas.connect_data"),
        (3, "saas.show_first_result"),
        (4, "saas.train_users"),
        (5, "saas.hand_over"),
    ],
)
def test_the_onboarding_goes_step_by_step(taken: int, next_one: str) -> None:
    given(CUSTOMER, NEW, CHAMPION, done(*KINDS[:taken]), as_of=TODAY, advisor=ADVISOR).expect(
        f"do {next_one}"
    )


def test_a_step_waits_for_those_before_it_and_keeps_its_own_day() -> None:
    def standing(*steps: OnboardingStep) -> dict[str, tuple[str, date | None]]:
        advice = given(CUSTOMER, NEW, CHAMPION, steps, as_of=TODAY, advisor=ADVISOR).advice
        (play,) = [play for play in advice.plays if play.play == "saas-onboarding"]
        return {step.code: (step.status, step.due) for step in play.steps}

    agreed = OnboardingStep(customer_id=WHO, id="x", kind=OnboardingKind.KICKOFF, due_on=ahead(2))
    assert standing(agreed)["saas-kickoff"] == ("due", ahead(2))
    assert standing(agreed)["saas-invite"][0] == "waiting"
    assert standing()["saas-kickoff"] == ("late", ago(7))
    assert standing(*done(OnboardingKind.KICKOFF))["saas-invite"] == ("late", ago(3))


def test_what_blocks_a_step_is_cleared_away() -> None:
    blocked = OnboardingStep(customer_id=WHO, id="x", kind=OnboardingKind.CONNECT, blocked_by="No access.")
    given(CUSTOMER, NEW, blocked, as_of=TODAY, advisor=ADVISOR).expect("do saas.unblock about x")
    given(CUSTOMER, NEW, changed(blocked, done_on=ago(1)), as_of=TODAY, advisor=ADVISOR).never(
        "do saas.unblock"
    )


def test_without_a_first_result_after_a_month_it_starts_anew() -> None:
    late = changed(SUBSCRIPTION, starts_on=ago(31))
    given(CUSTOMER, late, as_of=TODAY, advisor=ADVISOR).expect(
        "warn saas-no-first-result", "do saas.rescue_onboarding about s1"
    )
    result = done(OnboardingKind.FIRST_RESULT)
    given(CUSTOMER, late, result, as_of=TODAY, advisor=ADVISOR).never("do saas.rescue_onboarding")


def test_before_the_first_result_nothing_more_is_sold() -> None:
    given(USUAL[:1], USUAL[2:], NEW, as_of=TODAY, advisor=PROPOSED).expect(
        "not saas.propose_seats: saas-result-first"
    )


# --- usage -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "lines", "nevers"),
    [
        ([15] * 8, (), ("warn saas-usage-falls",)),
        ([11, 11, 10, 10, 15, 15, 15, 15], ("do saas.ask_about_usage", "warn saas-usage-falls"), ()),
        ([11, 11, 11, 10, 15, 15, 15, 15], (), ("warn saas-usage-falls",)),
        ([6, 6, 6, 6, 15, 15, 15, 15], ("do saas.rescue_plan", "do saas.ask_about_usage"), ()),
        ([None, 6, 6, 6, 15, 15, 15, 15], (), ("warn saas-usage-falls", "do saas.rescue_plan")),
        ([0] * 8, (), ("warn saas-usage-falls",)),
    ],
    ids=["steady", "a third less", "not quite a third less", "collapsed", "a week is missing", "never used"],
)
def test_a_fall_is_seen_over_whole_weeks(
    figures: list[int | None], lines: tuple[str, ...], nevers: tuple[str, ...]
) -> None:
    given(USUAL, usage(*figures), as_of=TODAY, advisor=ADVISOR).expect(*lines).never(*nevers)


def test_no_figures_are_not_good_figures() -> None:
    given(USUAL, as_of=TODAY, advisor=ADVISOR).expect("warn saas-not-measured", "do saas.check_feed")
    given(USUAL, STEADY, as_of=TODAY, advisor=ADVISOR).never("warn saas-not-measured")


def test_what_was_bought_and_is_not_used_is_shown() -> None:
    feature = FeatureUse(customer_id=WHO, id="f", feature="forecast", on=ago(8), users=0, is_key=True)
    given(USUAL, feature, as_of=TODAY, advisor=ADVISOR).expect("do saas.show_feature about f")
    for other in ({"users": 3}, {"is_key": False}, {"on": ago(46)}):
        given(USUAL, changed(feature, **other), as_of=TODAY, advisor=ADVISOR).never("do saas.show_feature")


# --- people ----------------------------------------------------------------------------------------

LEFT = (CUSTOMER, SUBSCRIPTION, TALK, CHAMPION, changed(JOAN, left_on=ago(9)))


def test_when_the_champion_leaves_we_meet_the_successor_and_sell_nothing() -> None:
    given(LEFT, STEADY, as_of=TODAY, advisor=PROPOSED).expect(
        "first do saas.meet_successor",
        "warn saas-champion-left",
        "not saas.propose_seats: saas-successor-first",
    )


def test_where_another_champion_is_there_nothing_is_in_danger() -> None:
    other = changed(CHAMPION, id="r2", contact_id="paul")
    given(LEFT, other, STEADY, as_of=TODAY, advisor=ADVISOR).never("warn saas-champion-left")


def test_a_silent_champion_is_asked_how_things_are() -> None:
    silent = changed(CHAMPION, last_seen_on=ago(22))
    facts = (CUSTOMER, SUBSCRIPTION, TALK, JOAN)
    given(facts, silent, as_of=TODAY, advisor=ADVISOR).expect("do saas.check_in about joan")
    given(USUAL, as_of=TODAY, advisor=ADVISOR).never("do saas.check_in")


def test_a_champion_is_looked_for_where_there_is_none() -> None:
    given(CUSTOMER, SUBSCRIPTION, as_of=TODAY, advisor=ADVISOR).expect(
        "ask saas-champion", "do saas.find_champion"
    )
    given(USUAL, as_of=TODAY, advisor=ADVISOR).never("do saas.find_champion")


def test_many_seats_do_not_hang_on_one_person() -> None:
    large = (CUSTOMER, TALK, CHAMPION, JOAN, changed(SUBSCRIPTION, seats=25))
    given(large, as_of=TODAY, advisor=ADVISOR).expect("do saas.widen_contacts")
    admin = changed(CHAMPION, id="r2", contact_id="bo", role="admin")
    given(large, admin, as_of=TODAY, advisor=ADVISOR).never("do saas.widen_contacts")


# --- seats -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("peak", "line"),
    [
        (18, "do saas.propose_seats about s1"),
        (21, "do saas.true_up about s1"),
        (10, "do saas.offer_fewer about s1"),
    ],
)
def test_seats_follow_the_best_of_four_weeks(peak: int, line: str) -> None:
    lines = {"do saas.propose_seats about s1", "do saas.true_up about s1", "do saas.offer_fewer about s1"}
    figures = usage(peak, *[peak - 1] * 7)
    given(USUAL, figures, as_of=TODAY, advisor=ADVISOR).expect(line).never(*sorted(lines - {line}))


def test_seats_between_idle_and_full_are_left_alone() -> None:
    given(USUAL, STEADY, as_of=TODAY, advisor=ADVISOR).never(
        "do saas.propose_seats", "do saas.true_up", "do saas.offer_fewer"
    )


def test_idle_seats_of_a_young_subscription_are_put_down_to_the_beginning() -> None:
    young = (CUSTOMER, TALK, CHAMPION, JOAN, changed(SUBSCRIPTION, starts_on=ago(119)))
    given(young, usage(*[5] * 8), as_of=TODAY, advisor=ADVISOR).never("do saas.offer_fewer")


@pytest.mark.parametrize("action", ["saas.propose_seats", "upsell"])
def test_nobody_is_sold_more_of_what_lies_idle(action: str) -> None:
    given(USUAL, usage(*[5] * 8), as_of=TODAY, advisor=PROPOSED).expect(
        f"instead of {action} do saas.offer_fewer"
    )


# --- support ---------------------------------------------------------------------------------------

TICKET = SupportTicket(customer_id=WHO, id="t", opened_on=ago(1), severity=3, answered_on=ago(1))


def test_at_a_standstill_there_is_news_every_day_and_nothing_is_sold() -> None:
    down = changed(TICKET, severity=1)
    given(USUAL, STEADY, down, as_of=TODAY, advisor=PROPOSED).expect(
        "first do saas.ticket_news", "not saas.renewal_talk: saas-standstill-first"
    )
    mended = changed(down, closed_on=TODAY)
    given(USUAL, STEADY, mended, as_of=TODAY, advisor=PROPOSED).never("do saas.ticket_news").expect(
        "do saas.renewal_talk"
    )


def test_a_ticket_is_answered_within_days() -> None:
    given(USUAL, changed(TICKET, answered_on=None), as_of=TODAY, advisor=ADVISOR).expect(
        "do saas.answer_ticket about t"
    )
    given(USUAL, TICKET, as_of=TODAY, advisor=ADVISOR).never("do saas.answer_ticket")


def test_many_tickets_in_a_month_are_looked_at_together() -> None:
    many = [changed(TICKET, id=f"t{number}", opened_on=ago(number)) for number in range(5)]
    given(USUAL, many, as_of=TODAY, advisor=ADVISOR).expect("do saas.support_review")
    given(USUAL, many[1:], as_of=TODAY, advisor=ADVISOR).never("do saas.support_review")


def test_who_is_unhappy_is_asked_and_who_is_happy_is_thanked() -> None:
    answer = SurveyAnswer(customer_id=WHO, id="a", on=ago(2), score=6)
    given(USUAL, answer, as_of=TODAY, advisor=ADVISOR).expect("do saas.ask_what_is_wrong about a")
    happy = changed(answer, id="b", on=ago(1), score=9)
    given(USUAL, answer, happy, as_of=TODAY, advisor=ADVISOR).expect("do thank_customer about b").never(
        "do saas.ask_what_is_wrong"
    )


# --- the renewal -----------------------------------------------------------------------------------


def renewing(days: int, **fields: object) -> tuple[Fact, ...]:
    return (CUSTOMER, TALK, CHAMPION, JOAN, changed(SUBSCRIPTION, renews_on=ahead(days), **fields))


@pytest.mark.parametrize(
    ("days", "action"),
    [
        (121, None),
        (120, "saas.prepare_renewal"),
        (90, "value_report"),
        (60, "saas.renewal_talk"),
        (30, "saas.send_terms"),
    ],
)
def test_a_renewal_comes_in_four_parts(days: int, action: str | None) -> None:
    actions = {"saas.prepare_renewal", "value_report", "saas.renewal_talk", "saas.send_terms"}
    story = given(renewing(days), STEADY, as_of=TODAY, advisor=ADVISOR)
    story.never(*(f"do {other} about s1" for other in sorted(actions - {action})))
    if action:
        story.expect(f"do {action} about s1")


def test_what_was_talked_about_is_not_asked_for_again() -> None:
    talked = changed(TALK, id="talk-2", on=ago(3), about="s1")
    given(renewing(50), talked, STEADY, as_of=TODAY, advisor=ADVISOR).never("do saas.renewal_talk")


def test_the_day_of_notice_is_told_in_time() -> None:
    line = "do saas.remind_of_notice about s1"
    given(renewing(50), as_of=TODAY, advisor=ADVISOR).expect(line)
    for other in (renewing(29), renewing(52), renewing(50, auto_renews=False)):
        given(other, as_of=TODAY, advisor=ADVISOR).never(line)


def test_a_renewal_in_danger_gets_a_plan() -> None:
    falling = usage(8, 8, 8, 8, 15, 15, 15, 15)
    given(renewing(100), falling, as_of=TODAY, advisor=ADVISOR).expect(
        "warn saas-renewal-in-danger", "do saas.rescue_plan about s1"
    )
    given(renewing(100), STEADY, as_of=TODAY, advisor=ADVISOR).never("warn saas-renewal-in-danger")
    given(renewing(130), falling, as_of=TODAY, advisor=ADVISOR).never("warn saas-renewal-in-danger")


def test_a_term_that_ended_without_a_word_is_cleared_up() -> None:
    facts = renewing(-4, auto_renews=False)
    given(facts, as_of=TODAY, advisor=ADVISOR).expect("do saas.clarify_lapse about s1", "warn saas-term-over")
    given(renewing(-4), as_of=TODAY, advisor=ADVISOR).never("do saas.clarify_lapse")


@pytest.mark.parametrize(("days", "refused"), [(59, True), (60, False)])
def test_a_new_price_does_not_come_too_late_for_a_free_choice(days: int, refused: bool) -> None:
    story = given(renewing(days), STEADY, as_of=TODAY, advisor=PROPOSED)
    line = "not saas.announce_price: saas-price-too-late"
    if refused:
        story.expect(line)
    else:
        story.never(line)
