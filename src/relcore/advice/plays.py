"""The plays that are on: for each, which step is due, what is done, what is late, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from relcore.advice.tell import Plain, Teller
from relcore.facts import StepStatus
from relcore.ledger import Ledger

_PRESSING = (StepStatus.LATE, StepStatus.DUE, StepStatus.WAITING)
_FIELDS = ("play", "about", "step", "code", "status", "due", "since", "rule")


def plays(ledger: Ledger, teller: Teller) -> list[Plain]:
    """Give each play that has a step to be done, the most pressing first, with its steps in their order."""
    columns = ledger.shape.columns.get("PlayStep", ())
    rows = ledger.derived.get("PlayStep", ())
    if not rows:
        return []
    pick = itemgetter(*map(columns.index, _FIELDS))
    on: dict[tuple[str, str | None], list[tuple[Any, ...]]] = {}
    for row in rows:
        step = pick(row)
        on.setdefault(step[:2], []).append(step)
    found = []
    for (play, about), steps in on.items():
        pressing = _pressing(steps)
        if pressing is not None:
            found.append(((*pressing, play, about or ""), _play(play, about, steps, teller)))
    return [told for _, told in sorted(found, key=itemgetter(0))]


def _pressing(steps: Sequence[tuple[Any, ...]]) -> tuple[int, date] | None:
    """Give how pressing a play is; nothing where all of it is done."""
    for urgency, status in enumerate(_PRESSING):
        days = [step[5] or date.max for step in steps if step[4] == status]
        if days:
            return urgency, min(days)
    return None


def _play(play: str, about: str | None, steps: list[tuple[Any, ...]], teller: Teller) -> Plain:
    steps.sort(key=lambda step: (step[2], step[5] or date.max, step[3], step[4], step[7]))
    return {
        "play": play,
        "label": teller.sentence(f"play.{play}", play, {"about": about}),
        "about": about,
        "since": min((step[6] for step in steps if step[6]), default=None),
        "steps": [_step(step, teller) for step in steps],
    }


def _step(step: tuple[Any, ...], teller: Teller) -> Plain:
    _, about, number, code, status, due, _, rule_id = step
    rule = teller.rule(rule_id)
    return {
        "step": number,
        "code": code,
        "status": str(status),
        "due": due,
        "text": teller.sentence(f"step.{code}", teller.doc(rule_id) or code, {"about": about, "due": due}),
        "rule": rule_id,
        "cites": rule.cites if rule else (),
    }
