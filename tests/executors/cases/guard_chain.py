"""What a guard puts in the place of a candidate is judged by the other guards in turn."""

from __future__ import annotations

from datetime import date
from typing import Any

from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    ActionSpec,
    Beneficiary,
    Channel,
    Customer,
    Interaction,
    InteractionKind,
    Layer,
    Recommendation,
    Verdict,
    VerdictKind,
)
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, days, days_since, defer, narrow, recommend, replace, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)

GIFT = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.PERSONAL_GIFT)
THANKS = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.THANK_CUSTOMER)


@PLAYBOOK.rule(origin="test")
def gift(customer: Customer) -> Clause:
    """Give something."""
    return always().then(recommend(Action.PERSONAL_GIFT))


@PLAYBOOK.guard(Layer.PRINCIPLE, origin="test")
def thanks_instead(candidate: Recommendation) -> Clause:
    """Say thanks instead of giving something in person."""
    return when(candidate.beneficiary == Beneficiary.PERSON).then(
        replace(candidate, Action.THANK_CUSTOMER, "thanks_instead")
    )


@PLAYBOOK.guard(Layer.CONSENT, origin="test")
def by_phone_only(candidate: Recommendation) -> Clause:
    """Thank by phone only."""
    return when(candidate.action == Action.THANK_CUSTOMER).then(
        narrow(candidate, "by_phone", channel=Channel.PHONE)
    )


@PLAYBOOK.guard(Layer.CADENCE, origin="test")
def not_yet(candidate: Recommendation, interaction: Interaction) -> Clause:
    """Wait a week after a contact."""
    return when(days_since(interaction.on) < 7).then(
        defer(candidate, "not_yet", until=interaction.on + days(7))
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


def verdict(action: ActionSpec, candidate: str, rule: str, layer: Layer, **given: Any) -> Verdict:
    """Give a verdict."""
    return Verdict(
        **{
            "action": action.name,
            "candidate": f"case.{candidate}",
            "rule": f"case.{rule}",
            "layer": layer,
            **given,
        }
    )


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Interaction(id="i1", customer_id="c", kind=InteractionKind.VISIT, on=date(2026, 2, 28)),
    Interaction(id="i2", customer_id="c", kind=InteractionKind.VISIT, on=date(2026, 1, 31)),
]
UNTIL = date(2026, 3, 7)
EXPECT: list[Conclusion] = [
    advised(GIFT, "gift"),
    advised(THANKS, "thanks_instead", reason="thanks_instead"),
    verdict(
        GIFT,
        "gift",
        "thanks_instead",
        Layer.PRINCIPLE,
        kind=VerdictKind.REPLACE,
        reason="thanks_instead",
        replaced_by=THANKS.name,
    ),
    verdict(
        THANKS,
        "thanks_instead",
        "by_phone_only",
        Layer.CONSENT,
        kind=VerdictKind.NARROW,
        reason="by_phone",
        channel=Channel.PHONE,
    ),
    verdict(GIFT, "gift", "not_yet", Layer.CADENCE, kind=VerdictKind.DEFER, reason="not_yet", until=UNTIL),
    verdict(
        THANKS,
        "thanks_instead",
        "not_yet",
        Layer.CADENCE,
        kind=VerdictKind.DEFER,
        reason="not_yet",
        until=UNTIL,
    ),
]
SUPPORTS = [
    (EXPECT[1], [by("thanks_instead", EXPECT[0])]),
    (EXPECT[5], [by("not_yet", EXPECT[1], GIVEN[1])]),
]
