"""The column that an expression needs: numbers stay exact, unknowns are guarded where they can occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from relcore.executors.sql.columns import (
    BOOL,
    DATE,
    WHOLE,
    Column,
    added,
    column_of_value,
    joined,
    multiplied,
    summed,
)
from relcore.executors.sql.normal import (
    Choice,
    Greatest,
    HasFact,
    IsTrue,
    Node,
    OfCustomer,
    Slot,
)
from relcore.executors.sql.producers import Producers
from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    Coalesce,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Field,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
)

Env = Mapping[str, str]
"""Variables and the types of the facts that they stand for."""


@dataclass
class Typed:
    """Knows the columns of all facts and of all slots; `of` gives the column of an expression."""

    facts: dict[str, Mapping[str, Column]]
    slots: dict[int, Column] = field(default_factory=dict)
    anchor: str = ""
    """Type of which every customer has a fact."""

    def of(self, node: Node, env: Env) -> Column:
        """Give the column of an expression, where `env` names the facts behind its variables."""
        match node:
            case Const(value):
                return column_of_value(value)
            case Field(var, name):
                return self.facts[env[var]][name]
            case OfCustomer(fact, name):
                column = self.facts[fact][name]
                return column if fact == self.anchor else column.maybe()
            case Slot(number):
                return self.slots[number]
            case Exists() | HasFact() | IsTrue() | Known():
                return BOOL
            case Arith(op, left, right):
                result = multiplied if op == "*" else added
                return result(self.of(left, env), self.of(right, env))
            case AddDays():
                return DATE.maybe()
            case DaysBetween(start, end) | MinutesBetween(start, end):
                return replace(WHOLE, digits=15, nullable=self._unknown((start, end), env))
            case Coalesce(first, second):
                one, two = self.of(first, env), self.of(second, env)
                return replace(joined(one, two), nullable=one.nullable and two.nullable)
            case Aggregate(op, var, fact, _, value):
                return aggregated(op, self.of(value, {**env, var: fact}))
            case Compare(_, left, right):
                return replace(BOOL, nullable=self._unknown((left, right), env))
            case OneOf(item, _) | Contains(item, _) | Not(item):
                return replace(BOOL, nullable=self._unknown((item,), env))
            case And(parts) | Or(parts):
                return replace(BOOL, nullable=self._unknown(parts, env))
            case Choice(_, then, otherwise):
                return joined(self.of(then, env), self.of(otherwise, env))
            case Greatest(_, items):
                columns = [self.of(item, env) for item in items]
                whole = columns[0]
                for column in columns[1:]:
                    whole = joined(whole, column)
                return replace(whole, nullable=all(column.nullable for column in columns))
        raise TypeError(f"no column for {type(node).__name__}")

    def _unknown(self, nodes: tuple[Node, ...], env: Env) -> bool:
        return any(self.of(node, env).nullable for node in nodes)


def aggregated(op: str, value: Column) -> Column:
    """Give the column of a count, total, greatest or least value."""
    if op in ("count", "exists"):
        return WHOLE if op == "count" else BOOL
    return summed(value) if op == "total" else value.maybe()


def concluded_columns(producers: Producers, base: Mapping[str, Mapping[str, Column]], anchor: str) -> Typed:
    """Give the columns of facts and conclusions: wide enough for everything that any rule concludes.

    `base` holds the columns of the given facts, and of conclusions that come in as facts.
    """
    typed = Typed({**base}, anchor=anchor)
    for fact in producers.program.types.values():
        if producers.is_conclusion(fact.name):
            given = base.get(fact.name, {})
            typed.facts[fact.name] = {
                name: given.get(name) or Column(fact.fields[name].kind, nullable=False)
                for name in fact.columns
            }
    changed = True
    while changed:
        changed = False
        for rules, _ in producers.strata:
            for rule in rules:
                env = {bind.var: bind.fact for bind in rule.binds}
                for fact_name, fields in rule.heads:
                    known = typed.facts[fact_name]
                    wider = {name: joined(known[name], typed.of(expr, env)) for name, expr in fields}
                    if wider != known:
                        typed.facts[fact_name] = wider
                        changed = True
    return typed
