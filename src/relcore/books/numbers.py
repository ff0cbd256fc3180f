"""Numbers as people in different places write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Context, Decimal

from relcore.books.cells import CellError, read_number
from relcore.books.tables import Cell

_EXACT = Context(prec=200)

PATTERNS: dict[str, tuple[str, str]] = {
    "1234.5": ("", "."),
    "1234,5": ("", ","),
    "1,234.5": (",", "."),
    "1.234,5": (".", ","),
    "1 234.5": (" ", "."),
    "1 234,5": (" ", ","),
    "1'234.5": ("'", "."),
}
"""Examples of ways to write numbers: what parts the thousands, and the decimal point."""


def number_reader(
    pattern: str | None, remove: Sequence[str], times: Decimal | None
) -> Callable[[Cell], Cell]:
    """Give what turns a foreign number into an exact one.

    >>> number_reader("1.234,5", ["€"], None)("1.250,50 €")
    Decimal('1250.50')
    >>> number_reader(None, [], Decimal(1000000))("1100.04")
    Decimal('1100040000')
    """
    thousands, point = PATTERNS[pattern or "1234.5"]
    grouped = rf"\d{{1,3}}({re.escape(thousands)}\d{{3}})+|" if thousands else ""
    shape = re.compile(rf"[+-]?({grouped}\d{{1,30}})({re.escape(point)}\d{{0,30}})?", re.ASCII)
    shown = f"is not a number written like {pattern}"
    spaces = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})

    def read(cell: Cell) -> Cell:
        if type(cell) is str:
            text = cell.translate(spaces)
            for sign in remove:
                text = text.replace(sign, "")
            text = text.strip()
            if pattern is not None:
                if len(text) > 80 or shape.fullmatch(text) is None:
                    raise CellError(shown, "correct the cell, or the entry 'number' in mapping.yaml")
                text = text.replace(thousands, "") if thousands else text
                text = text.replace(point, ".")
            cell = text
        number = read_number(cell)
        if times is None:
            return number
        product = _EXACT.multiply(number, times)
        whole = product.to_integral_value()
        return whole if whole == product else product.normalize(_EXACT)

    return read
