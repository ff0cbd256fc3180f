"""What we do not know: questions that rules ask, and unknowns for which rules wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from relcore.advice.rulebook import unwelcome
from relcore.advice.tell import Plain, Teller
from relcore.advice.words import Words
from relcore.facts import ActionSpec
from relcore.ledger import Ledger


class WaitingRule(Protocol):
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


_NOTHING = frozenset[str]()


@dataclass(slots=True)
class _Asked:
    text: str
    rules: set[str] = field(default_factory=set)
    unlocks: frozenset[str] = _NOTHING
    directly: frozenset[str] = _NOTHING
    could_stop: frozenset[str] = _NOTHING


def questions(
    ledger: Ledger,
    waiting: Iterable[WaitingRule],
    teller: Teller,
    specs: Mapping[str, ActionSpec],
    standing: Set[str],
    recommended: Mapping[str, Set[str]],
) -> list[Plain]:
    """Merge questions by what they ask for.

    What rules ask and what is not known at all comes before single fields; then what unlocks most directly,
    what unlocks most at all, what could stop most, then by code and matter. Actions that stand anyway are not
    counted as unlocked, nor are those that only harm or deceive: guards refuse them whatever the answer. A
    guard unlocks nothing; it could stop what stands. What rules conclude is not asked for: nobody outside can
    tell.
    """
    asked = _by_rules(ledger, teller)
    rules = list(waiting)
    named = set[str]().union(*(item.actions for item in rules))
    news = frozenset(named - standing - unwelcome(specs))
    gains: dict[tuple[str, ...], frozenset[str]] = {}
    for item in rules:
        actions = tuple(item.actions)
        gain = gains.get(actions)
        if gain is None:
            gain = gains[actions] = news.intersection(actions)
        rule = teller.rule(item.rule)
        is_guard = rule is not None and bool(rule.layer)
        directly = recommended.get(item.rule)
        for unknown in item.unknowns:
            if unknown.partition(".")[0] in ledger.shape.columns:
                continue
            entry = asked.get((unknown, ""))
            if entry is None:
                entry = asked[unknown, ""] = _Asked(_text(unknown, None, teller))
            entry.rules.add(item.rule)
            if is_guard:
                entry.could_stop |= standing & set(actions)
                continue
            # Mostly one rule asks, or several that unlock the same.
            entry.unlocks = entry.unlocks | gain if entry.unlocks and entry.unlocks is not gain else gain
            if directly:
                entry.directly |= gain & directly
    ordered = sorted(asked.items(), key=_place)
    return [_plain(code, about, entry, teller) for (code, about), entry in ordered]


def _by_rules(ledger: Ledger, teller: Teller) -> dict[tuple[str, str], _Asked]:
    asked: dict[tuple[str, str], _Asked] = {}
    columns = ledger.shape.columns.get("Question", ())
    for row in ledger.rows("Question"):
        content = dict(zip(columns, row, strict=True))
        code, about, rule = content["code"], content["about"], content["rule"]
        entry = asked.get((code, about or ""))
        if entry is None:
            entry = asked[code, about or ""] = _Asked(_text(code, about, teller, teller.doc(rule)))
        entry.rules.add(rule)
    return asked


def _place(item: tuple[tuple[str, str], _Asked]) -> tuple[Any, ...]:
    key, entry = item
    one_field = "." in key[0]
    return one_field, -len(entry.directly), -len(entry.unlocks), -len(entry.could_stop), key


def _plain(code: str, about: str, entry: _Asked, teller: Teller) -> Plain:
    cites = frozenset([rule.cites for name in entry.rules if (rule := teller.rule(name))])
    return {
        "code": code,
        "about": about or None,
        "text": entry.text,
        "unlocks": _in_order(entry.unlocks),
        "directly": _in_order(entry.directly),
        "could_stop": _in_order(entry.could_stop),
        "rules": sorted(entry.rules),
        "cites": _all_of(cites),
    }


@lru_cache(maxsize=4096)
def _in_order(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


@lru_cache(maxsize=4096)
def _all_of(cites: frozenset[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({cite for some in cites for cite in some}))


def _text(code: str, about: str | None, teller: Teller, default: str = "") -> str:
    """Ask by the message for the code, else for its fact type and field in general terms."""
    if teller.words.find(f"question.{code}") is not None:
        return teller.sentence(f"question.{code}", values={"about": about})
    return default or _in_general(code, teller.words)


@lru_cache(maxsize=4096)
def _in_general(code: str, words: Words) -> str:
    fact, _, name = code.partition(".")
    if not fact[:1].isupper():
        return code
    kind = words.find(f"fact.{fact}") or fact
    if not name:
        return words.say("question.any_fact", kind, about=kind)
    label = words.find(f"field.{fact}.{name}") or words.find(f"field.{name}") or name.replace("_", " ")
    return words.say("question.any_field", label, about=kind, value=label)
