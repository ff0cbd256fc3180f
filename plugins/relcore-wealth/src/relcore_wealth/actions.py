"""The actions of a relationship manager, each with what guards need to judge it."""

from __future__ import annotations

from typing import Final

from relcore.facts import ActionSpec, Channel, Honesty, Promise, Purpose

_VISIT, _PHONE, _VIDEO, _MAIL = Channel.VISIT, Channel.PHONE, Channel.VIDEO, Channel.MAIL

ASSESS_RISK: Final = "wealth.assess_risk"
SECOND_LOOK: Final = "wealth.second_look"
PRESENT_PRODUCT: Final = "wealth.present_product"
PRESENT_SCENARIOS: Final = "wealth.present_scenarios"
LOOK_FOR_SUITABLE: Final = "wealth.look_for_suitable"
TALK_ABOUT_SPREADING: Final = "wealth.talk_about_spreading"
PROMISE_YIELD: Final = "wealth.promise_yield"
CORRECT_PROMISE: Final = "wealth.correct_promise"
COMPARE_TERMS: Final = "wealth.compare_terms"
DEPOSIT_FOR_THE_DAY: Final = "wealth.deposit_for_the_day"
PLAN_LIQUIDITY: Final = "wealth.plan_liquidity"
ASK_ABOUT_OUTFLOW: Final = "wealth.ask_about_outflow"
CHECK_FOR_FRAUD: Final = "wealth.check_for_fraud"
MATURITY_TALK: Final = "wealth.maturity_talk"
CONFIRM_UNDERSTANDING: Final = "wealth.confirm_understanding"
PAY_BACK: Final = "wealth.pay_back"
TELL_LOSS: Final = "wealth.tell_loss"
PORTFOLIO_REVIEW: Final = "wealth.portfolio_review"

PRODUCT_TALKS: Final = (PRESENT_PRODUCT, PRESENT_SCENARIOS)
"""Actions by which a product of an idea reaches the client."""


def _spec(
    name: str,
    en: str,
    zh: str,
    purpose: Purpose,
    *channels: Channel,
    effort: int = 2,
    promise: Promise = Promise.NOTHING,
    honesty: Honesty = Honesty.TRUTHFUL,
    group: str | None = None,
) -> ActionSpec:
    return ActionSpec(
        name=name,
        label_en=en,
        label_zh=zh,
        purpose=purpose,
        channels=channels,
        effort=effort,
        promise=promise,
        honesty=honesty,
        group=group,
    )


ACTIONS: tuple[ActionSpec, ...] = (
    _spec(ASSESS_RISK, "Assess the risk profile", "做风险评估", Purpose.SERVICE, _VISIT, _VIDEO),
    _spec(SECOND_LOOK, "Have a second person look at it", "请第二人复核", Purpose.INTERNAL),
    _spec(
        PRESENT_PRODUCT,
        "Present a product",
        "介绍产品",
        Purpose.SALES,
        _VISIT,
        _VIDEO,
        _PHONE,
        effort=3,
        group="wealth-product",
    ),
    _spec(
        PRESENT_SCENARIOS,
        "Show what may come of it, good and bad",
        "讲清各种可能的结果",
        Purpose.SALES,
        _VISIT,
        _VIDEO,
        effort=3,
        group="wealth-product",
    ),
    _spec(LOOK_FOR_SUITABLE, "Look for something suitable", "另找合适的产品", Purpose.INTERNAL),
    _spec(
        TALK_ABOUT_SPREADING, "Talk about spreading the risk", "谈分散投资", Purpose.SERVICE, _VISIT, _VIDEO
    ),
    _spec(
        PROMISE_YIELD,
        "Promise a yield",
        "承诺收益",
        Purpose.SALES,
        _VISIT,
        _PHONE,
        effort=1,
        promise=Promise.PRICE,
        honesty=Honesty.DECEPTIVE,
    ),
    _spec(
        CORRECT_PROMISE, "Take back a promised yield", "更正收益承诺", Purpose.SERVICE, _VISIT, _PHONE, _MAIL
    ),
    _spec(
        COMPARE_TERMS,
        "Compare two offers side by side",
        "逐项对比两家方案",
        Purpose.SERVICE,
        _VISIT,
        _VIDEO,
        effort=3,
    ),
    _spec(
        DEPOSIT_FOR_THE_DAY,
        "Ask for a deposit over the reporting day",
        "请客户在考核日冲存款",
        Purpose.SALES,
        _PHONE,
        _VISIT,
        effort=1,
    ),
    _spec(
        PLAN_LIQUIDITY, "Plan when the money is needed", "规划资金使用时间", Purpose.SERVICE, _VISIT, _PHONE
    ),
    _spec(ASK_ABOUT_OUTFLOW, "Ask what the money is for", "了解资金去向", Purpose.SERVICE, _PHONE, _VISIT),
    _spec(CHECK_FOR_FRAUD, "Check for fraud", "核查是否被骗", Purpose.SERVICE, _PHONE, _VISIT, effort=1),
    _spec(MATURITY_TALK, "Talk before the maturity", "到期前沟通", Purpose.SERVICE, _PHONE, _VISIT),
    _spec(
        CONFIRM_UNDERSTANDING,
        "Ask whether it was understood",
        "回访确认是否理解",
        Purpose.SERVICE,
        _PHONE,
        effort=1,
    ),
    _spec(PAY_BACK, "Pay the money back", "全额退款", Purpose.SERVICE, _PHONE, _VISIT, effort=1),
    _spec(TELL_LOSS, "Tell of a loss first", "主动告知亏损", Purpose.SERVICE, _PHONE, _VISIT),
    _spec(
        PORTFOLIO_REVIEW, "Review the portfolio", "检视资产配置", Purpose.SERVICE, _VISIT, _VIDEO, effort=3
    ),
)
"""All of them. `promise_yield` and `deposit_for_the_day` are here so that guards can refuse them by name."""
