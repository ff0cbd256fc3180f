"""What we do not know, may not do or have let slip: no cues, no spend, no consent, no word for months."""

from __future__ import annotations

from examples.telling import Story


def nordfjord() -> Story:
    """A good customer who has taken back the consent to e-mail, and has never allowed texts."""
    s = Story(
        "nordfjord",
        "Nordfjord Seafood AS",
        industry="food",
        country="NO",
        region="Vestland",
        timezone="Europe/Oslo",
        language="no",
        owner="marco",
        team="europe",
        audience="direct",
        category="fish boxes",
        since="2020-02-01",
        supplier_count=2,
        purchasing_power=4,
        purchase_intent=4,
        influence=3,
        payment_risk=1,
        currency="NOK",
        preferred_channel="email",
    )
    s.person(
        "Sigrid Hauge", role="decider", job_title="Purchasing manager", decision_power=4, ladder_step="paying"
    )
    s.saw(
        "2026-03-26",
        strict_principles="“The contract says Tuesday.”",
        compares_suppliers="Keeps a second source warm.",
        impartial="Praises and blames in the same tone.",
    )
    s.consent(
        channel="email",
        granted=True,
        given_on="2020-02-01",
        withdrawn_on="2026-06-05",
        evidence="“No more e-mails, please.”",
    )
    s.consent(channel="sms", granted=False, given_on="2020-02-01")
    s.consent(channel="phone", granted=True, given_on="2020-02-01")
    s.business("fish boxes", [71_000, 66_000, 74_000, 72_000], ["0.68", "0.69", "0.69", "0.70"], "fish boxes")
    s.routine(12)
    s.ordered("2026-06-29", 9_400, "fish boxes", returning=True, fulfilment_checked=True)
    s.stood("share_stage", "stable", "2022-01-01")
    return s


def helios() -> Story:
    """Left without a word after a long pitch in autumn; nobody has called since."""
    s = Story(
        "helios",
        "Helios Solar Kits S.L.",
        industry="energy",
        country="ES",
        region="Valencia",
        timezone="Europe/Madrid",
        language="es",
        owner="marco",
        team="europe",
        audience="direct",
        category="panel packaging",
        since="2022-06-01",
        supplier_count=3,
        purchasing_power=3,
        purchase_intent=2,
        influence=2,
        payment_risk=2,
        gifts_permitted=True,
    )
    s.person(
        "Álvaro Quirós", role="decider", job_title="Logistics lead", decision_power=4, ladder_step="paying"
    )
    s.allowed("2022-06-01", "phone", "email")
    s.business(
        "panel packaging", [44_000, 46_000, 45_000, 47_000], ["0.55", "0.20", "0", "0"], "panel packaging", 1
    )
    s.routine(4, until="2025-10-10")
    s.met(
        "visit",
        "2025-11-06",
        "Presented the new range for an hour; he took his coat and left.",
        minutes=70,
        business_minutes=65,
        product_pitch_minutes=60,
        topics=("product",),
        opened_with_product=True,
        outcome="left_silently",
        sentiment=-1,
        next_step_agreed=False,
    )
    s.stood("share_stage", "stable", "2024-01-01")
    return s


def xingchen_edu() -> Story:
    """A school to be won; the one person we know wants no calls, and her successor is about to start."""
    s = Story(
        "xingchen-edu",
        "武汉星宸教育科技有限公司",
        industry="education",
        country="CN",
        region="湖北",
        timezone="Asia/Shanghai",
        language="zh",
        owner="chen-yu",
        team="asia",
        audience="direct",
        category="教具包装",
        is_prospect=True,
        is_active=None,
        purchasing_power=3,
        purchase_intent=2,
    )
    s.person(
        "夏禾",
        role="buyer",
        job_title="教务采购",
        opted_out=True,
        left_on="2026-07-10",
        ladder_step="same_stream",
    )
    s.met(
        "visit", "2026-03-11", "递上资料,被婉拒,留下名片。", minutes=5, business_minutes=1, outcome="refused"
    )
    s.met("visit", "2026-04-09", "再去一次,前台收了资料。", minutes=4, business_minutes=1, outcome="refused")
    s.happened("personnel_change", "2026-06-15", "采购换人,新负责人七月到岗。")
    s.deal("prospecting", "2026-03-11", None, "教具包装", key_person_known=False)
    return s


def tallinn_labels() -> Story:
    """All that a plain CRM export knows: a name, deals and orders; nobody wrote down anything else."""
    s = Story("tallinn-labels", "Tallinn Data Labels OÜ", industry="printing", country="EE", owner="marco")
    s.deal("won", "2025-09-02", 5_400, "label stock", closed_on="2025-10-20", contact_id=None)
    s.deal("lost", "2026-01-12", 7_000, "label stock", closed_on="2026-03-02", contact_id=None)
    s.deal("engaging", "2026-05-11", 6_200, "label stock", contact_id=None, engaged_on="2026-05-20")
    s.ordered("2025-10-20", 5_400, "label stock")
    return s


def lumen_yoga() -> Story:
    """A small studio that wants no contact it has not asked for."""
    s = Story(
        "lumen-yoga",
        "Lumen Yoga Studio",
        industry="wellness",
        country="CA",
        region="British Columbia",
        timezone="America/Vancouver",
        language="en",
        owner="anna",
        team="americas",
        audience="direct",
        category="mats packaging",
        since="2024-02-01",
        supplier_count=1,
        purchasing_power=1,
        purchase_intent=2,
        influence=1,
        payment_risk=1,
        opted_out=True,
        currency="CAD",
    )
    s.person("Skye Arden", role="decider", job_title="Owner", is_owner_or_manager=True, opted_out=True)
    s.consent(granted=False, given_on="2025-03-01", evidence="“We shall call you.”")
    s.business("mats packaging", [900, 800, 900, 850], ["0.60", "0.62", "0.60", "0.64"], "tubes", 1)
    s.met(
        "request", "2026-04-08", "Ordered by phone.", direction="inbound", channel="phone", outcome="ordered"
    )
    return s


def prairie_seed() -> Story:
    """What we saw of the buyer is three years old; it no longer says anything."""
    s = Story(
        "prairie-seed",
        "Prairie Seed & Grain Co.",
        industry="agriculture",
        country="CA",
        region="Saskatchewan",
        timezone="America/Regina",
        language="en",
        owner="anna",
        team="americas",
        audience="direct",
        category="seed bags",
        since="2019-05-01",
        supplier_count=2,
        purchasing_power=3,
        purchase_intent=3,
        influence=2,
        payment_risk=2,
        gifts_permitted=True,
        currency="CAD",
    )
    s.person("Walt Jorgensen", role="decider", job_title="Manager", decision_power=4, ladder_step="paying")
    s.saw(
        "2023-05-10", price_first="Compared everything by the cent.", disloyal="Changed supplier that spring."
    )
    s.saw("2023-05-10", office_family_photo="Grandchildren on a tractor.", dress_ordinary="Work clothes.")
    s.allowed("2019-05-01", "phone")
    s.business(
        "seed bags", [26_000, 12_000, 38_000, 30_000], ["0.58", "0.58", "0.60", "0.61"], "seed bags", 1
    )
    s.routine(9)
    s.stood("share_stage", "stable", "2021-01-01")
    s.stood("archetype", "stingy", "2023-06-01", expires_on="2024-06-01", confirmed_by="anna")
    return s


def kestrel_bikes() -> Story:
    """The signs point in two directions with equal strength; better to go on looking."""
    s = Story(
        "kestrel-bikes",
        "Kestrel Bicycle Works Ltd",
        industry="machinery",
        country="GB",
        region="Bristol",
        timezone="Europe/London",
        language="en",
        owner="anna",
        team="europe",
        audience="direct",
        category="bicycle boxes",
        since="2024-09-01",
        supplier_count=2,
        purchasing_power=3,
        purchase_intent=4,
        influence=3,
        payment_risk=1,
        gifts_permitted=True,
    )
    s.person(
        "Rhys Calder", role="decider", job_title="Workshop owner", is_owner_or_manager=None, decision_power=4
    )
    s.saw(
        "2026-05-14",
        strict_principles="Sent back a box of biscuits.",
        friend_link="Came through a friend of anna's.",
        office_chart="Build schedule on the wall.",
        office_sofa="And an old sofa beneath it.",
    )
    s.allowed("2024-09-01", "email", "phone")
    shares = ["0.45", "0.48", "0.51", "0.49"]
    s.business("bicycle boxes", [12_000, 11_000, 13_000, 14_000], shares, "bicycle boxes", 1)
    s.routine(11, until="2026-06-20")
    s.stood("share_stage", "initial", "2025-02-01")
    return s


STORIES = (nordfjord, helios, xingchen_edu, tallinn_labels, lumen_yoga, prairie_seed, kestrel_bikes)
