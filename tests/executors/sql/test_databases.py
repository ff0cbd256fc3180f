"""PostgreSQL and Spark conclude what the definition of meaning and DuckDB conclude."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relcore import Advisor, Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.errors import ExecutionError
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.protocol import Limits
from relcore.executors.reference import ReferenceExecutor
from relcore.executors.sql import SqlExecutor
from relcore.executors.sql.backend import Backend
from relcore.facts.base import Fact
from relcore.ir import RuleSet
from relcore.ledger import compare
from relcore.program import compile_program
from tests.executors.case import Case, all_cases
from tests.executors.generated import AS_OF, fact_lists, rulesets
from tests.executors.sql.books import constants_told, run_on, snapshots_of

REFERENCE = ReferenceExecutor()
BEYOND = {item.feature for item in SqlExecutor.unsupported}
CASES = [case for case in all_cases() if case.name not in BEYOND]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_of_the_language_concludes_what_it_expects(backend: Backend, case: Case) -> None:
    program, facts = case.program(), case.snapshot()
    found = run_on(backend, program, [facts], case.as_of)[facts.customer_id]
    expected = REFERENCE.run(program, facts, case.as_of, supports=False)
    assert not compare(found, expected)
    assert found.canonical() == expected.canonical()


@settings(
    max_examples=settings().max_examples * 3 // 8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rulesets(),
    st.booleans().flatmap(lambda told: st.lists(fact_lists(conclusions=told), min_size=2, max_size=4)),
)
def test_every_customer_gets_the_conclusions_of_the_reference(
    backend: Backend, ruleset: RuleSet, customers: list[list[Fact]]
) -> None:
    program, snapshots = compile_program([ruleset]), snapshots_of(customers)
    found = run_on(backend, program, snapshots, AS_OF)
    assert list(found) == [snapshot.customer_id for snapshot in snapshots]
    for snapshot in snapshots:
        expected = REFERENCE.run(program, snapshot, AS_OF, supports=False)
        assert not compare(found[snapshot.customer_id], expected)


def test_the_built_in_rules_conclude_the_same_for_the_example_book(backend: Backend) -> None:
    program, snapshots = Advisor().program, Book.open(EXAMPLE).customers()
    found = run_on(backend, program, snapshots.values(), EXAMPLE_DAY)
    assert list(found) == list(snapshots)
    compiled = CompiledExecutor()
    for customer, snapshot in snapshots.items():
        expected = compiled.run(program, snapshot, EXAMPLE_DAY, supports=False)
        assert not compare(found[customer], expected), customer


@pytest.mark.parametrize("rules", [3, 150])
def test_one_query_tells_the_constant_conclusions_of_everybody(backend: Backend, rules: int) -> None:
    assert constants_told(backend, rules, 2) == ["over_0", "over_1"]


def test_numbers_beyond_the_database_end_the_run(backend: Backend) -> None:
    for case in all_cases():
        if case.name in BEYOND:
            with pytest.raises(ExecutionError, match=r"RC31[12]"):
                run_on(backend, case.program(), [case.snapshot()], case.as_of)


def test_a_customer_with_too_many_conclusions_ends_the_walk(backend: Backend) -> None:
    case = next(case for case in CASES if case.name == "recursion")
    with pytest.raises(ExecutionError, match="RC301"):
        run_on(backend, case.program(), [case.snapshot()], case.as_of, limits=Limits(conclusions=1))
