"""Fields may have any name, even one that looks like a number of another field."""

from __future__ import annotations

from datetime import date

from relcore.facts import Customer, Finding
from relcore.facts.base import Conclusion, CustomerFact, Fact
from relcore.lang import Clause, Playbook, count, exists, warn, when
from tests.executors.case import by

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Address(CustomerFact):
    """A fact with numbered fields and with words of the machinery."""

    line: str
    line_10: str = ""
    line_1: str = ""
    line_2: str = ""
    line_3: str = ""
    rows: str = ""
    facts: str = ""
    count: str = ""
    index: str = ""


class Place(Conclusion):
    """A conclusion with such names."""

    count: int
    index: int


@PLAYBOOK.table({text: text for text in ("a", "b", "c")}, origin="test", id="case.numbered")
def numbered(address: Address, text: str) -> Clause:
    """Note which line holds a text."""
    return when(
        address.line == "x",
        exists(Address, lambda other: other.line_10 == text)
        | exists(Address, lambda other: other.line_1 == text)
        | exists(Address, lambda other: other.line_2 == text)
        | exists(Address, lambda other: other.line_3 == text),
    ).then(warn(text))


@PLAYBOOK.rule(origin="test")
def words(address: Address) -> Clause:
    """Note words of the machinery."""
    return when(address.rows == "r", address.facts == "f", address.count == "c", address.index == "i").then(
        warn("words")
    )


@PLAYBOOK.rule(origin="test")
def counted(customer: Customer) -> Clause:
    """Count addresses by each line."""
    return when(
        count(Address, lambda a: a.line == "x") == 2,
        count(Address, lambda a: a.line_10 == "a") == 1,
        count(Address, lambda a: a.line_1 == "b") == 1,
        count(Address, lambda a: a.line_2 == "") == 2,
        count(Address, lambda a: a.line_3 == "x") == 0,
    ).then(warn("counted"))


@PLAYBOOK.rule(origin="test")
def places(place: Place) -> Clause:
    """Note a place by its numbers."""
    return when(place.count == 1, place.index == 2).then(warn("place"))


GIVEN: list[Fact] = [
    Customer(customer_id="c"),
    Address(id="a1", customer_id="c", line="x", line_10="a", rows="r", facts="f", count="c", index="i"),
    Address(id="a2", customer_id="c", line="x", line_1="b"),
    Place(customer_id="c", count=1, index=2),
]
EXPECT: list[Conclusion] = [
    Place(count=1, index=2),
    Finding(code="place", rule="case.places"),
    Finding(code="a", rule="case.numbered#a"),
    Finding(code="b", rule="case.numbered#b"),
    Finding(code="words", rule="case.words"),
    Finding(code="counted", rule="case.counted"),
]
SUPPORTS = [(EXPECT[4], [by("words", GIVEN[1])])]
