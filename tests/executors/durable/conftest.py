"""What the tests of the durable executor share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from relcore.executors.durable import DurableExecutor


@pytest.fixture(scope="module")
def executor() -> Iterator[DurableExecutor]:
    """Give an executor in this process."""
    with DurableExecutor(keep=4) as one:
        yield one
