"""A guard may put another action in the place of a candidate; what it replaces stays visible."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    ActionSpec,
    Beneficiary,
    Layer,
    Order,
    Recommendation,
    Verdict,
    VerdictKind,
)
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, days, recommend, replace, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)
SECOND = date(2026, 2, 2)

GIFT = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.PERSONAL_GIFT)
THANKS = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.THANK_CUSTOMER)


@PLAYBOOK.rule(origin="test")
def gift(order: Order) -> Clause:
    """Give something for an order."""
    return always().then(
        recommend(Action.PERSONAL_GIFT, about=order.id, due=order.placed_on + days(2), weight=3)
    )


@PLAYBOOK.guard(Layer.PRINCIPLE, origin="test")
def thanks_instead(candidate: Recommendation) -> Clause:
    """Say thanks instead of giving something in person."""
    return when(candidate.beneficiary == Beneficiary.PERSON).then(
        replace(candidate, Action.THANK_CUSTOMER, "thanks_instead", amount=0)
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


GIVEN: list[Fact] = [Order(id="o1", customer_id="c", placed_on=FIRST)]
EXPECT: list[Conclusion] = [
    advised(GIFT, "gift", about="o1", due=SECOND, weight=Decimal(3)),
    Verdict(
        action=GIFT.name,
        candidate="case.gift",
        about="o1",
        kind=VerdictKind.REPLACE,
        layer=Layer.PRINCIPLE,
        rule="case.thanks_instead",
        reason="thanks_instead",
        replaced_by=THANKS.name,
    ),
    advised(
        THANKS,
        "thanks_instead",
        about="o1",
        due=SECOND,
        weight=Decimal(3),
        amount=Decimal(0),
        reason="thanks_instead",
    ),
]
SUPPORTS = [(EXPECT[n], [by("thanks_instead", EXPECT[0])]) for n in (1, 2)]
