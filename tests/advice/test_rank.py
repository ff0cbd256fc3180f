"""Ranks are products of named factors, and no two actions share a place."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore.advice import FACTORS, RankingPolicy
from relcore.advice.candidates import Candidate
from relcore.advice.due import Timing
from relcore.advice.rank import Ranked, one_of_each_group, rank
from relcore.advice.settle import Standing
from relcore.errors import AdviceError
from relcore.facts import BUILTIN_ACTION_SPECS, ActionSpec, Purpose

TODAY = date(2026, 3, 2)


def standing(action: str, due: int | None = None, **more: Any) -> Standing:
    day = None if due is None else TODAY + timedelta(days=due)
    candidate = Candidate(action, f"rule.{action}", due=day, **more)
    return Standing((candidate,), Timing(day))


def ranked(*actions: Standing, policy: RankingPolicy | None = None, **more: Any) -> list[Ranked]:
    return rank(actions, BUILTIN_ACTION_SPECS, policy or RankingPolicy(), TODAY, **more)


def names(items: list[Ranked]) -> list[str]:
    return [item.standing.lead.action for item in items]


def factors(item: Ranked) -> dict[str, Decimal]:
    return {factor.name: factor.value for factor in item.factors}


def test_a_rank_is_the_product_of_its_factors() -> None:
    (item,) = ranked(standing("handle_complaint", due=-1, weight=Decimal("2.5")))
    assert set(factors(item)) == set(FACTORS)
    product = Decimal(1)
    for value in factors(item).values():
        product *= value
    assert item.rank == product
    assert [factor.origin for factor in item.factors] == [
        "due:2026-03-01",
        "rule:rule.handle_complaint",
        "purpose:service",
        f"effort:{BUILTIN_ACTION_SPECS['handle_complaint'].effort}",
        "assessment:none",
    ]


def test_what_is_due_sooner_comes_first() -> None:
    days = [-1, 1, 3, 7, 30, 31]
    values = [factors(ranked(standing("value_report", due=number))[0])["urgency"] for number in days]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values)
    assert values[-1] == factors(ranked(standing("value_report"))[0])["urgency"] == 1


def test_service_comes_before_relationship_sales_and_marketing() -> None:
    order = [Purpose.SERVICE, Purpose.RELATIONSHIP, Purpose.SALES, Purpose.MARKETING]
    values = [factors(ranked(standing("x", purpose=purpose.value))[0])["purpose"] for purpose in order]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 4


def test_less_effort_comes_first() -> None:
    specs = {
        f"e{effort}": ActionSpec(
            name=f"e{effort}", label_en="x", label_zh="x", purpose=Purpose.SERVICE, effort=effort
        )
        for effort in range(1, 6)
    }
    items = rank([standing(name) for name in reversed(specs)], specs, RankingPolicy(), TODAY)
    assert names(items) == ["e1", "e2", "e3", "e4", "e5"]


def test_a_rule_that_rests_on_an_unsure_guess_counts_for_less() -> None:
    def guesses(rule: str) -> list[tuple[str, Decimal | None]]:
        margins = {"rule.upsell": Decimal(1), "rule.cross_sell": Decimal(20)}
        return [("archetype", margins[rule])] if rule in margins else []

    items = ranked(standing("upsell"), standing("cross_sell"), guesses=guesses)
    assert names(items) == ["cross_sell", "upsell"]
    assert factors(items[1])["confidence"] == Decimal("0.8")
    assert items[1].factors[-1].origin == "assessment:archetype"


def test_one_rule_that_guesses_nothing_makes_an_action_sure() -> None:
    both = Standing((Candidate("upsell", "guessing"), Candidate("upsell", "knowing")), Timing(None))
    (item,) = ranked(both, guesses=lambda rule: [("archetype", Decimal(0))] if rule == "guessing" else [])
    assert factors(item)["confidence"] == 1


def test_of_two_rules_that_guess_the_surer_one_counts_and_of_its_guesses_the_less_sure() -> None:
    both = Standing((Candidate("upsell", "unsure"), Candidate("upsell", "sure")), Timing(None))
    margins = {
        "unsure": [("archetype", Decimal(0)), ("personality", Decimal(20))],
        "sure": [("archetype", Decimal(20)), ("personality", Decimal(2))],
    }
    (item,) = ranked(both, guesses=margins.__getitem__)
    assert factors(item)["confidence"] == Decimal("0.9")
    assert item.factors[-1].origin == "assessment:personality"


def test_a_company_can_switch_a_factor_off_or_make_it_stronger() -> None:
    policy = RankingPolicy(strength={"urgency": 0, "purpose": 2})
    (item,) = ranked(standing("send_greeting", due=0), policy=policy)
    assert "urgency" not in factors(item)
    assert item.rank == Decimal("1.5") ** 2


def test_a_company_can_give_its_own_tables() -> None:
    policy = RankingPolicy(purposes={Purpose.SALES: Decimal(9)})
    items = ranked(
        standing("send_greeting", purpose="service"), standing("upsell", purpose="sales"), policy=policy
    )
    assert names(items) == ["upsell", "send_greeting"]


@pytest.mark.parametrize(
    ("strength", "code"), [({"luck": 1}, "RC503"), ({"urgency": 6}, "RC504"), ({"urgency": -1}, "RC504")]
)
def test_a_strength_that_means_nothing_is_refused(strength: dict[str, int], code: str) -> None:
    with pytest.raises(AdviceError, match=code) as caught:
        RankingPolicy(strength=strength)
    assert caught.value.diagnostics[0].hint


def test_of_one_group_the_first_stands_and_the_others_name_it() -> None:
    items = ranked(standing("send_greeting", due=0), standing("holiday_wishes", due=0), standing("ask_needs"))
    kept, lost = one_of_each_group(items, BUILTIN_ACTION_SPECS)
    assert names(kept) == ["send_greeting", "ask_needs"]
    (loser,) = lost
    assert loser.first.action == "holiday_wishes"
    assert (loser.first.kind, loser.replaced_by, loser.first.rule) == (
        "outranked",
        "send_greeting",
        "ranking.greeting",
    )


def test_groups_exclude_only_for_the_same_matter() -> None:
    items = ranked(standing("send_greeting", about="o1"), standing("holiday_wishes", about="o2"))
    kept, lost = one_of_each_group(items, BUILTIN_ACTION_SPECS)
    assert (len(kept), lost) == (2, [])


actions = st.builds(
    standing,
    action=st.sampled_from(["send_greeting", "upsell", "cross_sell", "ask_needs", "unheard_of"]),
    due=st.none() | st.integers(-3, 40),
    about=st.sampled_from([None, "", "o1", "o2"]),
    weight=st.decimals(0, 1000, places=4),
    purpose=st.sampled_from([None, "service", "sales"]),
)
distinct = st.lists(actions, unique_by=lambda action: action.lead.matter, max_size=8)


@given(distinct, st.randoms(use_true_random=False))
def test_the_order_of_advice_is_total(items: list[Standing], random: Any) -> None:
    first = ranked(*items)
    keys = [item.order for item in first]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    shuffled = list(items)
    random.shuffle(shuffled)
    assert ranked(*shuffled) == first


@given(distinct)
def test_equal_ranks_are_ordered_by_due_date_and_name(items: list[Standing]) -> None:
    places = [
        (
            -item.rank,
            item.standing.timing.due or date.max,
            item.standing.lead.action,
            item.standing.lead.about is not None,
            item.standing.lead.about or "",
        )
        for item in ranked(*items)
    ]
    assert places == sorted(places)


@given(st.decimals(0, 10**9, places=6))
def test_ranks_are_exact_whatever_precision_the_caller_works_with(weight: Decimal) -> None:
    with localcontext(prec=3):
        (item,) = ranked(standing("upsell", weight=weight, purpose="sales", due=0))
        order = item.order
    assert item.rank == weight * Decimal("2.5") * Decimal("0.9")
    assert order[0] == -item.rank
