"""Which subscription is running."""

from __future__ import annotations

from relcore.lang import Condition, as_of, days_since, known, value
from relcore_saas.facts import Subscription

ORIGIN = "relcore-saas"
"""Who made the rules of this package up."""


def is_running(subscription: Subscription) -> Condition:
    """Hold for a subscription that has begun and was not ended."""
    return (days_since(subscription.starts_on) >= 0) & (
        ~known(subscription.cancelled_on) | (value(subscription.cancelled_on) > as_of())
    )
