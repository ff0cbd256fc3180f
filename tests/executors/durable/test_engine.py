"""What the engine leaves behind: no threads, no memory, no half session after an error."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

import pytest

from relcore.errors import ExecutionError
from relcore.executors.durable import DurableExecutor
from relcore.facts.snapshot import Snapshot
from relcore.program import Program
from tests.executors.durable.needs import NEEDS_DURABLE
from tests.executors.durable.small import AS_OF, Other, Thing, field, program_of, rule, seen, that, things

pytestmark = NEEDS_DURABLE


def joins(number: int = 1) -> Program:
    """Give a program that joins."""
    less = that("a.n", "<", field("o.n"))
    rules = [
        rule(f"r{n}", {"a": Thing, "o": Other}, less, that("a.n", ">", n), about="a.id")
        for n in range(number)
    ]
    return program_of(*rules)


FACTS = things({"n": 1}, {"n": 5}) + things({"n": 3}, kind=Other)


def test_no_thread_is_started() -> None:
    before = threading.enumerate()
    with DurableExecutor() as executor:
        for _ in range(20):
            seen(executor, joins(), FACTS)
        assert threading.enumerate() == before
    assert not hasattr(sys.modules.get("durable.engine"), "Host")


GROWTH = """
import resource, sys
from tests.executors.durable.small import *
from tests.executors.durable.small import DurableExecutor
from tests.executors.durable.test_engine import FACTS, joins

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

if sys.argv[1] == "runs":
    executor, program = DurableExecutor(), joins(20)
    snapshot = Snapshot.of(FACTS)
    for n in range(5_000):
        executor.run(program, snapshot, AS_OF)
        if n == 500:
            before = peak()
else:
    snapshot = Snapshot.of(FACTS)
    programs = [joins(n + 1) for n in range(12)]
    for n in range(24):
        executor = DurableExecutor(keep=2)
        for program in programs:
            executor.run(program, snapshot, AS_OF)
        if n % 2:
            executor.close()
        if n == 7:
            before = peak()
print(peak() - before)
"""


@pytest.mark.parametrize("what", ["runs", "programs"])
def test_memory_does_not_grow(what: str) -> None:
    pytest.importorskip("resource")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", GROWTH, what]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) * (1 if sys.platform == "darwin" else 1024) < 3_000_000


def break_once(monkeypatch: pytest.MonkeyPatch, step: str, calls: list[str]) -> None:
    """Let one step of the engine fail the next time, and note what is freed."""
    native = import_module("durable_rules_engine")
    for name in ("delete_state", "delete_ruleset"):
        plain = getattr(native, name)

        def noted(*given: Any, plain: Any = plain, name: str = name) -> Any:
            calls.append(name)
            return plain(*given)

        monkeypatch.setattr(native, name, noted)
    works = getattr(native, step)

    def fails(*given: Any) -> Any:
        monkeypatch.setattr(native, step, works)
        works(*given)
        raise native.error(f"{step}, error code: 999")

    monkeypatch.setattr(native, step, fails)


@pytest.mark.parametrize("step", ["assert_facts", "start_action_for_state", "complete_and_start_action"])
def test_after_an_error_of_the_engine_the_session_is_discarded(
    monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    program, snapshot = joins(), Snapshot.of(FACTS)
    with DurableExecutor() as executor:
        expected = executor.run(program, snapshot, AS_OF)
        calls: list[str] = []
        break_once(monkeypatch, step, calls)
        with pytest.raises(ExecutionError) as caught:
            executor.run(program, snapshot, AS_OF)
        (problem,) = caught.value.diagnostics
        assert problem.code == "RC325"
        assert f"{step}, error code: 999" in problem.problem
        assert "discarded" in problem.problem
        assert str(caught.value.__cause__) == f"{step}, error code: 999"
        assert calls == ["delete_state", "delete_ruleset"]
        assert executor.run(program, snapshot, AS_OF) == expected


def test_an_error_while_a_rule_set_is_loaded_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    with DurableExecutor() as executor:
        break_once(monkeypatch, "start_action_for_state", calls)
        with pytest.raises(ExecutionError):
            executor.run(joins(), Snapshot.of(FACTS), AS_OF)
        # What has never fired cannot be deleted safely: only the rule set is.
        assert calls == ["delete_ruleset"]
        assert seen(executor, joins(), FACTS) == [("r0", "t0")]


def test_an_interruption_is_no_error_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    native = import_module("durable_rules_engine")
    with DurableExecutor() as executor:
        seen(executor, joins(), FACTS)

        def interrupted(*given: Any) -> Any:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(native, "complete_and_start_action", interrupted)
            with pytest.raises(KeyboardInterrupt):
                executor.run(joins(), Snapshot.of(FACTS), AS_OF)
        assert seen(executor, joins(), FACTS) == [("r0", "t0")]


def test_threads_take_turns() -> None:
    programs = [joins(n + 1) for n in range(4)]
    snapshots = [Snapshot.of(things({"n": n}) + things({"n": n + 1}, kind=Other)) for n in range(1, 6)]
    work = [(program, snapshot) for program in programs for snapshot in snapshots] * 20
    with DurableExecutor(keep=2) as executor:

        def answer(one: tuple[Program, Snapshot]) -> str:
            return executor.run(one[0], one[1], AS_OF).canonical()

        alone = list(map(answer, work[:20]))
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(answer, work))
    assert found == alone * 20


def test_a_closed_executor_loads_its_programs_again() -> None:
    executor = DurableExecutor()
    assert seen(executor, joins(), FACTS) == [("r0", "t0")]
    executor.close()
    executor.close()
    assert seen(executor, joins(), FACTS) == [("r0", "t0")]
    executor.close()


def test_few_programs_are_kept_and_the_answers_stay_right() -> None:
    with DurableExecutor(keep=1) as executor:
        for number in (1, 2, 3, 4, 1, 2):
            wide = things({"n": number - 1, "text": "x"}) + things({"n": 9}, kind=Other)
            assert len(seen(executor, joins(number), wide)) == number - 1


def test_what_runs_can_be_read() -> None:
    with DurableExecutor() as executor:
        source = executor.source(joins())
        compile(source, "source", "exec")
        assert "r0" in source
        (definition,) = executor.definitions(joins())
        assert '{"$gt":{"n":{"f0":"n"}}}' in definition
