"""Comparison of two ledgers: what one concludes and the other does not."""

from __future__ import annotations

from dataclasses import dataclass

from relcore.ledger.ledger import Ledger
from relcore.ledger.rows import Row


@dataclass(frozen=True)
class Difference:
    """Rows of one ledger only, rows of the other only, and rows reached in different ways."""

    only_first: tuple[tuple[str, Row], ...]
    only_second: tuple[tuple[str, Row], ...]
    supports: tuple[tuple[str, Row], ...]

    def __bool__(self) -> bool:
        return bool(self.only_first or self.only_second or self.supports)


def compare(first: Ledger, second: Ledger) -> Difference:
    """Compare two ledgers; supports count only where both recorded them."""
    facts = sorted({*first.derived, *second.derived})
    both_recorded = first.recorded is not None and second.recorded is not None
    left = {(fact, row): None for fact in facts for row in first.rows(fact)}
    right = {(fact, row): None for fact in facts for row in second.rows(fact)}
    return Difference(
        only_first=tuple(item for item in left if item not in right),
        only_second=tuple(item for item in right if item not in left),
        supports=tuple(
            item
            for item in left
            if both_recorded and item in right and first.supports(*item) != second.supports(*item)
        ),
    )
