"""What the customer allows us to do."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from relcore.facts.base import CustomerFact, Labelled, Note
from relcore.facts.conclusions import Channel, Purpose
from relcore.facts.values import Day, Ref, in_order


class ConsentScope(Labelled):
    """What a consent is about."""

    CONTACT = "contact", "Being contacted", "接受联系"
    FAMILY_DATA = "family_data", "Keeping data on the family", "保存家庭信息"
    REFERENCE = "reference", "Being named to others", "作为案例对外提及"


class Consent(CustomerFact):
    """A permission that the customer gave, refused or took back; no such fact means unknown.

    Without a `channel` it covers every channel, without a `purpose` every purpose.
    """

    evidential = True

    scope: ConsentScope = ConsentScope.CONTACT
    channel: Channel | None = None
    purpose: Purpose | None = None
    contact_id: Ref | None = None
    """Person who consented; without one, the customer as a whole."""
    granted: bool | None = None
    """Whether it was given; it holds from `given_on` until `withdrawn_on`."""
    given_on: Day | None = None
    withdrawn_on: Day | None = None
    expires_on: Day | None = None
    announced: bool | None = None
    """Whether we announced to the customer that messages will come."""
    evidence: Note | None = None
    """How the consent was given, in plain words."""

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        in_order("given_on", self.given_on, "withdrawn_on", self.withdrawn_on)
        in_order("given_on", self.given_on, "expires_on", self.expires_on)
        return self
