"""What the protected guards rest on: the rules, facts and parameters that decide whether they speak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    Coalesce,
    Compare,
    DaysBetween,
    Exists,
    MinutesBetween,
    Not,
    Or,
    Param,
    Rule,
    children,
)
from relcore.program import PROTECTED

Sign = Literal[1, 0, -1]
"""Whether more of something makes guards speak more (1), less (-1), or nobody can tell (0)."""

_JUDGED = "Recommendation"


@dataclass(frozen=True)
class Cone:
    """What protected guards rest on, directly or through other rules."""

    rules: Mapping[str, str]
    """Ids of the rules that feed a protected guard, each with the first type by which it does."""
    facts: Mapping[str, frozenset[Sign]]
    """Concluded types, with what more facts of them do to the guards."""
    parameters: Mapping[str, frozenset[Sign]]
    """Parameters, with what a greater value does to the guards."""


def cone_of(rules: Iterable[Rule]) -> Cone:
    """Follow the protected guards among rules down to all that they rest on."""
    kept = list(rules)
    makers: dict[str, list[Rule]] = defaultdict(list)
    for rule in kept:
        for fact in dict.fromkeys(head.fact for head in rule.heads):
            makers[fact].append(rule)
    facts: dict[str, set[Sign]] = defaultdict(set)
    parameters: dict[str, set[Sign]] = defaultdict(set)
    feeding: dict[str, str] = {}
    done: set[tuple[str, Sign]] = set()
    waiting = [(rule, 1) for rule in kept if rule.layer in PROTECTED]
    while waiting:
        rule, sign = waiting.pop()
        for kind, name, effect in _of_rule(rule):
            both = _times(effect, 1 if sign == 1 else -1 if sign == -1 else 0)
            if kind == "parameter":
                parameters[name].add(both)
            elif name != _JUDGED and name in makers:
                facts[name].add(both)
                if (name, both) not in done:
                    done.add((name, both))
                    waiting += [(maker, both) for maker in makers[name]]
                    feeding.update((maker.id, name) for maker in makers[name] if maker.id not in feeding)
    return Cone(
        feeding,
        {name: frozenset(signs) for name, signs in facts.items()},
        {name: frozenset(signs) for name, signs in parameters.items()},
    )


_Effect = tuple[Literal["fact", "parameter"], str, Sign]


def _of_rule(rule: Rule) -> Iterator[_Effect]:
    for bind in rule.binds:
        yield "fact", bind.fact, 1
    for condition in rule.where:
        yield from _effects(condition, 1)
    for head in rule.heads:
        if head.fact != _JUDGED:
            for _, expr in head.fields:
                yield from _effects(expr, 0)


def _effects(node: Any, sign: Sign) -> Iterator[_Effect]:
    """Give what a condition looks at, and whether more of it makes the condition true or untrue."""
    match node:
        case Param(name):
            yield "parameter", name, sign
        case And() | Or() | AddDays() | Coalesce():
            for child in children(node):
                yield from _effects(child, sign)
        case Not(item):
            yield from _effects(item, _times(sign, -1))
        case Exists(_, fact, where):
            yield "fact", fact, sign
            yield from _effects(where, sign)
        case Aggregate(op, _, fact, where, value):
            counted: Sign = sign if op == "count" else 0
            yield "fact", fact, counted
            yield from _effects(where, counted)
            yield from _effects(value, 0)
        case Compare(op, left, right):
            rising: Sign = {"<": 1, "<=": 1, ">": -1, ">=": -1}.get(op, 0)  # type: ignore[assignment]
            yield from _effects(left, _times(sign, _times(rising, -1)))
            yield from _effects(right, _times(sign, rising))
        case Arith("+", left, right):
            yield from _effects(left, sign)
            yield from _effects(right, sign)
        case Arith("-", left, right) | DaysBetween(right, left) | MinutesBetween(right, left):
            yield from _effects(left, sign)
            yield from _effects(right, _times(sign, -1))
        case _:
            for child in children(node):
                yield from _effects(child, 0)


def _times(one: Sign, other: Sign) -> Sign:
    product: dict[int, Sign] = {1: 1, 0: 0, -1: -1}
    return product[one * other]
