"""How important a customer is: a scorecard of sales, promise, example to others, place, and payment risk.

The sources name a scorecard without weights, so every weight and every limit is a parameter. The class is
worked out anew each day, for core customers change.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    Action,
    Axis,
    Conclusion,
    Customer,
    Opportunity,
    OpportunityStage,
    Order,
    ValueChain,
    ValueClass,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    ask,
    assess,
    conclude,
    days_since,
    exists,
    known,
    one_of,
    param,
    recommend,
    total,
    value,
    warn,
    when,
)
from relcore.rules import occasions, parameters, purchases
from relcore.rules.occasions import is_open, is_running
from relcore.rules.purchases import PurchaseRecord, no_order_yet

playbook = Playbook("customer_value")
playbook.include(parameters.playbook, occasions.playbook, purchases.playbook)


def _points(name: str, default: int, doc: str, origin: str = "relcore") -> None:
    playbook.parameter(name, default, doc, unit="points", origin=origin, at_least=0, at_most=1000)


_points("value.points.key_sales", 80, "Points for the sales of a key account")
_points("value.points.important_sales", 40, "Points for the sales of an important customer")
_points("value.points.standard_sales", 20, "Points for sales in the usual range")
_points("value.points.promise", 40, "Points for great purchasing power together with great intent")
_points("value.points.influence", 40, "Points for a customer whose example many others follow")
_points("value.points.upstream", 0, "Points for a customer that also supplies us")
_points("value.points.downstream", 0, "Points for a customer that sells on what it buys")
_points("value.points.outside", 0, "Points for a customer outside our value chain")
_points("value.points.payment_risk", 20, "Points taken off where payment is at risk")
_points("value.key_from", 80, "Points from which a customer is a key account")
_points("value.important_from", 40, "Points from which a customer is important")
_points("value.standard_from", 20, "Points from which a customer gets more than light effort")
playbook.parameter(
    "value.influential",
    5,
    "Influence (1 to 5) from which others follow the customer's example",
    unit="rating",
    at_least=1,
    at_most=5,
)


class SalesSum(Conclusion):
    """Our sales to the customer over the period that counts."""

    amount: Decimal


class Mark(Conclusion):
    """Points that one criterion of the scorecard gives or takes."""

    criterion: str
    points: int


class Importance(Conclusion):
    """All points of the scorecard together."""

    points: int


def counts(order: Order) -> Condition:
    """Hold for an order in the period that counts."""
    span: int = param("value.sales_days")
    return is_running(order) & (days_since(order.placed_on) < span)


def won_lately(deal: Opportunity) -> Condition:
    """Hold for a deal that was won in the period that counts."""
    span: int = param("value.sales_days")
    return (
        (deal.stage == OpportunityStage.WON)
        & (days_since(deal.closed_on) >= 0)
        & (days_since(deal.closed_on) < span)
    )


@playbook.rule(cites="S1.K1.class.1")
def sales_by_orders(record: PurchaseRecord) -> Clause:
    """Sales are what the orders of the last year amount to."""
    return when(
        days_since(record.last) >= 0, exists(Order, lambda order: known(order.amount) & is_running(order))
    ).then(conclude(SalesSum, amount=total(Order, lambda order: order.amount, counts)))


@playbook.rule(cites="S1.K1.class.1")
def sales_by_deals(record: PurchaseRecord) -> Clause:
    """Where no order is on record, sales are what the deals won in the last year amount to."""
    return when(
        days_since(record.last) >= 0,
        no_order_yet(),
        exists(Opportunity, lambda deal: known(deal.value) & (deal.stage == OpportunityStage.WON)),
    ).then(conclude(SalesSum, amount=total(Opportunity, lambda deal: deal.value, won_lately)))


# --- the scorecard ---------------------------------------------------------------------------------


class Band(NamedTuple):
    """Sales between two limits, and the points that they give."""

    low: str
    high: str
    points: str
    cites: tuple[str, ...]


BANDS = {
    "key": Band("value.key_sales", "", "value.points.key_sales", ("S1.K1.class.1", "S1.K.num.1")),
    "important": Band(
        "value.important_sales", "value.key_sales", "value.points.important_sales", ("S1.K1.class.1",)
    ),
    "standard": Band(
        "value.light_sales", "value.important_sales", "value.points.standard_sales", ("S1.K1.class.1",)
    ),
}


@playbook.table(BANDS, cites="S1.K2-score.do.1")
def mark_sales(sales: SalesSum, band: Band) -> Clause:
    """The more a customer buys, the more points it gets."""
    below = (sales.amount < param(band.high),) if band.high else ()
    return when(sales.amount >= param(band.low), *below).then(
        conclude(Mark, criterion="sales", points=param(band.points))
    )


@playbook.rule(cites=("S1.K2-score.do.1", "S1.R.do.1"))
def mark_small_sales(sales: SalesSum) -> Clause:
    """Small sales give no points, but they are known."""
    return when(
        sales.amount < param("value.important_sales"), sales.amount < param("value.light_sales")
    ).then(conclude(Mark, criterion="sales", points=0))


def is_promising(customer: Customer) -> Condition:
    """Hold where the customer can and wants to buy much."""
    enough: int = param("value.power_times_intent")
    return value(customer.purchasing_power) * value(customer.purchase_intent) >= enough


@playbook.rule(cites=("S1.M.do.2", "S1.K2-score.do.1"))
def mark_promise(customer: Customer) -> Clause:
    """Power to buy counts together with the intent to buy, neither of them alone."""
    return when(is_promising(customer)).then(
        conclude(Mark, criterion="promise", points=param("value.points.promise"))
    )


@playbook.rule(cites=("S1.M.do.2", "S1.K2-score.do.1"))
def mark_little_promise(customer: Customer) -> Clause:
    """Little power or little intent gives no points, but it is known."""
    return when(~is_promising(customer)).then(conclude(Mark, criterion="promise", points=0))


@playbook.rule(cites=("S1.K1.class.1", "S1.Q4.metric.1"))
def mark_influence(customer: Customer) -> Clause:
    """A customer whom others follow is worth more than what it buys."""
    return when(value(customer.influence) >= param("value.influential")).then(
        conclude(Mark, criterion="influence", points=param("value.points.influence"))
    )


class Place(NamedTuple):
    """A place in the value chain, and its points."""

    place: ValueChain
    points: str


PLACES = {place.value: Place(place, f"value.points.{place.value}") for place in ValueChain}


@playbook.table(PLACES, cites="S1.K1.class.2")
def mark_place(customer: Customer, place: Place) -> Clause:
    """Where the customer stands in the value chain may count; how much is for the company to say."""
    return when(customer.value_chain == place.place).then(
        conclude(Mark, criterion="place", points=param(place.points))
    )


def pays_badly(customer: Customer) -> Condition:
    """Hold where payment is at risk."""
    much: int = param("value.risky_payer")
    return value(customer.payment_risk) >= much


@playbook.rule(cites="S1.M.guard.1")
def mark_risk(customer: Customer) -> Clause:
    """A customer that may not pay is worth less than its orders."""
    return when(pays_badly(customer)).then(
        conclude(Mark, criterion="risk", points=0 - param("value.points.payment_risk"))
    )


def can_be_judged() -> Condition:
    """Hold where sales, promise or example are known; place and risk alone tell nothing."""
    return exists(Mark, lambda mark: one_of(mark.criterion, "sales", "promise", "influence"))


@playbook.rule(cites=("S1.K2-score.do.1", "S1.M.do.1"))
def add_up(customer: Customer) -> Clause:
    """All points together say how important the customer is today."""
    return when(can_be_judged()).then(conclude(Importance, points=total(Mark, lambda mark: mark.points)))


# --- the class -------------------------------------------------------------------------------------


def risky() -> Condition:
    """Hold where the customer is known as a risky payer."""
    return exists(Customer, pays_badly)


@playbook.rule(cites=("S1.K1.class.1", "S1.K.num.1", "S1.M.guard.1"))
def key_account(importance: Importance) -> Clause:
    """The most points make a key account, unless payment is at risk."""
    return when(importance.points >= param("value.key_from"), ~risky()).then(
        assess(
            Axis.VALUE,
            ValueClass.KEY,
            margin=importance.points - param("value.key_from"),
            reason="value-key",
        )
    )


@playbook.rule(cites=("S1.K2-score.do.1", "S1.M.do.2", "S1.K1.class.1"))
def important(importance: Importance) -> Clause:
    """Many points make an important customer, and so do the most where payment is at risk."""
    return when(
        importance.points >= param("value.important_from"),
        (importance.points < param("value.key_from")) | risky(),
        exists(SalesSum),
    ).then(
        assess(
            Axis.VALUE,
            ValueClass.IMPORTANT,
            margin=importance.points - param("value.important_from"),
            reason="value-important",
        )
    )


@playbook.rule(cites=("S1.M.do.2", "S2.N4.do.1"))
def important_by_promise(importance: Importance) -> Clause:
    """Who has not bought yet is important where promise or example are great."""
    return when(
        importance.points >= param("value.important_from"),
        (importance.points < param("value.key_from")) | risky(),
        absent(SalesSum),
    ).then(
        assess(
            Axis.VALUE,
            ValueClass.IMPORTANT,
            margin=importance.points - param("value.important_from"),
            reason="value-promising",
        )
    )


@playbook.rule(cites="S1.K2-score.do.1")
def standard(importance: Importance) -> Clause:
    """Between important and light lies the standard customer."""
    return when(
        importance.points >= param("value.standard_from"), importance.points < param("value.important_from")
    ).then(
        assess(
            Axis.VALUE,
            ValueClass.STANDARD,
            margin=importance.points - param("value.standard_from"),
            reason="value-standard",
        )
    )


@playbook.rule(cites=("S2.N4.guard.1", "S1.R.do.1"))
def light(importance: Importance) -> Clause:
    """Where sales are small and nothing promises more, light effort is enough."""
    return when(
        importance.points < param("value.important_from"),
        importance.points < param("value.standard_from"),
        exists(SalesSum),
    ).then(
        assess(
            Axis.VALUE,
            ValueClass.LIGHT,
            margin=param("value.standard_from") - importance.points,
            reason="value-light",
        )
    )


@playbook.rule(cites=("S2.N4.guard.1", "S1.M.do.2"))
def light_without_promise(importance: Importance) -> Clause:
    """Who has not bought yet and is known to promise little gets light effort."""
    return when(
        importance.points < param("value.important_from"),
        importance.points < param("value.standard_from"),
        absent(SalesSum),
    ).then(
        assess(
            Axis.VALUE,
            ValueClass.LIGHT,
            margin=param("value.standard_from") - importance.points,
            reason="value-little-promise",
        )
    )


@playbook.rule(cites=("S1.K2-score.do.1", "S1.M.do.1"))
def value_unknown(customer: Customer) -> Clause:
    """Where neither sales nor promise are known nobody can say how important the customer is."""
    return when(absent(Importance)).then(assess(Axis.VALUE, None, reason="value-unknown"), ask("importance"))


@playbook.rule(cites="S1.K2-score.do.1")
def score_before_investing(customer: Customer) -> Clause:
    """Before effort goes into a deal with somebody unknown, score how important the customer could be."""
    return when(absent(Importance), exists(Opportunity, is_open)).then(
        recommend(Action.SCORE_IMPORTANCE, weight=Decimal("0.8"), reason="value-unknown")
    )


@playbook.rule(cites="S1.M.guard.1")
def warn_of_risky_payer(sales: SalesSum) -> Clause:
    """A large customer that may not pay is a risk before it is a key account."""
    return when(sales.amount >= param("value.key_sales"), risky()).then(warn("risky-payer"))
