"""How much the customer spends in our category, and our part of it."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from relcore.facts.base import CustomerFact, Name, Note, Share
from relcore.facts.values import Day, Money, in_order

_EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)
_PLACES = Decimal("0.00000001")


class SpendEstimate(CustomerFact):
    """The customer's spend in a period; no such fact means unknown.

    Where `share` is not given and both amounts are known, it is our sales divided by the category spend,
    rounded half to even at 8 places. A given share stands as it is.

    >>> from datetime import date
    >>> year = {"customer_id": "c1", "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    >>> SpendEstimate(**year, category_spend=300, our_sales=200).share
    Decimal('0.66666667')
    """

    evidential = True

    period_start: Day
    period_end: Day
    """Last day of the period."""
    category: Name | None = None
    category_spend: Money | None = None
    """What the customer spends in the category, with all suppliers together."""
    our_sales: Money | None = None
    """What of it the customer spends with us."""
    share: Share | None = Field(default=None, validate_default=True)
    """Our part of the spend, from 0 to 1."""
    source: Note | None = None
    """Where the estimate comes from."""

    @field_validator("share", mode="after")
    @classmethod
    def _follows_from_amounts(cls, share: Decimal | None, info: ValidationInfo) -> Decimal | None:
        spend: Decimal | None = info.data.get("category_spend")
        ours: Decimal | None = info.data.get("our_sales")
        if spend is None or ours is None:
            return share
        if ours > spend:
            raise ValueError(
                f"our_sales ({ours}) is more than category_spend ({spend});"
                " correct one of them, or leave out category_spend if it is unknown"
            )
        if share is not None or spend == 0:
            return share
        return _EXACT.quantize(_EXACT.divide(ours, spend), _PLACES)

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        in_order("period_start", self.period_start, "period_end", self.period_end)
        return self
