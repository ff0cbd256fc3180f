"""How important a customer is: by sales, by what it could and wants to buy, and by its example to others.

The sources name a scorecard without weights, so the limits are parameters. The class is worked out anew each
day, for core customers change.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import Action, Axis, Conclusion, Customer, Opportunity, OpportunityStage, Order, ValueClass
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
    param,
    recommend,
    total,
    value,
    warn,
    when,
)
from relcore.rules import occasions, parameters, purchases
from relcore.rules.occasions import is_open, is_running
from relcore.rules.purchases import PurchaseRecord

playbook = Playbook("customer_value")
playbook.include(parameters.playbook, occasions.playbook, purchases.playbook)


class SalesSum(Conclusion):
    """Our sales to the customer over the period that counts."""

    amount: Decimal


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
        absent(Order),
        exists(Opportunity, lambda deal: known(deal.value) & (deal.stage == OpportunityStage.WON)),
    ).then(conclude(SalesSum, amount=total(Opportunity, lambda deal: deal.value, won_lately)))


# --- potential and risk ----------------------------------------------------------------------------


def is_promising(customer: Customer) -> Condition:
    """Hold where the customer can and wants to buy much, or sets an example to many."""
    enough: int = param("value.power_times_intent")
    return (value(customer.purchasing_power) * value(customer.purchase_intent) >= enough) | (
        value(customer.influence) >= 5
    )


def pays_badly(customer: Customer) -> Condition:
    """Hold where payment is at risk."""
    much: int = param("value.risky_payer")
    return value(customer.payment_risk) >= much


def promising() -> Condition:
    """Hold where the customer is known to be promising."""
    return exists(Customer, is_promising)


def risky() -> Condition:
    """Hold where the customer is known as a risky payer."""
    return exists(Customer, pays_badly)


# --- the class -------------------------------------------------------------------------------------


@playbook.rule(cites=("S1.K1.class.1", "S1.K.num.1", "S1.M.guard.1"))
def key_account(sales: SalesSum) -> Clause:
    """Great sales make a key account, unless payment is at risk."""
    return when(sales.amount >= param("value.key_sales"), ~risky()).then(
        assess(Axis.VALUE, ValueClass.KEY, reason="value-key")
    )


@playbook.rule(cites=("S1.K2-score.do.1", "S1.M.do.2", "S1.K1.class.1"))
def important(sales: SalesSum) -> Clause:
    """Good sales, or a promise of them, make an important customer."""
    return when(
        (sales.amount >= param("value.important_sales")) | promising(),
        (sales.amount < param("value.key_sales")) | risky(),
    ).then(assess(Axis.VALUE, ValueClass.IMPORTANT, reason="value-important"))


@playbook.rule(cites="S1.K2-score.do.1")
def standard(sales: SalesSum) -> Clause:
    """Between important and light lies the standard customer."""
    return when(
        sales.amount < param("value.important_sales"),
        sales.amount >= param("value.light_sales"),
        ~promising(),
    ).then(assess(Axis.VALUE, ValueClass.STANDARD, reason="value-standard"))


@playbook.rule(cites=("S2.N4.guard.1", "S1.R.do.1"))
def light(sales: SalesSum) -> Clause:
    """Where sales are small and nothing promises more, light effort is enough."""
    return when(
        sales.amount < param("value.important_sales"), sales.amount < param("value.light_sales"), ~promising()
    ).then(assess(Axis.VALUE, ValueClass.LIGHT, reason="value-light"))


@playbook.rule(cites=("S1.M.do.2", "S2.N4.do.1"))
def important_by_promise(customer: Customer) -> Clause:
    """Who has not bought yet is important where power and intent are great."""
    return when(is_promising(customer), absent(SalesSum)).then(
        assess(Axis.VALUE, ValueClass.IMPORTANT, reason="value-promising")
    )


@playbook.rule(cites=("S2.N4.guard.1", "S1.M.do.2"))
def light_without_promise(customer: Customer) -> Clause:
    """Who has not bought yet and is known to promise little gets light effort."""
    return when(
        known(customer.purchasing_power),
        known(customer.purchase_intent),
        ~promising(),
        absent(SalesSum),
    ).then(assess(Axis.VALUE, ValueClass.LIGHT, reason="value-little-promise"))


@playbook.rule(cites=("S1.K2-score.do.1", "S1.M.do.1"))
def value_unknown(customer: Customer) -> Clause:
    """Where neither sales nor promise are known nobody can say how important the customer is."""
    return when(
        absent(SalesSum),
        ~promising(),
        ~known(customer.purchasing_power) | ~known(customer.purchase_intent),
    ).then(assess(Axis.VALUE, None, reason="value-unknown"), ask("importance"))


@playbook.rule(cites="S1.K2-score.do.1")
def score_before_investing(customer: Customer) -> Clause:
    """Before effort goes into a deal with somebody unknown, score how important the customer could be."""
    return when(
        absent(SalesSum),
        ~promising(),
        ~known(customer.purchasing_power) | ~known(customer.purchase_intent),
        exists(Opportunity, is_open),
    ).then(recommend(Action.SCORE_IMPORTANCE, weight=Decimal("0.8"), reason="value-unknown"))


@playbook.rule(cites="S1.M.guard.1")
def warn_of_risky_payer(sales: SalesSum) -> Clause:
    """A large customer that may not pay is a risk before it is a key account."""
    return when(sales.amount >= param("value.key_sales"), risky()).then(warn("risky-payer"))
