"""How the search for blocked rules goes: in which order to bind facts, and what to test where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from relcore.explain.leads import RECOMMENDATION
from relcore.explain.leaves import blamed, is_plain, names
from relcore.explain.searching import Loop, Test, search_source
from relcore.explain.source import RUNTIME, Source, Variable, key_of, loops, variables
from relcore.explain.tables import Tables
from relcore.ir import Aggregate, Const, Expr, Known, Param, Rule, Scope, conjuncts, walk
from relcore.program import Program

Run = Callable[[date, Tables, Callable[..., object]], None]
"""Calls a function with the bits of what is unknown in each hit, and with the facts of some parameters."""


@dataclass(frozen=True, slots=True)
class Search:
    """How to find the blocked bindings of one rule, parameters without any facts left out."""

    rule: Rule
    missing: frozenset[str]
    """Evidential fact types of which there is no fact."""
    run: Run
    plain: Mapping[int, str]
    """Bits of conditions that only one value can make unknown, and its name."""
    others: Mapping[int, Mapping[int, str]]
    """Bits of the other conditions that can be unknown: for each, values to blame by their bits."""
    askable: frozenset[str]
    """Values of the rule's conditions that somebody outside can tell."""
    judges: bool
    """Whether the rule is a guard, and hits come with the actions that it would judge."""
    everything: frozenset[str]
    """All names that hits can bring."""
    _named: dict[int, frozenset[str] | None]

    def unknowns(self, mask: int) -> frozenset[str] | None:
        """Name what is unknown by the bits of a hit; None where no value would help."""
        if mask not in self._named:
            self._named[mask] = self._names(mask)
        return self._named[mask]

    def _names(self, mask: int) -> frozenset[str] | None:
        found = {*self.missing, *(name for bit, name in self.plain.items() if mask & bit)}
        for bit, values in self.others.items():
            if mask & bit:
                guilty = self.askable.intersection(name for own, name in values.items() if mask & own)
                if not guilty:
                    return None
                found |= guilty
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a rule: what it needs, its bit (0 where nobody can be blamed), and its cost."""

    expr: Expr
    needs: frozenset[str]
    bit: int
    cost: int
    blamed: Mapping[str, int]
    """Bits of the values that can make it unknown, where there are several."""


def search_for(program: Program, rule: Rule, missing: frozenset[str]) -> Search | None:
    """Plan the search for blocked bindings; None where no binding of the rule can be blocked.

    `missing` names fact types to leave out because no such fact is there.
    """
    absent = frozenset(bind.var for bind in rule.binds if bind.fact in missing)
    kinds = {bind.var: Variable(bind.var, program.types[bind.fact]) for bind in rule.binds}
    conditions = list(_conditions(program, rule, kinds, absent))
    if not absent and not any(condition.bit for condition in conditions):
        return None
    certain = certain_of(rule)
    plain, others = {}, {}
    for condition in conditions:
        if condition.blamed:
            others[condition.bit] = {own: name for name, own in condition.blamed.items()}
        elif condition.bit:
            (plain[condition.bit],) = names(condition.expr, kinds, certain)
    order = _order([var for var in kinds if var not in absent], conditions)
    judged = [var for var in order if rule.layer and kinds[var].fact.name == RECOMMENDATION]
    out = frozenset(bind.fact for bind in rule.binds if bind.var in absent)
    asked = frozenset(askable(program, rule))
    blamable = frozenset(name for own in others.values() for name in own.values())
    return Search(
        rule=rule,
        missing=out,
        run=_function(program, rule, order, conditions, bool(absent), judged),
        plain=plain,
        others=others,
        askable=asked,
        judges=bool(judged),
        everything=out | frozenset(plain.values()) | (asked & blamable),
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
    kinds = {bind.var: Variable(bind.var, program.types[bind.fact]) for bind in rule.binds}
    certain = certain_of(rule)
    for condition in rule.where:
        for part in conjuncts(condition):
            yield from _to_ask(program, names(part, kinds, certain))


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
    program: Program, rule: Rule, kinds: Mapping[str, Variable], absent: frozenset[str]
) -> Iterator[Condition]:
    certain = certain_of(rule)
    parts = [part for condition in rule.where for part in conjuncts(condition)]
    parts = [part for part in parts if not variables(part) & absent]
    free = len(parts)
    for number, part in enumerate(parts):
        cost = len(list(walk(part))) + 100 * loops(part)
        bit = 1 << number if _to_ask(program, names(part, kinds, certain)) else 0
        blamed: dict[str, int] = {}
        if bit and not is_plain(part, kinds, certain):
            labels = sorted(names(part, kinds))
            blamed = {label: 1 << free + place for place, label in enumerate(labels)}
            free += len(labels)
        yield Condition(part, variables(part), bit, cost, blamed)


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
    program: Program,
    rule: Rule,
    order: list[str],
    conditions: list[Condition],
    always: bool,
    judged: list[str],
) -> Run:
    """Write and compile the search; each condition is tested as soon as its variables are bound."""
    source = Source(program, days={})
    variables = {
        var: Variable(f"x{place}", kind, "" if kind.scope is Scope.CONCLUSION else f"d{place}")
        for place, (var, kind) in enumerate((bind.var, program.types[bind.fact]) for bind in rule.binds)
    }
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
        own = variables[var]
        steps.append(Loop(own.python, candidates, _tests(due, source, variables), own.contents))
    closed = " and ".join(source.truth(condition.expr, variables) for condition in closing)
    told = [variables[var].read("action") for var in judged]
    text = search_source(opened, steps, closed, always, told, source.days)
    namespace: dict[str, Any] = {**RUNTIME, **source.constants}
    exec(compile(text, f"<search for {rule.id}>", "exec"), namespace)
    run: Run = namespace["search"]
    return run


def _tests(conditions: list[Condition], source: Source, variables: Mapping[str, Variable]) -> list[Test]:
    ordered = sorted(conditions, key=lambda condition: (condition.cost, not condition.bit))
    tests = []
    for condition in ordered:
        write = source.value if condition.bit else source.truth
        text, bits = write(condition.expr, variables), condition.blamed
        guilty = blamed(condition.expr, variables, source, bits, unknown=True) if bits else ""
        tests.append(Test(text, condition.bit, guilty))
    return tests


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
