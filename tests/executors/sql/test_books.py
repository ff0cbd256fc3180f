"""All customers of a book at once: each gets what the definition of meaning gives him alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore import Advisor, Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.reference import ReferenceExecutor
from relcore.executors.sql import SqlExecutor, load
from relcore.facts import Order
from relcore.facts.base import Fact
from relcore.facts.snapshot import Snapshot
from relcore.ir import RuleSet
from relcore.lang import Clause, Playbook, value, warn, when
from relcore.ledger import compare
from relcore.program import compile_program
from tests.executors.generated import AS_OF, fact_lists, rulesets
from tests.executors.sql.books import memory, run_together, snapshots_of

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
    playbook = Playbook("large_orders")
    for number in range(rules):
        add_limit(playbook, number)
    snapshots = [
        Snapshot.of([Order(id="o", customer_id=f"c{items}", placed_on=AS_OF, items=items)])
        for items in (0, 2, rules)
    ]
    program, backend = compile_program([playbook.ruleset()]), memory()
    load(backend, program, snapshots)
    found = SqlExecutor().run_book(program, backend, AS_OF)
    told = backend.connection.execute(found.constants_query()).fetchall()
    backend.close()
    codes = sorted((customer, found.constants[number][1][0]) for customer, number in told)
    assert codes == sorted(
        [("c2", "over_0"), ("c2", "over_1"), *((f"c{rules}", f"over_{n}") for n in range(rules))]
    )


def add_limit(playbook: Playbook, limit: int) -> None:
    """Add a rule that notes orders above a limit."""

    @playbook.rule(origin="test", id=f"over_{limit}")
    def over(order: Order) -> Clause:
        """Note an order above a limit."""
        return when(value(order.items) > limit).then(warn(f"over_{limit}"))
