"""Buyers who come through friends: say what costs and what does not, and keep help and business apart.

A small favour is a favour. A large order goes the formal way, and a clear no hurts less than a muddle.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    Action,
    Archetype,
    Assessment,
    Conclusion,
    Contract,
    CueKind,
    Delivery,
    InteractionKind,
    Layer,
    Opportunity,
    Order,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    days,
    deny,
    exists,
    known,
    one_of,
    or_else,
    param,
    recommend,
    replace,
    value,
    when,
)
from relcore.rules.occasions import follow_up_day, happened_within, is_open, is_running, is_type, not_yet
from relcore.rules.scoring import DECISIVE, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("relationship")

playbook.parameter(
    "relationship.small_order",
    Decimal(500),
    "Value below which an order of a friend is a favour",
    unit="the currency of the deal",
    at_least=Decimal(0),
)
playbook.parameter(
    "relationship.order_days",
    60,
    "Days for which the terms of an order of a friend are still looked at",
    unit="days",
    at_least=1,
    at_most=365,
)
playbook.parameter(
    "relationship.large_order",
    Decimal(10000),
    "Value from which a deal with a friend goes the formal way",
    unit="the currency of the deal",
    at_least=Decimal(0),
)

HINTS = {
    "friend": Hint(CueKind.FRIEND_LINK, DECISIVE, "S3.8-friend.cue.1"),
    "advantage": Hint(CueKind.TAKES_ADVANTAGE, STRONG, ("S3.8-friend.cue.1", "S3.8-friend.do.3")),
}


class Dealing(Conclusion):
    """A deal or an order of a friend that is small enough for help or large enough for formal terms."""

    size: str
    about: str | None = None
    placed_on: date | None = None
    """Day of the order; a deal has none yet."""


class Size(NamedTuple):
    """What makes a dealing small or large."""

    name: str
    holds_for: Callable[[Decimal | None], Condition]


SIZES = {
    "small": Size("small", lambda amount: value(amount) < param("relationship.small_order")),
    "large": Size("large", lambda amount: value(amount) >= param("relationship.large_order")),
}


def settling_day(dealing: Dealing) -> date:
    """Give the day by which it is clear how a deal or an order of a friend is handled."""
    after_order = value(dealing.placed_on) + days(param("deal.follow_up_days"))
    return or_else(after_order, follow_up_day())


def has_formal_terms(matter: str | None) -> Condition:
    """Hold where a written contract is signed for a deal or an order."""
    return exists(
        Contract,
        lambda c: (
            ((c.opportunity_id == matter) | (c.order_id == matter)) & value(c.written) & value(c.signed)
        ),
    )


@playbook.table(HINTS, cites="S3.8-friend")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Whoever came through friends stands between friendship and business."""
    return speaks_for(Archetype.RELATIONSHIP, sighting, row)


@playbook.table(SIZES, cites="S3.8-friend.do.3")
def size_deal(deal: Opportunity, size: Size) -> Clause:
    """An open deal is small or large by its expected value."""
    return when(is_open(deal), size.holds_for(deal.value)).then(
        conclude(Dealing, size=size.name, about=deal.id)
    )


@playbook.table(SIZES, cites="S3.8-friend.do.3")
def size_order(order: Order, size: Size) -> Clause:
    """An order of late that has not been delivered is small or large by its amount."""
    return when(
        is_running(order),
        happened_within(order.placed_on, param("relationship.order_days")),
        absent(Delivery, lambda goods: (goods.order_id == order.id) & known(goods.delivered_on)),
        size.holds_for(order.amount),
    ).then(conclude(Dealing, size=size.name, about=order.id, placed_on=order.placed_on))


@playbook.rule(cites="S3.8-friend.do.1")
def list_fees(assessment: Assessment, deal: Opportunity) -> Clause:
    """Among friends it is written down what costs money, and what does not."""
    return when(
        is_type(assessment, Archetype.RELATIONSHIP),
        is_open(deal),
        not_yet(deal, InteractionKind.QUOTE),
    ).then(
        recommend(Action.EXPLICIT_FEE_LIST, about=deal.id, due=follow_up_day(), reason="friend-clear-fees")
    )


@playbook.rule(cites=("S3.8-friend.do.2", "S3.8-friend.do.3"))
def help_with_little_things(assessment: Assessment, dealing: Dealing) -> Clause:
    """A small order of a friend is a favour: given gladly, and kept apart from business."""
    return when(is_type(assessment, Archetype.RELATIONSHIP), dealing.size == "small").then(
        recommend(
            Action.HELP_WITH_SMALL_ORDER,
            about=dealing.about,
            due=settling_day(dealing),
            reason="friend-small-help",
        )
    )


@playbook.rule(cites="S3.8-friend.do.3")
def agree_formal_terms(assessment: Assessment, dealing: Dealing) -> Clause:
    """A large order of a friend has all its terms agreed as with anybody else."""
    return when(
        is_type(assessment, Archetype.RELATIONSHIP),
        dealing.size == "large",
        ~has_formal_terms(dealing.about),
    ).then(
        recommend(
            Action.FORMAL_TERMS_FOR_LARGE_ORDER,
            about=dealing.about,
            due=settling_day(dealing),
            weight=2,
            reason="friend-formal-terms",
        )
    )


@playbook.rule(cites="S3.8-friend.do.3")
def decline_in_friendship(assessment: Assessment, dealing: Dealing, sighting: Sighting) -> Clause:
    """Where friendship is used for advantage, a large order without terms can be declined kindly."""
    return when(
        is_type(assessment, Archetype.RELATIONSHIP),
        sighting.kind == CueKind.TAKES_ADVANTAGE,
        dealing.size == "large",
        ~has_formal_terms(dealing.about),
    ).then(
        recommend(
            Action.DECLINE_POLITELY,
            about=dealing.about,
            due=settling_day(dealing),
            weight=Decimal("0.5"),
            reason="friend-kind-no",
        )
    )


@playbook.guard(Layer.AUTHORITY, cites=("S3.8-friend.do.3", "S2.D1.do.1"))
def contract_before_large_work(candidate: Recommendation, assessment: Assessment, order: Order) -> Clause:
    """Friendship is no contract: work on a large order begins when the contract is signed."""
    return when(
        is_type(assessment, Archetype.RELATIONSHIP),
        candidate.action == Action.START_PRODUCTION,
        candidate.about == order.id,
        value(order.amount) >= param("relationship.large_order"),
        ~has_formal_terms(order.id),
    ).then(replace(candidate, Action.REQUIRE_WRITTEN_CONTRACT, "friend-formal-terms"))


@playbook.guard(Layer.TYPE, cites="S3.8-friend.dont.1")
def no_small_gains(candidate: Recommendation, assessment: Assessment) -> Clause:
    """To sell a friend a little more on a small favour costs more than it brings."""
    return when(
        is_type(assessment, Archetype.RELATIONSHIP),
        one_of(candidate.action, Action.CROSS_SELL, Action.UPSELL),
        absent(Dealing, lambda dealing: dealing.size == "large"),
    ).then(deny(candidate, "friend-no-small-gains"))
