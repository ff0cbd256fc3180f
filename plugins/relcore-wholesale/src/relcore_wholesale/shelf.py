"""The shelf: never empty, never overfull, nothing old on it; and nobody loads an outlet with goods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Action, Conclusion, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    conclude,
    days,
    days_since,
    days_until,
    exists,
    known,
    one_of,
    param,
    recommend,
    replace,
    value,
    warn,
    when,
)
from relcore_wholesale.actions import (
    COUNT_SHELF,
    HELP_SELL,
    LOAD_OUTLET,
    PROPOSE_ORDER,
    REMOVE_EXPIRED,
    RESTOCK,
    ROTATE_STOCK,
)
from relcore_wholesale.facts import Outlet, StockCheck
from relcore_wholesale.route import ORIGIN

playbook = Playbook("wholesale.shelf")

playbook.parameter(
    "wholesale.count_days",
    30,
    "Days for which a count of the shelf holds",
    unit="days",
    origin=ORIGIN,
    at_least=1,
    at_most=120,
)
playbook.parameter(
    "wholesale.weeks_low",
    1,
    "Weeks of sales below which goods run low",
    unit="weeks",
    origin=ORIGIN,
    at_least=1,
    at_most=8,
)
playbook.parameter(
    "wholesale.weeks_high",
    8,
    "Weeks of sales above which an outlet has too much",
    unit="weeks",
    origin=ORIGIN,
    at_least=2,
    at_most=52,
)
playbook.parameter(
    "wholesale.expiry_days",
    45,
    "Days before expiry from which goods are moved to where they sell in time",
    unit="days",
    origin=ORIGIN,
    at_least=1,
    at_most=365,
)


class ShelfNow(Conclusion):
    """What is on the shelf of one product, as last counted."""

    check: str
    product: str
    on: date
    on_hand: int | None = None
    sold_per_week: int | None = None
    oldest_expiry: date | None = None
    shelf_price: Decimal | None = None


class Overstock(Conclusion):
    """A product of which the outlet has more than it can sell in good time."""

    check: str


def is_current(check: StockCheck) -> Condition:
    """Hold for a count that still tells something."""
    span: int = param("wholesale.count_days")
    return (days_since(check.on) >= 0) & (days_since(check.on) <= span)


@playbook.rule(origin=ORIGIN)
def as_last_counted(check: StockCheck) -> Clause:
    """Of each product the last count tells what is on the shelf."""
    return when(
        is_current(check),
        absent(
            StockCheck,
            lambda other: (
                (other.product == check.product) & (days_since(other.on) >= 0) & (other.on > check.on)
            ),
        ),
    ).then(
        conclude(
            ShelfNow,
            check=check.id,
            product=check.product,
            on=check.on,
            on_hand=check.on_hand,
            sold_per_week=check.sold_per_week,
            oldest_expiry=check.oldest_expiry,
            shelf_price=check.shelf_price,
        )
    )


@playbook.rule(cites="S4.2-issue.do.1", origin=ORIGIN)
def fill_the_empty_shelf(shelf: ShelfNow) -> Clause:
    """An empty shelf sells nothing and lets the neighbour in: it is filled the next day."""
    return when(value(shelf.on_hand) == 0).then(
        warn("wholesale-empty-shelf", about=shelf.check, since=shelf.on),
        recommend(
            RESTOCK, about=shelf.check, due=shelf.on + days(1), weight=3, reason="wholesale-empty-shelf"
        ),
    )


@playbook.rule(origin=ORIGIN)
def order_before_it_is_empty(shelf: ShelfNow) -> Clause:
    """What lasts for less than some weeks is ordered before it has run out."""
    return when(
        value(shelf.on_hand) > 0,
        value(shelf.on_hand) < value(shelf.sold_per_week) * param("wholesale.weeks_low"),
    ).then(recommend(PROPOSE_ORDER, about=shelf.check, due=shelf.on + days(3), reason="wholesale-runs-low"))


@playbook.rule(cites="S4.2-issue.do.3", origin=ORIGIN)
def too_much_on_hand(shelf: ShelfNow) -> Clause:
    """Goods that lie for months are our trouble as much as the outlet's: help to sell them."""
    return when(
        value(shelf.on_hand) > value(shelf.sold_per_week) * param("wholesale.weeks_high"),
    ).then(
        conclude(Overstock, check=shelf.check),
        warn("wholesale-too-much", about=shelf.check, since=shelf.on),
        recommend(HELP_SELL, about=shelf.check, due=shelf.on + days(7), reason="wholesale-too-much"),
    )


@playbook.rule(origin=ORIGIN)
def move_before_it_expires(shelf: ShelfNow) -> Clause:
    """What expires before long goes to where it sells in time, or comes back to us."""
    return when(
        known(shelf.oldest_expiry),
        value(shelf.on_hand) > 0,
        days_until(shelf.oldest_expiry) >= 0,
        days_until(shelf.oldest_expiry) <= param("wholesale.expiry_days"),
    ).then(
        recommend(
            ROTATE_STOCK, about=shelf.check, due=shelf.on + days(5), weight=2, reason="wholesale-expires"
        )
    )


@playbook.rule(origin=ORIGIN)
def take_expired_goods_away(shelf: ShelfNow) -> Clause:
    """Expired goods leave the shelf the same day, whatever else is to be done."""
    return when(
        known(shelf.oldest_expiry), value(shelf.on_hand) > 0, days_until(shelf.oldest_expiry) < 0
    ).then(
        warn("wholesale-expired", about=shelf.check, since=shelf.oldest_expiry),
        recommend(REMOVE_EXPIRED, about=shelf.check, due=as_of(), weight=4, reason="wholesale-expired"),
    )


@playbook.rule(cites="S4.2-visit.do.1", origin=ORIGIN)
def count_again(outlet: Outlet) -> Clause:
    """A visit without a count says nothing about what sells."""
    return when(absent(StockCheck, is_current)).then(recommend(COUNT_SHELF, reason="wholesale-not-counted"))


@playbook.guard(Layer.PRINCIPLE, cites="S4.0.flow.1", origin=ORIGIN)
def nobody_loads_an_outlet(candidate: Recommendation) -> Clause:
    """Goods are not pressed on an outlet for our month's figures; we help to sell what it has."""
    return when(candidate.action == LOAD_OUTLET).then(replace(candidate, HELP_SELL, "wholesale-no-loading"))


@playbook.guard(Layer.STAGE, cites="S4.2-issue.do.3", origin=ORIGIN)
def no_more_of_the_same(candidate: Recommendation, outlet: Outlet) -> Clause:
    """Where goods lie too long already, nothing is sold on top; first they have to move."""
    return when(one_of(candidate.action, Action.CROSS_SELL, Action.UPSELL), exists(Overstock)).then(
        replace(candidate, HELP_SELL, "wholesale-too-much")
    )
