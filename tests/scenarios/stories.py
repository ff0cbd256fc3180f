"""Stories of the built-in playbook: one customer, one day, and what to say of other days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from relcore.facts import Customer, Fact
from relcore.lang import Playbook
from relcore.testing import Story

TODAY = date(2026, 3, 2)
WHO = "acme"


def story(
    name: str,
    *,
    given: Iterable[Fact],
    expect: tuple[str, ...],
    never: tuple[str, ...] = (),
    as_of: date = TODAY,
    proposed: tuple[Playbook, ...] = (),
) -> Story:
    """Tell a story of the customer of the stories; `proposed` stands beside the built-in rules."""
    told = tuple(given)
    known = any(isinstance(fact, Customer) for fact in told)
    return Story(
        name=name,
        given=told if known else (acme(), *told),
        as_of=as_of,
        expect=expect,
        never=never,
        playbooks=proposed,
    )


def acme(**fields: object) -> Customer:
    """Tell of the customer of the stories."""
    return Customer.model_validate({"customer_id": WHO, "name": "Acme", "owner": "anna"} | fields)


def ago(days: int) -> date:
    """Give a day before today."""
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    """Give a day to come."""
    return TODAY + timedelta(days=days)
