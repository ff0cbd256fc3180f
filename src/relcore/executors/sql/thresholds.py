"""Comparisons that the greatest or least value decides: "some later interaction" is one of these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from relcore.executors.sql.normal import IsTrue, Node, all_parts, conjunction, free, negation
from relcore.ir import Aggregate, Compare, DaysBetween, Exists, Known, MinutesBetween, Not
from relcore.ir.expr import CompareOp

_MIRRORED: Final[dict[CompareOp, CompareOp]] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_NEGATED: Final[dict[CompareOp, CompareOp]] = {
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
    "==": "!=",
    "!=": "==",
}


@dataclass(frozen=True)
class Threshold:
    """A condition on one value of a row: some row satisfies it just where the extreme row does.

    `op` says which extreme of `value` counts, "max" or "min"; `test` writes the condition for it. A `lax`
    condition also holds where anything in it is unknown: `others` are what it compares the value with.
    """

    op: str
    value: Node
    test: Callable[[Node], Node]
    lax: bool
    others: tuple[Node, ...]


def plain_comparison(node: Node) -> Node:
    """Turn a negated comparison round; both are unknown where an operand is."""
    if isinstance(node, Not) and isinstance(node.item, Compare):
        inner = node.item
        return Compare(_NEGATED[inner.op], inner.left, inner.right)
    return node


def threshold(node: Node, var: str) -> Threshold | None:
    """Read a condition as a threshold on a value of `var`; None where it is none."""
    lax = isinstance(node, Not) and isinstance(node.item, IsTrue)
    if isinstance(node, Not) and isinstance(node.item, IsTrue):
        node = node.item.item
    node = plain_comparison(node)
    if not isinstance(node, Compare) or node.op not in _MIRRORED:
        return None
    op: CompareOp = node.op
    left, right = node.left, node.right
    if var in free(right):
        op, left, right = _MIRRORED[op], right, left
    if var in free(right) or any(
        isinstance(n, (Exists, Aggregate)) for side in (left, right) for n in all_parts(side)
    ):
        return None
    if lax:
        op = _NEGATED[op]
    wants_most = op in (">", ">=")
    if free(left) == {var}:
        return Threshold(_extreme(wants_most), left, lambda m: Compare(op, m, right), lax, (right,))
    if isinstance(left, (DaysBetween, MinutesBetween)):
        between = type(left)
        start, end = left.start, left.end
        if free(end) == {var} and var not in free(start):
            return Threshold(
                _extreme(wants_most),
                end,
                lambda m: Compare(op, between(start, m), right),
                lax,
                (start, right),
            )
        if free(start) == {var} and var not in free(end):
            return Threshold(
                _extreme(not wants_most),
                start,
                lambda m: Compare(op, between(m, end), right),
                lax,
                (end, right),
            )
    return None


def _extreme(most: bool) -> str:
    return "max" if most else "min"


def unknown(nodes: tuple[Node, ...]) -> Node:
    """Give the condition that some of several values is unknown."""
    return negation(conjunction(Known(node) for node in nodes))
