"""Proofs as text: from a conclusion down to the facts, with the sentence of each rule on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relcore.explain.phrase import say
from relcore.explain.tongue import ENGLISH, Tongue
from relcore.ir import Exists, Expr, Field, Rule, walk
from relcore.ledger import GIVEN, Ledger, Proof, Ref, Support
from relcore.program import Program

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "because": "because of",
        "also": "also because of",
        "given": "given as a fact",
        "seen": "see above",
    },
    "zh": {"because": "依据", "also": "另据", "given": "作为事实给出", "seen": "见上文"},
}
"""Words between the parts of a proof, by language."""

OWN = "relcore"
"""Distribution of the built-in rules, whose name need not be told."""

_UNSAID = ("rule", "layer", "weight")
"""Columns of conclusions that the tree tells anyway, or that say nothing of why."""


def proof_text(proof: Proof, program: Program, ledger: Ledger, tongue: Tongue = ENGLISH) -> str:
    """Give a proof as an indented tree: each conclusion, the rules that led to it, and what they stand on.

    Facts show the fields that the rule reads. A conclusion that is proved twice is unfolded once. Headings
    and the sentences of rules are those of `tongue`.
    """
    teller = _Teller(program, HEADINGS[tongue.lang], tongue, _known_facts(proof, ledger))
    return "\n".join(teller.lines(proof, (), 0))


@dataclass(frozen=True)
class _Teller:
    program: Program
    words: Mapping[str, str]
    tongue: Tongue
    facts: Mapping[Ref, Any]

    def lines(self, proof: Proof, read: Sequence[str], depth: int) -> Iterator[str]:
        """Give the lines of one conclusion or fact; `read` are the fields of a fact that matter."""
        indent = "  " * depth
        if proof.content is None:
            fact = self.facts.get(proof.ref)
            shown = {} if fact is None else {name: getattr(fact, name) for name in read}
            yield f"{indent}{proof.ref}{_fields(shown)}"
            return
        content = {name: value for name, value in proof.content.items() if name not in _UNSAID}
        again = f" ({self.words['seen']})" if proof.seen else ""
        yield f"{indent}{proof.ref.fact}{_fields(content)}{again}"
        for number, (support, premises) in enumerate(proof.steps):
            yield from self._step(support, premises, "also" if number else "because", depth + 1)

    def _step(self, support: Support, premises: tuple[Proof, ...], heading: str, depth: int) -> Iterator[str]:
        indent = "  " * depth
        rule = self.program.rules.get(support.rule)
        if support.rule == GIVEN or rule is None:
            yield f"{indent}{self.words['given'] if support.rule == GIVEN else support.rule}"
            return
        source = ", ".join(rule.cites) or rule.origin
        told = f"{rule.id}: {self.tongue.rule(rule)}{f' ({source})' if source else ''}"
        brought = f" [{rule.provenance}]" if rule.distribution not in ("", OWN) else ""
        yield f"{indent}{self.words[heading]} {told}{brought}"
        fields = _read_by(rule, support)
        for premise in premises:
            yield from self.lines(premise, fields.get(premise.ref, ()), depth + 1)


def _read_by(rule: Rule, support: Support) -> Mapping[Ref, Sequence[str]]:
    """Give the fields that a rule reads of each fact in a support."""
    heads: list[Expr] = [expr for head in rule.heads for _, expr in head.fields]
    named: dict[str, list[str]] = {}
    for expr in (*rule.where, *heads):
        for node in walk(expr):
            if isinstance(node, Field):
                named.setdefault(node.var, []).append(node.name)
    witnessed = [part.var for part in rule.where if isinstance(part, Exists)]
    places = (
        *zip(support.facts, [bind.var for bind in rule.binds], strict=True),
        *zip(support.witnesses, witnessed, strict=True),
    )
    fields: dict[Ref, list[str]] = {}
    for ref, var in places:
        fields.setdefault(ref, []).extend(named.get(var, ()))
    return {
        ref: [name for name in dict.fromkeys(names) if name not in ("id", "customer_id")]
        for ref, names in fields.items()
    }


def _known_facts(proof: Proof, ledger: Ledger) -> Mapping[Ref, Any]:
    """Find the facts under a proof in the supports that the ledger recorded."""
    found: dict[Ref, Any] = {}
    pending = [proof]
    while pending:
        step = pending.pop()
        pending.extend(premise for _, premises in step.steps for premise in premises)
        if step.ref not in ledger.by_ref or ledger.recorded is None:
            continue
        fact, row = ledger.by_ref[step.ref]
        for index, bound, witnesses in ledger.recorded.get(fact, {}).get(row, ()):
            if index < 0:
                continue
            _, bound_types, witness_types = ledger.shape.rules[index]
            for name, item in zip((*bound_types, *witness_types), (*bound, *witnesses), strict=True):
                if not isinstance(item, tuple):
                    found[Ref(name, item.identity)] = item
    return found


def _fields(content: Mapping[str, Any]) -> str:
    if not content:
        return ""
    return ": " + ", ".join(f"{name} = {say(value)}" for name, value in content.items())
