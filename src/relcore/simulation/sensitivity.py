"""How much the order of advice depends on each ranking factor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from relcore.advice import CustomerAdvice, RankingPolicy
from relcore.advice.rank import FACTORS
from relcore.advisor import Advisor
from relcore.facts import Snapshot


@dataclass(frozen=True)
class Sensitivity:
    """What switching a factor off, or counting it twice, does to the order of actions."""

    factor: str
    strength: int
    customers: int
    other_first: int
    """Customers for whom another action comes first."""
    swapped: int
    """Pairs of actions that change places."""
    pairs: int

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def sensitivity(
    make: Callable[[RankingPolicy], Advisor], customers: Iterable[Snapshot], *, as_of: date
) -> list[Sensitivity]:
    """Advise everybody with each factor off (0) and doubled (2), and compare with the policy as it is."""
    snapshots = list(customers)
    before = [_order(advice) for advice in make(RankingPolicy()).advise_all(snapshots, as_of=as_of)]
    found = []
    for factor in FACTORS:
        for strength in (0, 2):
            policy = RankingPolicy(strength={factor: strength})
            after = [_order(advice) for advice in make(policy).advise_all(snapshots, as_of=as_of)]
            both = list(zip(before, after, strict=True))
            swaps = [_swaps(one, other) for one, other in both]
            found.append(
                Sensitivity(
                    factor,
                    strength,
                    len(snapshots),
                    sum(one[:1] != other[:1] for one, other in both),
                    sum(swapped for swapped, _ in swaps),
                    sum(pairs for _, pairs in swaps),
                )
            )
    return found


Matter = tuple[str, str | None]


def _order(advice: CustomerAdvice) -> list[Matter]:
    return [(action.action, action.about) for action in advice.actions]


def _swaps(before: list[Matter], after: list[Matter]) -> tuple[int, int]:
    """Count the pairs that changed places, of those that stand in both."""
    places = {matter: place for place, matter in enumerate(after)}
    kept = [places[matter] for matter in before if matter in places]
    pairs = list(combinations(kept, 2))
    return sum(first > second for first, second in pairs), len(pairs)
