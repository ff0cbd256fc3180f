"""Expressions as Python functions of a frame, for asking the same thing many times.

A frame is a list: the day of the decision, the tables, then the facts bound to variables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

from relcore.explain.source import RUNTIME, Source, Variable
from relcore.ir import Expr
from relcore.program import Program

Frame = list[Any]
Closure = Callable[[Frame], Any]
FIRST = 2
"""Place of the first variable in a frame."""


@dataclass(frozen=True, slots=True)
class Slot(Variable):
    """A variable that stands at a place of the frame."""

    place: int = 0


Slots = Mapping[str, Slot]


class Closures:
    """Turns expressions into functions and hands out the places of their frame."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.size = FIRST

    def slot(self, fact: str) -> Slot:
        """Take the next place of the frame for facts of a type."""
        place = self.size
        self.size += 1
        return Slot(f"frame[{place}]", self._program.types[fact], place=place)

    def value(self, expr: Expr, slots: Slots) -> Closure:
        """Give the function that computes an expression; `None` is unknown."""
        source = self.source()
        return self.function(source.value(expr, slots), source)

    def source(self) -> Source:
        """Give what writes expressions that read a frame."""
        return Source(self._program, "frame[0]", "frame[1]")

    def function(self, text: str, source: Source) -> Closure:
        """Make a function of a frame of what `source` wrote."""
        closure: Closure = eval(_compiled(f"lambda frame: {text}"), {**RUNTIME, **source.constants})
        return closure


@lru_cache(maxsize=4096)
def _compiled(source: str) -> CodeType:
    """Compile source; rules of one table share it, for constants stand outside."""
    return compile(source, "<condition>", "eval")
