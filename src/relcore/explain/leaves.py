"""The unknown values behind an unknown condition: which fields they may be, and which they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, assert_never

from relcore.explain.closures import Closure, Closures, Frame, Slots
from relcore.explain.source import Source, Variables
from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Coalesce,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Expr,
    Field,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
    conjuncts,
    disjuncts,
    walk,
)


def names(expr: Expr, slots: Variables, certain: frozenset[Expr] = frozenset()) -> frozenset[str]:
    """Give all values, as "Type.field", that can make an expression unknown.

    `certain` are expressions that are known wherever it matters.
    """
    match expr:
        case Field(var, name):
            fact = slots[var].fact
            nullable = fact.fields[name].nullable and expr not in certain
            return frozenset((f"{fact.name}.{name}",)) if nullable else frozenset()
        case Aggregate(op):
            return _aggregated(expr) if op in ("max", "min") else frozenset()
        case Coalesce(preferred, default):
            first, second = names(preferred, slots, certain), names(default, slots, certain)
            return first | second if first and second else frozenset()
        case Const() | Param() | AsOf() | Known() | Exists():
            return frozenset()
        case Arith() | AddDays() | DaysBetween() | MinutesBetween() | Compare():
            return frozenset().union(*(names(side, slots, certain) for side in operands(expr)))
        case OneOf() | Contains() | Not() | And() | Or():
            return frozenset().union(*(names(part, slots, certain) for part in operands(expr)))
        case _:
            assert_never(expr)


def operands(expr: Expr) -> tuple[Expr, ...]:
    """Give the parts whose being unknown can make the whole unknown.

    >>> operands(Known(Field("c", "owner")))
    ()
    """
    match expr:
        case Arith(_, left, right) | Compare(_, left, right):
            return left, right
        case DaysBetween(start, end) | MinutesBetween(start, end):
            return start, end
        case AddDays(day, number):
            return day, number
        case Coalesce(preferred, default):
            return preferred, default
        case And(parts) | Or(parts):
            return parts
        case OneOf(part) | Contains(part) | Not(part):
            return (part,)
        case Const() | Param() | AsOf() | Field() | Known() | Exists() | Aggregate():
            return ()
        case _:
            assert_never(expr)


def is_plain(expr: Expr, slots: Variables, certain: frozenset[Expr]) -> bool:
    """Say whether, where the expression is unknown, only one value can be why."""
    # A date moved beyond the calendar is unknown too, and nobody's fault.
    moved = any(isinstance(node, AddDays) for node in walk(expr))
    return not moved and len(names(expr, slots, certain)) == 1


class Blame(NamedTuple):
    """Finds the unknown values that make a condition unknown."""

    labels: tuple[str, ...]
    find: Closure
    """Gives, for a frame in which the condition is unknown, a bit for each label that is to blame."""

    def names(self, frame: Frame) -> tuple[str, ...]:
        """Give the labels that are to blame."""
        found = self.find(frame)
        return tuple(label for place, label in enumerate(self.labels) if found >> place & 1)


def blame(expr: Expr, slots: Slots, closures: Closures) -> Blame:
    """Give what names the unknown values under an expression that is unknown."""
    labels = tuple(sorted(names(expr, slots)))
    source = closures.source()
    bits = {label: 1 << place for place, label in enumerate(labels)}
    return Blame(labels, closures.function(blamed(expr, slots, source, bits, unknown=True), source))


def blamed(
    expr: Expr, slots: Variables, source: Source, bits: Mapping[str, int], *, unknown: bool = False
) -> str:
    """Write the bits of the values to blame where the expression is unknown; 0 where it is known.

    With `unknown` the source is only for where the expression is unknown.
    """
    parts = _parts(expr)
    match expr:
        case Field(var, name):
            label = f"{slots[var].fact.name}.{name}"
            return f"({bits[label]} if {slots[var].read(name)} is None else 0)" if label in bits else "0"
        case Aggregate():
            guilty = [str(sum(bits.get(label, 0) for label in _aggregated(expr)))]
        case Coalesce() | OneOf() | Contains() | Not():
            # Where these are unknown, so are all their parts.
            guilty = [blamed(part, slots, source, bits, unknown=unknown) for part in parts]
        case _:
            guilty = [blamed(part, slots, source, bits) for part in parts]
    guilty = list(dict.fromkeys(part for part in guilty if part != "0"))
    if not guilty:
        return "0"
    together = " | ".join(guilty)
    # Of the parts of these, some can be unknown although the whole is known.
    if isinstance(expr, (And, Or, Coalesce, Aggregate)) and not unknown:
        return f"(({together}) if {source.value(expr, slots)} is None else 0)"
    return f"({together})" if len(guilty) > 1 else together


def _parts(expr: Expr) -> tuple[Expr, ...]:
    """Give the operands, those of a conjunction within a conjunction with the others of its kind."""
    if isinstance(expr, And):
        return tuple(conjuncts(expr))
    return tuple(disjuncts(expr)) if isinstance(expr, Or) else operands(expr)


def _aggregated(expr: Aggregate) -> frozenset[str]:
    fields: list[Any] = [
        node for node in walk(expr.value) if isinstance(node, Field) and node.var == expr.var
    ]
    return frozenset(f"{expr.fact}.{field.name}" for field in fields) or frozenset((expr.fact,))
