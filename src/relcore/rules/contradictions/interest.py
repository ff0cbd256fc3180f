"""Contradictions about who gains: benefits, gifts, concessions, effort and contracts."""

from __future__ import annotations

from relcore.rules.contradictions.model import Contradiction, Resolution

FOUND = (
    Contradiction(
        "C1",
        (
            ("S3.4-greedy.do.2", "S3.4-greedy.do.4"),
            ("S0.R4-transact.guard.1", "S0.R4-transact.guard.2", "S3.1-rational.dont.1"),
        ),
        "Pay the person, or the company only",
        "给个人好处，还是只给企业",
        "No benefit goes to a person, whatever the amount and whether taxed or not. The company may have an"
        " open rebate in the contract and on the invoice, within our limit; a hint at a bribe stops all"
        " other concessions and goes to compliance.",
        "无论金额多少、是否纳税，都不给个人好处。可以在权限内给企业返利，写进合同、列在发票上；"
        "一旦出现索贿迹象，其他让步全部停止，并上报合规部门。",
        Resolution.REPLACE,
        (
            "integrity.no_benefit_for_a_person",
            "integrity.a_kickback_by_any_name",
            "integrity.suspect_bribery",
            "integrity.concessions_stop_under_suspicion",
            "integrity.rebate_only_on_contract_under_suspicion",
            "greedy.no_kickback",
            "greedy.rebate_within_authority",
        ),
    ),
    Contradiction(
        "C8",
        (("S1.G2-tag.do.3",), ("S3.1-rational.dont.1", "S0.R4-transact.guard.1")),
        "Gifts and meals, or none",
        "请客送礼，还是一概不送",
        "A small courtesy passes only where our gift policy and the customer's own rules permit it, up to"
        " what the year still allows. Whoever decides by reason gets none, and nobody does while a tender"
        " runs.",
        "只有我方礼品制度和客户单位的规定都允许，才可以送小礼，全年不超限额。"
        "讲原则的客户一律不送；招标期间谁也不送。",
        Resolution.NARROW,
        (
            "integrity.no_courtesy_beyond_the_rules",
            "integrity.courtesy_within_the_year",
            "integrity.no_gift_during_a_tender",
            "rational.no_gifts",
            "type GiftPolicy",
            "field Interaction.gift_logged",
        ),
    ),
    Contradiction(
        "C9",
        (("S3.6-stingy.do.1", "S3.2-task.dont.1"), ("S2.X.anti.1", "S4.3-learn.dont.1", "S1.R.do.2")),
        "A single deal, or a lasting relationship",
        "一锤子买卖，还是长久来往",
        "Where little is to be gained, time and discounts may shrink. Honesty, contracts, promises and the"
        " care after the sale stay what they are for everybody.",
        "收益有限的客户，可以少花时间、少给折扣；但诚实、合同、承诺和售后，对谁都一样。",
        Resolution.SCOPE,
        (
            "stingy.limit_effort",
            "stingy.no_early_favours",
            "task_driven.no_special_price",
            "caps.never_for_type",
            "caps.service_passes",
            "complaints.take_up_at_once",
        ),
    ),
    Contradiction(
        "C13",
        (("S1.E.do.2", "S1.O1-develop.do.2"), ("S0.R4-transact.guard.1", "S0.P5-integrity.guard.1")),
        "Help from inside, or clean hands",
        "发展内线，还是规矩办事",
        "Somebody inside may explain who does what, what is needed and when it is decided. Nothing is given"
        " for it, and nothing confidential about a tender is asked.",
        "内部联系人可以介绍谁管什么、需要什么、何时决定；不给好处，也不打听招标机密。",
        Resolution.NARROW,
        (
            "discretion.an_insider_explains_and_no_more",
            "integrity.no_benefit_for_a_person",
            "stage_advice.find_somebody_who_explains",
        ),
    ),
    Contradiction(
        "C15",
        (
            ("S2.D1.ctx.1", "S3.8-friend.cue.1"),
            (
                "S3.7-tricky.guard.1",
                "S3.7-tricky.guard.2",
                "S3.7-tricky.guard.3",
                "S3.8-friend.do.3",
                "S2.D1.do.1",
            ),
        ),
        "Trust, or a contract",
        "凭信任，还是凭合同",
        "The strictest rule that applies wins. Above a value the work waits for a signed contract, even"
        " among friends; where there is reason for care it waits for specification and prepayment as well.",
        "适用的规则里，从严执行。超过一定金额，朋友之间也要先签合同再开工；"
        "需要谨慎的，还要等规格签字和预付款。",
        Resolution.STRICTEST,
        (
            "relationship.contract_before_large_work",
            "relationship.agree_formal_terms",
            "difficult.no_start_without_contract",
            "difficult.no_start_without_spec",
            "difficult.no_start_without_prepayment",
            "parameter relationship.large_order",
        ),
    ),
    Contradiction(
        "C16",
        (("S0.P4-dedicate.do.1",), ("S1.M.do.3", "S2.CP2-where.guard.1", "S3.4-greedy.dont.1")),
        "Serve without limit, or say no",
        "有求必应，还是有所不应",
        "We owe service and not surrender: what is conceded ends at one's authority, and a demand that"
        " cannot be met is answered with something that can.",
        "服务要尽心，但不是无条件退让：让步以权限为限；满足不了的要求，换个可行的办法答复。",
        Resolution.NARROW,
        (
            "authority.no_more_than_the_limit",
            "dedication.offer_another_way",
            "claims.offer_alternative_to_excessive_claim",
            "claims.claim_above_authority",
            "greedy.nothing_for_nothing",
        ),
    ),
    Contradiction(
        "C23",
        (
            ("S3.3-owner.do.1",),
            ("S1.A2-dominant.do.5", "S3.1-rational.do.2", "S0.P5-integrity.guard.1"),
        ),
        "Cheap first and dearer later, or one word",
        "先低价再提价，还是言行一致",
        "A first price may be fair and a later one higher only where quality or service has changed, and"
        " the change is named. Nobody is drawn in with a price that will not last.",
        "起步价可以实在，之后要提价，必须说清品质或服务有了什么变化；不拿低价当诱饵。",
        Resolution.NARROW,
        ("owner_minded.say_what_improves", "owner_minded.concede_little_at_first", "integrity.no_bluff"),
    ),
)
"""Contradictions about interests."""
