"""How much risk a client can bear: assessed before anything is presented, and anew when it has aged."""

from __future__ import annotations

from datetime import date

from relcore.facts import Conclusion
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    days,
    days_since,
    days_until,
    exists,
    latest,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore_wealth import ideas
from relcore_wealth.actions import ASSESS_RISK, SECOND_LOOK
from relcore_wealth.facts import Holding, ProductIdea, RiskProfile, WealthClient
from relcore_wealth.ideas import ORIGIN, is_alive

playbook = Playbook("wealth.profiles")
playbook.include(ideas.playbook)

playbook.parameter(
    "wealth.profile_days",
    365,
    "Days for which a risk profile holds",
    unit="days",
    origin=ORIGIN,
    at_least=30,
    at_most=1095,
)
playbook.parameter(
    "wealth.profile_warning_days",
    30,
    "Days before a risk profile ends from which its renewal is due",
    unit="days",
    origin=ORIGIN,
    at_least=0,
    at_most=180,
)
playbook.parameter(
    "wealth.second_look_level",
    4,
    "Risk class from which a second person looks at the profile of a client who needs protection",
    unit="class",
    origin=ORIGIN,
    at_least=2,
    at_most=5,
)


class CurrentProfile(Conclusion):
    """The risk profile that counts today."""

    level: int
    until: date | None = None


def is_past(profile: RiskProfile) -> Condition:
    """Hold for an assessment that has taken place."""
    return days_since(profile.assessed_on) >= 0


@playbook.rule(origin=ORIGIN)
def current_profile(profile: RiskProfile) -> Clause:
    """The last assessment counts, until it has aged or the day that it set itself has passed."""
    return when(
        is_past(profile),
        days_since(profile.assessed_on) <= param("wealth.profile_days"),
        ~or_else(days_until(profile.valid_until) < 0, False),
        absent(RiskProfile, lambda other: is_past(other) & (other.assessed_on > profile.assessed_on)),
    ).then(
        conclude(
            CurrentProfile,
            level=profile.level,
            until=or_else(profile.valid_until, profile.assessed_on + days(param("wealth.profile_days"))),
        )
    )


@playbook.rule(origin=ORIGIN)
def assess_before_anything(client: WealthClient) -> Clause:
    """Nobody knows how much risk the client can bear, and the client holds products: find it out."""
    return when(absent(RiskProfile, is_past), absent(ProductIdea, is_alive), exists(Holding)).then(
        recommend(ASSESS_RISK, weight=2, reason="wealth-no-profile"),
        warn("wealth-no-profile"),
    )


@playbook.rule(origin=ORIGIN)
def assess_again(client: WealthClient) -> Clause:
    """A risk profile that has run out is made anew, also where nothing is to be presented."""
    return when(exists(RiskProfile, is_past), absent(CurrentProfile), absent(ProductIdea, is_alive)).then(
        recommend(ASSESS_RISK, weight=2, reason="wealth-profile-ran-out"),
        warn("wealth-profile-ran-out", since=latest(RiskProfile, lambda p: p.assessed_on, is_past)),
    )


@playbook.rule(origin=ORIGIN)
def assess_in_time(profile: CurrentProfile) -> Clause:
    """A risk profile is renewed before it ends, not after."""
    return when(days_until(profile.until) <= param("wealth.profile_warning_days")).then(
        recommend(ASSESS_RISK, due=profile.until, reason="wealth-profile-ends")
    )


@playbook.rule(origin=ORIGIN)
def second_look(client: WealthClient, profile: RiskProfile) -> Clause:
    """Where a client who needs protection is said to bear much risk, a second person looks at it."""
    return when(
        value(client.vulnerable),
        is_past(profile),
        profile.level >= param("wealth.second_look_level"),
        ~or_else(profile.seconded, False),
        exists(CurrentProfile, lambda current: current.level == profile.level),
    ).then(recommend(SECOND_LOOK, due=profile.assessed_on + days(3), weight=2, reason="wealth-second-look"))
