"""An advisor that all tests share, and small books."""

from __future__ import annotations

from pathlib import Path

import pytest

from relcore.advisor import Advisor


@pytest.fixture(scope="session")
def advisor() -> Advisor:
    """The advisor with the built-in playbook; it keeps no customer's data."""
    return Advisor()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a result goes: a folder that holds nothing else."""
    folder = tmp_path / "result"
    folder.mkdir()
    return folder / "advice.parquet"
