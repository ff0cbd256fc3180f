"""What ends a run early, and what a run leaves behind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, getcontext, localcontext

import pytest

from relcore.errors import ExecutionError
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.protocol import Executor, Limits
from relcore.facts import Contact, Customer, Fact, Order, Snapshot
from relcore.facts.base import Conclusion
from relcore.lang import Clause, Playbook, always, conclude, known, total, value, warn, when
from relcore.program import Program, compile_program
from tests.executors.executors import EXECUTORS

AS_OF = date(2026, 3, 2)
every_executor = pytest.mark.parametrize("executor", EXECUTORS, ids=lambda executor: executor.name)
playbook = Playbook("limits")


class Pair(Conclusion):
    """Two contacts."""

    first: str
    second: str


@playbook.rule(origin="test")
def start(contact: Contact) -> Clause:
    """Pair a contact with the one that it names."""
    return when(known(contact.name)).then(conclude(Pair, first=contact.id, second=value(contact.name)))


@playbook.rule(origin="test")
def onward(left: Pair, right: Pair) -> Clause:
    """Pair contacts of contacts."""
    return when(left.second == right.first).then(conclude(Pair, first=left.first, second=right.second))


PROGRAM = compile_program([playbook.ruleset()])
# Seven in a ring: everybody is paired with everybody, which makes 49.
RING: list[Fact] = [Contact(id=f"p{n}", customer_id="c", name=f"p{(n + 1) % 7}") for n in range(7)]


@every_executor
@pytest.mark.parametrize("supports", [True, False])
def test_a_run_ends_where_it_concludes_too_much(executor: Executor, supports: bool) -> None:
    snapshot = Snapshot.of(RING)
    within = executor.run(PROGRAM, snapshot, AS_OF, limits=Limits(conclusions=49), supports=supports)
    assert len(within.rows("Pair")) == 49
    with pytest.raises(ExecutionError) as caught:
        executor.run(PROGRAM, snapshot, AS_OF, limits=Limits(conclusions=48), supports=supports)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.problem) == ("RC301", "more than 48 conclusions for one customer")
    assert "Limits(conclusions=...)" in problem.hint


@every_executor
def test_the_limit_counts_conclusions_of_all_types_together(executor: Executor) -> None:
    several = Playbook("several")

    @several.rule(origin="test")
    def both(order: Order) -> Clause:
        """Conclude twice."""
        return always().then(warn("seen", about=order.id), conclude(Pair, first="a", second="b"))

    program = compile_program([several.ruleset()])
    facts = [Order(id=f"o{n}", customer_id="c", placed_on=AS_OF) for n in range(3)]
    executor.run(program, Snapshot.of(facts), AS_OF, limits=Limits(conclusions=4))
    with pytest.raises(ExecutionError):
        executor.run(program, Snapshot.of(facts), AS_OF, limits=Limits(conclusions=3))


@every_executor
def test_a_run_leaves_the_arithmetic_of_the_caller_alone(executor: Executor) -> None:
    sums = Playbook("sums")

    @sums.rule(origin="test")
    def exact(customer: Customer) -> Clause:
        """Note a sum that needs many digits."""
        return when(total(Order, lambda o: o.amount) == Decimal("1000000000.0001")).then(warn("exact"))

    program = compile_program([sums.ruleset()])
    amounts = ("1000000000", "0.0001")
    orders = [Order(id=text, customer_id="c", placed_on=AS_OF, amount=Decimal(text)) for text in amounts]
    with localcontext(prec=5) as mine:
        ledger = executor.run(program, Snapshot.of([Customer(customer_id="c"), *orders]), AS_OF)
        assert len(ledger.rows("Finding")) == 1
        assert getcontext().prec == mine.prec == 5
        with pytest.raises(ExecutionError):
            executor.run(PROGRAM, Snapshot.of(RING), AS_OF, limits=Limits(conclusions=1))
        assert getcontext().prec == 5


@every_executor
def test_the_ledger_names_what_it_was_made_of(executor: Executor) -> None:
    ledger = executor.run(PROGRAM, Snapshot.of(RING), AS_OF)
    assert (ledger.program, ledger.customer_id, ledger.as_of) == (PROGRAM.digest, "c", AS_OF)


def test_names_of_executors_are_their_own() -> None:
    names = [executor.name for executor in EXECUTORS]
    assert names[0] == "reference"
    assert len(set(names)) == len(names)


def warning(code: str) -> Program:
    """Give a program that warns with a code."""
    one = Playbook("one")

    @one.table({"row": code}, origin="test")
    def note(customer: Customer, row: str) -> Clause:
        """Note the customer."""
        return always().then(warn(row))

    return compile_program([one.ruleset()])


def test_the_compiled_executor_keeps_few_programs_and_stays_right() -> None:
    executor = CompiledExecutor(keep=1)
    snapshot = Snapshot.of([Customer(customer_id="c")])
    for code in ("a", "b", "c", "d", "e", "a"):
        assert [row[0] for row in executor.run(warning(code), snapshot, AS_OF).rows("Finding")] == [code]


def test_the_source_of_a_program_can_be_read() -> None:
    source = CompiledExecutor().source(PROGRAM)
    compile(source, "program", "exec")
    assert "limits.onward" in source
    assert "limits.start" in source
