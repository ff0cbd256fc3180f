"""Runs generated functions and keeps them by the digest of their program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import getcontext, setcontext
from typing import Any

from relcore.executors.compiled.generate import Generated, generate
from relcore.executors.compiled.runtime import GIVEN_SUPPORT, by_columns, member_of
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
from relcore.program.days import shift
from relcore.program.evaluate import add_days, minutes_between
from relcore.program.exact import EXACT

ByType = Mapping[str, Any]
Run = Callable[[ByType, ByType, date, ByType, int], dict[str, dict[Row, Any]]]

_RUNTIME: dict[str, Any] = {
    "add_days": add_days,
    "by_columns": by_columns,
    "given_support": GIVEN_SUPPORT,
    "in_order": in_order,
    "member_of": member_of,
    "minutes_between": minutes_between,
    "refuse": refuse_excess,
    "shift": shift,
}


@dataclass(frozen=True, slots=True)
class _Ready:
    """A program made ready to run, with supports or without."""

    function: Run
    shape: Shape
    conclusions: frozenset[str]
    most: int | None


class CompiledExecutor:
    """Runs a program as generated Python; the first run of a program compiles it.

    At most `keep` programs stay compiled with supports and as many without; the oldest is dropped first.
    """

    name = "compiled"
    unsupported: tuple[Unsupported, ...] = ()

    def __init__(self, keep: int = 16) -> None:
        self._keep = keep
        # By digest, first for runs without supports and then for runs with them.
        self._ready: tuple[dict[str, _Ready], dict[str, _Ready]] = ({}, {})
        self._open: tuple[dict[str, Run], dict[str, Run]] = ({}, {})

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
        ready = self._ready[supports].get(program.digest) or self._make_ready(program, supports)
        given = {} if ready.conclusions.isdisjoint(facts.contents) else given_rows(program, facts)
        function = self._open_world(program, supports) if given else ready.function
        before = getcontext()
        setcontext(EXACT)
        try:
            derived = function(facts.by_type, facts.contents, as_of, given, limits.conclusions)
        finally:
            setcontext(before)
        if given or ready.most is None or ready.most > limits.conclusions:
            refuse_excess(derived, limits.conclusions)
        recorded = derived if supports else None
        return Ledger(program.digest, facts.customer_id, as_of, ready.shape, derived, recorded)

    def source(self, program: Program, *, supports: bool = True) -> str:
        """Give the generated source, for people who want to see what runs."""
        return generate(program, record=supports, closed=True).source

    def _make_ready(self, program: Program, supports: bool) -> _Ready:
        shape = shape_of(program)
        generated = generate(program, record=supports, closed=True)
        function = _compile(generated, program.digest)
        made = _Ready(function, shape, frozenset(shape.columns), generated.most)
        self._ready[supports][program.digest] = made
        _drop_oldest(self._ready[supports], self._keep)
        return made

    def _open_world(self, program: Program, supports: bool) -> Run:
        """Give the function for facts among which there are conclusions."""
        functions = self._open[supports]
        if program.digest not in functions:
            generated = generate(program, record=supports, closed=False)
            functions[program.digest] = _compile(generated, program.digest)
            _drop_oldest(functions, self._keep)
        return functions[program.digest]


def _drop_oldest(cache: dict[Any, Any], keep: int) -> None:
    while len(cache) > keep:
        cache.pop(next(iter(cache)))


def _compile(generated: Generated, digest: str) -> Run:
    namespace: dict[str, Any] = {**_RUNTIME, **generated.constants}
    exec(compile(generated.source, f"<program {digest}>", "exec"), namespace)
    run: Run = namespace["run"]
    return run
