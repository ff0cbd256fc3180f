"""Expressions of the rule language: a closed union of frozen dataclasses, data only.

Every expression is three-valued: an operand that is unknown makes the result unknown,
except where a node says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, Union

from relcore.ir.types import Scalar

CompareOp: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]
ArithOp: TypeAlias = Literal["+", "-", "*"]
AggregateOp: TypeAlias = Literal["count", "total", "max", "min"]


@dataclass(frozen=True, slots=True)
class Const:
    """A literal value; `enum` names the enumeration it belongs to."""

    value: Scalar | None
    enum: str = ""


@dataclass(frozen=True, slots=True)
class Param:
    """A named parameter of the company."""

    name: str


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day of the decision."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a bound fact."""

    var: str
    name: str


@dataclass(frozen=True, slots=True)
class Arith:
    """Exact arithmetic on two numbers."""

    op: ArithOp
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class AddDays:
    """A date moved by a number of days."""

    date: Expr
    days: Expr


@dataclass(frozen=True, slots=True)
class DaysBetween:
    """Days from `start` to `end`; negative where the end comes first."""

    start: Expr
    end: Expr


@dataclass(frozen=True, slots=True)
class MinutesBetween:
    """Whole minutes from one instant to another; negative where the end comes first."""

    start: Expr
    end: Expr


@dataclass(frozen=True, slots=True)
class Coalesce:
    """The first operand where it is known, else the second."""

    value: Expr
    default: Expr


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A count, total, greatest or least value over the facts of a type that satisfy `where`.

    Facts whose `where` is unknown do not count, unknown values are left out;
    a total over nothing is 0, a greatest or least value over nothing is unknown.
    """

    op: AggregateOp
    var: str
    fact: str
    where: Expr
    value: Expr


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two values of one kind."""

    op: CompareOp
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a value is among constants."""

    value: Expr
    options: tuple[Const, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """Whether a set-valued field holds a constant."""

    items: Expr
    item: Const


@dataclass(frozen=True, slots=True)
class Known:
    """Whether a value is known; never unknown itself."""

    value: Expr


@dataclass(frozen=True, slots=True)
class And:
    """True where all operands are; false where any is."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True where any operand is; false where all are."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The negation; of unknown, unknown."""

    item: Expr


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether a fact of a type satisfies `where`; never unknown itself."""

    var: str
    fact: str
    where: Expr


Expr: TypeAlias = Union[
    "Const",
    "Param",
    "AsOf",
    "Field",
    "Arith",
    "AddDays",
    "DaysBetween",
    "MinutesBetween",
    "Coalesce",
    "Aggregate",
    "Compare",
    "OneOf",
    "Contains",
    "Known",
    "And",
    "Or",
    "Not",
    "Exists",
]

TRUE = And(())
"""The condition that always holds."""
