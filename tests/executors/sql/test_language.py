"""What databases cannot hold."""

from __future__ import annotations

import pytest

from relcore.errors import ExecutionError
from relcore.executors.sql import SqlExecutor
from tests.executors.case import Case, all_cases

EXECUTOR = SqlExecutor()
BEYOND = [case for case in all_cases() if case.name in {item.feature for item in EXECUTOR.unsupported}]


@pytest.mark.parametrize("case", BEYOND, ids=lambda case: case.name)
def test_numbers_beyond_the_database_are_refused_never_rounded(case: Case) -> None:
    with pytest.raises(ExecutionError, match=r"RC31[12]"):
        EXECUTOR.run(case.program(), case.snapshot(), case.as_of, supports=False)
