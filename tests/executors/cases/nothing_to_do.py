"""Where no rule fires, nothing follows; facts that no rule reads are no trouble."""

from __future__ import annotations

from datetime import date

from relcore.facts import Complaint, Contact, Customer, Finding, Holiday, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, as_of, ask, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def never(order: Order) -> Clause:
    """Warn of an order before its time."""
    return when(order.placed_on > as_of()).then(warn("future"))


@PLAYBOOK.rule(origin="test")
def complaint(complaint: Complaint) -> Clause:
    """Warn of a complaint, of which there is none."""
    return always().then(warn("complaint"))


@PLAYBOOK.rule(origin="test")
def after(found: Finding) -> Clause:
    """Ask about a warning, of which there is none."""
    return always().then(ask("why"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF),
    Contact(id="p1", customer_id="c"),
    Holiday(on=AS_OF),
]
EXPECT: list[Conclusion] = []
