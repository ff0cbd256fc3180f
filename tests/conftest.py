"""Servers that tests of several rooms ask for, each started once for a process that runs tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers import postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Run a PostgreSQL server of our own; give what it takes to connect."""
    with postgres_server() as conninfo:
        yield conninfo
