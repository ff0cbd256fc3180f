"""What the outcomes of an experiment say, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

from relcore.errors import MissingExtra, UsageError
from relcore.experiments.outcomes import Outcome

try:
    from scipy.stats import binomtest
except ImportError as error:
    raise MissingExtra.need("experiments", "the summary of an experiment") from error

CONFIDENCE = 0.95


@dataclass(frozen=True)
class ArmSummary:
    """How one arm fared: the share of successes, with its Wilson interval."""

    name: str
    customers: int
    successes: int
    low: float
    high: float

    @property
    def rate(self) -> float:
        """Give the share of successes."""
        return self.successes / self.customers


@dataclass(frozen=True)
class Comparison:
    """How an arm did against the control group: the difference of shares, with Newcombe's interval."""

    arm: str
    control: str
    difference: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """Say what may be said: nothing as long as the interval holds no difference at all."""
        return "better" if self.low > 0 else "worse" if self.high < 0 else "no difference shown"


@dataclass(frozen=True)
class Summary:
    """The arms, and each of them against the control group.

    Intervals are for one comparison each; of many comparisons some look like a difference by chance.
    """

    arms: tuple[ArmSummary, ...]
    comparisons: tuple[Comparison, ...]
    confidence: float

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "confidence": self.confidence,
            "arms": [{**_plain(arm), "rate": round(arm.rate, 6)} for arm in self.arms],
            "comparisons": [{**_plain(one), "verdict": one.verdict} for one in self.comparisons],
        }

    def lines(self) -> Iterator[str]:
        """Give the content line by line."""
        for arm in self.arms:
            yield (
                f"{arm.name}: {arm.successes:,} of {arm.customers:,} customers, {arm.rate:.1%}"
                f" ({arm.low:.1%} to {arm.high:.1%})"
            )
        for one in self.comparisons:
            yield (
                f"{one.arm} against {one.control}: {one.difference:+.1%}"
                f" ({one.low:+.1%} to {one.high:+.1%}): {one.verdict}"
            )
        yield f"intervals at {self.confidence:.0%} confidence, for each comparison alone"


def summarise(outcomes: Iterable[Outcome], control: str, *, confidence: float = CONFIDENCE) -> Summary:
    """Summarise outcomes; raises `UsageError` (RC724) where the control group has none.

    >>> made = [Outcome(f"a{n}", "new", n < 60) for n in range(100)]
    >>> made += [Outcome(f"b{n}", "control", n < 40) for n in range(100)]
    >>> found = summarise(made, "control")
    >>> found.comparisons[0].verdict, round(found.comparisons[0].low, 3)
    ('better', 0.061)
    """
    counts: dict[str, list[int]] = {}
    for outcome in outcomes:
        count = counts.setdefault(outcome.arm, [0, 0])
        count[0] += 1
        count[1] += outcome.success
    arms = {
        name: _arm(name, customers, successes, confidence)
        for name, (customers, successes) in sorted(counts.items())
    }
    if control not in arms:
        raise UsageError.of(
            "RC724",
            f"there is no outcome of the control group '{control}'",
            hint=f"the arms are {', '.join(arms) or 'none'}",
        )
    against = arms[control]
    comparisons = tuple(_compare(arm, against) for name, arm in arms.items() if name != control)
    return Summary(tuple(arms.values()), comparisons, confidence)


def _arm(name: str, customers: int, successes: int, confidence: float) -> ArmSummary:
    interval = binomtest(successes, customers).proportion_ci(confidence, method="wilson")
    return ArmSummary(name, customers, successes, float(interval.low), float(interval.high))


def _compare(arm: ArmSummary, control: ArmSummary) -> Comparison:
    """Combine two Wilson intervals by Newcombe's method, honest for small groups and rare successes."""
    difference = arm.rate - control.rate
    below = sqrt((arm.rate - arm.low) ** 2 + (control.high - control.rate) ** 2)
    above = sqrt((arm.high - arm.rate) ** 2 + (control.rate - control.low) ** 2)
    return Comparison(arm.name, control.name, difference, difference - below, difference + above)


def _plain(item: ArmSummary | Comparison) -> dict[str, Any]:
    return {
        name: round(value, 6) if isinstance(value, float) else value
        for name in item.__dataclass_fields__
        for value in [getattr(item, name)]
    }
