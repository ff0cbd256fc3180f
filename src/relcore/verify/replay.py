"""Trying a customer out: the real rules, guards and schedule, and what stands at their end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import localcontext
from typing import Any

from relcore.advice import ContactCalendar, decide
from relcore.advice.candidates import candidates, rulings
from relcore.advice.settle import Standing, settle
from relcore.executors.reference import ReferenceExecutor
from relcore.explain import final_world, proof_text
from relcore.facts import Fact, Snapshot
from relcore.ir import Rule
from relcore.ledger import Ledger, named_row, plain
from relcore.ledger import prove as proof_of
from relcore.program import Program
from relcore.program.evaluate import evaluate
from relcore.program.exact import EXACT
from relcore.verify.witness import CUSTOMER, DAY, Customer


@dataclass(frozen=True)
class Breach:
    """An action that stands although it must not, with the customer to whom it happens."""

    sentence: str
    customer: Customer
    action: str
    rule: str
    about: str | None
    channel: str | None
    amount: str | None
    proof: str
    """Why it is recommended, down to the facts."""
    verdicts: tuple[str, ...]
    """What guards said of it, in vain."""

    def lines(self) -> Iterator[str]:
        """Tell it as a story."""
        about = f" about {self.about}" if self.about else ""
        by = f" by {self.channel}" if self.channel else ""
        amount = f" over {self.amount}" if self.amount else ""
        yield f"On {DAY.isoformat()} the advice for customer {CUSTOMER} is: {self.action}{about}{by}{amount}."
        yield self.sentence
        yield "What is known of the customer:"
        yield from (f"  {told(fact)}" for fact in self.customer.facts)
        if self.customer.given:
            yield "and what is taken to have been concluded:"
            yield from (f"  {told(fact)}" for fact in self.customer.given)
        yield "Why it is advised:"
        yield from (f"  {line}" for line in self.proof.splitlines())
        if self.verdicts:
            yield f"What guards say of it, without stopping it: {', '.join(self.verdicts)}."
        else:
            yield "No guard says anything of it."

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "customer_id": CUSTOMER,
            "as_of": DAY.isoformat(),
            "facts": [contents(fact) for fact in self.customer.facts],
            "given_conclusions": [contents(fact) for fact in self.customer.given],
            "action": self.action,
            "rule": self.rule,
            "about": self.about,
            "channel": self.channel,
            "amount": self.amount,
            "sentence": self.sentence,
            "verdicts": list(self.verdicts),
        }


def ledger_of(program: Program, snapshot: Snapshot) -> Ledger:
    """Run the rules as they are meant."""
    return ReferenceExecutor().run(program, snapshot, DAY)


def replay(program: Program, customer: Customer, breach: Rule, wanted: str) -> Breach | frozenset[str]:
    """Give the action that is really advised to a customer and breaks a promise.

    Where there is none, give the guards that spoke of the action `wanted`.
    """
    snapshot = customer.snapshot()
    ledger = ledger_of(program, snapshot)
    world = final_world(program, snapshot, ledger)
    calendar = ContactCalendar(snapshot, program.values)
    said = rulings(ledger)
    standing, _ = settle(candidates(ledger), said, DAY, calendar.policy.patience_days)
    advised: set[tuple[str, str | None]] | None = None
    for item in standing:
        for env in _actions(item, ledger) if item.lead.action == wanted else ():
            with localcontext(EXACT):
                if any(evaluate(part, {"action": env}, world) is not True for part in breach.where):
                    continue
            if advised is None:
                found = decide(ledger, program, calendar=calendar)
                advised = {(action.action, action.about) for action in found.actions}
            if item.lead.matter in advised:
                return _breach(program, customer, ledger, breach, item, env)
    return frozenset(ruling.rule for ruling in said if ruling.action == wanted)


def _actions(item: Standing, ledger: Ledger) -> Iterator[Any]:
    """Give the action as rules see it, once for each rule that recommends it."""
    columns = ledger.shape.columns["Recommendation"]
    make = named_row("Recommendation", columns)
    for candidate in item.candidates:
        row = make(candidate.row)
        yield row._replace(channel=item.timing.channel, amount=item.amount, purpose=item.lead.purpose)


def _breach(
    program: Program, customer: Customer, ledger: Ledger, breach: Rule, item: Standing, env: Any
) -> Breach:
    lead = item.lead
    row = next(candidate.row for candidate in item.candidates if candidate.rule == env.rule)
    return Breach(
        breach.doc,
        customer,
        lead.action,
        env.rule,
        lead.about,
        item.timing.channel,
        None if item.amount is None else str(plain(item.amount)),
        proof_text(proof_of(ledger, "Recommendation", row), program, ledger),
        tuple(f"{note.rule} ({note.kind})" for note in item.notes),
    )


def contents(fact: Fact) -> dict[str, Any]:
    """Give a fact as plain data, without what nobody knows."""
    known = {name: plain(value) for name, value in fact if value is not None and value != ()}
    return {"fact": type(fact).__name__, **known}


def told(fact: Fact) -> str:
    """Give a fact as a line of a story."""
    content = contents(fact)
    name = content.pop("fact")
    content.pop("customer_id", None)
    identity = content.pop("id", None)
    known = ", ".join(f"{key} = {value}" for key, value in content.items() if key != "customer_id")
    return f"{name}{f' {identity}' if identity else ''}" + (f": {known}" if known else "")
