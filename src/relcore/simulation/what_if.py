"""What would be advised if something were different, and by which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from relcore.advice import CustomerAdvice
from relcore.advisor import Advisor
from relcore.facts import Snapshot
from relcore.ledger import Ledger, plain
from relcore.simulation.edits import Edit, edited

SHOWN = ("due", "channel", "amount", "limit")
"""What of an action is compared, beside whether it stands."""


@dataclass(frozen=True)
class WhatIf:
    """Two pieces of advice and the rules that make the difference."""

    before: CustomerAdvice
    after: CustomerAdvice
    as_of: tuple[date, date]
    fired: tuple[str, ...]
    """Rules that conclude something only afterwards."""
    silent: tuple[str, ...]
    """Rules that conclude something only before."""

    def changes(self) -> Iterator[tuple[str, str, Any, Any]]:
        """Give what is different: the kind, what it is about, before and after; nothing is `None`."""
        for axis in sorted(self.before.assessments.keys() | self.after.assessments.keys()):
            one, other = (advice.assessments.get(axis) for advice in (self.before, self.after))
            values = (one.value if one else None, other.value if other else None)
            if values[0] != values[1]:
                yield "assessment", axis, *values
        for kind, found in (("action", _actions), ("suppressed", _suppressed)):
            old, new = found(self.before), found(self.after)
            for name in sorted(old.keys() | new.keys()):
                if old.get(name) != new.get(name):
                    yield kind, name, old.get(name), new.get(name)
        for kind in ("warnings", "questions"):
            old, new = (
                {item.code: item.text for item in getattr(one, kind)} for one in (self.before, self.after)
            )
            for code in sorted(old.keys() ^ new.keys()):
                yield kind.removesuffix("s"), code, old.get(code), new.get(code)

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "customer_id": self.after.customer_id,
            "as_of": [day.isoformat() for day in self.as_of],
            "changes": [
                {"kind": kind, "name": name, "before": before, "after": after}
                for kind, name, before, after in self.changes()
            ],
            "rules": {"fired": list(self.fired), "silent": list(self.silent)},
        }

    def lines(self) -> Iterator[str]:
        """Give the content line by line."""
        nothing = True
        for kind, name, before, after in self.changes():
            nothing = False
            yield f"{kind} {name}: {_said(before)} -> {_said(after)}"
        if nothing:
            yield "nothing that is advised would change"
        for what, rules in (
            ("rules that would fire", self.fired),
            ("rules that would not fire any more", self.silent),
        ):
            if rules:
                yield f"{what}: {', '.join(rules)}"


def what_if(
    advisor: Advisor,
    facts: Snapshot,
    edits: Iterable[Edit],
    *,
    as_of: date,
    then: date | None = None,
    lang: str | None = None,
) -> WhatIf:
    """Advise twice: as it is on the day `as_of`, and with edits on the day `then`, by default the same."""
    other, later = edited(facts, edits), then or as_of
    rules = [
        _rules(advisor.ledger(snapshot, as_of=day)) for snapshot, day in ((facts, as_of), (other, later))
    ]
    return WhatIf(
        advisor.advise(facts, as_of=as_of, lang=lang),
        advisor.advise(other, as_of=later, lang=lang),
        (as_of, later),
        tuple(sorted(rules[1] - rules[0])),
        tuple(sorted(rules[0] - rules[1])),
    )


def _rules(ledger: Ledger) -> set[str]:
    return {
        support.rule
        for fact in ledger.derived
        for row in ledger.rows(fact)
        for support in ledger.supports(fact, row)
    }


def _actions(advice: CustomerAdvice) -> dict[str, dict[str, Any]]:
    return {
        _name(item.action, item.about): {name: plain(getattr(item, name)) for name in SHOWN}
        for item in advice.actions
    }


def _suppressed(advice: CustomerAdvice) -> dict[str, dict[str, Any]]:
    return {
        _name(item.action, item.about): {"verdict": item.verdict, "by": item.by} for item in advice.suppressed
    }


def _name(action: str, about: str | None) -> str:
    return f"{action} ({about})" if about else action


def _said(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{key} {item}" for key, item in value.items() if item is not None) or "yes"
    return str(value)
