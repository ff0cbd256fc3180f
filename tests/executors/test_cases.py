"""The meaning of the language, feature by feature, on every executor."""

from __future__ import annotations

import pytest

from relcore.errors import ExecutionError
from relcore.executors.protocol import Executor
from relcore.ledger import GIVEN, Ledger, compare
from tests.executors.case import Case, all_cases, concluded, ref, row_of, told
from tests.executors.executors import EXECUTORS, REFERENCE

CASES = all_cases()


def cannot(executor: Executor, feature: str) -> bool:
    """Say whether an executor declares that it cannot do something; a case is a feature, supports are one."""
    return any(item.feature == feature for item in executor.unsupported)


def pairs(*, supports: bool) -> list[tuple[Executor, Case]]:
    """Give each executor with each case that it can run."""
    return [
        (executor, case)
        for executor in EXECUTORS
        for case in CASES
        if not cannot(executor, case.name) and not (supports and cannot(executor, "supports"))
    ]


def name_of(item: Executor | Case) -> str:
    """Name an executor or a case in the id of a test."""
    return item.name


every_case = pytest.mark.parametrize(("executor", "case"), pairs(supports=False), ids=name_of)
every_case_with_supports = pytest.mark.parametrize(("executor", "case"), pairs(supports=True), ids=name_of)


def run(
    executor: Executor,
    case: Case,
    *,
    supports: bool = True,
    facts_back: bool = False,
    rules_back: bool = False,
) -> Ledger:
    """Run a case."""
    program, facts = case.program(backwards=rules_back), case.snapshot(backwards=facts_back)
    return executor.run(program, facts, case.as_of, supports=supports)


@every_case
def test_what_follows_is_what_the_case_expects(executor: Executor, case: Case) -> None:
    assert told(concluded(run(executor, case, supports=False))) == told(case.expect)


@every_case
def test_the_conclusions_are_those_of_the_reference(executor: Executor, case: Case) -> None:
    expected, found = run(REFERENCE, case, supports=False), run(executor, case, supports=False)
    assert not compare(found, expected)
    assert found.canonical() == expected.canonical()
    assert found.program == expected.program
    assert found.customer_id == expected.customer_id
    assert found.as_of == case.as_of


@every_case_with_supports
def test_the_ledger_is_that_of_the_reference_byte_for_byte(executor: Executor, case: Case) -> None:
    expected, found = run(REFERENCE, case), run(executor, case)
    assert told(concluded(found)) == told(case.expect)
    assert not compare(found, expected)
    assert found.canonical() == expected.canonical()


@every_case_with_supports
def test_supports_are_what_the_case_expects(executor: Executor, case: Case) -> None:
    ledger = run(executor, case)
    for conclusion, expected in case.supports:
        found = ledger.supports(type(conclusion).__name__, row_of(conclusion))
        assert list(map(str, found)) == list(map(str, sorted(expected)))


@every_case_with_supports
def test_every_conclusion_rests_on_something_that_is_there(executor: Executor, case: Case) -> None:
    ledger = run(executor, case)
    known = {ref(fact) for fact in case.snapshot()} | set(ledger.by_ref)
    rules = case.program().rules
    for fact in ledger.derived:
        for row in ledger.rows(fact):
            supports = ledger.supports(fact, row)
            assert supports
            for support in supports:
                assert support.rule == GIVEN or support.rule in rules
                assert {*support.facts, *support.witnesses} <= known


@every_case
def test_no_order_of_facts_or_rules_makes_a_difference(executor: Executor, case: Case) -> None:
    supports = not cannot(executor, "supports")
    expected = run(executor, case, supports=supports).canonical()
    for facts_back, rules_back in ((True, False), (False, True), (True, True)):
        other = run(executor, case, supports=supports, facts_back=facts_back, rules_back=rules_back)
        assert other.canonical() == expected


@every_case
def test_running_again_gives_the_same(executor: Executor, case: Case) -> None:
    first, second = run(executor, case, supports=False), run(executor, case, supports=False)
    assert first.canonical() == second.canonical()


def test_what_an_executor_cannot_do_it_refuses() -> None:
    for executor in EXECUTORS:
        for case in CASES:
            if cannot(executor, case.name):
                with pytest.raises(ExecutionError):
                    run(executor, case, supports=False)


def test_whatever_an_executor_cannot_do_is_a_feature() -> None:
    features = {case.name for case in CASES} | {"supports"}
    for executor in EXECUTORS:
        assert {item.feature for item in executor.unsupported} <= features


def test_the_reference_can_do_everything() -> None:
    assert REFERENCE.unsupported == ()


def test_a_case_expects_each_conclusion_once() -> None:
    for case in CASES:
        lines = told(case.expect)
        assert len(lines) == len(set(lines)), case.name


def test_each_case_says_in_one_sentence_what_it_shows() -> None:
    assert [case.name for case in CASES if not case.says.endswith(".") or "\n" in case.says] == []


def test_there_are_cases_for_the_features_of_the_language() -> None:
    names = {case.name for case in CASES}
    assert len(names) >= 50
    assert {"join", "negation", "unknown_value", "recursion", "count", "guard_replace"} <= names
