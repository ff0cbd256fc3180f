"""Each row of a table is a rule; rows that overlap all conclude."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import BUILTIN_ACTIONS, Action, Order, Recommendation
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, recommend, value, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
MEMBER_DISCOUNT = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.MEMBER_DISCOUNT)


class Step(NamedTuple):
    """A step of a discount."""

    least: int
    percent: int


STEPS = {"small": Step(10, 2), "medium": Step(50, 5), "large": Step(100, 8)}


@PLAYBOOK.table(STEPS, origin="test")
def discount(order: Order, row: Step) -> Clause:
    """Give a discount from a number of pieces on."""
    return when(value(order.items) >= row.least).then(
        recommend(Action.MEMBER_DISCOUNT, about=order.id, amount=row.percent, weight=row.percent)
    )


PLAYBOOK.action(MEMBER_DISCOUNT)


def discounted(order: str, row: str, percent: int) -> Recommendation:
    """Give the recommendation of a row."""
    return Recommendation(
        action=Action.MEMBER_DISCOUNT,
        rule=f"case.discount#{row}",
        about=order,
        purpose=MEMBER_DISCOUNT.purpose,
        channel=MEMBER_DISCOUNT.channels[0] if MEMBER_DISCOUNT.channels else None,
        beneficiary=MEMBER_DISCOUNT.beneficiary,
        promise=MEMBER_DISCOUNT.promise,
        honesty=MEMBER_DISCOUNT.honesty,
        amount=Decimal(percent),
        weight=Decimal(percent),
    )


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=AS_OF, items=60),
    Order(id="o2", customer_id="c", placed_on=AS_OF, items=9),
    Order(id="o3", customer_id="c", placed_on=AS_OF, items=10),
    Order(id="o4", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    discounted("o1", "small", 2),
    discounted("o1", "medium", 5),
    discounted("o3", "small", 2),
]
SUPPORTS = [(EXPECT[1], [by("discount#medium", GIVEN[0])])]
