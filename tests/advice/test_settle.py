"""What stands and what falls, whatever the order."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from relcore.advice.candidates import Candidate, Said
from relcore.advice.settle import Fallen, Standing, settle
from relcore.facts import Layer

TODAY = date(2026, 3, 2)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def said(kind: str, layer: Layer, candidate: str = "a", **more: Any) -> Said:
    return Said("call", candidate, None, kind, layer, f"guard_{kind}", f"because_{kind}", **more)


def one_standing(candidates: list[Candidate], *rulings: Said) -> Standing:
    standing, fallen = settle(candidates, rulings, TODAY)
    assert not fallen
    (only,) = standing
    return only


def one_fallen(candidates: list[Candidate], *rulings: Said) -> Fallen:
    standing, fallen = settle(candidates, rulings, TODAY)
    assert not standing
    (only,) = fallen
    return only


A = Candidate("call", "a", channel="phone", due=day(5), weight=Decimal(2), amount=Decimal(300))
B = Candidate("call", "b", channel="chat", due=day(3), amount=Decimal(200))


def test_several_rules_for_one_action_are_one_action() -> None:
    action = one_standing([B, A])
    assert action.candidates == (A, B)
    assert action.timing.due == day(3)
    assert action.timing.channel == "phone"
    assert action.amount == 200


def test_an_action_about_two_things_is_two_actions() -> None:
    standing, _ = settle([A, A._replace(about="o1")], [], TODAY)
    assert [item.lead.about for item in standing] == [None, "o1"]


def test_a_verdict_of_a_later_layer_leaves_the_other_rule_its_say() -> None:
    action = one_standing([A, B], said("deny", Layer.TYPE, "a"))
    assert action.candidates == (B,)
    assert action.timing.channel == "chat"
    assert [note.rule for note in action.notes] == ["guard_deny"]


def test_law_principle_consent_and_authority_judge_the_action_whoever_recommends_it() -> None:
    for layer in Layer:
        standing, fallen = settle([A, B], [said("deny", layer, "a")], TODAY)
        wide = layer in (Layer.LAW, Layer.PRINCIPLE, Layer.CONSENT, Layer.AUTHORITY)
        assert (len(standing), len(fallen)) == ((0, 1) if wide else (1, 0)), layer


def test_the_first_layer_that_objects_is_named_and_the_later_ones_are_listed() -> None:
    rulings = [said("deny", Layer.CADENCE), said("replace", Layer.PRINCIPLE, replaced_by="write")]
    fallen = one_fallen([A], *rulings)
    assert (fallen.first.layer, fallen.first.kind) == (Layer.PRINCIPLE, "replace")
    assert [ruling.layer for ruling in fallen.also] == [Layer.CADENCE]
    assert fallen.replaced_by == "write"
    assert fallen.earliest is None


def test_within_a_layer_the_strictest_verdict_is_named_and_the_replacement_kept() -> None:
    rulings = [said("replace", Layer.PRINCIPLE, replaced_by="write"), said("deny", Layer.PRINCIPLE)]
    fallen = one_fallen([A], *rulings)
    assert fallen.first.kind == "deny"
    assert fallen.replaced_by == "write"


def test_a_deferral_that_ends_in_time_moves_the_first_day_only() -> None:
    action = one_standing([A], said("defer", Layer.CADENCE, until=day(5)))
    assert action.timing.opens == day(5)
    assert action.timing.due == day(5)
    assert [note.kind for note in action.notes] == ["defer"]


def test_a_deferral_beyond_the_due_date_suppresses_and_says_until_when() -> None:
    fallen = one_fallen([A], said("defer", Layer.CADENCE, until=day(6)))
    assert fallen.first.kind == "defer"
    assert fallen.earliest == day(6)


def test_without_a_due_date_a_deferred_action_becomes_due_when_it_may_happen() -> None:
    action = one_standing([A._replace(due=None)], said("defer", Layer.CADENCE, until=day(40)))
    assert action.timing.opens == action.timing.due == day(40)


def test_a_deferral_to_an_unknown_day_suppresses_without_an_earliest_day() -> None:
    fallen = one_fallen([A._replace(due=None)], said("defer", Layer.CADENCE, until=None))
    assert fallen.earliest is None


def test_a_deferral_that_has_ended_has_no_force() -> None:
    action = one_standing([A], said("defer", Layer.CADENCE, until=TODAY))
    assert action.timing.opens is None
    assert action.notes == ()


def test_of_two_deferrals_the_later_holds() -> None:
    rulings = [said("defer", Layer.CADENCE, until=day(2)), said("defer", Layer.CONSENT, until=day(4))]
    assert one_standing([A], *rulings).timing.opens == day(4)


def test_a_denied_action_has_no_earliest_day_even_where_it_is_deferred_too() -> None:
    rulings = [said("defer", Layer.CONSENT, until=day(9)), said("deny", Layer.STAGE)]
    fallen = one_fallen([A], *rulings)
    assert fallen.first.kind == "defer"
    assert fallen.earliest is None


def test_the_earliest_day_is_that_of_the_rule_that_is_free_first() -> None:
    rulings = [
        said("defer", Layer.CADENCE, "a", until=day(9)),
        said("defer", Layer.CADENCE, "b", until=day(7)),
    ]
    assert one_fallen([A, B], *rulings).earliest == day(7)


def test_a_rule_that_is_free_at_once_opens_the_action_at_once() -> None:
    action = one_standing([A, B], said("defer", Layer.TYPE, "a", until=day(4)))
    assert action.timing.opens is None
    assert action.timing.due == day(3)


def test_narrowing_leaves_the_stricter_channel_and_the_smaller_amount() -> None:
    rulings = [
        said("narrow", Layer.AUTHORITY, channel="email", limit=Decimal(250)),
        said("narrow", Layer.TYPE, limit=Decimal(150)),
    ]
    action = one_standing([A], *rulings)
    assert action.timing.channel == "email"
    assert [action.limit, action.amount] == [150, 150]
    assert len(action.notes) == 2


def test_a_limit_above_the_amount_leaves_the_amount() -> None:
    action = one_standing([A], said("narrow", Layer.AUTHORITY, limit=Decimal(1000)))
    assert [action.limit, action.amount] == [1000, 300]


def test_guards_that_leave_no_common_channel_suppress_the_action() -> None:
    rulings = [
        said("narrow", Layer.CONSENT, channel="email"),
        said("narrow", Layer.TYPE, channel="phone"),
    ]
    fallen = one_fallen([A], *rulings)
    assert (fallen.first.kind, fallen.first.channel) == ("narrow", "email")


def test_a_restriction_of_a_rule_that_fell_binds_nobody() -> None:
    rulings = [said("deny", Layer.TYPE, "a"), said("narrow", Layer.TYPE, "a", channel="mail")]
    assert one_standing([A, B], *rulings).timing.channel == "chat"


def test_a_verdict_on_something_nobody_recommended_changes_nothing() -> None:
    stray = Said("visit", "a", None, "deny", Layer.LAW, "guard", "no")
    assert one_standing([A], stray).candidates == (A,)


small_days = st.integers(-3, 8).map(day)
amounts = st.none() | st.integers(0, 500).map(Decimal)
candidates = st.builds(
    Candidate,
    action=st.sampled_from(["call", "write"]),
    rule=st.sampled_from("abc"),
    about=st.sampled_from([None, "o1"]),
    channel=st.sampled_from([None, "phone", "chat"]),
    due=st.none() | small_days,
    amount=amounts,
    weight=st.sampled_from([Decimal(1), Decimal("2.5")]),
    reason=st.sampled_from([None, "x"]),
    purpose=st.none(),
    row=st.just(()),
)
verdicts = st.builds(
    Said,
    action=st.sampled_from(["call", "write"]),
    candidate=st.sampled_from("abc"),
    about=st.sampled_from([None, "o1"]),
    kind=st.sampled_from(["deny", "replace", "narrow", "defer"]),
    layer=st.sampled_from(list(Layer)),
    rule=st.sampled_from(["g", "h"]),
    reason=st.sampled_from(["x", "y"]),
    replaced_by=st.sampled_from([None, "write"]),
    channel=st.sampled_from([None, "phone", "chat"]),
    until=st.none() | small_days,
    limit=amounts,
)
many_candidates = st.lists(candidates, max_size=8, unique=True)
many_verdicts = st.lists(verdicts, max_size=8, unique=True)


def as_sets(outcome: tuple[list[Standing], list[Fallen]]) -> tuple[set[Standing], set[Fallen]]:
    return set(outcome[0]), set(outcome[1])


@given(many_candidates, many_verdicts, st.randoms(use_true_random=False))
def test_the_order_of_candidates_and_verdicts_does_not_matter(
    given_candidates: list[Candidate], given_verdicts: list[Said], random: Any
) -> None:
    first = settle(given_candidates, given_verdicts, TODAY)
    shuffled, also_shuffled = list(given_candidates), list(given_verdicts)
    random.shuffle(shuffled)
    random.shuffle(also_shuffled)
    assert as_sets(settle(shuffled, also_shuffled, TODAY)) == as_sets(first)


@given(many_candidates, many_verdicts)
def test_every_action_recommended_either_stands_or_falls(
    given_candidates: list[Candidate], given_verdicts: list[Said]
) -> None:
    standing, fallen = settle(given_candidates, given_verdicts, TODAY)
    stands = [action.lead.matter for action in standing]
    falls = [action.candidates[0].matter for action in fallen]
    assert sorted(stands + falls, key=str) == sorted({c.matter for c in given_candidates}, key=str)


@given(many_candidates, many_verdicts, verdicts)
def test_a_further_verdict_never_lets_an_action_stand(
    given_candidates: list[Candidate], given_verdicts: list[Said], further: Said
) -> None:
    before, _ = settle(given_candidates, given_verdicts, TODAY)
    after, _ = settle(given_candidates, [*given_verdicts, further], TODAY)
    assert {a.lead.matter for a in after} <= {a.lead.matter for a in before}


@given(many_candidates, many_verdicts)
def test_no_action_is_due_before_it_may_happen(
    given_candidates: list[Candidate], given_verdicts: list[Said]
) -> None:
    for action in settle(given_candidates, given_verdicts, TODAY)[0]:
        if action.timing.opens:
            assert action.timing.due is not None
            assert TODAY < action.timing.opens <= action.timing.due
