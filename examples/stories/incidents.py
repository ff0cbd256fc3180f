"""Something has gone wrong: claims, a burnt motor, a forgotten promise, a rival, an unpaid bill."""

from __future__ import annotations

from examples.telling import Story


def oakhurst() -> Story:
    """A fair claim of 4,200, and a representative who may settle 1,000."""
    s = Story(
        "oakhurst",
        "Oakhurst Pet Foods Inc.",
        industry="food",
        country="US",
        region="Ohio",
        timezone="America/New_York",
        language="en",
        owner="dara",
        team="americas",
        audience="direct",
        category="pet food bags",
        since="2021-08-01",
        supplier_count=2,
        purchasing_power=4,
        purchase_intent=4,
        influence=3,
        payment_risk=1,
        currency="USD",
    )
    s.person(
        "Marcy Bellows", role="decider", job_title="Plant manager", decision_power=4, ladder_step="paying"
    )
    s.saw(
        "2026-03-19",
        quality_first="Walks the line before she talks.",
        methodical="Keeps a torn bag from every batch.",
        asks_tech_detail="Knows the seal temperature by heart.",
        wants_writing="Sends minutes within the hour.",
    )
    s.allowed("2021-08-01", "email", "phone")
    s.business("pet food bags", [90_000, 92_000, 91_000, 95_000], ["0.66", "0.67", "0.68", "0.66"], "bags")
    s.routine(12)
    order = s.ordered("2026-06-01", 17_500, "15 kg bags", returning=True, paid=False, fulfilment_checked=True)
    s.delivery(order, "2026-06-15", "2026-06-15", quantity_ok=True, intact=False)
    s.payment("final", 17_500, "2026-07-15", order_id=order)
    s.complained(
        "2026-06-22",
        "quality",
        "A third of the seals open in the warehouse.",
        status="checking",
        channel="phone",
        order_id=order,
        product="15 kg bags",
        cause="poor_quality",
        cause_verified=True,
        cause_evidence="Seal test of 23 June: strength below specification in lot 771.",
        claim_amount=4_200,
        claim_reasonable=True,
        heard_out=True,
        apologised=True,
        inspected=True,
        asked_for_wish=True,
        first_reply_on="2026-06-22",
    )
    s.met(
        "visit",
        "2026-06-23",
        "Took samples of lot 771; our driver called the night shift careless.",
        minutes=95,
        business_minutes=90,
        topics=("complaint", "technical"),
        blamed_person=True,
        outcome="unchanged",
        sentiment=-1,
        next_step_on="2026-07-01",
    )
    s.stood("share_stage", "stable", "2023-01-01")
    return s


def hairun() -> Story:
    """A coil drive burnt because it was never oiled; the buyer has ignored the manual and insists."""
    s = Story(
        "hairun",
        "青岛海润机电有限公司",
        industry="machinery",
        country="CN",
        region="山东",
        timezone="Asia/Shanghai",
        language="zh",
        owner="li-na",
        team="asia",
        audience="direct",
        category="打包机与耗材",
        since="2022-05-01",
        supplier_count=2,
        purchasing_power=3,
        purchase_intent=3,
        influence=2,
        payment_risk=2,
    )
    s.person("孟广田", role="decider", job_title="设备科长", decision_power=4, ladder_step="transacting")
    s.saw(
        "2026-06-19",
        wilful_misuse="说明书还没拆封。",
        keeps_demanding="解释了三次,仍要求换新机。",
        speech_loud="电话里嗓门很大。",
        hard_to_advise="“我们一直这么用。”",
    )
    s.allowed("2022-05-01", "phone", "chat")
    s.business("打包机与耗材", [30_000, 32_000, 31_000, 33_000], ["0.54", "0.55", "0.55", "0.52"], "打包带")
    s.routine(10)
    order = s.ordered("2026-03-10", 6_800, "半自动打包机", returning=True, paid=True, fulfilment_checked=True)
    s.delivery(order, "2026-03-24", "2026-03-23", quantity_ok=True, intact=True, installed_on="2026-03-25")
    s.complained(
        "2026-06-16",
        "use",
        "电机烧了,要求免费换新机。",
        status="checking",
        channel="phone",
        order_id=order,
        product="半自动打包机",
        cause="wilful_misuse",
        cause_verified=True,
        cause_evidence="保养记录为空,润滑油封未开启(照片四张)。",
        instruction_ignored=True,
        keeps_demanding=True,
        false_accusation=False,
        claim_amount=6_800,
        claim_reasonable=False,
        heard_out=True,
        apologised=True,
        inspected=True,
        use_explained=True,
        first_reply_on="2026-06-16",
    )
    s.met(
        "service",
        "2026-06-18",
        "拆机检查:电机因缺油过热烧毁。",
        channel="visit",
        about="hairun-complaint-01",
        minutes=120,
        business_minutes=120,
        topics=("complaint", "technical", "usage"),
        hostile=True,
        sentiment=-2,
    )
    s.stood("share_stage", "stable", "2024-05-01")
    return s


def lisboa_conservas() -> Story:
    """“I shall be with you in two days”, said our man ten days ago."""
    s = Story(
        "lisboa-conservas",
        "Lisboa Conservas Lda.",
        industry="food",
        country="PT",
        region="Lisboa",
        timezone="Europe/Lisbon",
        language="pt",
        owner="marco",
        team="europe",
        audience="direct",
        category="tin sleeves",
        since="2022-01-01",
        supplier_count=2,
        purchasing_power=3,
        purchase_intent=4,
        influence=2,
        payment_risk=1,
        gifts_permitted=True,
    )
    s.person(
        "Teresa Falcão", role="decider", job_title="Owner's daughter", decision_power=4, ladder_step="paying"
    )
    s.saw(
        "2026-04-02",
        is_owner_or_manager="Will take over the house next year.",
        balances_value="Pays for sleeves that survive the fog.",
        price_sensitive="Asked for the price per thousand, twice.",
    )
    s.allowed("2022-01-01", "phone", "email", "visit")
    s.business("tin sleeves", [28_000, 27_000, 29_000, 30_000], ["0.71", "0.72", "0.71", "0.70"], "sleeves")
    s.routine(12)
    s.met(
        "call",
        "2026-06-18",
        "Promised to come within two days.",
        minutes=6,
        business_minutes=5,
        topics=("service",),
    )
    s.promised("visit", "2026-06-18", "2026-06-20", "A visit within two days, about the misprinted sleeves.")
    s.promised("document", "2026-05-04", "2026-05-11", "Certificate of the new ink.", kept_on="2026-05-08")
    s.met(
        "request",
        "2026-06-25",
        "Asked whether anybody is coming.",
        direction="inbound",
        channel="phone",
        sentiment=-1,
    )
    s.stood("share_stage", "stable", "2023-06-01")
    return s


def bluebird_cards() -> Story:
    """A rival gives two per cent more and five million go elsewhere at the end of the quarter."""
    s = Story(
        "bluebird-cards",
        "Bluebird Payment Cards plc",
        industry="finance",
        country="GB",
        region="Leeds",
        timezone="Europe/London",
        language="en",
        owner="anna",
        team="europe",
        audience="direct",
        category="card mailers",
        since="2017-01-01",
        supplier_count=2,
        employees=2_100,
        annual_revenue=640_000_000,
        industry_rank=3,
        purchasing_power=5,
        purchase_intent=3,
        influence=5,
        payment_risk=1,
        gifts_permitted=False,
        currency="GBP",
    )
    s.person(
        "Edith Harrow",
        role="decider",
        job_title="Procurement director",
        decision_power=5,
        ladder_step="paying",
    )
    s.saw(
        "2026-05-06",
        strict_principles="Every offer goes through the same grid.",
        compares_suppliers="Tests two rivals each year.",
        impartial="“I like you. It does not count.”",
        collects_information="Asked for the carbon sheets of every grade.",
        methodical="A review plan with forty lines.",
        decides_slowly="Three boards have to agree.",
    )
    s.allowed("2017-01-01", "email", "phone", "visit")
    s.business(
        "card mailers",
        [3_100_000, 3_000_000, 3_200_000, 3_150_000],
        ["0.66", "0.66", "0.65", "0.62"],
        "mailers",
    )
    s.routine(13)
    s.happened(
        "rival_offer", "2026-06-15", "Two per cent below our frame price.", rival="Fenwick", advantage="0.02"
    )
    s.happened(
        "large_outflow", "2026-06-26", "Next year's mailers went to tender elsewhere.", amount=5_000_000
    )
    s.stood("share_stage", "stable", "2019-01-01")
    return s


def oryx_pharma() -> Story:
    """Two bills are overdue, and a large new order waits on a phone call."""
    s = Story(
        "oryx-pharma",
        "Oryx Pharma Distribution (Pty) Ltd",
        industry="healthcare",
        country="ZA",
        region="Gauteng",
        timezone="Africa/Johannesburg",
        language="en",
        owner="dara",
        team="africa",
        audience="direct",
        category="cold boxes",
        since="2023-10-01",
        supplier_count=3,
        purchasing_power=3,
        purchase_intent=4,
        payment_risk=5,
        currency="ZAR",
    )
    s.person(
        "Sipho Maseko",
        role="decider",
        job_title="Managing director",
        decision_power=5,
        ladder_step="transacting",
    )
    s.allowed("2023-10-01", "phone", "email")
    s.business(
        "cold boxes", [52_000, 55_000, 54_000, 50_000], ["0.55", "0.56", "0.57", "0.58"], "cold boxes", 1
    )
    s.routine(9)
    late = s.ordered("2026-03-20", 11_000, "cold boxes", returning=True, paid=False, fulfilment_checked=True)
    s.delivery(late, "2026-04-03", "2026-04-03", quantity_ok=True, intact=True)
    s.payment("instalment", 5_500, "2026-04-20", order_id=late)
    s.payment("final", 5_500, "2026-05-20", order_id=late)
    s.ordered("2026-06-29", 32_000, "cold boxes", agreed_orally=True, returning=True, fulfilment_checked=None)
    s.happened("account_mismatch", "2026-06-08", "Their ledger shows 1,300 less than ours.", resolved=False)
    s.stood("share_stage", "stable", "2024-12-01")
    return s


STORIES = (oakhurst, hairun, lisboa_conservas, bluebird_cards, oryx_pharma)
