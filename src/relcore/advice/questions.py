"""What we do not know: questions that rules ask, and unknowns for which rules wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache, partial
from typing import Any, NamedTuple, Protocol

from relcore.advice.memo import Memo
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


class _Gain(NamedTuple):
    """What the rules that wait for an answer make of it, whatever else stands."""

    rules: frozenset[str] = _NOTHING
    unlocks: frozenset[str] = _NOTHING
    directly: frozenset[str] = _NOTHING
    judged: frozenset[str] = _NOTHING
    """Actions that guards among the rules would judge."""


class _Asked(NamedTuple):
    text: str
    rules: frozenset[str] = _NOTHING
    """Rules that ask."""
    gain: _Gain = _Gain()


# For most customers the same rules wait for the same unknown.
_GAINS: Memo[_Gain] = Memo(4096)


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
    for unknown, rules in _by_unknowns(waiting).items():
        if unknown.partition(".")[0] not in ledger.shape.columns:
            gain = _GAINS.get(rules, ledger.program, partial(_gain, rules, teller, recommended))
            entry = asked.get((unknown, "")) or _Asked(_text(unknown, None, teller))
            asked[unknown, ""] = _Asked(entry.text, entry.rules, gain)
    no_news = standing | unwelcome(specs)
    found = [_plain(*key, entry, standing, no_news, teller) for key, entry in asked.items()]
    return sorted(found, key=_place)


def _by_rules(ledger: Ledger, teller: Teller) -> dict[tuple[str, str], _Asked]:
    columns = ledger.shape.columns.get("Question", ())
    rows = ledger.rows("Question")
    if not rows:
        return {}
    code_of, about_of, rule_of = (columns.index(name) for name in ("code", "about", "rule"))
    asked: dict[tuple[str, str], _Asked] = {}
    for row in rows:
        code, about, rule = row[code_of], row[about_of], row[rule_of]
        entry = asked.get((code, about or "")) or _Asked(_text(code, about, teller, teller.doc(rule)))
        asked[code, about or ""] = entry._replace(rules=entry.rules | {rule})
    return asked


def _by_unknowns(waiting: Iterable[WaitingRule]) -> dict[str, list[WaitingRule]]:
    found: dict[str, list[WaitingRule]] = {}
    for item in waiting:
        for unknown in item.unknowns:
            if unknown in found:
                found[unknown].append(item)
            else:
                found[unknown] = [item]
    return found


def _gain(rules: Iterable[WaitingRule], teller: Teller, recommended: Mapping[str, Set[str]]) -> _Gain:
    names, unlocks, directly, judged = set[str](), set[str](), set[str](), set[str]()
    for item in rules:
        names.add(item.rule)
        rule = teller.rule(item.rule)
        if rule is not None and rule.layer:
            judged.update(item.actions)
        else:
            unlocks.update(item.actions)
            directly.update(recommended.get(item.rule, ()))
    return _Gain(frozenset(names), frozenset(unlocks), frozenset(directly & unlocks), frozenset(judged))


def _plain(
    code: str, about: str, entry: _Asked, standing: Set[str], no_news: Set[str], teller: Teller
) -> Plain:
    gain = entry.gain
    rules = entry.rules | gain.rules if entry.rules else gain.rules
    return {
        "code": code,
        "about": about or None,
        "text": entry.text,
        "unlocks": _in_order(gain.unlocks - no_news) if gain.unlocks else (),
        "directly": _in_order(gain.directly - no_news) if gain.directly else (),
        "could_stop": _in_order(gain.judged & standing) if gain.judged else (),
        "rules": _in_order(rules),
        "cites": _all_of(frozenset([rule.cites for name in rules if (rule := teller.rule(name))])),
    }


def _place(question: Plain) -> tuple[Any, ...]:
    code = question["code"]
    gains = [-len(question[gain]) for gain in ("directly", "unlocks", "could_stop")]
    return "." in code, *gains, code, question["about"] or ""


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
