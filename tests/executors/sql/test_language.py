"""The language, feature by feature, one customer at a time."""

from __future__ import annotations

import pytest

from relcore.errors import ExecutionError
from relcore.executors.reference import ReferenceExecutor
from relcore.executors.sql import SqlExecutor
from relcore.ledger import compare
from tests.executors.case import Case, all_cases

EXECUTOR = SqlExecutor()
BEYOND = {item.feature for item in EXECUTOR.unsupported}
CASES = all_cases()


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name not in BEYOND], ids=lambda case: case.name
)
def test_the_ledger_is_that_of_the_reference(case: Case) -> None:
    program, facts = case.program(), case.snapshot()
    expected = ReferenceExecutor().run(program, facts, case.as_of)
    assert not compare(EXECUTOR.run(program, facts, case.as_of, supports=False), expected)
    assert EXECUTOR.run(program, facts, case.as_of).canonical() == expected.canonical()


@pytest.mark.parametrize("case", [case for case in CASES if case.name in BEYOND], ids=lambda case: case.name)
def test_numbers_beyond_the_database_are_refused_never_rounded(case: Case) -> None:
    with pytest.raises(ExecutionError, match="RC311"):
        EXECUTOR.run(case.program(), case.snapshot(), case.as_of, supports=False)


def test_what_is_unsupported_is_a_case_of_the_language() -> None:
    assert {case.name for case in CASES} >= BEYOND
