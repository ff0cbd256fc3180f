"""A toy world for generated programs: fact types with a field of every kind, and facts of one customer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from relcore.facts import CompanyFact, Conclusion, CustomerFact, Fact, Labelled
from relcore.ir import FactType, Kind, Parameter
from relcore.lang import fact_type

AS_OF = date(2026, 6, 30)
"""The day on which generated programs run."""
DAYS = [date(2026, 6, 28), date(2026, 6, 29), AS_OF, date(2026, 7, 1)]
INSTANTS = [datetime(2026, 6, 30, 8, minute, tzinfo=UTC) for minute in (0, 1, 2)]


class Colour(Labelled):
    """A closed set for generated facts."""

    RED = "red", "Red", "红"
    GREEN = "green", "Green", "绿"


class Deed(CustomerFact):
    """A fact with a field of every kind, known and unknown."""

    number: int
    maybe_number: int | None = None
    amount: Decimal | None = None
    colour: Colour
    maybe_colour: Colour | None = None
    day: date
    maybe_day: date | None = None
    at: datetime | None = None
    flag: bool
    maybe_flag: bool | None = None
    tags: tuple[Colour, ...] | None = None


class Note(CustomerFact):
    """A second type, to join with."""

    number: int
    maybe_number: int | None = None
    colour: Colour


class House(CompanyFact):
    """A fact of the company."""

    number: int
    amount: Decimal | None = None


class First(Conclusion):
    """A conclusion of the lowest layer."""

    colour: Colour
    number: int | None = None


class Second(Conclusion):
    """A conclusion of the middle layer."""

    number: int | None = None
    day: date | None = None
    flag: bool | None = None


class Third(Conclusion):
    """A conclusion of the top layer."""

    colour: Colour
    amount: Decimal | None = None


GIVEN: tuple[type[Fact], ...] = (Deed, Note, House)
LAYERS: tuple[type[Conclusion], ...] = (First, Second, Third)
MODELS = {model.__name__: model for model in GIVEN + LAYERS}
TYPES: dict[str, FactType] = {name: fact_type(model) for name, model in MODELS.items()}
PARAMETERS = (
    Parameter("number", 1, "a number"),
    Parameter("amount", Decimal("0.5"), "an amount"),
    Parameter("day", AS_OF, "a day"),
)
NUMBERS = [-1, 0, 1, 2]
AMOUNTS = [Decimal("-0.5"), Decimal("0.1"), Decimal("0.2"), Decimal("1.50")]
CONSTANTS: dict[Kind, list[Any]] = {
    Kind.INT: NUMBERS,
    Kind.DECIMAL: AMOUNTS,
    Kind.DATE: DAYS,
    Kind.INSTANT: INSTANTS,
    Kind.BOOL: [True, False],
    Kind.TEXT: ["red", "green"],
}


def _optional(choices: list[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(choices))


@st.composite
def fact_lists(draw: st.DrawFn, conclusions: bool = False) -> list[Fact]:
    """Draw the facts of one customer, with ids; `conclusions` may come among them."""
    colours = list(Colour)
    facts: list[Fact] = [Note(id="n0", customer_id="c", number=0, colour=Colour.RED)]
    for i in range(draw(st.integers(0, 4))):
        facts.append(
            Deed(
                id=f"d{i}",
                customer_id="c",
                number=draw(st.sampled_from(NUMBERS)),
                maybe_number=draw(_optional(NUMBERS)),
                amount=draw(_optional(AMOUNTS)),
                colour=draw(st.sampled_from(colours)),
                maybe_colour=draw(_optional(colours)),
                day=draw(st.sampled_from(DAYS)),
                maybe_day=draw(_optional(DAYS)),
                at=draw(_optional(INSTANTS)),
                flag=draw(st.booleans()),
                maybe_flag=draw(_optional([True, False])),
                tags=draw(_optional([(), (Colour.RED,), (Colour.GREEN, Colour.RED)])),
            )
        )
    for i in range(draw(st.integers(0, 3))):
        number, maybe = draw(st.sampled_from(NUMBERS)), draw(_optional(NUMBERS))
        colour = draw(st.sampled_from(colours))
        facts.append(Note(id=f"n{i + 1}", customer_id="c", number=number, maybe_number=maybe, colour=colour))
    for i in range(draw(st.integers(0, 2))):
        facts.append(
            House(id=f"h{i}", number=draw(st.sampled_from(NUMBERS)), amount=draw(_optional(AMOUNTS)))
        )
    if conclusions:
        for _ in range(draw(st.integers(0, 2))):
            facts.append(
                First(customer_id="c", colour=draw(st.sampled_from(colours)), number=draw(_optional(NUMBERS)))
            )
    return facts
