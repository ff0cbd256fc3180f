"""What a column of a table can hold: its kind, how many digits, whether it may be unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from relcore.ir import Kind
from relcore.program.typing import type_of_value

MOST_DIGITS = 38
"""Digits of the widest exact number that all databases know."""
PLAIN_DIGITS = 18
"""Digits of numbers that fit a 64-bit integer, whatever they are."""


@dataclass(frozen=True)
class Column:
    """The type of a column or of an expression.

    A number has at most `digits` before and `scale` after the point; `item` is what a set holds.
    """

    kind: Kind
    nullable: bool = True
    digits: int = 0
    scale: int = 0
    item: Kind = Kind.TEXT

    @property
    def is_number(self) -> bool:
        """Whether values can be added."""
        return self.kind in (Kind.INT, Kind.DECIMAL)

    @property
    def is_plain(self) -> bool:
        """Whether every value is a whole number of 64 bits."""
        return self.kind is Kind.INT and self.digits <= PLAIN_DIGITS

    @property
    def precision(self) -> int:
        """Digits of a decimal type that holds the values; what does not fit ends the run."""
        return max(1, min(MOST_DIGITS, self.digits + self.scale))

    def known(self) -> Column:
        """Give the column without unknown values."""
        return replace(self, nullable=False) if self.nullable else self

    def maybe(self) -> Column:
        """Give the column with unknown values."""
        return self if self.nullable else replace(self, nullable=True)


BOOL = Column(Kind.BOOL, nullable=False)
TEXT = Column(Kind.TEXT, nullable=False)
DATE = Column(Kind.DATE, nullable=False)
WHOLE = Column(Kind.INT, nullable=False, digits=PLAIN_DIGITS)
UNKNOWN = Column(Kind.ANY)


def column_of_value(value: Any) -> Column:
    """Give the column of a constant.

    >>> column_of_value(Decimal("12.50")).digits, column_of_value(Decimal("12.50")).scale
    (2, 1)
    """
    if value is None:
        return UNKNOWN
    if isinstance(value, (tuple, list, frozenset)):
        items = [type_of_value(item).kind for item in value]
        return Column(Kind.SET, nullable=False, item=items[0] if items else Kind.TEXT)
    kind = type_of_value(value).kind
    if kind is Kind.INT:
        return Column(kind, nullable=False, digits=len(str(abs(value))))
    if kind is Kind.DECIMAL:
        digits, scale = size_of(value)
        return Column(kind, nullable=False, digits=digits, scale=scale)
    return Column(kind, nullable=False)


def size_of(value: Decimal) -> tuple[int, int]:
    """Give the number of digits before and after the point that a number needs.

    >>> size_of(Decimal("0.250")), size_of(Decimal("1E+3"))
    ((0, 2), (4, 0))
    """
    _, figures, exponent = value.as_tuple()
    text = "".join(map(str, figures)).rstrip("0")
    if not text:
        return 0, 0
    assert isinstance(exponent, int)
    exponent += len(figures) - len(text)
    return max(0, len(text) + exponent), max(0, -exponent)


def added(left: Column, right: Column) -> Column:
    """Give the column of a sum or difference."""
    return replace(
        joined(left, right), nullable=left.nullable or right.nullable, digits=_most(left, right) + 1
    )


def multiplied(left: Column, right: Column) -> Column:
    """Give the column of a product."""
    return replace(
        joined(left, right),
        nullable=left.nullable or right.nullable,
        digits=left.digits + right.digits,
        scale=left.scale + right.scale,
    )


def summed(item: Column) -> Column:
    """Give the column of a total over any number of rows."""
    return replace(item, nullable=False, digits=MOST_DIGITS - item.scale)


def joined(left: Column, right: Column) -> Column:
    """Give the column that holds the values of both."""
    if left.kind is Kind.ANY or right.kind is Kind.ANY:
        known = right if left.kind is Kind.ANY else left
        return known.maybe()
    kind = Kind.DECIMAL if {left.kind, right.kind} == {Kind.INT, Kind.DECIMAL} else left.kind
    return Column(
        kind,
        left.nullable or right.nullable,
        _most(left, right),
        max(left.scale, right.scale),
        left.item,
    )


def _most(left: Column, right: Column) -> int:
    return max(left.digits, right.digits)
