"""The actions of a distributor, each with what guards need to judge it."""

from __future__ import annotations

from typing import Final

from relcore.facts import ActionSpec, Beneficiary, Channel, Promise, Purpose

_VISIT, _PHONE, _CHAT = Channel.VISIT, Channel.PHONE, Channel.CHAT

COUNT_SHELF: Final = "wholesale.count_shelf"
RESTOCK: Final = "wholesale.restock"
PROPOSE_ORDER: Final = "wholesale.propose_order"
LOAD_OUTLET: Final = "wholesale.load_outlet"
HELP_SELL: Final = "wholesale.help_sell"
ROTATE_STOCK: Final = "wholesale.rotate_stock"
REMOVE_EXPIRED: Final = "wholesale.remove_expired"
LOOK_AT_DISPLAY: Final = "wholesale.look_at_display"
REBUILD_DISPLAY: Final = "wholesale.rebuild_display"
SETTLE_DISPLAY: Final = "wholesale.settle_display"
PAY_DISPLAY_FEE: Final = "wholesale.pay_display_fee"
VERIFY_CODES: Final = "wholesale.verify_codes"
TRACE_GOODS: Final = "wholesale.trace_goods"
TELL_PROTECTION: Final = "wholesale.tell_protection"
TALK_ABOUT_TERRITORY: Final = "wholesale.talk_about_territory"
HOLD_BONUS: Final = "wholesale.hold_bonus"
DEMAND_PRICE: Final = "wholesale.demand_price"
EXPLAIN_PRICE: Final = "wholesale.explain_price"
TALK_WITH_OWNER: Final = "wholesale.talk_with_owner"
TRAIN_STAFF: Final = "wholesale.train_staff"
PAY_STAFF: Final = "wholesale.pay_staff"
OPEN_STAFF_SCHEME: Final = "wholesale.open_staff_scheme"
CONSUMER_DAY: Final = "wholesale.consumer_day"


def _spec(
    name: str,
    en: str,
    zh: str,
    purpose: Purpose,
    *channels: Channel,
    effort: int = 2,
    promise: Promise = Promise.NOTHING,
    gain: Beneficiary = Beneficiary.NOBODY,
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
        beneficiary=gain,
        group=group,
    )


_SERVICE, _SALES, _INTERNAL = Purpose.SERVICE, Purpose.SALES, Purpose.INTERNAL

ACTIONS: tuple[ActionSpec, ...] = (
    _spec(COUNT_SHELF, "Count the shelf", "盘点货架", _SERVICE, _VISIT, effort=1),
    _spec(RESTOCK, "Fill the empty shelf", "补足断货", _SERVICE, _VISIT, _PHONE),
    _spec(PROPOSE_ORDER, "Propose an order", "建议订货", _SALES, _VISIT, _PHONE, _CHAT),
    _spec(LOAD_OUTLET, "Load the outlet with goods", "向门店压货", _SALES, _VISIT, _PHONE, effort=1),
    _spec(HELP_SELL, "Help to sell what is there", "帮助动销", _SERVICE, _VISIT, effort=3),
    _spec(ROTATE_STOCK, "Move what expires soon", "调换临期产品", _SERVICE, _VISIT),
    _spec(REMOVE_EXPIRED, "Take expired goods away", "撤下过期产品", _SERVICE, _VISIT, effort=1),
    _spec(LOOK_AT_DISPLAY, "Look at the display", "检查陈列", _SERVICE, _VISIT, effort=1),
    _spec(REBUILD_DISPLAY, "Put the display right", "重新布置陈列", _SERVICE, _VISIT),
    _spec(SETTLE_DISPLAY, "Settle the place of the display", "与老板商定陈列位置", _SALES, _VISIT, _PHONE),
    _spec(
        PAY_DISPLAY_FEE,
        "Pay the fee for the display",
        "支付陈列费",
        _SERVICE,
        _VISIT,
        _PHONE,
        effort=1,
        gain=Beneficiary.COMPANY,
    ),
    _spec(VERIFY_CODES, "Compare the codes", "核对产品编码", _INTERNAL, effort=1),
    _spec(TRACE_GOODS, "Trace where the goods come from", "追查货源", _INTERNAL, effort=3),
    _spec(TELL_PROTECTION, "Tell what we do about it", "告知处理情况", _SERVICE, _VISIT, _PHONE),
    _spec(TALK_ABOUT_TERRITORY, "Talk about the territory", "谈区域约定", _SALES, _VISIT, effort=3),
    _spec(HOLD_BONUS, "Hold the volume bonus back", "暂缓兑付销量奖励", _INTERNAL, effort=1),
    _spec(DEMAND_PRICE, "Demand a shelf price", "要求门店执行零售价", _SALES, _VISIT, _PHONE, effort=1),
    _spec(EXPLAIN_PRICE, "Explain the recommended price", "说明建议零售价", _SERVICE, _VISIT, _PHONE),
    _spec(
        TALK_WITH_OWNER, "Talk with the owner about the business", "与老板谈经营", _SERVICE, _VISIT, effort=3
    ),
    _spec(TRAIN_STAFF, "Explain the products to the staff", "为店员讲解产品", _SERVICE, _VISIT),
    _spec(
        PAY_STAFF,
        "Pay shop staff for pushing our goods",
        "私下给店员推销费",
        _SALES,
        _VISIT,
        effort=1,
        promise=Promise.PRICE,
        gain=Beneficiary.PERSON,
    ),
    _spec(
        OPEN_STAFF_SCHEME,
        "Agree an open scheme with the owner",
        "与老板商定公开的激励办法",
        _SALES,
        _VISIT,
        effort=3,
        gain=Beneficiary.COMPANY,
    ),
    _spec(CONSUMER_DAY, "Hold a day for consumers", "办消费者体验日", Purpose.RELATIONSHIP, _VISIT, effort=4),
)
"""All of them. `load_outlet`, `demand_price` and `pay_staff` are here for guards to refuse by name."""
