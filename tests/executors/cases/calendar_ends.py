"""A day beyond the ends of the calendar is unknown, and comparisons of spans stay right."""

from __future__ import annotations

from datetime import date

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, days, days_since, days_until, known, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def beyond(order: Order) -> Clause:
    """Tell days that lie too far away."""
    return always().then(
        warn("after", since=order.placed_on + days(5_000_000)),
        warn("before", since=order.placed_on - days(5_000_000)),
    )


@PLAYBOOK.rule(origin="test")
def unknown_day(order: Order) -> Clause:
    """Note that such a day is not known."""
    return when(~known(order.placed_on + days(5_000_000))).then(warn("unknown_day"))


@PLAYBOOK.rule(origin="test")
def compared(order: Order) -> Clause:
    """Compare with a day that does not exist, which is unknown."""
    return when(order.placed_on < order.placed_on + days(5_000_000)).then(warn("compared"))


@PLAYBOOK.rule(origin="test")
def negated(order: Order) -> Clause:
    """Negate a comparison with a day that does not exist, which is unknown too."""
    return when(~(order.placed_on < order.placed_on + days(5_000_000))).then(warn("negated"))


@PLAYBOOK.rule(origin="test")
def spans(order: Order) -> Clause:
    """Compare spans with numbers beyond the calendar, which is not unknown."""
    return when(
        days_since(order.placed_on) < 5_000_000,
        days_since(order.placed_on) > -5_000_000,
        ~(days_until(order.placed_on) >= 5_000_000),
        ~(days_until(order.placed_on) <= -5_000_000),
        days_since(order.placed_on) != 5_000_000,
    ).then(warn("spans"))


GIVEN: list[Fact] = [Order(id="o1", customer_id="c", placed_on=AS_OF)]
EXPECT: list[Conclusion] = [
    Finding(code="after", rule="case.beyond"),
    Finding(code="before", rule="case.beyond"),
    Finding(code="unknown_day", rule="case.unknown_day"),
    Finding(code="spans", rule="case.spans"),
]
