"""A count may depend on the facts that the rule joins."""

from __future__ import annotations

from datetime import date

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, conclude, count, known, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)


class Bought(Conclusion):
    """How often a product was bought up to an order."""

    order: str
    times: int


@PLAYBOOK.rule(origin="test")
def bought(order: Order) -> Clause:
    """Count the orders of the same product up to this one."""
    return when(known(order.id)).then(
        conclude(
            Bought,
            order=value(order.id),
            times=count(Order, lambda o: (o.product == order.product) & (o.placed_on <= order.placed_on)),
        )
    )


@PLAYBOOK.rule(origin="test")
def again(order: Order) -> Clause:
    """Note a product that was bought on another day too."""
    return when(
        count(Order, lambda o: (o.product == order.product) & (o.placed_on != order.placed_on)) >= 1
    ).then(warn("again", about=order.product))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=FIRST, product="tea"),
    Order(id="o2", customer_id="c", placed_on=SECOND, product="tea"),
    Order(id="o3", customer_id="c", placed_on=SECOND, product="salt"),
    Order(id="o4", customer_id="c", placed_on=SECOND),
]
EXPECT: list[Conclusion] = [
    Bought(order="o1", times=1),
    Bought(order="o2", times=2),
    Bought(order="o3", times=1),
    Bought(order="o4", times=0),
    Finding(code="again", about="tea", rule="case.again"),
]
SUPPORTS = [(EXPECT[4], [by("again", GIVEN[0]), by("again", GIVEN[1])])]
