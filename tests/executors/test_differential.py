"""Every executor gives the ledger of the reference, on generated programs and facts, in any order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore.executors.protocol import Executor
from relcore.facts.base import Fact
from relcore.facts.snapshot import Snapshot
from relcore.ir import RuleSet
from relcore.ledger import compare
from relcore.program import Program, compile_program
from tests.executors.executors import EXECUTORS, REFERENCE
from tests.executors.generated import AS_OF, fact_lists, rulesets

OTHERS = [executor for executor in EXECUTORS if executor is not REFERENCE]


def program_of(ruleset: RuleSet) -> Program:
    """Compile a generated rule set; generated rules have no problems."""
    return compile_program([ruleset])


def shuffled(ruleset: RuleSet, seed: int) -> RuleSet:
    """Give the same rules in another order."""
    rules = list(ruleset.rules)
    random.Random(seed).shuffle(rules)
    return RuleSet(
        ruleset.name,
        ruleset.version,
        tuple(rules),
        ruleset.parameters,
        ruleset.actions,
        ruleset.types,
        ruleset.models,
    )


@pytest.mark.parametrize("executor", OTHERS, ids=lambda executor: executor.name)
@given(rulesets(), st.booleans().flatmap(lambda told: fact_lists(conclusions=told)))
def test_ledger_equals_the_reference(executor: Executor, ruleset: RuleSet, facts: list[Fact]) -> None:
    program = program_of(ruleset)
    snapshot = Snapshot.of(facts)
    expected = REFERENCE.run(program, snapshot, AS_OF)
    found = executor.run(program, snapshot, AS_OF)
    assert not compare(found, expected)
    assert found == expected
    assert not compare(executor.run(program, snapshot, AS_OF, supports=False), expected)


@pytest.mark.parametrize("executor", EXECUTORS, ids=lambda executor: executor.name)
@given(rulesets(), fact_lists(), st.integers(0, 2**16))
def test_order_never_matters(executor: Executor, ruleset: RuleSet, facts: list[Fact], seed: int) -> None:
    mixed = facts[:]
    random.Random(seed).shuffle(mixed)
    first = executor.run(program_of(ruleset), Snapshot.of(facts), AS_OF)
    second = executor.run(program_of(shuffled(ruleset, seed)), Snapshot.of(mixed), AS_OF)
    assert first.canonical() == second.canonical()
    assert first.program == second.program
