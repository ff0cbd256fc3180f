"""Rule coverage of a pytest session, of its workers too, reported at its end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from relcore.ledger import Ledger
from relcore.testing.coverage import Coverage, Report
from relcore.testing.coverage_pages import as_html, as_json, as_text
from relcore.testing.law import subject_named, subject_of
from relcore.testing.listening import Run, listening

MOST_RUNS = 20
"""So many runs of one test are looked at: a property test that draws hundreds says little more."""

_KEY = "relcore_coverage"
_PAGES: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json, "html": as_html}


class CoverageSession:
    """Listens to a session of pytest."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._form = str(config.getoption("--relcore-coverage"))
        name = config.getoption("--relcore-coverage-of")
        subject = subject_named(name) if name else subject_of()
        self._coverage = Coverage(subject.program, subject.own or None)
        self._heard = 0
        self._stack = ExitStack()

    def pytest_sessionstart(self) -> None:
        """Begin to listen."""
        self._stack.enter_context(listening(self._answer))

    def pytest_runtest_logstart(self) -> None:
        """Listen anew to each test."""
        self._heard = 0

    def _answer(self, run: Run, usual: Callable[[], Ledger]) -> Ledger:
        self._heard += 1
        return self._coverage.answer(run, usual) if self._heard <= MOST_RUNS else usual()

    def pytest_sessionfinish(self) -> None:
        """Stop listening; a worker hands over what it has seen."""
        self._stack.close()
        output = getattr(self._config, "workeroutput", None)
        if output is not None:
            seen = self._coverage.seen
            output[_KEY] = {id: [[list(path), kind] for path, kind in points] for id, points in seen.items()}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a worker has seen."""
        told = getattr(node, "workeroutput", {}).get(_KEY, {})
        self._coverage.merge({id: {(tuple(path), kind) for path, kind in seen} for id, seen in told.items()})

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Write the report."""
        page = _PAGES[self._form](self._coverage.report())
        file = self._config.getoption("--relcore-coverage-file")
        if file is None and self._form == "text":
            terminalreporter.section("rule coverage")
            terminalreporter.write(page)
            return
        path = Path(file or f"relcore-coverage.{self._form}")
        path.write_text(page, encoding="utf-8")
        terminalreporter.write_line(f"rule coverage written to {path}")
