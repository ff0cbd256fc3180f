"""Runs generated functions and keeps them by the digest of their program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import getcontext, setcontext
from typing import Any

from relcore.executors.compiled.generate import Generated, generate
from relcore.executors.compiled.runtime import (
    GIVEN_SUPPORT,
    by_columns,
    shift,
)
from relcore.executors.protocol import (
    DEFAULT_LIMITS,
    Limits,
    Unsupported,
    given_rows,
    refuse_excess,
    shape_of,
)
from relcore.facts.snapshot import Snapshot
from relcore.ledger import Ledger, Row, Shape, in_order
from relcore.program import Program
from relcore.program.evaluate import add_days, minutes_between
from relcore.program.exact import EXACT

Run = Callable[[Mapping[str, Any], date, Mapping[str, Any], int], dict[str, dict[Row, Any]]]

_RUNTIME: dict[str, Any] = {
    "add_days": add_days,
    "by_columns": by_columns,
    "given_support": GIVEN_SUPPORT,
    "in_order": in_order,
    "minutes_between": minutes_between,
    "refuse": refuse_excess,
    "shift": shift,
}


class CompiledExecutor:
    """Runs a program as generated Python; the first run of a program compiles it.

    At most `keep` programs stay compiled, the least recently used is dropped first.
    """

    name = "compiled"
    unsupported: tuple[Unsupported, ...] = ()

    def __init__(self, keep: int = 16) -> None:
        self._keep = keep
        self._functions: dict[tuple[str, bool, bool], Run] = {}
        self._shapes: dict[str, tuple[Shape, frozenset[str]]] = {}

    def run(
        self,
        program: Program,
        facts: Snapshot,
        as_of: date,
        *,
        limits: Limits = DEFAULT_LIMITS,
        supports: bool = True,
    ) -> Ledger:
        """Give what follows from the facts of one customer on the day `as_of`."""
        shape, conclusions = self._shape(program)
        given = {} if conclusions.isdisjoint(facts.by_type) else given_rows(program, facts)
        function = self._function(program, supports, not given)
        before = getcontext()
        setcontext(EXACT)
        try:
            derived = function(facts.by_type, as_of, given, limits.conclusions)
        finally:
            setcontext(before)
        refuse_excess(derived, limits.conclusions)
        return Ledger(program.digest, facts.customer_id, as_of, shape, derived, derived if supports else None)

    def source(self, program: Program, *, supports: bool = True) -> str:
        """Give the generated source, for people who want to see what runs."""
        return generate(program, record=supports, closed=True).source

    def _shape(self, program: Program) -> tuple[Shape, frozenset[str]]:
        found = self._shapes.get(program.digest)
        if found is None:
            shape = shape_of(program)
            found = self._shapes[program.digest] = shape, frozenset(shape.columns)
            _drop_oldest(self._shapes, self._keep)
        return found

    def _function(self, program: Program, supports: bool, closed: bool) -> Run:
        key = program.digest, supports, closed
        found = self._functions.get(key)
        if found is None:
            found = _compile(generate(program, record=supports, closed=closed), program.digest)
            self._functions[key] = found
            _drop_oldest(self._functions, 4 * self._keep)
        return found


def _drop_oldest(cache: dict[Any, Any], keep: int) -> None:
    while len(cache) > keep:
        cache.pop(next(iter(cache)))


def _compile(generated: Generated, digest: str) -> Run:
    namespace: dict[str, Any] = {**_RUNTIME, **generated.constants}
    exec(compile(generated.source, f"<program {digest}>", "exec"), namespace)
    run: Run = namespace["run"]
    return run
