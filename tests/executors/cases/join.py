"""Facts of several types join on equal values; what is unknown joins with nothing."""

from __future__ import annotations

from datetime import date

from relcore.facts import Delivery, Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


@PLAYBOOK.rule(origin="test")
def late(order: Order, delivery: Delivery) -> Clause:
    """Warn of an order that was delivered late."""
    return when(
        delivery.order_id == order.id,
        value(delivery.delivered_on) > value(delivery.promised_on),
    ).then(warn("late", about=order.product))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=AS_OF, product="tea"),
    Order(id="o2", customer_id="c", placed_on=AS_OF, product="salt"),
    Order(customer_id="c", placed_on=AS_OF, product="no id"),
    Delivery(id="d1", customer_id="c", order_id="o1", promised_on=FIRST, delivered_on=SECOND),
    Delivery(id="d2", customer_id="c", order_id="o2", promised_on=FIRST, delivered_on=FIRST),
    Delivery(id="d3", customer_id="c", promised_on=FIRST, delivered_on=SECOND),
]
EXPECT: list[Conclusion] = [Finding(code="late", about="tea", rule="case.late")]
SUPPORTS = [(EXPECT[0], [by("late", GIVEN[0], GIVEN[3])])]
