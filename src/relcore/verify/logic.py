"""Formulas: z3's connectives with what is certain folded away, so that few formulas reach the solver."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, TypeAlias

import z3

Formula: TypeAlias = Any
"""A z3 formula, or `True` or `False` where it is certain."""
Number: TypeAlias = Any
"""A z3 term, or a whole number or fraction where it is certain."""


def conj(*parts: Formula) -> Formula:
    """Give the conjunction.

    >>> conj(True, True), conj(True, False)
    (True, False)
    """
    left = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            left.append(part)
    return True if not left else left[0] if len(left) == 1 else z3.And(left)


def disj(*parts: Formula) -> Formula:
    """Give the disjunction.

    >>> disj(False, False), disj(False, True)
    (False, True)
    """
    left = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            left.append(part)
    return False if not left else left[0] if len(left) == 1 else z3.Or(left)


def neg(part: Formula) -> Formula:
    """Give the negation."""
    return (not part) if isinstance(part, bool) else z3.Not(part)


def implies(first: Formula, then: Formula) -> Formula:
    """Give the implication."""
    return disj(neg(first), then)


def choose(condition: Formula, first: Any, second: Any) -> Any:
    """Give one of two terms."""
    if isinstance(condition, bool):
        return first if condition else second
    return z3.If(condition, lift(first), lift(second))


def lift(term: Any) -> Any:
    """Give a z3 term for what is certain."""
    if isinstance(term, bool):
        return z3.BoolVal(term)
    if isinstance(term, int):
        return z3.IntVal(term)
    if isinstance(term, Fraction):
        return z3.RealVal(f"{term.numerator}/{term.denominator}")
    return term


def is_certain(term: Any) -> bool:
    """Whether a term is a Python value."""
    return isinstance(term, (bool, int, Fraction))


def compare(op: str, left: Any, right: Any) -> Formula:
    """Compare two terms of one kind."""
    if is_certain(left) and is_certain(right):
        return {
            "==": left == right,
            "!=": left != right,
            "<": left < right,
            "<=": left <= right,
            ">": left > right,
            ">=": left >= right,
        }[op]
    if isinstance(left, bool) or isinstance(right, bool):
        fixed, other = (left, right) if isinstance(left, bool) else (right, left)
        return other if fixed == (op == "==") else z3.Not(other)
    left, right = lift(left), lift(right)
    match op:
        case "==":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def among(term: Any, values: Iterable[int]) -> Formula:
    """Hold where a whole number is one of some, written as few ranges.

    >>> among(3, [1, 2, 3]), among(4, [1, 2, 3])
    (True, False)
    """
    chosen = sorted(set(values))
    if is_certain(term):
        return term in chosen
    ranges: list[list[int]] = []
    for value in chosen:
        if ranges and value == ranges[-1][1] + 1:
            ranges[-1][1] = value
        else:
            ranges.append([value, value])
    return disj(*(term == low if low == high else z3.And(term >= low, term <= high) for low, high in ranges))
