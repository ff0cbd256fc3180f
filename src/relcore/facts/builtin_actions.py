"""The properties of every built-in action."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from relcore.facts.action_specs import ActionSpec
from relcore.facts.actions import Action
from relcore.facts.conclusions import Beneficiary, Channel, Honesty, Promise, Purpose

_SERVICE, _SALES, _MARKETING = Purpose.SERVICE, Purpose.SALES, Purpose.MARKETING
_RELATIONSHIP, _INTERNAL = Purpose.RELATIONSHIP, Purpose.INTERNAL
_VISIT, _PHONE, _VIDEO, _EMAIL = Channel.VISIT, Channel.PHONE, Channel.VIDEO, Channel.EMAIL
_SMS, _CHAT, _MAIL, _EVENT, _SHOP = Channel.SMS, Channel.CHAT, Channel.MAIL, Channel.EVENT, Channel.SHOP
_PRICE, _DATE, _SERVICE_LEVEL, _PRODUCTION = Promise.PRICE, Promise.DATE, Promise.SERVICE, Promise.PRODUCTION
_FIRM, _PERSON = Beneficiary.COMPANY, Beneficiary.PERSON
_DECEPTIVE, _WITHHOLDING = Honesty.DECEPTIVE, Honesty.WITHHOLDING


def _spec(
    action: Action,
    purpose: Purpose,
    channels: tuple[Channel, ...],
    effort: int,
    *,
    gain: Beneficiary = Beneficiary.NOBODY,
    promise: Promise = Promise.NOTHING,
    honesty: Honesty = Honesty.TRUTHFUL,
    group: str | None = None,
    opposites: tuple[Action, ...] = (),
) -> ActionSpec:
    return ActionSpec(
        name=action.value,
        label_en=action.en,
        label_zh=action.zh,
        purpose=purpose,
        channels=channels,
        beneficiary=gain,
        promise=promise,
        honesty=honesty,
        group=group,
        effort=effort,
        opposites=tuple(action.value for action in opposites),
    )


BUILTIN_ACTIONS: tuple[ActionSpec, ...] = (
    _spec(Action.SEND_GREETING, _SERVICE, (_SMS, _CHAT, _EMAIL, _MAIL), 1, group="greeting"),
    _spec(Action.GREETING_BY_PERSON, _SERVICE, (_PHONE, _VISIT, _SHOP), 2, group="greeting"),
    _spec(Action.ESCORT_TO_DOOR, _SERVICE, (_SHOP,), 1),
    _spec(Action.HOLIDAY_WISHES, _RELATIONSHIP, (_CHAT, _SMS, _EMAIL, _MAIL), 1, group="greeting"),
    _spec(Action.KEEP_WARM_CALL, _RELATIONSHIP, (_PHONE, _CHAT), 2, group="touch"),
    _spec(Action.WINBACK_CALL, _SALES, (_PHONE, _VISIT), 3, group="touch"),
    _spec(Action.REGULAR_RETURN_VISIT, _SERVICE, (_VISIT, _PHONE, _VIDEO), 3, group="visit"),
    _spec(Action.PLANNED_VISIT, _SALES, (_VISIT, _VIDEO), 3, group="visit"),
    _spec(Action.THANK_CUSTOMER, _RELATIONSHIP, (_PHONE, _CHAT, _EMAIL, _MAIL), 1),
    _spec(Action.SEND_POSTCARD, _RELATIONSHIP, (_MAIL,), 1),
    _spec(Action.REACH_FAMILY, _RELATIONSHIP, (_PHONE, _VISIT), 2),
    _spec(
        Action.COMPANY_REBATE,
        _SALES,
        (_VISIT, _VIDEO, _EMAIL),
        2,
        promise=_PRICE,
        gain=_FIRM,
        group="benefit",
    ),
    _spec(
        Action.AGREE_COMPANY_REBATE_TERMS,
        _SALES,
        (_VISIT, _VIDEO, _EMAIL),
        3,
        promise=_PRICE,
        gain=_FIRM,
        group="benefit",
    ),
    _spec(
        Action.SERVICE_CREDIT,
        _SALES,
        (_EMAIL, _VISIT, _PHONE),
        2,
        promise=_SERVICE_LEVEL,
        gain=_FIRM,
        group="benefit",
    ),
    _spec(
        Action.MEMBER_DISCOUNT,
        _MARKETING,
        (_SHOP, _CHAT, _EMAIL, _SMS),
        1,
        promise=_PRICE,
        gain=_FIRM,
        group="benefit",
    ),
    _spec(Action.PERSONAL_KICKBACK, _SALES, (_VISIT,), 1, promise=_PRICE, gain=_PERSON, group="benefit"),
    _spec(Action.PERSONAL_GIFT, _RELATIONSHIP, (_VISIT, _MAIL), 2, gain=_PERSON, group="gift"),
    _spec(Action.COMPANY_GIFT, _RELATIONSHIP, (_VISIT, _MAIL), 2, gain=_FIRM, group="gift"),
    _spec(Action.INVITE_TO_BANQUET, _RELATIONSHIP, (_VISIT, _PHONE), 3, gain=_PERSON, group="gift"),
    _spec(Action.STOP_CONCESSIONS, _INTERNAL, (), 1, opposites=(Action.RETENTION_OFFER,)),
    _spec(Action.REPORT_TO_COMPLIANCE, _INTERNAL, (), 2),
    _spec(Action.TRANSPARENT_QUOTE, _SALES, (_EMAIL, _VISIT, _VIDEO), 2, promise=_PRICE, group="price"),
    _spec(
        Action.BLUFF_ON_PRICE, _SALES, (_VISIT, _PHONE), 1, promise=_PRICE, honesty=_DECEPTIVE, group="price"
    ),
    _spec(Action.PLAY_DUMB, _SALES, (_VISIT, _PHONE), 1, honesty=_DECEPTIVE, group="posture"),
    _spec(
        Action.WITHHOLD_JUDGEMENT, _SALES, (_VISIT, _PHONE, _VIDEO), 1, honesty=_WITHHOLDING, group="posture"
    ),
    _spec(Action.CLEVER_TACTICS, _SALES, (_VISIT, _PHONE), 2, honesty=_WITHHOLDING, group="posture"),
    _spec(Action.TIERED_OFFER, _SALES, (_VISIT, _VIDEO, _EMAIL), 2, promise=_PRICE, group="price"),
    _spec(Action.WHITE_LIE, _RELATIONSHIP, (_VISIT, _PHONE), 1, honesty=_DECEPTIVE, group="tact"),
    _spec(Action.TELL_TACTFULLY, _RELATIONSHIP, (_VISIT, _PHONE, _VIDEO), 1, group="tact"),
    _spec(Action.DECLINE_POLITELY, _SALES, (_PHONE, _VISIT, _EMAIL), 1, group="decline"),
    _spec(
        Action.DECLINE_TENDER, _SALES, (_EMAIL, _PHONE), 1, group="decline", opposites=(Action.SUBMIT_BID,)
    ),
    _spec(Action.OFFER_ALTERNATIVE, _SALES, (_VISIT, _PHONE, _EMAIL), 2),
    _spec(Action.SHARE_ANONYMISED_PRACTICE, _SERVICE, (_VISIT, _EMAIL), 2, group="practice"),
    _spec(Action.SHARE_NAMED_PRACTICE, _SERVICE, (_VISIT,), 1, group="practice"),
    _spec(Action.FACTUAL_ANSWER, _SALES, (_EMAIL, _VISIT, _PHONE), 2),
    _spec(Action.ACKNOWLEDGE_DEFECT, _SERVICE, (_PHONE, _VISIT, _EMAIL), 1, group="defect"),
    _spec(Action.SAY_WE_ARE_CHECKING, _SERVICE, (_PHONE, _VISIT, _EMAIL), 1, group="defect"),
    _spec(Action.WRITTEN_PROPOSAL, _SALES, (_EMAIL, _VISIT, _MAIL), 4, group="presentation"),
    _spec(Action.ROI_BRIEF, _SALES, (_VISIT, _EMAIL, _VIDEO), 3, group="presentation"),
    _spec(Action.VISUAL_PRESENTATION, _SALES, (_VISIT, _VIDEO, _EMAIL), 3, group="presentation"),
    _spec(Action.USER_DEMO, _SALES, (_VISIT, _VIDEO), 4, group="presentation"),
    _spec(Action.REFERENCE_LIST, _SALES, (_VISIT, _EMAIL), 2),
    _spec(Action.PERSONAL_GUARANTEE, _SALES, (_VISIT, _PHONE), 2, promise=_SERVICE_LEVEL),
    _spec(Action.GIVE_TIME_TO_DECIDE, _SALES, (_PHONE, _EMAIL), 1, group="pace"),
    _spec(Action.ASK_FOR_DECISION, _SALES, (_VISIT, _PHONE), 1, group="pace"),
    _spec(Action.INFORMAL_MEETING, _RELATIONSHIP, (_VISIT,), 2),
    _spec(Action.TALK_ABOUT_ACHIEVEMENTS, _RELATIONSHIP, (_VISIT, _PHONE), 1),
    _spec(Action.SMALL_TALK, _RELATIONSHIP, (_VISIT, _PHONE), 1),
    _spec(Action.CALL_AHEAD_LATE, _SERVICE, (_PHONE, _SMS, _CHAT), 1),
    _spec(Action.PREPARE_VISIT, _INTERNAL, (), 2),
    _spec(Action.SCHEDULE_NEXT_STEP, _SALES, (_PHONE, _EMAIL, _CHAT), 1),
    _spec(Action.BRING_NEW_IDEA, _SERVICE, (_VISIT, _EMAIL), 3),
    _spec(Action.KEEP_PROMISE, _SERVICE, (_VISIT, _PHONE, _EMAIL), 3),
    _spec(Action.REPAIR_VISIT, _SERVICE, (_VISIT, _PHONE), 4, group="visit"),
    _spec(Action.REPAIR_PLAN, _INTERNAL, (), 4),
    _spec(Action.RETENTION_OFFER, _SALES, (_VISIT, _PHONE), 3, promise=_PRICE, gain=_FIRM),
    _spec(Action.RESEARCH_CUSTOMER, _INTERNAL, (), 2),
    _spec(Action.FIND_COMMON_GROUND, _RELATIONSHIP, (_VISIT, _PHONE), 2, group="ladder"),
    _spec(Action.DEEPEN_CONVERSATION, _RELATIONSHIP, (_VISIT, _PHONE), 2, group="ladder"),
    _spec(Action.HEART_TO_HEART_TALK, _RELATIONSHIP, (_VISIT,), 3, group="ladder"),
    _spec(Action.FAIR_DEAL_OFFER, _SALES, (_VISIT, _VIDEO, _EMAIL), 3, promise=_PRICE, group="price"),
    _spec(Action.KEY_PERSON_MAP, _INTERNAL, (), 3),
    _spec(Action.ENTRY_PLAN, _INTERNAL, (), 3),
    _spec(Action.FIND_INSIDER, _RELATIONSHIP, (_VISIT, _PHONE), 3),
    _spec(Action.SCORE_IMPORTANCE, _INTERNAL, (), 1),
    _spec(Action.QUALIFY_LEAD, _INTERNAL, (), 1),
    _spec(Action.REOBSERVE, _INTERNAL, (), 1),
    _spec(Action.ASK_NEEDS, _RELATIONSHIP, (_VISIT, _PHONE, _VIDEO), 2),
    _spec(Action.ASK_SHARE_OF_WALLET, _SALES, (_VISIT, _PHONE), 2),
    _spec(Action.ASK_CONSENT, _SERVICE, (_VISIT, _PHONE, _SHOP), 1),
    _spec(Action.ANNOUNCE_MESSAGES, _SERVICE, (_PHONE, _VISIT, _SHOP), 1),
    _spec(Action.LEARN_BUSY_HOURS, _INTERNAL, (), 1),
    _spec(Action.UPDATE_RECORD, _INTERNAL, (), 1),
    _spec(Action.WAIT_FOR_OPENING, _INTERNAL, (), 1, opposites=(Action.ENTRY_OFFER,)),
    _spec(Action.ENTRY_OFFER, _SALES, (_VISIT, _PHONE, _EMAIL), 3),
    _spec(Action.INFLUENCE_CRITERIA, _SALES, (_VISIT, _EMAIL), 3),
    _spec(Action.SUBMIT_BID, _SALES, (_EMAIL, _VISIT), 5, promise=_PRICE),
    _spec(Action.NEGOTIATE_TERMS, _SALES, (_VISIT, _VIDEO), 4, promise=_PRICE),
    _spec(Action.IMPLEMENT_PROJECT, _SERVICE, (_VISIT,), 5, promise=_SERVICE_LEVEL),
    _spec(Action.TRIAL_OFFER, _SALES, (_VISIT, _EMAIL, _PHONE), 2, promise=_SERVICE_LEVEL),
    _spec(Action.SOLUTION_OFFER, _SALES, (_VISIT, _EMAIL, _VIDEO), 4),
    _spec(Action.INVOLVE_USERS, _SALES, (_VISIT, _VIDEO), 3),
    _spec(Action.VALUE_FOR_MONEY_OFFER, _SALES, (_VISIT, _EMAIL), 3, promise=_PRICE, group="price"),
    _spec(Action.EXPLAIN_PRICE_CHANGE, _SALES, (_VISIT, _EMAIL), 2),
    _spec(Action.QUALITY_ASSURANCE_PLAN, _SERVICE, (_EMAIL, _VISIT), 3, promise=_SERVICE_LEVEL),
    _spec(Action.SERVICE_COMMITMENT, _SERVICE, (_EMAIL, _VISIT), 2, promise=_SERVICE_LEVEL),
    _spec(Action.PROACTIVE_ANALYSIS, _SERVICE, (_EMAIL, _VISIT), 3),
    _spec(Action.CREDIT_TO_CONTACT, _RELATIONSHIP, (_VISIT, _EMAIL), 1),
    _spec(Action.SUPPORT_DAILY_WORK, _SERVICE, (_PHONE, _VISIT, _CHAT), 2),
    _spec(Action.DISCREET_RAPPORT, _RELATIONSHIP, (_VISIT, _PHONE), 2),
    _spec(Action.LIMIT_EFFORT, _INTERNAL, (), 1),
    _spec(Action.EXPLICIT_FEE_LIST, _SALES, (_EMAIL, _VISIT), 2, promise=_PRICE),
    _spec(Action.FORMAL_TERMS_FOR_LARGE_ORDER, _SALES, (_EMAIL, _VISIT), 3),
    _spec(Action.HELP_WITH_SMALL_ORDER, _SERVICE, (_PHONE, _CHAT, _SHOP), 1),
    _spec(Action.REQUIRE_SIGNED_SPEC, _SALES, (_EMAIL, _VISIT), 2),
    _spec(Action.REQUIRE_PREPAYMENT, _SALES, (_EMAIL, _PHONE), 2),
    _spec(Action.REQUIRE_WRITTEN_CONTRACT, _SALES, (_EMAIL, _VISIT), 3),
    _spec(Action.AGREE_PRICE_FIRST, _SALES, (_VISIT, _PHONE, _EMAIL), 2, promise=_PRICE),
    _spec(
        Action.START_PRODUCTION,
        _SERVICE,
        (_EMAIL, _PHONE),
        4,
        promise=_PRODUCTION,
        opposites=(
            Action.REQUIRE_SIGNED_SPEC,
            Action.REQUIRE_WRITTEN_CONTRACT,
            Action.REQUIRE_PREPAYMENT,
        ),
    ),
    _spec(Action.PROMISE_DELIVERY_DATE, _SALES, (_PHONE, _EMAIL, _VISIT), 1, promise=_DATE),
    _spec(Action.WRITE_DOWN_AGREEMENT, _SALES, (_EMAIL,), 2),
    _spec(Action.EXPLAIN_TERMS, _SALES, (_VISIT, _PHONE, _VIDEO), 2),
    _spec(Action.SIMPLIFY_CONTRACT, _INTERNAL, (), 3),
    _spec(Action.TAILOR_CONTRACT, _SALES, (_VISIT, _VIDEO), 3),
    _spec(Action.CHECK_FULFILMENT, _INTERNAL, (), 2),
    _spec(Action.TRACK_DELIVERY, _INTERNAL, (), 2),
    _spec(Action.COLLECT_PAYMENT, _SERVICE, (_EMAIL, _PHONE), 2),
    _spec(Action.HANDLE_COMPLAINT, _SERVICE, (_PHONE, _VISIT, _EMAIL), 3, group="complaint"),
    _spec(Action.LISTEN_AND_APOLOGISE, _SERVICE, (_PHONE, _VISIT), 2),
    _spec(Action.INSPECT_PRODUCT, _SERVICE, (_VISIT,), 3),
    _spec(Action.ASK_PREFERRED_SOLUTION, _SERVICE, (_PHONE, _VISIT), 1),
    _spec(
        Action.SETTLE_CLAIM, _SERVICE, (_PHONE, _VISIT, _EMAIL), 3, promise=_PRICE, gain=_FIRM, group="claim"
    ),
    _spec(Action.ESCALATE_CLAIM, _INTERNAL, (), 2, group="claim"),
    _spec(Action.PROMISE_ESCALATION_DATE, _SERVICE, (_PHONE, _EMAIL), 1, promise=_DATE),
    _spec(Action.NEUTRAL_CAUSE, _SERVICE, (_VISIT, _PHONE, _EMAIL), 2, group="cause"),
    _spec(Action.BLAME_THIRD_PARTY, _SERVICE, (_VISIT, _PHONE), 1, honesty=_DECEPTIVE, group="cause"),
    _spec(Action.CONFRONT_WITH_EVIDENCE, _SERVICE, (_VISIT,), 4, group="cause"),
    _spec(Action.CARRY_OUT_SOLUTION, _SERVICE, (_VISIT, _PHONE), 3),
    _spec(Action.CONFIRM_SATISFACTION, _SERVICE, (_PHONE, _VISIT), 1),
    _spec(Action.FILE_FOR_IMPROVEMENT, _INTERNAL, (), 1),
    _spec(Action.ROOT_CAUSE_REVIEW, _INTERNAL, (), 3),
    _spec(Action.SELF_HELP_GUIDE, _SERVICE, (_CHAT, _EMAIL, _SMS), 1),
    _spec(Action.SOLVE_DAILY_ISSUE, _SERVICE, (_VISIT, _PHONE), 2, group="issue"),
    _spec(Action.SETTLE_EXPENSE_ISSUE, _SERVICE, (_VISIT, _EMAIL), 2, group="issue"),
    _spec(Action.SYSTEMATIC_SOLUTION, _SERVICE, (_VISIT, _PHONE), 4, group="issue"),
    _spec(Action.ASK_SILENT_CUSTOMER, _SERVICE, (_PHONE, _VISIT), 2, group="touch"),
    _spec(Action.ASK_USAGE, _SERVICE, (_PHONE, _VISIT, _CHAT), 1),
    _spec(Action.OFFER_DELIVERY, _SERVICE, (_PHONE, _SHOP, _EMAIL), 2, promise=_SERVICE_LEVEL),
    _spec(Action.OFFER_INSTALLATION, _SERVICE, (_PHONE, _VISIT, _EMAIL), 3, promise=_SERVICE_LEVEL),
    _spec(Action.OFFER_PACKAGING, _SERVICE, (_SHOP, _PHONE), 1, promise=_SERVICE_LEVEL),
    _spec(
        Action.OFFER_REPAIR_OR_REPLACEMENT,
        _SERVICE,
        (_PHONE, _VISIT, _EMAIL),
        3,
        promise=_SERVICE_LEVEL,
        gain=_FIRM,
    ),
    _spec(Action.EXPLAIN_CORRECT_USE, _SERVICE, (_VISIT, _PHONE, _VIDEO), 2),
    _spec(Action.REFERRAL_ASK, _MARKETING, (_VISIT, _PHONE, _SHOP), 1),
    _spec(Action.CROSS_SELL, _SALES, (_VISIT, _PHONE, _EMAIL), 2, group="offer"),
    _spec(Action.UPSELL, _SALES, (_VISIT, _PHONE, _EMAIL), 2, group="offer"),
    _spec(Action.VALUE_REPORT, _SERVICE, (_EMAIL, _VISIT), 3),
    _spec(Action.SEND_MATERIAL, _MARKETING, (_EMAIL, _MAIL, _CHAT), 1, group="material"),
    _spec(Action.PRODUCT_INTRODUCTION, _MARKETING, (_EMAIL, _SMS, _CHAT, _VISIT), 1, group="material"),
    _spec(Action.INDUSTRY_ANALYSIS, _MARKETING, (_EMAIL, _VISIT), 3),
    _spec(Action.INVITE_TO_SOCIAL_EVENT, _RELATIONSHIP, (_PHONE, _EMAIL, _EVENT), 3, group="event"),
    _spec(Action.INVITE_TO_PRODUCT_EVENT, _MARKETING, (_PHONE, _EMAIL, _EVENT), 3, group="event"),
    _spec(Action.LEADER_VISIT, _RELATIONSHIP, (_VISIT,), 4),
    _spec(Action.HOST_CUSTOMER_EVENT, _SERVICE, (_VISIT, _EVENT), 5, promise=_SERVICE_LEVEL, gain=_FIRM),
    _spec(Action.INVITE_INTO_DESIGN, _RELATIONSHIP, (_VISIT, _EMAIL, _EVENT), 3),
    _spec(Action.INVITE_TO_COMMUNITY, _MARKETING, (_CHAT, _EMAIL, _EVENT), 1),
    _spec(Action.EDUCATE_CONSUMER, _MARKETING, (_EVENT, _SHOP, _CHAT), 3),
    _spec(Action.REVIEW_LOSS, _INTERNAL, (), 2),
    _spec(Action.REVIEW_ACCOUNT, _INTERNAL, (), 2),
    _spec(Action.COACH_REP, _INTERNAL, (), 2),
)
"""The properties of every built-in action, in the order of `Action`."""

BUILTIN_ACTION_SPECS: Mapping[str, ActionSpec] = MappingProxyType(
    {spec.name: spec for spec in BUILTIN_ACTIONS}
)
"""The same by name.

>>> spec = BUILTIN_ACTION_SPECS["personal_kickback"]
>>> spec.beneficiary, spec.contact
(<Beneficiary.PERSON: 'person'>, True)
"""
