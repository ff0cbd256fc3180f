"""Buyers who think of the price as their own money: owner-minded and stingy, two of each."""

from __future__ import annotations

from examples.telling import Story


def fornara() -> Story:
    """The owner decides in minutes and hates to wait; today's visit will be one minute late."""
    s = Story(
        "fornara",
        "Pastificio Fornara & Figli",
        industry="food",
        country="IT",
        region="Emilia-Romagna",
        timezone="Europe/Rome",
        language="it",
        owner="marco",
        team="europe",
        audience="direct",
        category="food cartons",
        since="2021-05-01",
        supplier_count=2,
        employees=95,
        annual_revenue=18_000_000,
        purchasing_power=4,
        purchase_intent=5,
        influence=3,
        payment_risk=1,
        gifts_permitted=True,
    )
    s.person(
        "Giulia Fornara",
        role="decider",
        job_title="Managing owner",
        is_owner_or_manager=True,
        decision_power=5,
        ladder_step="paying",
        ladder_on="2026-02-02",
        preferred_channel="phone",
    )
    s.saw(
        "2026-05-21",
        is_owner_or_manager="Third generation; signs every invoice herself.",
        balances_value="Weighs a cent per carton against one breakage in a thousand.",
        price_sensitive="Knows every price of the last three years by heart.",
        handshake_firm="A handshake like a vice.",
        says_i_think="“All these years I have bought cartons, and I say ...”",
        speech_fast="Three questions in one breath.",
        punctual="Closes the door at the minute agreed.",
        asks_roi="First question: when does it pay back?",
        decides_fast="Ordered before the coffee was cold.",
        office_award="Medals of the pasta guild on the wall.",
    )
    s.allowed("2021-05-01", "phone", "email")
    s.busy("07:00", "09:30")
    s.business(
        "food cartons", [62_000, 66_000, 64_000, 65_000], ["0.82", "0.83", "0.84", "0.84"], "pasta cartons"
    )
    s.routine(14)
    s.will_meet(
        "2026-06-30T15:00:00+02:00",
        expected_arrival_at="2026-06-30T15:01:00+02:00",
        notified_late=False,
        agenda="Return on the new window carton, one page.",
    )
    s.happened("honour", "2026-06-11", "Won the regional prize for sustainable packaging.")
    s.stood("share_stage", "strategic", "2025-04-01")
    s.stood("personality", "dominant", "2025-09-01", expires_on="2026-09-01", confirmed_by="marco")
    return s


def zhenghe_shoes() -> Story:
    """The factory owner was offered better board at a higher price, with the reason spelt out."""
    s = Story(
        "zhenghe-shoes",
        "温州正和鞋业有限公司",
        industry="footwear",
        country="CN",
        region="浙江",
        timezone="Asia/Shanghai",
        language="zh",
        owner="li-na",
        team="asia",
        audience="direct",
        category="鞋盒",
        since="2020-03-01",
        supplier_count=3,
        employees=380,
        purchasing_power=4,
        purchase_intent=4,
        influence=3,
        payment_risk=2,
        gifts_permitted=True,
    )
    s.person(
        "金和平",
        role="decider",
        job_title="总经理",
        is_owner_or_manager=True,
        decision_power=5,
        ladder_step="confiding",
        ladder_on="2026-05-08",
    )
    s.saw(
        "2026-05-08",
        is_owner_or_manager="自己的厂,二十年。",
        balances_value="说“贵一点可以,但要贵得明白”。",
        price_sensitive="一个鞋盒差两分钱也要问清楚。",
        methodical="每批都做记录。",
        office_chart="墙上挂着月度成本曲线。",
        wants_writing="要我们把耐压数据写成书面说明。",
        quality_first="退货都是盒子压坏的,所以先看耐压。",
        decides_slowly="回去算了两周才答复。",
    )
    s.cue("confided", "2026-05-08", evidence="第一次谈起儿子不愿接班的烦恼。", source="own", sensitive=True)
    s.allowed("2020-03-01", "chat", "phone", "visit")
    s.business("鞋盒", [88_000, 90_000, 86_000, 92_000], ["0.63", "0.64", "0.65", "0.66"], "鞋盒")
    s.routine(12)
    s.met(
        "visit",
        "2026-05-08",
        "谈新的耐压盒,也谈了接班的事;价格上调3%,依据写在报价里。",
        minutes=90,
        business_minutes=55,
        topics=("price", "technical", "goals", "family"),
        depth="confided",
        shared="useful",
        outcome="advanced",
        next_step_on="2026-07-06",
        learned_something=True,
        new_idea=True,
    )
    s.happened("suggestion", "2026-06-02", "建议在盒盖内侧印搭配说明。")
    s.deal("engaging", "2026-05-08", 60_000, "耐压鞋盒", sale_step="negotiation", key_person_known=True)
    s.stood("share_stage", "stable", "2023-07-01")
    s.stood("ladder", "communicating", "2024-01-10", contact_id=s.main)
    return s


def pfennigmann() -> Story:
    """A chain calls for a tender that nothing requires, to press the price of a standard box."""
    s = Story(
        "pfennigmann",
        "Pfennigmann Discount KG",
        industry="retail",
        country="DE",
        region="Sachsen",
        timezone="Europe/Berlin",
        language="de",
        owner="marco",
        team="europe",
        audience="direct",
        category="shelf-ready boxes",
        since="2024-11-01",
        supplier_count=9,
        purchasing_power=4,
        purchase_intent=2,
        influence=2,
        payment_risk=3,
    )
    s.person(
        "Holger Stracke",
        role="decider",
        job_title="Category buyer",
        decision_power=4,
        ladder_step="transacting",
    )
    s.saw(
        "2026-06-10",
        price_first="Opened the talk with a rival's price list.",
        disloyal="Has changed supplier four times in two years, for a cent each time.",
        overstates_need="Spoke of two million boxes; last year he took ninety thousand.",
        uses_tender="Every purchase goes through his tender portal.",
        needless_tender="A tender for a repeat order below 8,000 euros.",
        price_pressure="Wants thicker board at last year's price.",
        controlling="Set the seating, the clock and the order of topics.",
        impatient="Looked at the clock six times.",
        challenging_questions="“Why should I not simply take the cheapest?”",
        speech_loud="Could be heard in the corridor.",
    )
    s.allowed("2024-11-01", "email")
    s.business(
        "shelf-ready boxes", [70_000, 72_000, 74_000, 71_000], ["0.12", "0.10", "0.11", "0.09"], "boxes", 1
    )
    s.routine(6)
    s.deal(
        "engaging",
        "2026-06-10",
        7_600,
        "shelf-ready boxes",
        sale_step="bid",
        tender=True,
        tender_needed=False,
        decisive_advantage=False,
        key_person_known=True,
    )
    s.met(
        "visit", "2026-06-10", "Was shown the rival's prices and the door.", minutes=20, business_minutes=20
    )
    s.stood("share_stage", "initial", "2025-01-01")
    return s


def rocky_ford() -> Story:
    """Compares until nothing is left; the last deal was lost over half a cent."""
    s = Story(
        "rocky-ford",
        "Rocky Ford Beverages Inc.",
        industry="beverages",
        country="US",
        region="Colorado",
        timezone="America/Denver",
        language="en",
        owner="anna",
        team="americas",
        audience="direct",
        category="bottle carriers",
        since="2025-01-15",
        supplier_count=7,
        purchasing_power=3,
        purchase_intent=2,
        payment_risk=2,
        currency="USD",
    )
    s.person(
        "Dale Underhill",
        role="decider",
        job_title="Supply manager",
        decision_power=4,
        ladder_step="transacting",
    )
    s.saw(
        "2026-05-27",
        price_first="Reads the last column of a quote and nothing else.",
        disloyal="“Loyalty is a line on somebody's invoice.”",
        overstates_need="Asked for the price of a volume that his plant cannot fill.",
        price_pressure="Wants a longer guarantee for less money.",
    )
    s.allowed("2025-01-15", "email", "phone")
    s.business(
        "bottle carriers", [40_000, 42_000, 41_000, 43_000], ["0.30", "0.28", "0.22", "0.20"], "carriers", 1
    )
    s.routine(6)
    s.deal(
        "lost",
        "2026-04-06",
        22_000,
        "bottle carriers",
        closed_on="2026-06-08",
        lost_reason="half a cent per carrier",
    )
    s.met(
        "call",
        "2026-06-08",
        "Told that the order goes elsewhere.",
        minutes=4,
        business_minutes=4,
        outcome="refused",
    )
    s.stood("share_stage", "initial", "2025-07-01")
    return s


STORIES = (fornara, zhenghe_shoes, pfennigmann, rocky_ford)
