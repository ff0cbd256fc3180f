"""A rule may need that there is no fact of a kind."""

from __future__ import annotations

from datetime import date

from relcore.facts import Complaint, Customer, Finding, Interaction, InteractionKind, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


@PLAYBOOK.rule(origin="test")
def ungreeted(order: Order) -> Clause:
    """Warn of an order after which nobody greeted."""
    return when(
        absent(
            Interaction,
            lambda i: (i.kind == InteractionKind.GREETING) & (i.on >= order.placed_on),
        )
    ).then(warn("ungreeted", since=order.placed_on))


@PLAYBOOK.rule(origin="test")
def no_complaint(customer: Customer) -> Clause:
    """Note that there is no complaint at all."""
    return when(absent(Complaint)).then(warn("content"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=FIRST),
    Order(id="o2", customer_id="c", placed_on=SECOND),
    Interaction(id="i1", customer_id="c", kind=InteractionKind.GREETING, on=FIRST),
    Interaction(id="i2", customer_id="c", kind=InteractionKind.VISIT, on=SECOND),
]
EXPECT: list[Conclusion] = [
    Finding(code="ungreeted", since=SECOND, rule="case.ungreeted"),
    Finding(code="content", rule="case.no_complaint"),
]
SUPPORTS = [(EXPECT[0], [by("ungreeted", GIVEN[2])])]
