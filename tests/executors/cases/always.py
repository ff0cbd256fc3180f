"""A rule without conditions fires for every combination of its facts."""

from __future__ import annotations

from datetime import date

from relcore.facts import Contact, Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, warn
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


@PLAYBOOK.rule(origin="test")
def each(order: Order, contact: Contact) -> Clause:
    """Note each contact with each order."""
    return always().then(warn("pair", about=contact.name, since=order.placed_on))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=FIRST),
    Order(id="o2", customer_id="c", placed_on=SECOND),
    Contact(id="p1", customer_id="c", name="Li"),
    Contact(id="p2", customer_id="c"),
    Contact(id="p3", customer_id="c"),
]
EXPECT: list[Conclusion] = [
    Finding(code="pair", about="Li", since=FIRST, rule="case.each"),
    Finding(code="pair", about="Li", since=SECOND, rule="case.each"),
    Finding(code="pair", since=FIRST, rule="case.each"),
    Finding(code="pair", since=SECOND, rule="case.each"),
]
SUPPORTS = [(EXPECT[2], [by("each", GIVEN[0], GIVEN[3]), by("each", GIVEN[0], GIVEN[4])])]
