"""What the customer is unhappy about, why, and how far it is settled."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from relcore.facts.base import CustomerFact, Name, Note
from relcore.facts.conclusions import Channel
from relcore.facts.values import Cited, Day, Money, Ref, in_order


class ComplaintKind(Cited):
    """What a complaint is about."""

    QUALITY = "quality", "Quality", "质量", "S2.CP1-root.class.1", "S4.2-issue.class.3"
    USE = "use", "Use of the product", "使用", "S2.CP1-root.class.1"
    SERVICE = "service", "Service", "服务", "S2.CP1-root.class.1", "S4.2-issue.class.3"
    EXPECTATION = "expectation", "Expectation not met", "未达期望", "S2.CP1-root.class.1"
    LATE_DELIVERY = "late_delivery", "Late delivery", "交货延迟", "S4.2-issue.class.3"
    SHORT_DELIVERY = "short_delivery", "Short delivery", "少发货", "S4.2-issue.class.3"
    DIVERSION = "diversion", "Goods sold outside their territory", "窜货", "S4.2-issue.class.3"
    RETURN = "return", "Return of goods", "退货", "S4.2-issue.class.3"
    ACCOUNT_MISMATCH = "account_mismatch", "Accounts do not match", "账目不符", "S4.2-issue.class.3"
    PROMOTION = "promotion", "Promotion not run as planned", "促销未按计划执行", "S4.2-issue.class.3"
    PRICE = "price", "Price", "价格"
    OTHER = "other", "Other", "其他"


class IssueClass(Cited):
    """How an issue of an outlet is to be solved."""

    DAILY = "daily", "Daily work", "日常问题", "S4.2-issue.class.1"
    EXPENSE = "expense", "Expense", "费用问题", "S4.2-issue.class.2"
    SELL_THROUGH = "sell_through", "Sell-through", "动销问题", "S4.2-issue.class.3"


class RootCause(Cited):
    """Where the trouble comes from."""

    POOR_QUALITY = "poor_quality", "Poor quality", "产品质量差", "S2.CP1-root.class.1"
    WRONG_USE = "wrong_use", "Wrong use", "使用不当", "S2.CP1-root.class.1"
    POOR_SERVICE = "poor_service", "Poor service", "服务不周", "S2.CP1-root.class.1"
    UNREALISTIC_EXPECTATION = "unrealistic_expectation", "Unrealistic hope", "期望过高", "S2.CP1-root.class.1"
    MISUNDERSTANDING = "misunderstanding", "Misunderstanding", "误会", "S2.V.flow.2"
    WILFUL_MISUSE = "wilful_misuse", "Wilful misuse", "故意误用", "S2.CT8-malice.cue.1"


class ComplaintStatus(Cited):
    """How far a complaint is settled."""

    OPEN = "open", "Open", "待处理"
    CHECKING = "checking", "Being checked", "核查中", "S2.CP2-where.do.1"
    AGREED = "agreed", "Solution agreed", "方案已商定", "S2.CP4-track.do.1"
    SETTLED = "settled", "Settled", "已解决", "S2.CT6-confirm.do.1"
    REJECTED = "rejected", "Rejected", "已驳回", "S2.CP2-where.guard.1"


class Complaint(CustomerFact):
    """A complaint, or an issue that an outlet brought to us."""

    opened_on: Day
    kind: ComplaintKind | None = None
    issue: IssueClass | None = None
    status: ComplaintStatus | None = None
    what: Note | None = None
    """The complaint in the customer's words."""
    channel: Channel | None = None
    contact_id: Ref | None = None
    order_id: Ref | None = None
    product: Name | None = None
    cause: RootCause | None = None
    cause_verified: bool | None = None
    """Whether the cause is proved, not merely supposed."""
    cause_evidence: Note | None = None
    """What proves the cause."""
    misunderstanding: bool | None = None
    instruction_ignored: bool | None = None
    """Whether the customer ignored the manual."""
    keeps_demanding: bool | None = None
    """Whether the customer goes on demanding after patient explanation."""
    false_accusation: bool | None = None
    claim_amount: Money | None = None
    """What the customer asks for, in the company's currency."""
    claim_reasonable: bool | None = None
    heard_out: bool | None = None
    """Whether the customer could say everything."""
    apologised: bool | None = None
    inspected: bool | None = None
    """Whether we inspected the product."""
    use_explained: bool | None = None
    """Whether the customer explained how the product was used."""
    asked_for_wish: bool | None = None
    """Whether we asked how the customer would like it solved."""
    first_reply_on: Day | None = None
    escalated_on: Day | None = None
    solution: Note | None = None
    agreed_on: Day | None = None
    """Day on which both sides agreed on the solution."""
    carried_out_on: Day | None = None
    confirmed_satisfied: bool | None = None
    """Whether the customer said that the matter is settled well."""
    followed_up_on: Day | None = None
    filed_for_improvement: bool | None = None
    """Whether the facts are on file for improvement."""
    closed_on: Day | None = None
    handled_by: Ref | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        for name in ("first_reply_on", "escalated_on", "agreed_on", "closed_on"):
            in_order("opened_on", self.opened_on, name, getattr(self, name))
        in_order("agreed_on", self.agreed_on, "carried_out_on", self.carried_out_on)
        if self.closed_on is not None and self.status in (
            ComplaintStatus.OPEN,
            ComplaintStatus.CHECKING,
            ComplaintStatus.AGREED,
        ):
            raise ValueError(
                f"closed_on is given although the status is '{self.status}';"
                " set the status to settled or rejected, or leave out closed_on"
            )
        return self
