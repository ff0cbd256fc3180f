"""How the search for blocked rules goes: in which order to bind facts, and what to test where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from relcore.explain.closures import Closures, Frame, Slot
from relcore.explain.leaves import Blame, blame, is_plain, names
from relcore.explain.searching import Loop, Test, search_source
from relcore.explain.source import RUNTIME, Source, Variable, key_of, loops, variables
from relcore.explain.tables import Tables
from relcore.ir import Aggregate, Const, Expr, Known, Param, Rule, Scope, conjuncts, walk
from relcore.program import Program

Hit = tuple[Any, ...]
"""Bits of the conditions that are unknown, and the facts bound to the parameters."""

Key = tuple[int, ...]

Run = Callable[[date, Tables, Callable[[Hit], object]], None]


@dataclass(frozen=True, slots=True)
class Search:
    """How to find the blocked bindings of one rule, parameters without any facts left out."""

    rule: Rule
    missing: tuple[str, ...]
    """Evidential fact types of which there is no fact."""
    bound: tuple[Slot, ...]
    """Parameters that are bound, in the order in which a hit gives their facts."""
    run: Run
    plain: Mapping[int, str]
    """Bits of conditions that only one value can make unknown, and its name."""
    others: Mapping[int, Blame]
    """Bits of the other conditions that can be unknown, and who names the values."""
    askable: frozenset[str]
    """Values of the rule's conditions that somebody outside can tell."""
    enough: int
    """The bits of all conditions that can be unknown, after which no hit tells more; 0 where each hit may."""
    size: int
    """Length of the frame in which values are blamed."""
    _named: dict[Key, tuple[str, ...] | None]

    def key(self, hit: Hit, as_of: date, tables: Tables) -> Key:
        """Give the bits of a hit's unknown conditions, and of the values to blame for each of `others`."""
        mask, *facts = hit
        frame: Frame = [as_of, tables, *([None] * self.size)]
        for slot, fact in zip(self.bound, facts, strict=True):
            frame[slot.place] = fact
        return mask, *[who.find(frame) if mask & bit else 0 for bit, who in self.others.items()]

    def unknowns(self, key: Key | int) -> tuple[str, ...] | None:
        """Name what is unknown, sorted, by the key of hits or their bits; None where no value would help."""
        if isinstance(key, int):
            key = (key,)
        if key not in self._named:
            self._named[key] = self._names(*key)
        return self._named[key]

    def _names(self, mask: int, *blamed: int) -> tuple[str, ...] | None:
        found = {*self.missing, *(name for bit, name in self.plain.items() if mask & bit)}
        for (bit, who), bits in zip(self.others.items(), blamed, strict=True):
            if mask & bit:
                names = self.askable.intersection(
                    label for place, label in enumerate(who.labels) if bits >> place & 1
                )
                if not names:
                    return None
                found |= names
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a rule: what it needs, its bit (0 where nobody can be blamed), and its cost."""

    expr: Expr
    needs: frozenset[str]
    bit: int
    cost: int


def search_for(program: Program, rule: Rule, missing: frozenset[str]) -> Search | None:
    """Plan the search for blocked bindings; None where no binding of the rule can be blocked.

    `missing` names fact types to leave out because no such fact is there.
    """
    absent = frozenset(bind.var for bind in rule.binds if bind.fact in missing)
    closures = Closures(program)
    slots = {bind.var: closures.slot(bind.fact) for bind in rule.binds}
    conditions = list(_conditions(program, rule, slots, absent))
    if not absent and not any(condition.bit for condition in conditions):
        return None
    certain = certain_of(rule)
    plain, others = {}, {}
    for condition in conditions:
        if condition.bit and is_plain(condition.expr, slots, certain):
            (plain[condition.bit],) = names(condition.expr, slots, certain)
        elif condition.bit:
            others[condition.bit] = blame(condition.expr, slots, closures)
    order = _order([var for var in slots if var not in absent], conditions)
    return Search(
        rule=rule,
        missing=tuple(sorted({bind.fact for bind in rule.binds if bind.var in absent})),
        bound=tuple(slots[var] for var in order),
        run=_function(program, rule, order, conditions, bool(absent)),
        plain=plain,
        others=others,
        askable=frozenset(askable(program, rule)),
        enough=0 if others or absent else sum(plain),
        size=closures.size,
        _named={},
    )


def may_be_empty(condition: Expr) -> bool:
    """Say whether a condition asks for a greatest or least value, of which there may be none."""
    return any(isinstance(node, Aggregate) and node.op in ("max", "min") for node in walk(condition))


def certain_of(rule: Rule) -> frozenset[Expr]:
    """Give the expressions that a rule requires to be known."""
    parts = (part for condition in rule.where for part in conjuncts(condition))
    return frozenset(part.value for part in parts if isinstance(part, Known))


def askable(program: Program, rule: Rule) -> Iterator[str]:
    """Give the values, as "Type.field", that can make conditions unknown and that a customer could tell.

    What the company has not set and what rules concluded as unknown is no question to anybody: a rule that
    meets it does not wait.
    """
    closures = Closures(program)
    slots = {bind.var: closures.slot(bind.fact) for bind in rule.binds}
    certain = certain_of(rule)
    for condition in rule.where:
        for part in conjuncts(condition):
            yield from _to_ask(program, names(part, slots, certain))


def _to_ask(program: Program, found: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in found if can_be_asked(program, name))


def can_be_asked(program: Program, name: str) -> bool:
    """Say whether a customer could tell a value, "Type.field", or whether there are facts of a "Type" at all.

    The greatest of no values is unknown, but where no facts means that there are none, nothing is to ask.
    """
    fact, _, field = name.partition(".")
    known = program.types[fact]
    return known.scope is Scope.CUSTOMER and (known.fields[field].nullable if field else known.evidential)


def _conditions(
    program: Program, rule: Rule, slots: Mapping[str, Slot], absent: frozenset[str]
) -> Iterator[Condition]:
    certain = certain_of(rule)
    parts = [part for condition in rule.where for part in conjuncts(condition)]
    for number, part in enumerate(part for part in parts if not variables(part) & absent):
        cost = len(list(walk(part))) + 100 * loops(part)
        asked = _to_ask(program, names(part, slots, certain))
        yield Condition(part, variables(part), 1 << number if asked else 0, cost)


def _order(remaining: list[str], conditions: list[Condition]) -> list[str]:
    """Bind first what is narrowed most."""
    order: list[str] = []
    while remaining:
        bound = frozenset(order)
        order.append(max(remaining, key=lambda var: _narrowness(var, bound, conditions)))
        remaining = [var for var in remaining if var not in order]
    return order


def _narrowness(var: str, bound: frozenset[str], conditions: list[Condition]) -> tuple[int, int]:
    due = [c for c in conditions if var in c.needs and c.needs <= bound | {var}]
    return sum(key_of(c.expr, var) is not None for c in due), len(due)


def _function(
    program: Program, rule: Rule, order: list[str], conditions: list[Condition], always: bool
) -> Run:
    """Write and compile the search; each condition is tested as soon as its variables are bound."""
    source = Source(program)
    kinds = {bind.var: program.types[bind.fact] for bind in rule.binds}
    variables = {var: Variable(f"x{place}", kinds[var]) for place, var in enumerate(order)}
    free = [condition for condition in conditions if not condition.needs]
    closing = [condition for condition in free if not condition.bit and loops(condition.expr)]
    opening = [condition for condition in free if condition not in closing]
    opened = _tests(opening, source, variables)
    steps: list[Loop] = []
    bound: frozenset[str] = frozenset()
    for var in order:
        due = [c for c in conditions if c.needs <= bound | {var} and not c.needs <= bound]
        bound |= {var}
        candidates, due = _candidates(var, due, source, variables)
        steps.append(Loop(variables[var].python, candidates, _tests(due, source, variables)))
    closed = " and ".join(source.truth(condition.expr, variables) for condition in closing)
    text = search_source(opened, steps, closed, always)
    namespace: dict[str, Any] = {**RUNTIME, **source.constants}
    exec(compile(text, f"<search for {rule.id}>", "exec"), namespace)
    run: Run = namespace["search"]
    return run


def _tests(conditions: list[Condition], source: Source, variables: Mapping[str, Variable]) -> list[Test]:
    ordered = sorted(conditions, key=lambda condition: (condition.cost, not condition.bit))
    return [
        Test(
            (source.value if condition.bit else source.truth)(condition.expr, variables),
            condition.bit,
        )
        for condition in ordered
    ]


def _candidates(
    var: str, due: list[Condition], source: Source, variables: Mapping[str, Variable]
) -> tuple[str, list[Condition]]:
    """Look facts up by a field that a condition fixes; where that field is unknown, nothing is decided."""
    for condition in due:
        key = key_of(condition.expr, var)
        if key is not None and isinstance(key[1], (Const, Param)):
            name, wanted = key[0], source.value(key[1], variables)
            index = source.index(variables[var], name)
            if variables[var].fact.fields[name].nullable:
                return f"{source.tables}.equal_or_unknown({index}, {wanted})", due
            return f"{source.tables}.equal({index}, {wanted})", [c for c in due if c is not condition]
    return f"{source.tables}.all({variables[var].fact.name!r})", due
