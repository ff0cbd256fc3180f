"""Days are counted on the calendar, over months, leap days and the turn of the year."""

from __future__ import annotations

from datetime import date

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import (
    Clause,
    Playbook,
    always,
    as_of,
    conclude,
    days,
    days_between,
    days_since,
    days_until,
    value,
    warn,
    when,
)

PLAYBOOK = Playbook("case")


class Span(Conclusion):
    """A number of days."""

    what: str
    days: int


@PLAYBOOK.rule(origin="test")
def spans(order: Order) -> Clause:
    """Tell the days around an order."""
    return always().then(
        conclude(Span, what="since", days=days_since(order.placed_on)),
        conclude(Span, what="until", days=days_until(order.placed_on)),
        conclude(Span, what="between", days=days_between(order.placed_on, date(2028, 3, 1))),
    )


@PLAYBOOK.rule(origin="test")
def moved(order: Order) -> Clause:
    """Tell days before and after an order."""
    return always().then(
        warn("later", since=order.placed_on + days(2)),
        warn("earlier", since=order.placed_on - days(60)),
        warn("by_items", since=order.placed_on + days(value(order.items))),
        warn("today", since=as_of()),
    )


@PLAYBOOK.rule(origin="test")
def compared(order: Order) -> Clause:
    """Note an order of the last 730 days."""
    return when(
        days_since(order.placed_on) < 731,
        days_since(order.placed_on) >= 730,
        days_until(order.placed_on) > -731,
        days_until(order.placed_on) <= -730,
        order.placed_on + days(730) == as_of(),
        order.placed_on != as_of(),
    ).then(warn("compared"))


AS_OF = date(2030, 2, 27)
GIVEN: list[Fact] = [Order(id="o1", customer_id="c", placed_on=date(2028, 2, 28), items=308)]
EXPECT: list[Conclusion] = [
    Span(what="since", days=730),
    Span(what="until", days=-730),
    Span(what="between", days=2),
    Finding(code="later", since=date(2028, 3, 1), rule="case.moved"),
    Finding(code="earlier", since=date(2027, 12, 30), rule="case.moved"),
    Finding(code="by_items", since=date(2029, 1, 1), rule="case.moved"),
    Finding(code="today", since=date(2030, 2, 27), rule="case.moved"),
    Finding(code="compared", rule="case.compared"),
]
