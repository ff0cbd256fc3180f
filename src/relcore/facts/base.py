"""What every fact shares: an identity, a customer (or the company), and unknown as `None`."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

Amount = Annotated[Decimal, Field(max_digits=19, decimal_places=4)]
"""Money or a quantity: at most 15 digits before and 4 after the point, so that sums stay exact."""

Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=9, decimal_places=8)]
"""A part of a whole, from 0 to 1."""

Name = Annotated[str, Field(min_length=1, max_length=200)]
Note = Annotated[str, Field(max_length=4000)]
CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Labelled(StrEnum):
    """A closed set of values, each with an English and a Chinese label.

    >>> class Mood(Labelled):
    ...     GOOD = "good", "Good", "好"
    >>> Mood("good").label("zh")
    '好'
    """

    en: str
    zh: str

    def __new__(cls, value: str, en: str = "", zh: str = "") -> Self:
        """Keep both labels on the member; the value alone is its identity."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.en = en
        member.zh = zh
        return member

    def label(self, lang: str = "en") -> str:
        """Give the label in `lang` ("en" or "zh")."""
        return self.zh if lang == "zh" else self.en


class Fact(BaseModel):
    """One thing that is known; `None` in a field means that nobody knows.

    Subclass `CustomerFact`, `CompanyFact` or `Conclusion`, never this class.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    evidential: ClassVar[bool] = False
    """True where having no such fact means "unknown" rather than "there is none"."""

    id: str | None = Field(default=None, min_length=1, max_length=200)
    """A given identity, unique within the fact's type; without one, the content is the identity."""

    @property
    def identity(self) -> str:
        """The given id, or a digest of the content."""
        return self.id or hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


class CustomerFact(Fact):
    """A fact about one customer."""

    customer_id: str = Field(min_length=1, max_length=200)
    """The customer that this fact belongs to."""


class CompanyFact(Fact):
    """A fact about our own company, shared by all customers."""


class Conclusion(Fact):
    """A fact that rules conclude; the customer is filled in by the run."""

    customer_id: str = ""
