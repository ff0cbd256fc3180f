"""Walking and rewriting expressions, derived from the fields of the nodes so that no child is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from relcore.ir.expr import Aggregate, And, Compare, Const, Exists, Expr, Field, Or
from relcore.ir.rule import Rule


def children(node: Any) -> Iterator[Any]:
    """Give the nodes directly below a node, in field order."""
    for spec in fields(node):
        value = getattr(node, spec.name)
        if isinstance(value, tuple):
            yield from (item for item in value if is_dataclass(item))
        elif is_dataclass(value):
            yield value


def walk(node: Any) -> Iterator[Any]:
    """Give a node and everything below it, parents first.

    >>> from relcore.ir.expr import Compare, Const, Field
    >>> [type(n).__name__ for n in walk(Compare("==", Field("c", "id"), Const("x")))]
    ['Compare', 'Field', 'Const']
    """
    yield node
    for child in children(node):
        yield from walk(child)


def over(node: Any, change: Callable[[Any], Any]) -> Any:
    """Rebuild a node with its direct children changed; without a change, give the node itself.

    >>> from relcore.ir.expr import Const, Known
    >>> over(Known(Const(1)), lambda child: Const(2)) == Known(Const(2))
    True
    """
    updates: dict[str, Any] = {}
    for spec in fields(node):
        value = getattr(node, spec.name)
        if isinstance(value, tuple):
            new: Any = tuple(change(item) if is_dataclass(item) else item for item in value)
        elif is_dataclass(value) and not isinstance(value, type):
            new = change(value)
        else:
            continue
        if new != value:
            updates[spec.name] = new
    return replace(node, **updates) if updates else node


def rewrite(node: Any, change: Callable[[Any], Any]) -> Any:
    """Rebuild a node bottom-up, giving each node to `change`; unchanged nodes are kept as they are."""
    return change(over(node, lambda child: rewrite(child, change)))


def conjuncts(condition: Expr) -> Iterator[Expr]:
    """Give the parts that must all hold for a condition to hold.

    >>> from relcore.ir.expr import And, Known, Field
    >>> len(list(conjuncts(And((And((Known(Field("a", "x")),)), Known(Field("a", "y")))))))
    2
    """
    if isinstance(condition, And):
        for item in condition.items:
            yield from conjuncts(item)
    else:
        yield condition


def disjuncts(condition: Expr) -> Iterator[Expr]:
    """Give the parts of which one must hold for a condition to hold.

    >>> from relcore.ir.expr import Known, Field
    >>> len(list(disjuncts(Or((Or((Known(Field("a", "x")),)), Known(Field("a", "y")))))))
    2
    """
    if isinstance(condition, Or):
        for item in condition.items:
            yield from disjuncts(item)
    else:
        yield condition


def constants_of(var: str, conditions: tuple[Expr, ...]) -> dict[str, Any]:
    """Give the fields of `var` that the conditions fix to a constant."""
    fixed: dict[str, Any] = {}
    for condition in conditions:
        for part in conjuncts(condition):
            if isinstance(part, Compare) and part.op == "==":
                for side, other in ((part.left, part.right), (part.right, part.left)):
                    if isinstance(side, Field) and side.var == var and isinstance(other, Const):
                        fixed.setdefault(side.name, other.value)
    return fixed


def alike(rule: Rule) -> Rule:
    """Name inner variables by how deep they stand, so that tests that mean the same are equal.

    >>> from relcore.ir.expr import TRUE
    >>> talked, called = Exists("i", "Interaction", TRUE), Exists("j", "Interaction", TRUE)
    >>> len(set(alike(Rule("r", "", (), (talked, called), ())).where))
    1
    """
    return replace(
        rule,
        where=tuple(_by_depth(part, {}, 0) for part in rule.where),
        heads=tuple(
            replace(head, fields=tuple((name, _by_depth(value, {}, 0)) for name, value in head.fields))
            for head in rule.heads
        ),
    )


def _by_depth(node: Any, names: Mapping[str, str], depth: int) -> Any:
    if isinstance(node, Field):
        return replace(node, var=names[node.var]) if node.var in names else node
    if isinstance(node, (Exists, Aggregate)):
        # No parameter of a rule is called by a number.
        inner = {**names, node.var: str(depth)}
        return replace(over(node, lambda child: _by_depth(child, inner, depth + 1)), var=str(depth))
    return over(node, lambda child: _by_depth(child, names, depth))
