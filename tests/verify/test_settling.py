"""The model of settling in the proofs says of every action that really stands what it says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from relcore.advice.candidates import WIDE as REAL_WIDE
from relcore.advice.candidates import Candidate, Said
from relcore.advice.settle import settle
from relcore.facts import Layer
from relcore.ir import Expr
from relcore.program.evaluate import World, evaluate
from relcore.verify.properties import IN_ITS_CHANNEL, STANDS, WIDE, WITHIN_ITS_LIMITS

DAY = date(2026, 6, 30)
RULES, CHANNELS, PURPOSES = ("r1", "r2"), ("email", "visit"), ("sales", "service")
amounts = st.none() | st.integers(1, 5).map(Decimal)
days = st.none() | st.integers(-2, 5).map(lambda number: DAY + timedelta(days=number))
candidates = st.builds(
    Candidate,
    action=st.just("a"),
    rule=st.sampled_from(RULES),
    about=st.sampled_from([None, "o1"]),
    purpose=st.sampled_from(PURPOSES),
    channel=st.none() | st.sampled_from(CHANNELS),
    due=days,
    amount=amounts,
    row=st.just(()),
    weight=st.integers(1, 3).map(Decimal),
    reason=st.none(),
)


@st.composite
def rulings(draw: st.DrawFn) -> Said:
    kind = draw(st.sampled_from(["deny", "replace", "narrow", "narrow", "defer"]))
    return Said(
        "a",
        draw(st.sampled_from(RULES)),
        draw(st.sampled_from([None, "o1"])),
        kind,
        draw(st.sampled_from([str(layer.value) for layer in Layer])),
        "guard",
        "reason",
        channel=draw(st.none() | st.sampled_from(CHANNELS)) if kind == "narrow" else None,
        limit=draw(amounts) if kind == "narrow" else None,
        until=draw(days) if kind == "defer" else None,
    )


def test_the_same_layers_judge_the_action_itself() -> None:
    assert set(WIDE) == REAL_WIDE


@given(st.lists(candidates, min_size=1, max_size=4), st.lists(rulings(), max_size=4))
def test_what_stands_satisfies_the_model(found: list[Candidate], said: list[Said]) -> None:
    standing, _ = settle(found, said, DAY, 14)
    for item in standing:
        for candidate in item.candidates:
            assert holds(STANDS, candidate, said)
        lead = item.lead._replace(channel=item.timing.channel, amount=item.amount)
        assert holds(IN_ITS_CHANNEL, lead, said)
        if item.timing.channel != item.lead.channel:
            # Left by a guard that spoke of a candidate of the same purpose.
            left = {ruling.candidate for ruling in said if ruling.channel == item.timing.channel}
            group = [one for one in found if one.matter == item.lead.matter]
            assert item.lead.purpose in {one.purpose for one in group if one.rule in left}
        if item.amount is not None:
            assert item.amount <= max(one.amount for one in found if one.amount is not None)
            assert holds(WITHIN_ITS_LIMITS, lead, said)


def holds(where: Sequence[Expr], action: Any, said: Sequence[Said]) -> bool:
    world = World(lambda name: said if name == "Verdict" else (), {}, DAY)
    return all(evaluate(part, {"action": action}, world) is True for part in where)
