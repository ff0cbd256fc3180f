"""Whether something exists is a yes or a no that can be compared and concluded."""

from __future__ import annotations

from datetime import date

from relcore.facts import Complaint, Customer, Finding, Order, Payment
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, exists, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Seen(Conclusion):
    """Whether something was seen."""

    ordered: bool
    paid: bool | None = None


@PLAYBOOK.rule(origin="test")
def seen(customer: Customer) -> Clause:
    """Tell whether there are orders and payments."""
    return always().then(conclude(Seen, ordered=exists(Order), paid=exists(Payment)))


@PLAYBOOK.rule(origin="test")
def alike(customer: Customer) -> Clause:
    """Note that there are payments as there are complaints."""
    return when(exists(Payment) == exists(Complaint)).then(warn("alike"))


@PLAYBOOK.rule(origin="test")
def unlike(customer: Customer) -> Clause:
    """Note that there are orders but no payments."""
    return when(exists(Order) != exists(Payment)).then(warn("unlike"))


GIVEN: list[Fact] = [Customer(customer_id="c"), Order(id="o1", customer_id="c", placed_on=AS_OF)]
EXPECT: list[Conclusion] = [
    Seen(ordered=True, paid=False),
    Finding(code="alike", rule="case.alike"),
    Finding(code="unlike", rule="case.unlike"),
]
