"""What is blocked, worked out the slow way: every combination of facts, by the meaning of rules."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import localcontext

from relcore.explain import final_world
from relcore.facts import Snapshot
from relcore.ir import Aggregate, Exists, Expr, Field, Known, Rule, Scope, children, conjuncts, walk
from relcore.ledger import Ledger
from relcore.program import Program
from relcore.program.evaluate import Env, World, evaluate
from relcore.program.exact import EXACT

Found = dict[tuple[str, tuple[str, ...]], int]


def blocked_slowly(program: Program, facts: Snapshot, ledger: Ledger) -> Found:
    """Count the blocked bindings by rule and unknowns."""
    world = final_world(program, facts, ledger)
    found: Found = {}
    with localcontext(EXACT):
        for rule in program.rules.values():
            for unknowns in _unknowns(program, rule, world):
                key = rule.id, tuple(sorted(unknowns))
                found[key] = found.get(key, 0) + 1
    return found


def _unknowns(program: Program, rule: Rule, world: World) -> Iterator[frozenset[str]]:
    kinds = {bind.var: bind.fact for bind in rule.binds}
    missing = {v for v, fact in kinds.items() if program.types[fact].evidential and not world.facts(fact)}
    bound = [var for var in kinds if var not in missing]
    parts = [part for condition in rule.where for part in conjuncts(condition) if not _uses(part, missing)]
    for facts in itertools.product(*(world.facts(kinds[var]) for var in bound)):
        env = dict(zip(bound, facts, strict=True))
        truths = [evaluate(part, env, world) for part in parts]
        if False in truths or (all(truths) and not missing):
            continue
        culprits = [
            frozenset(name for name in _culprits(part, env, world, kinds) if _can_be_asked(program, name))
            for part, truth in zip(parts, truths, strict=True)
            if truth is None
        ]
        if all(culprits):
            yield frozenset(kinds[var] for var in missing).union(*culprits)


def _can_be_asked(program: Program, name: str) -> bool:
    fact, _, field = name.partition(".")
    return program.types[fact].scope is Scope.CUSTOMER and program.types[fact].fields[field].nullable


def _uses(expr: Expr, names: set[str]) -> bool:
    return any(isinstance(node, Field) and node.var in names for node in walk(expr))


def _culprits(expr: Expr, env: Env, world: World, kinds: dict[str, str]) -> Iterator[str]:
    """Name the unknown values under an expression that is unknown."""
    if evaluate(expr, env, world) is not None or isinstance(expr, (Known, Exists)):
        return
    if isinstance(expr, Field):
        yield f"{kinds[expr.var]}.{expr.name}"
    elif isinstance(expr, Aggregate):
        yield from (f"{expr.fact}.{n.name}" for n in walk(expr.value) if isinstance(n, Field))
    else:
        for child in children(expr):
            yield from _culprits(child, env, world, kinds)
