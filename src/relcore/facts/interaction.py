"""What passed between the customer and us, how we behaved, and which meetings are to come."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from relcore.facts.base import CustomerFact, Name, Note
from relcore.facts.conclusions import Channel, Purpose
from relcore.facts.interaction_terms import (
    Direction,
    EventType,
    InteractionKind,
    InteractionOutcome,
    RecipientKind,
    Sensitivity,
    TalkDepth,
    Topic,
)
from relcore.facts.values import Day, Minutes, Moment, Money, Ref, as_set, in_order


class Interaction(CustomerFact):
    """A contact that took place, with the record of the visit where there is one.

    >>> from datetime import date
    >>> visit = Interaction(customer_id="c1", kind=InteractionKind.VISIT, on=date(2026, 3, 2), minutes=45)
    >>> visit.next_step_agreed is None
    True
    """

    kind: InteractionKind
    on: Day
    """Day of the contact, in the customer's time zone."""
    at: Moment | None = None
    """Instant at which it began."""
    direction: Direction | None = None
    channel: Channel | None = None
    purpose: Purpose | None = None
    contact_id: Ref | None = None
    """Person whom we met or wrote to."""
    rep_id: Ref | None = None
    """Representative who had the contact."""
    team: Ref | None = None
    """Team that had the contact or sent the material."""
    about: Ref | None = None
    """Identity of the order, opportunity or complaint that it was about."""
    answered: bool | None = None
    """Whether the other side answered."""
    outcome: InteractionOutcome | None = None
    sentiment: int | None = Field(default=None, ge=-2, le=2)
    """Mood of the customer, from -2 (angry) to 2 (delighted)."""
    summary: Note | None = None
    material: Name | None = None
    """Name of the material that was sent or handed over."""
    planned: bool | None = None
    """Whether the contact followed a plan made before it."""
    informal_venue: bool | None = None
    """Whether it took place in a third, informal place."""

    minutes: Minutes | None = None
    """Length of the contact in minutes."""
    business_minutes: Minutes | None = None
    """Minutes of it spent on business."""
    product_pitch_minutes: Minutes | None = None
    """Minutes of it spent on presenting our product."""
    late_minutes: Minutes | None = None
    """Minutes by which we came late; 0 for on time."""
    notified_late: bool | None = None
    """Whether we gave notice before coming late."""
    topics: Annotated[tuple[Topic, ...], AfterValidator(as_set)] | None = None
    """What was talked about, in any order."""
    depth: TalkDepth | None = None
    shared: Sensitivity | None = None
    """The most sensitive information that the firms exchanged."""
    joint_work: bool | None = None
    """Whether both firms worked on a problem together."""
    next_step_on: Day | None = None
    """Day of the next contact, as agreed."""
    next_step_agreed: bool | None = Field(default=None, validate_default=True)
    """Whether a next contact was agreed; True where `next_step_on` is given."""

    learned_something: bool | None = None
    """Whether we learned something useful about the customer."""
    new_idea: bool | None = None
    """Whether we brought a new business idea."""
    opened_with_product: bool | None = None
    """Whether we began with our product."""
    name_error: bool | None = None
    """Whether we got the name wrong or forgot who it was."""
    answers_vague: bool | None = None
    """Whether our answers stayed vague."""
    evaded_point: bool | None = None
    """Whether we evaded an important point."""
    exaggerated: bool | None = None
    pressured: bool | None = None
    """Whether we pressed for a decision."""
    interrupted: bool | None = None
    argued: bool | None = None
    blamed_company: bool | None = None
    """Whether we joined in blaming our own company or product."""
    blamed_person: bool | None = None
    """Whether we named a person as the cause without evidence."""
    flattered: bool | None = None
    attitude_changed: bool | None = None
    """Whether our manner changed abruptly."""
    confidential_shared: bool | None = None
    """Whether we told one customer's confidential matters to another."""
    hostile: bool | None = None
    """Whether the customer was hostile."""
    objection: Name | None = None
    """What the customer objected to."""
    objection_answered: bool | None = None
    """Whether we answered the objection with facts."""

    event_type: EventType | None = None
    gift_value: Money | None = None
    """Value of what was given, in the company's currency."""
    gift_recipient: RecipientKind | None = None
    gift_company_owned: bool | None = None
    """Whether our company gave it, not the representative privately."""
    gift_logged: bool | None = None

    @field_validator("next_step_agreed", mode="after")
    @classmethod
    def _a_date_is_an_agreement(cls, agreed: bool | None, info: ValidationInfo) -> bool | None:
        if info.data.get("next_step_on") is None:
            return agreed
        if agreed is False:
            raise ValueError(
                "next_step_on is given although next_step_agreed is false;"
                " leave out next_step_on, or say next_step_agreed=True"
            )
        return True

    @model_validator(mode="after")
    def _parts_fit_the_whole(self) -> Self:
        for name in ("business_minutes", "product_pitch_minutes"):
            part = getattr(self, name)
            if part is not None and self.minutes is not None and part > self.minutes:
                raise ValueError(
                    f"{name} ({part}) is more than minutes ({self.minutes});"
                    " correct one of them, or leave minutes out if it is unknown"
                )
        in_order("on", self.on, "next_step_on", self.next_step_on)
        return self


class Appointment(CustomerFact):
    """A meeting that is to come, or was cancelled; once held it is told as an `Interaction`."""

    planned_at: Moment
    """Instant agreed upon."""
    expected_arrival_at: Moment | None = None
    """Instant at which we shall arrive, as far as we can tell now."""
    notified_late: bool | None = None
    """Whether we have told the customer that we shall be late."""
    kind: InteractionKind | None = None
    channel: Channel | None = None
    contact_id: Ref | None = None
    rep_id: Ref | None = None
    agenda: Note | None = None
    cancelled: bool | None = None
