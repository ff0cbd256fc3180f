"""What our own company allows: authority, contact rules and gift rules."""

from __future__ import annotations

from pydantic import Field

from relcore.facts.base import CompanyFact, Share
from relcore.facts.conclusions import Channel, Purpose
from relcore.facts.stages import Archetype
from relcore.facts.values import Count, Money, Ref, TimeOfDay


class RepAuthority(CompanyFact):
    """What a representative may decide alone; without `rep_id`, what everybody may."""

    rep_id: Ref | None = None
    max_concession: Money | None = None
    """The most that may be conceded to one customer at a time, in the company's currency."""
    max_discount: Share | None = None
    """The greatest discount, as a part of the price."""
    max_claim: Money | None = None
    """The greatest claim that may be settled."""
    max_gift: Money | None = None
    """The most that a single gift may cost."""
    may_promise_dates: bool | None = None
    may_promise_prices: bool | None = None
    may_start_production: bool | None = None
    written_contract_above: Money | None = None
    """Amount above which an agreement needs a written contract."""


class ContactPolicy(CompanyFact):
    """How often and when a customer may be contacted.

    Without a `channel`, `purpose` or `archetype` it covers them all;
    where several apply, the strictest holds.
    """

    channel: Channel | None = None
    purpose: Purpose | None = None
    archetype: Archetype | None = None
    max_contacts: Count | None = None
    """The most contacts of ours within the window: None for no cap, 0 for never."""
    window_days: int | None = Field(default=None, ge=1, le=3660)
    """Length of the window in days, ending on the day of the contact."""
    min_gap_days: int | None = Field(default=None, ge=0, le=3660)
    """Days that must lie between two contacts."""
    keep_alive_days: int | None = Field(default=None, ge=1, le=3660)
    """Days after which an active customer must hear from us."""
    quiet_from: TimeOfDay | None = None
    """Beginning of the quiet hours, in the customer's time zone."""
    quiet_until: TimeOfDay | None = None
    """End of the quiet hours; earlier than their beginning where they last over midnight."""
    working_days_only: bool | None = None
    needs_consent: bool | None = None
    """Whether contact needs a consent beforehand."""
    needs_announcement: bool | None = None
    """Whether the customer must know beforehand that messages will come."""


class GiftPolicy(CompanyFact):
    """What may be given to customers; a benefit to a person is never allowed in return for a decision."""

    max_value_per_recipient_per_year: Money | None = None
    """In the company's currency; 0 for no gifts at all."""
    company_owned_only: bool | None = None
    """Whether gifts may come from our company alone, never from a representative privately."""
    must_be_logged: bool | None = None
    needs_recipient_permission: bool | None = None
    """Whether the recipient's employer must permit it."""
    allowed_in_tender: bool | None = None
    """Whether gifts are allowed while a tender runs."""
