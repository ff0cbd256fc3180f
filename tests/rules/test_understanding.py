"""No proposal before anything is known of what the customer needs; what is missing is asked."""

from __future__ import annotations

import pytest

from relcore.facts import (
    Action,
    Channel,
    CueKind,
    Fact,
    InteractionKind,
    Promise,
    Purpose,
    Topic,
    VerdictKind,
)
from relcore.ledger import Ledger
from relcore.rules.principles import understanding
from tests.rules.proposals import foreign, judged, proposal
from tests.rules.records import complaint, order, shares
from tests.rules.support import DAY, actions, ago, deal, decide, met, questions, saw, somebody


def run(*facts: Fact) -> Ledger:
    return decide(
        facts, DAY, understanding.playbook, proposal(Action.WRITTEN_PROPOSAL, Action.COMPANY_REBATE)
    )


def test_of_a_stranger_the_needs_are_asked_before_anything_is_proposed() -> None:
    ledger = run(somebody())
    assert judged(ledger, Action.WRITTEN_PROPOSAL) == {"needs-unknown": VerdictKind.DEFER}
    assert "needs" in questions(ledger)
    assert Action.ASK_NEEDS in actions(ledger)


@pytest.mark.parametrize(
    "fact",
    [
        order(30),
        order(730),
        deal(product="boxes"),
        deal(engaged_on=ago(5)),
        met(learned_something=True),
        met(topics=(Topic.OBSTACLES,)),
        met(learned_something=True, on=DAY),
        met(learned_something=True, on=ago(730)),
        met(InteractionKind.REQUEST),
        complaint(),
        complaint(0),
        complaint(730),
        saw(CueKind.PRICE_SENSITIVE, on=ago(730))[0],
        saw(CueKind.PRICE_SENSITIVE)[0],
        shares("0.2")[0],
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_whatever_tells_of_needs_opens_the_way(fact: Fact) -> None:
    ledger = run(somebody(), fact)
    assert judged(ledger, Action.WRITTEN_PROPOSAL) == {}
    assert "needs" not in questions(ledger)


@pytest.mark.parametrize(
    "fact",
    [
        order(731),
        order(-1),
        deal(product=None, engaged_on=None),
        met(topics=(Topic.WEATHER,)),
        met(learned_something=False),
        met(learned_something=True, on=ago(731)),
        met(learned_something=True, on=ago(-1)),
        complaint(731),
        complaint(-1),
        saw(CueKind.PRICE_SENSITIVE, on=ago(731))[0],
        saw(CueKind.PRICE_SENSITIVE, on=ago(-1))[0],
        saw(CueKind.PRICE_SENSITIVE, present=False)[0],
        shares("0")[0],
    ],
)
def test_what_tells_nothing_leaves_it_shut(fact: Fact) -> None:
    assert judged(run(somebody(), fact), Action.WRITTEN_PROPOSAL) == {"needs-unknown": VerdictKind.DEFER}


def test_what_answers_a_demand_is_no_proposal_in_the_dark() -> None:
    assert judged(run(somebody()), Action.COMPANY_REBATE) == {}


def test_a_foreign_offer_waits_too() -> None:
    offer = foreign("acme.bundle", purpose=Purpose.SALES, promise=Promise.PRICE, channels=(Channel.VISIT,))
    greeting = foreign("acme.hello", purpose=Purpose.RELATIONSHIP, channels=(Channel.PHONE,))
    ledger = decide([somebody()], DAY, understanding.playbook, offer, greeting)
    assert judged(ledger, "acme.bundle") == {"needs-unknown": VerdictKind.DEFER}
    assert judged(ledger, "acme.hello") == {}


def test_what_kind_of_person_it_is_stays_a_question_until_somebody_has_looked() -> None:
    assert "buyer-type" in questions(run(somebody()))
    assert "buyer-type" not in questions(run(somebody(), *saw(CueKind.OFFICE_CHART)))


def test_who_wants_no_contact_is_not_asked() -> None:
    ledger = run(somebody(opted_out=True))
    assert questions(ledger) == set()
    assert Action.ASK_NEEDS not in actions(ledger)
