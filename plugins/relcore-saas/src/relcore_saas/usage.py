"""Usage: the customer decides week by week whether the product is worth it, long before the renewal."""

from __future__ import annotations

from relcore.facts import Conclusion
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    as_of,
    conclude,
    count,
    days,
    days_since,
    known,
    param,
    recommend,
    total,
    value,
    warn,
    when,
)
from relcore_saas.actions import ASK_ABOUT_USAGE, CHECK_FEED, RESCUE_PLAN, SHOW_FEATURE
from relcore_saas.facts import FeatureUse, Subscription, UsageWeek
from relcore_saas.subscriptions import ORIGIN, is_running

playbook = Playbook("saas.usage")

playbook.parameter(
    "saas.decline_percent",
    30,
    "Fall of active users from four weeks to the next four that calls for a talk",
    unit="per cent",
    origin=ORIGIN,
    at_least=5,
    at_most=90,
)
playbook.parameter(
    "saas.collapse_percent",
    60,
    "Fall of active users from four weeks to the next four that calls for a plan",
    unit="per cent",
    origin=ORIGIN,
    at_least=10,
    at_most=99,
)
playbook.parameter(
    "saas.unmeasured_days",
    21,
    "Days without a figure after which somebody looks why usage is not measured",
    unit="days",
    origin=ORIGIN,
    at_least=7,
    at_most=90,
)
playbook.parameter(
    "saas.feature_days",
    45,
    "Days for which a figure about a part of the product tells something",
    unit="days",
    origin=ORIGIN,
    at_least=7,
    at_most=365,
)

LATELY, BEFORE, LONG_AGO = 7, 35, 63
"""Days since the first day of a week: the last four whole weeks, and the four before them."""


class UsageTrend(Conclusion):
    """Active users of four whole weeks, added up, beside those of the four weeks before."""

    recent: int
    before: int


class UsageDecline(Conclusion):
    """The product is used clearly less than before."""

    recent: int
    before: int


def measured(first: int, last: int) -> int:
    """Count the weeks with a figure that began at least `first` and less than `last` days ago."""
    return count(
        UsageWeek,
        lambda week: (
            known(week.active_users)
            & (days_since(week.week_start) >= first)
            & (days_since(week.week_start) < last)
        ),
    )


def users(first: int, last: int) -> int:
    """Add up the active users of those weeks."""
    return total(
        UsageWeek,
        lambda week: week.active_users,
        lambda week: (days_since(week.week_start) >= first) & (days_since(week.week_start) < last),
    )


@playbook.rule(origin=ORIGIN)
def trend(subscription: Subscription) -> Clause:
    """Two times four whole weeks are compared; a missing week would be taken for a fall."""
    return when(
        is_running(subscription), measured(LATELY, BEFORE) >= 4, measured(BEFORE, LONG_AGO) >= 4
    ).then(conclude(UsageTrend, recent=users(LATELY, BEFORE), before=users(BEFORE, LONG_AGO)))


@playbook.rule(origin=ORIGIN)
def used_less(trend: UsageTrend) -> Clause:
    """Where clearly fewer people use it than a month ago, ask them why while they still tell."""
    return when(
        trend.before > 0, trend.recent * 100 <= trend.before * (100 - param("saas.decline_percent"))
    ).then(
        conclude(UsageDecline, recent=trend.recent, before=trend.before),
        warn("saas-usage-falls"),
        recommend(ASK_ABOUT_USAGE, due=as_of() + days(3), weight=2, reason="saas-usage-falls"),
    )


@playbook.rule(origin=ORIGIN)
def hardly_used_any_more(trend: UsageTrend) -> Clause:
    """Where usage collapses a talk is not enough: who, what and by when is written down."""
    return when(
        trend.before > 0, trend.recent * 100 <= trend.before * (100 - param("saas.collapse_percent"))
    ).then(recommend(RESCUE_PLAN, due=as_of() + days(1), weight=3, reason="saas-usage-collapses"))


@playbook.rule(origin=ORIGIN)
def usage_is_not_measured(subscription: Subscription) -> Clause:
    """No figures are not good figures: see why usage is not measured."""
    return when(
        is_running(subscription),
        days_since(subscription.starts_on) > param("saas.unmeasured_days"),
        absent(
            UsageWeek,
            lambda week: (
                known(week.active_users) & (days_since(week.week_start) <= param("saas.unmeasured_days"))
            ),
        ),
    ).then(
        warn("saas-not-measured", about=subscription.id),
        recommend(CHECK_FEED, about=subscription.id, weight=2, reason="saas-not-measured"),
    )


@playbook.rule(origin=ORIGIN)
def bought_for_and_not_used(feature: FeatureUse) -> Clause:
    """What the customer bought the product for and nobody uses is shown, with their own data."""
    return when(
        value(feature.is_key),
        value(feature.users) == 0,
        days_since(feature.on) >= 0,
        days_since(feature.on) <= param("saas.feature_days"),
    ).then(recommend(SHOW_FEATURE, about=feature.id, due=feature.on + days(14), reason="saas-feature-unused"))
