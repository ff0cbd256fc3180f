"""Records in tests: orders, complaints, promises, permissions and shares of the customer of the tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Channel,
    Commitment,
    Complaint,
    Consent,
    Fact,
    Order,
    SpendEstimate,
)
from tests.rules.support import WHO, ago


def order(days_ago: int = 3, **fields: Any) -> Order:
    """Tell of an order."""
    given: dict[str, Any] = {"id": f"order-{days_ago}", "placed_on": ago(days_ago)}
    return Order(customer_id=WHO, **given | fields)


def complaint(days_ago: int = 2, **fields: Any) -> Complaint:
    """Tell of a complaint."""
    given: dict[str, Any] = {"id": "complaint", "opened_on": ago(days_ago)}
    return Complaint(customer_id=WHO, **given | fields)


def promise(due_in: int | None = None, made: int = 10, **fields: Any) -> Commitment:
    """Tell of a promise of ours, due in so many days."""
    due = None if due_in is None else ago(-due_in)
    given: dict[str, Any] = {"id": "promise", "made_on": ago(made), "due_on": due}
    return Commitment(customer_id=WHO, **given | fields)


def allowed(channel: Channel | None = None, **fields: Any) -> Consent:
    """Tell of a permission."""
    given: dict[str, Any] = {"granted": True, "given_on": ago(100)}
    return Consent(customer_id=WHO, channel=channel, **given | fields)


def refused(channel: Channel | None = None, **fields: Any) -> Consent:
    """Tell of a refusal."""
    given: dict[str, Any] = {"granted": False, "given_on": ago(100)}
    return Consent(customer_id=WHO, channel=channel, **given | fields)


def shares(*values: str) -> list[Fact]:
    """Tell our share of wallet quarter by quarter, the last quarter ending with the day of the tests."""
    ends = [date(2026, 6, 30), date(2026, 3, 31), date(2025, 12, 31), date(2025, 9, 30)]
    ends += [date(2025, 6, 30), date(2025, 3, 31), date(2024, 12, 31), date(2024, 9, 30)]
    return [
        SpendEstimate(customer_id=WHO, period_start=end.replace(day=1), period_end=end, share=Decimal(value))
        for value, end in zip(reversed(values), ends, strict=False)
    ]


def happened(kind: AccountEventKind, days_ago: int = 3, **fields: Any) -> AccountEvent:
    """Tell of an event at the customer."""
    return AccountEvent(customer_id=WHO, kind=kind, on=ago(days_ago), **({"id": "event"} | fields))
