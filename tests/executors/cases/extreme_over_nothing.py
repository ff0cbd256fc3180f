"""The greatest and the least value over nothing are unknown."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding, Interaction, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, days_since, exists, highest, known, latest, or_else, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def never(customer: Customer) -> Clause:
    """Note that there was no contact."""
    return when(~known(latest(Interaction, lambda i: i.on))).then(warn("never"))


@PLAYBOOK.rule(origin="test")
def silent(customer: Customer) -> Clause:
    """Note silence, or no contact at all."""
    return when(or_else(days_since(latest(Interaction, lambda i: i.on)), 999) > 30).then(
        warn("silent", since=latest(Interaction, lambda i: i.on))
    )


@PLAYBOOK.rule(origin="test")
def not_silent(customer: Customer) -> Clause:
    """Note that there is no silence, as far as is known."""
    return when(~(days_since(latest(Interaction, lambda i: i.on)) > 30)).then(warn("not_silent"))


@PLAYBOOK.rule(origin="test")
def unknown_alone(customer: Customer) -> Clause:
    """Note that there are orders, but no known amount."""
    return when(~known(highest(Order, lambda o: o.amount)), exists(Order)).then(warn("no_amount"))


GIVEN: list[Fact] = [Customer(customer_id="c"), Order(id="o1", customer_id="c", placed_on=AS_OF)]
EXPECT: list[Conclusion] = [
    Finding(code="never", rule="case.never"),
    Finding(code="silent", rule="case.silent"),
    Finding(code="no_amount", rule="case.unknown_alone"),
]
