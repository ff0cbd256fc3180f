"""Whether a value is known is never unknown itself; no and zero are known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Finding, Order, Payment, Question
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, as_of, ask, count, exists, known, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def is_known(order: Order) -> Clause:
    """Note an order of which everything is known."""
    return when(known(order.paid), known(order.amount), known(order.items)).then(
        warn("known", about=order.id)
    )


@PLAYBOOK.rule(origin="test")
def is_unknown(order: Order) -> Clause:
    """Note an order of which something is not known."""
    return when(~known(order.paid) | ~known(order.amount)).then(ask("unknown", about=order.id))


@PLAYBOOK.rule(origin="test")
def comparison(order: Order) -> Clause:
    """Note that a comparison with an unknown is not known."""
    return when(~known(value(order.amount) > 5)).then(warn("comparison", about=order.id))


@PLAYBOOK.rule(origin="test")
def always_known(order: Order) -> Clause:
    """Note what can never be unknown."""
    return when(known(order.placed_on), known(exists(Payment)), known(count(Payment)), known(as_of())).then(
        warn("always", about=order.id)
    )


GIVEN: list[Fact] = [
    Order(id="o1", customer_id="c", placed_on=AS_OF, paid=False, amount=Decimal(0), items=0),
    Order(id="o2", customer_id="c", placed_on=AS_OF, paid=True),
]
EXPECT: list[Conclusion] = [
    Finding(code="known", about="o1", rule="case.is_known"),
    Question(code="unknown", about="o2", rule="case.is_unknown"),
    Finding(code="comparison", about="o2", rule="case.comparison"),
    Finding(code="always", about="o1", rule="case.always_known"),
    Finding(code="always", about="o2", rule="case.always_known"),
]
