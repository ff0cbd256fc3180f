"""Facts may be of another class than the one that rules were written with, or made without validation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from pydantic import create_model

from relcore.executors.protocol import Executor
from relcore.facts import Channel, Customer, CustomerFact, Order, Snapshot
from relcore.lang import Clause, Playbook, count, exists, total, value, warn, when
from relcore.ledger import Ref
from relcore.program import Program, compile_program
from tests.executors.executors import EXECUTORS

AS_OF = date(2026, 3, 2)
every_executor = pytest.mark.parametrize("executor", EXECUTORS, ids=lambda executor: executor.name)
both = pytest.mark.parametrize("supports", [True, False])


class _Namesake(StrEnum):
    """Another enumeration, with a value of the same text."""

    EMAIL = "email"


class Visit(CustomerFact):
    """A visit."""

    topic: str
    minutes: int
    guests: int


def program() -> Program:
    """Give rules that read two fields of a visit."""
    playbook = Playbook("visits")

    @playbook.rule(origin="test")
    def long(visit: Visit) -> Clause:
        """Note a visit of more minutes than guests."""
        return when(visit.minutes > visit.guests).then(warn("long", about=visit.topic))

    @playbook.rule(origin="test")
    def price(customer: Customer) -> Clause:
        """Note that the price was spoken of for ten minutes in all."""
        return when(
            exists(Visit, lambda v: v.topic == "price"), total(Visit, lambda v: v.minutes) == 10
        ).then(warn("price"))

    return compile_program([playbook.ruleset()])


def visits(kind: Any) -> Snapshot:
    """Tell of two visits by a class that is called the same."""
    return Snapshot.of(
        [
            Customer(customer_id="c"),
            kind(id="v1", customer_id="c", topic="price", minutes=9, guests=2),
            kind(id="v2", customer_id="c", topic="gifts", minutes=1, guests=3),
        ]
    )


@every_executor
@both
def test_fields_are_read_by_name_whatever_their_order_in_the_class(
    executor: Executor, supports: bool
) -> None:
    fields: Any = {"guests": (int, ...), "length": (int, 0), "minutes": (int, ...), "topic": (str, ...)}
    other = create_model("Visit", __base__=CustomerFact, **fields)
    for kind in (Visit, other, Visit):
        ledger = executor.run(program(), visits(kind), AS_OF, supports=supports)
        found = {(row[0], row[1]) for row in ledger.rows("Finding")}
        assert found == {("long", "price"), ("price", None)}
    if supports:
        (row,) = (row for row in ledger.rows("Finding") if row[0] == "long")
        assert [support.facts for support in ledger.supports("Finding", row)] == [(Ref("Visit", "v1"),)]


@every_executor
@both
def test_a_text_equals_the_member_of_its_value(executor: Executor, supports: bool) -> None:
    playbook = Playbook("orders")

    @playbook.rule(origin="test")
    def by_mail(customer: Customer) -> Clause:
        """Note two orders by mail, and one in the shop."""
        return when(
            count(Order, lambda o: value(o.channel) == Channel.MAIL) == 2,
            exists(Order, lambda o: value(o.channel) == Channel.SHOP),
            # So many that a fact is asked which of them it is.
            count(Order, lambda o: value(o.channel) == Channel.PHONE) == 0,
            count(Order, lambda o: value(o.channel) == Channel.EMAIL) == 1,
        ).then(warn("by_mail"))

    @playbook.rule(origin="test")
    def not_by_mail(order: Order) -> Clause:
        """Note an order that did not come by mail."""
        return when(value(order.channel) != Channel.MAIL).then(warn("not_by_mail", about=order.id))

    mail, shop = (
        Order(id=name, customer_id="c", placed_on=AS_OF, amount=Decimal(1), channel=channel)
        for name, channel in (("o1", Channel.MAIL), ("o2", Channel.SHOP))
    )
    unchecked = mail.model_copy(update={"id": "o3", "channel": "mail"})
    of_another_class = mail.model_copy(update={"id": "o4", "channel": _Namesake.EMAIL})
    unknown = mail.model_copy(update={"id": "o5", "channel": None})
    snapshot = Snapshot.of([Customer(customer_id="c"), mail, shop, unchecked, of_another_class, unknown])
    ledger = executor.run(compile_program([playbook.ruleset()]), snapshot, AS_OF, supports=supports)
    assert {(row[0], row[1]) for row in ledger.rows("Finding")} == {
        ("by_mail", None),
        ("not_by_mail", "o2"),
        ("not_by_mail", "o4"),
    }
