"""A value may be one of several constants; an unknown is neither one of them nor none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Channel, Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, one_of, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def near(order: Order) -> Clause:
    """Note an order that came on a near way."""
    return when(one_of(order.channel, Channel.VISIT, Channel.PHONE)).then(warn("near", about=order.id))


@PLAYBOOK.rule(origin="test")
def far(order: Order) -> Clause:
    """Note an order that came on another way."""
    return when(~one_of(order.channel, Channel.VISIT, Channel.PHONE)).then(warn("far", about=order.id))


@PLAYBOOK.rule(origin="test")
def few(order: Order) -> Clause:
    """Note an order of some numbers of pieces."""
    return when(one_of(order.items, 1, 2, 3, 5, 8)).then(warn("few", about=order.id))


@PLAYBOOK.rule(origin="test")
def price(order: Order) -> Clause:
    """Note an order at a usual price."""
    return when(one_of(order.amount, Decimal("9.90"), Decimal("19.90"))).then(warn("usual", about=order.id))


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=AS_OF, channel=Channel.PHONE, items=3, amount=Decimal("9.9")),
    Order(id="o2", customer_id="c", placed_on=AS_OF, channel=Channel.MAIL, items=4, amount=Decimal("9.91")),
    Order(id="o3", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Finding(code="near", about="o1", rule="case.near"),
    Finding(code="far", about="o2", rule="case.far"),
    Finding(code="few", about="o1", rule="case.few"),
    Finding(code="usual", about="o1", rule="case.price"),
]
