"""The pytest plug-in: collects `*.story.yaml` and reports what a suite exercises; loads the kit on use.

It stands beside the package, so that pytest can load it before it knows where the sources are, and before
coverage is measured.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

SUFFIX = ".story.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option for rule coverage."""
    parser.getgroup("relcore").addoption(
        "--relcore-coverage",
        nargs="?",
        const="text",
        choices=["text", "json", "html"],
        metavar="text|json|html",
        help="report which rules, conditions and boundaries the tests exercise",
    )
    parser.getgroup("relcore").addoption(
        "--relcore-coverage-file",
        metavar="FILE",
        help="write the report there; else text goes to the terminal, json and html to relcore-coverage.*",
    )
    parser.getgroup("relcore").addoption(
        "--relcore-coverage-of",
        metavar="MODULE[:ATTRIBUTE]",
        help="the playbook, or the module of the plug-in, that is reported on; without it the built-in one",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Listen to what executors run, where coverage was asked for."""
    if config.getoption("--relcore-coverage"):
        reporter = import_module("relcore.testing.coverage_session").CoverageSession(config)
        config.pluginmanager.register(reporter, "relcore-coverage")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect files of stories."""
    if file_path.name.endswith(SUFFIX):
        return StoryFile.from_parent(parent, path=file_path)
    return None


class StoryFile(pytest.File):
    """A file of stories."""

    def collect(self) -> Iterable[pytest.Item]:
        """Give each story of the file as a test."""
        reader = import_module("relcore.testing.story_file")
        for story, line in reader.read_stories(self.path):
            yield StoryItem.from_parent(self, name=story.name, story=story, line=line)


class StoryItem(pytest.Item):
    """A story of a file."""

    def __init__(self, *, story: Any, line: int, **settings: Any) -> None:
        super().__init__(**settings)
        self.story = story
        self.line = line

    def runtest(self) -> None:
        """Tell the story."""
        self.story.check()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show what the story says, not where the kit found out."""
        if excinfo.typename in ("StoryError", "UsageError", "FactError", "RuleError"):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Give file, line and name of the story."""
        return self.path, self.line - 1, f"story: {self.name}"
