"""Answers to "why not": plain data, as JSON and as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from relcore.explain.change import Change, as_dict
from relcore.explain.tongue import ENGLISH, Tongue
from relcore.ledger import Ref, plain

_TRUTH = {True: "true", False: "false", None: "unknown"}
_MARK = {True: "phrase.mark-yes", False: "phrase.mark-no", None: "phrase.mark-unknown"}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a rule under one binding."""

    text: str
    truth: bool | None
    seen: tuple[tuple[str, Any], ...] = ()
    """Values that the condition saw, each with the words for it."""
    unknowns: tuple[str, ...] = ()
    """Unknown values in the way, as "Type.field"."""
    changes: tuple[Change, ...] = ()
    """Single changes that would each make the condition true, the nearest at hand first."""

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "text": self.text,
            "truth": _TRUTH[self.truth],
            "seen": {words: plain(value) for words, value in self.seen},
            "unknowns": list(self.unknowns),
            "changes": [as_dict(change) for change in self.changes],
        }

    def lines(self, tongue: Tongue = ENGLISH) -> Iterator[str]:
        """Give the content line by line."""
        yield f"{tongue.say(_MARK[self.truth])} {self.text}"
        for change in self.changes:
            yield f"      -> {change.text}"


@dataclass(frozen=True, slots=True)
class Near:
    """Facts with which a rule almost fired, and how each condition fared."""

    facts: tuple[Ref, ...]
    names: tuple[str, ...]
    """What each of the facts is called."""
    conditions: tuple[Condition, ...]

    @property
    def satisfied(self) -> int:
        """Count the conditions that hold."""
        return sum(condition.truth is True for condition in self.conditions)

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "facts": [
                {"fact": ref.fact, "id": ref.id, "name": name}
                for ref, name in zip(self.facts, self.names, strict=True)
            ],
            "satisfied": self.satisfied,
            "conditions": [condition.as_dict() for condition in self.conditions],
        }

    def lines(self, tongue: Tongue = ENGLISH) -> Iterator[str]:
        """Give the content line by line."""
        hold = {"value": str(self.satisfied), "amount": str(len(self.conditions))}
        if self.names:
            yield tongue.say("phrase.for", about=tongue.say("phrase.semicolon").join(self.names), **hold)
        else:
            yield tongue.say("phrase.apart", **hold)
        for condition in self.conditions:
            yield from (f"  {line}" for line in condition.lines(tongue))


@dataclass(frozen=True, slots=True)
class Missing:
    """A parameter of a rule for which no fact is there."""

    fact: str
    text: str
    changes: tuple[Change, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "fact": self.fact,
            "text": self.text,
            "changes": [as_dict(change) for change in self.changes],
        }

    def lines(self) -> Iterator[str]:
        """Give the content line by line."""
        yield self.text
        for change in self.changes:
            yield f"  -> {change.text}"


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """How near a rule came to firing."""

    rule: str
    doc: str
    cites: tuple[str, ...]
    fired: bool
    missing: tuple[Missing, ...] = ()
    """Parameters for which there is no fact."""
    nearest: tuple[Near, ...] = ()
    """At most three bindings, those with most conditions satisfied first; none where the rule fired."""

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "rule": self.rule,
            "doc": self.doc,
            "cites": list(self.cites),
            "fired": self.fired,
            "missing": [missing.as_dict() for missing in self.missing],
            "nearest": [near.as_dict() for near in self.nearest],
        }

    def lines(self, tongue: Tongue = ENGLISH) -> Iterator[str]:
        """Give the content line by line."""
        said = {"about": self.rule, "value": self.doc, "amount": tongue.join(self.cites)}
        yield tongue.say("phrase.rule-cites" if self.cites else "phrase.rule", **said)
        if self.fired:
            yield f"  {tongue.say('phrase.fired')}"
        for missing in self.missing:
            yield from (f"  {line}" for line in missing.lines())
        for near in self.nearest:
            yield from (f"  {line}" for line in near.lines(tongue))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a guard said of a recommended action."""

    rule: str
    """The guard."""
    layer: str
    kind: str
    candidate: str
    """Rule that recommended the action."""
    about: str | None
    reason: str
    """Message that says why."""
    replaced_by: str | None
    channel: str | None
    until: date | None
    limit: Decimal | None

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {name: plain(getattr(self, name)) for name in self.__slots__}

    def lines(self, tongue: Tongue = ENGLISH) -> Iterator[str]:
        """Give the content line by line."""
        yield tongue.say(
            "phrase.verdict-about" if self.about else "phrase.verdict",
            value=tongue.say(f"phrase.{self.kind}"),
            about=self.rule,
            channel=tongue.value(self.layer, "Layer"),
            amount=tongue.reason(self.reason),
            customer=self.candidate,
            due=self.about or "",
        )
        instead = None if self.replaced_by is None else tongue.action(self.replaced_by)
        for word, value in (
            ("instead", instead),
            ("only-by", None if self.channel is None else tongue.value(self.channel, "Channel")),
            ("not-before", self.until),
            ("at-most", self.limit),
        ):
            if value is not None:
                yield f"  {tongue.say(f'phrase.{word}', value=tongue.value(value))}"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a rule did not fire or an action was not advised; `happened` says that it was so after all.

    An action that happened was recommended; `verdicts` tell what guards said of it.
    """

    subject: str
    kind: Literal["rule", "action"]
    customer_id: str
    as_of: date
    happened: bool
    rules: tuple[RuleAnswer, ...]
    """The rule; or all rules that recommend the action, those that fired or came nearest first."""
    verdicts: tuple[Judgement, ...]
    tongue: Tongue = field(default=ENGLISH, repr=False, compare=False)
    retell: Callable[[str], WhyNot] | None = field(default=None, repr=False, compare=False)
    """Gives the same answer in another language."""

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data, for JSON."""
        return {
            "subject": self.subject,
            "kind": self.kind,
            "customer_id": self.customer_id,
            "as_of": self.as_of.isoformat(),
            "happened": self.happened,
            "rules": [rule.as_dict() for rule in self.rules],
            "verdicts": [verdict.as_dict() for verdict in self.verdicts],
        }

    def as_text(self) -> str:
        """Give the content as lines of text, in the language in which it was asked for."""
        return "\n".join(self._lines())

    def text(self, lang: str = "en") -> str:
        """Give the content as lines of text in a language ("en" or "zh")."""
        return self.told_in(lang).as_text()

    def told_in(self, lang: str) -> WhyNot:
        """Give the same answer with its sentences in a language."""
        if lang == self.tongue.lang or self.retell is None:
            return self
        return self.retell(lang)

    def _lines(self) -> Iterator[str]:
        tongue = self.tongue
        yield tongue.say(
            f"phrase.head-{self.kind}",
            about=self.subject if self.kind == "rule" else tongue.action(self.subject),
            customer=self.customer_id,
            due=self.as_of.isoformat(),
            value=tongue.say(f"phrase.{self._summary()}"),
        )
        for verdict in self.verdicts:
            yield from (f"  {line}" for line in verdict.lines(tongue))
        for rule in self.rules:
            yield from (f"  {line}" for line in rule.lines(tongue))

    def _summary(self) -> str:
        if self.kind == "rule":
            return "did-fire" if self.happened else "did-not-fire"
        if not self.happened:
            return "not-recommended" if self.rules else "no-rule"
        return "judged" if self.verdicts else "recommended"
