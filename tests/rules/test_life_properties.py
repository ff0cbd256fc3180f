"""What holds for any customer, whatever has happened: tried on whole lives and on random shares of wallet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relcore import Advisor
from relcore.facts import (
    BUILTIN_ACTION_SPECS,
    Action,
    Axis,
    Beneficiary,
    Customer,
    Fact,
    Honesty,
    ShareStage,
    SpendEstimate,
)
from relcore.lang import Clause, Playbook, always, recommend
from relcore.rules import builtin
from relcore.testing import Life, customer_lives

LIVES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

crooked = Playbook("crooked")


@crooked.rule(origin="a playbook that means no good")
def kickback(customer: Customer) -> Clause:
    """Everybody gets something for himself."""
    return always().then(
        recommend(Action.PERSONAL_KICKBACK, weight=Decimal(9)),
        recommend(Action.PERSONAL_GIFT, amount=Decimal(900)),
    )


ADVISOR = Advisor()
CROOKED = Advisor([builtin(), crooked])
ORDER = list(ShareStage)


@LIVES
@given(customer_lives())
def test_no_personal_benefit_and_no_deceit_is_ever_advised_whatever_a_playbook_says(life: Life) -> None:
    advice = CROOKED.advise(life.facts, as_of=life.as_of)
    for action in advice.actions:
        spec = BUILTIN_ACTION_SPECS[action.action]
        assert spec.beneficiary is not Beneficiary.PERSON
        assert spec.honesty is not Honesty.DECEPTIVE
    refused = {fallen.action for fallen in advice.suppressed}
    assert {Action.PERSONAL_KICKBACK, Action.PERSONAL_GIFT} <= refused


@LIVES
@given(customer_lives())
def test_the_same_day_asked_twice_gives_the_same_answer(life: Life) -> None:
    first = ADVISOR.advise(life.facts, as_of=life.as_of)
    assert ADVISOR.advise(tuple(reversed(life.facts)), as_of=life.as_of) == first


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=9))
def test_a_stage_never_moves_two_steps_in_one_confirmation(shares: list[int]) -> None:
    estimates: list[Fact] = [
        SpendEstimate(
            customer_id="c",
            id=f"s{number}",
            period_start=date(2014 + number, 1, 1),
            period_end=date(2014 + number, 12, 31),
            share=Decimal(share) / 100,
        )
        for number, share in enumerate(shares)
    ]
    stages = []
    for number in range(len(shares)):
        known = [Customer(customer_id="c"), *estimates[: number + 1]]
        found = ADVISOR.advise(known, as_of=date(2015 + number, 1, 5)).assessments[Axis.SHARE_STAGE]
        stages.append(ORDER.index(ShareStage(found.value)) if found.value else None)
    steps = [b - a for a, b in pairwise(stages) if a is not None and b is not None]
    assert stages[-1] is not None
    assert all(abs(step) <= 1 for step in steps)
