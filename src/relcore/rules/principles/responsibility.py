"""Responsibility, the root: what we promised can be delivered, and is watched until it has arrived."""

from __future__ import annotations

from relcore.facts import (
    Action,
    Conclusion,
    Delivery,
    Layer,
    Order,
    Promise,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    days_since,
    days_until,
    defer,
    exists,
    known,
    or_else,
    param,
    recommend,
    replace,
    value,
    warn,
    when,
)
from relcore.rules import occasions, parameters
from relcore.rules.occasions import is_running

playbook = Playbook("responsibility")
playbook.include(parameters.playbook, occasions.playbook)


class LateDelivery(Conclusion):
    """Goods that were promised and have not arrived."""

    delivery: str | None = None


def is_under_way(delivery: Delivery) -> Condition:
    """Hold for goods that are promised and have not arrived."""
    return known(delivery.promised_on) & (
        ~known(delivery.delivered_on) | (days_until(delivery.delivered_on) > 0)
    )


@playbook.rule(cites=("S2.F.do.2", "S0.P3-responsible.do.1"))
def track_what_is_promised(delivery: Delivery) -> Clause:
    """What is to arrive in the next days is tracked, from the source to the door."""
    return when(
        known(delivery.promised_on),
        is_under_way(delivery),
        days_until(delivery.promised_on) <= param("delivery.track_days"),
    ).then(
        recommend(
            Action.TRACK_DELIVERY,
            about=delivery.id,
            due=delivery.promised_on,
            weight=2,
            reason="delivery-promised",
        )
    )


@playbook.rule(cites=("S2.F.do.2", "S2.CP1-root.do.1", "S4.2-issue.class.3"))
def late_delivery(delivery: Delivery) -> Clause:
    """A delivery that is late is told before the customer asks."""
    return when(
        known(delivery.promised_on), is_under_way(delivery), days_since(delivery.promised_on) > 0
    ).then(
        conclude(LateDelivery, delivery=delivery.id),
        warn("delivery-late", about=delivery.id, since=delivery.promised_on),
    )


@playbook.guard(Layer.INCIDENT, cites=("S4.1-trust.guard.1", "S0.P3-responsible.do.1"))
def no_new_date_while_one_is_late(candidate: Recommendation) -> Clause:
    """As long as a delivery is late, no new delivery date is given."""
    return when(
        candidate.promise == Promise.DATE,
        candidate.action != Action.PROMISE_ESCALATION_DATE,
        exists(LateDelivery),
    ).then(defer(candidate, "delivery-late", until=None))


@playbook.guard(Layer.PRINCIPLE, cites=("S2.F.do.1", "S0.P3-responsible.do.1"))
def check_before_promising_a_date(candidate: Recommendation, order: Order) -> Clause:
    """Before a date is promised for an order, somebody checks that we can keep it."""
    return when(
        candidate.action == Action.PROMISE_DELIVERY_DATE,
        candidate.about == order.id,
        ~or_else(order.fulfilment_checked, False),
    ).then(replace(candidate, Action.CHECK_FULFILMENT, "fulfilment-unchecked"))


@playbook.guard(Layer.PRINCIPLE, cites=("S2.F.do.1", "S0.P3-responsible.do.1"))
def check_before_starting(candidate: Recommendation, order: Order) -> Clause:
    """Before production starts, somebody checks that date, quantity and quality are possible."""
    return when(
        candidate.action == Action.START_PRODUCTION,
        candidate.about == order.id,
        ~value(order.fulfilment_checked),
    ).then(replace(candidate, Action.CHECK_FULFILMENT, "fulfilment-unchecked"))


@playbook.rule(cites="S2.F.do.1")
def check_what_was_found_missing(order: Order) -> Clause:
    """An order of which it is known that nobody checked it is checked now."""
    return when(
        is_running(order),
        days_since(order.placed_on) <= param("deal.implementation_days"),
        ~value(order.fulfilment_checked),
        absent(Delivery, lambda delivery: (delivery.order_id == order.id) & known(delivery.delivered_on)),
    ).then(
        recommend(
            Action.CHECK_FULFILMENT,
            about=order.id,
            due=order.placed_on,
            weight=2,
            reason="fulfilment-unchecked",
        )
    )
