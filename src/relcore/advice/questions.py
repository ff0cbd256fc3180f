"""What we do not know: questions that rules ask, and unknowns for which rules wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol

from relcore.advice.tell import Plain, Teller
from relcore.facts import ActionSpec, Beneficiary, Honesty
from relcore.ledger import Ledger


class BlockedRule(Protocol):
    """A rule that would have fired but for something unknown."""

    @property
    def rule(self) -> str:
        """Rule id."""

    @property
    def unknowns(self) -> Sequence[str]:
        """What is unknown: fact types such as `SpendEstimate`, fields such as `Customer.industry`."""

    @property
    def actions(self) -> Sequence[str]:
        """Actions that the rule would lead to; of a guard, those that it would judge."""


@dataclass
class _Asked:
    text: str
    rules: set[str] = field(default_factory=set)
    unlocks: set[str] = field(default_factory=set)
    could_stop: set[str] = field(default_factory=set)


def questions(
    ledger: Ledger,
    blocked: Iterable[BlockedRule],
    teller: Teller,
    specs: Mapping[str, ActionSpec],
    standing: Set[str],
) -> list[Plain]:
    """Merge questions by what they ask for.

    Those that unlock most come first, then those that could stop most, then by code and matter. Actions
    that stand anyway are not counted as unlocked, nor are those that only harm or deceive: guards refuse
    them whatever the answer. A guard unlocks nothing; it could stop what stands.
    """
    asked: dict[tuple[str, str], _Asked] = {}
    columns = ledger.shape.columns.get("Question", ())
    for row in ledger.derived.get("Question", ()):
        content = dict(zip(columns, row, strict=True))
        code, about, rule = content["code"], content["about"], content["rule"]
        key = code, about or ""
        if key not in asked:
            asked[key] = _Asked(_text(code, about, teller, teller.doc(rule)))
        asked[key].rules.add(rule)
    for item in blocked:
        guard = _is_guard(item.rule, teller)
        stopped = standing & set(item.actions) if guard else ()
        unlocked = () if guard else {name for name in item.actions if _is_news(name, standing, specs)}
        for unknown in item.unknowns:
            entry = asked.setdefault((unknown, ""), _Asked(""))
            entry.text = entry.text or _text(unknown, None, teller)
            entry.rules.add(item.rule)
            entry.unlocks.update(unlocked)
            entry.could_stop.update(stopped)
    ordered = sorted(
        asked.items(), key=lambda item: (-len(item[1].unlocks), -len(item[1].could_stop), item[0])
    )
    return [_plain(code, about, entry, teller) for (code, about), entry in ordered]


def _plain(code: str, about: str, entry: _Asked, teller: Teller) -> Plain:
    rules = sorted(entry.rules)
    cites = {cite for name in rules if (rule := teller.rule(name)) for cite in rule.cites}
    return {
        "code": code,
        "about": about or None,
        "text": entry.text,
        "unlocks": sorted(entry.unlocks),
        "could_stop": sorted(entry.could_stop),
        "rules": rules,
        "cites": sorted(cites),
    }


def _text(code: str, about: str | None, teller: Teller, default: str = "") -> str:
    """Ask by the message for the code, else for its fact type and field in general terms."""
    words = teller.words
    if words.find(f"question.{code}") is not None:
        return teller.sentence(f"question.{code}", about=about)
    fact, _, name = code.partition(".")
    if default or not fact[:1].isupper():
        return default or code
    kind = words.find(f"fact.{fact}") or fact
    if not name:
        return words.say("question.any_fact", kind, about=kind)
    label = words.find(f"field.{fact}.{name}") or words.find(f"field.{name}") or name.replace("_", " ")
    return words.say("question.any_field", label, about=kind, value=label)


def _is_guard(rule_id: str, teller: Teller) -> bool:
    rule = teller.rule(rule_id)
    return rule is not None and bool(rule.layer)


def _is_news(action: str, standing: Set[str], specs: Mapping[str, ActionSpec]) -> bool:
    if action in standing:
        return False
    spec = specs.get(action)
    return spec is None or (spec.beneficiary != Beneficiary.PERSON and spec.honesty != Honesty.DECEPTIVE)
