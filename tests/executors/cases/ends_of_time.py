"""The first and the last day of the calendar are days like others."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, as_of, days, days_since, days_until, known, warn, when

PLAYBOOK = Playbook("case")


@PLAYBOOK.rule(origin="test")
def first(customer: Customer) -> Clause:
    """Note that today is the last day there is."""
    return when(
        as_of() == date.max,
        days_until(date.min) < -3_000_000,
        ~known(as_of() + days(1)),
        as_of() - days(1) == date(9999, 12, 30),
        days_since(date(9999, 12, 30)) >= 1,
    ).then(warn("last_day", since=as_of()))


AS_OF = date.max
GIVEN: list[Fact] = [Customer(customer_id="c")]
EXPECT: list[Conclusion] = [Finding(code="last_day", since=date.max, rule="case.first")]
