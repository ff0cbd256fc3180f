"""Buyers with whom the papers must be right: greedy and difficult, two of each."""

from __future__ import annotations

from examples.telling import Story


def delmar_freight() -> Story:
    """A buyer hints that three per cent for himself would speed things up."""
    s = Story(
        "delmar-freight",
        "Delmar Freight Systems LLC",
        industry="logistics",
        country="US",
        region="Florida",
        timezone="America/New_York",
        language="en",
        owner="anna",
        team="americas",
        audience="direct",
        category="pallet boxes",
        since="2024-06-01",
        supplier_count=3,
        employees=520,
        purchasing_power=4,
        purchase_intent=4,
        influence=3,
        payment_risk=2,
        currency="USD",
    )
    s.person(
        "Ray Costigan",
        role="decider",
        job_title="Logistics buyer",
        decision_power=4,
        ladder_step="transacting",
    )
    s.person("Lena Moss", role="gatekeeper", job_title="Controller", decision_power=3)
    s.saw(
        "2026-06-04",
        internal_complexity="Three departments sign, and he plays each against the others.",
        price_pressure="Ten per cent less, and free storage on top.",
        stable_once_trusted="Has stayed with our driver team since the first year.",
        outcome_focused="Talks of nothing but cost per pallet.",
        impatient="Wants an answer before the end of the call.",
        controlling="Sends the agenda, and changes it.",
        says_i_think="“I decide here, whatever they tell you.”",
    )
    s.cue(
        "bribe_signal",
        "2026-06-17",
        evidence="“Three points for me, and the paper is on your desk tomorrow.”",
        source="own",
        sensitive=True,
    )
    s.allowed("2024-06-01", "email", "phone")
    s.business(
        "pallet boxes", [130_000, 128_000, 135_000, 140_000], ["0.40", "0.42", "0.43", "0.44"], "pallet boxes"
    )
    s.routine(12)
    s.deal(
        "engaging",
        "2026-05-18",
        88_000,
        "pallet boxes, yearly frame",
        sale_step="negotiation",
        key_person_known=True,
    )
    s.met(
        "visit",
        "2026-06-17",
        "Asked for a benefit of his own; our representative changed the subject and reported it.",
        minutes=40,
        business_minutes=35,
        topics=("price", "payment"),
        depth="work",
        outcome="unchanged",
        next_step_on="2026-07-08",
        learned_something=True,
    )
    s.happened(
        "unreasonable_need",
        "2026-06-17",
        "Ten per cent off, free storage and a personal share.",
        amount=9_000,
    )
    s.stood("share_stage", "initial", "2024-12-01")
    return s


def altavista() -> Story:
    """A hard bargainer in a complicated house; the contract grants the company an open rebate."""
    s = Story(
        "altavista",
        "Grupo Altavista Envases",
        industry="food",
        country="MX",
        region="Jalisco",
        timezone="America/Mexico_City",
        language="es",
        owner="anna",
        team="americas",
        audience="direct",
        category="fruit trays",
        since="2021-10-01",
        supplier_count=2,
        employees=900,
        annual_revenue=64_000_000,
        purchasing_power=5,
        purchase_intent=4,
        influence=4,
        payment_risk=2,
        gifts_permitted=False,
        currency="MXN",
    )
    s.person(
        "Rodrigo Alcántara",
        role="decider",
        job_title="Director of supply",
        decision_power=4,
        ladder_step="paying",
        ladder_on="2026-01-20",
    )
    s.saw(
        "2026-04-23",
        internal_complexity="Nephew of one owner, rival of the other.",
        price_pressure="Each renewal begins with a request for five per cent.",
        stable_once_trusted="Five years without a missed order since he knows us.",
    )
    s.cue(
        "bribe_signal",
        "2026-04-23",
        present=False,
        evidence="Listened for it; nothing of the kind.",
        source="own",
    )
    s.allowed("2021-10-01", "email", "phone", "visit")
    s.business(
        "fruit trays", [210_000, 220_000, 216_000, 225_000], ["0.74", "0.75", "0.75", "0.76"], "fruit trays"
    )
    s.routine(13)
    s.contract(
        written=True,
        signed=True,
        signed_on="2026-01-14",
        starts_on="2026-02-01",
        ends_on="2027-01-31",
        amount=600_000,
        price_agreed=True,
        terms_explained=True,
        rebate_agreed=True,
        spec_signed=True,
    )
    s.stood("share_stage", "stable", "2022-10-01")
    s.stood("archetype", "greedy", "2025-10-01", expires_on="2026-10-01", confirmed_by="anna")
    return s


def aurelian() -> Story:
    """A splendid first visit, an offer above our quote, all urgent, nothing signed; start at once?"""
    s = Story(
        "aurelian",
        "Aurelian Trading Est.",
        industry="trade",
        country="SA",
        region="Riyadh",
        timezone="Asia/Riyadh",
        language="en",
        owner="chen-yu",
        team="asia",
        audience="direct",
        category="gift boxes",
        since="2026-06-02",
        supplier_count=1,
        purchasing_power=4,
        purchase_intent=4,
        payment_risk=4,
    )
    s.person(
        "Faris Haddad",
        role="decider",
        job_title="General manager",
        decision_power=5,
        ladder_step="transacting",
    )
    s.saw(
        "2026-06-14",
        showy_start="Arrived with a driver and a folder of bank letters.",
        offers_above_quote="Offered 46,000 where we had quoted 41,500.",
        brings_no_material="No artwork, no dimensions: “You know best.”",
        not_fussy="Any board, any finish.",
        urgent_claim="Everything is needed for a wedding in ten days.",
        provokes_errors="Gave three different box counts in one call.",
    )
    s.cue(
        "urgent_claim_verified",
        "2026-06-22",
        present=False,
        evidence="The hall has no such booking.",
        source="record",
    )
    s.allowed("2026-06-02", "phone", "email")
    order = s.ordered(
        "2026-06-21",
        46_000,
        "gift boxes",
        agreed_orally=True,
        production_start_requested=True,
        fulfilment_checked=False,
        returning=False,
        paid=False,
    )
    s.contract(
        order_id=order,
        amount=46_000,
        written=False,
        signed=False,
        spec_signed=False,
        prepayment_received=False,
        price_agreed=False,
        terms_explained=False,
    )
    s.met(
        "visit", "2026-06-14", "Showed samples; was praised for all of them.", minutes=80, business_minutes=30
    )
    s.met("quote", "2026-06-16", "Quoted 41,500.", channel="email", purpose="sales")
    s.met(
        "request",
        "2026-06-21",
        "Called: start today, the papers follow.",
        direction="inbound",
        channel="phone",
    )
    s.met("call", "2026-06-23", "Asked for the artwork; it will come.", minutes=7, business_minutes=7)
    s.met(
        "request",
        "2026-06-28",
        "Why has production not begun?",
        direction="inbound",
        channel="phone",
        sentiment=-1,
    )
    return s


def xinyao() -> Story:
    """The same kind of buyer, but signed, prepaid and priced: now work may begin."""
    s = Story(
        "xinyao",
        "厦门鑫耀进出口有限公司",
        industry="trade",
        country="CN",
        region="福建",
        timezone="Asia/Shanghai",
        language="zh",
        owner="li-na",
        team="asia",
        audience="direct",
        category="礼品盒",
        since="2025-05-10",
        supplier_count=3,
        purchasing_power=3,
        purchase_intent=4,
        payment_risk=4,
        gifts_permitted=True,
    )
    s.person("方鼎新", role="decider", job_title="总经理", decision_power=5, ladder_step="paying")
    s.saw(
        "2026-05-28",
        showy_start="第一次来就带了三本画册介绍自己的实力。",
        offers_above_quote="主动加价5%,要求插队。",
        brings_no_material="设计稿全靠我们出。",
        urgent_claim="说客户月底就要。",
        provokes_errors="改过四次尺寸,每次都口头说。",
        not_fussy="材料说“差不多就行”。",
    )
    s.cue("urgent_claim_verified", "2026-06-10", evidence="看到了船期确认单。", source="record")
    s.allowed("2025-05-10", "chat", "phone")
    s.business("礼品盒", [36_000, 38_000, 35_000, 40_000], ["0.45", "0.46", "0.47", "0.48"], "礼品盒", 1)
    s.routine(8)
    order = s.ordered(
        "2026-06-12",
        19_000,
        "中秋礼盒",
        agreed_orally=False,
        production_start_requested=True,
        fulfilment_checked=True,
        returning=True,
    )
    s.contract(
        order_id=order,
        amount=19_000,
        written=True,
        signed=True,
        signed_on="2026-06-15",
        starts_on="2026-06-15",
        ends_on="2026-12-31",
        spec_signed=True,
        prepayment_received=True,
        price_agreed=True,
        terms_explained=True,
    )
    s.payment("prepayment", 5_700, "2026-06-18", "2026-06-17", order_id=order)
    s.payment("final", 13_300, "2026-08-30", order_id=order)
    s.met(
        "meeting",
        "2026-06-15",
        "逐页确认打样并签字。",
        channel="visit",
        minutes=60,
        business_minutes=60,
        outcome="ordered",
    )
    s.stood("share_stage", "initial", "2025-08-01")
    return s


STORIES = (delmar_freight, altavista, aurelian, xinyao)
