"""Who the customer is: of everything that rules say on an axis, the one thing that is advised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from relcore.advice.tell import Plain, Teller
from relcore.facts import AXIS_VALUES, Axis
from relcore.ledger import Ledger, Row, order
from relcore.program.exact import EXACT

_AXES = tuple(map(str, Axis))
CONFLICT = "assessments_disagree"
"""Reason given where rules name different values with the same margin."""


class Opinion(NamedTuple):
    """What rules that agree say on an axis."""

    value: str | None
    margin: Decimal | None
    reason: str | None
    since: date | None
    expires: date | None
    rows: tuple[Row, ...]
    """Rows that say it, the surest first."""


def opinions(ledger: Ledger) -> dict[str, Opinion]:
    """Give for each axis, in the order of `Axis`, what holds.

    A value holds against an abstention, a greater margin against a smaller one (no margin is least); where
    two values are equally sure, the axis abstains. Rules that name the same value are heard together: its
    greatest margin, its earliest day, and an expiry only where all of them expire.
    """
    columns = ledger.shape.columns.get("Assessment", ())
    by_axis: dict[str, list[Row]] = {}
    if not columns:
        return {}
    axis, value, margin = (columns.index(name) for name in ("axis", "value", "margin"))
    for row in ledger.derived.get("Assessment", ()):
        by_axis.setdefault(row[axis], []).append(row)
    found: dict[str, Opinion] = {}
    for name in _AXES:
        rows = by_axis.get(name)
        if rows:
            if len(rows) > 1:
                rows.sort(key=order)
                rows.sort(
                    key=lambda row: (row[value] is None, row[margin] is None, EXACT.minus(row[margin] or 0))
                )
            found[name] = _heard(rows, columns, value, margin)
    return found


def assessments(found: Mapping[str, Opinion], ledger: Ledger, teller: Teller) -> Plain:
    """Say what holds on each axis, with its reasons."""
    columns = ledger.shape.columns.get("Assessment", ())
    return {axis: _plain(axis, opinion, columns, teller) for axis, opinion in found.items()}


def _heard(rows: Sequence[Row], columns: Sequence[str], value: int, margin: int) -> Opinion:
    first = rows[0]
    since, expires, reason = (columns.index(name) for name in ("since", "expires", "reason"))
    if len(rows) == 1:
        return Opinion(
            first[value], first[margin], first[reason] or None, first[since], first[expires], (first,)
        )
    rival = next((row for row in rows if row[value] is not None and row[value] != first[value]), None)
    if rival is not None and rival[margin] == first[margin]:
        return Opinion(None, None, CONFLICT, None, None, tuple(row for row in rows if row[value] is not None))
    agreeing = tuple(row for row in rows if row[value] == first[value])
    ends = [row[expires] for row in agreeing]
    return Opinion(
        first[value],
        first[margin],
        next((row[reason] for row in agreeing if row[reason]), None),
        min((row[since] for row in agreeing if row[since]), default=None),
        None if None in ends else max(ends),
        agreeing,
    )


def _plain(axis: str, opinion: Opinion, columns: Sequence[str], teller: Teller) -> Plain:
    lang = teller.words.lang
    label = _label(axis, opinion.value, lang)
    value, reason_of, rule_of = (columns.index(name) for name in ("value", "reason", "rule"))
    because = []
    for row in opinion.rows:
        code, rule = row[reason_of], row[rule_of]
        msgid = f"reason.{code}" if code else f"rule.{rule}"
        text = teller.sentence(msgid, teller.doc(rule) or axis, {"value": _label(axis, row[value], lang)})
        because.append(teller.reason(rule, text, code, "Assessment", row))
    reason = opinion.reason
    first = next((said["text"] for said in because if said["code"] == reason), "")
    return {
        "value": opinion.value,
        "label": label,
        "abstained": opinion.value is None,
        "margin": opinion.margin,
        "text": teller.sentence(f"reason.{reason}", first, {"value": label}) if reason else None,
        "because": because,
        "since": opinion.since,
        "expires": opinion.expires,
    }


@lru_cache(maxsize=4096)
def _label(axis: str, value: str | None, lang: str) -> str | None:
    if value is None:
        return None
    try:
        return AXIS_VALUES[Axis(axis)](value).label(lang)
    except ValueError:
        return value
