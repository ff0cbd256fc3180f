"""Expressions by their shape: two that differ in the names of their variables only are one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from relcore.ir import Aggregate, Exists, Expr, Field

Shape = tuple[str, tuple[str, ...]]
"""A text, and the free variables in the order in which they appear."""


class Canon:
    """Gives shapes, each expression's once."""

    def __init__(self) -> None:
        self._found: dict[int, tuple[Expr, Shape]] = {}

    def of(self, expr: Expr) -> Shape:
        """Give the shape of an expression.

        >>> from relcore.ir import Compare, Const
        >>> Canon().of(Compare("==", Field("order", "id"), Const("x")))
        ('Compare(==,Field(?0,id),Const(str:x))', ('order',))
        """
        found = self._found.get(id(expr))
        if found is None:
            free: dict[str, int] = {}
            text = _text(expr, {}, free)
            # The expression is kept, so that its identity is not given to another one.
            found = self._found[id(expr)] = expr, (text, tuple(free))
        return found[1]


def _text(node: Any, bound: dict[str, int], free: dict[str, int]) -> str:
    if isinstance(node, (Exists, Aggregate)):
        bound = {**bound, node.var: len(bound)}
    if isinstance(node, Field):
        place = f"!{bound[node.var]}" if node.var in bound else f"?{free.setdefault(node.var, len(free))}"
        return f"Field({place},{node.name})"
    if is_dataclass(node):
        parts = [
            _text(getattr(node, spec.name), bound, free)
            for spec in fields(node)
            if spec.name not in ("enum", "var")
        ]
        kind = type(getattr(node, "value", None)).__name__ if type(node).__name__ == "Const" else ""
        return f"{type(node).__name__}({f'{kind}:' if kind else ''}{','.join(parts)})"
    if isinstance(node, tuple):
        return f"[{','.join(_text(item, bound, free) for item in node)}]"
    return str(node.value) if isinstance(node, Enum) else str(node)
