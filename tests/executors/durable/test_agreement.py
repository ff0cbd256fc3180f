"""The durable executor gives the ledger of the reference, supports included, in any order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore.executors.durable import DurableExecutor
from relcore.facts.base import Fact
from relcore.facts.snapshot import Snapshot
from relcore.ir import RuleSet
from relcore.ledger import compare
from relcore.program import compile_program
from tests.executors.case import Case, all_cases, concluded, told
from tests.executors.durable.joined import joined_rulesets
from tests.executors.durable.needs import NEEDS_DURABLE
from tests.executors.executors import REFERENCE
from tests.executors.generated import AS_OF, fact_lists, rulesets

pytestmark = NEEDS_DURABLE

programs = st.one_of(rulesets(), joined_rulesets())
some_facts = st.booleans().flatmap(lambda told: fact_lists(conclusions=told))


@pytest.fixture(scope="module")
def executor() -> Iterator[DurableExecutor]:
    with DurableExecutor(keep=4) as one:
        yield one


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_every_feature_of_the_language_means_what_it_means(executor: DurableExecutor, case: Case) -> None:
    for backwards in (False, True):
        program, facts = case.program(backwards=backwards), case.snapshot(backwards=backwards)
        found = executor.run(program, facts, case.as_of)
        assert told(concluded(found)) == told(case.expect)
        assert found.canonical() == REFERENCE.run(program, facts, case.as_of).canonical()


@given(programs, some_facts)
def test_the_ledger_is_that_of_the_reference(
    executor: DurableExecutor, ruleset: RuleSet, facts: list[Fact]
) -> None:
    program, snapshot = compile_program([ruleset]), Snapshot.of(facts)
    expected = REFERENCE.run(program, snapshot, AS_OF)
    found = executor.run(program, snapshot, AS_OF)
    assert not compare(found, expected)
    assert found.canonical() == expected.canonical()
    assert not compare(executor.run(program, snapshot, AS_OF, supports=False), expected)


@given(programs, fact_lists(), st.integers(0, 2**16))
def test_no_order_makes_a_difference(
    executor: DurableExecutor, ruleset: RuleSet, facts: list[Fact], seed: int
) -> None:
    rules, mixed = list(ruleset.rules), facts[:]
    random.Random(seed).shuffle(rules)
    random.Random(seed).shuffle(mixed)
    first = executor.run(compile_program([ruleset]), Snapshot.of(facts), AS_OF)
    other = compile_program([replace(ruleset, rules=tuple(rules))])
    assert executor.run(other, Snapshot.of(mixed), AS_OF).canonical() == first.canonical()


def test_nothing_is_declared_impossible() -> None:
    assert DurableExecutor.unsupported == ()
