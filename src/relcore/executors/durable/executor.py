"""Runs programs on durable-rules: the engine matches, Python does what the engine gets wrong."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import getcontext, setcontext
from typing import Any, Self

from relcore.executors.durable.engine import Engine, LocalEngine
from relcore.executors.durable.isolation import IsolatedEngine
from relcore.executors.durable.plan import Found, Ordered, Plan, StratumPlan, make_plan
from relcore.executors.durable.values import TooWide
from relcore.executors.protocol import (
    DEFAULT_LIMITS,
    Limits,
    Unsupported,
    given_rows,
    refuse_excess,
)
from relcore.facts.snapshot import Snapshot
from relcore.ledger import Ledger, Row
from relcore.program import Program
from relcore.program.exact import EXACT

Derived = dict[str, dict[Row, list[Any]]]


class DurableExecutor:
    """Runs a program on durable-rules 2.0.28, kept to the part of it that is sound.

    With `isolated`, the engine lives in a process of its own: a crash of it is an `ExecutionError` (RC326)
    then, and the next run starts another process. At most `keep` programs stay loaded. Raises
    `MissingExtra` where the engine is not installed (RC901) or cannot be loaded by this interpreter (RC320).
    """

    name = "durable"
    unsupported: tuple[Unsupported, ...] = ()

    def __init__(self, *, isolated: bool = False, keep: int = 16) -> None:
        self._engine: Engine = IsolatedEngine() if isolated else LocalEngine()
        self._keep = keep
        self._plans: dict[tuple[str, bool], Plan] = {}
        self._planning = threading.Lock()

    @property
    def worker(self) -> int | None:
        """The process id of the worker, where the executor is isolated and has run."""
        return self._engine.worker if isinstance(self._engine, IsolatedEngine) else None

    def run(
        self,
        program: Program,
        facts: Snapshot,
        as_of: date,
        *,
        limits: Limits = DEFAULT_LIMITS,
        supports: bool = True,
    ) -> Ledger:
        """Give what follows from the facts of one customer on the day `as_of`.

        Raises `ExecutionError` where a rule goes beyond a limit of the engine (RC321 to RC323), where
        there are too many facts (RC324) or conclusions (RC301), and where the engine fails (RC325, RC326).
        """
        plan = self._plan(program)
        before = getcontext()
        setcontext(EXACT)
        try:
            try:
                derived = self._derive(plan, program, facts, as_of, limits, supports)
            except TooWide:
                plan = self._plan(program, numbers=False)
                derived = self._derive(plan, program, facts, as_of, limits, supports)
        finally:
            setcontext(before)
        shape = replace(plan.shape, models=program.models)
        return Ledger(program.digest, facts.customer_id, as_of, shape, derived, derived if supports else None)

    def definitions(self, program: Program) -> list[str]:
        """Give the rule sets of a program as JSON in the engine's language, for people who want to see them.

        Raises `ExecutionError` where a rule goes beyond a limit of the engine (RC321 to RC323).
        """
        return self._plan(program).definitions()

    def source(self, program: Program) -> str:
        """Give the generated Python that collects matches, for people who want to see what runs."""
        return "\n\n".join(stratum.collection.source for stratum in self._plan(program).strata)

    def close(self) -> None:
        """Free all rule sets and end the worker; the executor can still be used, and loads them again."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _plan(self, program: Program, *, numbers: bool = True) -> Plan:
        key = program.digest, numbers
        with self._planning:
            found = self._plans.pop(key, None) or make_plan(program, numbers=numbers)
            self._plans[key] = found
            while len(self._plans) > self._keep:
                oldest = self._plans.pop(next(iter(self._plans)))
                for definition in oldest.definitions():
                    self._engine.free(definition)
        return found

    def _derive(
        self,
        plan: Plan,
        program: Program,
        facts: Snapshot,
        as_of: date,
        limits: Limits,
        supports: bool,
    ) -> Derived:
        derived: Derived = {
            name: {row: [(-1, (), ())] for row in rows} for name, rows in given_rows(program, facts).items()
        }
        ordered: Ordered = {}
        for stratum in plan.strata:
            self._stratum(stratum, facts.by_type, as_of, derived, ordered, limits.conclusions, supports)
            refuse_excess(derived, limits.conclusions)
        return derived

    def _stratum(
        self,
        stratum: StratumPlan,
        facts: Mapping[str, Any],
        as_of: date,
        derived: Derived,
        ordered: Ordered,
        limit: int,
        supports: bool,
    ) -> None:
        """Run a stratum: once, or where it is recursive, each time anew until nothing new follows."""
        while True:
            tables = stratum.tables(facts, derived, ordered)
            starts, numbered = stratum.numbered(tables)
            found: Found = [{} for _ in range(stratum.groups)]
            for session in stratum.sessions:
                if session.can_match(tables):
                    batch = session.batch(tables, starts, as_of)
                    session.read(self._engine.match(session.definition, batch), found)
            given = (tables, starts, as_of, found, numbered, derived)
            if not stratum.recursive:
                stratum.collect(*given, supports, limit)
                return
            if not stratum.collect(*given, False, limit):
                if supports:
                    stratum.collect(*given, True, limit)
                return
            refuse_excess(derived, limit)
