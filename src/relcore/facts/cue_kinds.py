"""The closed list of what can be observed about a buyer, each with the catalogue items it speaks for."""

from __future__ import annotations

from relcore.facts.values import Cited


class CueKind(Cited):
    """What can be observed about a buyer; `cites` names the catalogue items that it speaks for."""

    OFFICE_ORDER = (
        "office_order",
        "Tidy office with plain, practical seats",
        "办公室整洁,座椅简朴实用",
        "S1.A1-analytical.cue.1",
    )
    OFFICE_CHART = (
        "office_chart",
        "Charts or schedules on the wall or desk",
        "墙上或桌上有图表与进度表",
        "S1.A1-analytical.cue.2",
    )
    OFFICE_AWARD = (
        "office_award",
        "Diplomas, medals or certificates on show",
        "陈列学历证书或奖章",
        "S1.A2-dominant.cue.1",
    )
    OFFICE_PERSONAL_ITEMS = (
        "office_personal_items",
        "Many personal things, a full desk",
        "私人物品多,桌面杂乱",
        "S1.A3-emotional.cue.1",
    )
    OFFICE_SOFA = "office_sofa", "Leads the talk to a sofa", "请来客到沙发上谈", "S1.A3-emotional.cue.1"
    OFFICE_FAMILY_PHOTO = (
        "office_family_photo",
        "Travel or family photographs",
        "摆放旅行或家庭照片",
        "S1.A4-amiable.cue.1",
    )

    DRESS_PLAIN = "dress_plain", "Plain, conservative dress", "衣着朴素保守", "S1.A1-analytical.cue.3"
    DRESS_ELEGANT = (
        "dress_elegant",
        "Elegant dress with perfect accessories",
        "衣着讲究,配饰得体",
        "S1.A2-dominant.cue.4",
    )
    DRESS_FASHIONABLE = "dress_fashionable", "Fashionable dress", "衣着时髦", "S1.A3-emotional.cue.2"
    DRESS_ORDINARY = "dress_ordinary", "Ordinary dress", "衣着普通", "S1.A4-amiable.cue.1"

    HANDSHAKE_FIRM = "handshake_firm", "Firm handshake", "握手有力", "S1.A2-dominant.cue.2"
    SPEECH_LOUD = "speech_loud", "Speaks loudly", "说话声音大", "S1.A2-dominant.cue.2"
    SPEECH_FAST = "speech_fast", "Speaks fast", "说话语速快", "S1.A2-dominant.cue.2"
    SAYS_I_THINK = (
        "says_i_think",
        'Often says "I think" or speaks of own experience',
        "常说“我认为”或谈个人资历",
        "S1.A2-dominant.cue.2",
    )
    BODY_LANGUAGE = "body_language", "Lively body language", "肢体语言丰富", "S1.A3-emotional.cue.2"
    INFORMAL_MANNER = (
        "informal_manner",
        "Informal, uses first names",
        "不拘礼节,直呼名字",
        "S1.A3-emotional.cue.2",
    )
    GENTLE_MANNER = (
        "gentle_manner",
        "Gentle and cooperative, avoids conflict",
        "温和配合,回避冲突",
        "S1.A4-amiable.cue.2",
    )
    HIDES_OPINION = (
        "hides_opinion",
        "Hides own opinion to please others",
        "为迎合他人而不表露想法",
        "S1.A4-amiable.cue.2",
    )
    SILENT_COLD = "silent_cold", "Says little and shows no feeling", "话少,表情冷淡", "S1.A1-analytical.cue.6"
    IMPARTIAL = (
        "impartial",
        "Sees the task only and stays impartial",
        "对事不对人,自认公正",
        "S1.A1-analytical.cue.6",
    )
    METHODICAL = (
        "methodical",
        "Plans with care and behaves like an expert",
        "做事有计划,像技术专家",
        "S1.A1-analytical.cue.4",
    )
    CONTROLLING = "controlling", "Wants to steer the talk", "希望掌控谈话", "S1.A2-dominant.cue.3"
    CHALLENGING_QUESTIONS = (
        "challenging_questions",
        "Asks sharp, challenging questions",
        "提问尖锐,带有挑战",
        "S1.A2-dominant.cue.3",
    )
    HARD_TO_ADVISE = (
        "hard_to_advise",
        "Takes no advice and admits no mistake",
        "不听劝,也不认错",
        "S1.A2-dominant.cue.7",
    )
    PUNCTUAL = "punctual", "Insists on punctuality and efficiency", "讲究准时与效率", "S1.A2-dominant.cue.5"
    UNPUNCTUAL = "unpunctual", "Comes late", "经常迟到", "S1.A3-emotional.cue.3"
    IMPATIENT = "impatient", "Impatient", "缺少耐心", "S1.A2-dominant.cue.5"
    OFF_TOPIC = "off_topic", "Wanders off the subject", "谈话常离题", "S1.A3-emotional.cue.3"
    PERSONAL_STORIES = (
        "personal_stories",
        "Tells personal stories and little about work",
        "多谈个人趣事,少谈工作",
        "S1.A3-emotional.cue.3",
    )
    WIDE_NETWORK = "wide_network", "Knows very many people", "交友广泛", "S1.A3-emotional.cue.4"

    ASKS_TECH_DETAIL = (
        "asks_tech_detail",
        "Asks for technical details",
        "追问技术细节",
        "S1.A1-analytical.cue.4",
        "S1.A1-analytical.cue.6",
    )
    COLLECTS_INFORMATION = (
        "collects_information",
        "Collects all product information",
        "尽量收集产品资料",
        "S1.A1-analytical.cue.4",
    )
    ASKS_PEER_USAGE = "asks_peer_usage", "Asks who else uses it", "打听还有谁在用", "S1.A3-emotional.cue.4"
    ASKS_EASE_OF_USE = (
        "asks_ease_of_use",
        "Asks whether it is easy to use",
        "询问是否容易使用",
        "S1.A4-amiable.cue.4",
    )
    ASKS_EFFECT_ON_TEAM = (
        "asks_effect_on_team",
        "Asks what it means for own people",
        "关心对下属或同事的影响",
        "S1.A4-amiable.cue.4",
    )
    ASKS_ROI = (
        "asks_roi",
        "Asks for return, cost or payback",
        "询问收益、成本或回收期",
        "S1.A2-dominant.cue.6",
    )
    OUTCOME_FOCUSED = (
        "outcome_focused",
        "Looks at the outcome above all",
        "只看重结果",
        "S1.A2-dominant.cue.6",
    )
    AMBITIOUS = "ambitious", "Wants to rise", "有升职意愿", "S1.A2-dominant.cue.6"
    QUALITY_FIRST = (
        "quality_first",
        "Weighs quality and service first",
        "首先看重质量与服务",
        "S1.A1-analytical.cue.8",
    )
    PRICE_WEIGHED = "price_weighed", "Weighs price and promotions", "看重价格与促销", "S1.A1-analytical.cue.8"
    INDIFFERENT_TO_FEATURES = (
        "indifferent_to_features",
        "Not interested in features",
        "对产品特点不感兴趣",
        "S1.A3-emotional.cue.5",
    )
    STATUS_SYMBOL = (
        "status_symbol",
        "Sees the product as a sign of status",
        "把产品看作身份象征",
        "S1.A3-emotional.cue.5",
    )

    COMPARES_SUPPLIERS = (
        "compares_suppliers",
        "Compares several suppliers",
        "同时比较多家供应商",
        "S1.A1-analytical.cue.5",
        "S3.1-rational.cue.1",
    )
    WANTS_WRITING = "wants_writing", "Wants details in writing", "要求书面说明", "S1.A1-analytical.cue.7"
    DECIDES_SLOWLY = (
        "decides_slowly",
        "Decides slowly and carefully",
        "决策慢而谨慎",
        "S1.A1-analytical.cue.7",
        "S1.A4-amiable.cue.5",
    )
    DECIDES_FAST = "decides_fast", "Decides fast", "决策很快", "S1.A2-dominant.cue.5", "S1.A3-emotional.cue.6"
    IMITATES_OTHERS = (
        "imitates_others",
        "Follows others or own feeling",
        "跟随他人或凭感觉决定",
        "S1.A3-emotional.cue.6",
    )
    WANTS_PROMPT_ANSWERS = (
        "wants_prompt_answers",
        "Wants prompt answers to own taste",
        "希望很快得到合意的答复",
        "S1.A3-emotional.cue.6",
    )
    APPROVES_WITHOUT_BUYING = (
        "approves_without_buying",
        "Approves of everything and does not buy",
        "样样说好却不购买",
        "S1.A4-amiable.cue.3",
    )
    RISK_AVERSE = (
        "risk_averse",
        "Fears risk, will not be the first to try",
        "怕担风险,不愿先尝试",
        "S1.A4-amiable.cue.5",
    )

    STRICT_PRINCIPLES = (
        "strict_principles",
        "Keeps to principles whatever the relationship",
        "坚持原则,不受交情影响",
        "S3.1-rational.cue.1",
    )
    IS_ASSIGNED_TASK = (
        "is_assigned_task",
        "Carries out a task given by others",
        "执行他人交办的任务",
        "S3.2-task.cue.1",
    )
    AIMS_FOR_PASS = "aims_for_pass", "Wants it merely good enough", "只求过得去", "S3.2-task.cue.1"
    ONE_OFF_PURCHASE = "one_off_purchase", "Will probably buy only once", "很可能只买一次", "S3.2-task.cue.1"
    IS_OWNER_OR_MANAGER = (
        "is_owner_or_manager",
        "Owner, manager or very loyal employee",
        "企业主、管理者或忠诚员工",
        "S3.3-owner.cue.1",
    )
    BALANCES_VALUE = (
        "balances_value",
        "Seeks the best balance of price, quality and service",
        "追求价格、质量与服务的平衡",
        "S3.3-owner.cue.1",
    )
    PRICE_SENSITIVE = "price_sensitive", "Very sensitive to price", "对价格很敏感", "S3.3-owner.cue.1"
    INTERNAL_COMPLEXITY = (
        "internal_complexity",
        "Complicated position inside the firm",
        "在企业内部关系复杂",
        "S3.4-greedy.cue.1",
    )
    PRICE_PRESSURE = (
        "price_pressure",
        "Presses the price yet demands quality and service",
        "一边压价一边提高要求",
        "S3.4-greedy.cue.1",
        "S3.6-stingy.cue.1",
    )
    STABLE_ONCE_TRUSTED = (
        "stable_once_trusted",
        "Stable once there is some trust",
        "建立信任后较稳定",
        "S3.4-greedy.cue.2",
    )
    BRIBE_SIGNAL = (
        "bribe_signal",
        "Hints at or asks for a personal benefit",
        "暗示或索要个人好处",
        "S3.4-greedy.cue.2",
    )
    LOW_DECISION_POWER = "low_decision_power", "Little power to decide", "决策权小", "S3.5-credit.cue.1"
    CAREER_RISING = "career_rising", "Rising career", "处于职业上升期", "S3.5-credit.cue.1"
    PAYS_FROM_OWN_POCKET = (
        "pays_from_own_pocket",
        "Pays own money for the firm",
        "为公事自己垫钱",
        "S3.5-credit.cue.1",
    )
    SEEKS_CREDIT = (
        "seeks_credit",
        "Wants the credit, hurt when others show results",
        "在意功劳,怕被别人抢风头",
        "S3.5-credit.cue.1",
    )
    DISLOYAL = (
        "disloyal",
        "Not loyal for stability, trust or relationship",
        "不因稳定、信任或交情而忠诚",
        "S3.6-stingy.cue.1",
    )
    PRICE_FIRST = "price_first", "Price first, by comparison", "反复比价,价格优先", "S3.6-stingy.cue.1"
    OVERSTATES_NEED = (
        "overstates_need",
        "Overstates the need or hides the truth",
        "夸大需求或隐瞒实情",
        "S3.6-stingy.cue.1",
    )
    USES_TENDER = "uses_tender", "Calls for tenders", "采用招标方式", "S3.6-stingy.cue.1"
    NEEDLESS_TENDER = (
        "needless_tender",
        "Calls for a tender that nothing requires",
        "没有必要也要招标",
        "S3.6-stingy.cue.1",
    )
    SHOWY_START = (
        "showy_start",
        "Excellent first show, claims credit and strength",
        "初次表现极好,自称实力雄厚",
        "S3.7-tricky.cue.1",
    )
    OFFERS_ABOVE_QUOTE = (
        "offers_above_quote",
        "Offers more than we quoted",
        "出价高于报价",
        "S3.7-tricky.cue.1",
    )
    BRINGS_MATERIAL = (
        "brings_material",
        "Brings own material for the job",
        "自带所需资料",
        "S3.7-tricky.cue.2",
    )
    BRINGS_NO_MATERIAL = (
        "brings_no_material",
        "Brings no material, leaves all to us",
        "不带资料,全靠我方准备",
        "S3.7-tricky.cue.2",
    )
    NOT_FUSSY = (
        "not_fussy",
        "Not particular about price or quality",
        "对价格和质量都不挑剔",
        "S3.7-tricky.cue.2",
    )
    URGENT_CLAIM = "urgent_claim", "Says that it is urgent", "声称很急", "S3.7-tricky.cue.3"
    URGENT_CLAIM_VERIFIED = (
        "urgent_claim_verified",
        "The urgency is verified",
        "紧急情况已核实",
        "S3.7-tricky.cue.3",
    )
    PROVOKES_ERRORS = (
        "provokes_errors",
        "Uses trifles to provoke mistakes",
        "借小事诱使我方出错",
        "S3.7-tricky.cue.3",
    )
    FRIEND_LINK = "friend_link", "Came through friends", "通过朋友介绍而来", "S3.8-friend.cue.1"
    TAKES_ADVANTAGE = (
        "takes_advantage",
        "Uses the friendship for advantage",
        "借交情占便宜",
        "S3.8-friend.do.3",
    )
    TYPE_SHIFTS = (
        "type_shifts",
        "Shows different types by situation",
        "不同场合表现为不同类型",
        "S3.9-composite",
    )
    MATURE_NETWORK = (
        "mature_network",
        "Mature, with wide experience and a complex network",
        "成熟老练,人脉复杂",
        "S3.9-composite",
    )

    INTERESTS_UNKNOWN = (
        "interests_unknown",
        "Circle, interests and hobbies not known yet",
        "人脉、兴趣与爱好尚不了解",
        "S0.R1-samestream.cue.1",
    )
    CONFIDED = "confided", "Has confided in us", "向我方吐露心声", "S0.R3-heart.cue.1"
    WILFUL_MISUSE = "wilful_misuse", "Ignored the manual wilfully", "故意不按说明使用", "S2.CT8-malice.cue.1"
    FALSE_ACCUSATION = "false_accusation", "Accuses us falsely", "无端指责", "S2.CT8-malice.cue.1"
    KEEPS_DEMANDING = (
        "keeps_demanding",
        "Keeps demanding after patient explanation",
        "耐心解释后仍不断索求",
        "S2.CT8-malice.cue.1",
    )
