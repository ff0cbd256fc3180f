"""Contradictions about contact: how often, how warmly, how fast, and what may be known and said."""

from __future__ import annotations

from relcore.rules.contradictions.model import Contradiction, Resolution

FOUND = (
    Contradiction(
        "C7",
        (
            ("S1.G7-nostop.do.1", "S1.J3-mail.num.1"),
            ("S3.5-credit.dont.2", "S3.6-stingy.dont.1", "S3.2-task.dont.1"),
        ),
        "Never stop contacting, or contact seldom",
        "联系不断，还是少打扰",
        "First comes a wish for no contact, then the cap of the company, then the cap for the type, and"
        " last the contact that keeps an active customer from falling silent, by the cheapest permitted"
        " channel. Never to stop means never to fall silent, not to write more often.",
        "先看客户是否拒绝联系，再看公司上限，再看该类客户的上限，最后才是保底联系："
        "只对活跃客户，用允许的、成本最低的方式。“不断”是不断线，不是越多越好。",
        Resolution.ORDER,
        (
            "consent.opted_out",
            "caps.cap",
            "caps.cap_for_type",
            "caps.never_for_type",
            "keep_alive.keep_in_touch",
            "credit_seeking.stay_light",
        ),
    ),
    Contradiction(
        "C10",
        (
            ("S0.R0.flow.1",),
            (
                "S1.A2-dominant.do.2",
                "S1.A2-dominant.dont.1",
                "S1.A1-analytical.dont.2",
                "S3.1-rational.do.1",
            ),
        ),
        "Friends before business, or straight to business",
        "先交朋友，还是直奔主题",
        "With people who come for the matter, common ground is the work itself: their goals, their results,"
        " their standing. Small talk is left out.",
        "对方注重正事时，共同话题就是工作：目标、成绩、业内地位；寒暄省去。",
        Resolution.SCOPE,
        ("analytical.no_small_talk", "dominant.no_chat", "rational.no_warm_up"),
    ),
    Contradiction(
        "C11",
        (
            ("S1.G2-tag.do.4", "S1.B2-greet2d.num.1"),
            ("S1.J1-email.guard.1", "S1.J2-sms.guard.1", "S1.J2-sms.guard.2"),
        ),
        "Greet every buyer, or only with permission",
        "成交必问候，还是先经同意",
        "The greeting after a purchase is service and says nothing about products. Where no written channel"
        " is permitted a person gives it; who wants no contact gets none, and the advice says so.",
        "购买后的问候属于服务，不带产品内容。没有书面联系许可，就由专人当面或电话问候；"
        "不愿被联系的，不再打扰，并说明原因。",
        Resolution.SCOPE,
        (
            "consent.greet_in_person",
            "consent.wish_in_person",
            "consent.opted_out",
            "after_sale.greet_somehow",
        ),
    ),
    Contradiction(
        "C14",
        (
            ("S2.CP3-fast.do.1", "S1.A2-dominant.do.5"),
            ("S1.A1-analytical.do.5", "S1.A4-amiable.dont.1", "S3.7-tricky.dont.1"),
        ),
        "Act at once, or leave time",
        "马上行动，还是给足时间",
        "Speed is for complaints; in selling, the customer sets the pace. Where there is reason for care,"
        " a date is named only once the papers and the prepayment are there.",
        "快，是指处理投诉；销售的节奏由客户定。需要谨慎的订单，手续和预付款齐了才谈交期。",
        Resolution.SCOPE,
        (
            "complaints.take_up_at_once",
            "analytical.no_hurry",
            "amiable.no_close_attempt",
            "difficult.no_date_before_papers",
        ),
    ),
    Contradiction(
        "C21",
        (("S1.G1-db.do.1", "S1.P.do.2"), ("S0.P2-respect.do.1",)),
        "Know everything about the customer, or only what is needed",
        "了解越多越好，还是够用即可",
        "Records hold what the work needs and no more. The family is left alone unless the customer has"
        " permitted it, and a permission ends with its day.",
        "档案只记工作需要的内容。未经客户同意，不联系其家人；同意到期即止。",
        Resolution.NARROW,
        (
            "respect.family_only_with_permission",
            "type Contact",
            "value ConsentScope.FAMILY_DATA",
            "field Consent.expires_on",
        ),
    ),
    Contradiction(
        "C24",
        (("S1.D1-joint.do.1",), ("S4.1-act.do.1",)),
        "No business at events, or promotion at events",
        "活动不谈生意，还是借活动推产品",
        "An event is either social or about products, and the invitation says which. At a social one"
        " nothing is sold.",
        "活动要么联谊，要么推介，邀请时就说明白；联谊活动上不谈生意。",
        Resolution.SEPARATE,
        (
            "events.a_social_event_sells_nothing",
            "events.a_product_event_is_no_get_together",
            "events.nothing_is_sold_at_a_social_event",
            "field Interaction.event_type",
        ),
    ),
)
"""Contradictions about contact."""
