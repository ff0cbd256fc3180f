"""A guard may join facts of the company and set a limit from them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    ActionSpec,
    Layer,
    Order,
    Recommendation,
    RepAuthority,
    Verdict,
    VerdictKind,
)
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, known, narrow, recommend, value, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)

GIFT = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.PERSONAL_GIFT)
THANKS = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.THANK_CUSTOMER)


@PLAYBOOK.rule(origin="test")
def gift(order: Order) -> Clause:
    """Give a tenth of an order."""
    return always().then(
        recommend(Action.PERSONAL_GIFT, about=order.id, amount=value(order.amount) * Decimal("0.1"))
    )


@PLAYBOOK.guard(Layer.AUTHORITY, origin="test")
def within_authority(candidate: Recommendation, authority: RepAuthority) -> Clause:
    """Give no more than everybody may."""
    return when(~known(authority.rep_id), value(candidate.amount) > value(authority.max_gift)).then(
        narrow(candidate, "too_much", limit=authority.max_gift)
    )


PLAYBOOK.action(GIFT)
PLAYBOOK.action(THANKS)


def advised(spec: ActionSpec, rule: str, **given: Any) -> Recommendation:
    """Give a recommendation as its action declares it."""
    return Recommendation(
        **{
            "action": spec.name,
            "rule": f"case.{rule}",
            "purpose": spec.purpose,
            "channel": spec.channels[0] if spec.channels else None,
            "beneficiary": spec.beneficiary,
            "promise": spec.promise,
            "honesty": spec.honesty,
            **given,
        }
    )


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=AS_OF, amount=Decimal("1000")),
    Order(id="o2", customer_id="c", placed_on=AS_OF, amount=Decimal("100.50")),
    Order(id="o3", customer_id="c", placed_on=AS_OF),
    RepAuthority(id="everybody", max_gift=Decimal("50")),
    RepAuthority(id="r1", rep_id="r1", max_gift=Decimal("5")),
    RepAuthority(id="unknown"),
]
EXPECT: list[Conclusion] = [
    advised(GIFT, "gift", about="o1", amount=Decimal(100)),
    advised(GIFT, "gift", about="o2", amount=Decimal("10.05")),
    advised(GIFT, "gift", about="o3"),
    Verdict(
        action=GIFT.name,
        candidate="case.gift",
        about="o1",
        kind=VerdictKind.NARROW,
        layer=Layer.AUTHORITY,
        rule="case.within_authority",
        reason="too_much",
        limit=Decimal(50),
    ),
]
SUPPORTS = [(EXPECT[3], [by("within_authority", EXPECT[0], GIVEN[3])])]
