"""What every test runs under: reproducible examples, and skips that fail where everything is required."""

from __future__ import annotations

import os
from collections.abc import Generator
from importlib.util import find_spec

import pytest
from hypothesis import settings

# Read by mypy in a test of their own, never imported.
collect_ignore = ["tests/typing/accepts.py", "tests/typing/rejects.py"]
if find_spec("durable") is None:
    collect_ignore.append("src/relcore/executors/durable")
for package, module in (("psycopg", "postgres"), ("pyspark", "spark")):
    if find_spec(package) is None:
        collect_ignore.append(f"src/relcore/executors/sql/{module}.py")

pytest_plugins = ["relcore_pytest"]

settings.register_profile("steady", max_examples=40, derandomize=True, deadline=None)
settings.register_profile("wide", max_examples=2_000, deadline=None, print_blob=True)
settings.register_profile("nightly", max_examples=5_000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("RELCORE_EXAMPLES", "steady"))

# What happens to be installed beside relcore changes no test; tests of plug-ins say which they want.
os.environ["RELCORE_PLUGINS"] = "none"

REQUIRE_ALL = os.environ.get("RELCORE_REQUIRE_ALL") == "1"


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{reason}\nRELCORE_REQUIRE_ALL=1 allows no skip without @pytest.mark.may_skip(reason)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a skipped test where everything is required, unless its mark says why it may be skipped."""
    report = yield
    expected_to_fail = hasattr(report, "wasxfail")
    if REQUIRE_ALL and report.skipped and not expected_to_fail and not item.get_closest_marker("may_skip"):
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that skips itself where everything is required."""
    report = yield
    if REQUIRE_ALL and report.skipped:
        _refuse_skip(report)
    return report
