"""Who the customer is: the customer itself and the people there."""

from __future__ import annotations

from pydantic import Field

from relcore.facts.base import CurrencyCode, CustomerFact, Labelled, Name
from relcore.facts.conclusions import Channel
from relcore.facts.stages import Audience, Ladder
from relcore.facts.values import Count, CountryCode, Day, LanguageTag, Money, Rating, Ref, TimeZone


class ValueChain(Labelled):
    """Where the customer stands in our value chain."""

    UPSTREAM = "upstream", "Upstream", "上游"
    DOWNSTREAM = "downstream", "Downstream", "下游"
    OUTSIDE = "outside", "Outside the chain", "产业链之外"


class DecisionRole(Labelled):
    """The part that a person plays in a purchase."""

    DECIDER = "decider", "Decides", "决策者"
    INFLUENCER = "influencer", "Influences", "影响者"
    USER = "user", "Uses the product", "使用者"
    GATEKEEPER = "gatekeeper", "Guards access", "把关者"
    INSIDER = "insider", "Explains the organisation to us", "内部知情人"
    BUYER = "buyer", "Buys", "采购经办人"


class Customer(CustomerFact):
    """A customer, whether a firm, an outlet or a consumer; one such fact for each customer.

    >>> Customer(customer_id="c1", country="CN", timezone="Asia/Shanghai").identity
    'c1'
    """

    name: Name | None = None
    industry: Name | None = None
    """Line of business; joins to `IndustryHours`."""
    country: CountryCode | None = None
    region: Name | None = None
    timezone: TimeZone | None = None
    language: LanguageTag | None = None
    """Language in which the customer is written to, such as en or zh."""
    owner: Ref | None = None
    """Representative who looks after the customer."""
    team: Ref | None = None
    audience: Audience | None = None
    category: Name | None = None
    """What the customer buys from us and from others: the scope of the share of wallet."""
    currency: CurrencyCode | None = None
    since: Day | None = None
    """First day as a customer."""
    is_active: bool | None = None
    is_prospect: bool | None = None
    """True where the customer has not bought yet."""
    is_group: bool | None = None
    """True for an organisation, False for a single person."""
    parent: Ref | None = None
    """Customer to which this one belongs."""
    referred_by: Ref | None = None
    """Customer or friend through whom this one came."""
    employees: Count | None = None
    annual_revenue: Money | None = None
    industry_rank: Count | None = Field(default=None, ge=1)
    """Place in the industry, 1 for the largest."""
    value_chain: ValueChain | None = None
    purchasing_power: Rating | None = None
    purchase_intent: Rating | None = None
    influence: Rating | None = None
    """Weight of the customer's example for others."""
    payment_risk: Rating | None = None
    supplier_count: Count | None = None
    """Suppliers that the customer keeps or compares in the category."""
    gifts_permitted: bool | None = None
    """Whether the customer's own rules let its people accept gifts."""
    opted_out: bool | None = None
    """True where the customer wants no contact that it did not ask for."""
    preferred_channel: Channel | None = None

    @property
    def identity(self) -> str:
        """The given id, or the customer's own id: there is one such fact for each customer."""
        return self.id or self.customer_id


class Contact(CustomerFact):
    """A person at the customer; holds what the work needs and no private data."""

    id: str = Field(min_length=1, max_length=200)
    """Identity of the person; other facts refer to it as `contact_id`."""
    name: Name | None = None
    role: DecisionRole | None = None
    """The part that the person plays in a purchase."""
    job_title: Name | None = None
    is_primary: bool | None = None
    """True for the person with whom we mostly deal."""
    is_owner_or_manager: bool | None = None
    is_assigned_task: bool | None = None
    """True where the purchase is a task given to somebody without a stake in it."""
    decision_power: Rating | None = None
    career_rising: bool | None = None
    ladder_step: Ladder | None = None
    """How far the person has opened up, as the representative judges."""
    ladder_on: Day | None = None
    """Day of that judgement."""
    language: LanguageTag | None = None
    preferred_channel: Channel | None = None
    opted_out: bool | None = None
    left_on: Day | None = None
    """Day on which the person left the customer or the post."""
