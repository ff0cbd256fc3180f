"""Types of values and of facts, by name, so that a rule set can be printed, hashed and sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

Scalar: TypeAlias = bool | int | Decimal | str | date | datetime


class Kind(Enum):
    """What a value is; arithmetic and comparison depend on it."""

    BOOL = "yes or no"
    INT = "whole number"
    DECIMAL = "decimal number"
    TEXT = "text"
    DATE = "date"
    INSTANT = "instant"
    SET = "set of values"
    OPAQUE = "value that rules cannot read"
    ANY = "unknown type"

    @property
    def phrase(self) -> str:
        """The kind as it stands in a sentence.

        >>> Kind.INSTANT.phrase
        'an instant'
        """
        return ("an " if self.value[0] in "aeiou" else "a ") + self.value

    @property
    def is_number(self) -> bool:
        """Whether values can be added and multiplied."""
        return self in (Kind.INT, Kind.DECIMAL, Kind.ANY)


@dataclass(frozen=True, slots=True)
class ValueType:
    """A kind, whether the value may be unknown, and the enumeration that closes it."""

    kind: Kind
    nullable: bool = False
    enum: str = ""
    members: tuple[str, ...] = ()

    def __str__(self) -> str:
        name = self.enum or self.kind.value
        return f"{name} or unknown" if self.nullable else name


class Scope(Enum):
    """Whom a fact type speaks of."""

    CUSTOMER = "customer"
    COMPANY = "company"
    CONCLUSION = "conclusion"


@dataclass(frozen=True, slots=True)
class FactType:
    """The fields of one kind of fact, and what a field holds when a conclusion does not give it.

    `evidential` types mean "unknown" where there is no fact; of the others, none means none.
    """

    name: str
    scope: Scope
    fields: Mapping[str, ValueType] = field(hash=False)
    evidential: bool = False
    defaults: Mapping[str, Scalar | None] = field(default_factory=dict, hash=False)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields that make up the content of a conclusion."""
        return tuple(name for name in self.fields if name not in ("id", "customer_id"))
