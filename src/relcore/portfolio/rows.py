"""The flat form of advice: one row for each thing that is said about a customer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from relcore.advice import (
    ActionAdvice,
    AssessmentAdvice,
    CustomerAdvice,
    DiagnosticAdvice,
    PlayAdvice,
    QuestionAdvice,
    SuppressedAction,
    WarningAdvice,
    Window,
)
from relcore.advice.model import Reason, Ruling

ColumnKind = Literal["text", "day", "instant", "whole", "number", "money", "truth"]
Row = dict[str, Any]
"""Values by column; a column that is left out is unknown or has no meaning for the kind of row."""

KINDS: Mapping[str, str] = {
    "action": "An action that stands; `place` is its place in the order of rank.",
    "suppressed": "An action that some rule recommended and that does not stand.",
    "warning": "Something to beware of.",
    "question": "Something to ask or find out.",
    "step": "A step of a play that is on.",
    "diagnostic": "Something that went wrong beside the rules, such as a plug-in that failed.",
    "assessment": "Where the customer stands on one axis; internal, never for the customer's eyes.",
}
"""What a row can be; the rows of a customer come in this order."""

COLUMNS: Mapping[str, tuple[ColumnKind, str]] = {
    "customer_id": ("text", "The customer."),
    "kind": ("text", "What the row is: " + ", ".join(KINDS) + "."),
    "place": ("whole", "Place among the rows of this kind for this customer, from 1."),
    "name": ("text", "Name of the customer, or the id where no name is known."),
    "owner": ("text", "Representative who looks after the customer."),
    "as_of": ("day", "Day of the decision."),
    "code": ("text", "Action, code of the warning or question, play, or axis."),
    "label": ("text", "The same in words."),
    "about": ("text", "Identity of the fact that it is about; several are parted by ';'."),
    "text": ("text", "What to do, why not, what to beware of, what to ask."),
    "because": ("text", "Reasons in words, the most urging first, each once, parted by ' | '."),
    "notes": ("text", "What further guards said, in words, parted by ' | '."),
    "due": ("day", "Last day of the action or the step."),
    "opens": ("day", "First day on which the action may happen; of a contact, its first free slot."),
    "closes": ("day", "Last day on which it may happen."),
    "contact": ("whole", "Number of the contact; actions with one number are one contact."),
    "from_time": ("text", "Beginning of the free hours of the first day, on the customer's clock."),
    "until_time": ("text", "Their end; 00:00 is the end of the day."),
    "opens_at": ("instant", "Their beginning as an instant, where the customer's time zone is known."),
    "closes_at": ("instant", "Their end as an instant."),
    "timezone": ("text", "The customer's time zone."),
    "channel": ("text", "How the contact takes place."),
    "purpose": ("text", "What the action is for."),
    "amount": ("money", "Amount of the action, in the company's currency."),
    "limit": ("money", "The most that may be given."),
    "rank": ("number", "Product of the factors."),
    "factors": ("text", "The factors, as a JSON object from name to value."),
    "verdict": ("text", "What became of a suppressed action: deny, replace, narrow, defer, outranked."),
    "by": ("text", "Guard, limit or policy that decided."),
    "layer": ("text", "The first layer that objected."),
    "reason": ("text", "Code of its reason."),
    "replaced_by": ("text", "Action advised instead."),
    "earliest": ("day", "First day on which nothing would stand against the action any more."),
    "value": ("text", "Value on the axis; nothing where it abstains."),
    "abstained": ("truth", "Whether the axis abstains."),
    "margin": ("number", "Lead over the next best value, in points."),
    "since": ("day", "Day from which the warning, the play or the assessment holds."),
    "expires": ("day", "First day on which nothing known today speaks for the assessment."),
    "step": ("whole", "Place of the step in its play."),
    "status": ("text", "Where the step stands: done, due, late, waiting."),
    "unlocks": ("text", "Actions that the answer could bring, parted by ';'."),
    "could_stop": ("text", "Actions that stand and that the answer could rule out, parted by ';'."),
    "rule": ("text", "Rule that urges most, planned the step, or says so."),
    "rules": ("text", "All rules behind the row, parted by ';'."),
    "cites": ("text", "Catalogue ids that they rest on, parted by ';'."),
}
"""Columns by name: what they hold, and what they mean."""


def rows_of(advice: CustomerAdvice, as_of: date, owner: str | None = None) -> list[Row]:
    """Give the rows of a customer, in the order of `KINDS` and then of their place."""
    head: Row = {"customer_id": advice.customer_id, "name": advice.name, "as_of": as_of}
    if owner is not None:
        head["owner"] = owner
    found: list[Row] = []
    for kind, rows in (
        ("action", map(_action, advice.actions)),
        ("suppressed", map(_suppressed, advice.suppressed)),
        ("warning", map(_warning, advice.warnings)),
        ("question", map(_question, advice.questions)),
        ("step", (row for play in advice.plays for row in _steps(play))),
        ("diagnostic", map(_diagnostic, advice.diagnostics)),
        ("assessment", (_assessment(axis, said) for axis, said in sorted(advice.assessments.items()))),
    ):
        found += [{**head, "kind": kind, "place": place, **row} for place, row in enumerate(rows, 1)]
    return found


def _action(action: ActionAdvice) -> Row:
    return {
        "code": action.action,
        "label": action.label,
        "about": action.about,
        "text": action.text,
        "because": _texts(action.because),
        "notes": _texts(action.notes),
        "due": action.due,
        **(_window(action.window) if action.window else {}),
        "channel": action.channel,
        "purpose": action.purpose,
        "amount": action.amount,
        "limit": action.limit,
        "rank": float(action.rank),
        "factors": json.dumps({factor.name: _plain(factor.value) for factor in action.factors}),
        "rule": action.rule,
        "rules": _several(reason.rule for reason in action.because),
        "cites": _several(action.cites),
    }


def _window(window: Window) -> Row:
    return {
        "opens": window.opens,
        "closes": window.closes,
        "contact": window.contact,
        "from_time": window.from_time and window.from_time.isoformat("minutes"),
        "until_time": window.until_time and window.until_time.isoformat("minutes"),
        "opens_at": window.opens_at,
        "closes_at": window.closes_at,
        "timezone": window.timezone,
    }


def _suppressed(action: SuppressedAction) -> Row:
    return {
        "code": action.action,
        "label": action.label,
        "about": action.about,
        "text": action.text,
        "because": _texts(action.because),
        "notes": _texts(action.also),
        "verdict": action.verdict,
        "by": action.by,
        "layer": action.layer,
        "reason": action.reason,
        "replaced_by": action.replaced_by,
        "earliest": action.earliest,
        "rule": action.rule,
        "rules": _several(reason.rule for reason in action.because),
        "cites": _several(action.cites),
    }


def _warning(warning: WarningAdvice) -> Row:
    return {
        "code": warning.code,
        "about": warning.about,
        "text": warning.text,
        "because": _texts(warning.because),
        "since": warning.since,
        "rule": warning.rule,
        "rules": _several(reason.rule for reason in warning.because),
        "cites": _several(warning.cites),
    }


def _question(question: QuestionAdvice) -> Row:
    return {
        "code": question.code,
        "about": question.about,
        "text": question.text,
        "unlocks": _several(question.unlocks),
        "could_stop": _several(question.could_stop),
        "rules": _several(question.rules),
        "cites": _several(question.cites),
    }


def _steps(play: PlayAdvice) -> Iterator[Row]:
    for step in play.steps:
        yield {
            "code": play.play,
            "label": play.label,
            "about": play.about,
            "text": step.text,
            "due": step.due,
            "since": play.since,
            "step": step.step,
            "status": step.status,
            "reason": step.code,
            "rule": step.rule,
            "cites": _several(step.cites),
        }


def _diagnostic(said: DiagnosticAdvice) -> Row:
    return {"code": said.code, "text": said.problem, "about": said.where or None, "notes": said.hint or None}


def _assessment(axis: str, said: AssessmentAdvice) -> Row:
    return {
        "code": axis,
        "label": said.label,
        "text": said.text,
        "because": _texts(said.because),
        "value": said.value,
        "abstained": said.abstained,
        "margin": None if said.margin is None else float(said.margin),
        "since": said.since,
        "expires": said.expires,
        "rules": _several(reason.rule for reason in said.because),
    }


def _texts(said: Sequence[Reason] | Sequence[Ruling]) -> str | None:
    if len(said) == 1:
        return said[0].text
    return " | ".join(dict.fromkeys(part.text for part in said)) or None


def _several(items: Iterable[str]) -> str | None:
    return ";".join(dict.fromkeys(items)) or None


def _plain(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
