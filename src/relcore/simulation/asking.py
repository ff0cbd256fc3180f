"""Across a book: which unknown, if somebody asked for it, would change most advice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from relcore.advice import CustomerAdvice


@dataclass
class Asked:
    """A question, and what the answers could change."""

    code: str
    text: str
    customers: set[str] = field(default_factory=set)
    """Customers of whom it is not known."""
    unlocks: dict[str, int] = field(default_factory=dict)
    """Actions that answers could bring, with the number of customers."""
    could_stop: dict[str, int] = field(default_factory=dict)
    """Actions that answers could rule out, with the number of customers."""
    pieces: int = 0
    """Pieces of advice that could change: actions that a waiting rule would bring, and actions stopped."""

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "code": self.code,
            "text": self.text,
            "customers": len(self.customers),
            "advice": self.pieces,
            "unlocks": dict(sorted(self.unlocks.items(), key=lambda item: (-item[1], item[0]))),
            "could_stop": dict(sorted(self.could_stop.items(), key=lambda item: (-item[1], item[0]))),
        }


def questions_of(advice: Iterable[CustomerAdvice]) -> list[Asked]:
    """Gather the questions of many customers; what could change most advice comes first.

    An action counts once for each customer for whom a rule that waits for the answer recommends it itself,
    or for whom a guard that waits for it could stop it.
    """
    found: dict[str, Asked] = {}
    for one in advice:
        for question in one.questions:
            entry = found.get(question.code)
            if entry is None:
                entry = found[question.code] = Asked(question.code, question.text)
            if question.text != entry.text:
                # It names one customer or one matter.
                entry.text = question.code
            entry.customers.add(one.customer_id)
            for actions, counts in (
                (question.directly, entry.unlocks),
                (question.could_stop, entry.could_stop),
            ):
                for action in actions:
                    counts[action] = counts.get(action, 0) + 1
                    entry.pieces += 1
    return sorted(found.values(), key=lambda entry: (-entry.pieces, -len(entry.customers), entry.code))
