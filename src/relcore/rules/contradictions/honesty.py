"""Contradictions about the truth: bluffing, pretending, white lies, blame and confidences."""

from __future__ import annotations

from relcore.rules.contradictions.model import Contradiction, Resolution

FOUND = (
    Contradiction(
        "C2",
        (("S3.6-stingy.do.2",), ("S0.P5-integrity.guard.1", "S4.1-trust.guard.2")),
        "Outwit the customer, or stay honest",
        "比精明，还是讲诚信",
        "No deception. Instead, a price item by item with a floor that we mean, and a friendly no where it"
        " does not suffice.",
        "不虚报、不使诈。改为逐项报价，说明真实底价；谈不拢就客气地谢绝。",
        Resolution.REPLACE,
        ("integrity.no_bluff", "stingy.no_bluff", "stingy.decline_needless_tender"),
    ),
    Contradiction(
        "C3",
        (("S3.9-composite.do.2", "S3.3-owner.do.4"), ("S0.P5-integrity.guard.1",)),
        "Pretend and manoeuvre, or speak straight",
        "装糊涂用巧劲，还是实话实说",
        "To keep a judgement to oneself, to ask neutral questions and to lay out honest tiers is fair. A"
        " false word is not.",
        "可以先不表态、中立提问，也可以如实摆出几档方案供比较；但不说一句假话。",
        Resolution.NARROW,
        (
            "integrity.no_pretence",
            "integrity.withholding_ends_at_a_false_word",
            "composite.no_pretence",
            "owner_minded.anchor_truthfully",
        ),
    ),
    Contradiction(
        "C4",
        (("S4.1-trust.do.1",), ("S4.1-trust.guard.2", "S0.P5-integrity.guard.1")),
        "White lies, or none",
        "善意的谎言，还是一句不骗",
        "Nothing false about price, stock, dates, quality or contracts. Tact is welcome: what does not"
        " matter or is confidential need not be told.",
        "价格、库存、时间、质量、合同，句句属实。可以讲究分寸：无关紧要或需要保密的，不必主动说。",
        Resolution.REPLACE,
        ("integrity.no_white_lie", "integrity.no_untruth_in_service", "integrity.an_untruth_by_any_name"),
    ),
    Contradiction(
        "C5",
        (
            ("S2.CT8-malice.do.1",),
            ("S0.P5-integrity.guard.1", "S0.P2-respect.do.1", "S2.CP1-root.do.2"),
        ),
        "Blame somebody absent, or nobody",
        "推给第三者，还是不怪罪人",
        "The likely cause is told neutrally, as the records show it, and nobody is named without evidence."
        " To confront a customer needs approval.",
        "按记录中立说明可能的原因，没有证据不点名怪人。要当面对质，先经上级批准。",
        Resolution.REPLACE,
        ("integrity.no_scapegoat", "ill_will.confrontation_needs_approval", "respect.somebody_was_blamed"),
    ),
    Contradiction(
        "C6",
        (("S2.CT3-apologise.dont.1",), ("S3.1-rational.do.1", "S1.A1-analytical.do.4")),
        "Stand by the house, or admit weaknesses",
        "维护自家，还是承认不足",
        "A proved defect is admitted as a fact, without running down our own house; as long as it is not"
        " proved, we say that we are checking.",
        "已核实的缺陷，如实承认，不贬低自家；尚未核实的，就说正在核查。",
        Resolution.NARROW,
        (
            "complaints.admit_proved_defect",
            "complaints.say_that_we_are_checking",
            "respect.own_house_was_blamed",
        ),
    ),
    Contradiction(
        "C12",
        (("S4.2-expert.do.3",), ("S1.F2-pyr.2", "S0.P2-respect.do.1")),
        "Tell how others do it, or keep it to oneself",
        "讲别家的做法，还是守口如瓶",
        "What works elsewhere is told without names.",
        "别家的好做法可以讲，但不点名。",
        Resolution.REPLACE,
        ("respect.no_names_of_other_customers", "respect.confidence_was_broken"),
    ),
    Contradiction(
        "C20",
        (("S3.4-greedy.do.1",), ("S2.CT7-record.do.1",)),
        "Keep a low profile, or keep records",
        "低调行事，还是留下记录",
        "Discretion is a matter of tone. What was said and given is on record, complete.",
        "低调只是方式；说过什么、给过什么，都要完整记录。",
        Resolution.NARROW,
        ("discretion.discreet_but_on_record", "complaints.file_for_improvement"),
    ),
    Contradiction(
        "C25",
        (("S1.I1-orient.guard.1",), ("S3.4-greedy.do.1", "S0.P2-respect.do.1")),
        "Share everything inside the house, or keep it private",
        "内部信息共享，还是为客户保密",
        "Contacts and next steps are open to every team; a sensitive observation stays with those who need"
        " it.",
        "联系记录和下一步安排，各团队共享；敏感信息只给需要的人看。",
        Resolution.SCOPE,
        (
            "discretion.another_team_is_in_touch",
            "discretion.sensitive_to_those_who_need_it",
            "material.not_again",
            "field Cue.sensitive",
        ),
    ),
)
"""Contradictions about the truth."""
