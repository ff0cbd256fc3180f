"""Members of an enumeration compare as values: with constants, with fields, with conclusions."""

from __future__ import annotations

from datetime import date

from relcore.facts import Channel, Contact, Customer, Finding, InteractionKind, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, always, conclude, known, value, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Liking(Conclusion):
    """A channel that somebody likes."""

    channel: Channel
    kind: InteractionKind | None = None


@PLAYBOOK.rule(origin="test")
def liked(contact: Contact) -> Clause:
    """Note the channel that a contact prefers."""
    return when(known(contact.preferred_channel)).then(
        conclude(Liking, channel=value(contact.preferred_channel))
    )


@PLAYBOOK.rule(origin="test")
def fixed(customer: Customer) -> Clause:
    """Note that letters are liked."""
    return always().then(conclude(Liking, channel=Channel.MAIL, kind=InteractionKind.EMAIL))


@PLAYBOOK.rule(origin="test")
def used(liking: Liking, order: Order) -> Clause:
    """Note an order on a liked channel."""
    return when(liking.channel == order.channel).then(warn("used", about=order.id))


@PLAYBOOK.rule(origin="test")
def phone(liking: Liking) -> Clause:
    """Note a liking of the phone."""
    return when(liking.channel == Channel.PHONE, liking.channel != Channel.MAIL).then(warn("phone"))


@PLAYBOOK.rule(origin="test")
def as_text(liking: Liking, order: Order) -> Clause:
    """Compare a member with a text."""
    return when(order.product == liking.channel).then(warn("text", about=liking.channel))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Contact(id="p1", customer_id="c", preferred_channel=Channel.PHONE),
    Contact(id="p2", customer_id="c", preferred_channel=Channel.MAIL),
    Contact(id="p3", customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, channel=Channel.MAIL),
    Order(id="o2", customer_id="c", placed_on=AS_OF, channel=Channel.SHOP, product="phone"),
]
EXPECT: list[Conclusion] = [
    Liking(channel=Channel.PHONE),
    Liking(channel=Channel.MAIL),
    Liking(channel=Channel.MAIL, kind=InteractionKind.EMAIL),
    Finding(code="used", about="o1", rule="case.used"),
    Finding(code="phone", rule="case.phone"),
    Finding(code="text", about="phone", rule="case.as_text"),
]
SUPPORTS = [(EXPECT[3], [by("used", EXPECT[1], GIVEN[4]), by("used", EXPECT[2], GIVEN[4])])]
