"""A guard speaks against a candidate; the candidate stays in the ledger, to be told with the verdict."""

from __future__ import annotations

from datetime import date
from typing import Any

from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    ActionSpec,
    Beneficiary,
    Customer,
    Layer,
    Order,
    Recommendation,
    Verdict,
    VerdictKind,
)
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, deny, recommend, value, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)

GIFT = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.PERSONAL_GIFT)
THANKS = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.THANK_CUSTOMER)


@PLAYBOOK.rule(origin="test")
def gift(order: Order) -> Clause:
    """Give something for an order."""
    return always().then(recommend(Action.PERSONAL_GIFT, about=order.id))


@PLAYBOOK.rule(origin="test")
def thanks(customer: Customer) -> Clause:
    """Say thanks."""
    return always().then(recommend(Action.THANK_CUSTOMER))


@PLAYBOOK.guard(Layer.LAW, origin="test")
def nothing_personal(candidate: Recommendation) -> Clause:
    """Nobody gains in person."""
    return when(candidate.beneficiary == Beneficiary.PERSON).then(deny(candidate, "personal"))


@PLAYBOOK.guard(Layer.CONSENT, origin="test")
def opted_out(candidate: Recommendation, customer: Customer) -> Clause:
    """Leave alone who opted out."""
    return when(value(customer.opted_out)).then(deny(candidate, "opted_out"))


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
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF),
    Order(id="o2", customer_id="c", placed_on=AS_OF),
]
EXPECT: list[Conclusion] = [
    advised(GIFT, "gift", about="o1"),
    advised(GIFT, "gift", about="o2"),
    advised(THANKS, "thanks"),
    *(
        Verdict(
            action=GIFT.name,
            candidate="case.gift",
            about=order,
            kind=VerdictKind.DENY,
            layer=Layer.LAW,
            rule="case.nothing_personal",
            reason="personal",
        )
        for order in ("o1", "o2")
    ),
]
SUPPORTS = [(EXPECT[3], [by("nothing_personal", EXPECT[0])])]
