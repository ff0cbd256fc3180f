"""Our own company: a maker of packaging with five representatives, its limits, its rules and its calendar."""

from __future__ import annotations

from datetime import date

from examples.telling import told
from relcore.facts import (
    ContactPolicy,
    Fact,
    GiftPolicy,
    Holiday,
    IndustryHours,
    RepAuthority,
    WorkWeek,
)

REPS = ("anna", "marco", "li-na", "chen-yu", "dara")


def facts() -> list[Fact]:
    """Give the facts that hold for every customer."""
    return [*authority(), *contact_policies(), gift_policy(), *holidays(), *working_time()]


def authority() -> list[Fact]:
    """What everybody may decide, and what two senior representatives may."""
    return [
        told(
            RepAuthority,
            id="everybody",
            max_concession=500,
            max_discount="0.05",
            max_claim=1000,
            max_gift=25,
            may_promise_dates=True,
            may_promise_prices=False,
            may_start_production=False,
            written_contract_above=5000,
        ),
        told(
            RepAuthority,
            id="senior-anna",
            rep_id="anna",
            max_concession=2000,
            max_discount="0.08",
            max_claim=2500,
            max_gift=40,
            may_promise_dates=True,
            may_promise_prices=True,
            may_start_production=False,
            written_contract_above=5000,
        ),
        told(
            RepAuthority,
            id="senior-li-na",
            rep_id="li-na",
            max_concession=2000,
            max_discount="0.08",
            max_claim=2500,
            max_gift=40,
            may_promise_dates=True,
            may_promise_prices=True,
            may_start_production=True,
            written_contract_above=5000,
        ),
    ]


def contact_policies() -> list[Fact]:
    """How often, when and on which permission we contact people."""
    return [
        told(ContactPolicy, id="selling", purpose="sales", max_contacts=4, window_days=30, min_gap_days=3),
        told(
            ContactPolicy, id="marketing", purpose="marketing", max_contacts=2, window_days=30, min_gap_days=7
        ),
        told(ContactPolicy, id="keep-alive", keep_alive_days=90),
        told(ContactPolicy, id="credit-light", archetype="credit_seeking", max_contacts=2, window_days=60),
        told(ContactPolicy, id="stingy-little", archetype="stingy", max_contacts=1, window_days=30),
        told(ContactPolicy, id="email", channel="email", needs_consent=True, max_contacts=4, window_days=30),
        told(
            ContactPolicy,
            id="sms",
            channel="sms",
            needs_consent=True,
            needs_announcement=True,
            max_contacts=2,
            window_days=30,
            quiet_from="20:00",
            quiet_until="09:00",
        ),
        told(
            ContactPolicy,
            id="chat",
            channel="chat",
            needs_consent=True,
            quiet_from="21:00",
            quiet_until="08:30",
        ),
        told(
            ContactPolicy,
            id="phone",
            channel="phone",
            working_days_only=True,
            quiet_from="18:30",
            quiet_until="09:00",
        ),
        told(ContactPolicy, id="visits", channel="visit", working_days_only=True),
    ]


def gift_policy() -> Fact:
    """What may be given, by whom and to whom."""
    return told(
        GiftPolicy,
        id="gifts",
        max_value_per_recipient_per_year=50,
        company_owned_only=True,
        must_be_logged=True,
        needs_recipient_permission=True,
        allowed_in_tender=False,
    )


def working_time() -> list[Fact]:
    """Weeks that do not run from Monday to Friday, and hours in which whole industries are busy."""
    return [
        told(WorkWeek, id="week-SA", country="SA", working_days=(7, 1, 2, 3, 4)),
        told(
            IndustryHours,
            id="restaurants-lunch",
            industry="restaurants",
            busy_from="11:00",
            busy_until="14:00",
        ),
        told(
            IndustryHours,
            id="restaurants-dinner",
            industry="restaurants",
            busy_from="17:30",
            busy_until="21:30",
        ),
        told(
            IndustryHours,
            id="retail-saturday",
            industry="retail",
            weekday=6,
            busy_from="10:00",
            busy_until="19:00",
        ),
        told(
            IndustryHours, id="hospitals-rounds", industry="healthcare", busy_from="07:30", busy_until="10:00"
        ),
        told(IndustryHours, id="food-dispatch", industry="food", busy_from="05:00", busy_until="08:30"),
        told(
            IndustryHours, id="logistics-evening", industry="logistics", busy_from="16:00", busy_until="19:00"
        ),
    ]


def holidays() -> list[Fact]:
    """The special days of the half-year to come, and some that have just been."""
    return [
        told(
            Holiday,
            id=f"{country}-{day}",
            on=date.fromisoformat(day),
            country=country,
            name=name,
            name_zh=name_zh,
            kind=kind,
            wishes=wishes,
        )
        for country, day, name, name_zh, kind, wishes in _HOLIDAYS
    ]


_OFF, _WORK, _MARKED = "day_off", "working_day", "observance"
_HOLIDAYS: tuple[tuple[str, str, str, str, str, bool], ...] = (
    ("CN", "2026-06-19", "Dragon Boat Festival", "端午节", _OFF, True),
    ("CN", "2026-08-19", "Qixi Festival", "七夕节", _MARKED, False),
    ("CN", "2026-09-25", "Mid-Autumn Festival", "中秋节", _OFF, True),
    ("CN", "2026-10-01", "National Day", "国庆节", _OFF, True),
    ("CN", "2026-10-10", "Working Saturday after National Day", "国庆节调休上班", _WORK, False),
    ("HK", "2026-07-01", "Establishment Day", "香港特别行政区成立纪念日", _OFF, False),
    ("HK", "2026-09-26", "Day after Mid-Autumn", "中秋节翌日", _OFF, True),
    ("CA", "2026-07-01", "Canada Day", "加拿大国庆日", _OFF, True),
    ("US", "2026-07-03", "Independence Day (observed)", "美国独立日(补休)", _OFF, True),
    ("US", "2026-09-07", "Labor Day", "劳动节", _OFF, False),
    ("US", "2026-11-26", "Thanksgiving", "感恩节", _OFF, True),
    ("FR", "2026-07-14", "National Day", "法国国庆日", _OFF, True),
    ("JP", "2026-07-20", "Marine Day", "海之日", _OFF, False),
    ("SG", "2026-08-10", "National Day (observed)", "新加坡国庆日(补休)", _OFF, True),
    ("CH", "2026-08-01", "National Day", "瑞士国庆日", _OFF, True),
    ("IT", "2026-08-15", "Ferragosto", "八月节", _OFF, True),
    ("ES", "2026-08-15", "Assumption Day", "圣母升天节", _OFF, False),
    ("PT", "2026-06-10", "Portugal Day", "葡萄牙日", _OFF, False),
    ("PL", "2026-08-15", "Armed Forces Day", "波兰建军节", _OFF, False),
    ("CZ", "2026-07-06", "Jan Hus Day", "扬·胡斯日", _OFF, False),
    ("EE", "2026-08-20", "Restoration of Independence", "爱沙尼亚恢复独立日", _OFF, True),
    ("IE", "2026-08-03", "August Bank Holiday", "八月公共假日", _OFF, False),
    ("GB", "2026-08-31", "Summer Bank Holiday", "夏季公共假日", _OFF, False),
    ("IN", "2026-08-15", "Independence Day", "印度独立日", _OFF, True),
    ("SA", "2026-09-23", "National Day", "沙特国庆日", _OFF, True),
    ("ZA", "2026-08-10", "Women's Day (observed)", "妇女节(补休)", _OFF, False),
    ("BR", "2026-09-07", "Independence Day", "巴西独立日", _OFF, True),
    ("MX", "2026-09-16", "Independence Day", "墨西哥独立日", _OFF, True),
    ("NZ", "2026-07-10", "Matariki", "玛塔里基节", _OFF, True),
    ("DE", "2026-10-03", "German Unity Day", "德国统一日", _OFF, False),
    ("NO", "2026-12-25", "Christmas Day", "圣诞节", _OFF, True),
    ("KE", "2026-10-20", "Mashujaa Day", "英雄日", _OFF, False),
)
