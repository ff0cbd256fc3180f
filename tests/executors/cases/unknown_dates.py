"""A span with an unknown end is unknown, and so is every comparison with it."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Delivery, Finding
from relcore.facts.base import Conclusion, Fact
from relcore.lang import (
    Clause,
    Playbook,
    always,
    days,
    days_between,
    days_since,
    days_until,
    value,
    warn,
    when,
)
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


@PLAYBOOK.rule(origin="test")
def long_ago(customer: Customer) -> Clause:
    """Note a customer of long ago."""
    return when(days_since(customer.since) > 30).then(warn("long_ago"))


@PLAYBOOK.rule(origin="test")
def not_long_ago(customer: Customer) -> Clause:
    """Note a customer of not long ago."""
    return when(~(days_since(customer.since) > 30)).then(warn("not_long_ago"))


@PLAYBOOK.rule(origin="test")
def soon(delivery: Delivery) -> Clause:
    """Note a delivery within a week."""
    return when(days_until(delivery.promised_on) <= 7, days_until(delivery.promised_on) >= 0).then(
        warn("soon", about=delivery.id)
    )


@PLAYBOOK.rule(origin="test")
def late(delivery: Delivery) -> Clause:
    """Note a delivery that came late, with the day after it."""
    return when(days_between(delivery.promised_on, delivery.delivered_on) > 0).then(
        warn("late", about=delivery.id, since=value(delivery.delivered_on) + days(1))
    )


@PLAYBOOK.rule(origin="test")
def moved(delivery: Delivery) -> Clause:
    """Tell the day after a delivery, which may be unknown."""
    return always().then(warn("after", since=value(delivery.delivered_on) + days(1)))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Delivery(id="d1", customer_id="c", promised_on=date(2026, 3, 9)),
    Delivery(id="d2", customer_id="c", promised_on=date(2026, 3, 10)),
    Delivery(id="d3", customer_id="c", promised_on=FIRST, delivered_on=SECOND),
    Delivery(id="d4", customer_id="c", delivered_on=SECOND),
]
EXPECT: list[Conclusion] = [
    Finding(code="soon", about="d1", rule="case.soon"),
    Finding(code="late", about="d3", since=date(2026, 2, 3), rule="case.late"),
    Finding(code="after", since=date(2026, 2, 3), rule="case.moved"),
    Finding(code="after", rule="case.moved"),
]
SUPPORTS = [(EXPECT[2], [by("moved", GIVEN[3]), by("moved", GIVEN[4])])]
