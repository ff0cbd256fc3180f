"""When another bank shows a better yield, above all at the end of a quarter: compare openly, never outbid."""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days,
    days_since,
    days_until,
    exists,
    known,
    param,
    recommend,
    replace,
    value,
    warn,
    when,
)
from relcore_wealth.actions import (
    COMPARE_TERMS,
    DEPOSIT_FOR_THE_DAY,
    MATURITY_TALK,
    PLAN_LIQUIDITY,
)
from relcore_wealth.facts import Holding, ReportingDay, RivalRate, WealthClient
from relcore_wealth.ideas import ORIGIN

playbook = Playbook("wealth.rivals")

playbook.parameter(
    "wealth.rival_gap",
    Decimal("0.005"),
    "How much higher a rival's yearly yield must be to call for a talk, as a part",
    unit="share",
    origin=ORIGIN,
    at_least=Decimal(0),
    at_most=Decimal("0.20"),
)
playbook.parameter(
    "wealth.rival_days",
    30,
    "Days for which a rival's yield calls for a talk",
    unit="days",
    origin=ORIGIN,
    at_least=1,
    at_most=180,
)
playbook.parameter(
    "wealth.reporting_days",
    14,
    "Days before a reporting day in which rivals bid for deposits",
    unit="days",
    origin=ORIGIN,
    at_least=1,
    at_most=60,
)


def tempts(rival: RivalRate) -> Condition:
    """Hold for a rival's yield that is clearly higher than ours, fresh and not talked about yet."""
    span: int = param("wealth.rival_days")
    gap: Decimal = param("wealth.rival_gap")
    return (
        (days_since(rival.on) >= 0)
        & (days_since(rival.on) <= span)
        & ~known(rival.answered_on)
        & (value(rival.rate) - value(rival.our_rate) >= gap)
    )


def is_near(day: ReportingDay) -> Condition:
    """Hold in the days before a reporting day."""
    span: int = param("wealth.reporting_days")
    return (days_until(day.on) >= 0) & (days_until(day.on) <= span)


@playbook.rule(cites="S1.L5.trig.1", origin=ORIGIN)
def compare_with_the_rival(rival: RivalRate) -> Clause:
    """A clearly higher yield elsewhere is laid side by side with ours: term, risk, cover, costs."""
    return when(tempts(rival)).then(
        recommend(COMPARE_TERMS, about=rival.id, due=rival.on + days(2), reason="wealth-rival-yield")
    )


@playbook.rule(cites="S1.L5.trig.1", origin=ORIGIN)
def compare_before_the_reporting_day(rival: RivalRate, day: ReportingDay) -> Clause:
    """Before a reporting day rivals bid for deposits: the talk cannot wait."""
    return when(tempts(rival), is_near(day)).then(
        warn("wealth-reporting-day", about=rival.id, since=rival.on),
        recommend(
            COMPARE_TERMS, about=rival.id, due=rival.on + days(1), weight=2, reason="wealth-reporting-day"
        ),
    )


@playbook.rule(origin=ORIGIN)
def say_what_is_not_insured(rival: RivalRate) -> Clause:
    """Where the higher yield is no insured deposit, the client should know it from us."""
    return when(tempts(rival), ~value(rival.insured)).then(
        warn("wealth-rival-uninsured", about=rival.id, since=rival.on)
    )


@playbook.rule(origin=ORIGIN)
def maturity_before_the_reporting_day(holding: Holding, day: ReportingDay) -> Clause:
    """Money that comes free just before a reporting day is talked about before others ask for it."""
    return when(
        is_near(day),
        known(holding.matures_on),
        days_until(holding.matures_on) >= 0,
        days_until(day.on) >= days_until(holding.matures_on),
    ).then(
        recommend(
            MATURITY_TALK,
            about=holding.id,
            due=value(holding.matures_on) - days(5),
            weight=2,
            reason="wealth-matures-at-quarter-end",
        )
    )


@playbook.guard(Layer.LAW, origin=ORIGIN)
def no_deposit_for_the_day(candidate: Recommendation) -> Clause:
    """Nobody is asked to park money over a reporting day for our figures; we plan by when it is needed."""
    return when(candidate.action == DEPOSIT_FOR_THE_DAY).then(
        replace(candidate, PLAN_LIQUIDITY, "wealth-no-window-dressing")
    )


@playbook.rule(origin=ORIGIN)
def plan_for_the_day_of_need(client: WealthClient) -> Clause:
    """Where a larger sum is needed within a quarter, it is planned from which holding it comes."""
    return when(
        days_until(client.needs_money_on) >= 0, days_until(client.needs_money_on) <= 90, exists(Holding)
    ).then(recommend(PLAN_LIQUIDITY, due=value(client.needs_money_on) - days(30), reason="wealth-need-near"))
