"""Sell-through: what goes in matters less than what goes out; trouble is solved for good."""

from __future__ import annotations

from decimal import Decimal

from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    ask,
    days,
    days_since,
    known,
    one_of,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore_wholesale.actions import HELP_SELL, PROPOSE_ORDER
from relcore_wholesale.facts import Outlet, OutletGrade, SellThrough
from relcore_wholesale.route import ORIGIN

playbook = Playbook("wholesale.sell_through")

playbook.parameter(
    "wholesale.slow_share",
    Decimal("0.60"),
    "Part of what was delivered that must have been sold, or the product sells slowly",
    unit="share",
    origin=ORIGIN,
    at_least=Decimal("0.05"),
    at_most=Decimal(1),
)
playbook.parameter(
    "wholesale.fast_share",
    Decimal("0.95"),
    "Part of what was delivered from which the product sells faster than it comes",
    unit="share",
    origin=ORIGIN,
    at_least=Decimal("0.50"),
    at_most=Decimal(2),
)
playbook.parameter(
    "wholesale.period_days",
    60,
    "Days after the end of a period for which its sell-through tells something",
    unit="days",
    origin=ORIGIN,
    at_least=7,
    at_most=365,
)


def is_recent(period: SellThrough) -> Condition:
    """Hold for figures of late."""
    span: int = param("wholesale.period_days")
    return (days_since(period.period_end) >= 0) & (days_since(period.period_end) <= span)


def is_last(period: SellThrough) -> Condition:
    """Hold for the last period of a product."""
    return is_recent(period) & absent(
        SellThrough,
        lambda other: (
            (other.product == period.product)
            & (days_since(other.period_end) >= 0)
            & (other.period_end > period.period_end)
        ),
    )


@playbook.rule(cites=("S4.2-issue.do.3", "S4.2-expert.do.1"), origin=ORIGIN)
def sells_slowly(period: SellThrough) -> Clause:
    """Where much was delivered and little sold, find out why in the shop, and solve it for good."""
    return when(
        is_last(period), value(period.sold) < value(period.delivered) * param("wholesale.slow_share")
    ).then(
        warn("wholesale-sells-slowly", about=period.id, since=period.period_end),
        recommend(
            HELP_SELL,
            about=period.id,
            due=period.period_end + days(14),
            weight=2,
            reason="wholesale-sells-slowly",
        ),
    )


@playbook.rule(cites="S4.2-expert.do.1", origin=ORIGIN)
def sells_fast(period: SellThrough) -> Clause:
    """What sells as fast as it comes deserves a larger order before it is missed."""
    return when(
        is_last(period),
        value(period.delivered) > 0,
        value(period.sold) >= value(period.delivered) * param("wholesale.fast_share"),
    ).then(
        recommend(
            PROPOSE_ORDER, about=period.id, due=period.period_end + days(14), reason="wholesale-sells-fast"
        )
    )


@playbook.rule(cites="S4.2-expert.do.1", origin=ORIGIN)
def ask_what_goes_out(outlet: Outlet) -> Clause:
    """Who knows only what goes in does not know the outlet's business."""
    return when(
        known(outlet.grade),
        one_of(outlet.grade, OutletGrade.A, OutletGrade.B),
        absent(SellThrough, is_recent),
    ).then(ask("wholesale-sell-out"))
