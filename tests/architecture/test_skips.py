"""A skip hides a test; where everything is required only a marked one may."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SKIPPING = """
import pytest

@pytest.mark.skipif(True, reason="no such package")
def test_marked(): ...

def test_inside():
    pytest.importorskip("no_such_package")

@pytest.mark.may_skip("needs a running server")
def test_allowed():
    pytest.skip("no server")

@pytest.mark.xfail(reason="known")
def test_expected():
    assert False
"""

SKIPPING_MODULE = """
import pytest

pytest.importorskip("no_such_package")
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Give a folder with tests that skip in every way."""
    (tmp_path / "test_some.py").write_text(SKIPPING, encoding="utf-8")
    (tmp_path / "test_module.py").write_text(SKIPPING_MODULE, encoding="utf-8")
    return tmp_path


def summary(suite: Path, require_all: str) -> str:
    """Run the folder under this project's configuration and give what pytest says."""
    command = [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "--rootdir", str(suite), str(suite)]
    environment = {**os.environ, "RELCORE_REQUIRE_ALL": require_all}
    plugins = ["-p", "conftest", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    done = subprocess.run(
        command + plugins, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_skips_pass_where_not_everything_is_required(suite: Path) -> None:
    assert "4 skipped, 1 xfailed" in summary(suite, "0")


def test_skips_fail_where_everything_is_required(suite: Path) -> None:
    said = summary(suite, "1")
    assert "1 skipped" in said
    assert "1 xfailed" in said
    for name in ("test_marked", "test_inside", "test_module.py"):
        assert any(line.startswith(("FAILED", "ERROR")) and name in line for line in said.splitlines()), said
    assert "RELCORE_REQUIRE_ALL=1 allows no skip" in said
