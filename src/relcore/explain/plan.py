"""How the search for blocked rules goes: for each rule, in which order to bind and what to test where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from relcore.explain.closures import Closure, Closures, Frame, Slot, Slots, key_of, loops, variables
from relcore.explain.leaves import Blame, blame, is_plain, names
from relcore.ir import Const, Expr, Known, Param, Rule, conjuncts, walk
from relcore.program import Program

Test = tuple[Closure, int, bool]
"""A condition, its bit (0 where nobody can be blamed for its being unknown), and whether a condition
that can be blamed comes at this place or later."""


@dataclass(frozen=True, slots=True)
class Step:
    """A variable to bind: where to put each fact, where to find them, what to test of each."""

    place: int
    candidates: Closure
    tests: tuple[Test, ...]
    hope: bool
    """Whether an unknown may still turn up at this step or a later one."""


@dataclass(frozen=True, slots=True)
class Search:
    """How to find the blocked bindings of one rule, the parameters in `missing` left out."""

    rule: Rule
    missing: tuple[str, ...]
    """Names of evidential fact types of which there is no fact."""
    size: int
    bound: tuple[Slot, ...]
    """Places of the parameters that are bound, in the order of the rule."""
    opening: tuple[Test, ...]
    """Conditions that need no parameter."""
    steps: tuple[Step, ...]
    closing: tuple[Closure, ...]
    """Conditions that need no parameter, look through facts and cannot be unknown: asked once, if at all."""
    plain: dict[int, str]
    """Bits of conditions that only one value can make unknown, and its name."""
    others: dict[int, Blame]
    """Bits of the other conditions that can be unknown, and who names the values."""


@dataclass(frozen=True, slots=True)
class _Condition:
    expr: Expr
    needs: frozenset[str]
    bit: int
    cost: int


def search_for(program: Program, rule: Rule, missing: frozenset[str]) -> Search | None:
    """Plan the search for blocked bindings; None where no binding of the rule can be blocked.

    `missing` names fact types to leave out because no such fact is there.
    """
    closures = Closures(program)
    slots = {bind.var: closures.slot(bind.fact) for bind in rule.binds}
    absent = frozenset(bind.var for bind in rule.binds if bind.fact in missing)
    conditions = list(_conditions(rule, slots, absent))
    if not absent and not any(condition.bit for condition in conditions):
        return None
    plain, others = {}, {}
    certain = certain_of(rule)
    for condition in conditions:
        if condition.bit and is_plain(condition.expr, slots, certain):
            (plain[condition.bit],) = names(condition.expr, slots, certain)
        elif condition.bit:
            others[condition.bit] = blame(condition.expr, slots, closures)
    free = [condition for condition in conditions if not condition.needs]
    closing = [condition for condition in free if not condition.bit and loops(condition.expr)]
    opening = sorted((c for c in free if c not in closing), key=lambda c: c.cost)
    opened = tuple(_tests(opening, slots, closures, later=True))
    steps = tuple(_steps([var for var in slots if var not in absent], conditions, slots, closures))
    closed = tuple(closures.value(condition.expr, slots) for condition in closing)
    return Search(
        rule=rule,
        missing=tuple(sorted({bind.fact for bind in rule.binds if bind.var in absent})),
        size=closures.size,
        bound=tuple(slot for var, slot in slots.items() if var not in absent),
        opening=opened,
        steps=steps,
        closing=closed,
        plain=plain,
        others=others,
    )


def certain_of(rule: Rule) -> frozenset[Expr]:
    """Give the expressions that a rule requires to be known."""
    parts = (part for condition in rule.where for part in conjuncts(condition))
    return frozenset(part.value for part in parts if isinstance(part, Known))


def _conditions(rule: Rule, slots: Slots, absent: frozenset[str]) -> Iterator[_Condition]:
    certain = certain_of(rule)
    parts = [part for condition in rule.where for part in conjuncts(condition)]
    for number, part in enumerate(part for part in parts if not variables(part) & absent):
        nodes = list(walk(part))
        cost = len(nodes) + 100 * sum(map(loops, nodes))
        bit = 1 << number if names(part, slots, certain) else 0
        yield _Condition(part, variables(part), bit, cost)


def _tests(conditions: Sequence[_Condition], slots: Slots, closures: Closures, later: bool) -> Iterator[Test]:
    for number, condition in enumerate(conditions):
        hope = later or any(other.bit for other in conditions[number:])
        yield closures.value(condition.expr, slots), condition.bit, hope


def _steps(
    remaining: list[str], conditions: list[_Condition], slots: Slots, closures: Closures
) -> list[Step]:
    """Bind first what is narrowed most; test each condition as soon as its variables are bound."""
    order: list[tuple[str, list[_Condition]]] = []
    bound: frozenset[str] = frozenset()
    while remaining:
        var = max(remaining, key=lambda candidate: _narrowness(candidate, bound, conditions))
        remaining = [other for other in remaining if other != var]
        now = bound | {var}
        order.append((var, [c for c in conditions if c.needs <= now and not c.needs <= bound]))
        bound = now
    steps: list[Step] = []
    later = False
    for var, due in reversed(order):
        candidates, rest = _candidates(var, due, slots, closures)
        rest.sort(key=lambda condition: (condition.cost, not condition.bit))
        tests = tuple(_tests(rest, slots, closures, later))
        later = later or any(condition.bit for condition in rest)
        steps.append(Step(slots[var].place, candidates, tests, later))
    return steps[::-1]


def _narrowness(var: str, bound: frozenset[str], conditions: list[_Condition]) -> tuple[int, int]:
    due = [c for c in conditions if var in c.needs and c.needs <= bound | {var}]
    return sum(key_of(c.expr, var) is not None for c in due), len(due)


def _candidates(
    var: str, due: list[_Condition], slots: Slots, closures: Closures
) -> tuple[Closure, list[_Condition]]:
    """Look facts up by a field that a condition fixes; where that field is unknown, nothing is decided."""
    for condition in due:
        key = key_of(condition.expr, var)
        if key is not None and isinstance(key[1], (Const, Param)):
            name, wanted = key[0], closures.value(key[1], slots)
            if slots[var].fact.fields[name].nullable:
                return _equal_or_unknown(slots[var], name, wanted), list(due)
            return _equal(slots[var], name, wanted), [other for other in due if other is not condition]
    fact = slots[var].fact.name
    return lambda frame: frame[1].all(fact), list(due)


def _equal(slot: Slot, name: str, wanted: Closure) -> Closure:
    fact, read = slot.fact.name, slot.reader(name)
    return lambda frame: frame[1].index(fact, name, read).get(wanted(frame), ())


def _equal_or_unknown(slot: Slot, name: str, wanted: Closure) -> Closure:
    fact, read = slot.fact.name, slot.reader(name)

    def candidates(frame: Frame) -> Sequence[Any]:
        index = frame[1].index(fact, name, read)
        equal: Sequence[Any] = index.get(wanted(frame), ())
        unknown: Sequence[Any] = index.get(None, ())
        return [*equal, *unknown] if unknown else equal

    return candidates
