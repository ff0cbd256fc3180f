"""The closed sets of values with which contacts are recorded."""

from __future__ import annotations

from relcore.facts.base import Labelled


class InteractionKind(Labelled):
    """What kind of contact took place."""

    VISIT = "visit", "Visit", "拜访"
    CALL = "call", "Call", "通话"
    EMAIL = "email", "E-mail", "邮件"
    MESSAGE = "message", "Message", "消息"
    LETTER = "letter", "Letter or card", "信件或贺卡"
    MEETING = "meeting", "Meeting", "会议"
    GREETING = "greeting", "Greeting", "问候"
    GIFT = "gift", "Gift", "赠礼"
    BANQUET = "banquet", "Shared meal", "宴请"
    EVENT = "event", "Event", "活动"
    DEMO = "demo", "Demonstration", "演示"
    PROPOSAL = "proposal", "Proposal", "方案"
    QUOTE = "quote", "Quote", "报价"
    MATERIAL = "material", "Material sent", "发送资料"
    SERVICE = "service", "Service given", "提供服务"
    RETURN_VISIT = "return_visit", "Question about use after the sale", "售后回访"
    ESCORT = "escort", "Walk to the door", "送客到门口"
    REQUEST = "request", "Request by the customer", "客户来询"
    COMPLAINT_REPLY = "complaint_reply", "Reply to a complaint", "投诉回复"
    OTHER = "other", "Other", "其他"


class Direction(Labelled):
    """Who started the contact."""

    INBOUND = "inbound", "The customer", "客户发起"
    OUTBOUND = "outbound", "We", "我方发起"


class Topic(Labelled):
    """What was talked about."""

    FAMILY = "family", "Family", "家庭"
    SPORTS = "sports", "Sports", "体育"
    WEATHER = "weather", "Weather", "天气"
    SMALL_TALK = "small_talk", "Small talk", "闲聊"
    HOBBIES = "hobbies", "Interests and hobbies", "兴趣爱好"
    COMPANY_NEWS = "company_news", "News of the customer's firm", "客户企业近况"
    HONOURS = "honours", "Honours and achievements", "荣誉与成绩"
    CAREER = "career", "Career", "职业发展"
    GOALS = "goals", "Goals and plans", "目标与计划"
    INDUSTRY = "industry", "Industry and competition", "行业与竞争"
    BUSINESS_IDEAS = "business_ideas", "Business ideas", "经营思路"
    OBSTACLES = "obstacles", "The customer's own sales and obstacles", "客户的销售与难处"
    PRODUCT = "product", "Product", "产品"
    TECHNICAL = "technical", "Technical details", "技术细节"
    PRICE = "price", "Price", "价格"
    ROI = "roi", "Return on investment", "投资回报"
    REFERENCES = "references", "Other buyers", "其他客户案例"
    USAGE = "usage", "Use of the product", "使用情况"
    SERVICE = "service", "Service", "服务"
    COMPLAINT = "complaint", "Complaint", "投诉"
    SALES_FIGURES = "sales_figures", "How sales are going", "销售进度"
    TASK_PUSH = "task_push", "Hurrying the customer's quota", "催促任务"
    PAYMENT = "payment", "Payment", "付款"


class TalkDepth(Labelled):
    """How deep a talk went."""

    SMALL_TALK = "small_talk", "Small talk", "寒暄"
    WORK = "work", "Work", "工作话题"
    PERSONAL = "personal", "Personal views", "个人看法"
    CONFIDED = "confided", "The customer confided in us", "对方吐露心声"


class Sensitivity(Labelled):
    """How sensitive the information is that the firms exchanged."""

    PUBLIC = "public", "Public", "公开信息"
    USEFUL = "useful", "Useful, not sensitive", "有用但不敏感"
    SENSITIVE = "sensitive", "Sensitive", "敏感信息"


class InteractionOutcome(Labelled):
    """How a contact ended."""

    ADVANCED = "advanced", "Moved forward", "有进展"
    UNCHANGED = "unchanged", "Nothing changed", "没有变化"
    AGREED = "agreed", "Verbal approval", "口头认可"
    ORDERED = "ordered", "Order", "下单"
    REFUSED = "refused", "Refused", "被拒绝"
    LEFT_SILENTLY = "left_silently", "Left without a word", "一言不发离开"


class RecipientKind(Labelled):
    """Who received a gift."""

    PERSON = "person", "A person", "个人"
    COMPANY = "company", "The company", "企业"


class EventType(Labelled):
    """What an event is for; the two kinds must not mix."""

    SOCIAL = "social", "Social, without selling", "联谊,不谈业务"
    PROMOTIONAL = "promotional", "Promotional", "推广活动"
