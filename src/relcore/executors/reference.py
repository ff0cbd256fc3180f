"""The reference executor: the definition of meaning, naive and slow on purpose."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from decimal import localcontext
from typing import Any

from relcore.executors.protocol import (
    DEFAULT_LIMITS,
    Limits,
    Unsupported,
    given_rows,
    refuse_excess,
    shape_of,
    witnessed,
)
from relcore.facts.snapshot import Snapshot
from relcore.ir import Rule
from relcore.ledger import Ledger, Row, named_row, order
from relcore.program import Program
from relcore.program.evaluate import Env, World, evaluate, satisfying
from relcore.program.exact import EXACT


class ReferenceExecutor:
    """Runs each stratum until nothing new follows, trying every rule on every combination of facts."""

    name = "reference"
    unsupported: tuple[Unsupported, ...] = ()

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
        shape = shape_of(program)
        row_types = {name: named_row(name, columns) for name, columns in shape.columns.items()}
        derived: dict[str, dict[Row, list[Any]]] = {
            name: {row_types[name](row): [(-1, (), ())] for row in rows}
            for name, rows in given_rows(program, facts).items()
        }
        indexes = {id: number for number, id in enumerate(program.rules)}

        def facts_of(name: str) -> list[Any]:
            if name in row_types:
                return sorted(derived.get(name, ()), key=order)
            return list(facts.by_type.get(name, ()))

        world = World(facts_of, program.values, as_of)
        with localcontext(EXACT):
            for stratum in program.strata:
                grown = True
                while grown:
                    grown = False
                    for rule in stratum.rules:
                        for name, content in [
                            c for env in bindings(rule, world) for c in conclusions(rule, env, world)
                        ]:
                            rows = derived.setdefault(name, {})
                            if content not in rows:
                                rows[row_types[name](content)] = []
                                grown = True
                    refuse_excess(derived, limits.conclusions)
                for rule in stratum.rules if supports else ():
                    for env in bindings(rule, world):
                        witnesses = tuple(next(satisfying(e, env, world)) for e in witnessed(rule))
                        bound = tuple(env[bind.var] for bind in rule.binds)
                        for name, content in conclusions(rule, env, world):
                            derived[name][content].append((indexes[rule.id], bound, witnesses))
        return Ledger(program.digest, facts.customer_id, as_of, shape, derived, derived if supports else None)


def bindings(rule: Rule, world: World) -> Iterator[Env]:
    """Give every combination of facts that satisfies the rule."""
    for combination in itertools.product(*(world.facts(bind.fact) for bind in rule.binds)):
        env = {bind.var: fact for bind, fact in zip(rule.binds, combination, strict=True)}
        if all(evaluate(condition, env, world) is True for condition in rule.where):
            yield env


def conclusions(rule: Rule, env: Env, world: World) -> Iterator[tuple[str, Row]]:
    """Give the rows that the rule concludes under one binding."""
    for head in rule.heads:
        yield head.fact, tuple(evaluate(expr, env, world) for _, expr in head.fields)
