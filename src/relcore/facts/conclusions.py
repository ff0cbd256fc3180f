"""What rules conclude: evidence, assessments, recommendations, verdicts and findings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.facts.base import Conclusion, Labelled


class Axis(Labelled):
    """The independent questions about a customer; never merged into one score."""

    LADDER = "ladder", "How far this contact has opened up", "对方敞开的程度"
    SHARE_STAGE = "share_stage", "Stage by share of wallet", "钱包份额阶段"
    DEPTH = "depth", "Depth of exchange between the firms", "双方企业往来的深度"
    CARE_LEVEL = "care_level", "Who starts the contact", "由谁主动联系"
    CARE_TEMPERATURE = "care_temperature", "How warm the relationship is kept", "关系的温度"
    PERSONALITY = "personality", "How to talk with this person", "沟通个性"
    ARCHETYPE = "archetype", "What drives the buyer", "客户类型"
    AUDIENCE = "audience", "Role in the channel", "渠道角色"
    CLOSENESS = "closeness", "Closeness of the relationship", "亲疏程度"
    SALE_STEP = "sale_step", "Step of the sale", "销售步骤"
    VALUE = "value", "Importance of the customer", "客户重要度"
    LIFECYCLE = "lifecycle", "Potential, interested or closed", "潜在、意向或成交"


class Layer(Labelled):
    """The order in which guards speak; the first layer that objects wins."""

    LAW = "1_law", "Law and company policy", "法律与公司制度"
    PRINCIPLE = "2_principle", "The six principles", "六大准则"
    CONSENT = "3_consent", "Consent and contact policy", "同意与联系规则"
    AUTHORITY = "4_authority", "Authority and risk", "权限与风险"
    INCIDENT = "5_incident", "Open incident or broken promise", "未了结的事件或未兑现的承诺"
    STAGE = "6_stage", "Stage of the relationship", "关系阶段"
    TYPE = "7_type", "Archetype and personality", "客户类型与个性"
    CADENCE = "8_cadence", "Ranking and cadence", "排序与节奏"


class VerdictKind(Labelled):
    """What a guard may do to a recommendation; it can never add permission."""

    DENY = "deny", "Denied", "不予采纳"
    REPLACE = "replace", "Replaced", "改用其他做法"
    NARROW = "narrow", "Narrowed", "限定做法"
    DEFER = "defer", "Deferred", "推迟"


class Beneficiary(Labelled):
    """Who gains from what an action gives."""

    NOBODY = "nobody", "Nobody gains anything material", "不涉及利益"
    COMPANY = "company", "The customer's company", "客户企业"
    PERSON = "person", "A person at the customer", "客户方个人"


class Purpose(Labelled):
    """What an action is for; consent and contact rules depend on it."""

    SERVICE = "service", "Service", "服务"
    SALES = "sales", "Sales", "销售"
    MARKETING = "marketing", "Marketing", "营销"
    RELATIONSHIP = "relationship", "Relationship", "关系维护"
    INTERNAL = "internal", "Inside our own company", "内部事项"


class Promise(Labelled):
    """What an action commits us to."""

    NOTHING = "nothing", "Nothing", "不作承诺"
    DATE = "date", "A date", "时间"
    PRICE = "price", "A price or concession", "价格或让利"
    SERVICE = "service", "A service", "服务"
    PRODUCTION = "production", "The start of production", "开工生产"


class Honesty(Labelled):
    """Whether an action stays with the truth."""

    TRUTHFUL = "truthful", "Truthful", "如实"
    WITHHOLDING = "withholding", "Withholds a judgement", "暂不表态"
    DECEPTIVE = "deceptive", "Deceives", "有欺骗成分"


class StepStatus(Labelled):
    """Where a step of a play stands."""

    DONE = "done", "Done", "已完成"
    DUE = "due", "Due", "该做了"
    LATE = "late", "Late", "已逾期"
    WAITING = "waiting", "Waiting", "待前一步"


class Channel(Labelled):
    """How a contact takes place."""

    VISIT = "visit", "Visit", "上门拜访"
    PHONE = "phone", "Phone", "电话"
    VIDEO = "video", "Video call", "视频"
    EMAIL = "email", "E-mail", "邮件"
    SMS = "sms", "Text message", "短信"
    CHAT = "chat", "Chat", "即时消息"
    MAIL = "mail", "Letter", "信件"
    EVENT = "event", "Event", "活动"
    SHOP = "shop", "In the shop", "门店"


class Evidence(Conclusion):
    """Points that one observation gives to one value of an axis."""

    axis: Axis
    value: str
    points: int
    """Weight after ageing; a cue loses half of it with every half-life that has passed."""
    cue: str
    """Identity of the observation."""
    rule: str = ""


class Score(Conclusion):
    """The sum of evidence for one value of an axis."""

    axis: Axis
    value: str
    points: int


class Assessment(Conclusion):
    """What an axis says of a customer, or that it abstains (`value` is None)."""

    axis: Axis
    value: str | None = None
    margin: Decimal | None = None
    """Lead over the next best value, in points; None where the axis is not scored."""
    reason: str | None = None
    """Message that says why, above all why the axis abstains."""
    since: date | None = None
    expires: date | None = None
    """First day on which nothing that is known today speaks for it any more; it may lapse before."""
    rule: str = ""


class Recommendation(Conclusion):
    """A candidate for advice; guards judge it before anybody sees it."""

    action: str
    rule: str = ""
    about: str | None = None
    """Identity of the fact that the action is about (a complaint, an order)."""
    purpose: Purpose | None = None
    channel: Channel | None = None
    due: date | None = None
    beneficiary: Beneficiary | None = None
    promise: Promise | None = None
    honesty: Honesty | None = None
    amount: Decimal | None = None
    """Money that the action would cost us, in the company's currency."""
    weight: Decimal = Decimal(1)
    """How much this rule urges the action; a ranking factor."""
    reason: str | None = None


class Verdict(Conclusion):
    """What a guard says of a candidate."""

    action: str
    candidate: str
    """Rule that recommended the action."""
    about: str | None = None
    kind: VerdictKind
    layer: Layer
    rule: str = ""
    reason: str
    """Message that says why."""
    replaced_by: str | None = None
    channel: Channel | None = None
    """With NARROW: the only channel left."""
    until: date | None = None
    """With DEFER: the first day on which the action may happen."""
    limit: Decimal | None = None
    """With NARROW: the most that may be given."""


class Finding(Conclusion):
    """Something a person should know: a warning, a note on the stage, a coaching hint."""

    code: str
    about: str | None = None
    since: date | None = None
    rule: str = ""


class Tally(Conclusion):
    """A finding that counts, such as how many promises are open; its message names `{amount}`."""

    code: str
    number: int
    about: str | None = None
    since: date | None = None
    rule: str = ""


class Question(Conclusion):
    """Something to ask or find out, concluded by a rule."""

    code: str
    about: str | None = None
    rule: str = ""


class PlayStep(Conclusion):
    """One step of a play, such as the settling of a complaint, and where it stands."""

    play: str
    """Name of the play; the message `play.<play>` says what it is."""
    step: int
    """Place of the step in the play; steps with the same number go side by side."""
    code: str
    """Name of the step, unlike that of any other play's; the message `step.<code>` says what to do."""
    about: str | None = None
    """Identity of the fact that the play is about."""
    status: StepStatus
    due: date | None = None
    """Last day for the step; unknown where no day is set, or as long as the step waits."""
    since: date | None = None
    """Day on which the play began."""
    rule: str = ""
    """Rule that planned the step."""
