"""What rules and actions say of themselves: guesses to rest on, actions recommended, actions nobody wants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from relcore.facts import ActionSpec, Axis, Beneficiary, Honesty
from relcore.ir import Aggregate, Const, Exists, Not, Rule
from relcore.ir.walk import children, constants_of
from relcore.program import Program

GUESSED: frozenset[str] = frozenset({Axis.ARCHETYPE, Axis.PERSONALITY})
"""Axes that are guessed from observations, and can be wrong."""


@dataclass(frozen=True)
class _Meaning:
    """A program that is known by its digest alone, so that it is read once."""

    digest: str
    program: Program = field(compare=False)


def resting_on(program: Program) -> Mapping[str, tuple[str, ...]]:
    """Give for each rule that recommends something the guessed axes that its conditions name, sorted."""
    return _resting_on(_Meaning(program.digest, program))


def recommended_by(program: Program) -> Mapping[str, frozenset[str]]:
    """Give for each rule that recommends something the actions that it names."""
    return _recommended_by(_Meaning(program.digest, program))


@dataclass(frozen=True)
class _Specs:
    """Specifications that are known by their place in memory, so that they are read once."""

    place: int
    specs: Mapping[str, ActionSpec] = field(compare=False)
    """Kept, so that no others can take the place."""


def unwelcome(specs: Mapping[str, ActionSpec]) -> frozenset[str]:
    """Give the actions that benefit a person or deceive: what guards refuse whatever is known."""
    return _unwelcome(_Specs(id(specs), specs))


@lru_cache(maxsize=32)
def _unwelcome(known: _Specs) -> frozenset[str]:
    return frozenset(
        name
        for name, spec in known.specs.items()
        if spec.beneficiary == Beneficiary.PERSON or spec.honesty == Honesty.DECEPTIVE
    )


@lru_cache(maxsize=32)
def _recommended_by(meaning: _Meaning) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for rule in meaning.program.rules.values():
        for head in rule.heads:
            action = dict(head.fields).get("action")
            if head.fact == "Recommendation" and isinstance(action, Const):
                found.setdefault(rule.id, set()).add(str(action.value))
    return MappingProxyType({rule: frozenset(actions) for rule, actions in found.items()})


@lru_cache(maxsize=32)
def _resting_on(meaning: _Meaning) -> Mapping[str, tuple[str, ...]]:
    found = {}
    for rule in meaning.program.rules.values():
        if any(head.fact == "Recommendation" for head in rule.heads) and (axes := sorted(set(_axes(rule)))):
            found[rule.id] = tuple(axes)
    return MappingProxyType(found)


def _axes(rule: Rule) -> Iterator[str]:
    for bind in rule.binds:
        if bind.fact == "Assessment":
            yield from _guessed(constants_of(bind.var, rule.where).get("axis"))
    yield from _inner_axes(rule.where)


def _inner_axes(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        # What must be absent is no guess to rest on.
        if isinstance(node, Not):
            continue
        if isinstance(node, Exists | Aggregate) and node.fact == "Assessment":
            yield from _guessed(constants_of(node.var, (node.where,)).get("axis"))
        yield from _inner_axes(children(node))


def _guessed(axis: Any) -> Iterator[str]:
    if axis in GUESSED:
        yield str(axis)
