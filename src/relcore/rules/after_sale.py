"""After the sale: the door, the greeting within two days, how it works in use, and what comes next.

The order is won before; whether the customer stays is decided now. None of these messages sells anything.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    Action,
    Channel,
    Conclusion,
    Delivery,
    Interaction,
    InteractionKind,
    Opportunity,
    OpportunityStage,
    Order,
    Purpose,
    Topic,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    days,
    days_since,
    holds,
    known,
    or_else,
    param,
    recommend,
    value,
    when,
)
from relcore.rules import complaints, occasions, parameters, permissions, purchases
from relcore.rules.complaints import OpenComplaint
from relcore.rules.occasions import is_running
from relcore.rules.permissions import is_permitted
from relcore.rules.purchases import PurchaseDay

playbook = Playbook("after_sale")
playbook.include(
    complaints.playbook, occasions.playbook, parameters.playbook, permissions.playbook, purchases.playbook
)


class GreetingDue(Conclusion):
    """A purchase after which nobody has greeted the buyer yet."""

    bought_on: date


def is_about_use(talk: Interaction) -> Condition:
    """Hold for a question about use after the sale."""
    return (talk.kind == InteractionKind.RETURN_VISIT) | holds(value(talk.topics), Topic.USAGE)


def was_not_asked(purchase: PurchaseDay) -> Condition:
    """Hold where nobody has asked about use since a purchase."""
    return absent(
        Interaction,
        lambda talk: is_about_use(talk) & (talk.on >= purchase.on) & (days_since(talk.on) >= 0),
    )


def was_not_greeted(since: date) -> Condition:
    """Hold where nobody has greeted or thanked the customer since a day."""
    return absent(
        Interaction,
        lambda i: (i.kind == InteractionKind.GREETING) & (i.on >= since) & (days_since(i.on) >= 0),
    )


# --- the day of the purchase and the two days after ------------------------------------------------


@playbook.rule(cites=("S1.B1-escort.trig.1", "S1.B1-escort.do.1", "S1.B1-escort.anti.1"))
def escort_to_the_door(order: Order) -> Clause:
    """Who paid in the shop is walked to the door, and asked there to come again and bring friends."""
    return when(
        is_running(order),
        days_since(order.placed_on) == 0,
        value(order.in_shop),
        or_else(order.paid, True),
        or_else(order.returning, True),
        absent(
            Interaction,
            lambda i: (i.kind == InteractionKind.ESCORT) & (i.on == order.placed_on),
        ),
    ).then(
        recommend(Action.ESCORT_TO_DOOR, about=order.id, due=order.placed_on, weight=2, reason="paid-in-shop")
    )


@playbook.rule(cites="S1.B2-greet2d.num.1")
def greeting_due(order: Order) -> Clause:
    """A buyer whom nobody has greeted since the purchase is owed a greeting within two days."""
    return when(
        is_running(order),
        days_since(order.placed_on) <= param("greeting.after_purchase.max_days"),
        was_not_greeted(order.placed_on),
    ).then(conclude(GreetingDue, bought_on=order.placed_on))


class Way(NamedTuple):
    """A channel for the greeting, and the channels that are better where they are permitted."""

    channel: Channel
    better: tuple[Channel, ...]


WAYS = {
    "sms": Way(Channel.SMS, ()),
    "chat": Way(Channel.CHAT, (Channel.SMS,)),
    "email": Way(Channel.EMAIL, (Channel.SMS, Channel.CHAT)),
}


def none_permitted(channels: tuple[Channel, ...]) -> tuple[Condition, ...]:
    """Hold where the customer permits service messages through none of the channels."""
    return tuple(~is_permitted(channel, Purpose.SERVICE) for channel in channels)


@playbook.table(WAYS, cites=("S1.B2-greet2d.num.1", "S1.B2-greet2d.ctx.1"))
def greet_in_writing(greeting: GreetingDue, way: Way) -> Clause:
    """The greeting goes through the best channel that the customer permits."""
    return when(is_permitted(way.channel, Purpose.SERVICE), *none_permitted(way.better)).then(
        recommend(
            Action.SEND_GREETING,
            channel=way.channel,
            due=greeting.bought_on + days(param("greeting.after_purchase.max_days")),
            weight=2,
            reason="greet-buyer",
        )
    )


@playbook.rule(cites=("S1.B2-greet2d.num.1", "S1.B2-greet2d.ctx.1"))
def greet_somehow(greeting: GreetingDue) -> Clause:
    """Where no written channel is permitted, the greeting is proposed all the same, and a person gives it."""
    return when(*none_permitted(tuple(way.channel for way in WAYS.values()))).then(
        recommend(
            Action.SEND_GREETING,
            due=greeting.bought_on + days(param("greeting.after_purchase.max_days")),
            weight=2,
            reason="greet-buyer",
        )
    )


# --- in use ----------------------------------------------------------------------------------------


@playbook.rule(cites=("S1.G6-after.do.1", "S1.D0.flow.1", "S2.F.ctx.1"))
def ask_about_use(purchase: PurchaseDay) -> Clause:
    """Some weeks after a purchase ask how it works: only use completes a sale."""
    return when(
        days_since(purchase.on) >= param("usage.ask_from_days"),
        days_since(purchase.on) <= param("usage.ask_until_days"),
        was_not_asked(purchase),
    ).then(recommend(Action.ASK_USAGE, reason="ask-usage"))


@playbook.rule(cites=("S1.G6-after.do.1", "S1.F.num.2", "S1.B1-escort.do.1", "S1.R.metric.1"))
def ask_for_a_referral(talk: Interaction) -> Clause:
    """A customer who is glad of what it bought is asked whom else it might help."""
    return when(
        is_about_use(talk),
        value(talk.sentiment) >= 1,
        days_since(talk.on) >= 0,
        days_since(talk.on) <= param("usage.ask_until_days"),
        absent(OpenComplaint),
    ).then(recommend(Action.REFERRAL_ASK, weight=Decimal("1.2"), reason="glad-of-purchase"))


@playbook.rule(cites=("S1.G6-after.do.1", "S2.N3.metric.1"))
def ask_about_new_needs(talk: Interaction) -> Clause:
    """Once we know how it works in use, ask what is needed next."""
    return when(
        is_about_use(talk),
        days_since(talk.on) >= 0,
        days_since(talk.on) <= param("usage.ask_until_days"),
        absent(Order, lambda order: (order.placed_on > talk.on) & (days_since(order.placed_on) >= 0)),
        absent(OpenComplaint),
    ).then(recommend(Action.ASK_NEEDS, weight=Decimal("0.8"), reason="second-sale"))


@playbook.rule(cites=("S2.S2", "S2.CP1-root.do.1"))
def put_bad_delivery_right(delivery: Delivery) -> Clause:
    """What arrived broken or incomplete is repaired, replaced or paid back without being asked."""
    return when(
        days_since(delivery.delivered_on) >= 0,
        days_since(delivery.delivered_on) <= param("usage.ask_until_days"),
        ~value(delivery.intact) | ~value(delivery.quantity_ok),
    ).then(
        recommend(
            Action.OFFER_REPAIR_OR_REPLACEMENT,
            about=delivery.order_id,
            weight=3,
            reason="bad-delivery",
        )
    )


# --- a deal that was won ---------------------------------------------------------------------------


@playbook.rule(cites=("S1.D0.flow.1", "S4.3-file.flow.1"))
def thank_for_the_deal(deal: Opportunity) -> Clause:
    """Who gave us a deal is thanked in person while it is fresh."""
    return when(
        deal.stage == OpportunityStage.WON,
        known(deal.closed_on),
        days_since(deal.closed_on) >= 0,
        days_since(deal.closed_on) <= param("deal.thank_days"),
        was_not_greeted(value(deal.closed_on)),
    ).then(recommend(Action.THANK_CUSTOMER, reason="deal-won"))
