"""That some fact has a value which is known elsewhere: unknown equals nothing, on neither side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts import Channel, Contact, Customer, Finding, Interaction, InteractionKind, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, absent, exists, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
FIRST = date(2026, 1, 31)


@PLAYBOOK.rule(origin="test")
def reached(contact: Contact) -> Clause:
    """Note a contact who was visited or called on the preferred channel."""
    return when(
        exists(
            Interaction,
            lambda i: (
                (value(i.channel) == value(contact.preferred_channel))
                & ((i.kind == InteractionKind.VISIT) | (i.kind == InteractionKind.CALL))
            ),
        )
    ).then(warn("reached", about=contact.id))


@PLAYBOOK.rule(origin="test")
def unheard(contact: Contact) -> Clause:
    """Note a contact on whose preferred channel nothing large was ordered."""
    return when(
        absent(
            Order, lambda o: (value(o.amount) >= 2) & (value(o.channel) == value(contact.preferred_channel))
        )
    ).then(warn("unheard", about=contact.id))


@PLAYBOOK.rule(origin="test")
def again(order: Order) -> Clause:
    """Note an order for an amount that was ordered before today."""
    return when(
        exists(Order, lambda o: (value(o.amount) == value(order.amount)) & (o.placed_on < AS_OF))
    ).then(warn("again", about=order.id))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Contact(id="p1", customer_id="c", preferred_channel=Channel.PHONE),
    Contact(id="p2", customer_id="c", preferred_channel=Channel.MAIL),
    Contact(id="p3", customer_id="c"),
    Interaction(id="i1", customer_id="c", kind=InteractionKind.CALL, on=FIRST, channel=Channel.PHONE),
    Interaction(id="i2", customer_id="c", kind=InteractionKind.VISIT, on=FIRST),
    Interaction(id="i3", customer_id="c", kind=InteractionKind.EMAIL, on=FIRST, channel=Channel.MAIL),
    Order(id="o1", customer_id="c", placed_on=FIRST, amount=Decimal("2.0"), channel=Channel.PHONE),
    Order(id="o2", customer_id="c", placed_on=AS_OF, amount=Decimal("2.00")),
    Order(id="o3", customer_id="c", placed_on=FIRST, channel=Channel.MAIL),
    Order(id="o4", customer_id="c", placed_on=AS_OF, amount=Decimal(1), channel=Channel.MAIL),
]
EXPECT: list[Conclusion] = [
    Finding(code="reached", about="p1", rule="case.reached"),
    Finding(code="unheard", about="p2", rule="case.unheard"),
    Finding(code="unheard", about="p3", rule="case.unheard"),
    Finding(code="again", about="o1", rule="case.again"),
    Finding(code="again", about="o2", rule="case.again"),
]
