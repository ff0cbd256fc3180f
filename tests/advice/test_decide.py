"""From a ledger to advice: one customer of the example playbook, in both languages."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest

from relcore.advice import Catalogue, CustomerAdvice, RankingPolicy, WaitingRule, decide
from relcore.errors import AdviceError
from relcore.explain import Waiting
from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    Archetype,
    Assessment,
    Axis,
    Beneficiary,
    Customer,
    Layer,
    Order,
    Recommendation,
)
from relcore.lang import Clause, Playbook, absent, always, assess, deny, exists, recommend, warn, when
from tests.advice.harbour import AS_OF, WAITING, facts, run

NAMES = {"c17": "Blue Harbour Foods", "k1": "the complaint"}


def advise(catalogue: Catalogue, lang: str = "en", *, supports: bool = True) -> CustomerAdvice:
    ledger, program = run(facts(), supports=supports)
    return decide(ledger, program, waiting=WAITING, lang=lang, catalogue=catalogue, names=NAMES)


def advised(*playbooks: Playbook, policy: RankingPolicy | None = None) -> CustomerAdvice:
    ledger, program = run(facts(), *playbooks)
    return decide(ledger, program, policy=policy or RankingPolicy())


def a_playbook() -> Playbook:
    book = Playbook("example")
    for spec in BUILTIN_ACTIONS:
        book.action(spec)
    return book


def test_actions_come_in_order_of_rank_with_text_and_reason(catalogue: Catalogue) -> None:
    advice = advise(catalogue)
    assert [action.action for action in advice.actions] == [
        "handle_complaint",
        "send_greeting",
        "company_rebate",
    ]
    greeting = advice.actions[1]
    assert greeting.text == "Send Blue Harbour Foods a short greeting by 3 Mar 2026."
    assert greeting.due == date(2026, 3, 3)
    assert greeting.channel == "sms"
    assert greeting.rule == "harbour.greet"
    assert greeting.cites == ("S1.B2-greet2d.num.1",)
    (because,) = greeting.because
    assert because.text == "They bought from us and should hear from us within two days."
    assert [(ref.fact, ref.id) for ref in because.facts] == [("Customer", "c17"), ("Order", "o1")]


def test_without_recorded_supports_the_advice_is_the_same_but_for_the_facts(catalogue: Catalogue) -> None:
    without = advise(catalogue, supports=False)
    assert all(not reason.facts for action in without.actions for reason in action.because)
    assert [a.rank for a in without.actions] == [a.rank for a in advise(catalogue).actions]


def test_a_kickback_is_replaced_by_a_rebate_to_the_company(catalogue: Catalogue) -> None:
    advice = advise(catalogue)
    refused = advice.suppressed[0]
    assert refused.action == "personal_kickback"
    assert (refused.verdict, refused.by, refused.layer) == ("replace", "harbour.no_kickback", "2_principle")
    assert refused.replaced_by == "company_rebate"
    assert refused.cites == ("S0.R4-transact.guard.1",)
    assert refused.because[0].cites == ("S3.4-greedy.do.2",)
    rebate = next(action for action in advice.actions if action.action == "company_rebate")
    assert [rebate.amount, rebate.limit] == [600, 600]
    assert rebate.channel == "email"
    assert [note.by for note in rebate.notes] == ["harbour.limit_rebate"]


def test_what_lost_names_its_layer_and_the_day_it_becomes_possible(catalogue: Catalogue) -> None:
    lost = {item.action: item for item in advise(catalogue).suppressed}
    assert lost["cross_sell"].layer == Layer.INCIDENT
    assert lost["planned_visit"].earliest == date(2026, 3, 9)
    assert lost["greeting_by_person"].verdict == "outranked"
    assert lost["greeting_by_person"].replaced_by == "send_greeting"
    layers = [item.layer for item in advise(catalogue).suppressed]
    assert layers == sorted(layers)


def test_groups_exclude_nothing_where_the_company_says_so() -> None:
    ledger, program = run(facts())
    advice = decide(ledger, program, policy=RankingPolicy(exclusive_groups=False))
    assert "greeting_by_person" in {action.action for action in advice.actions}


def test_assessments_say_how_sure_they_are(catalogue: Catalogue) -> None:
    found = advise(catalogue).assessments
    assert list(found) == ["personality", "archetype"]
    archetype = found["archetype"]
    assert (archetype.value, archetype.label, archetype.abstained) == ("greedy", "Greedy", False)
    assert archetype.margin == 3
    assert archetype.expires == date(2026, 5, 31)
    assert archetype.because[0].cites == ("S3.4-greedy",)
    personality = found["personality"]
    assert (personality.value, personality.abstained) == (None, True)
    assert personality.text == "Too little has been observed so far."


def test_warnings_are_told_with_their_rule(catalogue: Catalogue) -> None:
    (warning,) = advise(catalogue).warnings
    assert warning.text == "the complaint has been waiting since 27 Feb 2026."
    assert (warning.rule, warning.cites) == ("harbour.complaint_waits", ("S2.CP3-fast.do.1",))


def test_chinese_advice_is_chinese_from_end_to_end(catalogue: Catalogue) -> None:
    ledger, program = run(facts())
    advice = decide(ledger, program, lang="zh", catalogue=catalogue, names={"c17": "蓝港食品", "k1": "投诉"})
    assert advice.actions[1].text == "2026年3月3日前给蓝港食品发一条简短问候。"
    said = [action.text for action in advice.actions]
    said += [reason.text for action in advice.actions for reason in action.because]
    said += [note.text for action in advice.actions for note in action.notes]
    said += [item.text for item in advice.suppressed]
    said += [item.text for item in advice.warnings]
    said += [item.text for item in advice.questions]
    assert not [text for text in said if text.isascii()]


def test_the_same_ledger_gives_the_same_bytes(catalogue: Catalogue) -> None:
    first = advise(catalogue).model_dump_json()
    shuffled = facts()
    random.Random(7).shuffle(shuffled)
    ledger, program = run(shuffled)
    again = decide(ledger, program, waiting=WAITING[::-1], catalogue=catalogue, names=NAMES)
    assert again.model_dump_json() == first


def test_a_ledger_of_another_program_is_refused() -> None:
    ledger, _ = run(facts())
    _, other = run(facts(), a_playbook())
    with pytest.raises(AdviceError, match="RC506"):
        decide(ledger, other)


def test_a_language_that_is_not_spoken_is_refused() -> None:
    ledger, program = run(facts())
    with pytest.raises(AdviceError, match="RC502"):
        decide(ledger, program, lang="fr")


def test_without_messages_the_rule_speaks_for_itself() -> None:
    ledger, program = run(facts())
    advice = decide(ledger, program, lang="zh")
    greeting = next(action for action in advice.actions if action.action == "send_greeting")
    assert greeting.text == "发送问候"
    assert greeting.because[0].text == "Greet a buyer within two days of the order."
    assert advice.warnings[0].text == "Somebody should reply to the complaint."


def test_a_recommendation_that_was_given_as_a_fact_is_judged_like_any_other() -> None:
    given = Recommendation(
        customer_id="c17", action="personal_gift", rule="by_hand", beneficiary=Beneficiary.PERSON
    )
    ledger, program = run([*facts(), given])
    advice = decide(ledger, program)
    refused = {item.action: item for item in advice.suppressed}["personal_gift"]
    assert refused.layer == Layer.PRINCIPLE
    assert refused.because[0].rule == "by_hand"
    assert refused.because[0].facts == ()


def test_several_rules_merge_into_one_action_with_all_reasons() -> None:
    book = a_playbook()

    @book.rule(origin="example")
    def lightly(customer: Customer) -> Clause:
        """Ask, lightly."""
        return always().then(recommend(Action.ASK_NEEDS, due=AS_OF))

    @book.rule(cites="S0.P1-understand.do.1")
    def strongly(customer: Customer) -> Clause:
        """Ask, strongly."""
        return always().then(recommend(Action.ASK_NEEDS, weight=3))

    (action,) = advised(book).actions
    assert [reason.rule for reason in action.because] == ["example.strongly", "example.lightly"]
    assert action.rule == "example.strongly"
    assert action.due == AS_OF
    assert action.cites == ("S0.P1-understand.do.1",)
    weight = next(factor for factor in action.factors if factor.name == "weight")
    assert weight.value == 3
    assert weight.origin == "rule:example.strongly"


def test_a_guard_of_a_late_layer_strikes_one_rule_and_stays_in_the_notes() -> None:
    book = a_playbook()

    @book.rule(origin="example")
    def first(customer: Customer) -> Clause:
        """Call for one reason."""
        return always().then(recommend(Action.KEEP_WARM_CALL, weight=5))

    @book.rule(origin="example")
    def second(customer: Customer) -> Clause:
        """Call for another reason."""
        return always().then(recommend(Action.KEEP_WARM_CALL))

    @book.guard(Layer.TYPE, origin="example")
    def not_so_heavy(candidate: Recommendation) -> Clause:
        """Do not press."""
        return when(candidate.action == Action.KEEP_WARM_CALL, candidate.weight > 2).then(
            deny(candidate, "pressing")
        )

    (action,) = advised(book).actions
    assert action.rule == "example.second"
    assert [(note.verdict, note.candidates) for note in action.notes] == [("deny", ("example.first",))]


def test_a_guard_that_strikes_several_rules_is_told_once() -> None:
    book = a_playbook()

    @book.rule(origin="example")
    def first(customer: Customer) -> Clause:
        """Give for one reason."""
        return always().then(recommend(Action.PERSONAL_GIFT))

    @book.rule(origin="example")
    def second(customer: Customer) -> Clause:
        """Give for another reason."""
        return always().then(recommend(Action.PERSONAL_GIFT))

    @book.guard(Layer.PRINCIPLE, origin="example")
    def not_to_persons(candidate: Recommendation) -> Clause:
        """Nothing to persons."""
        return when(candidate.beneficiary == Beneficiary.PERSON).then(deny(candidate, "no"))

    @book.guard(Layer.CADENCE, origin="example")
    def not_again(candidate: Recommendation) -> Clause:
        """Nothing more."""
        return when(candidate.action == Action.PERSONAL_GIFT).then(deny(candidate, "enough"))

    (refused,) = advised(book).suppressed
    assert len(refused.because) == 2
    assert [(also.by, also.candidates) for also in refused.also] == [
        ("example.not_again", ("example.first", "example.second"))
    ]


def test_facts_of_all_the_ways_to_a_recommendation_are_named_once_and_sorted() -> None:
    book = a_playbook()

    @book.rule(origin="example")
    def ask_about_use(customer: Customer, order: Order) -> Clause:
        """Ask how it works."""
        return always().then(recommend(Action.ASK_USAGE))

    more = [Order(id=name, customer_id="c17", placed_on=AS_OF) for name in ("o3", "o0")]
    ledger, program = run([*facts(), *more], book)
    (action,) = decide(ledger, program).actions
    named = [str(ref.id) for ref in action.because[0].facts]
    assert named == ["c17", "o0", "o1", "o3"]


def test_a_warning_that_came_twice_is_told_once_since_its_earliest_day() -> None:
    book = a_playbook()

    @book.rule(origin="example")
    def dated(order: Order) -> Clause:
        """Warn with a day."""
        return always().then(warn("slow", since=order.placed_on))

    @book.rule(origin="example")
    def undated(customer: Customer) -> Clause:
        """Warn without a day."""
        return always().then(warn("slow"))

    (warning,) = advised(book).warnings
    assert warning.since == date(2026, 3, 1)
    assert [reason.rule for reason in warning.because] == ["example.dated", "example.undated"]


def test_confidence_is_read_from_the_rules_themselves() -> None:
    book = a_playbook()

    @book.rule(origin="example")
    def guess(customer: Customer) -> Clause:
        """Guess the type."""
        return always().then(assess(Axis.ARCHETYPE, Archetype.STINGY, margin=1))

    @book.rule(origin="example")
    def on_a_guess(customer: Customer) -> Clause:
        """Advise by type."""
        return when(
            exists(Assessment, lambda a: (a.axis == Axis.ARCHETYPE) & (a.value == Archetype.STINGY))
        ).then(recommend(Action.TRANSPARENT_QUOTE))

    @book.rule(origin="example")
    def bound_to_a_guess(assessment: Assessment) -> Clause:
        """Advise by type, told otherwise."""
        return when(assessment.axis == Axis.ARCHETYPE, assessment.value == Archetype.STINGY).then(
            recommend(Action.VALUE_REPORT)
        )

    @book.rule(origin="example")
    def unless_guessed(customer: Customer) -> Clause:
        """Advise where no type is known."""
        return when(
            absent(Assessment, lambda a: (a.axis == Axis.ARCHETYPE) & (a.value == Archetype.GREEDY))
        ).then(recommend(Action.REOBSERVE))

    @book.rule(origin="example")
    def on_facts(order: Order) -> Clause:
        """Advise by facts."""
        return always().then(recommend(Action.ASK_USAGE))

    sure = {
        action.action: factor
        for action in advised(book).actions
        for factor in action.factors
        if factor.name == "confidence"
    }
    assert sure["transparent_quote"].value == sure["value_report"].value == Decimal("0.8")
    assert sure["transparent_quote"].origin == "assessment:archetype"
    assert sure["ask_usage"].value == sure["reobserve"].value == 1


def test_rules_that_disagree_about_the_customer_are_heard_by_their_margin() -> None:
    book = a_playbook()

    @book.rule(origin="example")
    def one(customer: Customer) -> Clause:
        """One type."""
        return always().then(assess(Axis.ARCHETYPE, Archetype.STINGY, margin=2))

    @book.rule(origin="example")
    def two(customer: Customer) -> Clause:
        """Another type."""
        return always().then(
            assess(Axis.ARCHETYPE, Archetype.RATIONAL, margin=4),
            assess(Axis.AUDIENCE, "terminal"),
            assess(Axis.PERSONALITY, "dominant", margin=2),
        )

    @book.rule(origin="example")
    def three(customer: Customer) -> Clause:
        """Nobody knows."""
        return always().then(
            assess(Axis.ARCHETYPE, None, margin=9, reason="unsure"),
            assess(Axis.PERSONALITY, "amiable", margin=2),
            assess(Axis.AUDIENCE, "terminal", since=AS_OF, expires=AS_OF),
        )

    found = advised(book).assessments
    assert found["archetype"].value == "rational"
    assert [reason.rule for reason in found["archetype"].because] == ["example.two"]
    assert found["personality"].abstained
    assert found["personality"].text
    assert len(found["personality"].because) == 2
    assert len(found["audience"].because) == 2
    assert found["audience"].since == AS_OF
    assert found["audience"].expires is None


def test_what_explaining_finds_can_be_asked(catalogue: Catalogue) -> None:
    found: list[WaitingRule] = [Waiting("harbour.offer_more", ("SpendEstimate",), ("upsell",))]
    ledger, program = run(facts())
    asked = decide(ledger, program, waiting=found, catalogue=catalogue).questions
    assert [(question.code, question.unlocks) for question in asked] == [
        ("SpendEstimate", ("upsell",)),
        ("share_of_wallet", ()),
    ]


def test_questions_are_merged_by_what_they_ask_and_ordered_by_what_they_unlock(catalogue: Catalogue) -> None:
    asked = advise(catalogue).questions
    assert [question.code for question in asked] == [
        "SpendEstimate",
        "share_of_wallet",
        "Customer.industry",
        "Thing.shoe_size",
    ]
    assert asked[2].unlocks == ("industry_analysis", "solution_offer")
    assert asked[2].directly == ()
    assert asked[0].rules == ("harbour.solution",)
    assert asked[1].text == "How much does Blue Harbour Foods buy elsewhere?"


def test_what_a_rule_unlocks_itself_counts_before_what_follows_from_others() -> None:
    far = Waiting("harbour.greedy", ("Customer.industry",), ("upsell", "value_report"))
    near = Waiting("harbour.offer_more", ("Order.paid",), ("cross_sell",))
    ledger, program = run(facts())
    asked = decide(ledger, program, waiting=[far, near]).questions
    assert [question.code for question in asked] == ["share_of_wallet", "Order.paid", "Customer.industry"]
    assert (asked[1].directly, asked[2].directly) == (("cross_sell",), ())


def test_nobody_is_asked_what_rules_conclude() -> None:
    waiting = Waiting("harbour.offer_more", ("Assessment.value",), ("cross_sell",))
    ledger, program = run(facts())
    asked = decide(ledger, program, waiting=[waiting]).questions
    assert [question.code for question in asked] == ["share_of_wallet"]


def test_a_guard_that_waits_for_an_answer_could_stop_what_stands() -> None:
    waiting = Waiting("harbour.limit_rebate", ("RepAuthority",), ("company_rebate", "upsell"))
    ledger, program = run(facts())
    question = decide(ledger, program, waiting=[waiting]).questions[0]
    assert (question.unlocks, question.could_stop) == ((), ("company_rebate",))


def test_no_question_is_asked_for_the_sake_of_a_kickback(catalogue: Catalogue) -> None:
    assert all("personal_kickback" not in question.unlocks for question in advise(catalogue).questions)


def test_an_unknown_without_a_message_is_asked_in_general_terms(catalogue: Catalogue) -> None:
    english = {question.code: question.text for question in advise(catalogue).questions}
    chinese = {question.code: question.text for question in advise(catalogue, "zh").questions}
    assert english["Customer.industry"] == "Find out the line of business (customer)."
    assert chinese["Customer.industry"] == "请了解客户\uff1a所属行业。"
    assert english["Thing.shoe_size"] == "Find out shoe size (Thing)."
    assert "Blue Harbour Foods" in english["SpendEstimate"]
