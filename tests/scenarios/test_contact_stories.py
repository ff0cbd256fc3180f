"""Stories of customers and how often, when and through which channel they hear from us."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from functools import cache

import pytest

from relcore.advice import ActionAdvice, Catalogue, CustomerAdvice, SuppressedAction, answer, render_text
from relcore.advisor import Advisor
from relcore.books import Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.facts import (
    Action,
    Archetype,
    Axis,
    BusyHours,
    Channel,
    Consent,
    ContactPolicy,
    Customer,
    Fact,
    Holiday,
    IndustryHours,
    Interaction,
    InteractionKind,
    Opportunity,
    OpportunityStage,
    Order,
    Purpose,
    Snapshot,
    StageRecord,
)
from relcore.lang import Playbook
from relcore.rules import WORDS, builtin
from tests.rules.proposals import proposal

WHO = "acme"
TUESDAY = date(2026, 6, 30)
SATURDAY = date(2026, 7, 4)
ACME = Customer(
    customer_id=WHO,
    name="Acme",
    country="FR",
    timezone="Europe/Paris",
    industry="restaurants",
    is_active=True,
)


@cache
def advisor(*others: Playbook) -> Advisor:
    return Advisor([builtin(), *others])


def told(
    facts: Iterable[Fact], *others: Playbook, on: date = TUESDAY, lang: str = "en", who: Customer = ACME
) -> CustomerAdvice:
    """Give the advice on facts, with proposals of other people beside the built-in playbook."""
    return advisor(*others).advise([who, *facts], as_of=on, lang=lang)


def standing(advice: CustomerAdvice, action: str) -> ActionAdvice:
    (found,) = (item for item in advice.actions if item.action == action)
    return found


def names(advice: CustomerAdvice) -> set[str]:
    return {item.action for item in advice.actions}


def fallen(advice: CustomerAdvice, action: str) -> SuppressedAction:
    (found,) = (item for item in advice.suppressed if item.action == action)
    return found


def contact(
    days_ago: int, channel: Channel, purpose: Purpose | None = Purpose.SALES, **fields: object
) -> Fact:
    given = {
        "customer_id": WHO,
        "id": f"i{days_ago}",
        "kind": InteractionKind.OTHER,
        "on": TUESDAY - timedelta(days=days_ago),
        "channel": channel,
        "purpose": purpose,
        "direction": "outbound",
    }
    return Interaction.model_validate(given | fields)


@cache
def proposing(*actions: str) -> Playbook:
    return proposal(*actions)


CALLS = proposing(Action.NEGOTIATE_TERMS, Action.TELL_TACTFULLY)
MAILING = proposing(Action.INDUSTRY_ANALYSIS)
ALLOWED = Consent(customer_id=WHO, granted=True, given_on=date(2026, 1, 2), announced=True)


# --- often enough ----------------------------------------------------------------------------------


def test_a_third_mailing_within_a_month_waits_for_the_day_on_which_the_first_one_is_a_month_old() -> None:
    policy = ContactPolicy(id="mail", channel=Channel.EMAIL, max_contacts=2, window_days=30)
    before = [contact(25, Channel.EMAIL, Purpose.MARKETING), contact(12, Channel.EMAIL, Purpose.MARKETING)]
    mailing = standing(told([ALLOWED, policy, *before], MAILING), Action.INDUSTRY_ANALYSIS)
    assert mailing.window
    assert mailing.window.opens == TUESDAY + timedelta(days=5)
    (note,) = mailing.notes
    assert (note.by, note.until) == ("caps.cap", TUESDAY + timedelta(days=5))
    assert "room for one more contact from 5 Jul 2026" in note.text


def test_a_mailing_that_would_come_too_late_says_when_it_is_possible_in_both_languages() -> None:
    policy = ContactPolicy(id="mail", channel=Channel.EMAIL, max_contacts=1, window_days=60)
    facts = [ALLOWED, policy, contact(3, Channel.EMAIL, Purpose.MARKETING)]
    for lang, words in (
        ("en", "one more contact from 26 Aug 2026"),
        ("zh", "2026年8月26日起才可以再联系一次"),
    ):
        mailing = fallen(told(facts, MAILING, lang=lang), Action.INDUSTRY_ANALYSIS)
        assert (mailing.verdict, mailing.by, mailing.earliest) == ("defer", "caps.cap", date(2026, 8, 26))
        assert words in mailing.text
        assert mailing.cites


def test_a_stingy_buyer_hears_little_but_never_falls_silent() -> None:
    stingy = StageRecord(customer_id=WHO, axis=Axis.ARCHETYPE, value=Archetype.STINGY, since=date(2026, 6, 1))
    policy = ContactPolicy(id="little", archetype=Archetype.STINGY, max_contacts=1, window_days=120)
    advice = told([stingy, policy, contact(100, Channel.PHONE)], CALLS)
    call = standing(advice, Action.KEEP_WARM_CALL)
    assert call.due == TUESDAY - timedelta(days=10)
    assert fallen_or_late(advice, Action.NEGOTIATE_TERMS) > TUESDAY


def fallen_or_late(advice: CustomerAdvice, action: str) -> date:
    """Give the first day on which an action may happen, whether it stands or not."""
    for item in advice.actions:
        if item.action == action and item.window and item.window.opens:
            return item.window.opens
    earliest = fallen(advice, action).earliest
    assert earliest
    return earliest


def test_two_visits_on_offer_are_weeks_apart_where_the_policy_says_so() -> None:
    policy = ContactPolicy(id="visits", channel=Channel.VISIT, min_gap_days=10)
    advice = told([ALLOWED, policy], CALLS)
    days = sorted(
        item.window.opens
        for item in advice.actions
        if item.channel == Channel.VISIT and item.window and item.window.opens
    )
    assert days[0] == TUESDAY
    assert days[1] == TUESDAY + timedelta(days=10)


def test_the_greeting_after_a_purchase_is_service_and_passes_every_cap() -> None:
    policy = ContactPolicy(id="all", max_contacts=1, window_days=30)
    bought = Order(customer_id=WHO, id="o1", placed_on=TUESDAY - timedelta(days=1))
    advice = told([ALLOWED, policy, bought, contact(2, Channel.PHONE)])
    greeting = standing(advice, Action.SEND_GREETING)
    assert greeting.window
    assert greeting.window.opens == TUESDAY
    assert "service-passes-cap" in {note.reason for note in greeting.notes}


# --- opted out -------------------------------------------------------------------------------------


def test_an_opt_out_empties_the_list_of_contacts_the_same_day() -> None:
    facts = [ALLOWED, contact(100, Channel.PHONE)]
    assert [item for item in told(facts, CALLS, MAILING).actions if item.channel]
    gone = ACME.model_copy(update={"opted_out": True})
    advice = told(facts, CALLS, MAILING, who=gone)
    assert [item for item in advice.actions if item.channel] == []
    assert fallen(advice, Action.KEEP_WARM_CALL).reason == "opted-out"


# --- the right day and hour ------------------------------------------------------------------------


def test_a_call_keeps_to_quiet_and_busy_hours_on_the_customers_clock() -> None:
    quiet = ContactPolicy(
        id="phone",
        channel=Channel.PHONE,
        quiet_from=time(18, 30),
        quiet_until=time(9),
        working_days_only=True,
    )
    lunch = IndustryHours(industry="restaurants", busy_from=time(9), busy_until=time(14))
    advice = told([quiet, lunch, contact(100, Channel.EMAIL)], on=SATURDAY)
    window = standing(advice, Action.KEEP_WARM_CALL).window
    assert window
    assert window.opens == date(2026, 7, 6)
    assert (window.from_time, window.until_time) == (time(14), time(18, 30))
    assert window.opens_at
    assert window.opens_at.isoformat() == "2026-07-06T14:00:00+02:00"
    assert window.timezone == "Europe/Paris"
    own = BusyHours(customer_id=WHO, busy_from=time(17), busy_until=time(18, 30))
    other = standing(told([quiet, lunch, own, contact(100, Channel.EMAIL)]), Action.KEEP_WARM_CALL).window
    assert other
    assert (other.from_time, other.until_time) == (time(9), time(17))


def test_nobody_is_visited_on_a_public_holiday_or_on_the_bridge_day_that_the_company_lists() -> None:
    pytest.importorskip("holidays")
    bastille = date(2026, 7, 14)
    deal = Opportunity(customer_id=WHO, id="d1", stage=OpportunityStage.ENGAGING, engaged_on=date(2026, 7, 1))
    bridge = Holiday(on=date(2026, 7, 15), country="FR", name="Bridge day")
    advice = told([deal, bridge], CALLS, on=bastille)
    visits = [item for item in advice.actions if item.channel == Channel.VISIT and item.purpose != "service"]
    assert visits
    assert {item.window and item.window.opens for item in visits} == {date(2026, 7, 16)}


# --- as people read it -----------------------------------------------------------------------------


def test_the_page_says_from_when_and_at_which_hours() -> None:
    policy = ContactPolicy(id="phone", channel=Channel.PHONE, quiet_from=time(18), quiet_until=time(9))
    facts = [policy, contact(100, Channel.EMAIL)]
    english = page(told(facts, on=SATURDAY), "en")
    assert "not before 6 Jul 2026, overdue since 20 Jun 2026, by phone, 09:00–18:00 their time" in english
    assert "the next working day that suits is 6 Jul 2026" in english
    chinese = page(told(facts, on=SATURDAY, lang="zh"), "zh")
    assert "当地时间09:00–18:00" in chinese


def page(advice: CustomerAdvice, lang: str) -> str:
    whole = answer(advisor().program, SATURDAY, lang, [advice])
    return render_text(whole, Catalogue(WORDS), width=200)


# --- sixty days of the example book ----------------------------------------------------------------


@cache
def customers() -> dict[str, Snapshot]:
    return Book.open(EXAMPLE).customers()


@pytest.mark.parametrize("customer", ["aurelian", "sakura-bento", "zhenghe-shoes"])
def test_whoever_follows_the_advice_for_sixty_days_keeps_to_the_policies_of_the_company(
    customer: str,
) -> None:
    known = list(customers()[customer])
    policies = [fact for fact in known if isinstance(fact, ContactPolicy) and fact.archetype is None]
    done: list[Interaction] = []
    for ahead in range(60):
        today = EXAMPLE_DAY + timedelta(days=ahead)
        seen: set[int] = set()
        for item in advisor().advise([*known, *done], as_of=today).actions:
            window = item.window
            if not (window and window.contact) or window.opens != today or window.contact in seen:
                continue
            seen.add(window.contact)
            made = {"customer_id": customer, "id": f"done-{len(done)}", "on": today, "direction": "outbound"}
            done.append(
                Interaction.model_validate(
                    made
                    | {
                        "kind": InteractionKind.OTHER,
                        "channel": item.channel,
                        "purpose": item.purpose,
                        "answered": True,
                    }
                )
            )
    assert done
    history = [fact for fact in known if isinstance(fact, Interaction)]
    for policy in policies:
        limits = ((policy.max_contacts, policy.window_days or 30), (1, policy.min_gap_days or 0))
        for most, days in limits:
            if most is None or days == 0:
                continue
            bound = [one for one in done if covers(policy, one) and one.purpose != Purpose.SERVICE]
            everything = bound + [one for one in history if covers(policy, one)]
            for one in bound:
                first = one.on - timedelta(days=days)
                assert sum(first < other.on <= one.on for other in everything) <= most, (policy.id, one.on)


def covers(policy: ContactPolicy, one: Interaction) -> bool:
    return policy.channel in (None, one.channel) and policy.purpose in (None, one.purpose)
