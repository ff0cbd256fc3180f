"""What the built-in rules make of the example book: every type, every stage, and the guards at work."""

from __future__ import annotations

from collections import defaultdict

import pytest

from relcore.advice import CustomerAdvice
from relcore.advisor import Advisor
from relcore.books import Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.facts import (
    Archetype,
    Ladder,
    LifecycleTag,
    Personality,
    SaleStep,
    ShareStage,
    ValueClass,
)

Advised = dict[str, CustomerAdvice]


@pytest.fixture(scope="module")
def advised() -> Advised:
    """Give the advice for every customer of the example book."""
    advisor = Advisor()
    customers = Book.open(EXAMPLE).customers()
    return {name: advisor.advise(facts, as_of=EXAMPLE_DAY) for name, facts in customers.items()}


def values(advised: Advised, axis: str) -> dict[str | None, list[str]]:
    """Give the customers by their value on an axis."""
    found: dict[str | None, list[str]] = defaultdict(list)
    for customer, advice in advised.items():
        if axis in advice.assessments:
            found[advice.assessments[axis].value].append(customer)
    return found


def actions(advice: CustomerAdvice) -> list[str]:
    """Give the actions that stand, the first first."""
    return [action.action for action in advice.actions]


def suppressed(advice: CustomerAdvice) -> dict[str, str | None]:
    """Give the actions that do not stand, and what stands in their place."""
    return {action.action: action.replaced_by for action in advice.suppressed}


@pytest.mark.parametrize("archetype", sorted(set(Archetype) - {Archetype.COMPOSITE}))
def test_each_archetype_is_assessed_at_least_twice(archetype: Archetype, advised: Advised) -> None:
    assert len(values(advised, "archetype")[archetype]) >= 2


@pytest.mark.parametrize("customer", ["marlowe", "lianyi"])
def test_a_buyer_who_shifts_is_put_into_no_box(customer: str, advised: Advised) -> None:
    assessment = advised[customer].assessments["archetype"]
    assert assessment.value in (None, Archetype.COMPOSITE)
    assert "reobserve" in actions(advised[customer])


@pytest.mark.parametrize("personality", sorted(Personality))
def test_each_personality_is_assessed_at_least_twice(personality: Personality, advised: Advised) -> None:
    assert len(values(advised, "personality")[personality]) >= 2


def test_many_are_left_unjudged(advised: Advised) -> None:
    assert {"kestrel-bikes", "prairie-seed", "tallinn-labels"} <= set(values(advised, "archetype")[None])
    assert len(values(advised, "personality")[None]) >= 10


@pytest.mark.parametrize(
    ("axis", "every"),
    [
        ("share_stage", ShareStage),
        ("ladder", Ladder),
        ("sale_step", SaleStep),
        ("value", ValueClass),
        ("lifecycle", LifecycleTag),
    ],
)
def test_every_value_of_an_axis_occurs(axis: str, every: type[ShareStage], advised: Advised) -> None:
    assert set(every) <= set(values(advised, axis))


def test_a_falling_share_goes_down_one_stage_and_is_repaired(advised: Advised) -> None:
    advice = advised["alpine-dairies"]
    assert advice.assessments["share_stage"].value == ShareStage.STABLE
    assert "repair_plan" in actions(advice)


def test_a_leap_of_the_share_counts_as_one_step(advised: Advised) -> None:
    advice = advised["hongtu-pharma"]
    assert advice.assessments["share_stage"].value == ShareStage.INITIAL
    assert "no-jump" in {warning.code for warning in advice.warnings}


def test_a_hint_at_a_bribe_goes_to_compliance_and_nobody_is_paid(advised: Advised) -> None:
    advice = advised["delmar-freight"]
    assert {"report_to_compliance", "stop_concessions"} <= set(actions(advice))
    assert "personal_kickback" in suppressed(advice)
    assert "personal_kickback" not in actions(advice)


def test_nothing_is_produced_before_signature_prepayment_and_price(advised: Advised) -> None:
    required = {"require_signed_spec", "require_prepayment", "agree_price_first"}
    assert required <= set(actions(advised["aurelian"]))
    assert "start_production" not in actions(advised["aurelian"])
    assert not required & set(actions(advised["xinyao"]))


def test_an_overdue_promise_comes_first(advised: Advised) -> None:
    assert actions(advised["lisboa-conservas"])[0] == "repair_visit"


def test_a_claim_above_authority_is_passed_on(advised: Advised) -> None:
    assert suppressed(advised["oakhurst"])["settle_claim"] == "escalate_claim"
    assert "escalate_claim" in actions(advised["oakhurst"])


def test_an_open_complaint_comes_before_selling(advised: Advised) -> None:
    assert "handle_complaint" in actions(advised["bianmin"])
    assert "solution_offer" in suppressed(advised["bianmin"])


@pytest.mark.parametrize("customer", ["nordfjord", "wanda-nowak"])
def test_without_consent_a_person_greets(customer: str, advised: Advised) -> None:
    assert "send_greeting" in suppressed(advised[customer])
    assert "greeting_by_person" in actions(advised[customer])


def test_nobody_is_blamed_without_evidence(advised: Advised) -> None:
    assert {"blame_third_party", "confront_with_evidence"} <= set(suppressed(advised["hairun"]))
    assert "neutral_cause" in actions(advised["hairun"])


def test_a_needless_tender_is_declined(advised: Advised) -> None:
    assert "decline_tender" in actions(advised["pfennigmann"])


def test_a_minute_late_calls_for_a_call(advised: Advised) -> None:
    assert actions(advised["fornara"])[0] == "call_ahead_late"


def test_who_wants_no_contact_gets_none(advised: Advised) -> None:
    assert [a.action for a in advised["lumen-yoga"].actions if a.channel] == []


def test_what_is_unknown_becomes_a_question(advised: Advised) -> None:
    assert advised["tallinn-labels"].questions
    assert advised["meridian-hospitals"].questions


def test_no_advice_meant_for_the_customer_names_a_type(advised: Advised) -> None:
    labels = {label.lower() for kind in (Archetype, Personality) for m in kind for label in (m.value, m.en)}
    labels.discard("relationship")  # an honest word, too
    told = [a.text.lower() for advice in advised.values() for a in advice.actions]
    assert told
    assert not [text for text in told for label in labels if label in text.split()]
