"""Relationships on the move: a falling share, a leap, a partnership, and three at the beginning."""

from __future__ import annotations

from examples.telling import Story


def alpine_dairies() -> Story:
    """From 82 to 78 to 74 per cent in three quarters: slowly enough to be repaired."""
    s = Story(
        "alpine-dairies",
        "Alpine Dairies Rossberg AG",
        industry="food",
        country="CH",
        region="Schwyz",
        timezone="Europe/Zurich",
        language="de",
        owner="marco",
        team="europe",
        audience="direct",
        category="dairy cartons",
        since="2018-01-01",
        supplier_count=2,
        employees=430,
        annual_revenue=120_000_000,
        industry_rank=4,
        purchasing_power=5,
        purchase_intent=4,
        influence=4,
        payment_risk=1,
        gifts_permitted=True,
        currency="CHF",
    )
    s.person(
        "Urs Aschwanden",
        role="decider",
        job_title="Chief operating officer",
        decision_power=5,
        ladder_step="paying",
        ladder_on="2025-12-01",
    )
    s.saw(
        "2026-04-29",
        office_award="Diploma and two patents in crystal frames.",
        dress_elegant="A perfect suit on a Tuesday in the plant.",
        speech_fast="Speaks faster than one can write.",
        controlling="Takes the chair, the pen and the last word.",
        punctual="Begins on the second.",
        outcome_focused="“What does it do to my cost per litre?”",
        decides_fast="Yes or no before we leave.",
    )
    s.allowed("2018-01-01", "phone", "email", "visit")
    spends = [240_000, 238_000, 245_000, 250_000]
    s.business("dairy cartons", spends, ["0.83", "0.82", "0.78", "0.74"], "dairy cartons")
    s.routine(13)
    s.happened(
        "rival_offer", "2026-02-20", "A rival offers lighter board.", rival="Norrbox", advantage="0.01"
    )
    s.happened("personnel_change", "2026-03-16", "The head of quality, who knew us well, has left.")
    s.stood("share_stage", "strategic", "2021-01-01")
    s.stood("personality", "dominant", "2025-10-01", expires_on="2026-10-01", confirmed_by="marco")
    return s


def hongtu_pharma() -> Story:
    """Nothing for three quarters, then 85 per cent at once; one step at a time all the same."""
    s = Story(
        "hongtu-pharma",
        "南京宏途药业有限公司",
        industry="healthcare",
        country="CN",
        region="江苏",
        timezone="Asia/Shanghai",
        language="zh",
        owner="li-na",
        team="asia",
        audience="direct",
        category="药盒",
        since="2026-04-07",
        supplier_count=2,
        employees=700,
        annual_revenue=90_000_000,
        industry_rank=9,
        purchasing_power=5,
        purchase_intent=5,
        influence=4,
        payment_risk=1,
        gifts_permitted=False,
    )
    s.person("江澄", role="decider", job_title="供应链总监", decision_power=5, ladder_step="transacting")
    s.person("白芷", role="insider", job_title="质量主管", decision_power=2, ladder_step="communicating")
    s.saw(
        "2026-05-13",
        methodical="换供应商列了一百二十项检查。",
        office_order="办公室一尘不染。",
        asks_tech_detail="问到油墨迁移的检测限。",
        wants_writing="每一步都要书面确认。",
        silent_cold="全程没有笑容。",
        compares_suppliers="三家一起试产。",
        strict_principles="“合规没有商量。”",
        impartial="对原供应商和我们一样严。",
    )
    s.allowed("2026-01-15", "email", "phone")
    s.business("药盒", [80_000, 82_000, 84_000, 90_000], ["0", "0", "0", "0.85"], "药盒", 3)
    s.routine(12)
    s.happened("rival_quality_problem", "2026-02-02", "原供应商批量印错批号。")
    s.happened("supplier_review", "2026-03-03", "年度供应商评审。")
    s.contract(
        written=True,
        signed=True,
        signed_on="2026-04-02",
        starts_on="2026-04-07",
        ends_on="2027-04-06",
        amount=320_000,
        spec_signed=True,
        price_agreed=True,
        terms_explained=True,
    )
    s.stood("share_stage", "development", "2025-07-01")
    return s


def tasman_orchards() -> Story:
    """Two firms that plan together; their leaders should meet before the harvest."""
    s = Story(
        "tasman-orchards",
        "Tasman Orchards Co-operative",
        industry="food",
        country="NZ",
        region="Nelson",
        timezone="Pacific/Auckland",
        language="en",
        owner="dara",
        team="asia",
        audience="direct",
        category="fruit cartons",
        since="2016-03-01",
        supplier_count=1,
        employees=310,
        annual_revenue=75_000_000,
        industry_rank=1,
        purchasing_power=5,
        purchase_intent=5,
        influence=5,
        payment_risk=1,
        gifts_permitted=True,
        currency="NZD",
    )
    s.person(
        "Mere Tawhiri",
        role="decider",
        job_title="Chief executive",
        decision_power=5,
        is_owner_or_manager=True,
        ladder_step="paying",
        ladder_on="2026-02-18",
    )
    s.person("Sam Lowry", role="user", job_title="Packhouse manager", decision_power=3)
    s.saw(
        "2026-05-06",
        is_owner_or_manager="Elected by the growers, and it shows.",
        balances_value="Counts bruised fruit, not only cartons.",
        price_sensitive="The growers ask for every cent.",
        quality_first="One soft carton spoils a container.",
        confided="Told us which orchards will be sold.",
    )
    s.allowed("2016-03-01", "email", "phone", "visit", "video")
    s.consent(scope="reference", granted=True, given_on="2025-10-01", evidence="In writing.")
    spends = [180_000, 120_000, 260_000, 240_000]
    s.business("fruit cartons", spends, ["0.87", "0.88", "0.88", "0.89"], "fruit cartons")
    s.routine(9)
    for day, text in (
        ("2026-02-18", "Planned the volumes of two seasons together."),
        ("2026-04-21", "Both labs worked on the moisture barrier."),
        ("2026-06-16", "They called with next year's planting list, in confidence."),
    ):
        s.met(
            "meeting",
            day,
            text,
            channel="video",
            direction="inbound" if day == "2026-06-16" else "outbound",
            minutes=75,
            business_minutes=70,
            topics=("goals", "industry", "business_ideas"),
            depth="confided",
            shared="sensitive",
            joint_work=True,
            learned_something=True,
            new_idea=True,
            outcome="advanced",
            next_step_on={"2026-06-16": "2026-07-21"}.get(day),
        )
    s.happened("referral", "2026-03-30", "Introduced us to two packhouses.")
    s.happened("customer_event", "2026-08-14", "Growers' annual meeting, two hundred guests.")
    s.happened("suggestion", "2026-05-06", "A carton that tells the packer its date.")
    s.stood("share_stage", "strategic", "2020-07-01")
    s.stood("depth", "interdependence", "2024-01-01")
    return s


def kilimani() -> Story:
    """Nobody has visited yet; the present supplier delivers late and a review is near."""
    s = Story(
        "kilimani",
        "Kilimani Coffee Exporters",
        industry="food",
        country="KE",
        region="Nairobi",
        timezone="Africa/Nairobi",
        language="en",
        owner="dara",
        team="africa",
        audience="direct",
        category="coffee bags",
        is_prospect=True,
        is_active=None,
        supplier_count=1,
        purchasing_power=4,
        purchase_intent=3,
        influence=3,
        payment_risk=2,
    )
    s.person("Wanjiru Kamau", job_title="Export manager", ladder_step="same_stream", ladder_on="2026-06-01")
    s.cue("interests_unknown", "2026-06-01", evidence="We know her title and nothing else.", source="record")
    s.consent(granted=True, channel="phone", given_on="2026-06-01", evidence="Gave her card at the fair.")
    s.wallet("coffee bags", [20_000, 21_000, 24_000, 22_000], ["0", "0", "0", "0"])
    s.deal(
        "prospecting", "2026-06-01", 20_000, "coffee bags", sale_step="development", key_person_known=False
    )
    s.met(
        "event",
        "2026-06-01",
        "Exchanged cards at the coffee fair.",
        channel="event",
        event_type="promotional",
    )
    s.happened("rival_relation_worsens", "2026-06-12", "Their supplier missed the second vessel.")
    s.happened("supplier_review", "2026-07-20", "Yearly review of suppliers.")
    s.happened("product_launch", "2026-06-24", "Our compostable valve bag is on the market.")
    return s


def meridian_hospitals() -> Story:
    """A chain of hospitals that could double our business; who decides is still unknown."""
    s = Story(
        "meridian-hospitals",
        "Meridian Hospitals Group",
        industry="healthcare",
        country="IN",
        region="Karnataka",
        timezone="Asia/Kolkata",
        language="en",
        owner="chen-yu",
        team="asia",
        audience="direct",
        category="sterile packaging",
        since="2025-11-01",
        supplier_count=4,
        employees=9_000,
        annual_revenue=400_000_000,
        industry_rank=2,
        purchasing_power=5,
        purchase_intent=3,
        influence=5,
        payment_risk=1,
        gifts_permitted=False,
        currency="INR",
    )
    s.person("Dr. Anjali Rao", job_title="Head of sterile services", role="user", ladder_step="communicating")
    s.person("Mr. Thomas", job_title="Stores", role=None)
    s.saw(
        "2026-06-10",
        office_family_photo="Her children in front of the sea.",
        dress_ordinary="A plain sari, sensible shoes.",
        gentle_manner="Kind to everybody, in a hurry or not.",
        asks_ease_of_use="Can it be opened with two gloves on?",
        asks_effect_on_team="Thinks of the night shift first.",
        risk_averse="“Show me another hospital.”",
        decides_slowly="A committee meets every quarter.",
    )
    s.allowed("2025-11-01", "email")
    s.business(
        "sterile packaging", [400_000, 420_000, 410_000, 430_000], ["0", "0.05", "0.08", "0.11"], "pouches", 1
    )
    s.routine(9, until="2026-06-12")
    s.deal(
        "prospecting",
        "2026-05-25",
        350_000,
        "sterile pouches for eleven houses",
        sale_step="development",
        key_person_known=False,
        decision_complexity=5,
        tender=None,
    )
    s.happened("cost_cutting", "2026-06-15", "The board wants five per cent out of consumables.")
    s.stood("share_stage", "initial", "2026-01-01")
    return s


def ostrava_glass() -> Story:
    """She has told us what keeps her awake, and has not bought yet: time for a fair offer."""
    s = Story(
        "ostrava-glass",
        "Ostrava Glass Works a.s.",
        industry="glass",
        country="CZ",
        region="Moravia",
        timezone="Europe/Prague",
        language="cs",
        owner="marco",
        team="europe",
        audience="direct",
        category="bottle cartons",
        is_prospect=True,
        supplier_count=1,
        purchasing_power=4,
        purchase_intent=4,
        influence=3,
        payment_risk=1,
        gifts_permitted=True,
    )
    s.person(
        "Jana Horáková",
        role="decider",
        job_title="Plant director",
        decision_power=5,
        ladder_step="confiding",
        ladder_on="2026-06-04",
    )
    s.cue(
        "confided",
        "2026-06-04",
        evidence="Spoke of the furnace she may have to close.",
        source="own",
        sensitive=True,
    )
    s.allowed("2026-01-20", "phone", "email", "visit")
    s.wallet("bottle cartons", [52_000, 54_000, 50_000, 53_000], ["0", "0", "0", "0"])
    for day, text, depth in (
        ("2026-01-20", "Met at the glass fair; both of us collect old labels.", "personal"),
        ("2026-03-12", "Walked the cold end and talked about breakage.", "work"),
        ("2026-04-28", "Long talk about the market for returnable bottles.", "personal"),
        ("2026-06-04", "Told us about the furnace, and asked us to keep it to ourselves.", "confided"),
    ):
        s.met(
            "visit",
            day,
            text,
            minutes=60,
            business_minutes=40,
            topics=("goals", "obstacles", "business_ideas"),
            depth=depth,
            shared="useful",
            planned=True,
            learned_something=True,
            new_idea=True,
            outcome="advanced",
            next_step_on={"2026-06-04": "2026-07-07"}.get(day),
        )
    s.deal("engaging", "2026-06-04", 40_000, "bottle cartons", sale_step="proposal", key_person_known=True)
    s.stood("share_stage", "development", "2026-01-20")
    return s


STORIES = (alpine_dairies, hongtu_pharma, tasman_orchards, kilimani, ostrava_glass, meridian_hospitals)
