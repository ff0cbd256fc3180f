"""Proof trees: from a conclusion down to the facts that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from relcore.errors import UsageError
from relcore.ledger.ledger import GIVEN, Ledger, Ref, Support
from relcore.ledger.rows import Row, plain, row_id


@dataclass(frozen=True)
class Proof:
    """A conclusion (or a given fact) and the ways that lead to it, each a rule with its premises."""

    ref: Ref
    content: dict[str, Any] | None
    steps: tuple[tuple[Support, tuple[Proof, ...]], ...] = ()
    seen: bool = False
    """True where the same conclusion is proved elsewhere in the tree."""

    def leaves(self) -> Iterator[Ref]:
        """Give the facts on which the proof rests, each once."""
        found: dict[Ref, None] = {}
        pending = [self]
        while pending:
            proof = pending.pop()
            if proof.content is None or any(s.rule == GIVEN for s, _ in proof.steps):
                found[proof.ref] = None
            for _, premises in proof.steps:
                pending.extend(premises)
        return iter(sorted(found))

    def as_dict(self) -> dict[str, Any]:
        """Give the tree as plain data."""
        result: dict[str, Any] = {"fact": self.ref.fact, "id": self.ref.id}
        if self.content is not None:
            result["content"] = self.content
        if self.seen:
            result["seen"] = True
        if self.steps:
            result["because"] = [
                {"rule": support.rule, "premises": [premise.as_dict() for premise in premises]}
                for support, premises in self.steps
            ]
        return result


def prove(ledger: Ledger, fact: str, row: Row) -> Proof:
    """Give the proof tree of a row of a ledger that has supports recorded.

    Raises `UsageError` where the ledger does not hold the row (RC304) or has no supports (RC305).
    """
    if row not in ledger.derived.get(fact, ()):
        raise UsageError.of(
            "RC304", f"the ledger holds no such {fact}: {plain(row)}", hint="take a row from ledger.rows(...)"
        )
    if ledger.recorded is None:
        raise UsageError.of(
            "RC305",
            "the ledger was run without supports, so nothing can be proved",
            hint="run with supports=True",
        )
    return _prove(ledger, fact, row, set())


def _prove(ledger: Ledger, fact: str, row: Row, done: set[tuple[str, Row]]) -> Proof:
    ref = Ref(fact, row_id(fact, row))
    columns = ledger.shape.columns[fact]
    content = {name: plain(value) for name, value in zip(columns, row, strict=True) if value is not None}
    if (fact, row) in done:
        return Proof(ref, content, seen=True)
    done.add((fact, row))
    steps = []
    for support in ledger.supports(fact, row):
        premises = []
        for premise in dict.fromkeys(support.facts + support.witnesses):
            found = ledger.by_ref.get(premise)
            premises.append(_prove(ledger, *found, done) if found else Proof(premise, None))
        steps.append((support, tuple(premises)))
    return Proof(ref, content, tuple(steps))
