"""Where durable-rules is missing or cannot be loaded, the message says so and names another way."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import pytest

from relcore.errors import MissingExtra
from relcore.executors.durable import DurableExecutor


def loading_fails(monkeypatch: pytest.MonkeyPatch, error: ImportError, version: tuple[int, int, int]) -> None:
    """Let the engine's module fail to load on a version of the interpreter."""
    plain = importlib.import_module

    def load(name: str, *given: Any) -> Any:
        if name == "durable_rules_engine":
            raise error
        return plain(name, *given)

    monkeypatch.setattr(importlib, "import_module", load)
    monkeypatch.setattr(sys, "version_info", version)


@pytest.mark.parametrize("isolated", [False, True])
def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, isolated: bool) -> None:
    loading_fails(monkeypatch, ModuleNotFoundError("No module named 'durable_rules_engine'"), (3, 11, 7))
    with pytest.raises(MissingExtra) as caught:
        DurableExecutor(isolated=isolated)
    (problem,) = caught.value.diagnostics
    assert problem.code == "RC901"
    assert "executor 'durable'" in problem.problem
    assert problem.hint == "pip install 'relcore[durable]'"


@pytest.mark.parametrize(
    "error",
    [
        ModuleNotFoundError("No module named 'durable_rules_engine'"),
        ImportError("undefined symbol: PyEval_CallObject"),
    ],
)
def test_an_interpreter_that_cannot_load_it_is_named_with_the_alternatives(
    monkeypatch: pytest.MonkeyPatch, error: ImportError
) -> None:
    loading_fails(monkeypatch, error, (3, 13, 1))
    with pytest.raises(MissingExtra) as caught:
        DurableExecutor()
    (problem,) = caught.value.diagnostics
    assert problem.code == "RC320"
    assert "cannot be loaded by cpython 3.13" in problem.problem
    assert str(error) in problem.problem
    assert "'compiled'" in problem.hint
    assert "CPython 3.11 or 3.12" in problem.hint
    assert caught.value.__cause__ is error
