"""What is worked out once for each program and kept while it is in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from relcore.program import Program

T = TypeVar("T")


class Kept(Generic[T]):
    """Calls a function once for each program, by digest, and keeps the results of the last few."""

    def __init__(self, make: Callable[[Program], T], keep: int = 8) -> None:
        self._make = make
        self._keep = keep
        self._results: dict[str, tuple[object, T]] = {}

    def __call__(self, program: Program) -> T:
        """Give the result for a program."""
        found = self._results.get(program.digest)
        # The digest says nothing of what the absence of a fact means, so types must agree too.
        if found is not None and (found[0] is program.types or found[0] == program.types):
            return found[1]
        result = self._make(program)
        self._results[program.digest] = program.types, result
        while len(self._results) > self._keep:
            self._results.pop(next(iter(self._results)), None)
        return result
