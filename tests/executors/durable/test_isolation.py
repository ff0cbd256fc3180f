"""The engine in a process of its own: the same answers, and a crash that is only an error."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from relcore.errors import ExecutionError
from relcore.executors.durable import DurableExecutor
from relcore.facts.base import Fact
from relcore.facts.snapshot import Snapshot
from relcore.ir import RuleSet
from relcore.program import compile_program
from tests.executors.durable.joined import joined_rulesets
from tests.executors.durable.needs import NEEDS_DURABLE
from tests.executors.durable.small import AS_OF, Thing, program_of, rule, seen, that, things
from tests.executors.executors import REFERENCE
from tests.executors.generated import AS_OF as DAY
from tests.executors.generated import fact_lists

pytestmark = NEEDS_DURABLE
PROGRAM = program_of(rule("r", {"a": Thing}, that("a.n", ">", 0), about="a.id"))
FACTS = things({"n": 1}, {"n": 0})


@pytest.fixture(scope="module")
def isolated() -> Iterator[DurableExecutor]:
    with DurableExecutor(isolated=True, keep=4) as one:
        yield one


@settings(max_examples=settings().max_examples * 3 // 4, suppress_health_check=[HealthCheck.too_slow])
@given(joined_rulesets(), fact_lists())
def test_the_ledger_is_that_of_the_reference(
    isolated: DurableExecutor, ruleset: RuleSet, facts: list[Fact]
) -> None:
    program, snapshot = compile_program([ruleset]), Snapshot.of(facts)
    found = isolated.run(program, snapshot, DAY)
    assert found.canonical() == REFERENCE.run(program, snapshot, DAY).canonical()


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGFPE", "SIGKILL"])
def test_a_worker_that_dies_is_named_and_replaced(isolated: DurableExecutor, name: str) -> None:
    assert seen(isolated, PROGRAM, FACTS) == [("r", "t0")]
    first = isolated.worker
    assert first is not None
    os.kill(first, getattr(signal, name))
    with pytest.raises(ExecutionError) as caught:
        isolated.run(PROGRAM, Snapshot.of(FACTS), AS_OF)
    (problem,) = caught.value.diagnostics
    assert problem.code == "RC326"
    assert f"died ({name})" in problem.problem
    assert seen(isolated, PROGRAM, FACTS) == [("r", "t0")]
    assert isolated.worker not in (None, first)


def test_the_worker_is_started_once_and_ended_with_the_executor() -> None:
    with DurableExecutor(isolated=True) as executor:
        before = executor.worker
        assert before is None
        seen(executor, PROGRAM, FACTS)
        worker = executor.worker
        seen(executor, PROGRAM, FACTS)
        assert executor.worker == worker
        assert worker is not None
        assert worker != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_an_executor_in_this_process_has_no_worker(executor: DurableExecutor) -> None:
    seen(executor, PROGRAM, FACTS)
    assert executor.worker is None
