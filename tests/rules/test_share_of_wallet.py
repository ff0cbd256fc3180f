"""The stage by share of wallet: bands, confirmation, one step at a time, and the courage not to know."""

from __future__ import annotations

from decimal import Decimal

import pytest

from relcore.facts import (
    Action,
    Axis,
    Fact,
    OpportunityStage,
    ShareStage,
    SpendEstimate,
    StageRecord,
)
from relcore.ir import Scalar
from relcore.ledger import Ledger
from relcore.rules import share_of_wallet
from tests.rules.records import order, shares
from tests.rules.support import DAY, WHO, actions, ago, assessed, deal, decide, questions, somebody, warnings

DEVELOPMENT, INITIAL = ShareStage.DEVELOPMENT, ShareStage.INITIAL
STABLE, STRATEGIC = ShareStage.STABLE, ShareStage.STRATEGIC


def run(*facts: Fact, **settings: Scalar) -> Ledger:
    named = {f"stage.share.{name}": value for name, value in settings.items()}
    return decide([somebody(), *facts], DAY, share_of_wallet.playbook, settings=named)


def stage(*values: str, **settings: Scalar) -> str | None:
    return assessed(run(*shares(*values), **settings), Axis.SHARE_STAGE).value


@pytest.mark.parametrize(
    ("share", "band"),
    [
        ("0", DEVELOPMENT),
        ("0.00000001", INITIAL),
        ("0.49", INITIAL),
        ("0.5", STABLE),
        ("0.79", STABLE),
        ("0.8", STRATEGIC),
        ("1", STRATEGIC),
    ],
)
def test_the_first_known_period_gives_its_raw_band(share: str, band: ShareStage) -> None:
    assert stage(share) == band


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("0.82", "0.78"), STRATEGIC),
        (("0.82", "0.78", "0.74"), STABLE),
        (("0.82", "0.78", "0.78"), STABLE),
        (("0.82", "0.79", "0.78"), STRATEGIC),
        (("0.82", "0.78", "0.79", "0.78"), STRATEGIC),
        (("0.6", "0.82"), STABLE),
        (("0.6", "0.85", "0.6"), STABLE),
        (("0.6", "0.82", "0.82"), STRATEGIC),
        (("0.6", "0.81", "0.81"), STABLE),
        (("0.3", "0.52", "0.52"), STABLE),
        (("0.6", "0.48", "0.48"), INITIAL),
        (("0.6", "0.49", "0.49"), STABLE),
    ],
    ids=str,
)
def test_a_change_needs_two_periods_in_a_row_beyond_the_margin(
    values: tuple[str, ...], expected: ShareStage
) -> None:
    assert stage(*values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("0", "0.85"), INITIAL),
        (("0", "0.85", "0.85"), STABLE),
        (("0", "0.85", "0.85", "0.85"), STRATEGIC),
        (("0", "0.85", "0.85", "0.85", "0.85"), STRATEGIC),
        (("0.9", "0", "0"), STABLE),
        (("0.9", "0", "0", "0"), INITIAL),
        (("0.9", "0", "0", "0", "0"), DEVELOPMENT),
        (("0.3", "0"), INITIAL),
        (("0.3", "0", "0"), DEVELOPMENT),
        (("0", "0", "0.01"), INITIAL),
    ],
    ids=str,
)
def test_stages_are_taken_one_at_a_time(values: tuple[str, ...], expected: ShareStage) -> None:
    assert stage(*values) == expected


def test_a_share_that_ran_ahead_is_noted_as_no_jump() -> None:
    assert "no-jump" in warnings(run(*shares("0", "0.85")))
    assert "no-jump" in warnings(run(*shares("0", "0.85", "0.85")))
    assert "no-jump" not in warnings(run(*shares("0", "0.85", "0.85", "0.85")))
    assert "no-jump" in warnings(run(*shares("0", "0.5")))
    assert "no-jump" not in warnings(run(*shares("0", "0.49")))
    assert "no-jump" not in warnings(run(*shares("0.9", "0.6", "0.6")))


def test_one_period_beyond_the_margin_is_a_sign_and_not_yet_a_change() -> None:
    slipping = run(*shares("0.82", "0.78"))
    assert warnings(slipping) == {"share-slipping"}
    assert Action.REVIEW_ACCOUNT in actions(slipping)
    assert warnings(run(*shares("0.6", "0.85"))) == {"share-rising"}
    assert warnings(run(*shares("0.82", "0.79"))) == set()


def test_a_company_may_wait_longer_or_shorter() -> None:
    assert stage("0.82", "0.78", "0.74", confirm_periods=3) == STRATEGIC
    assert stage("0.82", "0.78", confirm_periods=1) == STABLE
    assert stage("0", "0.1", enter_periods=2) == DEVELOPMENT
    assert stage("0.82", "0.79", "0.79", hysteresis=Decimal(0)) == STABLE


def test_a_stage_says_since_when_it_holds_and_until_when() -> None:
    found = assessed(run(*shares("0.82", "0.78", "0.74")), Axis.SHARE_STAGE)
    assert found.since == DAY
    assert found.expires == ago(-401)
    steady = assessed(run(*shares("0.82", "0.83")), Axis.SHARE_STAGE)
    assert steady.since == ago(91)


def test_the_order_in_which_estimates_are_told_does_not_matter() -> None:
    facts = shares("0.82", "0.78", "0.74")
    assert run(*facts) == run(*reversed(facts))


def test_of_two_estimates_for_one_period_the_careful_one_counts() -> None:
    (one,) = shares("0.9")
    assert isinstance(one, SpendEstimate)
    other = one.model_copy(update={"share": Decimal("0.6"), "source": "a colleague"})
    assert assessed(run(one, other), Axis.SHARE_STAGE).value == STABLE


def test_a_period_counts_once_it_is_over_and_in_our_category_only() -> None:
    (one,) = shares("0.9")
    assert isinstance(one, SpendEstimate)
    running = one.model_copy(update={"period_end": ago(-1)})
    assert assessed(run(running), Axis.SHARE_STAGE).value is None
    elsewhere = one.model_copy(update={"category": "paper"})
    facts = [somebody(category="boxes"), elsewhere]
    assert assessed(decide(facts, DAY, share_of_wallet.playbook), Axis.SHARE_STAGE).value is None


def confirmed(value: ShareStage, days_ago: int, until: int | None = None) -> StageRecord:
    return StageRecord(
        customer_id=WHO,
        axis=Axis.SHARE_STAGE,
        value=value,
        since=ago(days_ago),
        until=None if until is None else ago(until),
    )


def test_a_confirmed_stage_is_where_the_count_begins() -> None:
    assert assessed(run(confirmed(STABLE, 300)), Axis.SHARE_STAGE).value == STABLE
    facts = [confirmed(STRATEGIC, 150), *shares("0.3", "0.78", "0.74")]
    assert assessed(run(*facts), Axis.SHARE_STAGE).value == STABLE
    late = [confirmed(STRATEGIC, 0), *shares("0.3", "0.3")]
    assert assessed(run(*late), Axis.SHARE_STAGE).value == STRATEGIC


def test_the_last_confirmed_stage_counts_while_it_lasts() -> None:
    def found(*records: Fact) -> str | None:
        return assessed(run(*records), Axis.SHARE_STAGE).value

    assert found(confirmed(STABLE, 300), confirmed(INITIAL, 100)) == INITIAL
    assert found(confirmed(STABLE, 300), confirmed(INITIAL, -1)) == STABLE
    assert found(confirmed(STABLE, 0)) == STABLE
    assert found(confirmed(STABLE, -1)) is None
    assert found(confirmed(STABLE, 300, until=0)) == STABLE
    assert found(confirmed(STABLE, 300, until=1)) is None
    other = StageRecord(customer_id=WHO, axis=Axis.LADDER, value="confiding", since=ago(3))
    assert found(confirmed(STABLE, 300), other) == STABLE


def test_without_an_estimate_the_stage_is_unknown_and_the_share_is_asked() -> None:
    ledger = run(order(10))
    found = assessed(ledger, Axis.SHARE_STAGE)
    assert (found.value, found.reason) == (None, "share-unknown")
    assert questions(ledger) == {"share-of-wallet"}
    assert "share-of-wallet" not in questions(run(*shares("0.3")))


def test_a_prospect_that_never_bought_is_in_development_whatever_it_spends() -> None:
    facts: list[Fact] = [somebody(is_prospect=True)]
    ledger = decide(facts, DAY, share_of_wallet.playbook)
    assert assessed(ledger, Axis.SHARE_STAGE).value == DEVELOPMENT
    assert questions(ledger) == set()
    won = [*facts, deal(stage=OpportunityStage.WON)]
    assert assessed(decide(won, DAY, share_of_wallet.playbook), Axis.SHARE_STAGE).value is None


def test_an_old_estimate_is_asked_for_anew() -> None:
    (one,) = shares("0.3")
    assert isinstance(one, SpendEstimate)
    old = one.model_copy(update={"period_start": ago(500), "period_end": ago(401)})
    assert questions(run(old)) == {"share-of-wallet-outdated"}
    assert questions(run(old.model_copy(update={"period_end": ago(400)}))) == set()
