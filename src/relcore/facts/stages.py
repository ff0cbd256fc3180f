"""The values of the axes: types, stages and classes that an assessment may take."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from relcore.facts.base import Labelled
from relcore.facts.conclusions import Axis
from relcore.facts.values import Cited


class Step(Cited):
    """A closed set of values that follow one another, lowest first.

    >>> Ladder.CONFIDING.rank, Ladder.CONFIDING.following
    (3, <Ladder.TRANSACTING: 'transacting'>)
    """

    @property
    def rank(self) -> int:
        """The place in the order, from 1."""
        return list(type(self)).index(self) + 1

    @property
    def following(self) -> Step | None:
        """The next step up, or None at the top."""
        steps = list(type(self))
        return steps[self.rank] if self.rank < len(steps) else None

    @property
    def preceding(self) -> Step | None:
        """The next step down, or None at the bottom."""
        return list(type(self))[self.rank - 2] if self.rank > 1 else None


class Ladder(Step):
    """How far a contact has opened up; each step is the gate to the next."""

    SAME_STREAM = "same_stream", "Finding common ground", "寻找共同点", "S0.R1-samestream"
    COMMUNICATING = "communicating", "Exchanging views", "交流往来", "S0.R2-communicate"
    CONFIDING = "confiding", "Speaking from the heart", "坦诚交心", "S0.R3-heart"
    TRANSACTING = "transacting", "Doing business", "达成交易", "S0.R4-transact"
    PAYING = "paying", "Paying", "履约付款", "S0.R0.flow.1"


class ShareStage(Step):
    """The stage of the relationship by share of wallet."""

    DEVELOPMENT = "development", "Development", "开发期", "S1.O1-develop"
    INITIAL = "initial", "Initial cooperation", "初步合作期", "S1.O2-initial"
    STABLE = "stable", "Stable cooperation", "稳定合作期", "S1.O3-stable"
    STRATEGIC = "strategic", "Strategic cooperation", "战略合作期", "S1.O4-strategic"


class Depth(Step):
    """What the two firms exchange."""

    BASIC = "basic", "Goods for money", "等价交易", "S1.F2-pyr.1"
    COOPERATION = "cooperation", "Useful information", "互通信息", "S1.F2-pyr.2"
    INTERDEPENDENCE = "interdependence", "Sensitive information and joint work", "深度协作", "S1.F2-pyr.3"


class CareLevel(Step):
    """Who starts the contact, and with what."""

    BASIC = "basic", "Nobody after the sale", "售后无联系", "S1.Q1.1"
    REACTIVE = "reactive", "The customer, when in trouble", "客户有事才联系", "S1.Q1.2"
    ACCOUNTABLE = "accountable", "We ask after the sale", "售后由我方回访", "S1.Q1.3"
    PROACTIVE = "proactive", "We bring ideas regularly", "定期主动提供建议", "S1.Q1.4"
    PARTNERSHIP = "partnership", "Both, as partners", "双方如伙伴般协作", "S1.Q1.5"


class CareTemperature(Step):
    """How warm the relationship is kept."""

    RETAIN = "retain", "Retained", "留住", "S1.P.class.1"
    KEEP_WARM = "keep_warm", "Kept warm", "保持热度", "S1.P.class.1"
    KEEP_FRESH = "keep_fresh", "Kept fresh", "保持新鲜感", "S1.P.class.1"


class SaleStep(Step):
    """The step of the sale, beside the buyer's own step."""

    DEVELOPMENT = "development", "Development (buyer: need and approval)", "开发(客户立项)", "S1.K4-1.flow"
    ENTRY = "entry", "Entry (buyer: survey of suppliers)", "进入(客户调查供应商)", "S1.K4-2.flow"
    PROPOSAL = "proposal", "Proposal (buyer: purchase criteria)", "提案(客户确定采购标准)", "S1.K4-3.flow"
    BID = "bid", "Bid (buyer: tender and evaluation)", "投标(客户招标评标)", "S1.K4-4.flow"
    NEGOTIATION = "negotiation", "Negotiation (buyer: commitment)", "商务谈判(客户承诺采购)", "S1.K4-5.flow"
    IMPLEMENTATION = (
        "implementation",
        "Implementation (buyer: installation)",
        "实施(客户安装验收)",
        "S1.K4-6.flow",
    )


class Personality(Cited):
    """How to talk with a person; internal, never shown to the customer."""

    ANALYTICAL = "analytical", "Analytical", "分析型", "S1.A1-analytical"
    DOMINANT = "dominant", "Dominant", "主导型", "S1.A2-dominant"
    EMOTIONAL = "emotional", "Expressive", "情感型", "S1.A3-emotional"
    AMIABLE = "amiable", "Amiable", "随和型", "S1.A4-amiable"


class Archetype(Cited):
    """What drives a buyer; internal, never shown to the customer."""

    RATIONAL = "rational", "Rational", "理智型", "S3.1-rational"
    TASK_DRIVEN = "task_driven", "Task-driven", "任务型", "S3.2-task"
    OWNER_MINDED = "owner_minded", "Owner-minded", "主人翁型", "S3.3-owner"
    GREEDY = "greedy", "Greedy", "贪婪型", "S3.4-greedy"
    CREDIT_SEEKING = "credit_seeking", "Credit-seeking", "争功型", "S3.5-credit"
    STINGY = "stingy", "Stingy", "吝啬型", "S3.6-stingy"
    DIFFICULT = "difficult", "Difficult", "难缠型", "S3.7-tricky"
    RELATIONSHIP = "relationship", "Relationship-based", "关系型", "S3.8-friend"
    COMPOSITE = "composite", "Composite", "综合型", "S3.9-composite"


class Audience(Cited):
    """The role in the channel."""

    DIRECT = "direct", "Direct customer or distributor", "直接客户或经销商", "S4.0.class.2"
    TERMINAL = "terminal", "Outlet", "终端门店", "S4.0.class.2"
    CONSUMER = "consumer", "Consumer", "消费者", "S4.0.class.2"


class Closeness(Cited):
    """How close the relationship is by its nature."""

    INTIMATE = "intimate", "Intimate", "亲密", "S1.F1-type.1"
    FACE_TO_FACE = "face_to_face", "Face to face", "面对面", "S1.F1-type.2"
    DISTANT = "distant", "Distant", "疏远", "S1.F1-type.3"
    BRAND = "brand", "Through the brand", "品牌维系", "S1.F1-type.4"


class ValueClass(Cited):
    """How important a customer is."""

    KEY = "key", "Key account", "大客户", "S1.K1.class.1"
    IMPORTANT = "important", "Important", "重要客户", "S1.K2-score.do.1"
    STANDARD = "standard", "Standard", "普通客户", "S1.K2-score.do.1"
    LIGHT = "light", "Light effort", "轻度维护客户", "S2.N4.guard.1"


class LifecycleTag(Cited):
    """Where the customer stands between interest and purchase."""

    POTENTIAL = "potential", "Potential", "潜在客户", "S1.G2-tag.do.2"
    INTERESTED = "interested", "Interested", "意向客户", "S1.G2-tag.do.3"
    CLOSED = "closed", "Closed", "已成交客户", "S1.G2-tag.do.4"


AXIS_VALUES: Mapping[Axis, type[Labelled]] = MappingProxyType(
    {
        Axis.LADDER: Ladder,
        Axis.SHARE_STAGE: ShareStage,
        Axis.DEPTH: Depth,
        Axis.CARE_LEVEL: CareLevel,
        Axis.CARE_TEMPERATURE: CareTemperature,
        Axis.PERSONALITY: Personality,
        Axis.ARCHETYPE: Archetype,
        Axis.AUDIENCE: Audience,
        Axis.CLOSENESS: Closeness,
        Axis.SALE_STEP: SaleStep,
        Axis.VALUE: ValueClass,
        Axis.LIFECYCLE: LifecycleTag,
    }
)
"""The closed set of values of each axis."""
