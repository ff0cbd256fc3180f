"""Flags as bits of whole numbers: a database that stores column by column does so faster with few columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from relcore.executors.sql.build import aliased, column
from relcore.executors.sql.dialects import E, number

_EACH = 63
"""Flags in one column: a whole number of 64 bits that is never negative."""


@dataclass(frozen=True)
class Bit:
    """Where a flag is kept: in a column, as a power of two."""

    flag: str
    column: str
    weight: int

    def is_set(self, table: str) -> E:
        """Test the flag in a row of a table; a comment says which it is."""
        weight = number(self.weight)
        weight.comments = [self.flag]
        return shares(column(self.column, table), weight)


def shares(number_of_flags: E, weight: E) -> E:
    """Test whether the flag of a weight is among those of a number."""
    both = exp.BitwiseAnd(this=number_of_flags, expression=weight)
    return exp.NEQ(this=exp.Paren(this=both), expression=number(0))


def packed(flags: Sequence[str]) -> tuple[list[Bit], list[exp.Alias]]:
    """Give a bit for each flag of some names, and the columns that hold them.

    >>> bits, columns = packed(["first", "second"])
    >>> bits[1]
    Bit(flag='second', column='flags_0', weight=2)
    >>> print(columns[0].sql("duckdb"))
    CASE WHEN "first" THEN 1 ELSE 0 END | CASE WHEN "second" THEN 2 ELSE 0 END AS "flags_0"
    """
    bits = [Bit(flag, f"flags_{place // _EACH}", 1 << place % _EACH) for place, flag in enumerate(flags)]
    whole: dict[str, E] = {}
    for bit in bits:
        test = exp.If(this=column(bit.flag), true=number(bit.weight))
        weighed = exp.Case(ifs=[test], default=number(0))
        known = whole.get(bit.column)
        whole[bit.column] = weighed if known is None else exp.BitwiseOr(this=known, expression=weighed)
    return bits, [aliased(value, name) for name, value in whole.items()]
