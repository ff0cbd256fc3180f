"""Clauses: what a rule requires and what it concludes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ParamSpec

from relcore.errors import RuleError
from relcore.facts.base import Conclusion
from relcore.facts.conclusions import (
    Assessment,
    Axis,
    Beneficiary,
    Channel,
    Evidence,
    Finding,
    Honesty,
    Promise,
    Purpose,
    Question,
    Recommendation,
    Score,
    Verdict,
    VerdictKind,
)
from relcore.ir import Expr, Head
from relcore.lang.recorder import lift
from relcore.lang.terms import Condition, conjunction

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Conclude:
    """A conclusion of a rule; `model` is its fact class."""

    model: type[Conclusion]
    head: Head


@dataclass(frozen=True, slots=True)
class Clause:
    """The body of a rule: all of `where` must hold, then all of `conclusions` follow."""

    where: tuple[Expr, ...]
    conclusions: tuple[Conclude, ...] = ()

    def then(self, *conclusions: Conclude | tuple[Conclude, ...]) -> Clause:
        """Say what follows."""
        flat: list[Conclude] = []
        for item in conclusions:
            flat.extend(item if isinstance(item, tuple) else (item,))
        return Clause(self.where, tuple(flat))


def when(*conditions: Condition) -> Clause:
    """Open a clause: all conditions must hold."""
    return Clause(conjunction(conditions))


def always() -> Clause:
    """Open a clause that holds for every binding of the rule's facts."""
    return Clause(())


def conclude(fact: Callable[P, Conclusion], *args: P.args, **kwargs: P.kwargs) -> Conclude:
    """Conclude a fact of any conclusion type, given its fields by name."""
    if not (isinstance(fact, type) and issubclass(fact, Conclusion)):
        raise RuleError.of(
            "RC223", f"{fact!r} is not a conclusion type", hint="subclass relcore.facts.Conclusion"
        )
    if args:
        raise RuleError.of("RC223", f"fields of {fact.__name__} are given by name", hint="write name=value")
    return _head(fact, dict(kwargs))


def recommend(
    action: str,
    *,
    about: str | None = None,
    purpose: Purpose | None = None,
    channel: Channel | None = None,
    due: date | None = None,
    beneficiary: Beneficiary | None = None,
    promise: Promise | None = None,
    honesty: Honesty | None = None,
    amount: Decimal | int | None = None,
    weight: Decimal | int = 1,
    reason: str | None = None,
) -> Conclude:
    """Propose an action; what is not given comes from the action's declaration."""
    given = {
        "action": action,
        "about": about,
        "purpose": purpose,
        "channel": channel,
        "due": due,
        "beneficiary": beneficiary,
        "promise": promise,
        "honesty": honesty,
        "amount": amount,
        "reason": reason,
    }
    return _head(Recommendation, {"weight": weight} | {k: v for k, v in given.items() if v is not None})


def assess(
    axis: Axis,
    value: str | None,
    *,
    margin: Decimal | int | None = None,
    reason: str | None = None,
    since: date | None = None,
    expires: date | None = None,
) -> Conclude:
    """Say where the customer stands on an axis; `value=None` abstains."""
    return _head(
        Assessment,
        {
            "axis": axis,
            "value": value,
            "margin": margin,
            "reason": reason,
            "since": since,
            "expires": expires,
        },
    )


def evidence(axis: Axis, value: str, points: int, cue: str) -> Conclude:
    """Give points to a value of an axis because of one observation."""
    return _head(Evidence, {"axis": axis, "value": value, "points": points, "cue": cue})


def score(axis: Axis, value: str, points: int) -> Conclude:
    """Give the sum of points of a value of an axis."""
    return _head(Score, {"axis": axis, "value": value, "points": points})


def warn(code: str, *, about: str | None = None, since: date | None = None) -> Conclude:
    """Tell a person something that is not an action; `code` names the message."""
    return _head(Finding, {"code": code, "about": about, "since": since})


def ask(code: str, *, about: str | None = None) -> Conclude:
    """Ask for something that nobody knows yet; `code` names the message."""
    return _head(Question, {"code": code, "about": about})


def deny(candidate: Recommendation, reason: str) -> Conclude:
    """Refuse a candidate."""
    return _verdict(candidate, VerdictKind.DENY, reason)


def replace(
    candidate: Recommendation, by: str, reason: str, *, amount: Decimal | int | None = None
) -> tuple[Conclude, ...]:
    """Refuse a candidate and propose another action in its place, which guards judge in turn."""
    instead: dict[str, Any] = {
        "action": by,
        "about": candidate.about,
        "due": candidate.due,
        "weight": candidate.weight,
        "reason": reason,
    }
    if amount is not None:
        instead["amount"] = amount
    return _verdict(candidate, VerdictKind.REPLACE, reason, replaced_by=by), _head(Recommendation, instead)


def narrow(
    candidate: Recommendation,
    reason: str,
    *,
    channel: Channel | None = None,
    limit: Decimal | int | None = None,
) -> Conclude:
    """Let a candidate pass in a stricter form: one channel, or an amount up to a limit."""
    return _verdict(candidate, VerdictKind.NARROW, reason, channel=channel, limit=limit)


def defer(candidate: Recommendation, reason: str, *, until: date | None) -> Conclude:
    """Put a candidate off to a later day."""
    return _verdict(candidate, VerdictKind.DEFER, reason, until=until)


def _verdict(candidate: Recommendation, kind: VerdictKind, reason: str, **more: Any) -> Conclude:
    fields = {"action": candidate.action, "about": candidate.about, "candidate": candidate.rule}
    return _head(Verdict, {**fields, "kind": kind, "reason": reason, **more})


def _head(model: type[Conclusion], fields: dict[str, Any]) -> Conclude:
    return Conclude(model, Head(model.__name__, tuple((name, lift(value)) for name, value in fields.items())))
