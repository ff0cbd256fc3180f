"""Ranking: a product of named factors, each from a table that a company can change or switch off.

Actions are in order of rank, the greatest first. Equal ranks are ordered by due date (none comes last),
then by the name of the action, then by what it is about (nothing comes first): no two actions are equal in
all of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from relcore.advice.model import Factor
from relcore.advice.settle import Fallen, Standing, outranked
from relcore.errors import AdviceError
from relcore.facts import ActionSpec, Purpose
from relcore.program.exact import EXACT

URGENCY, WEIGHT, PURPOSE, EFFORT, CONFIDENCE = "urgency", "weight", "purpose", "effort", "confidence"

FACTORS: Mapping[str, str] = MappingProxyType(
    {
        URGENCY: "How soon the action is due.",
        WEIGHT: "How much its rule urges it; of several rules the greatest weight.",
        PURPOSE: "Service comes before work of our own, relationship, sales and marketing.",
        EFFORT: "Between equals, what costs less time and trouble comes first.",
        CONFIDENCE: "A rule that rests on an unsure guess at the customer's type counts for less.",
    }
)
"""The factors by name, with what each measures."""

ONE = Decimal(1)
Steps: TypeAlias = tuple[tuple[int, Decimal], ...]
GuessesOf: TypeAlias = Callable[[str], Sequence[tuple[str, Decimal | None]]]
"""Gives for a rule the guessed axes that it rests on, each with its margin."""
_Weighed: TypeAlias = tuple[str, Decimal, str, str | int | date | None]

_PURPOSES: Mapping[str, Decimal] = MappingProxyType(
    {
        Purpose.SERVICE: Decimal("1.5"),
        Purpose.INTERNAL: Decimal("1.3"),
        Purpose.RELATIONSHIP: Decimal("1.2"),
        Purpose.SALES: ONE,
        Purpose.MARKETING: Decimal("0.8"),
    }
)
_EFFORTS: Mapping[int, Decimal] = MappingProxyType(
    {1: ONE, 2: Decimal("0.9"), 3: Decimal("0.8"), 4: Decimal("0.7"), 5: Decimal("0.6")}
)


@dataclass(frozen=True)
class RankingPolicy:
    """The tables behind the factors, and how strongly each factor counts.

    >>> calm = RankingPolicy(strength={"urgency": 0, "purpose": 2})
    >>> calm.urgency_of(None), RankingPolicy().urgency_of(-3)
    (Decimal('1'), Decimal('4'))
    """

    urgency: Steps = (
        (-1, Decimal(4)),
        (1, Decimal("2.5")),
        (3, Decimal(2)),
        (7, Decimal("1.5")),
        (30, Decimal("1.2")),
    )
    """Days left (at most) and the factor; beyond the last step, and without a due date, 1."""
    purposes: Mapping[str, Decimal] = field(default_factory=lambda: _PURPOSES)
    efforts: Mapping[int, Decimal] = field(default_factory=lambda: _EFFORTS)
    confidence: Steps = ((1, Decimal("0.8")), (3, Decimal("0.9")))
    """Margin in points (at most) and the factor; above the last step, and without a margin, 1."""
    strength: Mapping[str, int] = field(default_factory=dict)
    """How many times a factor is multiplied in: 1 unless said otherwise, 0 switches it off."""
    exclusive_groups: bool = True
    """Whether of the actions in one group at most one stands for the same matter."""

    def __post_init__(self) -> None:
        for name, times in self.strength.items():
            if name not in FACTORS:
                raise AdviceError.of(
                    "RC503",
                    f"there is no ranking factor '{name}'",
                    hint=f"the factors are {', '.join(FACTORS)}",
                )
            if not 0 <= times <= 5:
                raise AdviceError.of(
                    "RC504",
                    f"the strength of the factor '{name}' is {times}",
                    hint="give a whole number from 0 (off) to 5",
                )

    def urgency_of(self, days_left: int | None) -> Decimal:
        """Give the factor for the days left until an action is due."""
        return ONE if days_left is None else _step(self.urgency, days_left)

    def confidence_of(self, margin: Decimal | None) -> Decimal:
        """Give the factor for the margin of an assessment."""
        return ONE if margin is None else _step(self.confidence, margin)


class Ranked(NamedTuple):
    """An action with its rank and the factors that make it."""

    rank: Decimal
    factors: tuple[Factor, ...]
    standing: Standing

    @property
    def order(self) -> tuple[Any, ...]:
        """Where it stands among others; unique, for no two actions share name and matter."""
        lead = self.standing.lead
        due = self.standing.timing.due or date.max
        return self.rank.copy_negate(), due, lead.action, lead.about is not None, lead.about or ""


def _no_guesses(rule: str) -> Sequence[tuple[str, Decimal | None]]:
    return ()


def rank(
    standing: Iterable[Standing],
    specs: Mapping[str, ActionSpec],
    policy: RankingPolicy,
    as_of: date,
    guesses: GuessesOf = _no_guesses,
) -> list[Ranked]:
    """Rank the actions."""
    ranked = []
    for action in standing:
        weighed = _weighed(action, specs, policy, as_of, guesses)
        if policy.strength:
            weighed = [item for item in weighed for _ in range(policy.strength.get(item[0], 1))]
        product = ONE
        for _, value, _, _ in weighed:
            if value is not ONE:
                product = EXACT.multiply(product, value)
        factors = tuple([_factor(*item) for item in weighed])
        ranked.append(Ranked(product, tuple(dict.fromkeys(factors)) if policy.strength else factors, action))
    ranked.sort(key=lambda item: item.order)
    return ranked


def one_of_each_group(
    ranked: Iterable[Ranked], specs: Mapping[str, ActionSpec]
) -> tuple[list[Ranked], list[Fallen]]:
    """Let the first of each group stand for each matter; the others are outranked."""
    kept: list[Ranked] = []
    lost: list[Fallen] = []
    winners: dict[tuple[str, str | None], tuple[str, str | None]] = {}
    for item in ranked:
        matter = item.standing.lead.matter
        spec = specs.get(matter[0])
        if spec is None or spec.group is None:
            kept.append(item)
            continue
        winner = winners.setdefault((spec.group, matter[1]), matter)
        if winner is matter:
            kept.append(item)
        else:
            lost.append(outranked(item.standing, winner, f"ranking.{spec.group}"))
    return kept, lost


def _weighed(
    action: Standing,
    specs: Mapping[str, ActionSpec],
    policy: RankingPolicy,
    as_of: date,
    guesses: GuessesOf,
) -> list[_Weighed]:
    lead, due = action.lead, action.timing.due
    spec = specs.get(lead.action)
    effort = spec.effort if spec else 2
    purpose = lead.purpose or (spec.purpose if spec else None)
    return [
        (URGENCY, policy.urgency_of((due - as_of).days if due else None), "due", due),
        (WEIGHT, lead.weight, "rule", lead.rule),
        (PURPOSE, policy.purposes.get(purpose or "", ONE), "purpose", purpose),
        (EFFORT, policy.efforts.get(effort, ONE), "effort", effort),
        _confidence(action, policy, guesses),
    ]


def _confidence(action: Standing, policy: RankingPolicy, guesses: GuessesOf) -> _Weighed:
    """Take the surest of the rules that recommend an action, and of each rule its least sure guess."""
    surest: tuple[Decimal, str] = (-ONE, "")
    for candidate in action.candidates:
        resting = guesses(candidate.rule)
        if not resting:
            return CONFIDENCE, ONE, "assessment", None
        value, axis = min((policy.confidence_of(margin), axis) for axis, margin in resting)
        if value > surest[0]:
            surest = value, axis
    return CONFIDENCE, surest[0], "assessment", surest[1]


@lru_cache(maxsize=4096)
def _factor(name: str, value: Decimal, kind: str, origin: str | int | date | None) -> Factor:
    return Factor(name=name, value=value, origin=f"{kind}:{'none' if origin is None else origin}")


def _step(steps: Steps, value: int | Decimal) -> Decimal:
    for most, factor in steps:
        if value <= most:
            return factor
    return ONE
