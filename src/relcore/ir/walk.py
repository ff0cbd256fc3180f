"""Walking and rewriting expressions, derived from the fields of the nodes so that no child is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from relcore.ir.expr import And, Compare, Const, Expr, Field


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


def rewrite(node: Any, change: Callable[[Any], Any]) -> Any:
    """Rebuild a node bottom-up, giving each node to `change`; unchanged nodes are kept as they are."""
    updates: dict[str, Any] = {}
    for spec in fields(node):
        value = getattr(node, spec.name)
        if isinstance(value, tuple):
            new: Any = tuple(rewrite(item, change) if is_dataclass(item) else item for item in value)
        elif is_dataclass(value) and not isinstance(value, type):
            new = rewrite(value, change)
        else:
            continue
        if new != value:
            updates[spec.name] = new
    return change(replace(node, **updates) if updates else node)


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
