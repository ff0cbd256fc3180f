"""A count is the number of facts of which the condition is true; over nothing it is 0."""

from __future__ import annotations

from datetime import date

from relcore.facts import Complaint, Customer, Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, count, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Counted(Conclusion):
    """How many there were."""

    orders: int
    paid: int
    unpaid: int
    complaints: int


@PLAYBOOK.rule(origin="test")
def counted(customer: Customer) -> Clause:
    """Count orders of every kind."""
    return always().then(
        conclude(
            Counted,
            orders=count(Order),
            paid=count(Order, lambda o: value(o.paid)),
            unpaid=count(Order, lambda o: ~value(o.paid)),
            complaints=count(Complaint),
        )
    )


@PLAYBOOK.rule(origin="test")
def several(customer: Customer) -> Clause:
    """Note more than two orders."""
    return when(count(Order) > 2, count(Complaint) == 0).then(warn("several"))


@PLAYBOOK.rule(origin="test")
def many(customer: Customer) -> Clause:
    """Note more than three orders."""
    return when(count(Order) > 3).then(warn("many"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, paid=True),
    Order(id="o2", customer_id="c", placed_on=AS_OF, paid=False),
    Order(id="o3", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Counted(orders=3, paid=1, unpaid=1, complaints=0),
    Finding(code="several", rule="case.several"),
]
SUPPORTS = [(EXPECT[1], [by("several", GIVEN[0])])]
