"""Each contradiction of the sources, fallen into on purpose, and what the built-in rules make of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from relcore.advice import CustomerAdvice
from relcore.advisor import Advisor
from relcore.facts import (
    Action,
    Archetype,
    Channel,
    Consent,
    ConsentScope,
    ContactPolicy,
    CueKind,
    Fact,
    GiftPolicy,
    InteractionKind,
    Personality,
    Purpose,
    RecipientKind,
    RepAuthority,
)
from relcore.facts.interaction_terms import EventType
from relcore.rules import builtin
from relcore.rules.carriers import is_there
from relcore.rules.contradictions import CONTRADICTIONS, Contradiction, Resolution
from relcore.rules.coverage import NOT_TAKEN, coverage, read_catalogue
from tests.rules.proposals import proposal
from tests.rules.records import complaint, order, promise, refused
from tests.rules.support import DAY, WHO, ago, deal, known_as, met, saw, somebody

BY_ID = {found.id: found for found in CONTRADICTIONS}
TRAP = (
    Action.PERSONAL_KICKBACK,
    Action.BLUFF_ON_PRICE,
    Action.PLAY_DUMB,
    Action.CLEVER_TACTICS,
    Action.WHITE_LIE,
    Action.BLAME_THIRD_PARTY,
    Action.CONFRONT_WITH_EVIDENCE,
    Action.PERSONAL_GIFT,
    Action.MEMBER_DISCOUNT,
    Action.SMALL_TALK,
    Action.SHARE_NAMED_PRACTICE,
    Action.FIND_INSIDER,
    Action.ASK_FOR_DECISION,
    Action.PROMISE_DELIVERY_DATE,
    Action.START_PRODUCTION,
    Action.REACH_FAMILY,
    Action.TIERED_OFFER,
    Action.KEEP_WARM_CALL,
    Action.CROSS_SELL,
)
"""What a careless playbook proposes for everybody."""


@cache
def advisor(*actions: Action, **fields: Any) -> Advisor:
    return Advisor([builtin(), proposal(*(actions or TRAP), **fields)])


def told(*facts: Fact, by: Advisor | None = None) -> CustomerAdvice:
    """Give the advice on facts, where the careless playbook has a say beside the built-in one."""
    return (by or advisor()).advise([somebody(), *facts] if not _named(facts) else facts, as_of=DAY)


def _named(facts: Iterable[Fact]) -> bool:
    return any(type(fact).__name__ == "Customer" for fact in facts)


def rulings(advice: CustomerAdvice, action: Action) -> set[str]:
    """Give the guards that said something of an action."""
    found = {by for one in advice.suppressed if one.action == action for by in (one.by, *_by(one.also))}
    return found | {by for one in advice.actions if one.action == action for by in _by(one.notes)}


def _by(notes: Iterable[Any]) -> list[str]:
    return [note.by for note in notes]


def instead(advice: CustomerAdvice, action: Action) -> set[str | None]:
    """Give what came in the place of an action."""
    return {one.replaced_by for one in advice.suppressed if one.action == action}


def standing(advice: CustomerAdvice) -> set[str]:
    return {one.action for one in advice.actions}


def codes(advice: CustomerAdvice) -> set[str]:
    return {one.code for one in advice.warnings}


def spoke(id: str, advice: CustomerAdvice, action: Action) -> set[str]:
    """Give the guards that carry a contradiction and said something of an action."""
    return rulings(advice, action) & set(BY_ID[id].carried_by)


# --- the list --------------------------------------------------------------------------------------


def test_there_are_25_in_order() -> None:
    assert [found.id for found in CONTRADICTIONS] == [f"C{number}" for number in range(1, 26)]


@pytest.mark.parametrize("found", CONTRADICTIONS, ids=lambda found: found.id)
def test_sides_are_in_the_catalogue_and_carriers_exist(found: Contradiction) -> None:
    known = {item.id for item in read_catalogue()}
    assert all(side for side in found.sides)
    assert {id for side in found.sides for id in side} <= known
    assert found.carried_by
    assert [name for name in found.carried_by if not is_there(name, advisor().program)] == []


@pytest.mark.parametrize("found", CONTRADICTIONS, ids=lambda found: found.id)
def test_each_is_told_in_both_languages(found: Contradiction) -> None:
    for text in (found.title("zh"), found.resolution("zh")):
        assert re.search(r"[\u4e00-\u9fff]", text)
    for text in (found.title("en"), found.resolution("en")):
        assert text.isascii()
    assert found.resolution("en").endswith(".")
    assert found.resolution("zh").endswith("。")


def test_each_has_a_scenario_here() -> None:
    tested = {match[1] for name in globals() if (match := re.match(r"test_(c\d+)_", name))}
    assert tested == {found.id.lower() for found in CONTRADICTIONS}


# --- who gains -------------------------------------------------------------------------------------


def test_c1_a_kickback_becomes_a_rebate_to_the_company_and_a_report() -> None:
    limit = RepAuthority(id="all", max_concession=Decimal(500))
    advice = told(known_as(Archetype.GREEDY), limit, deal(), *saw(CueKind.BRIBE_SIGNAL, on=ago(1)))
    assert "integrity.no_benefit_for_a_person" in spoke("C1", advice, Action.PERSONAL_KICKBACK)
    assert Action.COMPANY_REBATE in instead(advice, Action.PERSONAL_KICKBACK)
    assert Action.PERSONAL_KICKBACK not in standing(advice)
    assert Action.REPORT_TO_COMPLIANCE in standing(advice)
    assert all(one.amount is None or one.amount <= 500 for one in advice.actions)


def test_c8_a_gift_passes_within_the_policy_and_never_to_somebody_who_decides_by_reason() -> None:
    policy = GiftPolicy(id="gifts", max_value_per_recipient_per_year=Decimal(60))
    allowed = (somebody(gifts_permitted=True), policy)
    given = met(InteractionKind.GIFT, gift_value=Decimal(25), gift_recipient=RecipientKind.PERSON)
    limited = told(*allowed, given, order())
    (gift,) = (one for one in limited.actions if one.action == Action.PERSONAL_GIFT)
    assert gift.limit == 35
    assert spoke("C8", told(order()), Action.PERSONAL_GIFT) == {"integrity.no_courtesy_beyond_the_rules"}
    reason = told(*allowed, known_as(Archetype.RATIONAL), order())
    assert "rational.no_gifts" in spoke("C8", reason, Action.PERSONAL_GIFT)
    tender = told(*allowed, deal(tender=True))
    assert "integrity.no_gift_during_a_tender" in spoke("C8", tender, Action.PERSONAL_GIFT)


def test_c9_less_discount_and_the_same_care() -> None:
    advice = told(known_as(Archetype.STINGY), order(5), complaint(0), promise(due_in=1))
    assert spoke("C9", advice, Action.MEMBER_DISCOUNT) == {"stingy.no_early_favours"}
    assert Action.LIMIT_EFFORT in standing(advice)
    assert {Action.HANDLE_COMPLAINT, Action.KEEP_PROMISE} <= standing(advice)
    assert "integrity.no_bluff" in rulings(advice, Action.BLUFF_ON_PRICE)


def test_c13_somebody_inside_explains_and_gets_nothing() -> None:
    advice = told(deal(tender=True))
    assert spoke("C13", advice, Action.FIND_INSIDER) == {"discretion.an_insider_explains_and_no_more"}
    assert Action.FIND_INSIDER in standing(advice)
    assert "integrity.no_benefit_for_a_person" in spoke("C13", advice, Action.PERSONAL_KICKBACK)


def test_c15_friendship_does_not_stand_for_a_contract() -> None:
    by = advisor(Action.START_PRODUCTION, about="big")
    big = order(3, id="big", amount=Decimal(50_000), fulfilment_checked=True)
    advice = told(known_as(Archetype.RELATIONSHIP), big, by=by)
    assert "relationship.contract_before_large_work" in spoke("C15", advice, Action.START_PRODUCTION)
    careful = told(known_as(Archetype.DIFFICULT), big, by=by)
    assert {
        "difficult.no_start_without_contract",
        "difficult.no_start_without_spec",
        "difficult.no_start_without_prepayment",
    } <= spoke("C15", careful, Action.START_PRODUCTION)


def test_c16_a_demand_beyond_measure_gets_an_alternative() -> None:
    limit = RepAuthority(id="all", max_concession=Decimal(100), max_claim=Decimal(100))
    excessive = complaint(1, claim_amount=Decimal(9_000), claim_reasonable=False)
    by = advisor(Action.COMPANY_REBATE, amount=Decimal(9_000))
    advice = told(limit, excessive, by=by)
    assert "authority.no_more_than_the_limit" in spoke("C16", advice, Action.COMPANY_REBATE)
    assert Action.OFFER_ALTERNATIVE in standing(advice)


def test_c23_a_dearer_offer_says_what_has_improved() -> None:
    by = advisor(Action.UPSELL)
    advice = told(known_as(Archetype.OWNER_MINDED), order(30), by=by)
    assert spoke("C23", advice, Action.UPSELL) == {"owner_minded.say_what_improves"}


# --- the truth -------------------------------------------------------------------------------------


def test_c2_a_bluff_becomes_an_open_price() -> None:
    advice = told(known_as(Archetype.STINGY), deal())
    assert "integrity.no_bluff" in spoke("C2", advice, Action.BLUFF_ON_PRICE)
    assert instead(advice, Action.BLUFF_ON_PRICE) == {Action.TRANSPARENT_QUOTE}
    declined = told(known_as(Archetype.STINGY), deal(tender=True, tender_needed=False))
    assert Action.DECLINE_TENDER in standing(declined)


def test_c3_who_would_pretend_withholds_judgement() -> None:
    advice = told(known_as(Archetype.COMPOSITE), deal())
    assert "integrity.no_pretence" in spoke("C3", advice, Action.PLAY_DUMB)
    assert Action.WITHHOLD_JUDGEMENT in instead(advice, Action.PLAY_DUMB)
    owner = told(known_as(Archetype.OWNER_MINDED), order(30))
    assert "owner_minded.anchor_truthfully" in spoke("C3", owner, Action.CLEVER_TACTICS)
    assert Action.TIERED_OFFER in instead(owner, Action.CLEVER_TACTICS)


def test_c4_a_white_lie_becomes_tact() -> None:
    advice = told(order())
    assert "integrity.no_white_lie" in spoke("C4", advice, Action.WHITE_LIE)
    assert instead(advice, Action.WHITE_LIE) == {Action.TELL_TACTFULLY}


def test_c5_nobody_absent_is_blamed() -> None:
    advice = told(complaint(1, instruction_ignored=True, keeps_demanding=True))
    assert "integrity.no_scapegoat" in spoke("C5", advice, Action.BLAME_THIRD_PARTY)
    assert instead(advice, Action.BLAME_THIRD_PARTY) == {Action.NEUTRAL_CAUSE}
    assert Action.CONFRONT_WITH_EVIDENCE not in standing(advice)
    assert "ill_will.confrontation_needs_approval" in spoke("C5", advice, Action.CONFRONT_WITH_EVIDENCE)


def test_c6_a_proved_defect_is_admitted_and_a_supposed_one_is_checked() -> None:
    proved = told(complaint(1, cause="poor_quality", cause_verified=True))
    assert Action.ACKNOWLEDGE_DEFECT in standing(proved)
    supposed = told(complaint(1, cause="poor_quality", cause_verified=False))
    assert Action.SAY_WE_ARE_CHECKING in standing(supposed)
    assert Action.ACKNOWLEDGE_DEFECT not in standing(supposed)
    assert "own-house-blamed" in codes(told(met(blamed_company=True)))


def test_c12_other_customers_stay_unnamed() -> None:
    advice = told(order())
    assert "respect.no_names_of_other_customers" in spoke("C12", advice, Action.SHARE_NAMED_PRACTICE)
    assert instead(advice, Action.SHARE_NAMED_PRACTICE) == {Action.SHARE_ANONYMISED_PRACTICE}


def test_c20_discreet_in_tone_and_complete_on_record() -> None:
    advice = told(known_as(Archetype.GREEDY), deal())
    assert Action.DISCREET_RAPPORT in standing(advice)
    assert spoke("C20", advice, Action.DISCREET_RAPPORT) == {"discretion.discreet_but_on_record"}
    closed = complaint(9, status="settled", agreed_on=ago(5), carried_out_on=ago(4), closed_on=ago(3))
    settled = told(known_as(Archetype.GREEDY), closed)
    assert Action.FILE_FOR_IMPROVEMENT in standing(settled)


def test_c25_contacts_are_shared_and_sensitive_observations_are_not() -> None:
    other = met(team="service")
    secret = saw(CueKind.AMBITIOUS, on=ago(2), sensitive=True)
    assert {"another-team", "need-to-know"} <= codes(told(somebody(team="sales"), other, *secret))
    assert not {"another-team", "need-to-know"} & codes(told(somebody(team="service"), other, *secret))
    assert "need-to-know" not in codes(
        told(somebody(team="sales"), other, *saw(CueKind.AMBITIOUS, on=ago(2)))
    )


# --- contact ---------------------------------------------------------------------------------------


def test_c7_a_wish_for_no_contact_goes_before_caps_and_caps_before_the_floor() -> None:
    silent = (order(200), met(on=ago(200)))
    floor = told(somebody(is_active=True), *silent)
    assert Action.KEEP_WARM_CALL in standing(floor)
    none = told(somebody(is_active=True, opted_out=True), *silent)
    assert "consent.opted_out" in spoke("C7", none, Action.KEEP_WARM_CALL)
    cap = ContactPolicy(id="cap", max_contacts=1, window_days=30)
    capped = told(cap, met(InteractionKind.CALL, on=ago(2)), order(20))
    assert "caps.cap" in spoke("C7", capped, Action.KEEP_WARM_CALL)
    rare = told(known_as(Archetype.CREDIT_SEEKING), met(InteractionKind.CALL, on=ago(2)), order(20))
    assert "credit_seeking.stay_light" in spoke("C7", rare, Action.KEEP_WARM_CALL)


@pytest.mark.parametrize(
    ("type_", "guard"),
    [
        (Personality.ANALYTICAL, "analytical.no_small_talk"),
        (Personality.DOMINANT, "dominant.no_chat"),
        (Archetype.RATIONAL, "rational.no_warm_up"),
    ],
)
def test_c10_small_talk_is_left_out_with_people_who_come_for_the_matter(
    type_: Archetype | Personality, guard: str
) -> None:
    advice = told(known_as(type_), deal())
    assert guard in spoke("C10", advice, Action.SMALL_TALK)
    assert Action.SMALL_TALK not in standing(advice)


def test_c11_a_greeting_that_may_not_be_written_is_given_by_a_person() -> None:
    by = advisor(Action.SEND_GREETING, channel=Channel.SMS, purpose=Purpose.SERVICE)
    advice = told(order(0), refused(Channel.SMS), by=by)
    assert "consent.greet_in_person" in spoke("C11", advice, Action.SEND_GREETING)
    assert Action.GREETING_BY_PERSON in standing(advice)
    none = told(somebody(opted_out=True), order(0), by=by)
    assert not {Action.GREETING_BY_PERSON, Action.SEND_GREETING} & standing(none)
    assert "consent.opted_out" in spoke("C11", none, Action.SEND_GREETING)


def test_c14_speed_for_complaints_and_time_for_decisions() -> None:
    offer = deal(sale_step="negotiation")
    analyst = told(known_as(Personality.ANALYTICAL), complaint(0), offer)
    assert Action.HANDLE_COMPLAINT in standing(analyst)
    amiable = told(known_as(Personality.AMIABLE), offer)
    assert "amiable.no_close_attempt" in spoke("C14", amiable, Action.ASK_FOR_DECISION)
    careful = told(known_as(Archetype.DIFFICULT), order(1))
    assert "difficult.no_date_before_papers" in spoke("C14", careful, Action.PROMISE_DELIVERY_DATE)


def test_c21_the_family_is_left_alone_without_permission() -> None:
    advice = told(order())
    assert "respect.family_only_with_permission" in spoke("C21", advice, Action.REACH_FAMILY)
    lasting = Consent(
        customer_id=WHO, scope=ConsentScope.FAMILY_DATA, granted=True, given_on=ago(9), expires_on=ago(-9)
    )
    assert spoke("C21", told(order(), lasting), Action.REACH_FAMILY) == set()
    over = lasting.model_copy(update={"expires_on": ago(1)})
    assert "respect.family_only_with_permission" in spoke("C21", told(over), Action.REACH_FAMILY)


def test_c24_a_get_together_sells_nothing() -> None:
    by = advisor(Action.INVITE_TO_SOCIAL_EVENT, purpose=Purpose.SALES)
    advice = told(order(), by=by)
    assert "events.a_social_event_sells_nothing" in spoke("C24", advice, Action.INVITE_TO_SOCIAL_EVENT)
    today = met(InteractionKind.EVENT, on=DAY, event_type=EventType.SOCIAL)
    party = told(order(30), today)
    assert "events.nothing_is_sold_at_a_social_event" in spoke("C24", party, Action.CROSS_SELL)


# --- judgement -------------------------------------------------------------------------------------


def test_c17_service_leads_until_a_type_is_assessed() -> None:
    unknown = told(deal(), *saw(CueKind.QUALITY_FIRST, on=ago(1)))
    assert unknown.assessments["archetype"].abstained
    assert "composite.lead_with_service" in {one.rule for one in unknown.warnings}
    known = told(deal(), known_as(Archetype.STINGY))
    assert known.assessments["archetype"].value == "stingy"
    assert "composite.lead_with_service" not in {one.rule for one in known.warnings}


def test_c18_two_numbers_stay_two_parameters() -> None:
    values = advisor().program.values
    assert values["wom.dissatisfied_affected"] == 25
    assert values["complaint.silent_multiplier"] == 100
    origins = {
        advisor().program.parameters[name.removeprefix("parameter ")].origin
        for name in BY_ID["C18"].carried_by
    }
    assert origins == {"S1.F.num.3", "S2.V.num.1"}


def test_c19_care_rests_on_what_was_seen_runs_out_and_shows_in_procedure_only() -> None:
    signs = (CueKind.SHOWY_START, CueKind.OFFERS_ABOVE_QUOTE, CueKind.PROVOKES_ERRORS, CueKind.URGENT_CLAIM)
    seen = saw(*signs, on=ago(5))
    advice = told(*seen, order(1, production_start_requested=True))
    assessed = advice.assessments["archetype"]
    assert assessed.value == "difficult"
    assert assessed.expires is not None
    assert assessed.because
    assert {Action.REQUIRE_SIGNED_SPEC, Action.REQUIRE_PREPAYMENT} <= standing(advice)
    label = Archetype.DIFFICULT.label("en").lower()
    assert [one.text for one in advice.actions if label in one.text.lower()] == []
    later = advisor().advise([somebody(), *seen, order(1)], as_of=assessed.expires + timedelta(days=1))
    assert later.assessments["archetype"].abstained


def test_c22_what_the_sources_leave_out_is_marked_as_missing() -> None:
    assert BY_ID["C22"].kind is Resolution.MARK_INCOMPLETE
    found = {one.item.id: one for one in coverage(advisor().program)}
    for id in BY_ID["C22"].sides[1]:
        assert found[id].status == NOT_TAKEN
        assert "C22" in found[id].reason
