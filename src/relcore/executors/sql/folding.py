"""From existence tests and aggregates to values of the customer, wherever no other row matters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from relcore.executors.sql.normal import (
    NO,
    YES,
    Choice,
    Greatest,
    HasFact,
    IsTrue,
    Node,
    Normal,
    OfCustomer,
    Slot,
    all_parts,
    conjunction,
    disjunction,
    fixed_fields,
    free,
    negation,
    substituted,
    with_children,
)
from relcore.executors.sql.plan import ROW, Match, Plan, Scan
from relcore.executors.sql.polarity import required, rules_out_unknown
from relcore.executors.sql.thresholds import Threshold, threshold, unknown
from relcore.executors.sql.typed import Env
from relcore.ir import (
    Aggregate,
    And,
    Arith,
    Coalesce,
    Const,
    Exists,
    Field,
    Kind,
    Known,
    conjuncts,
)

SlotOf = Callable[[Any], Slot]
"""Gives the slot that holds a value of the customer, a new one where there is none yet."""


@dataclass
class Folding:
    """Replaces tests and aggregates by slots; what depends on other rows stays as it is."""

    plan: Plan
    normal: Normal
    slot_of: SlotOf
    flag_of: Callable[[str, Any], Slot]

    def required(self, nodes: Iterable[Node], env: Env) -> list[Node]:
        """Give the conditions that must all be true, with everything in them folded that can be."""
        found = required(self.normal.folded(self.folded(node, env)) for node in nodes)
        return [NO] if NO in found else found

    def folded(self, node: Node, env: Env) -> Node:
        """Give an expression with every test and aggregate folded that can be; `env` names its variables."""
        match node:
            case Exists(var, fact, where):
                return self._exists(var, fact, where, env)
            case Aggregate(op, var, fact, where, value):
                return self._aggregate(op, var, fact, where, value, env)
        return with_children(node, lambda child: self.folded(child, env))

    # --- existence -----------------------------------------------------------------------------

    def _exists(self, var: str, fact: str, where: Node, env: Env) -> Node:
        known = self._contents(var, fact, where)
        if known is not None:
            return disjunction(
                _all_true((there, *self.required([substituted(where, var, content)], env)))
                for there, content in known
            )
        parts = self.required([where], {**env, var: fact})
        outside = [part for part in parts if var not in free(part)]
        inside = [part for part in parts if var in free(part)]
        return _all_true((*outside, self._search(var, fact, inside, env)))

    def _search(self, var: str, fact: str, inside: list[Node], env: Env) -> Node:
        if NO in inside:
            return NO
        bound = [part for part in inside if free(part) != {var}] or list(filter(_has_slot, inside))
        rest = [part for part in inside if part not in bound]
        if len(bound) == 1 and (found := threshold(bound[0], var)) is not None:
            return self._extreme(var, fact, rest, found, env)
        if any(free(part) - {var} for part in inside):
            return Exists(var, fact, conjunction(inside))
        return self._scan("exists", fact, var, inside)

    def _extreme(self, var: str, fact: str, rest: list[Node], found: Threshold, env: Env) -> Node:
        """Ask the row with the extreme value instead of every row."""
        value = self._scan(found.op, fact, var, rest, found.value)
        ways = [IsTrue(found.test(value))]
        if found.lax:
            nullable = self.plan.typed.of(found.value, {**env, var: fact}).nullable
            any_row: Node = Known(value)
            if nullable and not rules_out_unknown(rest, found.value):
                ways.append(self._scan("exists", fact, var, [*rest, negation(Known(found.value))]))
                any_row = self._scan("exists", fact, var, rest)
            ways.append(conjunction((any_row, unknown(found.others))))
        return disjunction(ways)

    def _scan(self, op: str, fact: str, var: str, where: Iterable[Node], value: Node = YES) -> Node:
        condition = conjunction(where)
        if op == "exists" and any(isinstance(node, (Exists, Aggregate)) for node in all_parts(condition)):
            return self.slot_of(Match(*flattened(((var, fact),), list(conjuncts(condition)))))
        condition, value = (substituted(node, var, partial(Field, ROW)) for node in (condition, value))
        return self.slot_of(Scan(op, fact, condition, value))

    # --- aggregates ----------------------------------------------------------------------------

    def _aggregate(self, op: str, var: str, fact: str, where: Node, value: Node, env: Env) -> Node:
        known = self._contents(var, fact, where)
        if known is not None:
            items = [
                (
                    _all_true((there, *self.required([substituted(where, var, content)], env))),
                    self.normal.folded(self.folded(substituted(value, var, content), env)),
                )
                for there, content in known
            ]
            return self.normal.folded(_over_rows(op, items))
        inner = {**env, var: fact}
        condition = conjunction(self.required([where], inner))
        item = self.normal.folded(self.folded(value, inner))
        if op != "count" and self.plan.typed.of(item, inner).kind is Kind.ANY:
            return Const(0) if op == "total" else Const(None)
        if (free(condition) | free(item)) - {var}:
            return Aggregate(op, var, fact, condition, item)  # type: ignore[arg-type]
        if condition == NO:
            return {"count": Const(0), "total": Const(0)}.get(op, Const(None))
        return self._scan(op, fact, var, [condition], item)

    # --- what is known beforehand --------------------------------------------------------------

    def _contents(self, var: str, fact: str, where: Node) -> list[tuple[Node, Callable[[str], Node]]] | None:
        """Give the few facts among which an answer must be: whether each is there, and its fields."""
        if self.plan.producers.is_conclusion(fact):
            rows = self.plan.producers.alternatives(fact, fixed_fields(var, [where]))
            if rows is None:
                return None
            return [(self.flag_of(fact, row), self._content_of(fact, row)) for row in rows]
        if self.plan.catalog.tables[fact].one_each:
            return [(self.plan.presence(fact), lambda name: OfCustomer(fact, name))]
        return None

    def _content_of(self, fact: str, row: Any) -> Callable[[str], Node]:
        content: Mapping[str, Const] = self.plan.producers.content(fact, row)
        return lambda name: content[name]


def flattened(
    variables: tuple[tuple[str, str], ...], conditions: list[Node]
) -> tuple[tuple[tuple[str, str], ...], Node]:
    """Turn existence tests among the conditions into further variables: one join, not a test for each row."""
    taken = {name for name, _ in variables}
    found = list(variables)
    pending, kept = list(conditions), list[Node]()
    while pending:
        part = pending.pop(0)
        if isinstance(part, Exists):
            var = part.var
            while var in taken:
                var += "_"
            taken.add(var)
            found.append((var, part.fact))
            inner = substituted(part.where, part.var, partial(Field, var))
            pending[:0] = conjuncts(inner)
        else:
            kept.append(part)
    return tuple(found), conjunction(kept)


def _has_slot(node: Node) -> bool:
    return any(isinstance(part, Slot) for part in all_parts(node))


def _all_true(parts: Iterable[Node]) -> Node:
    return conjunction(map(is_true, parts))


def is_true(node: Node) -> Node:
    """Ask whether a condition is true, where it may be unknown."""
    match node:
        case Const(value):
            return Const(value is True)
        case Exists() | HasFact() | IsTrue() | Known():
            return node
        case And(parts):
            return conjunction(map(is_true, parts))
    return IsTrue(node)


def _over_rows(op: str, items: list[tuple[Node, Node]]) -> Node:
    """Aggregate over a few rows, each there or not."""
    match op:
        case "count":
            return _sum([Choice(there, Const(1), Const(0)) for there, _ in items])
        case "total":
            return _sum([Choice(there, Coalesce(value, Const(0)), Const(0)) for there, value in items])
    if not items:
        return Const(None)
    return Greatest(op, tuple(Choice(there, value, Const(None)) for there, value in items))


def _sum(terms: list[Node]) -> Node:
    if len(terms) < 2:
        return terms[0] if terms else Const(0)
    half = len(terms) // 2
    return Arith("+", _sum(terms[:half]), _sum(terms[half:]))
