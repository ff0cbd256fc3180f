"""What a distributor knows of an outlet beside what relcore knows: shelves, displays, codes, people."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from relcore.facts import CompanyFact, Count, CustomerFact, Day, Labelled, Money, Name, Ref

Identity = Annotated[str, Field(min_length=1, max_length=200)]


class OutletGrade(Labelled):
    """How much an outlet matters for the route."""

    A = "a", "A: every week", "A级：每周"
    B = "b", "B: every fortnight", "B级：每两周"
    C = "c", "C: every month", "C级：每月"


class ShopSide(Labelled):
    """On which side of the counter a person of the outlet stands."""

    OWNER = "owner", "Owner or manager", "老板或店长"
    STAFF = "staff", "Shop staff", "店员"


class Outlet(CustomerFact):
    """An outlet that we serve; one such fact for each.

    >>> Outlet(customer_id="c1", grade="a", territory="north").grade
    <OutletGrade.A: 'a'>
    """

    grade: OutletGrade | None = None
    territory: Name | None = None
    """Sales territory in which the outlet lies."""

    @property
    def identity(self) -> str:
        """The given id, or the customer's own id."""
        return self.id or self.customer_id


class StockCheck(CustomerFact):
    """What was counted of one product, on the shelf and in the back room."""

    id: Identity
    on: Day
    product: Name
    on_hand: Count | None = None
    """Pieces that are there."""
    sold_per_week: Count | None = None
    """Pieces that the outlet sells in a usual week."""
    oldest_expiry: Day | None = None
    """Last day on which the oldest piece may be sold."""
    shelf_price: Money | None = None
    """Price at which the outlet sells a piece."""


class DisplayDeal(CustomerFact):
    """What was agreed with the outlet about a display, and the fee for it."""

    id: Identity
    starts_on: Day
    ends_on: Day
    fee: Money | None = None
    pay_on: Day | None = None
    paid_on: Day | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.ends_on < self.starts_on:
            raise ValueError(
                f"ends_on ({self.ends_on}) lies before starts_on ({self.starts_on}); correct one of them"
            )
        return self


class DisplayCheck(CustomerFact):
    """What a display looked like when somebody of ours stood before it."""

    id: Identity
    on: Day
    in_place: bool | None = None
    """Whether it stands where it was agreed."""
    full_and_clean: bool | None = None
    rival_there: bool | None = None
    """Whether a rival's goods stand in our place."""


class SellThrough(CustomerFact):
    """What went into an outlet in a period, and what went out to consumers."""

    id: Identity
    product: Name
    period_end: Day
    delivered: Count | None = None
    sold: Count | None = None


class CodeCheck(CustomerFact):
    """A code on goods in the outlet, and for which territory these goods left our store."""

    id: Identity
    on: Day
    product: Name | None = None
    pieces: Count | None = None
    belongs_to: Name | None = None
    """Territory for which the goods were delivered."""
    verified: bool | None = None
    """Whether the code was compared with our records."""
    told_on: Day | None = None
    """Day on which the outlet heard from us what we do about it."""


class StrayGoods(CustomerFact):
    """Goods that this customer bought and that turned up outside its territory."""

    id: Identity
    on: Day
    found_in: Name | None = None
    pieces: Count | None = None
    proved: bool | None = None
    """Whether codes and delivery notes prove where they came from."""
    settled_on: Day | None = None


class ShopPerson(CustomerFact):
    """Where a person of the outlet stands, and how far we have looked after that person."""

    id: Identity
    contact_id: Ref
    side: ShopSide
    trained_on: Day | None = None
    """Day on which we last explained our products to the person."""


class ConsumerDay(CustomerFact):
    """A day in the outlet for those who use our products: a tasting, a trial, a demonstration."""

    id: Identity
    on: Day
    reached: Count | None = None
    """People who took part."""


class ListPrice(CompanyFact):
    """What an outlet pays us for a piece."""

    product: Name
    price: Money
