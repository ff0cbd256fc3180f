"""The actions of a customer success team, each with what guards need to judge it."""

from __future__ import annotations

from typing import Final

from relcore.facts import Action, ActionSpec, Channel, Promise, Purpose

_VISIT, _PHONE, _VIDEO, _EMAIL, _CHAT = (
    Channel.VISIT,
    Channel.PHONE,
    Channel.VIDEO,
    Channel.EMAIL,
    Channel.CHAT,
)

KICK_OFF: Final = "saas.kick_off"
INVITE_USERS: Final = "saas.invite_users"
CONNECT_DATA: Final = "saas.connect_data"
SHOW_FIRST_RESULT: Final = "saas.show_first_result"
TRAIN_USERS: Final = "saas.train_users"
HAND_OVER: Final = "saas.hand_over"
UNBLOCK: Final = "saas.unblock"
RESCUE_ONBOARDING: Final = "saas.rescue_onboarding"
ASK_ABOUT_USAGE: Final = "saas.ask_about_usage"
RESCUE_PLAN: Final = "saas.rescue_plan"
CHECK_FEED: Final = "saas.check_feed"
SHOW_FEATURE: Final = "saas.show_feature"
MEET_SUCCESSOR: Final = "saas.meet_successor"
CHECK_IN: Final = "saas.check_in"
FIND_CHAMPION: Final = "saas.find_champion"
WIDEN_CONTACTS: Final = "saas.widen_contacts"
PROPOSE_SEATS: Final = "saas.propose_seats"
TRUE_UP: Final = "saas.true_up"
OFFER_FEWER: Final = "saas.offer_fewer"
TICKET_NEWS: Final = "saas.ticket_news"
ANSWER_TICKET: Final = "saas.answer_ticket"
SUPPORT_REVIEW: Final = "saas.support_review"
ASK_WHAT_IS_WRONG: Final = "saas.ask_what_is_wrong"
PREPARE_RENEWAL: Final = "saas.prepare_renewal"
RENEWAL_TALK: Final = "saas.renewal_talk"
SEND_TERMS: Final = "saas.send_terms"
REMIND_OF_NOTICE: Final = "saas.remind_of_notice"
ANNOUNCE_PRICE: Final = "saas.announce_price"
CLARIFY_LAPSE: Final = "saas.clarify_lapse"

EXPANSIONS: Final = (PROPOSE_SEATS, Action.UPSELL, Action.CROSS_SELL)
"""Actions that sell more to who has subscribed."""


def _spec(
    name: str,
    en: str,
    zh: str,
    purpose: Purpose,
    *channels: Channel,
    effort: int = 2,
    promise: Promise = Promise.NOTHING,
) -> ActionSpec:
    return ActionSpec(
        name=name,
        label_en=en,
        label_zh=zh,
        purpose=purpose,
        channels=channels,
        effort=effort,
        promise=promise,
    )


_SERVICE, _SALES, _INTERNAL = Purpose.SERVICE, Purpose.SALES, Purpose.INTERNAL

ACTIONS: tuple[ActionSpec, ...] = (
    _spec(KICK_OFF, "Hold the kick-off", "开启动会", _SERVICE, _VIDEO, _VISIT),
    _spec(INVITE_USERS, "Help to invite the users", "协助邀请用户", _SERVICE, _VIDEO, _PHONE, effort=1),
    _spec(CONNECT_DATA, "Help to connect the data", "协助接入数据", _SERVICE, _VIDEO, effort=3),
    _spec(
        SHOW_FIRST_RESULT,
        "Reach a first result together",
        "一起做出首个结果",
        _SERVICE,
        _VIDEO,
        _VISIT,
        effort=3,
    ),
    _spec(TRAIN_USERS, "Train the users", "培训用户", _SERVICE, _VIDEO, _VISIT, effort=3),
    _spec(HAND_OVER, "Hand over to the users", "交付给客户自用", _SERVICE, _VIDEO, _VISIT),
    _spec(UNBLOCK, "Clear what is in the way", "扫清上线障碍", _SERVICE, _PHONE, _VIDEO),
    _spec(RESCUE_ONBOARDING, "Start the onboarding anew", "重启上线计划", _SERVICE, _VIDEO, _VISIT, effort=4),
    _spec(ASK_ABOUT_USAGE, "Ask why it is used less", "了解使用减少的原因", _SERVICE, _PHONE, _VIDEO),
    _spec(RESCUE_PLAN, "Make a plan to win the account back", "制定挽回计划", _INTERNAL, effort=4),
    _spec(CHECK_FEED, "Check why usage is not measured", "检查使用数据来源", _INTERNAL, effort=1),
    _spec(SHOW_FEATURE, "Show what is not used yet", "演示未用到的功能", _SERVICE, _VIDEO, _PHONE),
    _spec(MEET_SUCCESSOR, "Meet the successor", "拜会接任者", Purpose.RELATIONSHIP, _VIDEO, _VISIT),
    _spec(
        CHECK_IN,
        "Check in with the champion",
        "问候内部推动者",
        Purpose.RELATIONSHIP,
        _PHONE,
        _CHAT,
        effort=1,
    ),
    _spec(FIND_CHAMPION, "Find who cares about it", "找到内部推动者", Purpose.RELATIONSHIP, _VIDEO, _PHONE),
    _spec(
        WIDEN_CONTACTS, "Get to know more people", "认识更多相关的人", Purpose.RELATIONSHIP, _VIDEO, _VISIT
    ),
    _spec(PROPOSE_SEATS, "Propose more seats", "建议增加席位", _SALES, _PHONE, _VIDEO, promise=Promise.PRICE),
    _spec(TRUE_UP, "Talk about users beyond the seats", "沟通超出席位的用户", _SERVICE, _PHONE, _VIDEO),
    _spec(OFFER_FEWER, "Offer fewer seats", "建议减少席位", _SERVICE, _PHONE, _VIDEO),
    _spec(TICKET_NEWS, "Tell how the fault stands", "通报故障进展", _SERVICE, _PHONE, _CHAT, effort=1),
    _spec(ANSWER_TICKET, "Answer the ticket", "回复工单", _SERVICE, _PHONE, _CHAT, effort=1),
    _spec(SUPPORT_REVIEW, "Review the tickets together", "一起复盘工单", _SERVICE, _VIDEO, effort=3),
    _spec(ASK_WHAT_IS_WRONG, "Ask what is wrong", "问问哪里不满意", _SERVICE, _PHONE, _VIDEO),
    _spec(PREPARE_RENEWAL, "Prepare the renewal", "准备续约", _INTERNAL),
    _spec(RENEWAL_TALK, "Talk about the next term", "谈下一期的安排", _SALES, _VIDEO, _PHONE),
    _spec(
        SEND_TERMS,
        "Settle the terms of the renewal",
        "商定续约条款",
        _SALES,
        _VIDEO,
        _PHONE,
        promise=Promise.PRICE,
    ),
    _spec(
        REMIND_OF_NOTICE,
        "Remind of the day of notice",
        "提醒终止通知期限",
        _SERVICE,
        _PHONE,
        _EMAIL,
        effort=1,
    ),
    _spec(
        ANNOUNCE_PRICE, "Announce a new price", "通知价格调整", _SALES, _PHONE, _VIDEO, promise=Promise.PRICE
    ),
    _spec(CLARIFY_LAPSE, "Clear up whether it goes on", "确认是否继续使用", _SERVICE, _PHONE, _VIDEO),
)
"""All of them. `announce_price` is here so that a guard can refuse it where it comes too late."""
