"""What a failing story prints: the customer's story, the advice, and the proof or the missing condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from relcore.advice import CustomerAdvice, render_text
from relcore.advisor import Advisor
from relcore.explain import RuleAnswer, proof_text, why_not
from relcore.facts import Fact, Snapshot
from relcore.ledger import Ledger, Proof, prove
from relcore.testing.lines import Line, rules_saying
from relcore.testing.tale import tale

MOST_RULES = 3
"""So many rules that could have brought what was expected are asked why they did not."""


def tell_failure(
    facts: Sequence[Fact], as_of: date, advisor: Advisor, wrong: Sequence[tuple[Line, bool]]
) -> str:
    """Tell the story, what was advised, and for each line that is wrong why it came or did not come."""
    snapshot = Snapshot.of(facts)
    ledger = advisor.ledger(snapshot, as_of=as_of)
    advice = advisor.advise(snapshot, as_of=as_of)
    parts = ["\n".join(["The story:", *(f"  {line}" for line in tale(facts, as_of))])]
    parts.append(f"The advice:\n{_indented(render_text(advisor.report([advice], as_of=as_of)))}")
    for line, wanted in wrong:
        heading = f"Why {'not ' if wanted else ''}'{line.text}':"
        why = _why_not(line, advisor, snapshot, ledger, advice) if wanted else _why(line, advisor, ledger)
        parts.append("\n".join([heading, _indented("\n".join(why))]))
    return "\n\n".join(parts)


def reasons_of(line: Line, advisor: Advisor, facts: Sequence[Fact], as_of: date) -> frozenset[str]:
    """Give all that the proofs of a line name: rules and tables, catalogue ids, and facts."""
    ledger = advisor.ledger(facts, as_of=as_of)
    found: set[str] = set()
    pending = list(_proofs(line, ledger))
    while pending:
        proof = pending.pop()
        if proof.content is None:
            found |= {str(proof.ref), proof.ref.id}
        for support, premises in proof.steps:
            pending += premises
            rule = advisor.program.rules.get(support.rule)
            if rule is not None:
                found |= {rule.id, *rule.cites} | ({rule.table} if rule.table else set())
    return frozenset(found)


def _proofs(line: Line, ledger: Ledger) -> Iterator[Proof]:
    for fact, wanted in line.rows:
        columns = ledger.shape.columns.get(fact, ())
        for row in ledger.rows(fact):
            content = dict(zip(columns, row, strict=True))
            if all(content.get(name) == value for name, value in wanted.items()):
                yield prove(ledger, fact, row)


def _why(line: Line, advisor: Advisor, ledger: Ledger) -> Iterator[str]:
    for proof in _proofs(line, ledger):
        yield proof_text(proof, advisor.program, ledger)


def _why_not(
    line: Line, advisor: Advisor, snapshot: Snapshot, ledger: Ledger, advice: CustomerAdvice
) -> Iterator[str]:
    yield from _overruled(line, advice)
    if any(_proofs(line, ledger)):
        yield "rules conclude it:"
        yield from _why(line, advisor, ledger)
        return
    answers = []
    for rule in rules_saying(line, advisor.program):
        found = why_not(advisor.program, snapshot, ledger, rule.id)
        answers += [answer for answer in found.rules if not answer.fired]
    if not answers:
        yield "no rule could bring it"
    for answer in sorted(answers, key=_distance)[:MOST_RULES]:
        yield from answer.lines()
    if len(answers) > MOST_RULES:
        yield f"(and {len(answers) - MOST_RULES} more rules that could bring it)"


def _overruled(line: Line, advice: CustomerAdvice) -> Iterator[str]:
    if line.speaks_of not in ("action", "refusal"):
        return
    for fallen in advice.suppressed:
        if fallen.action == line.name:
            instead = f"; instead: {fallen.replaced_by}" if fallen.replaced_by else ""
            yield f"{line.name} was refused by {fallen.by} ({fallen.reason}): {fallen.text}{instead}"
    for item in advice.actions:
        if item.action == line.name:
            channel = item.channel or "inside our company"
            yield f"{line.name} stands: {channel}, due {item.due}, for {item.rule}"


def _distance(answer: RuleAnswer) -> tuple[Any, ...]:
    failing = min((len(near.conditions) - near.satisfied for near in answer.nearest), default=0)
    # A rule for which a fact is missing altogether is further away than one that saw its facts.
    return len(answer.missing), failing, answer.rule


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.rstrip("\n").split("\n"))
