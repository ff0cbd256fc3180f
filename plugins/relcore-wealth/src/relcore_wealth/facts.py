"""What a relationship manager knows beside what relcore knows: risk profiles, products, money that moves."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from relcore.facts import CompanyFact, Count, CustomerFact, Day, Money, Name, Ref, Share

RiskClass = Annotated[int, Field(ge=1, le=5)]
"""A class of risk, from 1 (the customer bears none, the product has next to none) to 5."""

Identity = Annotated[str, Field(min_length=1, max_length=200)]


class WealthClient(CustomerFact):
    """A client of the bank's wealth management; one such fact for each.

    >>> WealthClient(customer_id="c1", assets=800_000).identity
    'c1'
    """

    assets: Money | None = None
    """All that the client keeps with us, in the client's currency."""
    vulnerable: bool | None = None
    """Whether the client needs particular protection: age, illness, a recent loss, little experience."""
    needs_money_on: Day | None = None
    """First day on which the client needs a larger sum, such as for a home or for school fees."""

    @property
    def identity(self) -> str:
        """The given id, or the customer's own id."""
        return self.id or self.customer_id


class RiskProfile(CustomerFact):
    """How much risk the client is able and willing to bear, as assessed on a day."""

    level: RiskClass
    assessed_on: Day
    valid_until: Day | None = None
    """Last day on which it holds, where the assessment itself sets one."""
    seconded: bool | None = None
    """Whether a second person has looked at it."""


class WealthProduct(CompanyFact):
    """A product on our shelf, or one of which we know that it is not."""

    id: Identity
    name: Name | None = None
    risk: RiskClass | None = None
    approved: bool | None = None
    """Whether the bank has approved it for sale."""
    is_complex: bool | None = None
    """Whether an ordinary person has trouble understanding how it pays."""
    lock_in_days: Count | None = None
    """Days for which the money cannot be had."""


class ProductIdea(CustomerFact):
    """A product that the relationship manager thinks of presenting to the client."""

    id: Identity
    product_id: Ref
    noted_on: Day
    amount: Money | None = None
    names_a_yield: bool | None = None
    """Whether the prepared words speak of a yield as if it were certain."""
    dropped: bool | None = None


class ProductPurchase(CustomerFact):
    """A product that the client signed for."""

    id: Identity
    product_id: Ref
    signed_on: Day
    amount: Money | None = None
    cooling_off_until: Day | None = None
    """Last day on which the client may withdraw; unknown where the general time holds."""
    confirmed_on: Day | None = None
    """Day on which somebody else than the seller asked whether the client understood it."""
    withdrawn_on: Day | None = None
    paid_back_on: Day | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        for name in ("cooling_off_until", "confirmed_on", "withdrawn_on", "paid_back_on"):
            day = getattr(self, name)
            if day is not None and day < self.signed_on:
                raise ValueError(
                    f"{name} ({day}) lies before signed_on ({self.signed_on}); correct one of them"
                )
        return self


class Holding(CustomerFact):
    """What the client holds of a product."""

    id: Identity
    product_id: Ref
    amount: Money | None = None
    """Value today, in the client's currency."""
    matures_on: Day | None = None
    loss: Share | None = None
    """How much of what was paid is lost today, as a part; 0 where nothing is."""


class Outflow(CustomerFact):
    """Money that left."""

    id: Identity
    on: Day
    amount: Money
    to: Name | None = None
    """Bank or person to whom it went."""
    planned: bool | None = None
    """Whether the client told us beforehand."""
    explained: bool | None = None
    """Whether we know by now what it was for."""
    new_payee: bool | None = None
    """Whether it went to somebody who never got money from this client before."""


class RivalRate(CustomerFact):
    """A yield that another bank shows to the client."""

    id: Identity
    on: Day
    rival: Name | None = None
    rate: Share | None = None
    """Yearly yield as a part: 0.03 for three per cent."""
    our_rate: Share | None = None
    """What we show for something comparable."""
    insured: bool | None = None
    """Whether the offer is a deposit under deposit insurance."""
    answered_on: Day | None = None


class YieldWord(CustomerFact):
    """Words of ours that spoke of a yield as if it were certain."""

    id: Identity
    on: Day
    rep_id: Ref | None = None
    product_id: Ref | None = None
    corrected_on: Day | None = None
    """Day on which the client was told, in writing, that nothing is certain."""


class ReportingDay(CompanyFact):
    """A day on which banks close their books: the end of a quarter, of a half-year, of a year."""

    on: Day
    name: Name | None = None
