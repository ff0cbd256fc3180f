"""Buyers who go by rules, and buyers who carry out a task: rational and task-driven, two of each."""

from __future__ import annotations

from examples.telling import Story


def harbour_tools() -> Story:
    """Whoever wants figures gets football and family, vague answers, and no date for the next step."""
    s = Story(
        "harbour-tools",
        "Harbour Tools GmbH",
        industry="machinery",
        country="DE",
        region="Hamburg",
        timezone="Europe/Berlin",
        language="de",
        owner="marco",
        team="europe",
        audience="direct",
        category="transport packaging",
        since="2023-02-01",
        supplier_count=5,
        employees=240,
        purchasing_power=4,
        purchase_intent=3,
        influence=3,
        payment_risk=1,
        gifts_permitted=False,
        value_chain="downstream",
    )
    s.person(
        "Jonas Reimers",
        role="decider",
        job_title="Head of purchasing",
        decision_power=4,
        ladder_step="paying",
        ladder_on="2026-04-10",
        preferred_channel="email",
    )
    s.saw(
        "2026-04-14",
        strict_principles="Returned the calendar we sent: the house accepts nothing.",
        compares_suppliers="Five offers for the same crate lie side by side on his desk.",
        impartial="Let us know that last year's order gives us no bonus this year.",
    )
    s.saw(
        "2026-06-18",
        office_order="A tidy room, two plain chairs in front of the desk.",
        office_chart="A purchasing schedule for the year covers the wall.",
        dress_plain="Grey suit, no ornament.",
        silent_cold="Hardly a word, no smile, while our man told stories.",
        asks_tech_detail="Asked for edge crush values at 90 per cent humidity.",
        wants_writing="Wants tolerances in writing before he goes on.",
        decides_slowly="Takes six weeks for every decision, and says so.",
    )
    s.allowed("2023-02-01", "email", "phone")
    s.business(
        "transport packaging", [96_000, 104_000, 99_000, 101_000], ["0.60", "0.61", "0.62", "0.62"], "crates"
    )
    s.routine(13)
    s.met(
        "visit",
        "2026-06-18",
        "Talked about the derby, his children and the heat; could not say which board the new crate uses.",
        minutes=55,
        business_minutes=12,
        topics=("family", "sports", "weather"),
        depth="small_talk",
        answers_vague=True,
        next_step_agreed=False,
        outcome="unchanged",
        sentiment=-1,
        learned_something=False,
        objection="humidity resistance not proved",
        objection_answered=False,
    )
    s.deal("engaging", "2026-05-04", 48_000, "export crates", sale_step="proposal", key_person_known=True)
    s.stood("share_stage", "stable", "2025-01-15")
    return s


def mingche() -> Story:
    """A tender runs, and somebody had the idea of a gift; the buyer's house permits none."""
    s = Story(
        "mingche",
        "苏州明澈精密仪器有限公司",
        industry="instruments",
        country="CN",
        region="江苏",
        timezone="Asia/Shanghai",
        language="zh",
        owner="li-na",
        team="asia",
        audience="direct",
        category="防静电包装",
        since="2022-09-01",
        supplier_count=4,
        employees=610,
        purchasing_power=5,
        purchase_intent=4,
        influence=4,
        payment_risk=1,
        gifts_permitted=False,
        industry_rank=3,
    )
    s.person(
        "沈知衡",
        role="decider",
        job_title="采购总监",
        decision_power=5,
        ladder_step="paying",
        ladder_on="2026-03-02",
    )
    s.person("吴蔓", role="user", job_title="包装工艺工程师", decision_power=2, ladder_step="communicating")
    s.saw(
        "2026-05-20",
        strict_principles="明确说评标只看分数,不看交情。",
        compares_suppliers="同时请了四家做对比测试。",
        impartial="连我们自己的测试失误也照实记录。",
        methodical="评分表细到小数点后一位。",
        asks_tech_detail="追问表面电阻的测试方法。",
        collects_information="索取了全套材料的检测报告。",
        wants_writing="一切以书面为准。",
        quality_first="先看洁净度,再看价格。",
    )
    s.allowed("2022-09-01", "email", "phone", "chat")
    s.business(
        "防静电包装", [120_000, 118_000, 126_000, 124_000], ["0.70", "0.71", "0.72", "0.72"], "防静电周转箱"
    )
    s.routine(12)
    bid = s.deal(
        "engaging",
        "2026-04-20",
        180_000,
        "防静电周转箱(两年框架)",
        sale_step="bid",
        tender=True,
        tender_needed=True,
        key_person_known=True,
        decisive_advantage=True,
        decision_complexity=4,
        expected_close_on="2026-08-15",
    )
    s.met(
        "proposal",
        "2026-06-09",
        "递交技术标,按评分表逐条应答。",
        channel="email",
        about=bid,
        outcome="advanced",
    )
    s.met(
        "gift",
        "2026-06-12",
        "想在评标前送沈总一套茶具,被当场退回。",
        gift_value=60,
        gift_recipient="person",
        gift_company_owned=False,
        gift_logged=False,
        outcome="refused",
        sentiment=-1,
    )
    s.stood("share_stage", "stable", "2024-10-01")
    s.stood("archetype", "rational", "2025-06-01", expires_on="2026-12-01", confirmed_by="li-na")
    return s


def riverside_council() -> Story:
    """A clerk was told to buy moving boxes once; they came on time and work."""
    s = Story(
        "riverside-council",
        "Riverside Borough Council",
        industry="public sector",
        country="GB",
        region="Essex",
        timezone="Europe/London",
        language="en",
        owner="anna",
        team="europe",
        audience="direct",
        category="moving boxes",
        since="2026-05-11",
        supplier_count=2,
        purchasing_power=2,
        purchase_intent=2,
        payment_risk=1,
        gifts_permitted=False,
    )
    s.person(
        "Priya Nolan",
        role="buyer",
        job_title="Office coordinator",
        is_assigned_task=True,
        decision_power=2,
        ladder_step="transacting",
        ladder_on="2026-05-20",
    )
    s.saw(
        "2026-05-12",
        is_assigned_task="The move was handed to her on top of her own work.",
        aims_for_pass="Said that any sturdy box will do.",
        one_off_purchase="The council moves once in twenty years.",
        gentle_manner="Friendly, glad about every step we take off her.",
        asks_ease_of_use="Asked whether the boxes fold without tape.",
        asks_effect_on_team="Worried that her colleagues might have to carry too much.",
    )
    s.allowed("2026-05-11", "email", "phone")
    s.deal("won", "2026-05-11", 3_900, "moving boxes", closed_on="2026-05-20", sale_step="implementation")
    order = s.ordered(
        "2026-05-20", 3_900, "moving boxes", paid=True, fulfilment_checked=True, returning=False
    )
    s.delivery(order, "2026-06-05", "2026-06-04", quantity_ok=True, intact=True)
    s.payment("final", 3_900, "2026-06-19", "2026-06-15", order_id=order)
    s.met(
        "call",
        "2026-05-12",
        "Listened to what the move needs.",
        minutes=15,
        business_minutes=14,
        topics=("usage",),
    )
    s.met("quote", "2026-05-13", "Quoted three sizes.", channel="email", purpose="sales", outcome="advanced")
    s.met("call", "2026-05-19", "Answered her questions about stacking.", minutes=9, business_minutes=9)
    s.met("email", "2026-05-28", "Sent a packing plan for the first floor.", purpose="service", new_idea=True)
    s.met("greeting", "2026-05-21", "Thanked her for the order.", channel="email", purpose="service")
    s.promised(
        "delivery",
        "2026-05-20",
        "2026-06-05",
        "Boxes on all three floors.",
        kept_on="2026-06-04",
        about=order,
    )
    s.promised("service", "2026-05-20", "2026-11-20", "We replace any box that breaks within six months.")
    return s


def qihang_expo() -> Story:
    """An assistant fetches stand material for a fair; we delivered two days late and said nothing."""
    s = Story(
        "qihang-expo",
        "广州启航会展服务有限公司",
        industry="events",
        country="CN",
        region="广东",
        timezone="Asia/Shanghai",
        language="zh",
        owner="chen-yu",
        team="asia",
        audience="direct",
        category="展台包装",
        since="2026-04-02",
        supplier_count=3,
        purchasing_power=2,
        purchase_intent=2,
        payment_risk=2,
    )
    s.person(
        "罗一凡",
        role="buyer",
        job_title="项目助理",
        is_assigned_task=True,
        decision_power=2,
        ladder_step="transacting",
    )
    s.saw(
        "2026-06-03",
        is_assigned_task="老板交代的任务,自己不参与分成。",
        aims_for_pass="说“能按时搭起来就行”。",
        one_off_purchase="展会三年一届,暂无后续计划。",
        dress_fashionable="穿着很潮,踩着滑板来的。",
        informal_manner="见面就喊我们业务员的小名。",
        body_language="说话手舞足蹈。",
        personal_stories="聊了半天旅行见闻。",
        decides_fast="看了效果图当场拍板。",
    )
    s.allowed("2026-04-02", "chat", "phone")
    order = s.ordered("2026-06-05", 4_600, "展台纸板结构", fulfilment_checked=True, returning=False)
    s.delivery(order, "2026-06-22", "2026-06-24", quantity_ok=True, intact=True, note="晚到两天,未提前通知")
    s.payment("final", 4_600, "2026-07-20", order_id=order)
    s.met(
        "visit",
        "2026-06-03",
        "看样品和效果图。",
        minutes=50,
        business_minutes=20,
        topics=("references", "hobbies"),
    )
    s.met("call", "2026-06-08", "确认尺寸。", minutes=6, business_minutes=6, topics=("technical",))
    s.met("message", "2026-06-12", "发了打样照片。", purpose="service")
    s.promised("delivery", "2026-06-05", "2026-06-22", "6月22日前送到展馆。", outcome="broken", about=order)
    s.complained("2026-06-25", "late_delivery", "晚了两天,搭建工人白等一天。", status="open", order_id=order)
    return s


STORIES = (harbour_tools, mingche, riverside_council, qihang_expo)
