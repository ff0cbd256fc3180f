"""What holds of all types alike: each speaks for its own buyers only, and of deals while they are open."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Appointment,
    Archetype,
    Commitment,
    Direction,
    Fact,
    Finding,
    Holiday,
    Interaction,
    InteractionKind,
    Order,
    Personality,
    Recommendation,
    RepAuthority,
    Topic,
    Verdict,
)
from relcore.ledger import Ledger
from tests.rules.support import (
    DAY,
    WHO,
    ago,
    deal,
    decide,
    known_as,
    meeting,
    met,
    somebody,
    with_proposal,
)

ASSESSED = [kind for kind in (*Archetype, *Personality) if kind != Archetype.COMPOSITE]
EVERY_ACTION = with_proposal(*Action, about="deal")


def busy_customer(**of_deal: object) -> list[Fact]:
    """Tell of a customer with an occasion for nearly everything."""
    return [
        somebody(owner="anna"),
        deal(**{"value": 50_000, "tender": True, "tender_needed": False} | of_deal),
        deal(id="ours", decisive_advantage=True, **of_deal),
        Order(customer_id=WHO, id="order", placed_on=ago(9), fulfilment_checked=False),
        Commitment(customer_id=WHO, id="word", due_on=ago(-3)),
        AccountEvent(customer_id=WHO, id="prize", kind=AccountEventKind.HONOUR, on=ago(5)),
        AccountEvent(customer_id=WHO, id="more", kind=AccountEventKind.UNREASONABLE_NEED, on=ago(5)),
        Holiday(on=DAY + timedelta(days=3), wishes=True),
        RepAuthority(max_concession=Decimal(5)),
        met(
            on=ago(2),
            direction=Direction.OUTBOUND,
            objection="dear",
            objection_answered=False,
            topics=(Topic.PRICE, Topic.TECHNICAL),
            pressured=True,
            flattered=True,
            late_minutes=2,
        ),
        Interaction(
            customer_id=WHO,
            id="question",
            kind=InteractionKind.REQUEST,
            on=ago(1),
            direction=Direction.INBOUND,
            answered=False,
        ),
        meeting(timedelta(minutes=2)),
    ]


def files_that_speak(ledger: Ledger) -> set[str]:
    rules = [item.rule for item in ledger.of(Recommendation)]
    rules += [item.rule for item in ledger.of(Verdict)]
    rules += [item.rule for item in ledger.of(Finding)]
    return {rule.partition(".")[0] for rule in rules}


@pytest.mark.parametrize("kind", ASSESSED)
def test_the_rules_of_a_type_speak_for_its_own_buyers_only(kind: Archetype | Personality) -> None:
    ledger = decide([*busy_customer(), known_as(kind)], DAY, *EVERY_ACTION)
    others = {str(other) for other in ASSESSED if isinstance(other, type(kind)) and other != kind}
    assert str(kind) in files_that_speak(ledger)
    assert not others & files_that_speak(ledger)


@pytest.mark.parametrize("kind", ASSESSED)
def test_a_closed_deal_is_no_occasion(kind: Archetype | Personality) -> None:
    def about_deals(**of_deal: object) -> set[str]:
        # A meeting is an occasion of its own.
        facts = [fact for fact in busy_customer(**of_deal) if not isinstance(fact, Appointment)]
        said = decide([*facts, known_as(kind)]).of(Recommendation)
        return {item.action for item in said if item.about in ("deal", "ours")}

    assert about_deals()
    assert about_deals(stage="lost") == set()
    assert about_deals(stage=None) == set()


@pytest.mark.parametrize("kind", ASSESSED)
def test_every_recommendation_gives_a_reason(kind: Archetype | Personality) -> None:
    said = decide([*busy_customer(), known_as(kind)]).of(Recommendation)
    assert said
    assert all(item.reason for item in said)
