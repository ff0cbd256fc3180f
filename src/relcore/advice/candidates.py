"""What guards and ranking work on: rows of a ledger as candidates and rulings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias, TypeVar

from relcore.facts import Layer
from relcore.ledger import Ledger, Row
from relcore.program.exact import EXACT

T = TypeVar("T", "Candidate", "Said")

Matter: TypeAlias = tuple[str, str | None]
"""An action and what it is about: what is settled as one."""

WIDE: frozenset[str] = frozenset({Layer.LAW, Layer.PRINCIPLE, Layer.CONSENT, Layer.AUTHORITY})
"""Layers that judge the action itself: their verdicts hit whoever recommends it."""

OUTRANKED = "outranked"
_STRICTNESS = {"deny": 0, "replace": 1, "defer": 2, "narrow": 3, OUTRANKED: 4}


class Candidate(NamedTuple):
    """A recommendation that waits for judgement."""

    action: str
    rule: str
    about: str | None = None
    purpose: str | None = None
    channel: str | None = None
    due: date | None = None
    amount: Decimal | None = None
    weight: Decimal = Decimal(1)
    reason: str | None = None
    row: Row = ()
    """The row of the ledger, by which its support is found."""

    @property
    def matter(self) -> Matter:
        """What it is settled with."""
        return self.action, self.about

    @property
    def urging(self) -> tuple[Any, ...]:
        """Order among candidates of one matter: heaviest, earliest due, then by content."""
        return (
            EXACT.minus(self.weight),
            self.due or date.max,
            self.rule,
            self.reason or "",
            self.channel or "",
            self.purpose or "",
            self.amount is not None,
            self.amount or 0,
        )


class Said(NamedTuple):
    """What a guard said of a candidate."""

    action: str
    candidate: str
    about: str | None
    kind: str
    layer: str
    rule: str
    reason: str
    replaced_by: str | None = None
    channel: str | None = None
    until: date | None = None
    limit: Decimal | None = None

    @property
    def force(self) -> tuple[Any, ...]:
        """Order among rulings: the layer, the strictest first, then by content."""
        return (
            self.layer,
            _STRICTNESS[self.kind],
            self.rule,
            self.reason,
            self.replaced_by or "",
            self.channel or "",
            self.until or date.max,
            self.limit is not None,
            self.limit or 0,
            self.candidate,
        )

    @property
    def is_wide(self) -> bool:
        """Whether it hits every candidate of its matter."""
        return self.layer in WIDE

    @property
    def removes(self) -> bool:
        """Whether it forbids the action as such."""
        return self.kind in ("deny", "replace")


_matter: Callable[[Candidate | Said], Matter] = itemgetter(
    Candidate._fields.index("action"), Candidate._fields.index("about")
)
"""Both kinds begin with an action, a rule and a matter."""


def candidates(ledger: Ledger) -> list[Candidate]:
    """Give the recommendations of a ledger, in no particular order."""
    pick = _picker(ledger.shape.columns.get("Recommendation", ()), Candidate._fields[:-1])
    return [Candidate._make((*pick(row), row)) for row in ledger.derived.get("Recommendation", ())]


def rulings(ledger: Ledger) -> list[Said]:
    """Give the verdicts of a ledger, in no particular order."""
    pick = _picker(ledger.shape.columns.get("Verdict", ()), Said._fields)
    return [Said(*pick(row)) for row in ledger.derived.get("Verdict", ())]


def by_matter(items: Iterable[T]) -> dict[Matter, list[T]]:
    """Put together what is settled as one."""
    groups: dict[Matter, list[T]] = {}
    for item in items:
        groups.setdefault(_matter(item), []).append(item)
    return groups


@lru_cache(maxsize=64)
def _picker(columns: tuple[str, ...], fields: tuple[str, ...]) -> Callable[[Row], tuple[Any, ...]]:
    if not columns:
        return tuple
    return itemgetter(*map(columns.index, fields))
