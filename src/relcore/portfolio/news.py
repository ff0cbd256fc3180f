"""Whether something new is known about a customer."""

from __future__ import annotations

from datetime import date, datetime

from relcore.facts import CustomerFact, Snapshot


def has_news(snapshot: Snapshot, since: date, as_of: date) -> bool:
    """Tell whether a fact of the customer has a day from `since` to `as_of`, both included.

    A fact is as new as the latest day in it that has come; one without any day, and the company's facts,
    are never new.

    >>> from relcore.facts import Customer, Order
    >>> order = Order(customer_id="c1", placed_on=date(2026, 6, 20))
    >>> one = Snapshot.of([Customer(customer_id="c1"), order])
    >>> [has_news(one, date(2026, 6, day), date(2026, 6, 30)) for day in (20, 21)]
    [True, False]
    """
    for fact in snapshot:
        if isinstance(fact, CustomerFact):
            for value in vars(fact).values():
                if isinstance(value, date):
                    day = value.date() if isinstance(value, datetime) else value
                    if since <= day <= as_of:
                        return True
    return False
