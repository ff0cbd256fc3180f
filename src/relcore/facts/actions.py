"""The names of the actions that rules may recommend."""

from __future__ import annotations

from relcore.facts.base import Labelled


class Action(Labelled):
    """What a rule may recommend; deceptions and personal benefits are here so that guards can refuse them."""

    SEND_GREETING = "send_greeting", "Send a greeting", "发送问候"
    GREETING_BY_PERSON = "greeting_by_person", "Greet in person", "由专人当面或电话问候"
    ESCORT_TO_DOOR = "escort_to_door", "Walk the customer to the door", "送客户到门口"
    HOLIDAY_WISHES = "holiday_wishes", "Send holiday wishes", "送上节日祝福"
    KEEP_WARM_CALL = "keep_warm_call", "Call to keep in touch", "打电话保持联系"
    WINBACK_CALL = "winback_call", "Call to win the customer back", "打电话挽回客户"
    REGULAR_RETURN_VISIT = "regular_return_visit", "Visit regularly after the sale", "定期回访"
    PLANNED_VISIT = "planned_visit", "Visit with a plan", "按计划拜访"
    THANK_CUSTOMER = "thank_customer", "Thank the customer", "向客户致谢"
    SEND_POSTCARD = "send_postcard", "Send a card", "寄送贺卡"
    REACH_FAMILY = "reach_family", "Reach out to the family", "联络客户家人"

    COMPANY_REBATE = "company_rebate", "Offer the company a rebate", "向客户企业提供返利"
    AGREE_COMPANY_REBATE_TERMS = (
        "agree_company_rebate_terms",
        "Agree rebate terms with the company",
        "与客户企业商定返利条款",
    )
    SERVICE_CREDIT = "service_credit", "Offer the company a service credit", "向客户企业提供服务抵扣"
    MEMBER_DISCOUNT = "member_discount", "Offer the member discount", "提供会员优惠"
    PERSONAL_KICKBACK = "personal_kickback", "Pay a kickback to a person", "给个人回扣"
    PERSONAL_GIFT = "personal_gift", "Give a person a gift", "向个人赠礼"
    COMPANY_GIFT = "company_gift", "Give the company a small gift", "向客户企业赠送小礼品"
    INVITE_TO_BANQUET = "invite_to_banquet", "Invite to a meal", "宴请客户"
    STOP_CONCESSIONS = "stop_concessions", "Stop commercial concessions", "停止商业让步"
    REPORT_TO_COMPLIANCE = "report_to_compliance", "Report to compliance", "上报合规部门"

    TRANSPARENT_QUOTE = "transparent_quote", "Quote item by item", "逐项透明报价"
    BLUFF_ON_PRICE = "bluff_on_price", "Bluff on the price", "虚报价格施压"
    PLAY_DUMB = "play_dumb", "Pretend not to understand", "故意装糊涂"
    WITHHOLD_JUDGEMENT = "withhold_judgement", "Withhold judgement and ask", "暂不表态,中立提问"
    CLEVER_TACTICS = "clever_tactics", "Draw attention with a clever tactic", "用巧妙策略引起注意"
    TIERED_OFFER = "tiered_offer", "Offer good, better and best", "提供三档方案供比较"
    WHITE_LIE = "white_lie", "Tell a white lie", "说善意的谎言"
    TELL_TACTFULLY = "tell_tactfully", "Tell it with tact", "委婉如实相告"
    DECLINE_POLITELY = "decline_politely", "Decline politely", "礼貌谢绝"
    DECLINE_TENDER = "decline_tender", "Decline the tender", "谢绝参加投标"
    OFFER_ALTERNATIVE = "offer_alternative", "Offer an alternative", "提供替代方案"
    SHARE_ANONYMISED_PRACTICE = (
        "share_anonymised_practice",
        "Share practice without names",
        "匿名分享行业做法",
    )
    SHARE_NAMED_PRACTICE = "share_named_practice", "Tell how a named customer does it", "讲述具名客户的做法"
    FACTUAL_ANSWER = "factual_answer", "Answer with facts", "用事实答复"
    ACKNOWLEDGE_DEFECT = "acknowledge_defect", "Admit a proved defect", "承认已核实的缺陷"
    SAY_WE_ARE_CHECKING = "say_we_are_checking", "Say that we are checking", "说明正在核查"

    WRITTEN_PROPOSAL = "written_proposal", "Send a written proposal", "提交书面方案"
    ROI_BRIEF = "roi_brief", "Give a one-page return brief", "提供一页投资回报简报"
    VISUAL_PRESENTATION = "visual_presentation", "Present with pictures and film", "用图像与影片展示"
    USER_DEMO = "user_demo", "Demonstrate to the users", "为使用者演示"
    REFERENCE_LIST = "reference_list", "Name well-known buyers", "列举知名客户案例"
    PERSONAL_GUARANTEE = "personal_guarantee", "Give a personal assurance of service", "承诺专人负责服务"
    GIVE_TIME_TO_DECIDE = "give_time_to_decide", "Leave time to decide", "留出考虑时间"
    ASK_FOR_DECISION = "ask_for_decision", "Ask for a decision", "请客户作决定"
    INFORMAL_MEETING = "informal_meeting", "Meet in an informal place", "在轻松场合见面"
    TALK_ABOUT_ACHIEVEMENTS = "talk_about_achievements", "Talk about achievements", "谈对方的成绩与发展"
    SMALL_TALK = "small_talk", "Begin with small talk", "先寒暄"

    CALL_AHEAD_LATE = "call_ahead_late", "Call ahead about being late", "迟到前先打电话说明"
    PREPARE_VISIT = "prepare_visit", "Prepare the visit", "准备拜访"
    SCHEDULE_NEXT_STEP = "schedule_next_step", "Agree the next step", "约定下一步"
    BRING_NEW_IDEA = "bring_new_idea", "Bring a business idea", "带去经营新思路"
    KEEP_PROMISE = "keep_promise", "Keep the promise", "兑现承诺"
    REPAIR_VISIT = "repair_visit", "Visit to put a broken promise right", "上门弥补失信"
    REPAIR_PLAN = "repair_plan", "Make a plan to repair the relationship", "制定关系修复计划"
    RETENTION_OFFER = "retention_offer", "Make an offer to stay", "提出挽留方案"

    RESEARCH_CUSTOMER = "research_customer", "Research the customer", "研究客户"
    FIND_COMMON_GROUND = "find_common_ground", "Find common ground", "寻找共同话题"
    DEEPEN_CONVERSATION = "deepen_conversation", "Deepen the conversation", "深入交流"
    HEART_TO_HEART_TALK = "heart_to_heart_talk", "Talk openly and personally", "坦诚谈心"
    FAIR_DEAL_OFFER = "fair_deal_offer", "Offer a fair deal", "提出合理的交易方案"
    KEY_PERSON_MAP = "key_person_map", "Map the key people", "梳理关键人物"
    ENTRY_PLAN = "entry_plan", "Plan the entry", "制定进入计划"
    FIND_INSIDER = "find_insider", "Find somebody who explains the organisation", "找到了解组织的内部联系人"
    SCORE_IMPORTANCE = "score_importance", "Score the importance", "评定客户重要度"
    QUALIFY_LEAD = "qualify_lead", "Qualify the lead", "甄别销售线索"
    REOBSERVE = "reobserve", "Observe again", "继续观察"
    ASK_NEEDS = "ask_needs", "Ask about needs", "了解需求"
    ASK_SHARE_OF_WALLET = "ask_share_of_wallet", "Ask about the spend with others", "了解客户在别处的采购额"
    ASK_CONSENT = "ask_consent", "Ask for consent", "征求联系许可"
    ANNOUNCE_MESSAGES = "announce_messages", "Announce messages beforehand", "预先告知将发送信息"
    LEARN_BUSY_HOURS = "learn_busy_hours", "Learn the busy hours", "了解客户忙闲时段"
    UPDATE_RECORD = "update_record", "Complete the record", "补全客户档案"

    WAIT_FOR_OPENING = "wait_for_opening", "Watch for an opening", "留意切入时机"
    ENTRY_OFFER = "entry_offer", "Use the opening", "把握切入机会"
    INFLUENCE_CRITERIA = "influence_criteria", "Help to set the purchase criteria", "参与采购标准的讨论"
    SUBMIT_BID = "submit_bid", "Submit a bid", "提交投标文件"
    NEGOTIATE_TERMS = "negotiate_terms", "Negotiate terms", "商务谈判"
    IMPLEMENT_PROJECT = "implement_project", "Carry out the project", "实施项目"
    TRIAL_OFFER = "trial_offer", "Offer an easy start", "提供低门槛试用"
    SOLUTION_OFFER = "solution_offer", "Offer a whole solution", "提供整体解决方案"
    INVOLVE_USERS = "involve_users", "Involve the users", "让使用者参与"

    VALUE_FOR_MONEY_OFFER = "value_for_money_offer", "Offer the best value for money", "提供高性价比方案"
    EXPLAIN_PRICE_CHANGE = "explain_price_change", "State why a price changes", "说明价格调整的依据"
    QUALITY_ASSURANCE_PLAN = "quality_assurance_plan", "Plan the assurance of quality", "制定质量保障计划"
    SERVICE_COMMITMENT = "service_commitment", "Commit to a period of service", "承诺服务期限"
    PROACTIVE_ANALYSIS = "proactive_analysis", "Analyse for the customer", "主动为客户分析"
    CREDIT_TO_CONTACT = "credit_to_contact", "Let the credit go to the contact", "把功劳归于对方"
    SUPPORT_DAILY_WORK = "support_daily_work", "Support the daily work", "支持对方日常工作"
    DISCREET_RAPPORT = "discreet_rapport", "Build trust discreetly", "低调建立信任"
    LIMIT_EFFORT = "limit_effort", "Limit the effort", "控制投入"
    EXPLICIT_FEE_LIST = "explicit_fee_list", "List what costs and what does not", "列明收费与免费项目"
    FORMAL_TERMS_FOR_LARGE_ORDER = (
        "formal_terms_for_large_order",
        "Agree formal terms for a large order",
        "大额订单走正式流程",
    )
    HELP_WITH_SMALL_ORDER = "help_with_small_order", "Help with a small order", "小订单顺手相助"

    REQUIRE_SIGNED_SPEC = "require_signed_spec", "Ask for a signed specification", "要求客户签字确认规格"
    REQUIRE_PREPAYMENT = "require_prepayment", "Ask for a prepayment", "要求预付款"
    REQUIRE_WRITTEN_CONTRACT = "require_written_contract", "Ask for a written contract", "要求签订书面合同"
    AGREE_PRICE_FIRST = "agree_price_first", "Agree the price first", "先谈妥价格"
    START_PRODUCTION = "start_production", "Start production", "开工生产"
    PROMISE_DELIVERY_DATE = "promise_delivery_date", "Promise a delivery date", "承诺交货日期"
    WRITE_DOWN_AGREEMENT = "write_down_agreement", "Put the agreement in writing", "把口头协议写成书面"
    EXPLAIN_TERMS = "explain_terms", "Explain the terms", "讲解合同条款"
    SIMPLIFY_CONTRACT = "simplify_contract", "Simplify the contract", "简化合同"
    TAILOR_CONTRACT = "tailor_contract", "Draft the terms together", "与客户共同拟定条款"
    CHECK_FULFILMENT = "check_fulfilment", "Check that we can deliver", "核实履约能力"
    TRACK_DELIVERY = "track_delivery", "Track the delivery", "跟踪交货"
    COLLECT_PAYMENT = "collect_payment", "Remind of the payment", "提醒付款"

    HANDLE_COMPLAINT = "handle_complaint", "Take up the complaint", "受理投诉"
    LISTEN_AND_APOLOGISE = "listen_and_apologise", "Listen and apologise", "耐心倾听并致歉"
    INSPECT_PRODUCT = "inspect_product", "Inspect the product", "检查产品"
    ASK_PREFERRED_SOLUTION = (
        "ask_preferred_solution",
        "Ask which solution the customer wants",
        "询问客户希望如何解决",
    )
    SETTLE_CLAIM = "settle_claim", "Settle the claim", "赔付处理"
    ESCALATE_CLAIM = "escalate_claim", "Pass the claim to somebody with authority", "上报有权限的人处理"
    PROMISE_ESCALATION_DATE = "promise_escalation_date", "Say when the decision will come", "告知答复时间"
    NEUTRAL_CAUSE = "neutral_cause", "Explain the likely cause neutrally", "依据证据中立说明原因"
    BLAME_THIRD_PARTY = "blame_third_party", "Blame a third party", "归咎于第三者"
    CONFRONT_WITH_EVIDENCE = "confront_with_evidence", "Confront with the evidence", "出示证据当面说明"
    CARRY_OUT_SOLUTION = "carry_out_solution", "Carry out the solution", "落实解决方案"
    CONFIRM_SATISFACTION = "confirm_satisfaction", "Ask whether it is settled well", "确认客户满意"
    FILE_FOR_IMPROVEMENT = "file_for_improvement", "File the facts for improvement", "存档以便改进"
    ROOT_CAUSE_REVIEW = "root_cause_review", "Find the root cause", "查找根本原因"
    SELF_HELP_GUIDE = "self_help_guide", "Send a guide to self-help", "发送自助指南"
    SOLVE_DAILY_ISSUE = "solve_daily_issue", "Solve the daily issue at once", "马上解决日常问题"
    SETTLE_EXPENSE_ISSUE = "settle_expense_issue", "Settle the expense by the rules", "按原则处理费用问题"
    SYSTEMATIC_SOLUTION = "systematic_solution", "Solve the issue completely", "系统彻底地解决问题"
    ASK_SILENT_CUSTOMER = "ask_silent_customer", "Ask why it has become silent", "询问客户为何沉默"

    ASK_USAGE = "ask_usage", "Ask how it works in use", "了解使用情况"
    OFFER_DELIVERY = "offer_delivery", "Offer delivery", "提供送货"
    OFFER_INSTALLATION = "offer_installation", "Offer installation", "提供安装调试"
    OFFER_PACKAGING = "offer_packaging", "Offer packaging", "提供包装"
    OFFER_REPAIR_OR_REPLACEMENT = (
        "offer_repair_or_replacement",
        "Offer repair, replacement or refund",
        "提供维修、更换或退款",
    )
    EXPLAIN_CORRECT_USE = "explain_correct_use", "Explain the correct use", "讲解正确用法"
    REFERRAL_ASK = "referral_ask", "Ask for a referral", "请客户转介绍"
    CROSS_SELL = "cross_sell", "Offer something that goes with it", "推荐配套产品"
    UPSELL = "upsell", "Offer something better", "推荐升级产品"
    VALUE_REPORT = "value_report", "Report the value delivered", "汇报已创造的价值"

    SEND_MATERIAL = "send_material", "Send material", "发送资料"
    PRODUCT_INTRODUCTION = "product_introduction", "Introduce a product", "介绍新产品"
    INDUSTRY_ANALYSIS = "industry_analysis", "Send an industry analysis", "提供行业分析"
    INVITE_TO_SOCIAL_EVENT = "invite_to_social_event", "Invite to a social event", "邀请参加联谊活动"
    INVITE_TO_PRODUCT_EVENT = "invite_to_product_event", "Invite to a product event", "邀请参加产品活动"
    LEADER_VISIT = "leader_visit", "Arrange a visit of leaders", "安排双方领导互访"
    HOST_CUSTOMER_EVENT = "host_customer_event", "Host the customer's event", "承办客户的活动"
    INVITE_INTO_DESIGN = "invite_into_design", "Invite to help with design", "邀请客户参与设计"
    INVITE_TO_COMMUNITY = "invite_to_community", "Invite to the user community", "邀请加入用户社群"
    EDUCATE_CONSUMER = "educate_consumer", "Teach consumers to use and judge", "帮助消费者认识和使用产品"

    REVIEW_LOSS = "review_loss", "Review the loss", "复盘失单"
    REVIEW_ACCOUNT = "review_account", "Review the account", "复盘客户经营"
    COACH_REP = "coach_rep", "Coach the representative", "辅导销售人员"
