"""Every contact gets the first slot that caps leave, the most important first, and service always one."""

from __future__ import annotations

from datetime import date

import pytest

from relcore.advice import ContactCalendar, SchedulePolicy
from relcore.facts import (
    Action,
    Archetype,
    Assessment,
    Axis,
    Channel,
    ContactPolicy,
    Interaction,
    InteractionKind,
    Layer,
    Purpose,
    Snapshot,
    Verdict,
    VerdictKind,
)
from relcore.lang import Playbook
from relcore.program import compile_program
from relcore.rules import contact
from tests.advice.told import DAY, advise, ago, fallen, first_days, somebody, standing, to_come, wanted, was

EMAIL, PHONE, VISIT, SMS = Channel.EMAIL, Channel.PHONE, Channel.VISIT, Channel.SMS
SERVICE, SALES, MARKETING = Purpose.SERVICE, Purpose.SALES, Purpose.MARKETING
FIRST = wanted("cross_sell", weight=3)
SECOND = wanted("upsell", weight=2, about="another matter")
THIRD = wanted("offer_alternative", weight=1)


def cap(most: int | None, days: int | None = 7, **fields: object) -> ContactPolicy:
    return ContactPolicy.model_validate({"id": "p", "max_contacts": most, "window_days": days} | fields)


# --- caps ------------------------------------------------------------------------------------------


def test_without_a_policy_everything_can_happen_today() -> None:
    assert first_days(advise([FIRST, SECOND, THIRD])) == dict.fromkeys(
        ("cross_sell", "upsell", "offer_alternative"), DAY
    )


def test_no_number_is_no_cap() -> None:
    history = [was(days) for days in range(30)]
    assert first_days(advise([FIRST, SECOND, cap(None), *history])) == {"cross_sell": DAY, "upsell": DAY}


def test_zero_is_never() -> None:
    advice = advise([FIRST, cap(0)])
    assert advice.actions == ()
    gone = fallen(advice, "cross_sell")
    assert (gone.verdict, gone.reason, gone.by, gone.layer) == (
        "deny",
        "contact_never",
        "policy.p",
        Layer.CONSENT,
    )
    assert gone.earliest is None
    assert gone.text == "Our contact policy allows no contact by e-mail."


def test_zero_closes_only_what_the_policy_speaks_of() -> None:
    policy = cap(0, channel=SMS, purpose=MARKETING)
    text = wanted("product_introduction", SMS, MARKETING)
    assert first_days(advise([FIRST, text, policy])) == {"cross_sell": DAY}
    assert first_days(advise([FIRST, wanted("product_introduction", SMS, SALES), policy])) != {}


def test_a_contact_has_room_again_on_the_day_on_which_the_window_frees() -> None:
    advice = advise([FIRST, cap(2), was(1), was(5), was(6)])
    assert first_days(advice) == {"cross_sell": to_come(2)}
    note = standing(advice, "cross_sell").notes[0]
    assert (note.verdict, note.by, note.reason, note.until) == (
        "defer",
        "policy.p",
        "contact_cap",
        to_come(2),
    )


@pytest.mark.parametrize(("days_ago", "opens"), [(6, to_come(1)), (7, DAY)])
def test_the_window_ends_on_the_day_of_the_contact(days_ago: int, opens: date) -> None:
    assert first_days(advise([FIRST, cap(1), was(days_ago)])) == {"cross_sell": opens}


def test_what_comes_first_takes_the_room() -> None:
    advice = advise([FIRST, SECOND, THIRD, cap(2)])
    assert first_days(advice) == {"cross_sell": DAY, "upsell": DAY, "offer_alternative": to_come(7)}
    assert first_days(advise([THIRD, SECOND, FIRST, cap(2)])) == first_days(advice)


def test_days_lie_between_two_contacts() -> None:
    policy = ContactPolicy(id="p", min_gap_days=3)
    advice = advise([FIRST, SECOND, policy, was(1)])
    assert first_days(advice) == {"cross_sell": to_come(2), "upsell": to_come(5)}
    assert standing(advice, "upsell").notes[0].reason == "contact_gap"


def test_the_strictest_of_several_policies_holds() -> None:
    several = [cap(5), cap(1, 5, id="q", channel=EMAIL), cap(1, 30, id="r", channel=PHONE)]
    assert first_days(advise([FIRST, SECOND, *several])) == {"cross_sell": DAY, "upsell": to_come(5)}


def test_a_cap_counts_only_its_channel_and_purpose() -> None:
    policy = cap(1, channel=EMAIL, purpose=SALES)
    others = [was(1, PHONE), was(2, EMAIL, purpose=MARKETING), was(3, EMAIL, direction="inbound")]
    assert first_days(advise([FIRST, policy, *others])) == {"cross_sell": DAY}
    assert first_days(advise([FIRST, policy, was(2)])) == {"cross_sell": to_come(5)}


@pytest.mark.parametrize(
    ("contact", "counts"),
    [
        (was(1, None, purpose=None), True),
        (was(1, None, kind=InteractionKind.CALL), False),
        (was(1, None, kind=InteractionKind.EMAIL), True),
        (was(1, purpose=None, kind=InteractionKind.COMPLAINT_REPLY), False),
        (was(1, direction=None), True),
        (was(1, kind=InteractionKind.REQUEST, direction=None), False),
        (was(-1), False),
    ],
    ids=["unknown", "a call", "an e-mail", "service", "whoever began", "a question to us", "to come"],
)
def test_what_nobody_noted_counts_unless_the_kind_tells(contact: Interaction, counts: bool) -> None:
    opens = first_days(advise([FIRST, cap(1, channel=EMAIL, purpose=SALES), contact]))["cross_sell"]
    assert (opens != DAY) is counts


def test_a_cap_without_a_window_counts_over_the_usual_days() -> None:
    assert first_days(advise([FIRST, cap(1, None), was(20)])) == {"cross_sell": to_come(10)}
    assert first_days(advise([FIRST, cap(1, None), was(20)], window_days=21)) == {"cross_sell": to_come(1)}


# --- service ---------------------------------------------------------------------------------------


def test_service_is_never_held_back_but_counts() -> None:
    service = wanted("ask_usage", EMAIL, SERVICE, weight=9)
    advice = advise([service, FIRST, cap(1), was(1, purpose=SERVICE), was(2)])
    assert first_days(advice) == {"ask_usage": DAY, "cross_sell": to_come(7)}


def test_a_cap_for_service_holds_service() -> None:
    service = wanted("ask_usage", EMAIL, SERVICE)
    assert first_days(advise([service, cap(1, purpose=SERVICE), was(1, purpose=SERVICE)])) == {
        "ask_usage": to_come(6)
    }


def test_service_is_advised_however_late_its_slot() -> None:
    service = wanted("ask_usage", EMAIL, SERVICE, due=DAY)
    policy = cap(1, 90, purpose=SERVICE)
    assert first_days(advise([service, policy, was(1, purpose=SERVICE)])) == {"ask_usage": to_come(89)}


def test_work_inside_our_company_waits_for_nobody() -> None:
    inside = wanted("research_customer", None, Purpose.INTERNAL)
    assert first_days(advise([inside, cap(0)])) == {"research_customer": None}


# --- too late, overdue, in time --------------------------------------------------------------------


def test_what_would_come_too_late_is_not_advised_and_says_when_it_is_possible() -> None:
    advice = advise([FIRST, cap(1, 60), was(1)])
    gone = fallen(advice, "cross_sell")
    assert (gone.verdict, gone.reason, gone.by, gone.earliest) == (
        "defer",
        "contact_cap",
        "policy.p",
        to_come(59),
    )
    assert gone.text.endswith("There is room for this from 28 Aug 2026.")
    patient = advise([FIRST, cap(1, 60), was(1)], patience_days=59)
    assert first_days(patient) == {"cross_sell": to_come(59)}


def test_what_is_not_advised_takes_no_room() -> None:
    policies = [cap(1, 60, id="q", purpose=MARKETING), cap(1, 7, id="p")]
    mailing = wanted("product_introduction", EMAIL, MARKETING, weight=9)
    advice = advise([mailing, FIRST, *policies, was(10, purpose=MARKETING)])
    assert first_days(advice) == {"cross_sell": DAY}


def test_a_due_date_moves_to_the_slot_and_what_is_overdue_stays_overdue() -> None:
    on_time, late = wanted(due=to_come(1)), wanted(due=ago(9))
    moved = standing(advise([on_time, cap(1), was(3)]), "cross_sell")
    assert (moved.due, moved.window and moved.window.closes) == (to_come(4), to_come(4))
    overdue = standing(advise([late, cap(1), was(3)]), "cross_sell")
    assert (overdue.due, overdue.window and overdue.window.opens) == (ago(9), to_come(4))
    assert overdue.window
    assert overdue.window.closes == to_come(4)


def test_an_action_keeps_its_days_where_it_has_time() -> None:
    window = standing(advise([wanted(due=to_come(20)), cap(1), was(3)]), "cross_sell").window
    assert window
    assert (window.opens, window.closes) == (to_come(4), to_come(20))


def test_guards_that_put_a_contact_off_by_the_contact_policy_are_met_with_patience() -> None:
    def put_off(layer: Layer, days: int) -> Verdict:
        return Verdict(
            action="cross_sell",
            candidate="test.cross_sell",
            kind=VerdictKind.DEFER,
            layer=layer,
            rule="g",
            reason="r",
            until=to_come(days),
        )

    late = wanted(due=ago(9))
    advice = advise([late, put_off(Layer.CONSENT, 4)])
    assert first_days(advice) == {"cross_sell": to_come(4)}
    assert first_days(advise([late, put_off(Layer.CONSENT, 14)])) == {"cross_sell": to_come(14)}
    assert fallen(advise([late, put_off(Layer.CONSENT, 15)]), "cross_sell").earliest == to_come(15)
    assert fallen(advise([wanted(), put_off(Layer.CONSENT, 15)]), "cross_sell").earliest == to_come(15)
    assert first_days(advise([wanted(), put_off(Layer.CADENCE, 15)])) == {"cross_sell": to_come(15)}
    assert fallen(advise([late, put_off(Layer.CADENCE, 4)]), "cross_sell").earliest == to_come(4)


def test_the_first_possible_day_of_what_a_guard_put_off_is_a_free_slot() -> None:
    until = Verdict(
        action="cross_sell",
        candidate="test.cross_sell",
        kind=VerdictKind.DEFER,
        layer=Layer.STAGE,
        rule="g",
        reason="r",
        until=date(2026, 7, 4),
    )
    saturday = advise([wanted(channel=VISIT, due=DAY), until])
    assert fallen(saturday, "cross_sell").earliest == date(2026, 7, 6)


# --- one contact for one matter --------------------------------------------------------------------


def test_what_is_about_one_matter_goes_into_one_contact() -> None:
    asks = [wanted(action, about="order-1") for action in ("require_prepayment", "require_signed_spec")]
    advice = advise([*asks, wanted("upsell", about="order-2"), cap(1)])
    days = first_days(advice)
    assert days["require_prepayment"] == days["require_signed_spec"] == DAY
    assert days["upsell"] == to_come(7)
    numbers = {item.action: item.window and item.window.contact for item in advice.actions}
    assert numbers["require_prepayment"] == numbers["require_signed_spec"] != numbers["upsell"]


def test_nothing_waits_for_a_later_contact_about_its_matter() -> None:
    put_off = Verdict(
        action="require_prepayment",
        candidate="test.require_prepayment",
        about="order-1",
        kind=VerdictKind.DEFER,
        layer=Layer.STAGE,
        rule="g",
        reason="r",
        until=to_come(5),
    )
    first = wanted("require_prepayment", about="order-1", weight=9)
    second = wanted("require_signed_spec", about="order-1")
    days = first_days(advise([first, second, put_off, cap(5)]))
    assert days == {"require_prepayment": to_come(5), "require_signed_spec": DAY}


def test_a_company_may_count_every_action() -> None:
    asks = [wanted(action, about="order-1") for action in ("require_prepayment", "require_signed_spec")]
    days = first_days(advise([*asks, cap(1)], one_matter_together=0))
    assert sorted(day for day in days.values() if day) == [DAY, to_come(7)]


def test_another_channel_or_purpose_is_another_contact() -> None:
    asks = [
        wanted("require_prepayment", EMAIL, about="order-1"),
        wanted("agree_price_first", PHONE, about="order-1"),
        wanted("send_material", EMAIL, MARKETING, about="order-1"),
    ]
    days = first_days(advise([*asks, cap(1)]))
    assert len(set(days.values())) == 3


# --- limits for a type of buyer, and the floor -----------------------------------------------------


def is_taken_for(archetype: Archetype) -> Assessment:
    return Assessment(axis=Axis.ARCHETYPE, value=archetype)


def test_a_limit_for_a_type_holds_for_that_type_only() -> None:
    policy = cap(1, archetype=Archetype.STINGY)
    book_knows = [is_taken_for(Archetype.STINGY), policy, was(1)]
    assert first_days(advise([FIRST, *book_knows])) == {"cross_sell": to_come(6)}
    assert first_days(advise([FIRST, is_taken_for(Archetype.GREEDY), policy, was(1)])) == {"cross_sell": DAY}
    assert first_days(advise([FIRST, policy, was(1)])) == {"cross_sell": DAY}
    late = advise([FIRST, *book_knows, cap(1, 60, id="q", archetype=Archetype.STINGY)])
    assert fallen(late, "cross_sell").layer == Layer.TYPE


def test_the_floor_passes_limits_for_a_type_but_not_those_for_everybody() -> None:
    floor = wanted("keep_warm_call", PHONE, Purpose.RELATIONSHIP, reason="keep-alive")
    stingy = is_taken_for(Archetype.STINGY)
    assert first_days(advise([floor, stingy, cap(1, archetype=Archetype.STINGY), was(1)])) == {
        "keep_warm_call": DAY
    }
    assert first_days(advise([floor, stingy, cap(0, archetype=Archetype.STINGY)])) == {"keep_warm_call": DAY}
    assert first_days(advise([floor, stingy, cap(1), was(1)])) == {"keep_warm_call": to_come(6)}
    assert first_days(advise([floor, cap(0)])) == {}


# --- the numbers -----------------------------------------------------------------------------------


def test_the_numbers_of_the_playbook_are_those_of_the_scheduler() -> None:
    book = Playbook("numbers")
    for parameter in contact.playbook.ruleset().parameters:
        book.parameter(parameter.name, parameter.default, parameter.doc)
    assert SchedulePolicy.of(compile_program([book.ruleset()]).values) == SchedulePolicy()
    names = {f"contact.{name}" for name in SchedulePolicy.__dataclass_fields__}
    assert names <= {parameter.name for parameter in contact.playbook.ruleset().parameters}


def test_a_calendar_needs_nothing_but_a_customer() -> None:
    calendar = ContactCalendar(Snapshot.of([somebody()]))
    assert calendar.zone is None
    assert calendar.policy == SchedulePolicy()


def test_actions_without_a_slot_have_no_window() -> None:
    action = standing(advise([wanted(Action.REVIEW_ACCOUNT, None, Purpose.INTERNAL)]), "review_account")
    assert action.window is None
