"""The difference between two decisions for the customers of a book, as data."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

Kind = Literal["appears", "disappears", "is refused", "changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference in the advice for one customer."""

    customer_id: str
    name: str
    part: str
    """What it is: action, warning, question, assessment or refusal."""
    subject: str
    """Name of the action, code of the message, or axis."""
    label: str
    kind: Kind
    rule: str
    """The rule that is responsible: of those that differ, the nearest one to the advice."""
    about: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(slots=True)
class Group:
    """The changes for which one rule is responsible."""

    rule: str
    sentence: str
    how: str
    """What became of the rule itself: added, removed, changed, or unchanged."""
    playbook: str
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Number of changes by part, subject and kind."""
    customers: int = 0
    examples: list[Change] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Give the group as plain data."""
        return {
            "rule": self.rule,
            "sentence": self.sentence,
            "how": self.how,
            "playbook": self.playbook,
            "customers": self.customers,
            "changes": [
                {"part": part, "subject": subject, "kind": kind, "count": count}
                for (part, subject, kind), count in sorted(self.counts.items())
            ],
            "examples": [asdict(example) for example in self.examples],
        }


@dataclass(slots=True)
class Impact:
    """What a change of playbooks does to the advice for a book on one day."""

    as_of: date
    before: str
    """Digest of the program that advises now, and below that of the other one."""
    after: str
    customers: int = 0
    changed: int = 0
    """Customers whose advice differs."""
    failed: int = 0
    """Customers who could not be decided."""
    rules: dict[str, int] = field(default_factory=dict)
    """How many rules were added, removed and changed."""
    groups: list[Group] = field(default_factory=list)
    """By responsible rule, the most customers first."""

    @property
    def share(self) -> float:
        """The part of the customers whose advice differs, in percent."""
        return 100 * self.changed / self.customers if self.customers else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Give everything as plain data."""
        return {
            "as_of": self.as_of.isoformat(),
            "before": self.before,
            "after": self.after,
            "customers": self.customers,
            "changed": self.changed,
            "failed": self.failed,
            "rules": dict(self.rules),
            "groups": [group.as_dict() for group in self.groups],
        }
