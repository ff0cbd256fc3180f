"""Conditions in a form that is easy to hand over: negations pushed inward, variables told apart."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from relcore.ir import Aggregate, And, Compare, Exists, Expr, Field, Not, Or, children

NEGATED = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def positive(expr: Expr) -> Expr:
    """Push negations inward; true, false and unknown where the original is.

    >>> from relcore.ir import Const
    >>> positive(Not(Or((Compare("==", Const(1), Const(2)), Not(Field("c", "vip"))))))
    And(items=(Compare(op='!=', left=Const(value=1, enum=''), right=Const(value=2, enum='')),
    Field(var='c', name='vip')))
    """
    match expr:
        case And(items):
            return And(tuple(map(positive, items)))
        case Or(items):
            return Or(tuple(map(positive, items)))
        case Not(Not(item)):
            return positive(item)
        case Not(And(items)):
            return Or(tuple(positive(Not(item)) for item in items))
        case Not(Or(items)):
            return And(tuple(positive(Not(item)) for item in items))
        case Not(Compare(op, left, right)):
            return Compare(NEGATED[op], left, right)  # type: ignore[arg-type]
        case _:
            return expr


def renamed(node: Any, old: str, new: str) -> Any:
    """Give a variable another name, except where an inner one hides it; `new` must be used nowhere."""
    if isinstance(node, Field):
        return Field(new, node.name) if node.var == old else node
    if isinstance(node, (Exists, Aggregate)) and node.var == old:
        return node
    changes: dict[str, Any] = {}
    for spec in fields(node):
        value = getattr(node, spec.name)
        if isinstance(value, tuple):
            changes[spec.name] = tuple(
                renamed(item, old, new) if is_dataclass(item) else item for item in value
            )
        elif is_dataclass(value):
            changes[spec.name] = renamed(value, old, new)
    return replace(node, **changes) if changes else node


def loops(expr: Expr) -> bool:
    """Say whether an expression looks at other facts: it holds an existence test or an aggregate."""
    return isinstance(expr, (Exists, Aggregate)) or any(map(loops, children(expr)))
