"""Where the customer stood before, as confirmed at that time."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from relcore.facts.base import CustomerFact, Name, Note
from relcore.facts.conclusions import Axis
from relcore.facts.stages import AXIS_VALUES
from relcore.facts.values import Day, Ref, in_order


class StageRecord(CustomerFact):
    """A value of an axis that was confirmed; the latest one is where the customer stands now.

    >>> from datetime import date
    >>> StageRecord(customer_id="c1", axis=Axis.SHARE_STAGE, value="stable", since=date(2026, 1, 1)).value
    'stable'
    """

    axis: Axis
    value: Name
    """A value of the axis, such as stable for the stage by share of wallet."""
    since: Day
    until: Day | None = None
    """Last day on which it held, where it is over."""
    expires_on: Day | None = None
    """Day on which it must be confirmed anew."""
    contact_id: Ref | None = None
    """Person whom it is about, for the ladder and the personality."""
    confirmed_by: Name | None = None
    because: Note | None = None

    @model_validator(mode="after")
    def _belongs_to_the_axis(self) -> Self:
        allowed = [member.value for member in AXIS_VALUES[self.axis]]
        if self.value not in allowed:
            raise ValueError(
                f"'{self.value}' is no value of the axis '{self.axis}'; give one of {', '.join(allowed)}"
            )
        in_order("since", self.since, "until", self.until)
        return self
