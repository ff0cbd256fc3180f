"""What happened around the customer, apart from contacts and purchases."""

from __future__ import annotations

from relcore.facts.base import CustomerFact, Name, Note, Share
from relcore.facts.values import Cited, Count, Day, Money, Ref


class AccountEventKind(Cited):
    """What happened."""

    SUPPLIER_REVIEW = "supplier_review", "Review of suppliers", "供应商评估", "S1.O1-develop.trig.2"
    PERSONNEL_CHANGE = "personnel_change", "Change of personnel", "人员变动", "S1.O1-develop.trig.3"
    RIVAL_OFFER = "rival_offer", "Offer by a rival", "竞争对手报价", "S1.L5.trig.1"
    LARGE_OUTFLOW = "large_outflow", "Large outflow", "资金大额流出", "S1.L5.trig.1"
    PRODUCT_LAUNCH = "product_launch", "Launch of a product of ours", "我方新品上市", "S1.O1-develop.trig.1"
    RIVAL_QUALITY_PROBLEM = (
        "rival_quality_problem",
        "Quality or service trouble with a rival",
        "现有供应商出现质量或服务问题",
        "S1.O1-develop.trig.4",
    )
    RIVAL_RELATION_WORSENS = (
        "rival_relation_worsens",
        "Relationship with a rival worsens",
        "与现有供应商关系变差",
        "S1.O1-develop.trig.4",
    )
    COST_CUTTING = "cost_cutting", "Need to cut cost", "需要降低成本", "S1.O1-develop.trig.5"
    ACCOUNT_MISMATCH = "account_mismatch", "Accounts do not match", "账目不符", "S4.2-issue.class.3"
    RETURN = "return", "Return of goods", "退货", "S4.2-issue.class.3"
    DIVERSION = "diversion", "Goods sold outside their territory", "窜货", "S4.2-issue.class.3"
    REFERRAL = "referral", "The customer referred somebody to us", "客户转介绍", "S1.D1-joint.metric.1"
    SUGGESTION = "suggestion", "The customer made a suggestion", "客户提出建议", "S1.P.do.5"
    UNREASONABLE_NEED = "unreasonable_need", "Unreasonable demand", "提出不合理需求", "S1.M.do.3"
    CUSTOMER_EVENT = "customer_event", "Event of the customer's own", "客户自办活动", "S1.D2-visit.do.1"
    HONOUR = "honour", "Honour or success of the customer", "客户获得荣誉或成功", "S1.A2-dominant.do.3"
    OTHER = "other", "Other", "其他"


class AccountEvent(CustomerFact):
    """Something that happened to the customer and may call for action."""

    kind: AccountEventKind
    on: Day
    what: Note | None = None
    amount: Money | None = None
    """Money concerned, in the customer's currency."""
    advantage: Share | None = None
    """How much better a rival's offer is, as a part (0.02 for two per cent)."""
    items: Count | None = None
    """Number of pieces, for a return."""
    rival: Name | None = None
    order_id: Ref | None = None
    contact_id: Ref | None = None
    """Person concerned."""
    resolved: bool | None = None
    resolved_on: Day | None = None
    source: Name | None = None
    """Who told us."""
