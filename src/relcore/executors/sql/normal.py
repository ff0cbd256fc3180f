"""Rules made plain before they become SQL: constants folded, variables renamed, facts of a customer named."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import localcontext
from typing import Any, get_args

from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Bind,
    Coalesce,
    Compare,
    Const,
    DaysBetween,
    Exists,
    Expr,
    Field,
    MinutesBetween,
    Not,
    Or,
    Param,
    Rule,
    Scalar,
    conjuncts,
    expr,
)
from relcore.ir.expr import CompareOp
from relcore.program.evaluate import World, add_days, evaluate
from relcore.program.exact import EXACT

_STRICT = (AddDays, Arith, Compare, DaysBetween, MinutesBetween)
"""Unknown wherever an operand is."""

_MIRRORED: dict[CompareOp, CompareOp] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}

YES = Const(True)
NO = Const(False)


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that is the same for all rows of a customer, computed once: a flag, a count, a sum."""

    number: int


@dataclass(frozen=True, slots=True)
class OfCustomer:
    """A field of the only fact of a type that a customer has; unknown where there is none."""

    fact: str
    name: str


@dataclass(frozen=True, slots=True)
class HasFact:
    """Whether a customer has the only fact of a type."""

    fact: str


@dataclass(frozen=True, slots=True)
class IsTrue:
    """Whether a condition is true; never unknown itself."""

    item: Any


@dataclass(frozen=True, slots=True)
class Choice:
    """One value where a condition is true, another where it is not."""

    condition: Any
    then: Any
    otherwise: Any


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest or least of the known values among several."""

    op: str
    items: tuple[Any, ...]


Node = Any
"""An expression of the ir in which the nodes of this module may stand too."""

_IR = [getattr(expr, reference.__forward_arg__) for reference in get_args(Expr)]
_FIELDS: dict[type[Any], tuple[str, ...]] = {
    kind: tuple(spec.name for spec in fields(kind))
    for kind in (*_IR, Slot, OfCustomer, HasFact, IsTrue, Choice, Greatest)
}
"""Fields of every kind of node, looked up once: rules are walked many times."""


@dataclass(frozen=True)
class PlainRule:
    """A rule whose variables are numbered and whose parameters and day are constants."""

    id: str
    binds: tuple[Bind, ...]
    where: tuple[Node, ...]
    heads: tuple[tuple[str, tuple[tuple[str, Node], ...]], ...]


@dataclass(frozen=True)
class Normal:
    """Makes rules plain for one day and one set of parameter values."""

    values: Mapping[str, Scalar]
    as_of: date

    def rule(self, rule: Rule) -> PlainRule:
        """Fold constants and number the variables, so that equal conditions look equal."""
        names = {bind.var: f"p{number}" for number, bind in enumerate(rule.binds)}
        where = self.folded(And(tuple(renamed(part, names, 0) for part in rule.where)))
        return PlainRule(
            rule.id,
            tuple(Bind(names[bind.var], bind.fact) for bind in rule.binds),
            tuple(conjuncts(where)) if where != YES else (),
            tuple(
                (head.fact, tuple((name, self.folded(renamed(e, names, 0))) for name, e in head.fields))
                for head in rule.heads
            ),
        )

    def folded(self, node: Node) -> Node:
        """Compute every part that rests on constants alone."""
        node = with_children(node, self.folded)
        match node:
            case Const():
                return node
            case Param() | AsOf():
                return self._computed(node)
            case And(parts):
                return conjunction(parts)
            case Or(parts):
                return disjunction(parts)
            case Exists(_, _, where) | Aggregate("count", _, _, where) if where == NO:
                return NO if isinstance(node, Exists) else Const(0)
            case IsTrue(item) if isinstance(item, Const):
                return Const(item.value is True)
            case Choice(condition, then, otherwise) if isinstance(condition, Const) or then == otherwise:
                return then if condition == YES else otherwise
            case Greatest(op, parts):
                known = tuple(part for part in parts if part != Const(None))
                return Greatest(op, known) if known else Const(None)
            case Coalesce(preferred, default) if isinstance(preferred, Const):
                return default if preferred.value is None else preferred
            case Slot() | OfCustomer() | HasFact() | IsTrue() | Choice():
                return node
            case Field() | Exists() | Aggregate():
                return node
        operands = list(parts_of(node))
        if all(isinstance(operand, Const) for operand in operands):
            return self._computed(node)
        if isinstance(node, _STRICT) and Const(None) in operands:
            return Const(None)
        if isinstance(node, Compare):
            if isinstance(node.left, Const):
                node = Compare(_MIRRORED.get(node.op, node.op), node.right, node.left)
            return _day_compared(node)
        return node

    def _computed(self, node: Expr) -> Const:
        with localcontext(EXACT):
            return Const(evaluate(node, {}, World(lambda _: (), self.values, self.as_of)))


def _day_compared(node: Compare) -> Node:
    """Compare a day with a fixed day instead of a distance with a number, where there is such a day."""
    span, limit = node.left, node.right
    if not (isinstance(span, DaysBetween) and isinstance(limit, Const) and type(limit.value) is int):
        return node
    fixed_end = isinstance(span.end, Const)
    fixed, other = (span.end, span.start) if fixed_end else (span.start, span.end)
    if not (isinstance(fixed, Const) and isinstance(fixed.value, date)):
        return node
    day = add_days(fixed.value, -limit.value if fixed_end else limit.value)
    if day is None:
        return node
    return Compare(_MIRRORED.get(node.op, node.op) if fixed_end else node.op, other, Const(day))


def with_children(node: Node, change: Callable[[Node], Node]) -> Node:
    """Rebuild a node from its changed children; an unchanged node is kept."""
    kind = type(node)
    values = []
    changed = False
    for name in _FIELDS[kind]:
        value = getattr(node, name)
        if type(value) in _FIELDS:
            new: Any = change(value)
        elif type(value) is tuple:
            new = tuple([change(item) if type(item) in _FIELDS else item for item in value])
            if all(map(operator.is_, new, value)):
                new = value
        else:
            new = value
        changed = changed or new is not value
        values.append(new)
    return kind(*values) if changed else node


def parts_of(node: Node) -> Iterator[Node]:
    """Give the nodes directly below a node."""
    for name in _FIELDS[type(node)]:
        value = getattr(node, name)
        if type(value) in _FIELDS:
            yield value
        elif type(value) is tuple:
            for item in value:
                if type(item) in _FIELDS:
                    yield item


def all_parts(node: Node) -> Iterator[Node]:
    """Give a node and everything below it, parents first."""
    pending = [node]
    while pending:
        found = pending.pop()
        yield found
        pending.extend(parts_of(found))


def renamed(node: Node, names: Mapping[str, str], depth: int) -> Node:
    """Number the variables by how deep they are bound."""
    match node:
        case Field(var, name):
            return Field(names[var], name)
        case Exists(var, fact, where):
            inner = {**names, var: f"x{depth}"}
            return Exists(f"x{depth}", fact, renamed(where, inner, depth + 1))
        case Aggregate(op, var, fact, where, value):
            inner = {**names, var: f"x{depth}"}
            return Aggregate(
                op,
                f"x{depth}",
                fact,
                renamed(where, inner, depth + 1),
                # A count asks for no value, so that equal counts look equal.
                Const(1) if op == "count" else renamed(value, inner, depth + 1),
            )
    return with_children(node, lambda child: renamed(child, names, depth))


def renamed_apart(node: Node, depth: int = 0) -> Node:
    """Give inner variables names that no parameter and no variable of a join has.

    Tests at one depth share a name, so that those on one table can be answered together.
    """
    match node:
        case Exists(var, fact, where):
            name = f"y{depth}"
            moved = substituted(where, var, lambda field: Field(name, field))
            return Exists(name, fact, renamed_apart(moved, depth + 1))
        case Aggregate(op, var, fact, where, value):
            name = f"y{depth}"
            moved, item = (
                substituted(part, var, lambda field: Field(name, field)) for part in (where, value)
            )
            return Aggregate(op, name, fact, renamed_apart(moved, depth + 1), renamed_apart(item, depth + 1))
    return with_children(node, lambda child: renamed_apart(child, depth))


def inner_tests(node: Node) -> Iterator[Node]:
    """Give the outermost existence tests and aggregates in an expression."""
    if isinstance(node, (Exists, Aggregate)):
        yield node
        return
    for child in parts_of(node):
        yield from inner_tests(child)


def substituted(node: Node, var: str, content: Callable[[str], Node]) -> Node:
    """Put something in the place of every field of a variable."""
    match node:
        case Field(found, name) if found == var:
            return content(name)
        case Exists(found, _, _) if found == var:
            return node
        case Aggregate(_, found, _, _, _) if found == var:
            return node
    return with_children(node, lambda child: substituted(child, var, content))


def free(node: Node) -> frozenset[str]:
    """Give the variables that an expression takes from outside."""
    match node:
        case Field(var, _):
            return frozenset({var})
        case Exists(var, _, where):
            return free(where) - {var}
        case Aggregate(_, var, _, where, value):
            return (free(where) | free(value)) - {var}
    return frozenset().union(*map(free, parts_of(node)))


def conjunction(parts: Iterable[Node]) -> Node:
    """Join conditions with and, leaving out what is always true."""
    flat = [part for item in parts for part in conjuncts(item) if part != YES]
    kept = list(dict.fromkeys(flat))
    if NO in kept:
        return NO
    return kept[0] if len(kept) == 1 else And(tuple(kept)) if kept else YES


def disjunction(parts: Iterable[Node]) -> Node:
    """Join conditions with or, leaving out what is always false."""
    kept = list(dict.fromkeys(part for part in parts if part != NO))
    if YES in kept:
        return YES
    return kept[0] if len(kept) == 1 else Or(tuple(kept)) if kept else NO


def negation(node: Node) -> Node:
    """Deny a condition."""
    if isinstance(node, Const):
        return Const(None if node.value is None else not node.value)
    return node.item if isinstance(node, Not) else Not(node)


def fixed_fields(var: str, conditions: Iterable[Node]) -> dict[str, Any]:
    """Give the fields of a variable that conditions fix to a constant."""
    fixed: dict[str, Any] = {}
    for condition in conditions:
        for part in conjuncts(condition):
            if isinstance(part, Compare) and part.op == "==":
                for side, other in ((part.left, part.right), (part.right, part.left)):
                    if isinstance(side, Field) and side.var == var and isinstance(other, Const):
                        fixed.setdefault(side.name, other.value)
    return fixed
