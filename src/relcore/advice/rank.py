"""Ranking: a product of named factors, each from a table that a company can change or switch off.

Actions are in order of rank, the greatest first. Equal ranks are ordered by due date (none comes last),
then by the name of the action, then by what it is about (nothing comes first): no two actions are equal in
all of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from relcore.advice.candidates import Candidate
from relcore.advice.factors import RankingFactor
from relcore.advice.model import Factor
from relcore.advice.settle import Fallen, Standing, outranked
from relcore.errors import AdviceError
from relcore.facts import ActionSpec, Axis, Purpose
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
_Weighed: TypeAlias = tuple[Factor, Decimal]

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
    factors: tuple[RankingFactor, ...] = ()
    """Factors that are multiplied in beside those of `FACTORS`."""

    def __post_init__(self) -> None:
        names = (*FACTORS, *(factor.name for factor in self.factors))
        for name, times in self.strength.items():
            # A name with a point is of a factor that a plug-in may still bring.
            if name not in names and "." not in name:
                raise AdviceError.of(
                    "RC503",
                    f"there is no ranking factor '{name}'",
                    hint=f"the factors are {', '.join(names)}",
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


_NOWHERE: Mapping[Axis, str | None] = MappingProxyType({})


def _no_guesses(rule: str) -> Sequence[tuple[str, Decimal | None]]:
    return ()


def rank(
    standing: Iterable[Standing],
    specs: Mapping[str, ActionSpec],
    policy: RankingPolicy,
    as_of: date,
    guesses: GuessesOf = _no_guesses,
    stands: Mapping[Axis, str | None] = _NOWHERE,
) -> list[Ranked]:
    """Rank the actions of a customer who stands where `stands` says."""
    scales = _Scales(specs, policy, as_of, guesses, stands)
    ranked = []
    with localcontext(EXACT):
        for action in standing:
            factors, values = scales.weigh(action)
            product = ONE
            for value in values:
                product *= value
            ranked.append(Ranked(product, factors, action))
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


class _Scales:
    """Weighs actions; what many of them share is weighed once."""

    def __init__(
        self,
        specs: Mapping[str, ActionSpec],
        policy: RankingPolicy,
        as_of: date,
        guesses: GuessesOf,
        stands: Mapping[Axis, str | None],
    ) -> None:
        self._specs = specs
        self._policy = policy
        self._as_of = as_of
        self._guesses = guesses
        self._stands = stands
        self._days: dict[date | None, _Weighed] = {}
        self._purposes: dict[str | None, _Weighed] = {}
        self._efforts: dict[int, _Weighed] = {}

    def weigh(self, action: Standing) -> tuple[tuple[Factor, ...], tuple[Decimal, ...]]:
        """Give the factors that are switched on, in the order of `FACTORS`, and the values to multiply."""
        policy, lead, due = self._policy, action.candidates[0], action.timing.due
        spec = self._specs.get(lead.action)
        effort = spec.effort if spec else 2
        purpose = lead.purpose or (spec.purpose if spec else None)
        if due not in self._days:
            left = (due - self._as_of).days if due else None
            self._days[due] = _weighed(URGENCY, policy.urgency_of(left), "due", due)
        if purpose not in self._purposes:
            value = policy.purposes.get(purpose or "", ONE)
            self._purposes[purpose] = _weighed(PURPOSE, value, "purpose", purpose)
        if effort not in self._efforts:
            self._efforts[effort] = _weighed(EFFORT, policy.efforts.get(effort, ONE), "effort", effort)
        days, purposes, efforts = self._days[due], self._purposes[purpose], self._efforts[effort]
        weight = _weighed(WEIGHT, lead.weight, "rule", lead.rule)
        sureness = self._confidence(action.candidates)
        if policy.strength or policy.factors:
            weighed = (days, weight, purposes, efforts, sureness, *self._added(lead, purpose))
            return self._at_strength(weighed)
        return (
            (days[0], weight[0], purposes[0], efforts[0], sureness[0]),
            (days[1], weight[1], purposes[1], efforts[1], sureness[1]),
        )

    def _added(self, lead: Candidate, purpose: str | None) -> Iterable[_Weighed]:
        properties = {
            "action": lead.action,
            "purpose": purpose,
            "channel": lead.channel,
            "rule": lead.rule,
        }
        for factor in self._policy.factors:
            key = properties[factor.by]
            yield _weighed(factor.name, factor.of(key, self._stands), factor.by, key)

    def _at_strength(self, weighed: Iterable[_Weighed]) -> tuple[tuple[Factor, ...], tuple[Decimal, ...]]:
        times = [(item, self._policy.strength.get(item[0].name, 1)) for item in weighed]
        return (
            tuple(factor for (factor, _), count in times if count),
            tuple(value for (_, value), count in times for _ in range(count)),
        )

    def _confidence(self, candidates: Sequence[Candidate]) -> _Weighed:
        """Take the surest of the rules that recommend an action, and of each rule its least sure guess."""
        surest: tuple[Decimal, str] = (-ONE, "")
        for candidate in candidates:
            resting = self._guesses(candidate.rule)
            if not resting:
                return _SURE
            value, axis = min((self._policy.confidence_of(margin), axis) for axis, margin in resting)
            if value > surest[0]:
                surest = value, axis
        return _weighed(CONFIDENCE, surest[0], "assessment", surest[1])


@lru_cache(maxsize=4096)
def _weighed(name: str, value: Decimal, kind: str, origin: str | int | date | None) -> _Weighed:
    origin = "none" if origin is None else origin
    return Factor(name=name, value=value, origin=f"{kind}:{origin}"), value


_SURE = _weighed(CONFIDENCE, ONE, "assessment", None)


def _step(steps: Steps, value: int | Decimal) -> Decimal:
    for most, factor in steps:
        if value <= most:
            return factor
    return ONE
