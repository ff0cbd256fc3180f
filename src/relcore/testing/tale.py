"""A customer's story in plain lines: who it is, what happened when, and what our company allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from relcore.explain import say
from relcore.facts import CompanyFact, Customer, Fact


def tale(facts: Iterable[Fact], as_of: date) -> Iterator[str]:
    """Tell the facts of a customer line by line, by day; what is unknown is left out.

    >>> from relcore.facts import Order
    >>> order = Order(customer_id="c1", id="o1", placed_on=date(2026, 6, 29), amount=1200)
    >>> print("\\n".join(tale([order, Customer(customer_id="c1", name="Acme")], date(2026, 6, 30))))
    customer c1: name Acme
    2026-06-29  Order o1: amount 1200
    asked on 2026-06-30
    """
    told = list(facts)
    for fact in told:
        if isinstance(fact, Customer):
            yield f"customer {fact.customer_id}{_fields(fact)}"
    rest = [fact for fact in told if not isinstance(fact, Customer)]
    for day, line in sorted((_day(fact), f"{_name(fact)}{_fields(fact, _first_day(fact))}") for fact in rest):
        yield f"{day or ' ' * 10}  {line}"
    yield f"asked on {as_of.isoformat()}"


def _name(fact: Fact) -> str:
    whose = "our " if isinstance(fact, CompanyFact) else ""
    return f"{whose}{type(fact).__name__}{f' {fact.id}' if fact.id else ''}"


def _first_day(fact: Fact) -> str:
    for name in type(fact).model_fields:
        if isinstance(getattr(fact, name), date):
            return name
    return ""


def _day(fact: Fact) -> str:
    found = getattr(fact, _first_day(fact), None)
    return "" if found is None else (found.date() if isinstance(found, datetime) else found).isoformat()


def _fields(fact: Fact, shown: str = "") -> str:
    said = [
        f"{name} {say(value)}"
        for name, value in fact
        if value is not None
        and name not in ("id", "customer_id")
        and (name != shown or isinstance(value, datetime))
        and not _is_usual(fact, name, value)
    ]
    return f": {', '.join(said)}" if said else ""


def _is_usual(fact: Fact, name: str, value: object) -> bool:
    default: object = type(fact).model_fields[name].default
    return value == default
