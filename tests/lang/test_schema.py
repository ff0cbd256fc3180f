"""What the language makes of the fields of a fact class."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Any

import pytest
from pydantic import Field
from typing_extensions import TypeAliasType

from relcore.facts import Amount, Assessment, Channel, Cue, Customer, Holiday, Interaction, Topic
from relcore.facts.base import CompanyFact, Conclusion, CustomerFact, Labelled
from relcore.ir import FactType, Kind, Scope, ValueType
from relcore.lang import fact_type
from relcore.lang.schema import value_type

CHANNELS = tuple(str(channel.value) for channel in Channel)


class Grade(IntEnum):
    """An enumeration of numbers."""

    LOW = 1


class Plain(Enum):
    """An enumeration of whatever."""

    A = object()


class Mood(Labelled):
    """A closed set."""

    GOOD = "good", "Good", "好"


class Opinion(Conclusion):
    """A conclusion with defaults."""

    mood: Mood = Mood.GOOD
    points: int = 3
    heard_on: date | None = None
    code: str


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (bool, ValueType(Kind.BOOL)),
        (int, ValueType(Kind.INT)),
        (Decimal, ValueType(Kind.DECIMAL)),
        (str, ValueType(Kind.TEXT)),
        (date, ValueType(Kind.DATE)),
        (datetime, ValueType(Kind.INSTANT)),
        (int | None, ValueType(Kind.INT, nullable=True)),
        (Amount, ValueType(Kind.DECIMAL)),
        (Amount | None, ValueType(Kind.DECIMAL, nullable=True)),
        (Annotated[int | None, Field(ge=0)], ValueType(Kind.INT, nullable=True)),
        (Channel, ValueType(Kind.TEXT, False, "Channel", CHANNELS)),
        (Channel | None, ValueType(Kind.TEXT, True, "Channel", CHANNELS)),
        (tuple[Channel, ...], ValueType(Kind.SET, False, "Channel", CHANNELS)),
        (frozenset[str] | None, ValueType(Kind.SET, nullable=True)),
        (time, ValueType(Kind.OPAQUE)),
        (float, ValueType(Kind.OPAQUE)),
        (int | str, ValueType(Kind.OPAQUE)),
        (dict[str, int], ValueType(Kind.OPAQUE)),
        (Grade, ValueType(Kind.OPAQUE)),
        (Plain, ValueType(Kind.OPAQUE)),
        (Any, ValueType(Kind.OPAQUE)),
        (TypeAliasType("Alias", int | None), ValueType(Kind.INT, nullable=True)),
    ],
)
def test_an_annotation_becomes_a_type_of_the_language(annotation: Any, expected: ValueType) -> None:
    assert value_type(annotation) == expected


def test_a_conclusion_has_columns_and_defaults() -> None:
    found = fact_type(Opinion)
    assert isinstance(found, FactType)
    assert found.scope is Scope.CONCLUSION
    assert found.columns == ("mood", "points", "heard_on", "code")
    assert {name: found.defaults[name] for name in found.columns if name in found.defaults} == {
        "mood": "good",
        "points": 3,
        "heard_on": None,
    }


def test_the_scope_of_a_fact_comes_from_its_base() -> None:
    assert issubclass(Holiday, CompanyFact)
    assert issubclass(Customer, CustomerFact)
    assert [fact_type(model).scope for model in (Holiday, Customer, Assessment)] == [
        Scope.COMPANY,
        Scope.CUSTOMER,
        Scope.CONCLUSION,
    ]


def test_an_observation_is_evidential_and_an_order_book_is_not() -> None:
    assert fact_type(Cue).evidential
    assert not fact_type(Interaction).evidential


def test_a_set_of_topics_knows_its_members() -> None:
    topics = fact_type(Interaction).fields["topics"]
    assert topics.kind is Kind.SET
    assert topics.nullable
    assert Topic.FAMILY.value in topics.members
