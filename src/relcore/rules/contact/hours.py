"""When a call is welcome: calls that nobody takes may come at the wrong hour."""

from __future__ import annotations

from relcore.facts import Action, BusyHours, Channel, Customer, Interaction, InteractionKind
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    ask,
    count,
    days_since,
    or_else,
    param,
    recommend,
    when,
)
from relcore.rules.contact.counted import is_ours

playbook = Playbook("hours")

playbook.parameter(
    "hours.missed_calls",
    2,
    "Calls without an answer after which the hours are looked into",
    unit="calls",
    at_least=1,
    at_most=50,
)
playbook.parameter(
    "hours.missed_days",
    60,
    "Days over which calls without an answer are counted",
    unit="days",
    at_least=1,
    at_most=365,
)


def is_missed_call(contact: Interaction) -> Condition:
    """Hold for a call of ours that nobody took, of late."""
    span: int = param("hours.missed_days")
    return (
        is_ours(contact)
        & (or_else(contact.channel, Channel.PHONE) == Channel.PHONE)
        & (contact.kind == InteractionKind.CALL)
        & ~or_else(contact.answered, True)
        & (days_since(contact.on) <= span)
    )


@playbook.rule(cites="S1.G3-time.guard.1")
def learn_the_hours(customer: Customer) -> Clause:
    """Where calls are not taken and nobody knows the busy hours, we find them out before calling again."""
    return when(count(Interaction, is_missed_call) >= param("hours.missed_calls"), absent(BusyHours)).then(
        ask("busy-hours"), recommend(Action.LEARN_BUSY_HOURS, reason="calls-not-taken")
    )
