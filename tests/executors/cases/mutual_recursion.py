"""Rules may feed one another, with conditions on facts beside."""

from __future__ import annotations

from datetime import date

from relcore.facts import Contact, Customer
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, conclude, exists, value, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Even(Conclusion):
    """A contact at an even distance."""

    contact: str


class Odd(Conclusion):
    """A contact at an odd distance."""

    contact: str


@PLAYBOOK.rule(origin="test")
def start(contact: Contact) -> Clause:
    """Begin with the person with whom we deal."""
    return when(value(contact.is_primary)).then(conclude(Even, contact=contact.id))


@PLAYBOOK.rule(origin="test")
def to_odd(even: Even, contact: Contact) -> Clause:
    """Go on from an even to an odd distance."""
    return when(contact.name == even.contact, exists(Customer)).then(conclude(Odd, contact=contact.id))


@PLAYBOOK.rule(origin="test")
def to_even(customer: Customer, contact: Contact) -> Clause:
    """Go on from an odd to an even distance."""
    return when(exists(Odd, lambda odd: odd.contact == contact.name)).then(conclude(Even, contact=contact.id))


# The name of a contact is the person who introduced it.
GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Contact(id="p1", customer_id="c", is_primary=True),
    Contact(id="p2", customer_id="c", name="p1"),
    Contact(id="p3", customer_id="c", name="p2"),
    Contact(id="p4", customer_id="c", name="p3"),
    Contact(id="p5", customer_id="c", name="somebody"),
]
EXPECT: list[Conclusion] = [
    Even(contact="p1"),
    Odd(contact="p2"),
    Even(contact="p3"),
    Odd(contact="p4"),
]
SUPPORTS = [
    (EXPECT[0], [by("start", GIVEN[1])]),
    (EXPECT[3], [by("to_odd", EXPECT[2], GIVEN[4], witnesses=[GIVEN[0]])]),
    (EXPECT[2], [by("to_even", GIVEN[0], GIVEN[3], witnesses=[EXPECT[1]])]),
]
