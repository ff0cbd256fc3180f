"""Nobody gives or promises more than he may."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import Action, RepAuthority, Verdict, VerdictKind
from relcore.rules import authority
from tests.rules.proposals import judged, proposal
from tests.rules.support import DAY, decide, questions, somebody


def may(**fields: Any) -> RepAuthority:
    return RepAuthority(**fields)


@pytest.mark.parametrize(("amount", "limit"), [(500, None), (501, 500)])
def test_an_amount_ends_at_the_limit(amount: int, limit: int | None) -> None:
    book = proposal(Action.COMPANY_REBATE, amount=Decimal(amount))
    said = decide([somebody(), may(max_concession=500)], DAY, authority.playbook, book).of(Verdict)
    assert [v.limit for v in said] == ([] if limit is None else [Decimal(limit)])
    assert {v.kind for v in said} <= {VerdictKind.NARROW}


def test_a_limit_given_by_name_goes_before_what_everybody_may() -> None:
    facts = [
        somebody(owner="anna"),
        may(id="all", max_concession=500),
        may(rep_id="anna", max_concession=900),
    ]
    book = proposal(Action.COMPANY_REBATE, amount=Decimal(800))
    assert decide(facts, DAY, authority.playbook, book).of(Verdict) == []
    other = [somebody(owner="bob"), *facts[1:]]
    (verdict,) = decide(other, DAY, authority.playbook, book).of(Verdict)
    assert verdict.limit == 500


def test_what_a_personal_authority_leaves_open_comes_from_everybodys() -> None:
    facts = [somebody(owner="anna"), may(id="all", max_concession=500), may(rep_id="anna", max_claim=900)]
    (verdict,) = decide(
        facts, DAY, authority.playbook, proposal(Action.COMPANY_REBATE, amount=Decimal(800))
    ).of(Verdict)
    assert verdict.limit == 500


@pytest.mark.parametrize(
    ("action", "field", "reason", "kind"),
    [
        (Action.PROMISE_DELIVERY_DATE, "may_promise_dates", "date-not-ours-to-promise", VerdictKind.DENY),
        (Action.START_PRODUCTION, "may_start_production", "production-not-ours-to-start", VerdictKind.DENY),
        (Action.NEGOTIATE_TERMS, "may_promise_prices", "price-needs-release", VerdictKind.NARROW),
    ],
)
def test_promises_need_the_authority_for_them(
    action: Action, field: str, reason: str, kind: VerdictKind
) -> None:
    def said(value: bool | None) -> dict[str, VerdictKind]:
        facts = [somebody(), RepAuthority.model_validate({field: value})]
        return judged(decide(facts, DAY, authority.playbook, proposal(action)), action)

    assert said(False) == {reason: kind}
    assert said(True) == {}
    assert said(None) == {}
    facts = [somebody(), RepAuthority.model_validate({field: False})]
    assert judged(decide(facts, DAY, authority.playbook, proposal(Action.ASK_USAGE)), Action.ASK_USAGE) == {}


def test_claims_have_a_limit_of_their_own() -> None:
    facts = [somebody(), may(max_concession=100, may_promise_prices=False)]
    ledger = decide(facts, DAY, authority.playbook, proposal(Action.SETTLE_CLAIM, amount=Decimal(900)))
    assert judged(ledger, Action.SETTLE_CLAIM) == {}


def test_to_say_when_somebody_else_decides_is_always_allowed() -> None:
    facts = [somebody(), may(may_promise_dates=False)]
    ledger = decide(facts, DAY, authority.playbook, proposal(Action.PROMISE_ESCALATION_DATE))
    assert judged(ledger, Action.PROMISE_ESCALATION_DATE) == {}


def test_the_limit_is_asked_where_a_concession_is_on_the_table() -> None:
    book = proposal(Action.COMPANY_REBATE)
    assert "concession-limit" in questions(decide([somebody()], DAY, authority.playbook, book))
    known = [somebody(), may(max_concession=0)]
    assert questions(decide(known, DAY, authority.playbook, book)) == set()
    for other in (Action.ASK_USAGE, Action.TRANSPARENT_QUOTE, Action.COMPANY_GIFT):
        assert questions(decide([somebody()], DAY, authority.playbook, proposal(other))) == set()
