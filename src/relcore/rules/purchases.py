"""What the customer has bought so far: on which days, since when, and how regularly.

An order counts from its day on, unless it was cancelled. Where no order is on record, a deal that was won
stands for one. Several orders on one day are one visit to the shop, so the rhythm is counted in days.
"""

from __future__ import annotations

from datetime import date

from relcore.facts import Conclusion, Opportunity, OpportunityStage, Order
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    count,
    days_since,
    earliest,
    known,
    latest,
    or_else,
    value,
    when,
)
from relcore.rules import occasions
from relcore.rules.occasions import is_running

playbook = Playbook("purchases")
playbook.include(occasions.playbook)


class PurchaseDay(Conclusion):
    """A day on which the customer bought."""

    on: date


class PurchaseRecord(Conclusion):
    """All purchases of the customer, at a glance."""

    days: int
    """Number of days with a purchase."""
    first: date
    last: date


@playbook.rule(origin="relcore")
def ordered(order: Order) -> Clause:
    """An order that stands is a purchase."""
    return when(is_running(order)).then(conclude(PurchaseDay, on=order.placed_on))


def no_order_yet() -> Condition:
    """Hold where no order is on record up to today, not even a cancelled one."""
    return absent(Order, lambda order: days_since(order.placed_on) >= 0)


@playbook.rule(origin="relcore")
def won(deal: Opportunity) -> Clause:
    """A deal that was won is a purchase where no order is on record."""
    return when(
        deal.stage == OpportunityStage.WON,
        known(deal.closed_on),
        days_since(deal.closed_on) >= 0,
        no_order_yet(),
    ).then(conclude(PurchaseDay, on=value(deal.closed_on)))


@playbook.rule(origin="relcore")
def purchase_record(day: PurchaseDay) -> Clause:
    """The last day with a purchase tells since when, how often and until when the customer bought."""
    return when(day.on == latest(PurchaseDay, lambda other: other.on)).then(
        conclude(
            PurchaseRecord,
            days=count(PurchaseDay),
            first=or_else(earliest(PurchaseDay, lambda other: other.on), day.on),
            last=day.on,
        )
    )
