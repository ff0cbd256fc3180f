"""Buyers whose way of talking decides how to speak with them: amiable, expressive, dominant."""

from __future__ import annotations

from examples.telling import Story


def sakura_bento() -> Story:
    """Three times “very good”, no order yet; what she asks is whether her people will cope."""
    s = Story(
        "sakura-bento",
        "Sakura Bento Works K.K.",
        industry="food",
        country="JP",
        region="Osaka",
        timezone="Asia/Tokyo",
        language="ja",
        owner="chen-yu",
        team="asia",
        audience="direct",
        category="lunch boxes",
        is_prospect=True,
        supplier_count=2,
        purchasing_power=3,
        purchase_intent=2,
        payment_risk=1,
        gifts_permitted=True,
    )
    s.person(
        "Haruka Mori",
        role="decider",
        job_title="Plant manager",
        decision_power=3,
        ladder_step="communicating",
    )
    s.person("Kenji Abe", role="user", job_title="Line leader", decision_power=1)
    for day, words in (
        ("2026-04-22", "“Very good, very good.” No order."),
        ("2026-05-20", "“A fine box.” No order."),
        ("2026-06-17", "“We like it very much.” No order."),
    ):
        s.saw(day, approves_without_buying=words)
        s.met(
            "visit",
            day,
            words,
            minutes=45,
            business_minutes=35,
            topics=("product", "usage"),
            depth="work",
            outcome="agreed",
            pressured=day == "2026-05-20",
            next_step_on={"2026-06-17": "2026-07-15"}.get(day),
        )
    s.saw(
        "2026-06-17",
        asks_ease_of_use="Asked twice whether it is easy to fold.",
        asks_effect_on_team="Will the line cope with one more step?",
        gentle_manner="Never contradicts anybody.",
        hides_opinion="Praised even the sample that had come damaged.",
        risk_averse="Who else in Osaka has tried it?",
        office_family_photo="Photographs of a family trip to Nara.",
    )
    s.allowed("2026-03-01", "email", "visit")
    s.deal("engaging", "2026-04-01", 26_000, "lunch boxes", sale_step="proposal", key_person_known=True)
    s.wallet("lunch boxes", [30_000, 30_000, 31_000, 31_000], ["0", "0", "0", "0"])
    s.routine(8)
    s.stood("share_stage", "development", "2025-09-01")
    return s


def vasconcelos() -> Story:
    """She buys what her friends buy; by now we have written to her more often than our own rules allow."""
    s = Story(
        "vasconcelos",
        "Vasconcelos Cosmética Ltda.",
        industry="cosmetics",
        country="BR",
        region="São Paulo",
        timezone="America/Sao_Paulo",
        language="pt",
        owner="anna",
        team="americas",
        audience="direct",
        category="gift packaging",
        since="2025-02-01",
        supplier_count=3,
        purchasing_power=3,
        purchase_intent=5,
        influence=4,
        payment_risk=2,
        gifts_permitted=True,
    )
    s.person(
        "Bianca Vasconcelos", role="decider", job_title="Founder", decision_power=5, ladder_step="confiding"
    )
    s.saw(
        "2026-05-26",
        office_sofa="Led us to the sofa before we could open the folder.",
        office_personal_items="A desk full of flowers, prizes and children's drawings.",
        dress_fashionable="Dressed for a magazine.",
        body_language="Talks with both hands.",
        personal_stories="Told the story of her first perfume, and of her second.",
        asks_peer_usage="“Who else in São Paulo has these ribbons?”",
        imitates_others="Wants what Casa Lírio has, and a little more.",
        status_symbol="The box is the brand, she says.",
        indifferent_to_features="Waved the paper sample away.",
        wants_prompt_answers="Writes at midnight and hopes for an answer by breakfast.",
    )
    s.allowed("2025-02-01", "email", "phone", "chat")
    s.business(
        "gift packaging", [46_000, 61_000, 44_000, 49_000], ["0.36", "0.38", "0.41", "0.43"], "gift boxes"
    )
    s.routine(9)
    for number, day in enumerate(
        ("2026-06-03", "2026-06-09", "2026-06-15", "2026-06-19", "2026-06-25"), start=1
    ):
        s.met("email", day, f"Newsletter {number}: ribbons and colours.", purpose="marketing", answered=False)
    s.deal("engaging", "2026-05-26", 30_000, "Christmas edition", sale_step="entry", key_person_known=True)
    s.stood("share_stage", "initial", "2025-06-01")
    return s


def delacroix() -> Story:
    """A lovely evening among artists, at which our man began to sell."""
    s = Story(
        "delacroix",
        "Atelier Delacroix SARL",
        industry="fashion",
        country="FR",
        region="Paris",
        timezone="Europe/Paris",
        language="fr",
        owner="marco",
        team="europe",
        audience="direct",
        category="hat boxes",
        since="2023-09-01",
        supplier_count=2,
        purchasing_power=2,
        purchase_intent=4,
        influence=4,
        payment_risk=2,
        gifts_permitted=True,
    )
    s.person(
        "Inès Delacroix", role="decider", job_title="Designer", decision_power=5, ladder_step="confiding"
    )
    s.saw(
        "2026-06-12",
        office_personal_items="Fabric, photographs, a cat.",
        informal_manner="“Call me Inès.”",
        body_language="Lives every sentence.",
        unpunctual="Came an hour late, with croissants.",
        off_topic="From boxes to the opera in one breath.",
        wide_network="Half of the fashion week greets her.",
        decides_fast="Chose the blue in a second.",
        status_symbol="“A hat without its box is naked.”",
    )
    s.allowed("2023-09-01", "email", "phone", "visit")
    s.consent(scope="reference", granted=True, given_on="2026-01-10", evidence="Glad to be named.")
    s.business("hat boxes", [9_000, 12_000, 10_000, 11_000], ["0.55", "0.56", "0.58", "0.60"], "hat boxes", 1)
    s.routine(10)
    s.met(
        "event",
        "2026-06-12",
        "Vernissage; our man explained board grades to the guests.",
        channel="event",
        event_type="social",
        topics=("product", "price", "small_talk"),
        minutes=180,
        business_minutes=40,
        informal_venue=True,
        attitude_changed=True,
    )
    s.stood("share_stage", "stable", "2025-01-01")
    return s


def hongda_gear() -> Story:
    """A director who decides before the second page; our last answer came eight days late."""
    s = Story(
        "hongda-gear",
        "重庆宏达齿轮有限公司",
        industry="machinery",
        country="CN",
        region="重庆",
        timezone="Asia/Shanghai",
        language="zh",
        owner="li-na",
        team="asia",
        audience="direct",
        category="防锈包装",
        since="2023-04-01",
        supplier_count=3,
        purchasing_power=4,
        purchase_intent=4,
        influence=3,
        payment_risk=1,
    )
    s.person(
        "雷振邦",
        role="decider",
        job_title="副总经理",
        decision_power=5,
        career_rising=True,
        ladder_step="paying",
    )
    s.saw(
        "2026-06-08",
        office_award="玻璃柜里摆满奖章和学位证书。",
        dress_elegant="西装笔挺,袖扣讲究。",
        handshake_firm="握手很有力。",
        says_i_think="句句“我认为”。",
        speech_loud="隔着走廊都听得见。",
        challenging_questions="“凭什么选你们?”",
        hard_to_advise="指出图纸有误,他也不认。",
        impatient="翻到第二页就问结论。",
        asks_roi="只问多久回本。",
        ambitious="盯着总经理的位置。",
    )
    s.allowed("2023-04-01", "phone", "email")
    s.business("防锈包装", [74_000, 76_000, 78_000, 80_000], ["0.55", "0.57", "0.58", "0.60"], "防锈袋")
    s.routine(10)
    s.met(
        "visit",
        "2026-06-08",
        "被问倒两次,说回去再答。",
        minutes=25,
        business_minutes=25,
        topics=("roi", "technical"),
        late_minutes=4,
        notified_late=False,
        objection="回收期没有依据",
        objection_answered=False,
        argued=True,
        next_step_on="2026-07-02",
    )
    s.promised("answer", "2026-06-08", "2026-06-11", "三天内给出回收期测算。", kept_on="2026-06-19")
    s.stood("share_stage", "stable", "2024-06-01")
    return s


STORIES = (sakura_bento, vasconcelos, delacroix, hongda_gear)
