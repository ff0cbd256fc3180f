"""A rule may join three facts; each condition counts wherever it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Contact, Finding, Order, Payment
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, known, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def chain(contact: Contact, order: Order, payment: Payment) -> Clause:
    """Note who bought what was paid."""
    return when(
        value(payment.amount) >= value(order.amount),
        order.contact_id == contact.id,
        payment.order_id == order.id,
        known(contact.name),
    ).then(warn("paid_by", about=contact.name))


GIVEN: list[Fact] = [
    Contact(id="p1", customer_id="c", name="Li"),
    Contact(id="p2", customer_id="c", name="Wang"),
    Contact(id="p3", customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, contact_id="p1", amount=Decimal(5)),
    Order(id="o2", customer_id="c", placed_on=AS_OF, contact_id="p2", amount=Decimal(5)),
    Order(id="o3", customer_id="c", placed_on=AS_OF, contact_id="p3", amount=Decimal(5)),
    Payment(id="m1", customer_id="c", order_id="o1", amount=Decimal("5.00")),
    Payment(id="m2", customer_id="c", order_id="o2", amount=Decimal("4.99")),
    Payment(id="m3", customer_id="c", order_id="o3", amount=Decimal(9)),
    Payment(id="m4", customer_id="c", amount=Decimal(9)),
]
EXPECT: list[Conclusion] = [Finding(code="paid_by", about="Li", rule="case.chain")]
SUPPORTS = [(EXPECT[0], [by("chain", GIVEN[0], GIVEN[3], GIVEN[6])])]
