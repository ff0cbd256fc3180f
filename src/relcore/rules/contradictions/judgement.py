"""Contradictions about judgement: what a type, a number or a gap in the sources is worth."""

from __future__ import annotations

from relcore.rules.contradictions.model import Contradiction, Resolution

FOUND = (
    Contradiction(
        "C17",
        (("S1.F.num.1",), ("S1.A1-analytical.cue.8", "S3.3-owner.cue.1", "S3.6-stingy.cue.1")),
        "Service first, or price first",
        "服务优先，还是价格优先",
        "As long as nothing tells what drives a buyer, service comes before product and price. Once a type"
        " is assessed with a clear lead, the type decides.",
        "还看不出客户看重什么时，先服务，再产品，后价格；类型判断有把握之后，按类型来。",
        Resolution.ORDER,
        (
            "composite.lead_with_service",
            "scoring.settle",
            "scoring.abstain_when_unseen",
            "scoring.abstain_when_close",
        ),
    ),
    Contradiction(
        "C18",
        (("S1.F.num.3",), ("S2.V.num.1",)),
        "Twenty-five people affected, or a hundred complainers",
        "影响25人，还是代表100人",
        "These are two things: how many people one dissatisfied customer talks to, and for how many silent"
        " ones a complaint stands. Each has its own parameter, and neither is evidence.",
        "这是两回事：一是一位不满的客户会影响多少人，二是一次投诉背后有多少人没说。"
        "各设一个参数，都不作为证据。",
        Resolution.SEPARATE,
        ("parameter wom.dissatisfied_affected", "parameter complaint.silent_multiplier"),
    ),
    Contradiction(
        "C19",
        (("S3.7-tricky",), ("S0.P1-understand", "S0.P2-respect")),
        "Suspect a customer, or respect everybody",
        "提防客户，还是一视同仁",
        "Reason for care rests on what was observed, runs out, and can be reviewed. It shows in procedure"
        " only: signature, prepayment and contract, asked with the same courtesy as of anybody.",
        "谨慎要有依据、有期限、可复核，只体现在手续上：签字、预付、合同；态度与对别人一样客气。",
        Resolution.NARROW,
        (
            "scoring.settle",
            "difficult.ask_for_paper",
            "difficult.hint",
            "field Assessment.expires",
            "field Cue.evidence",
        ),
    ),
    Contradiction(
        "C22",
        (
            ("S1.J0-phone.class", "S1.J1-email.class", "S1.J2-sms.class", "S1.J3-mail.class"),
            ("S1.J4.ctx.1", "S2.N5.ctx.1"),
        ),
        "More channels and methods announced than told",
        "预告的渠道与方法，多于实际所写",
        "What the sources announce and do not tell is marked as missing. Channels beyond theirs are our own"
        " choice and carry no source.",
        "原文预告而没有写出的内容，标明缺失；原文之外的渠道由我们自定，不冒充原文。",
        Resolution.MARK_INCOMPLETE,
        ("type Channel",),
    ),
)
"""Contradictions about judgement."""
