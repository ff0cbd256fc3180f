"""Exact decimal arithmetic: a context in which a result that would be rounded is an error."""

from __future__ import annotations

from decimal import Context, DivisionByZero, Inexact, InvalidOperation, Overflow

EXACT = Context(prec=200, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
"""Wide enough for a product of four amounts summed over a billion facts."""
