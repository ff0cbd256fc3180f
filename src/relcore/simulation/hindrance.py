"""Why no change of a customer's facts brings a step: the conditions in the way that nobody can change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from relcore.advisor import Advisor
from relcore.explain import Add, Change, Phrases, Remove, SetField, SetParameter, WhyNot, why_not
from relcore.explain.nearest import conditions_of
from relcore.explain.source import variables
from relcore.explain.tongue import ENGLISH, Tongue
from relcore.facts import Axis, Fact, Snapshot
from relcore.ir import Aggregate, AsOf, Exists, Field, Rule, Scope, walk
from relcore.program import Program, feeds
from relcore.program.evaluate import Env, World, evaluate
from relcore.simulation.basis import needs_of, saying
from relcore.simulation.possible import may_change

DEPTH = 6
"""Rules through which a missing conclusion is followed."""
GIVEN = 8
"""Conditions that are given."""


@dataclass(frozen=True)
class Hindrance:
    """A condition that does not hold, and why no fact of the customer's can make it hold."""

    rule: str
    condition: str
    kind: str
    """What is in the way: `past`, `nature` (what is known), `company`, `parameter`, `unknown` or `fixed`."""
    unknowns: tuple[str, ...] = ()

    def text(self, tongue: Tongue = ENGLISH) -> str:
        """Give the hindrance in one line."""
        why = tongue.say(f"phrase.stays-{self.kind}", about=tongue.join(self.unknowns))
        return tongue.say("phrase.needs", about=self.rule, value=self.condition, amount=why)

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "rule": self.rule,
            "condition": self.condition,
            "kind": self.kind,
            "unknowns": list(self.unknowns),
        }


def hindrances(
    advisor: Advisor, facts: Snapshot, as_of: date, axis: Axis, wanted: str, tongue: Tongue = ENGLISH
) -> Iterator[Hindrance]:
    """Follow the rules for a step backwards to the conditions that fail, and say what stands against each."""
    program = advisor.program_on(as_of)
    ledger = advisor.ledger(facts, as_of=as_of)
    needs = needs_of(program)
    (read,) = saying(axis, [wanted])
    waiting = [(rule.id, 0) for rule in program.rules.values() if feeds(rule, read)]
    met = {rule for rule, _ in waiting}
    found: dict[Hindrance, None] = {}
    while waiting and len(found) < GIVEN:
        rule, depth = waiting.pop(0)
        for hindrance, asked in _of(program, facts, why_not(program, facts, ledger, rule, tongue=tongue)):
            if hindrance is not None:
                found.setdefault(hindrance)
            if asked and depth < DEPTH:
                following = [one for one in needs[rule] if one not in met]
                met.update(following)
                waiting += [(one, depth + 1) for one in following]
    yield from list(found)[:GIVEN]


def lasting(
    advisor: Advisor,
    facts: Snapshot,
    as_of: date,
    axis: Axis,
    values: Iterable[str],
    tongue: Tongue = ENGLISH,
) -> tuple[Hindrance, ...]:
    """Say who the customer is that no rule for any of the values can ever fire; nothing where one might.

    For each of the rules, that is a condition on the customer alone that is not met, all of whose fields are
    known.
    """
    program = advisor.program_on(as_of)
    known = facts.facts("Customer")
    reads = saying(axis, values)
    rules = [rule for rule in program.rules.values() if any(feeds(rule, read) for read in reads)]
    if not known or not rules:
        return ()
    found = [next(_never(program, rule, known[0], as_of, tongue), None) for rule in rules]
    return tuple(dict.fromkeys(one for one in found if one is not None)) if None not in found else ()


def _never(program: Program, rule: Rule, customer: Fact, as_of: date, tongue: Tongue) -> Iterator[Hindrance]:
    world = World(lambda _: (), program.values, as_of)
    for bind in rule.binds:
        if bind.fact != "Customer":
            continue
        for part in conditions_of(rule):
            nodes = list(walk(part))
            fields = [node.name for node in nodes if isinstance(node, Field)]
            if variables(part) != {bind.var} or any(
                isinstance(node, (AsOf, Exists, Aggregate)) for node in nodes
            ):
                continue
            if any(getattr(customer, name) is None for name in fields):
                continue
            env: Env = {bind.var: customer}
            if evaluate(part, env, world) is not True:
                see = partial(evaluate, env=env, world=world)
                phrases = Phrases.of(rule.binds, program.types, see, tongue)
                yield Hindrance(rule.id, phrases.condition(part), "nature")


def _of(program: Program, facts: Snapshot, answer: WhyNot) -> Iterator[tuple[Hindrance | None, bool]]:
    """Give what stands against each failing condition, and whether other rules could meet it."""
    for rule in answer.rules:
        failing: list[tuple[str, tuple[Change, ...], tuple[str, ...]]] = [
            (missing.text, missing.changes, ()) for missing in rule.missing
        ]
        for near in rule.nearest[:1]:
            failing += [
                (condition.text, condition.changes, condition.unknowns)
                for condition in near.conditions
                if condition.truth is not True
            ]
        for text, changes, unknowns in failing:
            kinds = {_kind(program, facts, change) for change in changes}
            if "concluded" in kinds:
                yield None, True
            elif not kinds & {"open"}:
                kind = next((one for one in ("past", "nature", "company", "parameter") if one in kinds), "")
                kind = kind or ("unknown" if unknowns else "fixed")
                yield Hindrance(rule.rule, text, kind, tuple(unknowns)), kind == "fixed"


def _kind(program: Program, facts: Snapshot, change: Change) -> str:
    """Say who could make a change."""
    match change:
        case SetParameter():
            return "parameter"
        case Remove(refs):
            names = {ref.fact for ref in refs}
            concluded = any(program.types[name].scope is Scope.CONCLUSION for name in names)
            return "concluded" if concluded else "past"
        case Add(name):
            fact = program.types[name]
        case SetField(ref, name):
            fact = program.types[ref.fact]
            known = next((one for one in facts.facts(ref.fact) if one.identity == ref.id), None)
            if known is not None and not may_change(fact, name, getattr(known, name)):
                return "company" if fact.scope is Scope.COMPANY else "nature"
        case _:
            return "open"
    return {Scope.CONCLUSION: "concluded", Scope.COMPANY: "company", Scope.CUSTOMER: "open"}[fact.scope]
