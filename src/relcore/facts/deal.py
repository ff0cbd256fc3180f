"""What is being sold, ordered, signed, delivered and paid."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from relcore.facts.base import CustomerFact, Labelled, Name, Note
from relcore.facts.conclusions import Channel
from relcore.facts.stages import SaleStep
from relcore.facts.values import Count, Day, Moment, Money, Rating, Ref, in_order


class OpportunityStage(Labelled):
    """Where an opportunity stands."""

    PROSPECTING = "prospecting", "Prospecting", "寻找机会"
    ENGAGING = "engaging", "Engaging", "洽谈中"
    WON = "won", "Won", "成交"
    LOST = "lost", "Lost", "失单"


class PaymentKind(Labelled):
    """What a payment is."""

    PREPAYMENT = "prepayment", "Prepayment", "预付款"
    INSTALMENT = "instalment", "Instalment", "分期款"
    FINAL = "final", "Final payment", "尾款"
    REFUND = "refund", "Refund to the customer", "退款"


class Opportunity(CustomerFact):
    """A possible sale."""

    stage: OpportunityStage | None = None
    sale_step: SaleStep | None = None
    opened_on: Day | None = None
    engaged_on: Day | None = None
    """First day of serious talks."""
    expected_close_on: Day | None = None
    closed_on: Day | None = None
    value: Money | None = None
    """Expected value, or the value won."""
    product: Name | None = None
    owner: Ref | None = None
    """Representative in charge."""
    contact_id: Ref | None = None
    tender: bool | None = None
    """Whether the purchase goes through a tender."""
    tender_needed: bool | None = None
    """Whether a rule or the size of the purchase requires the tender."""
    key_person_known: bool | None = None
    decisive_advantage: bool | None = None
    """Whether an advantage of ours decides the matter."""
    decision_complexity: Rating | None = None
    lost_reason: Note | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        in_order("opened_on", self.opened_on, "engaged_on", self.engaged_on)
        in_order("engaged_on", self.engaged_on, "closed_on", self.closed_on)
        in_order("opened_on", self.opened_on, "closed_on", self.closed_on)
        if self.closed_on is not None and self.stage in (
            OpportunityStage.PROSPECTING,
            OpportunityStage.ENGAGING,
        ):
            raise ValueError(
                f"closed_on is given although the stage is '{self.stage}';"
                " set the stage to won or lost, or give expected_close_on instead"
            )
        return self


class Order(CustomerFact):
    """A purchase by the customer; a return is an `AccountEvent`."""

    placed_on: Day
    placed_at: Moment | None = None
    amount: Money | None = None
    items: Count | None = None
    """Number of pieces."""
    product: Name | None = None
    channel: Channel | None = None
    opportunity_id: Ref | None = None
    contact_id: Ref | None = None
    rep_id: Ref | None = None
    paid: bool | None = None
    in_shop: bool | None = None
    """Whether the customer bought in our shop, in person."""
    returning: bool | None = None
    """Whether the customer had bought before."""
    agreed_orally: bool | None = None
    """Whether the agreement is oral so far."""
    goods_for_cash: bool | None = None
    """Whether goods and money change hands at once."""
    production_start_requested: bool | None = None
    """Whether somebody asks us to start production."""
    fulfilment_checked: bool | None = None
    """Whether date, quantity and quality were found to be possible."""
    cancelled: bool | None = None


class Contract(CustomerFact):
    """What both sides agreed, and what is still missing before work may start."""

    order_id: Ref | None = None
    opportunity_id: Ref | None = None
    amount: Money | None = None
    written: bool | None = None
    signed: bool | None = None
    signed_on: Day | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    spec_signed: bool | None = None
    """Whether the customer confirmed and signed the specification in person."""
    prepayment_received: bool | None = None
    price_agreed: bool | None = None
    terms_explained: bool | None = None
    """Whether the main clauses were explained to the customer."""
    rebate_agreed: bool | None = None
    """Whether the contract grants the customer's company a rebate."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.signed_on is not None and self.signed is False:
            raise ValueError("signed_on is given although signed is false; leave one of them out")
        in_order("starts_on", self.starts_on, "ends_on", self.ends_on)
        in_order("signed_on", self.signed_on, "ends_on", self.ends_on)
        return self


class Payment(CustomerFact):
    """Money that is due or was paid."""

    order_id: Ref | None = None
    kind: PaymentKind | None = None
    amount: Money | None = None
    due_on: Day | None = None
    paid_on: Day | None = None


class Delivery(CustomerFact):
    """Goods or work that we promised to deliver."""

    order_id: Ref | None = None
    promised_on: Day | None = None
    """Day on which we promised to deliver."""
    dispatched_on: Day | None = None
    delivered_on: Day | None = None
    quantity_ok: bool | None = None
    """Whether everything ordered arrived."""
    intact: bool | None = None
    """Whether it arrived without damage."""
    installed_on: Day | None = None
    note: Note | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        in_order("dispatched_on", self.dispatched_on, "delivered_on", self.delivered_on)
        in_order("delivered_on", self.delivered_on, "installed_on", self.installed_on)
        return self
