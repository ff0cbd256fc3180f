"""What was asked of relcore before it was measured, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.results import Measure


@dataclass(frozen=True)
class Asked:
    """A bound on a measure, mostly a ratio: at most, or at least."""

    measure: str
    limit: float
    meaning: str
    at_most: bool = True

    def is_met(self, value: float) -> bool:
        """Say whether a value keeps the bound."""
        return value <= self.limit if self.at_most else value >= self.limit

    @property
    def bound(self) -> str:
        """The bound in words."""
        return f"at {'most' if self.at_most else 'least'} {self.limit:g}"


ASKED = (
    Asked(
        "one.compiled/hand",
        2,
        "one decision without supports takes so many times as long as straight-line Python, written by hand"
        " for the same rules",
    ),
    Asked("one.compiled.supports/hand", 4, "the same, with the support of every conclusion recorded"),
    Asked(
        "one.durable/compiled",
        50,
        "one decision by durable-rules used directly, its aggregates given from outside, takes so many times"
        " as long as one by relcore",
        at_most=False,
    ),
    Asked("one.zen/compiled", 25, "the same for zen-engine, which does not chain rules", at_most=False),
    Asked("one.clips/compiled", 25, "the same for clipspy", at_most=False),
    Asked(
        "advise.p50",
        1000,
        "microseconds of a whole decision with the built-in playbook for a customer of whom 12 interactions"
        " are known; on the machine that is named above",
    ),
    Asked(
        "book100k.sql/duckdb_tuned",
        1.2,
        "a book of 100,000 customers by relcore's rules as SQL, load included, takes so many times as long as"
        " SQL tuned by hand for the same rules, in the same DuckDB",
    ),
    Asked(
        "book100k.durable/sql",
        100,
        "durable-rules needs so many times as long for so many customers, one after another",
        at_most=False,
    ),
    Asked("book100k.zen/sql", 100, "the same for zen-engine", at_most=False),
    Asked("book100k.clips/sql", 100, "the same for clipspy", at_most=False),
)
"""Bounds on the measures, in the order in which the page tells them."""


def whole_book_ratios(found: Mapping[str, Measure]) -> Iterator[Measure]:
    """Give how much longer engines for single decisions need for a book of 100,000, one after another.

    By the mean of their decisions, in which a book is the sum of its customers: clipspy, for one, has to be
    built anew every few hundred customers.
    """
    mine = found.get("book100k.sql.seconds")
    for peer in ("durable", "zen", "clips"):
        theirs = found.get(f"one.{peer}.mean")
        if mine is not None and theirs is not None:
            each = mine.value / 100_000 * 1e6
            yield Measure.median(f"book100k.{peer}/sql", [one / each for one in theirs.rounds], "ratio")


def verdicts(found: Mapping[str, Measure]) -> Iterator[tuple[Asked, Measure, bool]]:
    """Give what was asked beside what was measured, and whether it was met."""
    for asked in ASKED:
        measure = found.get(asked.measure)
        if measure is not None:
            yield asked, measure, asked.is_met(measure.value)
