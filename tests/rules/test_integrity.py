"""No benefit for a person and no untruth, whoever proposes it and whatever it is called."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import (
    Action,
    Beneficiary,
    Channel,
    CueKind,
    Fact,
    GiftPolicy,
    Honesty,
    InteractionKind,
    Layer,
    Promise,
    Purpose,
    RecipientKind,
    RepAuthority,
    Verdict,
    VerdictKind,
)
from relcore.lang import Playbook
from relcore.ledger import Ledger
from relcore.rules import principles
from relcore.rules.principles import integrity
from tests.rules.proposals import foreign, judged, proposal, proposed, replaced
from tests.rules.records import complaint
from tests.rules.support import DAY, actions, ago, deal, decide, met, saw, somebody, warnings


def run(facts: list[Fact], *books: Playbook) -> Ledger:
    return decide(facts, DAY, integrity.playbook, *books)


# --- benefits for a person -------------------------------------------------------------------------


def test_a_kickback_becomes_an_open_rebate_to_the_company_within_the_limit() -> None:
    facts = [somebody(), RepAuthority(max_concession=Decimal(500))]
    ledger = run(facts, proposal(Action.PERSONAL_KICKBACK, amount=Decimal(9_000), about="deal"))
    assert judged(ledger, Action.PERSONAL_KICKBACK)["personal-benefit"] is VerdictKind.REPLACE
    (rebate,) = proposed(ledger, Action.COMPANY_REBATE)
    assert rebate.amount == 500
    assert (rebate.about, rebate.beneficiary) == ("deal", Beneficiary.COMPANY)


def test_no_amount_makes_a_kickback_right() -> None:
    ledger = run([somebody()], proposal(Action.PERSONAL_KICKBACK, amount=Decimal("0.01")))
    assert replaced(ledger, Action.PERSONAL_KICKBACK) == {Action.COMPANY_REBATE}


def test_the_limit_of_the_representative_in_charge_goes_before_what_everybody_may() -> None:
    facts = [
        somebody(owner="anna"),
        RepAuthority(id="all", max_concession=Decimal(500)),
        RepAuthority(id="anna", rep_id="anna", max_concession=Decimal(2_000)),
    ]
    (rebate,) = proposed(run(facts, proposal(Action.PERSONAL_KICKBACK)), Action.COMPANY_REBATE)
    assert rebate.amount == 2_000


@pytest.mark.parametrize(
    "properties",
    [
        {"purpose": Purpose.SALES},
        {"purpose": Purpose.SERVICE},
        {"purpose": Purpose.RELATIONSHIP, "promise": Promise.PRICE},
    ],
)
def test_a_foreign_name_does_not_get_a_personal_benefit_through(properties: dict[str, Any]) -> None:
    book = foreign("acme.thank_you_envelope", beneficiary=Beneficiary.PERSON, **properties)
    assert replaced(run([somebody()], book), "acme.thank_you_envelope") == {Action.COMPANY_REBATE}


def test_a_kickback_that_is_said_to_be_for_the_company_stays_one() -> None:
    book = proposal(Action.PERSONAL_KICKBACK, beneficiary=Beneficiary.COMPANY)
    assert judged(run([somebody()], book), Action.PERSONAL_KICKBACK)["relabelled"] is VerdictKind.DENY


def test_principles_speak_in_their_own_layer() -> None:
    ledger = run([somebody()], proposal(Action.PERSONAL_KICKBACK))
    (verdict,) = ledger.of(Verdict)
    assert verdict.layer is Layer.PRINCIPLE


def test_what_a_company_gains_is_left_alone() -> None:
    assert judged(run([somebody()], proposal(Action.COMPANY_REBATE)), Action.COMPANY_REBATE) == {}


# --- courtesies ------------------------------------------------------------------------------------

POLICY = GiftPolicy(max_value_per_recipient_per_year=Decimal(60))


def test_a_courtesy_passes_where_both_houses_permit_it_up_to_what_is_left() -> None:
    facts = [
        somebody(gifts_permitted=True),
        POLICY,
        met(InteractionKind.GIFT, gift_value=Decimal(25), gift_recipient=RecipientKind.PERSON),
    ]
    ledger = run(facts, proposal(Action.PERSONAL_GIFT, amount=Decimal(35)))
    (verdict,) = ledger.of(Verdict)
    assert verdict.kind is VerdictKind.NARROW
    assert verdict.limit == 35


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        ([somebody(gifts_permitted=True)], 10),
        ([somebody(), POLICY], 10),
        ([somebody(gifts_permitted=False), POLICY], 10),
        ([somebody(gifts_permitted=True), POLICY], 61),
        ([somebody(gifts_permitted=True), GiftPolicy(max_value_per_recipient_per_year=Decimal(0))], None),
        ([somebody(gifts_permitted=True), POLICY, *saw(CueKind.BRIBE_SIGNAL)], 10),
    ],
    ids=[
        "no policy",
        "their rules unknown",
        "their rules forbid",
        "too dear",
        "no gifts at all",
        "suspicion",
    ],
)
def test_a_courtesy_that_is_not_permitted_becomes_a_token_for_the_company(
    facts: list[Fact], amount: int | None
) -> None:
    book = proposal(Action.INVITE_TO_BANQUET, amount=amount and Decimal(amount))
    assert replaced(run(facts, book), Action.INVITE_TO_BANQUET) == {Action.COMPANY_GIFT}


def test_gifts_of_more_than_a_year_ago_use_nothing_up() -> None:
    facts = [
        somebody(gifts_permitted=True),
        POLICY,
        met(InteractionKind.GIFT, on=ago(366), gift_value=Decimal(60)),
    ]
    ledger = run(facts, proposal(Action.PERSONAL_GIFT, amount=Decimal(60)))
    assert judged(ledger, Action.PERSONAL_GIFT) == {"courtesy-limit": VerdictKind.NARROW}


@pytest.mark.parametrize(("age", "left"), [(0, 0), (365, 0), (366, 60), (-1, 60)])
def test_the_year_of_gifts_ends_today(age: int, left: int) -> None:
    gift = met(InteractionKind.GIFT, on=ago(age), gift_value=Decimal(60))
    facts = [somebody(gifts_permitted=True), POLICY, gift]
    said = judged(run(facts, proposal(Action.PERSONAL_GIFT)), Action.PERSONAL_GIFT)
    assert said == (
        {"courtesy-limit": VerdictKind.NARROW} if left else {"courtesy-not-permitted": VerdictKind.REPLACE}
    )


def test_limits_of_courtesies_bind_courtesies_only() -> None:
    facts = [somebody(gifts_permitted=True), POLICY, deal(tender=True)]
    others = (Action.COMPANY_REBATE, Action.THANK_CUSTOMER, Action.ASK_USAGE, Action.SETTLE_CLAIM)
    ledger = run(facts, proposal(*others))
    assert [judged(ledger, action) for action in others] == [{}, {}, {}, {}]


def test_nothing_is_given_while_a_tender_runs() -> None:
    book = proposal(Action.COMPANY_GIFT)
    assert "gift-during-tender" in judged(run([somebody(), deal(tender=True)], book), Action.COMPANY_GIFT)
    assert judged(run([somebody(), deal(tender=False)], book), Action.COMPANY_GIFT) == {}
    allowed = [somebody(), deal(tender=True), GiftPolicy(allowed_in_tender=True)]
    assert judged(run(allowed, book), Action.COMPANY_GIFT) == {}


# --- suspicion -------------------------------------------------------------------------------------


def test_a_hint_at_a_bribe_is_reported_and_stops_concessions() -> None:
    ledger = run([somebody(), *saw(CueKind.BRIBE_SIGNAL)], proposal(Action.RETENTION_OFFER))
    assert {Action.REPORT_TO_COMPLIANCE, Action.STOP_CONCESSIONS} <= actions(ledger)
    assert "bribe-signal" in warnings(ledger)
    assert judged(ledger, Action.RETENTION_OFFER) == {"concessions-stopped": VerdictKind.DENY}


def test_suspicion_stops_concessions_and_nothing_else() -> None:
    others = (Action.TRANSPARENT_QUOTE, Action.PLANNED_VISIT, Action.COMPANY_GIFT, Action.SEND_MATERIAL)
    ledger = run([somebody(), *saw(CueKind.BRIBE_SIGNAL)], proposal(*others))
    assert [judged(ledger, action) for action in others] == [{}, {}, {}, {}]


def test_other_observations_raise_no_suspicion() -> None:
    assert actions(run([somebody(), *saw(CueKind.PRICE_PRESSURE)])) == set()
    assert actions(run([somebody(), *saw(CueKind.BRIBE_SIGNAL, on=ago(-1))])) == set()


def test_under_suspicion_the_open_rebate_remains_within_the_limit() -> None:
    facts = [somebody(), *saw(CueKind.BRIBE_SIGNAL), RepAuthority(max_concession=Decimal(500))]
    ledger = run(facts, proposal(Action.PERSONAL_KICKBACK))
    (verdict,) = (v for v in ledger.of(Verdict) if v.action == Action.COMPANY_REBATE)
    assert verdict.kind is VerdictKind.NARROW
    assert verdict.limit == 500


def test_compensation_for_a_complaint_is_no_concession() -> None:
    ledger = run([somebody(), *saw(CueKind.BRIBE_SIGNAL)], proposal(Action.SETTLE_CLAIM))
    assert "concessions-stopped" not in judged(ledger, Action.SETTLE_CLAIM)


@pytest.mark.parametrize(("age", "suspected"), [(365, True), (366, False)])
def test_suspicion_fades_after_a_year(age: int, suspected: bool) -> None:
    ledger = run([somebody(), *saw(CueKind.BRIBE_SIGNAL, on=ago(age))])
    assert (Action.REPORT_TO_COMPLIANCE in actions(ledger)) is suspected


def test_a_look_that_found_no_hint_is_no_suspicion() -> None:
    assert actions(run([somebody(), *saw(CueKind.BRIBE_SIGNAL, present=False)])) == set()


# --- untruths --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("untruth", "instead"),
    [
        (Action.BLUFF_ON_PRICE, Action.TRANSPARENT_QUOTE),
        (Action.PLAY_DUMB, Action.WITHHOLD_JUDGEMENT),
        (Action.WHITE_LIE, Action.TELL_TACTFULLY),
    ],
)
def test_an_untruth_becomes_something_true(untruth: Action, instead: Action) -> None:
    ledger = run([somebody()], proposal(untruth))
    assert replaced(ledger, untruth) == {instead}
    assert proposed(ledger, instead)[0].honesty is not Honesty.DECEPTIVE


def test_blaming_somebody_in_a_complaint_becomes_a_neutral_cause() -> None:
    ledger = run([somebody(), complaint()], proposal(Action.BLAME_THIRD_PARTY))
    assert replaced(ledger, Action.BLAME_THIRD_PARTY) == {Action.NEUTRAL_CAUSE}


@pytest.mark.parametrize(
    ("properties", "instead"),
    [
        ({"purpose": Purpose.SALES, "promise": Promise.PRICE}, Action.TRANSPARENT_QUOTE),
        ({"purpose": Purpose.MARKETING}, Action.WITHHOLD_JUDGEMENT),
        ({"purpose": Purpose.SALES, "promise": Promise.DATE}, Action.WITHHOLD_JUDGEMENT),
        ({"purpose": Purpose.RELATIONSHIP, "promise": Promise.PRICE}, Action.TELL_TACTFULLY),
        ({"purpose": Purpose.SERVICE}, Action.TELL_TACTFULLY),
        ({"purpose": Purpose.INTERNAL}, Action.WITHHOLD_JUDGEMENT),
    ],
)
def test_a_foreign_deception_is_turned_by_what_it_is_for(properties: dict[str, Any], instead: Action) -> None:
    book = foreign("acme.story", honesty=Honesty.DECEPTIVE, channels=(Channel.PHONE,), **properties)
    assert replaced(run([somebody()], book), "acme.story") == {instead}


def test_a_deception_that_is_said_to_be_true_stays_one() -> None:
    book = proposal(Action.BLUFF_ON_PRICE, honesty=Honesty.TRUTHFUL)
    assert judged(run([somebody()], book), Action.BLUFF_ON_PRICE)["relabelled"] is VerdictKind.DENY
    plain = judged(run([somebody()], proposal(Action.BLUFF_ON_PRICE)), Action.BLUFF_ON_PRICE)
    assert plain == {"bluff": VerdictKind.REPLACE}


def test_withholding_a_judgement_is_allowed_as_long_as_every_word_is_true() -> None:
    ledger = run([somebody()], proposal(Action.CLEVER_TACTICS))
    assert judged(ledger, Action.CLEVER_TACTICS) == {"no-false-word": VerdictKind.NARROW}


def test_what_replaces_an_untruth_is_judged_in_turn() -> None:
    """The quote in place of the bluff waits, like any proposal by e-mail, for what others have to say."""
    ledger = decide([somebody()], DAY, principles.playbook, proposal(Action.PLAY_DUMB))
    assert judged(ledger, Action.WITHHOLD_JUDGEMENT) == {"no-false-word": VerdictKind.NARROW}
