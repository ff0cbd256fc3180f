"""All customers of a book at once: each gets what the definition of meaning gives him alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore import Advisor, Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.reference import ReferenceExecutor
from relcore.facts.base import Fact
from relcore.ir import RuleSet
from relcore.ledger import compare
from relcore.program import compile_program
from tests.executors.generated import AS_OF, fact_lists, rulesets
from tests.executors.sql.books import constants_told, memory, run_together, snapshots_of

REFERENCE = ReferenceExecutor()


@given(
    rulesets(),
    st.booleans().flatmap(lambda told: st.lists(fact_lists(conclusions=told), min_size=2, max_size=5)),
)
def test_every_customer_of_a_book_gets_the_conclusions_of_the_reference(
    ruleset: RuleSet, customers: list[list[Fact]]
) -> None:
    program, snapshots = compile_program([ruleset]), snapshots_of(customers)
    found = run_together(program, snapshots, AS_OF)
    assert list(found) == [snapshot.customer_id for snapshot in snapshots]
    for snapshot in snapshots:
        expected = REFERENCE.run(program, snapshot, AS_OF, supports=False)
        assert not compare(found[snapshot.customer_id], expected)


def test_the_built_in_rules_conclude_the_same_for_the_example_book() -> None:
    program, snapshots = Advisor().program, Book.open(EXAMPLE).customers()
    found = run_together(program, snapshots.values(), EXAMPLE_DAY)
    assert list(found) == list(snapshots)
    compiled = CompiledExecutor()
    for customer, snapshot in snapshots.items():
        expected = compiled.run(program, snapshot, EXAMPLE_DAY, supports=False)
        assert not compare(found[customer], expected), customer


@pytest.mark.parametrize("rules", [3, 150])
def test_one_query_tells_the_constant_conclusions_of_everybody(rules: int) -> None:
    backend = memory()
    assert constants_told(backend, rules, 2) == [f"over_{number}" for number in range(2)]
    assert constants_told(backend, rules, rules) == sorted(f"over_{number}" for number in range(rules))
    assert constants_told(backend, rules, 0) == []
    backend.close()
