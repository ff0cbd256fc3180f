"""Buyers whose person matters most: credit-seeking, relationship-based and composite, two of each."""

from __future__ import annotations

from examples.telling import Story


def brightwell() -> Story:
    """A young manager on her way up wants her part seen; two of our teams sent her the same brochure."""
    s = Story(
        "brightwell",
        "Brightwell Cosmetics Ltd",
        industry="cosmetics",
        country="GB",
        region="Kent",
        timezone="Europe/London",
        language="en",
        owner="anna",
        team="europe",
        audience="direct",
        category="folding boxes",
        since="2024-03-01",
        supplier_count=3,
        purchasing_power=3,
        purchase_intent=4,
        influence=3,
        payment_risk=1,
        gifts_permitted=True,
    )
    s.person(
        "Tamsin Okoye",
        role="influencer",
        job_title="Packaging manager",
        decision_power=2,
        career_rising=True,
        ladder_step="confiding",
        ladder_on="2026-04-15",
        preferred_channel="email",
    )
    s.person("Graham Pell", role="decider", job_title="Operations director", decision_power=5)
    s.saw(
        "2026-05-19",
        low_decision_power="Everything above 5,000 goes to her director.",
        career_rising="Two promotions in three years; a third is in the air.",
        seeks_credit="Was hurt when our newsletter showed “our” box and not her idea.",
        pays_from_own_pocket="Paid for test prints herself.",
        office_personal_items="Photographs, tickets and samples all over the desk.",
        dress_fashionable="A new style each time.",
        body_language="Draws every idea in the air.",
        wide_network="Knows every packaging buyer in London.",
        asks_peer_usage="“Does Larkspur use this varnish, too?”",
    )
    s.allowed("2024-03-01", "email", "phone")
    s.consent(
        scope="reference", granted=False, given_on="2026-05-19", evidence="Not before the launch, please."
    )
    s.business(
        "folding boxes", [54_000, 58_000, 52_000, 57_000], ["0.52", "0.53", "0.55", "0.56"], "folding boxes"
    )
    s.routine(10, until="2026-04-30")
    s.met(
        "material",
        "2026-06-09",
        "Spring brochure.",
        material="Brochure 2026",
        channel="email",
        purpose="marketing",
    )
    s.met(
        "material",
        "2026-06-11",
        "Spring brochure, sent again by the web team.",
        material="Brochure 2026",
        channel="email",
        purpose="marketing",
        team="web",
        rep_id="dara",
    )
    s.met(
        "event",
        "2026-05-28",
        "Evening of the packaging guild.",
        channel="event",
        event_type="social",
        minutes=120,
    )
    s.stood("share_stage", "stable", "2025-06-01")
    return s


def qinghe_creative() -> Story:
    """A quiet assistant with good taste does the work; her director signs and should hear her name."""
    s = Story(
        "qinghe-creative",
        "杭州青禾文创有限公司",
        industry="gifts",
        country="CN",
        region="浙江",
        timezone="Asia/Shanghai",
        language="zh",
        owner="chen-yu",
        team="asia",
        audience="direct",
        category="文创包装",
        since="2024-08-01",
        supplier_count=2,
        purchasing_power=3,
        purchase_intent=4,
        payment_risk=1,
    )
    s.person(
        "苏念",
        role="influencer",
        job_title="产品助理",
        decision_power=1,
        career_rising=True,
        ladder_step="communicating",
        ladder_on="2026-03-20",
    )
    s.saw(
        "2026-06-02",
        low_decision_power="打样费也要总监签字。",
        career_rising="刚被选进公司的青年骨干班。",
        seeks_credit="上次汇报没提她,她沉默了很久。",
        pays_from_own_pocket="自己掏钱买样盒比较。",
        gentle_manner="说话轻声细语。",
        hides_opinion="不满意也先说“挺好的”。",
        asks_effect_on_team="担心装配的同事会不会太累。",
        office_family_photo="桌上放着一家人旅行的照片。",
        risk_averse="新工艺总想等别家先用。",
    )
    s.allowed("2024-08-01", "chat")
    s.business("文创包装", [22_000, 26_000, 24_000, 25_000], ["0.34", "0.35", "0.36", "0.38"], "文创礼盒", 1)
    s.routine(9)
    s.met(
        "demo",
        "2026-06-02",
        "给装配组演示免胶盒。",
        channel="visit",
        minutes=70,
        business_minutes=60,
        outcome="agreed",
    )
    s.happened("honour", "2026-06-18", "她参与的礼盒入围设计奖。")
    s.stood("share_stage", "initial", "2025-01-01")
    return s


def kowalski() -> Story:
    """An old friend of the house places an order ten times the usual size, on a handshake."""
    s = Story(
        "kowalski",
        "Kowalski Druk sp. z o.o.",
        industry="printing",
        country="PL",
        region="Mazowsze",
        timezone="Europe/Warsaw",
        language="pl",
        owner="marco",
        team="europe",
        audience="direct",
        category="board",
        since="2019-01-01",
        referred_by="marco's former colleague",
        supplier_count=2,
        purchasing_power=3,
        purchase_intent=4,
        influence=2,
        payment_risk=2,
        gifts_permitted=True,
    )
    s.person(
        "Piotr Kowalski",
        role="decider",
        job_title="Owner",
        is_owner_or_manager=True,
        decision_power=5,
        ladder_step="transacting",
        ladder_on="2026-05-05",
    )
    s.saw(
        "2026-06-16",
        friend_link="Went to school with a former colleague of ours.",
        takes_advantage="Asks for small cuts “as among friends”, and gets them.",
        informal_manner="First names, and a slap on the shoulder.",
        personal_stories="Half an hour on the fishing trip.",
        unpunctual="Forty minutes late, in the best of moods.",
        off_topic="From board to boats in two sentences.",
    )
    s.allowed("2019-01-01", "phone", "email", "visit")
    s.business("board", [18_000, 19_000, 17_500, 18_500], ["0.64", "0.66", "0.66", "0.68"], "board", 1)
    s.routine(11)
    order = s.ordered(
        "2026-06-16",
        38_000,
        "board, special size",
        agreed_orally=True,
        production_start_requested=False,
        returning=True,
        paid=False,
    )
    s.contract(
        order_id=order, amount=38_000, written=False, signed=False, price_agreed=True, terms_explained=False
    )
    s.met(
        "banquet",
        "2026-06-16",
        "Dinner; the order was agreed between two courses.",
        informal_venue=True,
        minutes=150,
    )
    s.stood("share_stage", "stable", "2022-01-01")
    return s


def teahouse() -> Story:
    """A friend's tea house needs two hundred labels; help, and do not send a bill for a favour."""
    s = Story(
        "teahouse",
        "成都旧雨茶馆",
        industry="restaurants",
        country="CN",
        region="四川",
        timezone="Asia/Shanghai",
        language="zh",
        owner="chen-yu",
        team="asia",
        audience="direct",
        category="标签",
        since="2025-03-01",
        referred_by="kuanzhai-club",
        supplier_count=1,
        purchasing_power=1,
        purchase_intent=3,
        payment_risk=1,
        gifts_permitted=True,
    )
    s.person(
        "温如故",
        role="decider",
        job_title="店主",
        is_owner_or_manager=True,
        decision_power=5,
        ladder_step="confiding",
        ladder_on="2026-06-06",
    )
    s.saw(
        "2026-06-06",
        friend_link="老同学介绍来的。",
        gentle_manner="慢声细语,从不红脸。",
        office_family_photo="墙上是全家去九寨沟的照片。",
        dress_ordinary="一件旧布衫。",
        decides_slowly="想了三个星期才定下字体。",
    )
    s.cue("takes_advantage", "2026-06-06", present=False, evidence="坚持按价付钱。", source="own")
    s.allowed("2025-03-01", "chat")
    s.business("标签", [600, 600, 700, 700], ["0.50", "0.50", "0.55", "0.57"], "茶叶标签", 1)
    s.routine(5)
    order = s.ordered("2026-06-25", 120, "茶叶标签", paid=True, goods_for_cash=True, returning=True)
    s.payment("final", 120, "2026-06-25", "2026-06-25", order_id=order)
    s.met(
        "visit",
        "2026-06-06",
        "喝了两个半小时的茶,什么正事也没谈,也没了解到什么。",
        minutes=150,
        business_minutes=2,
        topics=("small_talk", "hobbies", "weather"),
        depth="personal",
        learned_something=False,
        next_step_agreed=False,
        informal_venue=True,
    )
    s.stood("share_stage", "stable", "2026-01-10")
    return s


def marlowe() -> Story:
    """An old hand shows another face at every meeting; nobody should put him into a box."""
    s = Story(
        "marlowe",
        "Marlowe Holdings Pte Ltd",
        industry="trade",
        country="SG",
        timezone="Asia/Singapore",
        language="en",
        owner="li-na",
        team="asia",
        audience="direct",
        category="export packaging",
        since="2020-06-01",
        supplier_count=4,
        employees=1_200,
        annual_revenue=210_000_000,
        industry_rank=2,
        purchasing_power=5,
        purchase_intent=3,
        influence=5,
        payment_risk=1,
        gifts_permitted=False,
    )
    s.person(
        "Adrian Seah",
        role="decider",
        job_title="Chairman",
        decision_power=5,
        is_owner_or_manager=True,
        ladder_step="paying",
        ladder_on="2025-11-11",
    )
    s.saw(
        "2026-02-12",
        strict_principles="Quoted his own code of conduct by heart.",
        compares_suppliers="Had four offers compared by a consultant.",
    )
    s.saw(
        "2026-04-16",
        friend_link="“You are family by now.”",
        price_first="Asked for the lowest price and meant it.",
    )
    s.saw(
        "2026-06-11",
        type_shifts="Cool at ten, warm at noon, sharp at three.",
        mature_network="Forty years in the trade; knows ministers and dockers.",
        balances_value="Paid more for the better board without a word.",
    )
    s.allowed("2020-06-01", "email", "phone", "visit")
    spends = [310_000, 305_000, 320_000, 315_000]
    s.business("export packaging", spends, ["0.58", "0.59", "0.58", "0.59"], "export boxes")
    s.routine(12)
    s.happened("referral", "2026-05-14", "Recommended us to a ship's chandler.")
    s.stood("share_stage", "stable", "2023-03-01")
    return s


def lianyi() -> Story:
    """A group with many faces; a gift above the yearly limit was given privately and not logged."""
    s = Story(
        "lianyi",
        "香港联溢集团有限公司",
        industry="trade",
        country="HK",
        timezone="Asia/Hong_Kong",
        language="zh",
        owner="li-na",
        team="asia",
        audience="direct",
        category="出口包装",
        since="2022-02-01",
        supplier_count=3,
        employees=800,
        purchasing_power=4,
        purchase_intent=3,
        influence=4,
        payment_risk=2,
        gifts_permitted=True,
    )
    s.person(
        "郑怀远",
        role="decider",
        job_title="董事",
        decision_power=5,
        ladder_step="confiding",
        ladder_on="2026-01-15",
    )
    s.saw("2026-03-05", is_owner_or_manager="持股的老臣子。", balances_value="算总账。")
    s.saw(
        "2026-06-05",
        type_shifts="会上讲原则,饭桌上讲交情,电话里讲价钱。",
        mature_network="港澳台三地人脉都熟。",
        friend_link="自称与我们老板是旧识。",
        price_first="转头又拿同行的报价来比。",
        price_pressure="压价的同时要求加做测试。",
    )
    s.allowed("2022-02-01", "chat", "phone", "email")
    s.business("出口包装", [150_000, 148_000, 152_000, 150_000], ["0.44", "0.45", "0.46", "0.45"], "出口纸箱")
    s.routine(11)
    s.met(
        "gift",
        "2026-06-05",
        "私人送了一支钢笔,没有登记。",
        gift_value=120,
        gift_recipient="person",
        gift_company_owned=False,
        gift_logged=False,
    )
    s.stood("share_stage", "initial", "2024-01-01")
    return s


STORIES = (brightwell, qinghe_creative, kowalski, teahouse, marlowe, lianyi)
