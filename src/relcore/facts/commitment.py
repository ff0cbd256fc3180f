"""What we promised, until when, and what became of it."""

from __future__ import annotations

from typing import Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from relcore.facts.base import CustomerFact, Labelled, Note
from relcore.facts.values import Day, Money, Ref, in_order


class CommitmentKind(Labelled):
    """What was promised."""

    VISIT = "visit", "A visit", "拜访"
    CALL = "call", "A call", "通话"
    PRICE = "price", "A price or concession", "价格或让利"
    DATE = "date", "A date", "时间"
    DELIVERY = "delivery", "A delivery", "交货"
    DOCUMENT = "document", "A document", "文件"
    SERVICE = "service", "A service", "服务"
    ANSWER = "answer", "An answer", "答复"
    OTHER = "other", "Something else", "其他"


class CommitmentOutcome(Labelled):
    """What became of a promise."""

    OPEN = "open", "Open", "待兑现"
    KEPT = "kept", "Kept", "已兑现"
    BROKEN = "broken", "Broken", "已失信"
    WITHDRAWN = "withdrawn", "Withdrawn by agreement", "双方同意撤回"


class Commitment(CustomerFact):
    """A promise that we gave to the customer.

    >>> from datetime import date
    >>> promise = Commitment(customer_id="c1", made_on=date(2026, 3, 2), kept_on=date(2026, 3, 4))
    >>> promise.outcome
    <CommitmentOutcome.KEPT: 'kept'>
    """

    kind: CommitmentKind | None = None
    what: Note | None = None
    """The promise in plain words."""
    made_on: Day | None = None
    due_on: Day | None = None
    kept_on: Day | None = None
    outcome: CommitmentOutcome | None = Field(default=None, validate_default=True)
    """What became of it; kept where `kept_on` is given."""
    amount: Money | None = None
    """Money promised, in the company's currency."""
    rep_id: Ref | None = None
    """Representative who promised."""
    contact_id: Ref | None = None
    """Person to whom we promised."""
    about: Ref | None = None
    """Identity of the order, opportunity or complaint that it belongs to."""
    in_writing: bool | None = None

    @field_validator("outcome", mode="after")
    @classmethod
    def _a_kept_date_is_a_kept_promise(
        cls, outcome: CommitmentOutcome | None, info: ValidationInfo
    ) -> CommitmentOutcome | None:
        if info.data.get("kept_on") is None:
            return outcome
        if outcome not in (None, CommitmentOutcome.KEPT):
            raise ValueError(
                f"kept_on is given although the outcome is '{outcome}';"
                " set the outcome to kept, or leave out kept_on"
            )
        return CommitmentOutcome.KEPT

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        in_order("made_on", self.made_on, "due_on", self.due_on)
        in_order("made_on", self.made_on, "kept_on", self.kept_on)
        return self
