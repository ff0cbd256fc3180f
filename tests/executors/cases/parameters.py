"""A named parameter has its default unless the company sets another value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Customer, Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.ir import Scalar
from relcore.lang import Clause, Playbook, days, days_since, known, param, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)

PLAYBOOK.parameter("case.days", 30, "Days of silence.")
PLAYBOOK.parameter("case.limit", Decimal("10.5"), "Least amount.")
PLAYBOOK.parameter("case.start", date(2026, 1, 1), "First day that counts.")
PLAYBOOK.parameter("case.word", "tea", "Product that counts.")
PLAYBOOK.parameter("case.open", True, "Whether anything counts.")


@PLAYBOOK.rule(origin="test")
def counted(order: Order) -> Clause:
    """Note an order that counts."""
    return when(
        days_since(order.placed_on) <= param("case.days"),
        value(order.amount) >= param("case.limit"),
        order.placed_on >= param("case.start"),
        order.product == param("case.word"),
        param("case.open"),
    ).then(warn("counted", about=order.id, since=order.placed_on + days(param("case.days"))))


@PLAYBOOK.rule(origin="test")
def told(customer: Customer) -> Clause:
    """Tell the parameters."""
    return when(known(param("case.word"))).then(
        warn("told", about=param("case.word"), since=param("case.start"))
    )


SETTINGS: dict[str, Scalar] = {"case.days": 14, "case.limit": 10, "case.word": "salt"}
GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=date(2026, 2, 16), amount=Decimal(10), product="salt"),
    Order(id="o2", customer_id="c", placed_on=date(2026, 2, 15), amount=Decimal(10), product="salt"),
    Order(id="o3", customer_id="c", placed_on=date(2026, 2, 16), amount=Decimal("9.99"), product="salt"),
    Order(id="o4", customer_id="c", placed_on=date(2026, 2, 16), amount=Decimal(10), product="tea"),
]
EXPECT: list[Conclusion] = [
    Finding(code="counted", about="o1", since=AS_OF, rule="case.counted"),
    Finding(code="told", about="salt", since=date(2026, 1, 1), rule="case.told"),
]
