"""Generated functions mean what `evaluate` means."""

from __future__ import annotations

import itertools
from decimal import localcontext

from hypothesis import given
from hypothesis import strategies as st

from relcore.executors.reference import ReferenceExecutor
from relcore.explain import final_world
from relcore.explain.closures import Closures
from relcore.explain.tables import Tables
from relcore.facts import Snapshot
from relcore.ir import And, Compare, Exists, Expr, Field
from relcore.program import compile_program
from relcore.program.evaluate import evaluate
from relcore.program.exact import EXACT
from tests.explain.random_rules import TODAY, conditions, ruleset, snapshots

PROGRAM = compile_program([ruleset()])
ENV = {"p": "Person", "v": "Visit"}


def disagreements(expr: Expr, facts: Snapshot) -> list[tuple[object, object]]:
    """Compute an expression both ways, under every binding."""
    world = final_world(PROGRAM, facts, ReferenceExecutor().run(PROGRAM, facts, TODAY))
    closures = Closures(PROGRAM)
    slots = {var: closures.slot(fact) for var, fact in ENV.items()}
    fast = closures.value(expr, slots)
    frame = [TODAY, Tables(world.facts), *([None] * closures.size)]
    found: list[tuple[object, object]] = []
    with localcontext(EXACT):
        for bound in itertools.product(*(world.facts(fact) for fact in ENV.values())):
            env = dict(zip(ENV, bound, strict=True))
            for var, slot in slots.items():
                frame[slot.place] = env[var]
            slow, quick = evaluate(expr, env, world), fast(frame)
            if slow is not quick:
                found.append((slow, quick))
    return found


@given(st.lists(conditions(ENV), min_size=5, max_size=5), snapshots())
def test_a_generated_condition_is_true_false_or_unknown_as_it_means(
    exprs: list[Expr], facts: Snapshot
) -> None:
    for expr in exprs:
        assert disagreements(expr, facts) == []


@given(
    st.sampled_from([Field("v", "guest"), Field("p", "mood"), Field("p", "joined"), Field("v", "left")]),
    snapshots(),
)
def test_an_unknown_never_finds_facts_whose_value_is_unknown_too(outer: Field, facts: Snapshot) -> None:
    inner = {"guest": "Visit", "mood": "Person", "joined": "Person", "left": "Visit"}[outer.name]
    same = Compare("==", Field("x", outer.name), outer)
    assert disagreements(Exists("x", inner, same), facts) == []
    # A fact is looked up by one field only; other fields are compared one by one.
    alike = Compare("==", Field("x", "customer_id"), Field(outer.var, "customer_id"))
    assert disagreements(Exists("x", inner, And((alike, same))), facts) == []
