from __future__ import annotations

from decimal import Decimal

import pytest

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Archetype,
    Beneficiary,
    Commitment,
    CommitmentKind,
    Contract,
    Fact,
    Recommendation,
    RepAuthority,
    VerdictKind,
)
from tests.rules.support import (
    DAY,
    WHO,
    actions,
    advise,
    ago,
    deal,
    decide,
    known_as,
    recommended,
    somebody,
    verdicts,
    with_proposal,
)

GREEDY = [somebody(owner="anna"), known_as(Archetype.GREEDY)]


def test_trust_is_built_quietly_and_quality_secured_while_a_deal_is_open() -> None:
    found = actions(decide([*GREEDY, deal()]))
    assert {Action.DISCREET_RAPPORT, Action.QUALITY_ASSURANCE_PLAN} <= found
    assert actions(decide(GREEDY)) == set()
    promised = Commitment(customer_id=WHO, kind=CommitmentKind.SERVICE, made_on=ago(2))
    assert Action.QUALITY_ASSURANCE_PLAN not in actions(decide([*GREEDY, deal(), promised]))


def test_the_kickback_of_the_sources_becomes_an_open_rebate_to_the_company() -> None:
    ledger = decide([*GREEDY, deal()])
    found = verdicts(ledger, Action.PERSONAL_KICKBACK)
    assert found["greedy-rebate-to-the-firm"].replaced_by == Action.COMPANY_REBATE
    assert found["greedy-rebate-to-the-firm"].candidate == "greedy.sources_pay_the_person"
    rebate = recommended(ledger, Action.COMPANY_REBATE)
    assert (rebate.about, rebate.beneficiary) == ("deal", Beneficiary.COMPANY)


def test_nothing_that_a_person_gains_stands() -> None:
    book = with_proposal(Action.PERSONAL_GIFT, Action.INVITE_TO_BANQUET, Action.PERSONAL_KICKBACK)
    advice = advise([*GREEDY, deal()], DAY, *book)
    gains = {Action.PERSONAL_GIFT, Action.INVITE_TO_BANQUET, Action.PERSONAL_KICKBACK}
    assert not gains & {item.action for item in advice.actions}
    assert gains <= {item.action for item in advice.suppressed}


def test_rebate_terms_are_agreed_unless_a_contract_has_them() -> None:
    assert Action.AGREE_COMPANY_REBATE_TERMS in actions(decide([*GREEDY, deal()]))
    contract = Contract(customer_id=WHO, rebate_agreed=True)
    assert Action.AGREE_COMPANY_REBATE_TERMS not in actions(decide([*GREEDY, deal(), contract]))
    without = Contract(customer_id=WHO, rebate_agreed=False)
    assert Action.AGREE_COMPANY_REBATE_TERMS in actions(decide([*GREEDY, deal(), without]))


@pytest.mark.parametrize(
    ("authorities", "limit"),
    [
        ([RepAuthority(max_concession=Decimal(500))], Decimal(500)),
        (
            [
                RepAuthority(max_concession=Decimal(500)),
                RepAuthority(rep_id="anna", max_concession=Decimal(900)),
            ],
            Decimal(900),
        ),
        (
            [
                RepAuthority(max_concession=Decimal(500)),
                RepAuthority(rep_id="marco", max_concession=Decimal(9)),
            ],
            Decimal(500),
        ),
    ],
)
def test_a_rebate_ends_at_the_authority_of_the_representative(
    authorities: list[Fact], limit: Decimal
) -> None:
    ledger = decide([*GREEDY, deal(), *authorities])
    found = verdicts(ledger, Action.COMPANY_REBATE)["greedy-within-authority"]
    assert (found.kind, found.limit) == (VerdictKind.NARROW, limit)


def test_without_any_authority_on_record_no_limit_is_made_up() -> None:
    assert "greedy-within-authority" not in verdicts(decide([*GREEDY, deal()]), Action.COMPANY_REBATE)


def test_every_promise_of_a_price_asks_for_something_in_return() -> None:
    ledger = decide(GREEDY, DAY, *with_proposal(Action.NEGOTIATE_TERMS, Action.ASK_USAGE))
    assert set(verdicts(ledger, Action.NEGOTIATE_TERMS)) == {"greedy-nothing-for-nothing"}
    assert verdicts(ledger, Action.ASK_USAGE) == {}


@pytest.mark.parametrize(("resolved", "wanted"), [(None, True), (False, True), (True, False)])
def test_an_excessive_demand_is_met_with_an_alternative(resolved: bool | None, wanted: bool) -> None:
    demand = AccountEvent(
        customer_id=WHO, id="more", kind=AccountEventKind.UNREASONABLE_NEED, on=ago(5), resolved=resolved
    )
    ledger = decide([*GREEDY, demand])
    assert (Action.OFFER_ALTERNATIVE in actions(ledger)) is wanted
    if wanted:
        assert recommended(ledger, Action.OFFER_ALTERNATIVE).due == ago(2)


def test_a_demand_of_long_ago_is_left_alone() -> None:
    for days, wanted in ((60, True), (61, False)):
        demand = AccountEvent(
            customer_id=WHO, id="more", kind=AccountEventKind.UNREASONABLE_NEED, on=ago(days)
        )
        assert (Action.OFFER_ALTERNATIVE in actions(decide([*GREEDY, demand]))) is wanted


def test_nobody_bargains_over_a_kickback() -> None:
    reasons = verdicts(decide([*GREEDY, deal()]), Action.PERSONAL_KICKBACK)
    assert "greedy-nothing-for-nothing" not in reasons


def test_no_action_of_the_file_deceives() -> None:
    assert all(item.honesty == "truthful" for item in decide([*GREEDY, deal()]).of(Recommendation))
