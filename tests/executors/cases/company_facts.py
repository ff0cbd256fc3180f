"""Facts of the company join with those of every customer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Customer, Finding, GiftPolicy, Holiday, Order, RepAuthority
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, days_until, known, lowest, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def wishes(customer: Customer, holiday: Holiday) -> Clause:
    """Wish well on a holiday of the customer's country."""
    return when(
        value(holiday.wishes),
        ~known(holiday.country) | (holiday.country == customer.country),
        days_until(holiday.on) <= 7,
        days_until(holiday.on) >= 0,
    ).then(warn("wishes", about=holiday.name, since=holiday.on))


@PLAYBOOK.rule(origin="test")
def no_gifts(customer: Customer) -> Clause:
    """Note that no policy allows gifts."""
    return when(absent(GiftPolicy, lambda p: value(p.max_value_per_recipient_per_year) > 0)).then(
        warn("no_gifts")
    )


@PLAYBOOK.rule(origin="test")
def strict(order: Order) -> Clause:
    """Note an order above the strictest limit."""
    return when(value(order.amount) > value(lowest(RepAuthority, lambda a: a.max_concession))).then(
        warn("above", about=order.id)
    )


GIVEN: list[Fact] = [
    Customer(customer_id="c", country="CN"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, amount=Decimal(60)),
    Order(id="o2", customer_id="c", placed_on=AS_OF, amount=Decimal(50)),
    Holiday(id="h1", on=date(2026, 3, 8), country="CN", name="Women's Day", wishes=True),
    Holiday(id="h2", on=date(2026, 3, 9), country="GB", name="Commonwealth Day", wishes=True),
    Holiday(id="h3", on=date(2026, 3, 9), name="Everywhere", wishes=True),
    Holiday(id="h4", on=date(2026, 3, 10), name="Too late", wishes=True),
    Holiday(id="h5", on=date(2026, 3, 3), name="Quiet"),
    GiftPolicy(id="g1", max_value_per_recipient_per_year=Decimal(0)),
    RepAuthority(id="a1", max_concession=Decimal(50)),
    RepAuthority(id="a2", max_concession=Decimal(70)),
    RepAuthority(id="a3"),
]
EXPECT: list[Conclusion] = [
    Finding(code="wishes", about="Women's Day", since=date(2026, 3, 8), rule="case.wishes"),
    Finding(code="wishes", about="Everywhere", since=date(2026, 3, 9), rule="case.wishes"),
    Finding(code="no_gifts", rule="case.no_gifts"),
    Finding(code="above", about="o1", rule="case.strict"),
]
SUPPORTS = [(EXPECT[0], [by("wishes", GIVEN[0], GIVEN[3])])]
