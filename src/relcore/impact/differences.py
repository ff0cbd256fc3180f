"""Two pieces of advice for one customer set side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from relcore.advice import ActionAdvice, CustomerAdvice, SuppressedAction
from relcore.impact.model import Kind

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Found:
    """A difference, and the rules on either side that say it, the nearest first."""

    part: str
    subject: str
    label: str
    kind: Kind
    rules: tuple[str, ...]
    about: str | None = None
    before: str | None = None
    after: str | None = None


def differences(before: CustomerAdvice, after: CustomerAdvice) -> Iterator[Found]:
    """Give everything that differs in what is advised, refused, warned of, asked and assessed."""
    yield from _actions(before, after)
    yield from _plain("warning", before.warnings, after.warnings)
    yield from _plain("question", before.questions, after.questions)
    yield from _assessments(before, after)


def _actions(before: CustomerAdvice, after: CustomerAdvice) -> Iterator[Found]:
    stood, stands = _by_matter(before.actions), _by_matter(after.actions)
    was_refused, is_refused = _by_matter(before.suppressed), _by_matter(after.suppressed)
    for key in _keys(stood, stands):
        old, new = stood.get(key), stands.get(key)
        if new is None and old is not None:
            refusal = is_refused.get(key)
            rules = (refusal.by, old.rule) if refusal else (old.rule,)
            kind: Kind = "is refused" if refusal else "disappears"
            said = refusal.text if refusal else None
            yield Found("action", key[0], old.label, kind, rules, old.about, _told(old), said)
        elif old is None and new is not None:
            refusal = was_refused.get(key)
            rules = (new.rule, refusal.by) if refusal else (new.rule,)
            said = refusal.text if refusal else None
            yield Found("action", key[0], new.label, "appears", rules, new.about, said, _told(new))
        elif old is not None and new is not None and _told(old) != _told(new):
            rules = tuple(dict.fromkeys((new.rule, old.rule)))
            yield Found("action", key[0], new.label, "changes", rules, new.about, _told(old), _told(new))
    for key in _keys(was_refused, is_refused):
        if key in stood or key in stands:
            continue
        old_no, new_no = was_refused.get(key), is_refused.get(key)
        if new_no is None and old_no is not None:
            yield _refusal(old_no, "disappears", (old_no.rule, old_no.by), old_no.text, None)
        elif old_no is None and new_no is not None:
            yield _refusal(new_no, "appears", (new_no.rule, new_no.by), None, new_no.text)
        elif old_no is not None and new_no is not None and old_no.by != new_no.by:
            yield _refusal(new_no, "changes", (new_no.by, old_no.by), old_no.text, new_no.text)


def _refusal(
    one: SuppressedAction, kind: Kind, rules: tuple[str, ...], before: str | None, after: str | None
) -> Found:
    return Found("refusal", one.action, one.label, kind, rules, one.about, before, after)


def _by_matter(items: Any) -> dict[tuple[str, str], Any]:
    return {(item.action, item.about or ""): item for item in items}


def _keys(first: Any, second: Any) -> list[tuple[str, str]]:
    return sorted({*first, *second})


def _told(action: ActionAdvice) -> str:
    """Say when, how and how much, and nothing of the words."""
    window = action.window
    opens = window.opens if window else None
    parts = {
        "due": action.due,
        "from": opens,
        "channel": action.channel,
        "amount": action.amount,
        "limit": action.limit,
    }
    return ", ".join(f"{name} {value}" for name, value in parts.items() if value is not None)


def _plain(part: str, before: Any, after: Any) -> Iterator[Found]:
    old = {(item.code, item.about or ""): item for item in before}
    new = {(item.code, item.about or ""): item for item in after}
    for key in _keys(old, new):
        one = new.get(key) or old[key]
        kind: Kind = "appears" if key not in old else "disappears"
        if key not in old or key not in new:
            texts = (None, one.text) if kind == "appears" else (one.text, None)
            yield Found(part, key[0], one.text, kind, _rules(one), one.about, *texts)
        elif getattr(old[key], "number", None) != getattr(new[key], "number", None):
            texts = (old[key].text, one.text)
            yield Found(part, key[0], one.text, "changes", _rules(one), one.about, *texts)


def _rules(item: Any) -> tuple[str, ...]:
    return tuple(item.rules) if hasattr(item, "rules") else (item.rule,)


def _assessments(before: CustomerAdvice, after: CustomerAdvice) -> Iterator[Found]:
    for axis in sorted({*before.assessments, *after.assessments}):
        old, new = before.assessments.get(axis), after.assessments.get(axis)
        said = [one.value if one else None for one in (old, new)]
        if said[0] != said[1]:
            rules = [reason.rule for one in (new, old) if one for reason in one.because]
            yield Found(
                "assessment", axis, axis, "changes", tuple(dict.fromkeys(rules)), None, said[0], said[1]
            )
