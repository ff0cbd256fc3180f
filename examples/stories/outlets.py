"""Outlets and the people who buy there: two shops, and two who bought at our own counter."""

from __future__ import annotations

from examples.telling import Story


def corner_pantry() -> Story:
    """“How is it selling, hurry up, time to pay” – and the wrong name at the door."""
    s = Story(
        "corner-pantry",
        "The Corner Pantry",
        industry="retail",
        country="IE",
        region="Galway",
        timezone="Europe/Dublin",
        language="en",
        owner="anna",
        team="retail",
        audience="terminal",
        category="storage boxes",
        since="2024-04-01",
        supplier_count=3,
        purchasing_power=2,
        purchase_intent=3,
        payment_risk=2,
        gifts_permitted=True,
    )
    s.person(
        "Nuala Keane", role="decider", job_title="Shopkeeper", is_owner_or_manager=True, decision_power=5
    )
    s.allowed("2024-04-01", "phone", "visit")
    s.business(
        "storage boxes", [2_400, 3_000, 2_200, 2_600], ["0.40", "0.42", "0.40", "0.38"], "storage boxes", 1
    )
    s.routine(6, until="2026-04-30")
    for day, name_error in (("2026-05-13", None), ("2026-05-27", None), ("2026-06-17", True)):
        s.met(
            "visit",
            day,
            "Asked how it sells, hurried the target, asked for the money.",
            minutes=9,
            business_minutes=2,
            topics=("sales_figures", "task_push", "payment"),
            depth="small_talk",
            outcome="unchanged",
            name_error=name_error,
            new_idea=False,
            learned_something=False,
            next_step_agreed=False,
            opened_with_product=True,
        )
    s.complained(
        "2026-06-24", "other", "The display has been empty since Monday.", issue="daily", status="open"
    )
    s.complained(
        "2026-06-10", "other", "Who pays for the new shelf?", issue="expense", status="open", claim_amount=180
    )
    s.stood("share_stage", "initial", "2024-10-01")
    return s


def bianmin() -> Story:
    """Goods from another territory undercut the shop; our man told it how the shop next door does it."""
    s = Story(
        "bianmin",
        "长沙便民优选超市",
        industry="retail",
        country="CN",
        region="湖南",
        timezone="Asia/Shanghai",
        language="zh",
        owner="chen-yu",
        team="retail",
        audience="terminal",
        category="收纳盒",
        since="2023-06-01",
        supplier_count=4,
        purchasing_power=2,
        purchase_intent=3,
        payment_risk=2,
        gifts_permitted=True,
    )
    s.person(
        "谭满生",
        role="decider",
        job_title="店长",
        is_owner_or_manager=True,
        decision_power=5,
        ladder_step="paying",
    )
    s.saw(
        "2026-06-05",
        is_owner_or_manager="夫妻店,样样自己管。",
        price_sensitive="隔壁便宜一毛都知道。",
        balances_value="愿意为不退货的货多付一点。",
    )
    s.allowed("2023-06-01", "chat", "phone")
    s.business("收纳盒", [3_600, 4_200, 3_800, 4_000], ["0.52", "0.52", "0.51", "0.50"], "收纳盒", 1)
    s.routine(8)
    s.complained(
        "2026-06-20",
        "diversion",
        "外地的货低价流进来,我这边卖不动。",
        issue="sell_through",
        status="open",
        claim_reasonable=True,
    )
    s.happened("diversion", "2026-06-19", "邻市批发商低价串货,有照片。", resolved=False)
    s.happened("return", "2026-06-23", "退回滞销收纳盒。", items=60, amount=210, resolved=False)
    s.met(
        "visit",
        "2026-06-05",
        "把隔壁店的进货价和陈列都讲给他听了。",
        minutes=35,
        business_minutes=30,
        topics=("business_ideas", "sales_figures", "references"),
        confidential_shared=True,
        new_idea=True,
        next_step_on="2026-07-03",
    )
    s.stood("share_stage", "stable", "2025-01-01")
    return s


def wanda_nowak() -> Story:
    """She buys at our counter today, has bought before, and has never said whether we may text her."""
    s = Story(
        "wanda-nowak",
        "Wanda Nowak",
        industry="households",
        country="PL",
        region="Kraków",
        timezone="Europe/Warsaw",
        language="pl",
        owner="dara",
        team="retail",
        audience="consumer",
        category="storage boxes",
        since="2025-09-12",
        is_group=False,
        purchasing_power=2,
        purchase_intent=4,
        preferred_channel="sms",
    )
    s.consent(channel="sms", granted=None, evidence="Was not asked; the card lacks the line.")
    s.consent(channel="email", granted=False, given_on="2025-09-12", evidence="Said no at the counter.")
    s.ordered("2025-09-12", 34, "storage boxes", channel="shop", in_shop=True, paid=True, goods_for_cash=True)
    s.ordered(
        "2026-02-14",
        41,
        "storage boxes",
        channel="shop",
        in_shop=True,
        paid=True,
        goods_for_cash=True,
        returning=True,
    )
    s.ordered(
        "2026-06-30",
        58,
        "pantry set",
        placed_at="2026-06-30T11:20:00+02:00",
        channel="shop",
        in_shop=True,
        paid=True,
        goods_for_cash=True,
        returning=True,
    )
    return s


def lin_xiaomei() -> Story:
    """She bought yesterday and is glad of a message; her family is her own affair."""
    s = Story(
        "lin-xiaomei",
        "林晓梅",
        industry="households",
        country="CN",
        region="上海",
        timezone="Asia/Shanghai",
        language="zh",
        owner="dara",
        team="retail",
        audience="consumer",
        category="收纳盒",
        since="2024-12-01",
        is_group=False,
        purchasing_power=3,
        purchase_intent=4,
        influence=3,
        preferred_channel="chat",
    )
    s.consent(channel="sms", granted=True, given_on="2024-12-01", announced=True)
    s.consent(channel="chat", granted=True, given_on="2024-12-01", announced=True)
    s.consent(scope="family_data", granted=False, given_on="2024-12-01", evidence="不希望登记家人信息。")
    for day, amount in (("2025-08-20", 88), ("2025-12-24", 132), ("2026-04-05", 76)):
        s.ordered(
            day,
            amount,
            "收纳盒",
            channel="shop",
            in_shop=True,
            paid=True,
            goods_for_cash=True,
            returning=True,
        )
        s.met("greeting", day, "购买后的问候。", channel="chat", purpose="service", answered=True)
    s.ordered(
        "2026-06-29",
        95,
        "玩具收纳箱",
        channel="shop",
        in_shop=True,
        paid=True,
        goods_for_cash=True,
        returning=True,
    )
    s.happened("referral", "2026-05-18", "带了两位邻居来店里。")
    s.happened("suggestion", "2026-04-05", "希望盖子能贴标签。")
    return s


STORIES = (corner_pantry, bianmin, wanda_nowak, lin_xiaomei)
