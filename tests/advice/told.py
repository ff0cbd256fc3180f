"""Advice on what a test says that rules recommend: no rules run, only guards' verdicts, ranks and slots."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from relcore.advice import ActionAdvice, CustomerAdvice, SuppressedAction
from relcore.advisor import Advisor
from relcore.facts import (
    BUILTIN_ACTIONS,
    Assessment,
    Channel,
    Customer,
    Fact,
    Interaction,
    InteractionKind,
    Purpose,
    Recommendation,
    Verdict,
)
from relcore.lang import Playbook
from relcore.rules import contact

DAY = date(2026, 6, 30)
"""A Tuesday."""
WHO = "c1"


@cache
def advisor(settings: tuple[tuple[str, int], ...] = ()) -> Advisor:
    """Give an advisor that recommends nothing of its own but declares what the scheduler can be told."""
    book = Playbook("told")
    for spec in BUILTIN_ACTIONS:
        book.action(spec)
    book.facts(Assessment, Recommendation, Verdict)
    for parameter in contact.playbook.ruleset().parameters:
        if parameter.name.startswith("contact."):
            book.parameter(parameter.name, parameter.default, parameter.doc)
    return Advisor([book], settings=dict(settings))


def advise(facts: Iterable[Fact], as_of: date = DAY, **settings: int) -> CustomerAdvice:
    """Decide on recommendations and facts; `settings` are parameters of the scheduler."""
    chosen = tuple(sorted((f"contact.{name}", value) for name, value in settings.items()))
    told = list(facts)
    if not any(isinstance(fact, Customer) for fact in told):
        told.append(somebody())
    return advisor(chosen).advise(told, as_of=as_of)


def somebody(**fields: Any) -> Customer:
    """Tell that there is a customer."""
    return Customer(customer_id=WHO, **fields)


def wanted(
    action: str = "cross_sell",
    channel: Channel | None = Channel.EMAIL,
    purpose: Purpose = Purpose.SALES,
    **fields: Any,
) -> Recommendation:
    """Tell that a rule recommends an action; a greater weight ranks it higher."""
    given = {"rule": f"test.{action}", "reason": "because"} | fields
    return Recommendation(action=action, channel=channel, purpose=purpose, **given)


def was(days_ago: int, channel: Channel | None = Channel.EMAIL, **fields: Any) -> Interaction:
    """Tell of a contact of ours."""
    given: dict[str, Any] = {
        "id": f"i{days_ago}-{channel}",
        "kind": InteractionKind.OTHER,
        "direction": "outbound",
        "purpose": Purpose.SALES,
    } | fields
    return Interaction(customer_id=WHO, on=ago(days_ago), channel=channel, **given)


def ago(days: int) -> date:
    """Give a day before `DAY`."""
    return DAY - timedelta(days=days)


def to_come(days: int) -> date:
    """Give a day after `DAY`."""
    return DAY + timedelta(days=days)


def standing(advice: CustomerAdvice, action: str) -> ActionAdvice:
    """Give the one action of a name that stands."""
    (found,) = (item for item in advice.actions if item.action == action)
    return found


def fallen(advice: CustomerAdvice, action: str) -> SuppressedAction:
    """Give the one action of a name that does not stand."""
    (found,) = (item for item in advice.suppressed if item.action == action)
    return found


def first_days(advice: CustomerAdvice) -> dict[str, date | None]:
    """Give the first day of every action that stands."""
    return {item.action: item.window.opens if item.window else None for item in advice.actions}
