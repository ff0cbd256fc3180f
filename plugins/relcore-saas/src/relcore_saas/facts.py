"""What a maker of subscription software knows beside what relcore knows: usage, seats, roles, tickets."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from relcore.facts import Count, CustomerFact, Day, Labelled, Name, Note, Ref

Identity = Annotated[str, Field(min_length=1, max_length=200)]


class OnboardingKind(Labelled):
    """A step between the signature and the first value."""

    KICKOFF = "kickoff", "Kick-off", "启动会"
    INVITE = "invite", "Users invited", "邀请用户"
    CONNECT = "connect", "Data connected", "接入数据"
    FIRST_RESULT = "first_result", "First result of use", "首个有用的结果"
    TRAINING = "training", "Users trained", "培训用户"
    HANDOVER = "handover", "Handed over to the users", "交给客户自己用"


class ProductRoleKind(Labelled):
    """The part that a person plays for our product at the customer."""

    CHAMPION = "champion", "Champion", "内部推动者"
    SPONSOR = "sponsor", "Sponsor with a budget", "有预算的支持者"
    ADMIN = "admin", "Administrator", "管理员"
    USER = "user", "User", "普通用户"


class Subscription(CustomerFact):
    """What the customer subscribed to.

    >>> Subscription(customer_id="c1", id="s1", starts_on="2026-01-01", seats=25).seats
    25
    """

    id: Identity
    starts_on: Day
    plan: Name | None = None
    seats: Count | None = None
    """Users that are paid for."""
    renews_on: Day | None = None
    """Day on which the next term begins."""
    auto_renews: bool | None = None
    notice_days: Count | None = None
    """Days before the renewal until which the customer may end it."""
    cancelled_on: Day | None = None
    """Day on which it ends or ended for good."""

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.renews_on is not None and self.renews_on < self.starts_on:
            raise ValueError(
                f"renews_on ({self.renews_on}) lies before starts_on ({self.starts_on}); correct one of them"
            )
        return self


class UsageWeek(CustomerFact):
    """How many people used the product in a week; one such fact for each week that was measured."""

    week_start: Day
    """Monday of the week."""
    active_users: Count | None = None

    @property
    def identity(self) -> str:
        """The given id, or the customer's own id and the week."""
        return self.id or f"{self.customer_id} {self.week_start.isoformat()}"


class FeatureUse(CustomerFact):
    """How many people used a part of the product, as of a day."""

    id: Identity
    feature: Name
    on: Day
    users: Count | None = None
    is_key: bool | None = None
    """Whether the customer bought the product for it."""


class OnboardingStep(CustomerFact):
    """A step of the onboarding, and what is in its way."""

    id: Identity
    kind: OnboardingKind
    due_on: Day | None = None
    done_on: Day | None = None
    blocked_by: Note | None = None


class ProductRole(CustomerFact):
    """What a person at the customer is for our product; whether the person has left says `Contact`."""

    id: Identity
    contact_id: Ref
    role: ProductRoleKind
    last_seen_on: Day | None = None
    """Day on which the person last used the product."""


class SupportTicket(CustomerFact):
    """A question or a fault that the customer brought to our support."""

    id: Identity
    opened_on: Day
    severity: Annotated[int, Field(ge=1, le=4)] | None = None
    """From 1 (nothing works) to 4 (a wish)."""
    answered_on: Day | None = None
    closed_on: Day | None = None


class SurveyAnswer(CustomerFact):
    """How likely somebody at the customer would recommend us, from 0 to 10."""

    id: Identity
    on: Day
    score: Annotated[int, Field(ge=0, le=10)] | None = None
    contact_id: Ref | None = None
