"""Telling why: rules, verdicts and the facts behind them as plain data with sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from relcore.advice.candidates import Candidate, Said
from relcore.advice.words import Words
from relcore.facts import ActionSpec
from relcore.ir import Rule
from relcore.ledger import Ledger, Ref, Row, row_id
from relcore.program import Program

Plain = dict[str, Any]

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Teller:
    """Says things about one ledger in one language."""

    def __init__(
        self,
        ledger: Ledger,
        program: Program,
        words: Words,
        names: Mapping[str, str],
        specs: Mapping[str, ActionSpec],
    ) -> None:
        self.words = words
        self.customer = names.get(ledger.customer_id, ledger.customer_id)
        self._names = names
        self._specs = specs
        self._ledger = ledger
        self._rules = program.rules
        self._named: dict[int, Ref] = {}
        self._known: dict[tuple[int, ...], Sequence[Ref]] = {}

    def label(self, action: str) -> str:
        """Give an action's label, or its name where no specification is known."""
        spec = self._specs.get(action)
        return spec.label(self.words.lang) if spec else action

    def sentence(self, msgid: str, default: str = "", values: Mapping[str, Any] = _NOTHING) -> str:
        """Fill in a message about this customer.

        `values` are what the placeholders stand for, as they are: days, amounts, channels, actions.
        """
        message = self.words.find(msgid)
        if message is None:
            return default or msgid
        return self.words.fill(msgid, message, _Values(self, values)) if "{" in message else message

    def shown(self, name: str, value: Any) -> str:
        """Write what a placeholder stands for."""
        words = self.words
        if value is None:
            return words.neutral(name)
        if name == "about":
            return self._names.get(value, value)
        if name == "due":
            return words.date(value)
        if name == "channel":
            return words.say(f"channel.{value}", value)
        return words.number(value) if name == "amount" else self.label(value)

    def why(self, candidate: Candidate) -> Plain:
        """Give the reason of a recommendation."""
        values = {
            "about": candidate.about,
            "due": candidate.due,
            "channel": candidate.channel,
            "amount": candidate.amount,
            "value": candidate.action,
        }
        text = self._because(candidate.reason, candidate.rule, values)
        return self.reason(candidate.rule, text, candidate.reason, "Recommendation", candidate.row)

    def reason(self, rule_id: str, text: str, code: str | None, fact: str, row: Row) -> Plain:
        """Give a rule that led to a row, with what it rests on."""
        rule = self._rules.get(rule_id)
        return {
            "rule": rule_id,
            "text": text,
            "code": code,
            "cites": rule.cites if rule else (),
            "origin": rule.origin if rule else "",
            **self.brought(rule),
            "facts": self._facts(fact, row),
        }

    def rule(self, rule_id: str) -> Rule | None:
        """Find a rule; a conclusion that was given has none."""
        return self._rules.get(rule_id)

    def brought(self, rule: Rule | None) -> Plain:
        """Say who brought a rule."""
        if rule is None:
            return {}
        return {"playbook": rule.source, "distribution": rule.distribution, "version": rule.version}

    def doc(self, rule_id: str) -> str:
        """Give a rule's sentence, in English its docstring: what is said where a message is missing."""
        rule = self._rules.get(rule_id)
        if rule is None:
            return ""
        return self.words.find(f"sentence.{rule.table or rule.id}") or rule.doc

    def ruling_text(self, said: Said) -> str:
        """Say why a guard judged as it did."""
        values = {
            "about": said.about,
            "due": said.until,
            "channel": said.channel,
            "amount": said.limit,
            "value": said.replaced_by,
        }
        return self._because(said.reason, said.rule, values)

    def rulings(self, said: Iterable[Said]) -> list[Plain]:
        """Give what guards said, each once however many candidates it hit."""
        merged: dict[Said, list[str]] = {}
        for ruling in said:
            merged.setdefault(ruling._replace(candidate=""), []).append(ruling.candidate)
        return [self._ruling(ruling, candidates) for ruling, candidates in merged.items()]

    def _ruling(self, said: Said, candidates: Sequence[str]) -> Plain:
        rule = self._rules.get(said.rule)
        return {
            "verdict": str(said.kind),
            "by": said.rule,
            "layer": str(said.layer),
            "reason": said.reason,
            "text": self.ruling_text(said),
            "cites": rule.cites if rule else (),
            "origin": rule.origin if rule else "",
            **self.brought(rule),
            "candidates": sorted(set(candidates)),
            "replaced_by": said.replaced_by,
            "channel": said.channel,
            "limit": said.limit,
            "until": said.until,
        }

    def _because(self, code: str | None, rule_id: str, values: Mapping[str, Any]) -> str:
        return self.sentence(f"reason.{code}" if code else f"rule.{rule_id}", self.doc(rule_id), values)

    def _facts(self, fact: str, row: Row) -> Sequence[Ref]:
        """Name the facts behind a row, as the run recorded them, sorted and each once."""
        if self._ledger.recorded is None:
            return ()
        supports = self._ledger.recorded.get(fact, {}).get(row, ())
        if len(supports) == 1:
            return self._refs(*supports[0])
        return sorted({ref for support in supports for ref in self._refs(*support)})

    def _refs(self, index: int, bound: tuple[Any, ...], witnesses: tuple[Any, ...]) -> Sequence[Ref]:
        """Name the facts of one support, sorted; the same few facts stand behind many recommendations."""
        facts = bound + witnesses
        key = tuple(map(id, facts))
        known = self._known.get(key)
        if known is None:
            _, bound_types, witness_types = self._ledger.shape.rules[index] if index >= 0 else ("", (), ())
            types = bound_types + witness_types
            if len(facts) == 1:
                known = [self._ref(types[0], facts[0])]
            else:
                known = sorted({self._ref(name, item) for name, item in zip(types, facts, strict=True)})
            self._known[key] = known
        return known

    def _ref(self, name: str, fact: Any) -> Ref:
        # A digest costs microseconds.
        known = self._named.get(id(fact))
        if known is None:
            identity = row_id(name, fact) if isinstance(fact, tuple) else fact.identity
            known = self._named[id(fact)] = Ref(name, identity)
        return known


class _Values(dict[str, str]):
    """Writes what a placeholder stands for only when a message asks for it."""

    def __init__(self, teller: Teller, values: Mapping[str, Any]) -> None:
        # Most messages name the customer.
        super().__init__(customer=teller.customer)
        self._teller = teller
        self._values = values

    def __missing__(self, name: str) -> str:
        return self._teller.shown(name, self._values.get(name))
