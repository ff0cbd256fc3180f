"""Working days, public holidays, quiet and busy hours, on the customer's own calendar and clock."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

import pytest

from relcore.advice import Window
from relcore.advice.public_holidays import public_holidays
from relcore.facts import (
    BusyHours,
    Channel,
    ContactPolicy,
    Customer,
    DayKind,
    Fact,
    Holiday,
    IndustryHours,
    Purpose,
    WorkWeek,
)
from tests.advice.told import WHO, advise, fallen, first_days, somebody, standing, wanted

CALL = wanted("cross_sell", Channel.PHONE)
SERVICE_CALL = wanted("cross_sell", Channel.PHONE, Purpose.SERVICE)
MAILING = wanted("cross_sell", Channel.EMAIL)
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 6, 26) + timedelta(days=n) for n in range(4))
WORKING = ContactPolicy(id="p", working_days_only=True)


def opens(*facts: Fact, on: date, call: Fact = CALL, **settings: int) -> date | None:
    """Give the first day of a call."""
    return first_days(advise([call, *facts], on, **settings))["cross_sell"]


def window(*facts: Fact, on: date = MONDAY, call: Fact = CALL) -> Window:
    """Give the window of a call."""
    found = standing(advise([call, *facts], on), "cross_sell").window
    assert found
    return found


def hours(*facts: Fact, on: date = MONDAY, call: Fact = CALL) -> tuple[time | None, time | None]:
    """Give the free hours of the first day of a call."""
    found = window(*facts, on=on, call=call)
    return found.from_time, found.until_time


# --- working days ----------------------------------------------------------------------------------


@pytest.mark.parametrize("on", [SATURDAY, SUNDAY, MONDAY])
def test_a_sales_call_waits_for_a_working_day(on: date) -> None:
    assert opens(on=on) == MONDAY


@pytest.mark.parametrize("call", [MAILING, SERVICE_CALL, wanted("cross_sell", Channel.SHOP)])
def test_mail_and_service_and_the_shop_do_not_wait_where_no_policy_says_so(call: Fact) -> None:
    assert opens(on=SATURDAY, call=call) == SATURDAY
    assert opens(WORKING, on=SATURDAY, call=call) == MONDAY


def test_a_policy_may_allow_any_day() -> None:
    assert opens(ContactPolicy(id="p", working_days_only=False), on=SATURDAY) == SATURDAY
    assert opens(ContactPolicy(id="q", working_days_only=False), WORKING, on=SATURDAY) == MONDAY
    assert opens(on=SATURDAY, working_days_only=0) == SATURDAY


def test_the_reason_is_told() -> None:
    note = standing(advise([CALL], SATURDAY), "cross_sell").notes[0]
    assert (note.by, note.reason, note.until) == ("calendar.working_days", "not_a_working_day", MONDAY)
    assert note.text == "Nobody works on the days before; the next working day that suits is 29 Jun 2026."


def test_a_day_off_in_the_customers_country_and_region_counts() -> None:
    everywhere = Holiday(on=MONDAY)
    assert opens(everywhere, on=MONDAY) == date(2026, 6, 30)
    german = somebody(country="DE", region="BY")
    for country, region, counts in (
        ("DE", None, True),
        ("DE", "BY", True),
        ("DE", "BE", False),
        ("FR", None, False),
    ):
        found = opens(german, Holiday(on=MONDAY, country=country, region=region), on=MONDAY)
        assert (found != MONDAY) is counts


def test_a_weekend_on_which_people_work_is_a_working_day() -> None:
    assert opens(Holiday(on=SATURDAY, kind=DayKind.WORKING_DAY), on=SATURDAY) == SATURDAY
    assert opens(Holiday(on=SATURDAY, kind=DayKind.OBSERVANCE), on=SATURDAY) == MONDAY
    assert opens(Holiday(on=MONDAY, kind=DayKind.OBSERVANCE), on=MONDAY) == MONDAY


def test_what_is_said_of_the_place_comes_before_what_is_said_of_everywhere() -> None:
    off, on = Holiday(id="a", on=MONDAY), Holiday(id="b", on=MONDAY, country="DE", kind=DayKind.WORKING_DAY)
    assert opens(somebody(country="DE"), off, on, on=MONDAY) == MONDAY
    twice = Holiday(id="c", on=MONDAY, kind=DayKind.WORKING_DAY)
    assert opens(off, twice, on=MONDAY) == date(2026, 6, 30)


def test_a_week_runs_as_the_company_says() -> None:
    week = WorkWeek(country="SA", working_days=(7, 1, 2, 3, 4))
    assert opens(somebody(country="SA"), week, on=FRIDAY) == SUNDAY
    assert opens(somebody(country="DE"), week, on=FRIDAY) == FRIDAY
    general = WorkWeek(working_days=(2,))
    assert opens(somebody(), general, on=FRIDAY) == date(2026, 6, 30)
    assert opens(somebody(country="SA"), general, week, on=FRIDAY) == SUNDAY


# --- public holidays -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "region", "on", "expected"),
    [
        ("FR", None, date(2026, 7, 14), date(2026, 7, 15)),
        ("DE", None, date(2026, 6, 4), date(2026, 6, 4)),
        ("DE", "BY", date(2026, 6, 4), date(2026, 6, 5)),
        ("DE", "Bayern", date(2026, 6, 4), date(2026, 6, 5)),
        ("DE", "Nowhere", date(2026, 6, 4), date(2026, 6, 4)),
        ("CN", None, date(2026, 10, 1), date(2026, 10, 8)),
        ("CN", None, date(2026, 10, 10), date(2026, 10, 10)),
        ("SA", None, FRIDAY, SUNDAY),
        ("US", None, date(2026, 7, 3), date(2026, 7, 6)),
        (None, None, date(2026, 7, 14), date(2026, 7, 14)),
    ],
    ids=[
        "Bastille Day",
        "not in all of Germany",
        "Corpus Christi",
        "region by name",
        "region unknown",
        "national week",
        "working Saturday",
        "weekend on Friday",
        "observed",
        "country unknown",
    ],
)
def test_public_holidays_of_the_country_count(
    country: str | None, region: str | None, on: date, expected: date
) -> None:
    pytest.importorskip("holidays")
    assert opens(somebody(country=country, region=region), on=on) == expected


def test_what_the_company_says_of_a_day_comes_before_the_public_calendar() -> None:
    pytest.importorskip("holidays")
    day = date(2026, 7, 14)
    french = somebody(country="FR")
    assert opens(french, Holiday(on=day, country="FR", kind=DayKind.WORKING_DAY), on=day) == day
    assert opens(french, Holiday(on=day, country="FR", kind=DayKind.OBSERVANCE), on=day) == day


def test_the_window_names_what_the_calendar_rests_on() -> None:
    pytest.importorskip("holidays")
    assert window(somebody(country="DE", region="BY")).calendar.startswith("holidays ")  # type: ignore[union-attr]
    assert window(somebody(country="DE", region="BY")).calendar.endswith(" DE-BY")  # type: ignore[union-attr]
    assert window(somebody()).calendar == "facts"
    assert window(call=MAILING).calendar is None


@pytest.fixture
def without_package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the optional package away."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    public_holidays.cache_clear()
    yield
    public_holidays.cache_clear()


@pytest.mark.usefixtures("without_package")
def test_without_the_package_only_listed_days_count_and_the_advice_says_so() -> None:
    # Another region for each test, for calendars are remembered.
    icelander = somebody(country="IS", region="without the package", name="Vík Wool")
    national_day = date(2026, 6, 17)
    listed = Holiday(on=date(2026, 6, 18), country="IS")
    advice = advise([CALL, icelander, listed], national_day)
    assert first_days(advice) == {"cross_sell": national_day}
    assert opens(icelander, listed, on=date(2026, 6, 18)) == date(2026, 6, 19)
    found = standing(advice, "cross_sell").window
    assert found
    assert found.calendar == "facts"
    (warning,) = advice.warnings
    assert warning.code == "public_holidays_unknown"
    assert warning.text.startswith("The public holidays of Vík Wool's country are not known here")


def test_nothing_is_said_of_public_holidays_where_they_do_not_matter() -> None:
    assert advise([MAILING, somebody(country="IS")], MONDAY).warnings == ()
    assert advise([CALL, somebody()], MONDAY).warnings == ()
    pytest.importorskip("holidays")
    assert advise([CALL, somebody(country="IS")], MONDAY).warnings == ()
    (unknown,) = advise([CALL, somebody(country="ZZ")], MONDAY).warnings
    assert unknown.code == "public_holidays_unknown"


# --- hours -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.SMS, Channel.CHAT])
def test_nobody_is_called_or_texted_at_night(channel: Channel) -> None:
    assert hours(call=wanted("cross_sell", channel)) == (time(8), time(21))


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.MAIL, Channel.VISIT, Channel.VIDEO])
def test_mail_has_no_hours_and_for_an_appointment_the_night_goes_without_saying(channel: Channel) -> None:
    assert hours(call=wanted("cross_sell", channel)) == (None, None)


def test_quiet_hours_of_a_policy_take_the_place_of_the_night() -> None:
    quiet = ContactPolicy(id="p", channel=Channel.PHONE, quiet_from=time(18, 30), quiet_until=time(9))
    assert hours(quiet) == (time(9), time(18, 30))
    longer = ContactPolicy(id="q", quiet_from=time(17), quiet_until=time(8))
    assert hours(quiet, longer) == (time(9), time(17))
    noon = ContactPolicy(id="r", quiet_from=time(12), quiet_until=time(14))
    assert hours(noon) == (time(0), time(12))
    assert hours(noon, call=wanted("cross_sell", Channel.EMAIL)) == (time(0), time(12))
    assert hours(ContactPolicy(id="s", quiet_until=time(10))) == (time(10), time(0))


def test_service_keeps_quiet_hours_too() -> None:
    quiet = ContactPolicy(id="p", quiet_from=time(18), quiet_until=time(9))
    assert hours(quiet, call=SERVICE_CALL) == (time(9), time(18))


def test_busy_hours_are_left_out() -> None:
    morning = BusyHours(customer_id=WHO, busy_from=time(7), busy_until=time(11))
    assert hours(morning) == (time(11), time(21))
    assert hours(morning, call=wanted("cross_sell", Channel.VISIT)) == (time(11), time(21))
    assert hours(morning, call=MAILING) == (None, None)
    tuesday = BusyHours(customer_id=WHO, weekday=2, busy_from=time(7), busy_until=time(11))
    assert hours(tuesday) == (time(8), time(21))


def test_hours_of_the_industry_count_where_the_customers_own_are_unknown() -> None:
    lunch = IndustryHours(industry="restaurants", busy_from=time(8), busy_until=time(14))
    cook = somebody(industry="restaurants")
    assert hours(cook, lunch) == (time(14), time(21))
    assert hours(somebody(industry="retail"), lunch) == (time(8), time(21))
    own = BusyHours(customer_id=WHO, busy_from=time(20), busy_until=time(21))
    assert hours(cook, lunch, own) == (time(8), time(20))


def test_a_stretch_that_is_too_short_is_not_used() -> None:
    busy = BusyHours(customer_id=WHO, busy_from=time(8, 10), busy_until=time(12))
    assert hours(busy) == (time(12), time(21))
    assert standing(advise([CALL, busy], MONDAY, shortest_minutes=10), "cross_sell").window == Window(
        opens=MONDAY, contact=1, from_time=time(8), until_time=time(8, 10), calendar="facts"
    )


def test_a_day_without_a_free_hour_is_no_slot() -> None:
    busy = [
        BusyHours(customer_id=WHO, id=str(day), weekday=day, busy_from=time(0), busy_until=time(23))
        for day in (1, 2)
    ]
    advice = advise([CALL, *busy], MONDAY)
    assert first_days(advice) == {"cross_sell": date(2026, 7, 1)}
    assert standing(advice, "cross_sell").notes[0].reason == "no_free_hour"


def test_who_is_busy_at_all_hours_is_not_called_and_gets_service_all_the_same() -> None:
    busy = BusyHours(customer_id=WHO, busy_from=time(0), busy_until=time(23))
    gone = fallen(advise([CALL, busy], MONDAY), "cross_sell")
    assert (gone.reason, gone.earliest) == ("no_free_hour", None)
    assert opens(busy, on=MONDAY, call=SERVICE_CALL) == MONDAY


# --- instants --------------------------------------------------------------------------------------


def at(zone: str, day: date, call: Fact = SERVICE_CALL, **quiet: time) -> Window:
    """Give the window of a call on a day in a zone."""
    policy = ContactPolicy(id="p", **quiet)  # type: ignore[arg-type]
    return window(Customer(customer_id=WHO, timezone=zone), policy, on=day, call=call)


def utc(hours_ahead: float) -> timezone:
    return timezone(timedelta(hours=hours_ahead))


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("Asia/Shanghai", 8), ("America/Denver", -6), ("Asia/Kolkata", 5.5), ("Pacific/Kiritimati", 14)],
)
def test_hours_are_instants_in_the_customers_own_zone(zone: str, offset: float) -> None:
    found = at(zone, MONDAY, quiet_from=time(18), quiet_until=time(9))
    assert found.timezone == zone
    assert found.opens_at == datetime(2026, 6, 29, 9, tzinfo=utc(offset))
    assert found.closes_at == datetime(2026, 6, 29, 18, tzinfo=utc(offset))


def test_without_a_zone_there_are_hours_and_no_instants() -> None:
    found = window()
    assert (found.from_time, found.opens_at, found.closes_at, found.timezone) == (time(8), None, None, None)


def test_an_hour_that_a_clock_skips_begins_when_it_would_have_come() -> None:
    spring = date(2026, 3, 29)
    found = at("Europe/Paris", spring, quiet_from=time(1), quiet_until=time(2, 30))
    assert found.until_time == time(1)
    skipped = at("Europe/Paris", spring, quiet_from=time(0), quiet_until=time(2, 30))
    assert skipped.opens_at == datetime(2026, 3, 29, 3, 30, tzinfo=utc(2))
    assert skipped.closes_at == datetime(2026, 3, 30, 0, 0, tzinfo=utc(2))


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    found = at("Europe/Paris", date(2026, 10, 25), quiet_from=time(0), quiet_until=time(2, 30))
    assert found.opens_at == datetime(2026, 10, 25, 2, 30, tzinfo=utc(2))
    assert found.closes_at == datetime(2026, 10, 26, 0, 0, tzinfo=utc(1))
